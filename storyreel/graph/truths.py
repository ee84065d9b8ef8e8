"""The folder of ground truth, where it is asked for: what is true of every chosen take, told by the backend that made it.

It is told when the film is there, from what the take was made of; the take itself is neither made again nor touched. A take
whose backend does not know what is in its pictures stands in the index with that sentence.
"""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, cast

from storyreel.errors import BackendError
from storyreel.film.cut import Cut, CutEntry
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.film.take import Take
from storyreel.graph.context import Context
from storyreel.graph.now import now_of
from storyreel.graph.state import FilmState, Record
from storyreel.graph.taking import speech_files
from storyreel.tools import registry
from storyreel.tools.contracts import RenderJob, TruthTeller
from storyreel.tools.files import move_into_place, write_whole

__all__ = ["truth_folder", "write_truths"]

_VERSION = 1
"""Of what is told: truths of another are told anew."""
_INDEX = "index.json"
_UNKNOWN = "no truth: the backend does not know what is in its pictures"


class _Wish(NamedTuple):
    """The truth of one take, to be told."""

    teller: TruthTeller
    job: RenderJob
    record: Record


def truth_folder(state: FilmState, context: Context) -> Path | None:
    """The folder, where truth is asked for and told."""
    folder = context.project.root / "truth"
    asked = state.get("film") and now_of(state, context).settings.truth
    return folder if asked and (folder / _INDEX).exists() else None


async def write_truths(state: FilmState, context: Context, stopped: Callable[[], bool]) -> None:
    """Tell what is not told yet; take away what is not asked for or no longer in the film.

    Raises:
        ProjectError: If the folder cannot be written.
    """
    folder = context.project.root / "truth"
    before = _read(folder)
    if not state.get("film") or not now_of(state, context).settings.truth:
        if before and state.get("film"):
            _clear(folder, before, [])
        return
    cut = context.project.store.get(state["cut"], Cut)
    names = [one.name for one in context.project.store.get(state["script"], Script).cast]
    records, wishes = _wanted(state, context, cut, _known(before, names))
    _clear(folder, before, records)
    if wishes:
        context.emit("stage", f"Telling the truth of {len(wishes)} takes", stage="deliver")
    if not await _told(wishes, names, folder, context, stopped):
        return
    index = {"version": _VERSION, "cast": names, "rate_num": cut.rate_num, "rate_den": cut.rate_den, "shots": records}
    write_whole(folder / _INDEX, json.dumps(index, indent=1, ensure_ascii=False))


def _read(folder: Path) -> dict[str, Any]:
    with suppress(FileNotFoundError, ValueError):
        read: Any = json.loads((folder / _INDEX).read_bytes())
        if isinstance(read, dict):
            return cast("dict[str, Any]", read)
    return {}


def _known(before: dict[str, Any], names: Sequence[str]) -> set[tuple[str, str]]:
    """(file, take) of what was told alike, with the same indices."""
    if before.get("version") != _VERSION or before.get("cast") != names:
        return set()
    return {(str(one["truth"]), str(one["take"])) for one in before["shots"] if one.get("truth")}


def _clear(folder: Path, before: dict[str, Any], records: list[Record]) -> None:
    """Remove the files of before that are not among the new ones, and the index: it returns when all is told."""
    keep = {one[name] for one in records for name in ("truth", "masks") if name in one}
    for one in before.get("shots", ()):
        for name in ("truth", "masks"):
            if (file := one.get(name)) and file not in keep:
                (folder / Path(file).name).unlink(missing_ok=True)
    (folder / _INDEX).unlink(missing_ok=True)


