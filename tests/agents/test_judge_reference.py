"""The published critics' JSON: read on its own scale, written with ours named, and no score where there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storyreel.agents.critic.judging import Judge, read_reference_verdicts, write_reference_verdicts
from storyreel.agents.critic.judging.reference_form import OURS, THEIRS, rescaled
from storyreel.errors import SourceError
from storyreel.film.finding import Score, Verdict
from tests.agents.critic_script import good_dialogue, good_script
from tests.agents.judge_chats import steady

THEIR_FILM: dict[str, Any] = {
    "summary": {
        "total_videos": 3,
        "successful_evaluations": 3,
        "failed_evaluations": 0,
        "backend": "gemini",
        "average_subjective_scores": {"Emotional Consistency": 2.25, "Voice-Lip Sync": 0.0},
        "average_objective_metrics": {"CLIP": 61.2, "VSA": None, "FVD": None},
    },
    "detailed_results": [
        {
            "Audio-Visual Synchronization": 4.2,
            "Emotional Consistency": 0.5,
            "Rhythm Coordination": 7,
            "Voice-Lip Sync": "good",
            "Reasoning": {"Emotional Consistency": "flat"},
            "Overall Assessment": "well made",
            "objective_metrics": {"CLIP": 61.2, "VSA": None, "FVD": None},
            "video_name": "a.mp4",
            "backend": "gemini",
        },
        {"Emotional Consistency": 4, "Physical Law": 3.5, "video_name": "b.mp4"},
        {"error": "timeout", "video_name": "c.mp4"},
    ],
}


def written(folder: Path, data: object) -> Path:
    path = folder / "critic.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_their_file_is_read_on_their_scale(tmp_path: Path) -> None:
    read = read_reference_verdicts(written(tmp_path, THEIR_FILM))
    assert (read.on, read.scale, read.backend) == ("film", THEIRS, "gemini")
    first, second, third = read.results
    assert first.scores == {
        "Audio-Visual Synchronization": 4.2, "Emotional Consistency": 0.5, "Rhythm Coordination": None, "Voice-Lip Sync": None,
    }  # fmt: skip
    assert first.reasoning == {"Emotional Consistency": "flat"} and first.metrics == {"CLIP": 61.2, "VSA": None, "FVD": None}
    assert (first.name, second.scores["Physical Law"], third.problem, third.scores) == ("a.mp4", 3.5, "timeout", {})
    assert read.refused == ("a.mp4: Rhythm Coordination: 7",)


def test_a_number_beyond_all_numbers_is_none(tmp_path: Path) -> None:
    path = tmp_path / "critic.json"
    path.write_text(f'{{"detailed_results": [{{"Visual Appeal": 1{"0" * 400}, "Voice-Lip Sync": true}}]}}', encoding="utf-8")
    assert read_reference_verdicts(path).results[0].scores == {"Visual Appeal": None, "Voice-Lip Sync": None}


def test_their_means_are_counted_again_without_the_missing(tmp_path: Path) -> None:
    means = read_reference_verdicts(written(tmp_path, THEIR_FILM)).means
    assert means["Emotional Consistency"] == (2.25, 2) and "Voice-Lip Sync" not in means


def test_their_script_file_is_read(tmp_path: Path) -> None:
    rows = [{"Format Compliance": 4.5, "Narrative Coherence": 0, "Reasoning": {}, "entry_number": 1}]
    data = {"summary": {"total_entries": 1, "average_scores": {}}, "detailed_results": rows}
    read = read_reference_verdicts(written(tmp_path, data))
    assert read.on == "script" and read.results[0].scores == {"Format Compliance": 4.5, "Narrative Coherence": 0.0}
    assert read_reference_verdicts(written(tmp_path, {"detailed_results": rows})).on == "script"


def test_nothing_is_rescaled_unless_asked() -> None:
    assert rescaled(0.5, THEIRS, OURS) == 1.4 and rescaled(1.0, OURS, THEIRS) == 0.0 and rescaled(5.0, OURS, THEIRS) == 5.0


async def test_ours_is_written_in_their_form_and_read_back(tmp_path: Path) -> None:
    judged = await Judge(steady({"Visual Imagery": 2.5})).judge_script(good_script(), source=good_dialogue())
    failed = Verdict(on="script", passed=True, scores={"Visual Imagery": Score(why="not observable: the judge failed: gone")})
    path = tmp_path / "ours.json"
    write_reference_verdicts({"letter": judged, "rain": failed}, path)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert list(data) == ["summary", "detailed_results"]
    summary = data["summary"]
    assert (summary["total_entries"], summary["successful_evaluations"], summary["failed_evaluations"]) == (2, 1, 1)
    assert summary["scale"] == {"name": "storyreel, 1 to 5", "lowest": 1.0, "highest": 5.0}
    assert summary["average_scores"]["Visual Imagery"] == 2.5 and summary["n"]["Visual Imagery"] == 1
    assert (
        data["detailed_results"][1]["Visual Imagery"] is None and data["detailed_results"][0]["Spread"]["Visual Imagery"] == 0.25
    )
    read = read_reference_verdicts(path)
    assert (read.on, read.scale) == ("script", OURS) and read.means["Visual Imagery"] == (2.5, 1)
    assert read.results[1].reasoning["Visual Imagery"].endswith("gone") and read.refused == ()


def test_a_film_without_any_score_has_null_means(tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    write_reference_verdicts({"a.mp4": Verdict(on="film", passed=True, judge="m")}, path)
    summary = json.loads(path.read_text(encoding="utf-8"))["summary"]
    assert set(summary["average_subjective_scores"].values()) == {None} and summary["failed_evaluations"] == 1
    assert summary["average_objective_metrics"] == {"CLIP": None, "VSA": None, "FVD": None} and summary["backend"] == "m"


def test_a_second_opinion_is_written_where_nothing_else_is() -> None:
    from storyreel.agents.critic.judging.reference_form import _row  # pyright: ignore[reportPrivateUsage]

    ruled = Verdict(
        on="script", passed=True, judged={"Visual Imagery": Score(value=3.0)}, scores={"Format Compliance": Score(value=5.0)}
    )
    row = _row("x", 1, ruled, "script")
    assert (row["Format Compliance"], row["Visual Imagery"]) == (5.0, 3.0)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("{", "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("[1]", "no list named detailed_results"),
        ('{"detailed_results": 3}', "no list named detailed_results"),
        ('{"detailed_results": [{"Visual Appeal": NaN}]}', "it is no JSON"),
        ('{"summary": {"scale": {"name": "stars"}}, "detailed_results": []}', "its scale is"),
    ],
)
def test_what_is_no_such_file_is_said(tmp_path: Path, data: str, problem: str) -> None:
    path = tmp_path / "critic.json"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(SourceError, match=problem):
        read_reference_verdicts(path)


def test_scripts_and_films_are_not_mixed(tmp_path: Path) -> None:
    mixed = {"a": Verdict(on="film", passed=True), "b": Verdict(on="script", passed=True)}
    for verdicts in ({}, mixed):
        with pytest.raises(SourceError, match="scripts or on films, at least one"):
            write_reference_verdicts(verdicts, tmp_path / "x.json")
