"""Sends one message to a project and goes on with it, or leaves it to the process that runs it. It knows no grammar."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.apps.cli.output import print_json, print_line
from storyreel.apps.cli.progress import show_progress
from storyreel.apps.cli.project_folder import need_project
from storyreel.apps.cli.running import Stop, drive, print_film
from storyreel.errors import ProjectLocked, SourceError

if TYPE_CHECKING:
    from storyreel.apps.cli.running import OnEvent
    from storyreel.graph import Control, Film
    from storyreel.tools.contracts import Event

__all__ = ["last_reply", "tell", "without_answers"]


def last_reply(project: Path) -> str | None:
    """Id of the newest reply in the project, None where there is none yet."""
    from storyreel.graph import replies

    known = replies(project)
    return known[-1]["id"] if known else None


def without_answers(on_event: OnEvent) -> OnEvent:
    """Leave out Events that carry an answer: the conversation prints it itself."""

    def listen(event: Event) -> None:
        if event.type != "note":
            on_event(event)

    return listen


def _refuse(project: Path, text: str) -> None:
    """Refuse at once what the delivered Script shows to be wrong; while the project runs, only the run can know.

    Raises:
        UserError: If the text means nothing in the Script.
    """
    from storyreel.agents.producer import Producer
    from storyreel.formats import read_script
    from storyreel.graph import project_status

    file = project / "script.json"
    if project_status(project)["running"] or not file.exists():
        return
    try:
        script = read_script(file)
    except SourceError:
        return  # the run has the Script in its store, and writes this file anew
    Producer().read(text, script=script, message_id="")


def tell(project: Path, text: str, *, author: str, as_json: bool) -> None:
    """Send the text, run the project if nobody does, print what was answered.

    Raises:
        Interrupted: If the person stopped it.
        StoryreelError: What the run raises, except ProjectLocked.
    """
    need_project(project)
    from storyreel.graph import aresume, replies, send

    _refuse(project, text)

    async def start(on_event: OnEvent, control: Control) -> Film:
        return await aresume(project, on_event=without_answers(on_event), control=control)

    before = last_reply(project)
    message = send(project, text, author=author)
    film: Film | None = None
    with show_progress() as show:
        try:
            film = asyncio.run(drive(start, project, Stop(show), show))
        except ProjectLocked:
            show.say(f"Sent as {message}. The process that runs the project takes it up.")
    answers = [reply for reply in replies(project, after=before) if reply.get("about") == message]
    if as_json:
        said: dict[str, Any] = {"message": message, "replies": answers, "film": film.to_json() if film else None}
        print_json(said)
        return
    for reply in answers:
        print_line(str(reply["text"]))
    if film is not None:
        print_film(film, project)
