"""make and resume: options become settings, limits and a crew; every ending has its code and its words."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyreel.errors import BackendUnavailable, BudgetExceeded, ProjectLocked, SourceError, StoryreelError, UserError
from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.film.note import Limits
from storyreel.film.plan import FilmSettings
from storyreel.tools.project import InForce, Project

Run = Callable[..., Any]


def black(severity: Severity) -> Finding:
    return Finding(
        dimension="Technical Quality",
        kind="black",
        severity=severity,
        evidence="12 frames.",
        cause=Cause.BACKEND,
        remedy=Remedy.RETAKE,
    )


def test_all_options_arrive(storyreel: Run, library: Any) -> None:
    ended = storyreel(
        "make", "a.txt", "--out", "film", "--style", "noir", "--size", "640x360", "--seconds", "60", "--fps", "23.976",
        "--generator", "previz", "--scripter", "handbook", "--reference-mode", "first", "--max-retries", "5", "--max-takes", "4",
        "--script-rounds", "1", "--threshold", "4", "--seed", "7", "--lang", "zh", "--budget", "2.5", "--workers", "2",
        "--approve", "script,spend", "--approve", "film", "--titles", "--burn-subtitles", "--truth", "--json",
    )  # fmt: skip
    assert ended.code == 0, ended.err
    name, given = library.calls[0]
    settings, limits = given["settings"], given["limits"]
    assert (name, given["source"], given["out"]) == ("make", Path("a.txt"), Path("film"))
    assert given["crew"] == {"generator": "previz", "scripter": "handbook"}
    assert given["approve"] == {"script", "spend", "film"}
    assert (settings.style, settings.width_px, settings.height_px, settings.seconds) == ("noir", 640, 360, 60)
    assert (settings.rate.numerator, settings.rate.denominator, settings.seed, settings.language) == (24000, 1001, 7, "zh")
    assert (settings.reference_mode, settings.threshold) == ("first", 4)
    assert settings.titles and settings.burn_subtitles and settings.truth
    assert (limits.retries, limits.takes, limits.script_rounds, limits.money_micros, limits.workers) == (5, 3, 1, 2_500_000, 2)


def test_older_spellings_are_read(storyreel: Run, library: Any) -> None:
    arguments = ["--script_path", "a.txt", "--output_dir", "film", "--reference_mode=asset", "--max_retry", "1"]
    assert storyreel("make", *arguments).code == 0
    given = library.calls[0][1]
    assert (given["source"], given["out"]) == (Path("a.txt"), Path("film"))
    assert (given["settings"].reference_mode, given["limits"].retries) == ("asset", 1)


def test_a_bare_make_leaves_the_defaults(storyreel: Run, library: Any) -> None:
    assert storyreel("make", "dir/My scene!.txt").code == 0
    given = library.calls[0][1]
    assert (given["out"], given["crew"], given["approve"]) == (Path("out/My-scene"), {}, frozenset())
    assert (given["settings"].width_px, given["limits"].takes) == (832, 2)


def test_json_is_one_object_and_progress_goes_to_stderr(storyreel: Run, library: Any) -> None:
    ended = storyreel("make", "a.txt", "--json")
    assert ended.json == {"film": "out/film.mp4", "shots": 3}
    assert "shot 1.1 take 1" in ended.err
    assert "progress" not in ended.err


def test_people_get_the_paths(storyreel: Run, library: Any) -> None:
    ended = storyreel("make", "a.txt")
    assert "out/film.mp4" in ended.out
    assert "out/report.html" in ended.out


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UserError("u"), 2),
        (SourceError("empty", file="a.txt", line=3), 3),
        (BackendUnavailable("gone", backend="veo"), 4),
        (BudgetExceeded("too dear"), 5),
        (ProjectLocked("taken"), 6),
        (StoryreelError("own"), 1),
    ],
)
def test_each_error_has_its_code_one_line_and_an_object(storyreel: Run, library: Any, error: StoryreelError, code: int) -> None:
    library.error = error
    ended = storyreel("make", "a.txt", "--json")
    assert ended.code == code
    assert ended.json["error"]["type"] == type(error).__name__
    assert ended.json["error"]["message"] == str(error)
    assert f"storyreel: {error}" in ended.err
    assert "Traceback" not in ended.err


def test_a_bug_says_so_with_its_traceback(storyreel: Run, library: Any) -> None:
    library.error = ZeroDivisionError("oops")
    ended = storyreel("make", "a.txt", "--json")
    assert ended.code == 1
    assert "Traceback" in ended.err
    assert "bug" in ended.err
    assert ended.json["error"]["type"] == "ZeroDivisionError"


@pytest.mark.parametrize(("severity", "code"), [(Severity.MAJOR, 7), (Severity.BLOCKING, 7), (Severity.MINOR, 0)])
def test_strict_ends_with_7_only_for_findings_that_ask_for_work(
    storyreel: Run, library: Any, severity: Severity, code: int
) -> None:
    library.film.findings = (black(severity),)
    assert storyreel("make", "a.txt", "--strict").code == code
    assert storyreel("make", "a.txt").code == 0


def test_missing_shots_end_with_4_and_the_film_is_told_all_the_same(storyreel: Run, library: Any) -> None:
    library.film.missing = {"1.2": "the generator failed"}
    ended = storyreel("make", "a.txt", "--out", "film", "--json")
    assert ended.code == 4
    assert ended.json["film"] == "out/film.mp4"
    assert "1 of 3 shots" in ended.err
    assert "storyreel resume film" in ended.err


def test_a_gate_says_how_to_answer(storyreel: Run, library: Any) -> None:
    library.film.film, library.film.waiting = None, {"gate": "script", "question": "Is the script right?"}
    ended = storyreel("make", "a.txt", "--out", "film", "--approve", "script")
    assert ended.code == 0
    assert "Is the script right?" in ended.out
    assert "storyreel chat film" in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("--size", "831x480"), ("--size", "big"), ("--size", "8x8"), ("--aspect", "4:3"),
        ("--size", "640x640", "--aspect", "16:9"),
        ("--fps", "0"), ("--fps", "soon"), ("--fps", "1/0"), ("--budget", "-1"), ("--budget", "lots"), ("--budget", "nan"),
        ("--approve", "lunch"), ("--reference-mode", "magic"), ("--max-takes", "0"), ("--threshold", "6"), ("--seconds", "0"),
        ("--nonsense",), ("second.txt",),
    ],
)  # fmt: skip
def test_wrong_arguments_are_usage(storyreel: Run, library: Any, arguments: tuple[str, ...]) -> None:
    ended = storyreel("make", "a.txt", *arguments, "--json")
    assert ended.code == 2, ended.err
    assert ended.json["error"]["exit_code"] == 2
    assert ended.err.strip()
    assert not library.calls


def test_no_source_is_usage(storyreel: Run, library: Any) -> None:
    assert storyreel("make").code == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_drains_and_says_how_to_go_on(storyreel: Run, library: Any, number: int) -> None:
    reasons: list[str] = []

    async def press(control: Any) -> None:
        os.kill(os.getpid(), number)
        while not control.reason:
            await asyncio.sleep(0.001)
        reasons.append(control.reason)

    library.during, library.film.finished = press, False
    ended = storyreel("make", "a.txt", "--out", "film", "--json")
    assert ended.code == 130
    assert reasons
    assert "storyreel resume film" in ended.err
    assert ended.json["error"]["type"] == "Interrupted"


def test_ctrl_c_twice_ends_at_once(storyreel: Run, library: Any) -> None:
    async def press(control: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        while not control.reason:
            await asyncio.sleep(0.001)
        os.kill(os.getpid(), signal.SIGINT)
        await asyncio.sleep(60)

    library.during = press
    ended = storyreel("make", "a.txt", "--out", "film")
    assert ended.code == 130
    assert "storyreel resume film" in ended.err


def test_what_is_not_finished_says_how_to_go_on(storyreel: Run, library: Any) -> None:
    library.film.finished, library.film.missing = False, {"1.2": "the generator failed"}
    ended = storyreel("make", "a.txt", "--out", "film")
    assert "storyreel resume film" in ended.out
    assert "shot 1.2: the generator failed" in ended.out


def test_resume_changes_only_what_was_given(storyreel: Run, library: Any, tmp_path: Path) -> None:
    project = Project.create(tmp_path / "film")
    was = InForce(
        settings=FilmSettings(seed=7), limits=Limits(takes=0, retries=9), crew={}, approve=frozenset(), graph_version=1
    )  # fmt: skip
    project.put_in_force(was)
    assert storyreel("resume", str(project.root), "--max-takes", "5", "--style", "noir", "--approve", "film").code == 0
    given = library.calls[0][1]
    assert (given["limits"].takes, given["limits"].retries) == (4, 9)
    assert (given["settings"].style, given["settings"].seed) == ("noir", 7)
    assert given["approve"] == {"film"}


def test_a_bare_resume_changes_nothing(storyreel: Run, library: Any, tmp_path: Path) -> None:
    project = Project.create(tmp_path / "film")
    project.put_in_force(InForce(settings=FilmSettings(), limits=Limits(), crew={}, approve=frozenset(), graph_version=1))
    assert storyreel("resume", str(project.root)).code == 0
    given = library.calls[0][1]
    assert given == {"out": project.root, "crew": {}, "approve": None, "settings": None, "limits": None}


def test_resume_without_a_project_is_usage(storyreel: Run, library: Any, tmp_path: Path) -> None:
    assert storyreel("resume", str(tmp_path / "none")).code == 2
