"""`storyreel critique` as a linter: its three forms, silences, the pages of rules, films, and errors that lead on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from storyreel.film.script import Script
from storyreel.formats import script_json, write_bracket
from tests.agents.critic_script import good_script, with_shot
from tests.agents.test_critic_media import film
from tests.agents.test_critic_media import script as film_script
from tests.apps.cli.conftest import Ended
from tests.formats.test_sarif import checked

Storyreel = Callable[..., Ended]
CROSSED = with_shot(with_shot(good_script(), "2.3", side="far"), "1.6", blocking=())


def written(folder: Path, script: Script = CROSSED, name: str = "script.json") -> str:
    path = folder / name
    path.write_text(script_json(script) if name.endswith(".json") else write_bracket(script), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film that lacks a cut, and beside nothing."""
    return film(tmp_path_factory.mktemp("film") / "foreign.mp4", shots=(0, 1, 1))


def test_text_has_a_line_a_finding_with_its_place_and_the_next_step(tmp_path: Path, storyreel: Storyreel) -> None:
    file = written(tmp_path)
    done = storyreel("critique", file)
    assert done.code == 0
    lines = done.out.splitlines()
    text = Path(file).read_text(encoding="utf-8").splitlines()
    crossed = next(line for line in lines if "SR204" in line)
    number = int(crossed.split(":")[1])
    assert '"uid": "u2.3"' in text[number - 1]
    assert crossed.startswith(f"  {file}:{number}: shot 2.3: SR204 crossed-line (major): shot 2.2 is on the near side")
    assert crossed.endswith("Remedy: insert a linking shot.")
    heads = [line.split(":")[0] for line in lines if not line.startswith(" ")]
    assert heads.index("Shot Division Rationality") < heads.index("Content Completeness")
    assert lines[-1] == "2 major; passed. Next: storyreel critique --explain SR204"
    assert "\x1b" not in done.out


def test_what_is_not_observable_is_said_once(tmp_path: Path, storyreel: Storyreel) -> None:
    out = storyreel("critique", written(tmp_path)).out
    assert "not observable: needs a judge: Narrative Coherence, Dramatic Tension, Visual Imagery" in out.splitlines()
    assert out.count("not observable") == 1


def test_a_bracket_script_is_told_by_its_lines(tmp_path: Path, storyreel: Storyreel) -> None:
    file = written(tmp_path, name="script.txt")
    line = next(line for line in storyreel("critique", file).out.splitlines() if "SR204" in line)
    number = int(line.split(":")[1])
    assert Path(file).read_text(encoding="utf-8").splitlines()[number - 1].startswith("3. [24s-26.5s]")


