"""The takes of a real project: listed, compared, chosen, played; and what is said when something is not there."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel import graph
from storyreel.tools.frames import last_frame
from storyreel.tools.lease import Lease

Run = Callable[..., Any]


def cut(project: Path) -> dict[str, str]:
    """Shot id -> key of the take in the film."""
    entries = json.loads((project / "cut.json").read_bytes())["entries"]
    return {entry["id"]: entry["take"] for entry in entries}


def test_list_names_every_shot_and_marks_what_is_in_the_film(storyreel: Run, tiny_project: Path) -> None:
    ended = storyreel("takes", str(tiny_project))
    assert ended.code == 0, ended.err
    rows = [line.split() for line in ended.out.splitlines() if line]
    assert rows[0] == ["shot", "take", "score", "length", "seed", "cost", "found"]
    assert [row[0] for row in rows[1:]].count("1.2") == 1
    of_two = [row for row in rows if row[:2] == ["1.2", "1"] or row[:2] == ["*", "2"]]
    assert len(of_two) == 2
    assert "takes compare" in ended.out


def test_list_as_json_has_what_the_store_has(storyreel: Run, tiny_project: Path) -> None:
    found = storyreel("takes", str(tiny_project), "--json").json
    by_id = {shot["id"]: shot for shot in found["shots"]}
    two = by_id["1.2"]
    assert (two["chosen"], two["locked"], [take["take"] for take in two["takes"]]) == (2, False, [1, 2])
    for shot in found["shots"]:
        for take in shot["takes"]:
            assert Path(take["file"]).stat().st_size > 0
            assert take["passed"] is True
            assert 1 <= take["score"] <= 5
            assert take["duration_s"] == pytest.approx(take["frames"] / 12, abs=0.001)
            assert take["cost"] == {"micros": 0, "currency": "USD"}
    assert two["takes"][0]["seed"] != two["takes"][1]["seed"]
    assert {shot: by_id[shot]["takes"][by_id[shot]["chosen"] - 1]["key"] for shot in by_id} == cut(tiny_project)


def test_list_of_one_shot(storyreel: Run, tiny_project: Path) -> None:
    found = storyreel("takes", str(tiny_project), "1.2", "--json").json
    assert [shot["id"] for shot in found["shots"]] == ["1.2"]


def test_compare_draws_both_takes_at_equal_times(storyreel: Run, own_project: Path) -> None:
    ended = storyreel("takes", "compare", "film", "1.2")
    assert ended.code == 0, ended.err
    picture = own_project / "takes-1.2.png"
    assert picture.read_bytes()[:4] == b"\x89PNG"
    assert str(picture) in ended.out
    assert "takes choose film 1.2 TAKE" in ended.out


def test_compare_writes_where_it_is_told(storyreel: Run, own_project: Path) -> None:
    found = storyreel("takes", "compare", "film", "1.1", "--out", "one.png", "--columns", "3", "--json").json
    assert found["picture"] == "one.png"
    assert Path("one.png").stat().st_size > 0
    assert [take["take"] for take in found["takes"]] == [1]


def test_choose_cuts_the_film_again_and_makes_nothing(storyreel: Run, own_project: Path) -> None:
    before, film = cut(own_project), (own_project / "film.mp4").read_bytes()
    takes = {path.name: path.stat().st_mtime_ns for path in (own_project / "takes").glob("*.mp4")}
    ended = storyreel("takes", "choose", "film", "1.2", "1", "--json")
    assert ended.code == 0, ended.err
    after = cut(own_project)
    assert {shot for shot in after if after[shot] != before[shot]} == {"1.2"}
    assert (own_project / "film.mp4").read_bytes() != film
    assert {path.name: path.stat().st_mtime_ns for path in (own_project / "takes").glob("*.mp4")} == takes
    assert storyreel("takes", "film", "1.2", "--json").json["shots"][0]["chosen"] == 1


def test_choose_leaves_it_to_the_process_that_runs_the_project(storyreel: Run, own_project: Path) -> None:
    holder = Lease(own_project / "lease")
    holder.take()
    try:
        ended = storyreel("takes", "choose", "film", "1.2", "1", "--json")
        assert (ended.code, ended.json["film"]) == (0, None)
        assert "takes it up" in ended.err
    finally:
        holder.give_back()
    film = graph.resume(own_project)
    assert film.finished
    assert storyreel("takes", "film", "1.2", "--json").json["shots"][0]["chosen"] == 1


def test_a_locked_shot_is_not_chosen_for(storyreel: Run, own_project: Path) -> None:
    assert storyreel("lock", "film", "1.2").code == 0
    ended = storyreel("takes", "choose", "film", "1.2", "1")
    assert ended.code == 2
    assert "storyreel lock film 1.2 --unlock" in ended.err
    assert "1.2 locked" in storyreel("takes", "film").out


def test_a_chat_is_told_that_a_locked_shot_stands(own_project: Path) -> None:
    for text in ("lock 1.2", "use take 1 of 1.2"):
        graph.send(own_project, text)
    graph.resume(own_project)
    assert "unlock it first" in graph.replies(own_project)[-1]["text"]
    assert asyncio.run(graph.atakes(own_project))[1].standing.number == 2  # type: ignore[union-attr]


def test_a_chat_is_told_that_there_is_no_such_take(own_project: Path) -> None:
    before = cut(own_project)
    graph.send(own_project, "use take 9 of 1.2")
    graph.resume(own_project)
    assert "its takes are: 1, 2. Nothing was changed." in graph.replies(own_project)[-1]["text"]
    assert cut(own_project) == before


def test_what_a_shot_was_before_is_kept_and_told(storyreel: Run, own_project: Path) -> None:
    assert storyreel("retake", "film", "1.1:", "closer").code == 0
    shot = storyreel("takes", "film", "1.1", "--json").json["shots"][0]
    assert [take["can_be_chosen"] for take in (*shot["takes"], *shot["earlier"])] == [True, False]
    assert "kept of what the shot was" in storyreel("takes", "film").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("takes",), "Missing argument 'PROJECT'"),
        (("takes", "nothing"), "Projects near it: film"),
        (("takes", "film", "9.9"), "there is no shot 9.9; the film has 1.1, 1.2"),
        (("takes", "compare", "film"), "Missing argument 'SHOT'"),
        (("takes", "compare", "film", "1.2", "--out", "a.jpg"), "ends in .png"),
        (("takes", "compare", "film", "1.2", "--columns", "0"), "--columns"),
        (("takes", "choose", "film", "1.2", "9"), "its takes are: 1, 2"),
        (("takes", "choose", "film", "1.2", "two"), "'TAKE'"),
        (("takes", "play", "film", "--take", "2"), "storyreel takes play film SHOT --take 2"),
        (("takes", "play", "film", "1.1", "--take", "7"), "its takes are: 1"),
    ],
)
def test_what_is_not_there_is_told(storyreel: Run, own_project: Path, words: tuple[str, ...], said: str) -> None:
    ended = storyreel(*words)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_take_whose_file_is_gone_is_told(storyreel: Run, own_project: Path) -> None:
    file = storyreel("takes", "film", "1.1", "--json").json["shots"][0]["takes"][0]["file"]
    Path(file).unlink()
    ended = storyreel("takes", "play", "film", "1.1")
    assert ended.code == 2
    assert "storyreel resume film" in ended.err
    assert storyreel("takes", "compare", "film", "1.1").code == 0, "the row says that it cannot be read"


def test_play_without_a_screen_says_where_the_file_is(storyreel: Run, own_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    ended = storyreel("takes", "play", "film")
    assert ended.code == 0
    assert ended.out.startswith("film/film.mp4\n")
    assert (own_project / "film.mp4").resolve().as_uri() in ended.out


def test_play_gives_the_file_to_the_system_and_to_no_shell(
    storyreel: Run, own_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "a; touch hacked $(touch hacked)"
    own_project.rename(named)
    player = tmp_path / "bin" / "xdg-open"
    player.parent.mkdir()
    player.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {tmp_path}/opened.part\nmv {tmp_path}/opened.part {tmp_path}/opened\n')
    player.chmod(player.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{player.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("sys.platform", "linux")
    found = storyreel("takes", "play", str(named), "1.2", "--take", "1", "--json").json
    assert found["opened"] is True
    until = time.monotonic() + 10
    while not (tmp_path / "opened").exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert (tmp_path / "opened").read_text() == str(Path(found["file"]).resolve())
    assert not (tmp_path / "hacked").exists()
    assert isinstance(last_frame(Path(found["file"])), np.ndarray)
