"""Every verb that works on a project or a source, given the wrong thing: one sentence with the next step, never a traceback."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ON_A_PROJECT: list[tuple[str, ...]] = [
    ("resume", "@"),
    ("chat", "@"),
    ("retake", "@", "1.1"),
    ("lock", "@", "1.1"),
    ("status", "@"),
    ("takes", "@"),
    ("takes", "compare", "@", "1.1"),
    ("takes", "choose", "@", "1.1", "1"),
    ("takes", "play", "@", "1.1"),
    ("export", "@", "--form", "bracket"),
    ("frame", "@", "1.1"),
]
ON_A_SHOT = [words for words in ON_A_PROJECT if "1.1" in words]


def of(words: tuple[str, ...]) -> str:
    return " ".join(words)


def said(storyreel: Run, words: tuple[str, ...], code: int) -> str:
    """What standard error says; stdout has the same as JSON."""
    ended = storyreel(*words, "--json")
    assert ended.code == code, ended.err
    assert "Traceback" not in ended.err
    error = json.loads(ended.out)["error"]
    assert error["exit_code"] == code
    assert error["message"] in ended.err
    return ended.err


def on(project: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(project if word == "@" else word for word in words)


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path


@pytest.mark.parametrize("words", ON_A_PROJECT, ids=of)
def test_a_project_that_is_not_there(storyreel: Run, empty_folder: Path, words: tuple[str, ...]) -> None:
    assert "storyreel make SOURCE --out nothing" in said(storyreel, on("nothing", words), 2)
    (empty_folder / "mine").mkdir()
    (empty_folder / "mine" / "project.json").write_text("{}", encoding="utf-8")
    assert "Projects near it: mine" in said(storyreel, on("nothing", words), 2)


@pytest.mark.parametrize("words", ON_A_PROJECT, ids=of)
def test_a_folder_that_is_no_project(storyreel: Run, empty_folder: Path, words: tuple[str, ...]) -> None:
    (empty_folder / "photos").mkdir()
    assert "photos holds no project" in said(storyreel, on("photos", words), 2)


@pytest.mark.parametrize("words", [one for one in ON_A_PROJECT if one[0] not in ("export", "frame")], ids=of)
def test_a_file_where_a_project_is_expected(storyreel: Run, empty_folder: Path, words: tuple[str, ...]) -> None:
    (empty_folder / "page.txt").write_text("ROSA: Yes.\n", encoding="utf-8")
    assert "storyreel make page.txt" in said(storyreel, on("page.txt", words), 2)


def test_a_file_of_a_project_names_the_project(storyreel: Run, own_project: Path) -> None:
    assert "The project is film." in said(storyreel, ("status", "film/film.mp4"), 2)


@pytest.mark.parametrize("words", [one for one in ON_A_PROJECT if one[0] != "export"], ids=of)
@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "storyreel.project/9"}'], ids=["cut short", "a list", "of the future"])
def test_a_project_file_that_cannot_be_read(storyreel: Run, empty_folder: Path, words: tuple[str, ...], text: str) -> None:
    (empty_folder / "film").mkdir()
    (empty_folder / "film" / "project.json").write_text(text, encoding="utf-8")
    assert "project.json" in said(storyreel, on("film", words), 2)


@pytest.mark.parametrize("words", ON_A_SHOT, ids=of)
def test_a_shot_that_is_not_there(storyreel: Run, tiny_project: Path, empty_folder: Path, words: tuple[str, ...]) -> None:
    (empty_folder / "film").symlink_to(tiny_project)
    told = said(storyreel, on("film", tuple("9.9" if word == "1.1" else word for word in words)), 2)
    assert "there is no shot 9.9" in told
    assert "1.1, 1.2" in told


@pytest.mark.parametrize("words", [("takes", "film"), ("takes", "choose", "film", "1.2", "1"), ("resume", "film")], ids=of)
def test_checkpoints_that_are_damaged(storyreel: Run, own_project: Path, words: tuple[str, ...]) -> None:
    (own_project / "checkpoints.sqlite").write_bytes(b"no database" * 100)
    told = said(storyreel, words, 2)
    assert "checkpoints.sqlite is damaged" in told
    assert "storyreel resume" in told


def test_make_tells_what_is_in_the_wrong_place(storyreel: Run, own_project: Path) -> None:
    Path("page.txt").write_text("ROSA: Yes.\nTOM: No.\n", encoding="utf-8")
    shutil.copytree("film/source", "photos")
    assert "storyreel resume film" in said(storyreel, ("make", "film"), 2)
    assert "--out page.txt is a file" in said(storyreel, ("make", "page.txt", "--out", "page.txt"), 2)
    assert "Give --out a new folder" in said(storyreel, ("make", "page.txt", "--out", "photos"), 2)
    assert "/proc/1/x" in said(storyreel, ("make", "page.txt", "--out", "/proc/1/x"), 2)
    assert "there are: previz" in said(storyreel, ("make", "page.txt", "--out", "new", "--generator", "dreams"), 2)
    assert "is a folder" in said(storyreel, ("script", "photos"), 3)
    assert "page.txt" in said(storyreel, ("script", "pag.txt"), 3), "what is there is named"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--size", "10"), ("--size", "833x480"), ("--aspect", "4:5"), ("--fps", "fast"), ("--fps", "0"), ("--seconds", "0"),
        ("--seed", "-1"), ("--reference-mode", "some"), ("--max-takes", "0"), ("--threshold", "9"), ("--budget", "lots"),
        ("--workers", "0"), ("--approve", "everything"),
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_names_its_option(storyreel: Run, empty_folder: Path, option: str, value: str) -> None:
    Path("page.txt").write_text("ROSA: Yes.\nTOM: No.\n", encoding="utf-8")
    assert option in said(storyreel, ("make", "page.txt", "--out", "new", option, value), 2)
    assert not Path("new").exists(), "nothing was begun"
