"""The real command, as a person runs it: a film, wrong input, a stop, and what is said each time."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from storyreel.apps.cli import main

SCENE = """INT. KITCHEN - NIGHT

ROSA: You came back.
TOMAS (quietly): I said I would. Every night, until the letter came.
ROSA: Which letter?
"""
COMMAND = [sys.executable, "-c", "from storyreel.apps.cli import main; main()"]
TINY = ("--size", "160x96", "--workers", "2")


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def storyreel(*words: str | Path, cwd: Path, says: str = "") -> Done:
    """Run the command in this process: its imports cost a second each time in another."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
        patch.chdir(cwd)
        patch.setattr("sys.stdin", io.StringIO(says))
        main([str(word) for word in words])
    return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with scene.txt and its film in film/."""
    folder = tmp_path_factory.mktemp("newcomer")
    (folder / "scene.txt").write_text(SCENE, encoding="utf-8")
    done = storyreel("make", "scene.txt", "--out", "film", *TINY, "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    (folder / "answer.json").write_text(done.stdout, encoding="utf-8")
    return folder


def answer(folder: Path) -> Any:
    return json.loads((folder / "answer.json").read_text(encoding="utf-8"))


def test_make_gives_the_film_and_its_figures(made: Path) -> None:
    found = answer(made)
    names = {"film", "script", "subtitles", "report", "shots", "takes", "retakes", "script_rounds", "findings", "cost", "wall_s"}
    assert names <= set(found)
    for name in ("film", "script", "subtitles", "report"):
        assert (made / found[name]).stat().st_size > 0
    for finding in found["findings"]:
        assert {"dimension", "kind", "severity", "shot", "start_s", "end_s", "cause", "evidence", "remedy"} <= set(finding)


def test_the_project_folder_has_what_a_person_looks_for(made: Path) -> None:
    there = {path.name for path in (made / "film").iterdir()}
    assert {"film.mp4", "script.json", "script.txt", "script.fountain", "film.srt", "film.vtt", "report.html", "source"} <= there
    assert (made / "film/source/scene.txt").read_text(encoding="utf-8") == SCENE


def test_every_line_is_in_the_subtitles(made: Path) -> None:
    srt = " ".join((made / "film/film.srt").read_text(encoding="utf-8").split())
    for line in ("You came back.", "Which letter?"):
        assert line in srt


def test_script_prints_the_documented_form(made: Path) -> None:
    script = json.loads(storyreel("script", "scene.txt", "--json", cwd=made).stdout)
    assert {"schema", "title", "cast", "scenes"} <= set(script)
    shot = script["scenes"][0]["shots"][0]
    asked = {
        "uid",
        "id",
        "start_s",
        "end_s",
        "size",
        "framing",
        "angle",
        "move",
        "transition",
        "action",
        "emotion",
        "lines",
        "blocking",
    }
    assert asked <= set(shot)
    spoken = [line["text"] for one in script["scenes"][0]["shots"] for line in one["lines"]]
    assert spoken[0].startswith("You came back")


@pytest.mark.parametrize("form", ["bracket", "fountain"])
def test_script_is_readable_too(made: Path, form: str) -> None:
    done = storyreel("script", "scene.txt", "--format", form, cwd=made)
    assert done.returncode == 0, done.stderr
    assert "You came back." in done.stdout


@pytest.mark.parametrize("what", [("film/script.json",), ("film/film.mp4", "--script", "film/script.json"), ("film",)])
def test_critique_judges_scripts_and_films(made: Path, what: tuple[str, ...]) -> None:
    done = storyreel("critique", *what, "--json", cwd=made)
    assert done.returncode == 0, done.stderr
    verdict = json.loads(done.stdout)
    assert {"scores", "findings"} <= set(verdict)
    assert all(score["value"] is None or 1 <= score["value"] <= 5 for score in verdict["scores"].values())


def test_status_knows_the_project(made: Path) -> None:
    status = json.loads(storyreel("status", "film", "--json", cwd=made).stdout)
    assert status["running"] is False
    assert status["takes"] == answer(made)["takes"]


def test_resume_of_a_finished_film_makes_nothing_again(made: Path) -> None:
    done = storyreel("resume", "film", "--json", cwd=made)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["takes"] == answer(made)["takes"]


def test_schema_lists_and_prints(made: Path) -> None:
    names = storyreel("schema", cwd=made).stdout.split()
    assert len(names) > 3
    assert json.loads(storyreel("schema", names[0], cwd=made).stdout)["type"] == "object"
    wrong = storyreel("schema", "nonsense", cwd=made)
    assert wrong.returncode == 2
    assert names[0] in wrong.stderr


BAD_SOURCES = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "broken.json": b'{"lines": [',
    "wrong.txt": "ROSA: caf\u00e9".encode("latin-1"),
}


@pytest.mark.parametrize("name", [*BAD_SOURCES, "missing.txt"])
def test_a_bad_source_is_one_clear_line_and_code_3(tmp_path: Path, name: str) -> None:
    if name in BAD_SOURCES:
        (tmp_path / name).write_bytes(BAD_SOURCES[name])
    done = storyreel("make", name, "--out", "film", "--json", cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert json.loads(done.stdout)["error"]["type"] == "SourceError"


def test_an_unknown_backend_lists_those_that_exist(tmp_path: Path) -> None:
    (tmp_path / "scene.txt").write_text(SCENE, encoding="utf-8")
    done = storyreel("make", "scene.txt", "--generator", "sora9", cwd=tmp_path)
    assert done.returncode == 2
    assert "previz" in done.stderr


@pytest.mark.parametrize("verb", ["resume", "chat", "status", "retake", "lock"])
def test_a_folder_that_is_no_project_is_said(tmp_path: Path, verb: str) -> None:
    words = {"retake": ["1.1"], "lock": ["1.1"]}.get(verb, [])
    done = storyreel(verb, "nowhere", *words, cwd=tmp_path, says="")
    assert done.returncode == 2, done.stderr
    assert "storyreel make" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_gate_waits_and_chat_approves(tmp_path: Path) -> None:
    (tmp_path / "scene.txt").write_text(SCENE, encoding="utf-8")
    done = storyreel("make", "scene.txt", "--out", "film", *TINY, "--approve", "script", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["film"] is None
    assert found["waiting"]["gate"] == "script"
    done = storyreel("chat", "film", "--json", cwd=tmp_path, says="approve\n")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["film"]["finished"]


def test_ctrl_c_stops_in_order_and_resume_goes_on(tmp_path: Path) -> None:
    (tmp_path / "scene.txt").write_text(SCENE, encoding="utf-8")
    words = [*COMMAND, "make", "scene.txt", "--out", "film", *TINY]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr
        said = ""
        while "take 1" not in said and (line := run.stderr.readline()):
            said = line
        os.kill(run.pid, signal.SIGINT)
        _, rest = run.communicate(timeout=60)
    assert run.returncode == 130, rest
    assert "storyreel resume film" in rest
    assert "Traceback" not in rest
    done = storyreel("resume", "film", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["finished"]


def test_a_second_make_is_told_that_the_project_is_taken(tmp_path: Path) -> None:
    (tmp_path / "scene.txt").write_text(SCENE, encoding="utf-8")
    words = [*COMMAND, "make", "scene.txt", "--out", "film", *TINY]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr
        run.stderr.readline()
        second = storyreel("make", "scene.txt", "--out", "film", *TINY, cwd=tmp_path)
        chat = storyreel("lock", "film", "1.1", "--json", cwd=tmp_path)
        run.communicate(timeout=60)
    assert second.returncode == 6, second.stderr
    assert "storyreel chat" in second.stderr
    assert chat.returncode == 0, chat.stderr
    assert run.returncode == 0
