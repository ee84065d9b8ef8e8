"""Runs a film from the terminal: progress, Ctrl-C, the result and its exit code. It knows no options.

The first Ctrl-C (or SIGTERM) asks the run to drain: jobs in flight finish and are kept. The second ends it at once; what is
finished is kept then too.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from storyreel.apps.cli.output import UNRESOLVED, Interrupted, print_error, print_json, print_line, table
from storyreel.apps.cli.progress import Show, show_progress
from storyreel.errors import BackendError, StoryreelError

if TYPE_CHECKING:
    from storyreel.graph import Control, Film
    from storyreel.tools.contracts import Event

__all__ = ["OnEvent", "Start", "Stop", "drive", "print_film", "run_film"]


OnEvent = Callable[["Event"], None]
Start = Callable[[OnEvent, "Control"], Awaitable["Film"]]


def run_film(start: Start, *, out: Path, as_json: bool, strict: bool) -> None:
    """Run, print the result, and end with code 4 where Shots are missing, with 7 where --strict asks for it.

    Raises:
        Interrupted: If the person stopped it.
        StoryreelError: What the run raises.
    """
    with show_progress() as show:
        film = asyncio.run(drive(start, out, Stop(show), show))
    if as_json:
        print_json(film.to_json())
    else:
        print_film(film, out)
    if film.missing:
        print_error(
            f"{len(film.missing)} of {film.shots} shots could not be made; the film names the gaps. Again: storyreel resume {out}"
        )
        raise typer.Exit(BackendError.exit_code)
    open_findings = [finding for finding in film.findings if finding.asks_for_work]
    if strict and open_findings:
        print_error(f"{len(open_findings)} blocking or major Findings stand (--strict). See {film.report}")
        raise typer.Exit(UNRESOLVED)


class Stop:
    """Called once it lets the run drain, called again it ends the run at once.

    Args:
        show: Where the person is told.
    """

    def __init__(self, show: Show) -> None:
        from storyreel.graph import Control

        self.control = Control()
        self.task: asyncio.Future[Film] | None = None
        self.asked = 0
        self._show = show

    def __call__(self) -> None:
        self.asked += 1
        if self.asked == 1:
            self.control.request_drain("the person stopped the run")
            self._show.say("Stopping: shots in flight are finished and kept. Once more to stop at once.")
        elif self.task is not None:
            self.task.cancel()


async def drive(start: Start, out: Path, stop: Stop, show: Show) -> Film:
    """Run it, with Ctrl-C and SIGTERM as calls of `stop`.

    Raises:
        Interrupted: If it was stopped before it was finished.
        StoryreelError: What the run raises.
    """
    task = stop.task = asyncio.ensure_future(start(show.event, stop.control))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    try:
        film = await task
    except StoryreelError:
        raise
    except (Exception, asyncio.CancelledError) as exc:
        if not stop.asked:
            raise
        raise Interrupted(_go_on(out)) from exc
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
    if stop.asked and not film.finished:
        raise Interrupted(_go_on(out))
    return film


def _go_on(out: Path) -> str:
    return f"stopped; what is finished is kept. Go on with: storyreel resume {out}"


def print_film(film: Film, out: Path) -> None:
    """The result in a few lines for people."""
    files = {"film": film.film, "screening": film.screening, "report": film.report}
    files |= {"truth": film.truth, "script": film.script, "subtitles": film.subtitles}
    rows = [(name, str(path)) for name, path in files.items() if path]
    rows.append(("made", f"{film.shots} shots, {film.takes} takes, {film.retakes} of them again, in {film.wall_s:.1f} s"))
    rows += [("missing", f"shot {shot}: {reason}") for shot, reason in film.missing.items()]
    if film.findings:
        rows.append(("findings", f"{len(film.findings)} stand; the report has each with its evidence"))
    print_line(table(rows))
    if film.waiting:
        print_line(f"\n{film.waiting['question']}\nAnswer with: storyreel chat {out}")
    elif not film.finished:
        print_line(f"\nThis is not finished. Go on with: storyreel resume {out}")
