"""The board of a run: what its cells say, that it fits the terminal, and what stays on the screen when all is over."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.live import Live as RichLive

from storyreel.apps.cli.board import Board
from storyreel.apps.cli.progress import Lines, Live, show_progress
from storyreel.tools.contracts import Event


class Clock:
    """Seconds that the test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Writes(io.StringIO):
    """A stream that remembers what came in one go."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def write(self, text: str, /) -> int:
        self.parts.append(text)
        return super().write(text)


def screen(text: str) -> list[str]:
    """What a terminal shows after this text: line feeds, returns, moves upwards and erased lines are followed."""
    lines, at = [""], 0
    for piece in re.findall(r"\x1b\[[?\d;]*[A-Za-z]|\n|\r|[^\x1b\n\r]+", text):
        if piece == "\n":
            at += 1
            lines += [""] * (at + 1 - len(lines))
        elif piece == "\r":
            continue
        elif piece.endswith("A") and piece.startswith("\x1b["):
            at -= int(piece[2:-1] or 1)
        elif piece == "\x1b[2K":
            lines[at] = ""
        elif not piece.startswith("\x1b"):
            lines[at] += piece
    return [line.rstrip() for line in lines]


def events(shot: str, *, take: int = 1, passed: bool = True, score: float = 4.5) -> list[Event]:
    return [
        Event(type="shot.start", shot=shot, data={"take": take}),
        Event(type="shot.progress", shot=shot, data={"progress": 0.5}),
        Event(type="take.verdict", shot=shot, data={"take": take, "passed": passed, "score": score, "micros": 250_000}),
    ]


def done(shot: str, text: str = "stands", **data: Any) -> Event:
    return Event(type="shot.done", shot=shot, text=f"{shot} take 1 {text}", data=data)


def drawn(board: Board, *, height: int = 24, whole: bool = False) -> str:
    console = Console(file=io.StringIO(), width=80, height=height, record=True)
    console.print(board.whole() if whole else board)
    return console.export_text()


def test_a_row_has_stage_take_score_time_and_money() -> None:
    clock = Clock()
    board = Board(clock=clock)
    start, progress, verdict = events("1.3", take=2, score=3.25)
    board.event(start)
    board.event(progress)
    clock.now = 1.5
    assert re.search(r"1\.3\s+━+\s+50%\s+2\s+1\.5 s\s+0\.00", drawn(board))
    board.event(verdict)
    board.event(done("1.3", take=2))
    clock.now = 60
    assert re.search(r"1\.3\s+done\s+2\s+3\.\d\s+1\.5 s\s+0\.25", drawn(board))


def test_what_is_unknown_is_not_shown_as_nothing() -> None:
    board = Board()
    board.event(Event(type="take.verdict", shot="1.1", data={"take": 1, "passed": True, "score": None, "micros": None}))
    assert re.search(r"1\.1\s+judged\s+1\s+0\.0 s\s+unknown", drawn(board))
    assert "cost unknown" in drawn(board)


def test_stages_are_told_apart() -> None:
    board = Board()
    for event in (*events("1.1", passed=False), *events("1.2"), Event(type="shot.failed", shot="1.2", text="1.2: gone")):
        board.event(event)
    board.event(done("1.3", take=1, score=5.0))
    board.event(done("1.4", "stands as the best of those made"))
    text = drawn(board)
    for shot, stage in (("1.1", "not passed"), ("1.2", "missing"), ("1.3", "kept"), ("1.4", "best of those made")):
        assert re.search(rf"{re.escape(shot)}\s+{stage}", text), text


def test_many_shots_fit_a_small_terminal_and_those_in_the_making_are_seen() -> None:
    board = Board()
    board.event(Event(type="stage", data={"due": 60}))
    for number in range(60):
        for event in events(f"1.{number}"):
            board.event(event)
        if number != 7:
            board.event(done(f"1.{number}"))
    board.event(Event(type="shot.start", shot="1.7", data={"take": 2}))
    text = drawn(board, height=16)
    assert len(text.splitlines()) <= 16
    assert re.search(r"1\.7 +━+", text)
    assert "59 of 60 shots" in text
    assert "50 rows not shown" in text
    assert len(drawn(board, whole=True).splitlines()) >= 60


def test_a_frame_is_one_write_and_the_table_stays_without_torn_lines() -> None:
    out = Writes()
    console = Console(file=out, force_terminal=True, width=80, height=24, color_system="truecolor")
    board = Board()
    with RichLive(
        board, console=console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
    ) as live:
        show = Live(live, board)
        show.event(Event(type="stage", stage="director", text="Planned 2 shots", data={"due": 2}))
        for event in (*events("1.1"), done("1.1"), *events("1.2"), done("1.2")):
            show.event(event)
            out.parts.clear()
            live.refresh()
            assert len(out.parts) == 1, "a frame in pieces flickers"
        show.say("a sentence [in brackets]")
    console.print(board.whole())
    shown = [line for line in screen(out.getvalue()) if line]
    assert shown[0].endswith("director Planned 2 shots")
    assert shown[1] == "a sentence [in brackets]"
    assert shown[2].split() == ["shot", "stage", "take", "score", "time", "cost"]
    assert [line.split()[:2] for line in shown[3:5]] == [["1.1", "done"], ["1.2", "done"]]
    assert shown[5:] == ["2 of 2 shots, cost 0.50"]
    assert max(len(line) for line in shown[2:]) <= 60, "a narrow terminal would tear it"


def test_what_was_not_finished_is_told_in_the_order_of_the_film() -> None:
    board = Board()
    for event in (*events("1.10")[:2], *events("1.9"), done("1.9"), *events("1.3A"), done("1.3A"), *events("1.3")[:2]):
        board.event(event)
    rows = [line.split() for line in drawn(board, whole=True).splitlines()[1:5]]
    assert [row[0] for row in rows] == ["1.3", "1.3A", "1.9", "1.10"]
    assert [" ".join(row[1:3]) for row in rows if row[0] in ("1.3", "1.10")] == ["not finished"] * 2
    assert "━" in drawn(board)


def test_columns_stay_where_they_are() -> None:
    board = Board()
    seen: set[int] = set()
    for event in (*events("1.1"), done("1.1", "stands as the best of those made")):
        board.event(event)
        seen.add(drawn(board).splitlines()[0].index("score"))
    assert len(seen) == 1


def test_it_can_be_seen_as_a_picture(tmp_path: Path) -> None:
    board = Board()
    for event in (*events("1.1"), done("1.1"), *events("1.2")[:2]):
        board.event(event)
    console = Console(file=io.StringIO(), width=80, record=True)
    console.print(board)
    console.save_svg(str(tmp_path / "board.svg"))
    assert "done" in (tmp_path / "board.svg").read_text(encoding="utf-8")


class Terminal(io.StringIO):
    """A stderr that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_failed_shot_has_its_row_and_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    with show_progress() as show:
        show.event(Event(type="shot.start", shot="1.1", data={"take": 1}))
        show.event(Event(type="shot.failed", shot="1.1", text="1.1: the disk is on fire"))
    shown = "\n".join(screen(terminal.getvalue()))
    assert "the disk is on fire" in shown
    assert re.search(r"1\.1\s+missing", shown)


@pytest.mark.parametrize("how", ["dumb", "talking", "no terminal"])
def test_lines_where_nothing_can_be_redrawn(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO() if how == "no terminal" else Terminal())
    monkeypatch.setenv("TERM", "dumb" if how == "dumb" else "xterm")
    with show_progress(talking=how == "talking") as show:
        assert isinstance(show, Lines)


def test_a_take_that_passes_and_stands_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    for event in (*events("1.1"), done("1.1")):
        lines.event(event)
    assert [line.split("s  ")[1] for line in capsys.readouterr().err.splitlines()] == [
        "shot 1.1 shot.start",
        "shot 1.1 take 1 stands",
    ]