def _wanted(state: FilmState, context: Context, cut: Cut, known: set[tuple[str, str]]) -> tuple[list[Record], list[_Wish]]:
    """The index's records, and those of them that must be told."""
    store, folder = context.project.store, context.project.root / "truth"
    plan, sheet = store.get(state["plan"], Plan), store.get(state["speech"], SpeechSheet)
    records: list[Record] = []
    wishes: list[_Wish] = []
    taken: set[str] = set()
    for entry in cut.entries:
        record = _record(entry)
        records.append(record)
        take = store.take(entry.take) if entry.take else None
        teller, why_not = _teller(take, plan, context)
        if teller is None or take is None:
            record["reason"] = why_not
            continue
        name = _file_name(entry, taken)
        record["truth"], record["masks"] = f"{name}.json", f"{name}.masks.zip"
        whole = all((folder / record[file]).exists() for file in ("truth", "masks"))
        if not whole or (record["truth"], take.key) not in known:
            spec = plan.shot(take.uid).spec
            work = store.jobs / f"truth-{take.key}"
            job = RenderJob(
                key=take.key,
                spec=spec,
                seed=take.seed,
                take=take.number,
                work=work,
                speech=speech_files(spec, sheet, store.speech),
            )
            wishes.append(_Wish(teller, job, record))
    return records, wishes


def _record(entry: CutEntry) -> Record:
    return {
        "id": entry.id, "uid": entry.uid, "take": entry.take, "start": entry.start, "frames": entry.frames,
        "source_start": entry.source_start,
    }  # fmt: skip


def _file_name(entry: CutEntry, taken: set[str]) -> str:
    """The Shot's id as a file's name; ids that people wrote may hold anything."""
    name = re.sub(r"[^\w.-]+", "_", entry.id).strip(".") or "shot"
    name = name if name.casefold() not in taken else f"{name}-{len(taken)}"
    taken.add(name.casefold())
    return name


def _teller(take: Take | None, plan: Plan, context: Context) -> tuple[TruthTeller | None, str]:
    """Who tells of a take, else why nobody does."""
    if take is None or take.placeholder:
        return None, "no truth: there is no take"
    planned = next((one for one in plan.shots if one.uid == take.uid), None)
    if planned is None or planned.spec_hash != take.spec:
        return None, "no truth: the take was made of another version of the shot"
    generator: object = context.crew.generator
    if context.crew.generator.name != take.backend:
        generator = registry.make("generator", take.backend, executor=context.crew.executor) if _registered(take) else None
    if not isinstance(generator, TruthTeller):
        return None, f"{_UNKNOWN} ({take.backend})"
    if generator.revision != take.revision:
        return None, f"no truth: made by revision {take.revision} of {take.backend}, and this is {generator.revision}"
    return generator, ""


def _registered(take: Take) -> bool:
    return take.backend in registry.names("generator")


async def _told(wishes: list[_Wish], names: Sequence[str], folder: Path, context: Context, stopped: Callable[[], bool]) -> bool:
    """Tell all of them, as many at a time as there are workers; False when the run is to stop first."""
    tasks = [asyncio.create_task(_tell(wish, names, folder, context)) for wish in wishes]
    try:
        while not all(task.done() for task in tasks):
            if stopped():
                return False
            await asyncio.wait(tasks, timeout=0.2)
        for task in tasks:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return True


async def _tell(wish: _Wish, names: Sequence[str], folder: Path, context: Context) -> None:
    made, record = wish.job.work, wish.record
    try:
        await wish.teller.tell_truth(wish.job, names)
        await asyncio.to_thread(_keep, made, record, folder)
    except BackendError as exc:
        del record["truth"], record["masks"]
        record["reason"] = f"no truth: {exc}"
        context.emit("problem", f"{record['id']}: no truth: {exc}", stage="deliver", error=type(exc).__name__)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _keep(made: Path, record: Record, folder: Path) -> None:
    """Put what was told into the folder under the Shot's name, masks first."""
    told = json.loads((made / "truth.json").read_bytes())
    move_into_place(made / "masks.zip", folder / record["masks"])
    told |= {"id": record["id"], "masks": record["masks"]}
    write_whole(folder / record["truth"], json.dumps(told, ensure_ascii=False))
