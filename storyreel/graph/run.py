"""Making a film: the functions that Python, the command line and the chat call.

`amake` and `aresume` take the project's lease, hire the crew, drive the graph and deliver the files. The same functions
without the `a` work everywhere, inside a running event loop too.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, TypeVar

from storyreel.agents.scripter import ModelScripter
from storyreel.errors import BudgetExceeded, UserError, VersionMismatch
from storyreel.film.dialogue import Synopsis
from storyreel.film.note import Limits
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script
from storyreel.graph.build import build_graph
from storyreel.graph.context import Context, hire, person
from storyreel.graph.deliver import deliver
from storyreel.graph.drive import CONFIG, Control, checkpoints, drive
from storyreel.graph.film import Film
from storyreel.graph.model_usage import model_usage
from storyreel.graph.paid_chat import open_paid, settle_lost
from storyreel.graph.recorded import recordings_of, with_recordings, with_scene_audio
from storyreel.graph.sources import Document, Source, first_state, place_of, read_document, state_again, with_cast
from storyreel.graph.state import GRAPH_VERSION, FilmState
from storyreel.graph.truths import write_truths
from storyreel.tools.chat import ChatModel, chat_model
from storyreel.tools.contracts import Event
from storyreel.tools.project import InForce, Project

__all__ = ["amake", "aresume", "awrite_script", "make", "project_status", "replies", "resume", "send", "write_script"]

Listener = Callable[[Event], None]
Answer = TypeVar("Answer")


async def amake(
    source: Source,
    *,
    out: str | Path,
    audio: str | Path | None = None,
    cast: str | Path | None = None,
    crew: Mapping[str, object] | None = None,
    settings: FilmSettings | None = None,
    limits: Limits | None = None,
    approve: frozenset[str] = frozenset(),
    on_event: Listener | None = None,
    control: Control | None = None,
) -> Film:
    """Make a film of a source in a project folder; a folder that holds a project already goes on with it.

    Args:
        source: A path, or a document already read.
        out: The project folder.
        audio: One recording of the whole scene, from which Lines with times (subtitles, JSON) are cut.
        cast: A folder of characters (`Ron_Weasley/best.png`), for a synopsis: the Bank that its people are taken from.
        crew: Role to "name:argument" or object; what is not named is the default.
        approve: Gates that wait for a yes: "script", "spend", "film".
        on_event: Called with each Event.
        control: To stop the run from outside.

    Raises:
        SourceError: If the source cannot be read.
        ProjectLocked: If another process works on the project.
        BudgetExceeded: If the Limits stopped some Shots; the film of the others is there.
        BackendError: If a voice failed for good. A generator that fails gives a film with named gaps.
    """
    document, name, data = read_document(source)
    document = with_scene_audio(with_cast(document, cast), audio)
    project = Project.create(Path(out))
    with project.lease:
        document = await _with_sound(document, source, project, on_event)
        _log_what_was(project)
        in_force = InForce(
            settings=settings or FilmSettings(),
            limits=limits or Limits(),
            crew={role: asked for role, asked in (crew or {}).items() if isinstance(asked, str)},
            approve=approve,
            graph_version=GRAPH_VERSION,
            source_name=name,
        )
        project.keep_source(name, data)
        first = first_state(project, document)
        project.put_in_force(in_force)  # last: from now on there is a project, with all that a resume needs
        return await _work(project, in_force, crew or {}, first, on_event, control or Control())


async def aresume(
    out: str | Path,
    *,
    crew: Mapping[str, object] | None = None,
    settings: FilmSettings | None = None,
    limits: Limits | None = None,
    approve: frozenset[str] | None = None,
    on_event: Listener | None = None,
    control: Control | None = None,
) -> Film:
    """Go on with a project after anything; what is not given stays as it is in force.

    Raises:
        ProjectError: If there is no project.
        VersionMismatch: If another version of the graph wrote it.
    """
    project = Project.open(Path(out))
    with project.lease:
        was = project.in_force()
        if was.graph_version != GRAPH_VERSION:
            raise VersionMismatch(
                f"{out} was made by graph version {was.graph_version}, this is {GRAPH_VERSION}. Run storyreel make"
                f" {project.root / 'source' / was.source_name} --out {out}: its takes are used again."
            )
        names = {**was.crew, **{role: asked for role, asked in (crew or {}).items() if isinstance(asked, str)}}
        in_force = InForce(
            settings=settings or was.settings,
            limits=limits or was.limits,
            crew=names,
            approve=was.approve if approve is None else approve,
            graph_version=GRAPH_VERSION,
            source_name=was.source_name,
        )
        project.put_in_force(in_force)
        return await _work(project, in_force, {**names, **(crew or {})}, state_again(project), on_event, control or Control())


async def _work(
    project: Project,
    in_force: InForce,
    crew: Mapping[str, object],
    first: FilmState,
    on_event: Listener | None,
    control: Control,
) -> Film:
    settle_lost(project)
    in_hand: list[Context] = []  # the limits of money may change under way: models ask the context that is to be
    hired = hire(
        crew,
        limits=in_force.limits,
        threshold=in_force.settings.threshold,
        judge_gates=in_force.settings.judge_gates,
        opener=open_paid(project, lambda: (in_hand[0] if in_hand else in_force).limits.money_micros),
    )
    if isinstance(hired.scripter, ModelScripter) and hired.scripter.recordings is None:
        hired.scripter.recordings = recordings_of(project.store).folder  # a model that hears is given them
    context = Context(project, hired, in_force.limits, in_force.settings, in_force.approve)
    in_hand.append(context)
    if on_event is not None:
        context.tell = on_event
    timer = _stop_after(in_force.limits.seconds, control)
    try:
        async with checkpoints(project) as saver:
            graph = build_graph(checkpointer=saver)
            state = await drive(graph, context, first, control)
            waiting = (await graph.aget_state(CONFIG)).interrupts
        question = waiting[0].value if waiting else None
        stopped = bool(control.reason)
        if not stopped:
            await write_truths(state, context, lambda: bool(control.reason))
        film = await asyncio.to_thread(lambda: deliver(state, context, question, stopped=stopped))
    finally:
        if timer is not None:
            timer.cancel()
        await hired.close()
    unpaid = [shot["why"] for shot in state.get("shots", {}).values() if shot.get("status") == "unpaid"]
    if unpaid:
        raise BudgetExceeded(f"{len(unpaid)} shots were not made. {unpaid[0]}")
    return film


async def _with_sound(document: Document, source: Source, project: Project, on_event: Listener | None) -> Document:
    """The document with its recordings read and kept."""

    def tell(text: str) -> None:
        if on_event is not None:
            on_event(Event(type="stage", stage="intake", text=text))

    folder, file = place_of(source)
    return await with_recordings(document, folder=folder, file=file, keep=recordings_of(project.store), tell=tell)


def _stop_after(seconds: float | None, control: Control) -> asyncio.TimerHandle | None:
    if seconds is None:
        return None
    return asyncio.get_running_loop().call_later(seconds, control.request_drain, f"the limit of {seconds:g} s is reached")


def _log_what_was(project: Project) -> None:
    """A make takes over a project of another version, and one whose settings cannot be read any more; the log says so."""
    if not project.made:
        return
    try:
        was = project.in_force().graph_version
    except UserError as exc:
        project.log("problem", {"text": str(exc)})
        return
    if was != GRAPH_VERSION:
        project.log("graph-version", {"was": was, "now": GRAPH_VERSION})


async def awrite_script(
    source: Source, *, settings: FilmSettings | None = None, crew: Mapping[str, object] | None = None
) -> Script:
    """Only the script of a source, timed by estimates: nothing is spoken, made or kept."""
    document, _, _ = read_document(source)
    if isinstance(document, Script):
        return document
    opened: list[ChatModel] = []

    def opener(spec: str) -> ChatModel:
        opened.append(chat_model(spec))
        return opened[-1]

    planner, scripter = (person(role, crew or {}, opener=opener) for role in ("planner", "scripter"))
    try:
        dialogue = await planner.plan(document) if isinstance(document, Synopsis) else document
        folder, file = place_of(source)
        dialogue = await with_recordings(dialogue, folder=folder, file=file)
        return await scripter.write(dialogue, settings=settings or FilmSettings())
    finally:
        for chat in opened:
            await chat.close()


def send(out: str | Path, text: str, *, author: str = "") -> str:
    """Put a message into a project's inbox, also while another process runs it; the message's id.

    Raises:
        ProjectError: If there is no project.
    """
    return Project.open(Path(out)).inbox.append(text, author=author).id


def replies(out: str | Path, after: str | None = None) -> list[dict[str, Any]]:
    """What the project answered, after the reply with this id: {id, author, text, at, about}."""
    return [reply._asdict() for reply in Project.open(Path(out)).replies.after(after)]


def project_status(out: str | Path) -> dict[str, Any]:
    """How far a project is, from its files: who runs it, its last film, takes, models and money.

    Raises:
        ProjectError: If there is no project.
    """
    project = Project.open(Path(out))
    result = project.root / "film.json"
    spent = project.ledger.spending()
    return {
        "project": str(project.root),
        "running": project.lease.held_elsewhere(),
        "source": project.in_force().source_name,
        "takes": sum(1 for _ in project.store.all_takes()),
        "spent": {
            "micros": spent.committed,
            "reserved_micros": spent.reserved,
            "unknown": spent.unknown,
            "currency": spent.currency,
        },
        "models": [one.to_json() for one in model_usage(project)],
        "film": json.loads(result.read_bytes()) if result.exists() else None,
    }


def _inside_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _anywhere(work: Callable[[], Coroutine[Any, Any, Answer]]) -> Answer:
    """Run a coroutine to its end, in a thread of its own where a loop runs here already."""
    if not _inside_a_loop():
        return asyncio.run(work())
    box: dict[str, Any] = {}

    def run() -> None:
        try:
            box["answer"] = asyncio.run(work())
        except BaseException as exc:
            box["error"] = exc

    thread = threading.Thread(target=run, name="storyreel")
    thread.start()
    thread.join()
    if "error" in box:
        raise box["error"]
    return box["answer"]


def make(source: Source, *, out: str | Path, **options: Any) -> Film:
    """`amake`, to its end; see there."""
    return _anywhere(lambda: amake(source, out=out, **options))


def resume(out: str | Path, **options: Any) -> Film:
    """`aresume`, to its end; see there."""
    return _anywhere(lambda: aresume(out, **options))


def write_script(source: Source, **options: Any) -> Script:
    """`awrite_script`, to its end; see there."""
    return _anywhere(lambda: awrite_script(source, **options))
