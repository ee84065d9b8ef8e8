"""The examples run: each way of use, on a small scene with the real crew."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Literal

import pytest

import storyreel
from storyreel.film import Dialogue, load_document
from storyreel.formats import read_dialogue, read_script, write_screenplay
from storyreel.testing import ChatScript, ChatServer, RandomAnswers

ROOT = Path(__file__).parent.parent.parent
SMALL = storyreel.FilmSettings(width_px=160, height_px=96)
SCENE = """INT. KITCHEN - NIGHT

ROSA: You came back.
TOMAS (quietly): I said I would. Every night, until the letter came.
ROSA: Which letter?
TOMAS: The one in your hand.
"""


def example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"example_{name}", ROOT / "examples" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    file = tmp_path / "scene.txt"
    file.write_text(SCENE, encoding="utf-8")
    return file


def test_a_call_from_python(scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    film = example("python_api").make_film(scene, tmp_path / "film", SMALL)
    assert film.finished
    assert film.film.stat().st_size > 1000
    assert "4 lines by ROSA, TOMAS" in capsys.readouterr().out


def test_steering_while_it_runs(scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    film = example("chat").steer(scene, tmp_path / "film", ["lock 1.1", "why 1.1?"], SMALL)
    assert film.finished
    about = {reply["about"] for reply in storyreel.replies(tmp_path / "film")}
    assert len(about) == 2, "each message has an answer"
    assert "1.1" in capsys.readouterr().out


def test_the_closed_loop(scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    film = example("closed_loop").correct_itself(scene, tmp_path / "film", rate=0.4, settings=SMALL)
    spoiled = int(re.match(r"(\d+) takes were spoiled", capsys.readouterr().out)[1])  # type: ignore[index]
    assert spoiled > 0
    assert film.retakes > 0
    assert "black" in film.report.read_text(encoding="utf-8")


def test_a_model_writes_and_a_model_judges(scene: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    thinking = example("thinking")
    film = thinking.main([], scene, tmp_path / "one", SMALL)
    told = capsys.readouterr().out
    assert film.finished and "mean nothing" in told
    assert "scripter/shots: " in told and "critic/rate: " in told
    with ChatServer(ChatScript(answer=RandomAnswers(2))) as writer, ChatServer(ChatScript(answer=RandomAnswers(3))) as judge:
        named = [f"openai:a@{writer.url}", f"openai:b@{judge.url}"]
        film = thinking.main(named, scene, tmp_path / "two", SMALL)
        assert film.finished and writer.script.requests and judge.script.requests
    assert "mean nothing" not in capsys.readouterr().out


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.txt")), ids=lambda path: path.stem)
def test_a_scene_says_where_it_comes_from_and_can_be_read(file: Path) -> None:
    assert re.search(r"^Source: .+\d{4}", file.read_text(encoding="utf-8"), re.MULTILINE)
    dialogue = read_dialogue(file)
    assert len(dialogue.lines) > 5
    assert len(dialogue.speakers) > 1


def test_a_screenplay_becomes_a_film_and_comes_back(tmp_path: Path) -> None:
    source = ROOT / "examples" / "last_ferry.fdx"
    film = storyreel.make(source, out=tmp_path / "film", settings=SMALL)
    assert film.finished
    assert film.film
    assert film.script
    assert film.subtitles
    said = [(line.speaker, line.text) for line in read_dialogue(source).lines]
    assert len(said) == 7
    script = read_script(film.script)
    assert [line.speaker for line in script.lines if line.part == 0] == [speaker for speaker, _ in said]
    assert " ".join(line.text for line in script.lines).split() == " ".join(text for _, text in said).split()
    spoken = film.subtitles.read_text(encoding="utf-8")
    assert all(word in spoken for _, text in said for word in text.split())
    assert kept_screenplay(film.film.parent, "fdx") == source.read_text(encoding="utf-8")


def kept_screenplay(project: Path, form: Literal["fountain", "fdx"]) -> str:
    """The screenplay of the dialogue that a project was made from."""
    named = json.loads((project / "source.json").read_text(encoding="utf-8"))["ref"]["sha256"]
    document = json.loads((project / "documents" / f"{named}.json").read_text(encoding="utf-8"))
    return write_screenplay(load_document(document, Dialogue), form)


def test_the_screenplay_is_the_same_in_both_forms() -> None:
    fountain, fdx = (read_dialogue(ROOT / "examples" / f"last_ferry.{form}") for form in ("fountain", "fdx"))
    assert fountain.items == fdx.items
    written = (ROOT / "examples" / "last_ferry.fountain").read_text(encoding="utf-8")
    assert write_screenplay(fdx, "fountain") == write_screenplay(fountain, "fountain") == written


@pytest.mark.slow
def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
