"""The table of a run on a terminal: a row a shot with its stage, take, score, time and money. It knows Events alone.

While the run goes on only so many rows are drawn as the terminal has room for, the shots in the making first; `whole` is the
table that stays. Nothing is as wide as the terminal, so that making it narrower leaves no torn lines.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from storyreel.tools.contracts import Event

__all__ = ["Board", "Row"]

_AROUND = 6
"""Lines of the terminal that are no row: title, head, rule, sum, and room for a line above."""
_STAGE_WIDE = 18
"""As wide as the longest stage, so that the columns after it stay where they are."""
_COLOURS = {
    "done": "green",
    "kept": "green",
    "best of those made": "yellow",
    "missing": "red",
    "not passed": "yellow",
    "not finished": "yellow",
}


@dataclass
class Row:
    """What is known of a shot.

    Attributes:
        stage: In words: making, judged, done.
        progress: Of the take in the making, 0.0 to 1.0; None where none is.
        score: Mean of the last verdict, None where there is none.
        micros: Cost of its takes in this run, None when one is unknown.
        spent_s: Time of its finished takes; `since` is when the one in hand began, by the board's clock.
    """

    shot: str
    stage: str = ""
    take: int = 0
    progress: float | None = None
    score: float | None = None
    micros: int | None = 0
    spent_s: float = 0.0
    since: float | None = None
    touched: int = 0


@dataclass
class Board:
    """All rows, in the film's order by the shots' numbers.

    Args:
        clock: Seconds that only grow.
    """

    clock: Callable[[], float] = time.monotonic
    rows: dict[str, Row] = field(default_factory=dict[str, Row])
    due: int = 0
    _touched: int = 0

    def event(self, event: Event) -> bool:
        """Take up an Event; whether it is told by the table, so that no line need say it."""
        due = event.data.get("due")
        if event.type == "stage" and isinstance(due, int):
            self.due = due
        step = _STEPS.get(event.type)
        if step is None or not event.shot:
            return False
        row = self.rows.setdefault(event.shot, Row(event.shot))
        self._touched += 1
        row.touched = self._touched
        step(self, row, event)
        return True

    def begun(self, row: Row, event: Event) -> None:
        """A take is in the making."""
        row.stage, row.progress = "making", 0.0
        row.take, row.since = _whole(event.data.get("take")) or row.take, self.clock()

    def moved(self, row: Row, event: Event) -> None:
        """It is so far."""
        row.stage, row.progress = "making", _number(event.data.get("progress")) or 0.0

    def judged(self, row: Row, event: Event) -> None:
        """The critic has judged it."""
        self._rest(row)
        row.take = _whole(event.data.get("take")) or row.take
        row.score = _number(event.data.get("score"))
        row.stage = "judged" if event.data.get("passed") else "not passed"
        cost = event.data.get("micros", 0)
        row.micros = row.micros + cost if isinstance(cost, int) and row.micros is not None else None

    def done(self, row: Row, event: Event) -> None:
        """A take stands."""
        made = row.stage != ""
        self._rest(row)
        row.take = _whole(event.data.get("take")) or row.take
        row.score = row.score if row.score is not None else _number(event.data.get("score"))
        row.stage = "best of those made" if "best" in event.text else "done" if made else "kept"

    def failed(self, row: Row, event: Event) -> None:
        """None could be made."""
        self._rest(row)
        row.stage = "missing"

    def _rest(self, row: Row) -> None:
        if row.since is not None:
            row.spent_s += self.clock() - row.since
        row.since, row.progress = None, None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The rows that the terminal has room for."""
        room = max(1, console.size.height - _AROUND)
        shown = self._ordered()
        if len(shown) > room:
            urgent = sorted(shown, key=lambda row: (row.since is None, -row.touched))[:room]
            shown = [row for row in shown if row in urgent]
        if shown:
            yield self._table(shown, hidden=len(self.rows) - len(shown))

    def whole(self) -> Table | None:
        """The table of all shots, None where there are none."""
        return self._table(self._ordered(), hidden=0, over=True) if self.rows else None

    def _ordered(self) -> list[Row]:
        return sorted(self.rows.values(), key=lambda row: _by_number(row.shot))

    def _table(self, rows: Iterable[Row], *, hidden: int, over: bool = False) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), caption=self._sum(hidden), caption_justify="left")
        for name, width in (("shot", 4), ("stage", _STAGE_WIDE)):
            table.add_column(name, min_width=width, no_wrap=True, header_style="dim")
        for name, width in (("take", 4), ("score", 5), ("time", 7), ("cost", 7)):
            table.add_column(name, min_width=width, justify="right", no_wrap=True, header_style="dim")
        for row in rows:
            table.add_row(*self._cells(row, over=over))
        return table

    def _cells(self, row: Row, *, over: bool) -> Iterable[Any]:
        stage = "not finished" if over and row.progress is not None else row.stage
        yield escape(row.shot)
        yield _bar(row.progress) if row.progress is not None and not over else Text(stage, style=_COLOURS.get(stage, ""))
        yield str(row.take or "")
        yield "" if row.score is None else f"{row.score:.1f}"
        running = self.clock() - row.since if row.since is not None else 0.0
        yield f"{row.spent_s + running:.1f} s"
        yield _money(row.micros)

    def _sum(self, hidden: int) -> str:
        settled = sum(1 for row in self.rows.values() if row.stage in ("done", "kept", "best of those made", "missing"))
        costs = [row.micros for row in self.rows.values()]
        known = None if None in costs else sum(cost or 0 for cost in costs)
        more = f"; {hidden} rows not shown" if hidden else ""
        return f"{settled} of {max(self.due, len(self.rows))} shots, cost {_money(known)}{more}"


_STEPS: dict[str, Callable[[Board, Row, Event], None]] = {
    "shot.start": Board.begun,
    "shot.progress": Board.moved,
    "take.verdict": Board.judged,
    "shot.done": Board.done,
    "shot.failed": Board.failed,
}


def _by_number(shot: str) -> list[tuple[int, str]]:
    """A key that puts 1.10 after 1.9, and 1.3A after 1.3.

    >>> sorted(["1.10", "1.9", "1.3A", "1.3"], key=_by_number)
    ['1.3', '1.3A', '1.9', '1.10']
    """
    return [(int(digits or 0), rest) for digits, rest in re.findall(r"(\d*)(\D*)", shot)]


def _bar(progress: float) -> Text:
    """Ten cells and a figure, always as wide: a column that changes its width would make the table jump."""
    full = round(max(0.0, min(1.0, progress)) * 10)
    return Text.assemble(("━" * full, "cyan"), ("━" * (10 - full), "dim"), f" {progress:4.0%}")


def _money(micros: int | None) -> str:
    """An amount in the currency's own unit.

    >>> _money(1_250_000), _money(0), _money(None)
    ('1.25', '0.00', 'unknown')
    """
    return "unknown" if micros is None else f"{micros / 1e6:.2f}"


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