def test_colours_are_for_a_terminal(tmp_path: Path, storyreel: Storyreel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in storyreel("critique", written(tmp_path)).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in storyreel("critique", written(tmp_path)).out


@pytest.mark.parametrize("asked", [("--json",), ("--format", "json")])
def test_json_is_the_stable_interface(tmp_path: Path, storyreel: Storyreel, asked: tuple[str, ...]) -> None:
    printed = storyreel("critique", written(tmp_path), *asked).json
    assert {"scores", "findings", "passed", "silenced"} <= set(printed)
    crossed = next(one for one in printed["findings"] if one["rule"] == "SR204")
    assert {"dimension", "kind", "severity", "shot", "start_s", "end_s", "cause", "evidence", "remedy"} <= set(crossed)
    assert (crossed["kind"], crossed["shot"], crossed["start_s"], crossed["end_s"]) == ("crossed-line", "2.3", 24.0, 26.5)


@pytest.mark.parametrize("name", ["script.json", "script.txt"])
def test_sarif_has_rules_places_and_suppressions(tmp_path: Path, storyreel: Storyreel, name: str) -> None:
    run = checked(storyreel("critique", written(tmp_path, name=name), "--format", "sarif", "--ignore", "missing-blocking").out)
    results = {one["ruleId"]: one for one in run["results"]}
    assert set(results) == {"SR204", "SR306"}
    place = results["SR204"]["locations"][0]
    assert place["physicalLocation"]["region"]["startLine"] > 1
    pointer = place["logicalLocations"][0].get("fullyQualifiedName")
    assert pointer == ("/scenes/1/shots/2" if name.endswith("json") else None)
    assert results["SR306"]["suppressions"] == [{"kind": "external"}]
    described = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert len(described) > 50
    assert described["SR204"]["help"]["markdown"].startswith("# SR204 crossed-line")


def test_silences_are_counted_and_strict_ends_with_7(tmp_path: Path, storyreel: Storyreel) -> None:
    file = written(tmp_path)
    assert storyreel("critique", file, "--strict").code == 7
    quiet = storyreel("critique", file, "--strict", "--ignore", "SR204,SR306")
    assert quiet.code == 0
    assert quiet.out.splitlines()[-1] == f"nothing found, 2 silenced; passed. Next: storyreel make {file}"
    chosen = storyreel("critique", file, "--select", "SR204", "--json").json
    assert [one["rule"] for one in chosen["findings"]] == ["SR204"]


def test_a_wrong_id_is_usage_with_the_nearest(tmp_path: Path, storyreel: Storyreel) -> None:
    done = storyreel("critique", written(tmp_path), "--ignore", "crossd-line")
    assert done.code == 2
    assert "Did you mean crossed-line? List them all with: storyreel critique --rules" in done.err


def test_rules_are_listed_and_explained(storyreel: Storyreel) -> None:
    listed = storyreel("critique", "--rules").out
    assert "SR204 crossed-line" in listed
    assert "  black " in listed
    printed = storyreel("critique", "--rules", "--json").json
    assert {"id": "SR204", "kind": "crossed-line"}.items() <= next(one for one in printed if one["id"] == "SR204").items()
    page = storyreel("critique", "--explain", "sr204").out
    assert page.startswith("# SR204 crossed-line\n")
    assert "## Mend" in page
    assert storyreel("critique", "--explain", "missing-blocking").out.count("\n## Why\n") == 2
    assert "black" in storyreel("critique", "--explain", "black").out
    assert "A check that broke" in storyreel("critique", "--explain", "check-failed").out
    assert "found in films and takes" not in storyreel("critique", "--explain", "crossed-line").out
    wrong = storyreel("critique", "--explain", "SR2")
    assert wrong.code == 2
    assert "SR201, SR202" in wrong.err


def test_a_film_is_told_in_the_same_form(tmp_path: Path, clip: Path, storyreel: Storyreel) -> None:
    file = written(tmp_path, film_script())
    done = storyreel("critique", str(clip), "--script", file, "--select", "missing-cut")
    assert done.code == 0, done.err
    line = next(line for line in done.out.splitlines() if "missing-cut" in line)
    assert line.startswith(f"  {clip}: shot 1.3: missing-cut (major): ")
    assert done.out.splitlines()[-1].endswith("Next: storyreel critique --explain missing-cut")
    printed = storyreel("critique", str(clip), "--script", file, "--select", "missing-cut", "--json").json
    assert [(one["rule"], one["shot"]) for one in printed["findings"]] == [("missing-cut", "1.3")]
    run = checked(storyreel("critique", str(clip), "--script", file, "--select", "missing-cut", "--format", "sarif").out)
    assert run["results"][0]["locations"][0]["logicalLocations"][0]["name"] == "shot 1.3"
    assert (
        storyreel("critique", str(clip), "--script", file, "--select", "missing-cut", "--strict", "--ignore", "missing-cut").code
        == 0
    )


def test_a_shot_silences_what_is_found_in_its_film_too(tmp_path: Path, clip: Path, storyreel: Storyreel) -> None:
    file = written(tmp_path, with_shot(film_script(), "1.3", extra={"ignore": ["missing-cut"]}))
    printed = storyreel("critique", str(clip), "--script", file, "--select", "missing-cut", "--json").json
    assert printed["findings"] == []
    assert [one["rule"] for one in printed["silenced"]] == ["missing-cut"]


def test_a_film_without_a_script_is_judged_for_what_it_is(clip: Path, storyreel: Storyreel) -> None:
    done = storyreel("critique", str(clip))
    assert done.code == 0, done.err
    assert "no script was given to compare with" in done.out
    assert done.out.splitlines()[-1] == f"nothing found; passed. Next, to see more: storyreel critique {clip} --script SCRIPT"


def test_what_is_found_in_no_shot_is_told_by_its_time(tmp_path: Path, storyreel: Storyreel) -> None:
    dark = film(tmp_path / "dark.mp4", change=lambda number, one: np.zeros_like(one) if 48 <= number < 96 else one)
    line = next(line for line in storyreel("critique", str(dark)).out.splitlines() if "black" in line)
    assert line.startswith(f"  {dark}: at 2 s: black (major): ")
    lost = written(tmp_path, with_shot(good_script(), "2.2", lines=(), action="A look."))
    assert f"  {lost}: the whole: SR501 missing-line (major): line L5" in storyreel("critique", lost).out


ERRORS = {
    "nothing given": ((), 2, "storyreel critique script.json"),
    "no such file": (("nowhere.json",), 3, "Give a Script, a film file or a project folder"),
    "a folder without a film": (("empty",), 2, "storyreel resume"),
    "a dialogue": (("page.txt",), 3, "Make one with: storyreel script"),
    "a script that is not there": (("film.mp4", "--script", "nowhere.json"), 2, "--script SCRIPT"),
    "a script rule on a film": (("film.mp4", "--ignore", "SR204"), 2, "that is a rule for scripts"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_says_what_to_do(name: str, tmp_path: Path, storyreel: Storyreel, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments, code, text = ERRORS[name]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "page.txt").write_text("ROSA: You are late.\nTOM: I know.\n", encoding="utf-8")
    (tmp_path / "film.mp4").write_bytes(b"no film")
    done = storyreel("critique", *arguments)
    assert done.code == code
    assert text in done.err
    assert done.out == ""


def test_a_file_that_is_no_film_blocks(tmp_path: Path, storyreel: Storyreel) -> None:
    bad = tmp_path / "film.mp4"
    bad.write_bytes(b"no film")
    done = storyreel("critique", str(bad), "--json", "--strict")
    assert done.code == 7
    assert [one["rule"] for one in json.loads(done.out)["findings"]] == ["undecodable"]
