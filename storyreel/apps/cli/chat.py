"""`storyreel chat`: talk to a project, whoever runs it. Each line becomes a message; what is answered is printed.

The project runs here while no other process runs it. It knows no grammar: the Producer reads the messages.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.message import last_reply, without_answers
from storyreel.apps.cli.output import print_json, print_line
from storyreel.apps.cli.progress import Show, show_progress
from storyreel.apps.cli.project_folder import need_project
from storyreel.apps.cli.running import Stop, drive
from storyreel.errors import ProjectLocked

if TYPE_CHECKING:
    from storyreel.apps.cli.running import OnEvent
    from storyreel.graph import Control, Film

__all__ = ["Conversation", "chat"]

Reader = Annotated[
    str | None, typer.Option("--model", metavar="MODEL", help="A language model that reads free words, from now on.")
]
LOOK_S = 0.2
RETRY_S = 1.0
LEAVE = frozenset({"exit", "quit", "bye", ":q"})


class Conversation:
    """Lines in, replies out, and the run between them.

    Args:
        project: The project folder.
        author: Kept with each message.
        show: Where progress goes.
        quiet: Collect replies without printing them (for --json).
        crew: Roles that are filled anew.
    """

    def __init__(
        self, project: Path, *, author: str, show: Show, quiet: bool = False, crew: Mapping[str, str] | None = None
    ) -> None:
        self.project, self.author, self._show, self._quiet = project, author, show, quiet
        self._crew = dict(crew or {})
        self.replies: list[dict[str, Any]] = []
        self.film: Film | None = None
        self._last = last_reply(project)
        self._unanswered: set[str] = set()
        self._fresh, self._left = False, False
        self._news = asyncio.Event()
        self._stop: Stop | None = None

    async def hold(self, lines: asyncio.Queue[str | None]) -> None:
        """Talk until the person leaves, or the lines end and everything is answered."""
        helpers = [asyncio.create_task(self._listen(lines)), asyncio.create_task(self._look_on())]
        try:
            rests = False
            while not (self._left and rests):
                self._fresh = False
                ran = await self._run()
                rests = not self._fresh if ran else not self._unanswered
                if rests and not self._left:
                    self._news.clear()
                    await self._news.wait()
                    rests = not (self._fresh or self._unanswered)
                elif not ran:
                    await asyncio.sleep(RETRY_S)
        finally:
            for helper in helpers:
                helper.cancel()
            self._look()

    async def _run(self) -> bool:
        """Run the project until it rests; False where another process runs it."""
        from storyreel.graph import aresume

        async def start(on_event: OnEvent, control: Control) -> Film:
            return await aresume(self.project, crew=self._crew, on_event=without_answers(on_event), control=control)

        self._stop = Stop(self._show)
        try:
            self.film = await drive(start, self.project, self._stop, self._show)
        except ProjectLocked:
            return False
        finally:
            self._stop = None
            self._look()
        return True

    async def _listen(self, lines: asyncio.Queue[str | None]) -> None:
        from storyreel.graph import send

        while (line := await lines.get()) is not None:
            text = line.strip()
            if text.lower() in LEAVE:
                if self._stop is not None:
                    self._stop()
                break
            if text:
                self._unanswered.add(send(self.project, text, author=self.author))
                self._fresh = True
                self._news.set()
        self._left = True
        self._news.set()

    async def _look_on(self) -> None:
        while True:
            self._look()
            await asyncio.sleep(LOOK_S)

    def _look(self) -> None:
        from storyreel.graph import replies

        for reply in replies(self.project, after=self._last):
            self._last = reply["id"]
            self.replies.append(reply)
            self._unanswered.discard(str(reply.get("about", "")))
            if not self._quiet:
                print_line(str(reply["text"]))


def chat(project: o.Project, author: o.Author = "", model: Reader = None, as_json: o.Json = False) -> None:
    """Talk to a project, also while it runs: "retake 1.3: darker", "lock 1.2", "why 1.3?", "approve".

    One line is one message; "help" lists what is understood, "exit" leaves.

    Examples:
        storyreel chat out/scene
        echo "make 2.1 a close-up" | storyreel chat out/scene
        storyreel chat out/scene --model openai:qwen3:8b@http://localhost:11434/v1
    """
    need_project(project)
    with show_progress(talking=True) as show:
        if sys.stdin.isatty():
            show.say('One line each: "retake 1.3: darker", "lock 1.2", "why 1.3?", "approve". "exit" leaves.')
        talk = asyncio.run(_talk(project, author, show, model, quiet=as_json))
    if as_json:
        print_json({"replies": talk.replies, "film": talk.film.to_json() if talk.film else None})


async def _talk(project: Path, author: str, show: Show, model: str | None, *, quiet: bool) -> Conversation:
    crew = {} if model is None else {"producer": model}
    talk = Conversation(project, author=author, show=show, quiet=quiet, crew=crew)
    await talk.hold(_stdin_lines())
    return talk


def _stdin_lines() -> asyncio.Queue[str | None]:
    """Lines of stdin as they come, then None; a thread reads, because a terminal cannot be awaited everywhere."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def put(line: str | None) -> None:
        with contextlib.suppress(RuntimeError):  # the loop ended first: nobody listens any more
            loop.call_soon_threadsafe(lines.put_nowait, line)

    def read() -> None:
        for line in sys.stdin:
            put(line)
        put(None)

    threading.Thread(target=read, daemon=True, name="stdin").start()
    return lines
