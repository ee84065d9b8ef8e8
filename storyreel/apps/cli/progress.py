"""Shows what happens in a run, on stderr: bars per shot on a terminal, plain lines elsewhere. It knows Events alone."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from storyreel.tools.contracts import Event

__all__ = ["Bars", "Lines", "Show", "line_for", "show_progress"]


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


class Bars:
    """A bar for each shot in the making; a line above for what is done.

    Args:
        progress: A started rich Progress whose console is stderr.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def event(self, event: Event) -> None:
        """Move the shot's bar, or print the Event above the bars."""
        if event.type in ("shot.start", "shot.progress"):
            task = self._tasks.get(event.shot)
            if task is None:
                task = self._tasks[event.shot] = self._progress.add_task(f"shot {event.shot}", total=1.0)
            done = event.data.get("progress", 0.0)
            self._progress.update(task, completed=float(done) if isinstance(done, int | float) else 0.0)
            return
        if _passes(event):
            return
        if event.type in ("shot.done", "shot.failed") and event.shot in self._tasks:
            self._progress.remove_task(self._tasks.pop(event.shot))
        self.say(line_for(event))

    def say(self, text: str) -> None:
        """Print a line above the bars."""
        self._progress.console.print(text, markup=False, highlight=False, soft_wrap=True)


@contextmanager
def show_progress() -> Generator[Show]:
    """Bars where stderr is a terminal, lines elsewhere."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bars(progress)
