"""Shows what happens in a run, on stderr: a board of shots on a terminal, plain lines elsewhere. It knows Events alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.live import Live as RichLive

    from storyreel.apps.cli.board import Board
    from storyreel.tools.contracts import Event

__all__ = ["Lines", "Live", "Show", "line_for", "show_progress"]


class Show(Protocol):
    """Where Events go."""

    def event(self, event: Event) -> None:
        """Something happened in the run."""
        ...

    def say(self, text: str) -> None:
        """A sentence for the person."""
        ...


def line_for(event: Event) -> str:
    """An Event as one line: when, where, what.

    >>> from storyreel.tools.contracts import Event
    >>> line_for(Event(type="shot.done", shot="1.3", text="1.3 take 1, 3.2 s", at_s=4.25))
    '   4.2 s  shot 1.3 take 1, 3.2 s'
    """
    what = " ".join((event.text or event.type).split())
    where = f"shot {event.shot}" if event.shot else event.stage
    if event.shot and what.startswith(event.shot):
        where = "shot"
    return f"{event.at_s:6.1f} s  {f'{where} ' if where else ''}{what}"


def _passes(event: Event) -> bool:
    return event.type == "take.verdict" and event.data.get("passed") is True


class Lines:
    """One line an Event; steps inside a shot are left out."""

    def event(self, event: Event) -> None:
        """Print the Event, unless it is a step inside a shot or a take that passes: the next line says that."""
        if event.type != "shot.progress" and not _passes(event):
            self.say(line_for(event))

    def say(self, text: str) -> None:
        """Print a line to stderr."""
        encoding = sys.stderr.encoding or "utf-8"
        sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        sys.stderr.flush()


class Live:
    """The board of shots below, lines for what it does not tell above it.

    Args:
        live: A started rich Live whose console is stderr and which draws `board`.
        board: Takes up the Events.
    """

    def __init__(self, live: RichLive, board: Board) -> None:
        self._live, self._board = live, board

    def event(self, event: Event) -> None:
        """Take the Event up in the board, or print it above. A shot that fails is in both: its reason needs a line."""
        if not self._board.event(event) or event.type == "shot.failed":
            self.say(line_for(event))

    def say(self, text: str) -> None:
        """Print a line above the board."""
        self._live.console.print(text, markup=False, highlight=False, soft_wrap=True)


def _can_redraw() -> bool:
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") not in ("dumb", "unknown")


@contextmanager
def show_progress(*, talking: bool = False) -> Generator[Show]:
    """A board where stderr is a terminal that can be redrawn, lines elsewhere; the board's last state stays.

    Args:
        talking: Whether the person types meanwhile: what is redrawn would tear what they write, so lines are printed.
    """
    if talking or not _can_redraw():
        yield Lines()
        return
    from rich.console import Console
    from rich.live import Live as RichLive

    from storyreel.apps.cli.board import Board

    console, board = Console(stderr=True), Board()
    try:
        with RichLive(board, console=console, transient=True, refresh_per_second=8, redirect_stdout=False) as live:
            yield Live(live, board)
    finally:
        if (table := board.whole()) is not None:
            console.print(table)
