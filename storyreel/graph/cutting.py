"""The Cut from the state, and the film from the Cut: frames placed by the script's boundaries, nothing drifts."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from storyreel.film.base import hash_of
from storyreel.film.cut import Cut, CutEntry
from storyreel.film.plan import Plan
from storyreel.film.script import Script, Shot
from storyreel.film.speech import SpeechSheet
from storyreel.film.take import MissingMedia, Take
from storyreel.film.time import frame_at
from storyreel.formats import write_srt
from storyreel.graph.context import Context
from storyreel.graph.state import FilmState, Record
from storyreel.tools.assemble import AssemblyReport, PlacedSpeech, assemble
from storyreel.tools.files import move_into_place, sha256_of_file, write_whole
from storyreel.tools.store import Ref

__all__ = ["cut_of", "make_film"]


def cut_of(state: FilmState, context: Context) -> Cut:
    """The chosen Takes in the script's order; what is missing is named."""
    store = context.project.store
    script, plan = store.get(state["script"], Script), store.get(state["plan"], Plan)
    settings = plan.settings
    entries: list[CutEntry] = []
    at = 0
    for shot in script.shots:
        record: Record = state.get("shots", {}).get(shot.uid, {})
        take = store.take(record["chosen"]) if record.get("chosen") else None
        entry = _entry(shot, take, record, settings.rate, at)
        entries.append(entry)
        at += entry.frames
    return Cut(
        width_px=settings.width_px,
        height_px=settings.height_px,
        rate_num=settings.rate_num,
        rate_den=settings.rate_den,
        entries=tuple(entries),
    )


def _entry(shot: Shot, take: Take | None, record: Record, rate: Fraction, at: int) -> CutEntry:
    frames = max(1, frame_at(shot.end_ms, rate) - at)
    if take is None or take.frames < 1:
        why = record.get("why") or "no take was made"
        missing = MissingMedia(uid=shot.uid, reason=why)
        return CutEntry(uid=shot.uid, id=shot.id, missing=missing, available_frames=0, frames=frames, start=at)
    return CutEntry(
        uid=shot.uid,
        id=shot.id,
        take=take.key,
        sha256=take.sha256,
        available_frames=take.frames,
        frames=frames,
        start=at,
        transition=shot.transition,
    )


def make_film(cut: Cut, state: FilmState, context: Context) -> Ref:
    """The film of a Cut as an immutable file named by its hash; the same Cut is made once. Blocking, for a thread.

    Raises:
        MediaError: If a Take cannot be read any more.
        ProjectError: If the disk is full.
    """
    store, films = context.project.store, context.project.root / "films"
    script, sheet = store.get(state["script"], Script), store.get(state["speech"], SpeechSheet)
    heard, lufs = context.crew.generator.capabilities.own_audio, store.get(state["plan"], Plan).settings.lufs
    record = films / f"{hash_of([cut.to_json(), state['speech'], heard, lufs])}.json"
    known = _known(record, films)
    if known is not None:
        return known
    films.mkdir(exist_ok=True)
    takes = {entry.take: store.take_path(entry.take) for entry in cut.entries if entry.take}
    with tempfile.TemporaryDirectory(dir=films, prefix=".making-") as folder:
        made = Path(folder) / "film.mp4"
        voices = _placed(script, sheet, store.speech)
        srt = write_srt(script)
        report: AssemblyReport = assemble(
            cut, takes, speech=voices, to=made, title=script.title, subtitles=srt, own_sound=_own_sound(context), lufs=lufs
        )
        sha = sha256_of_file(made)
        move_into_place(made, films / f"{sha}.mp4")
    choices = [choice.to_json() for choice in report.choices]
    write_whole(record, json.dumps({"sha256": sha, "frames": report.frames, "copied": report.copied, "choices": choices}))
    return Ref(sha256=sha, version=1)


def _own_sound(context: Context) -> Callable[[str], bool]:
    """Whether a Take's own sound is to be heard: a backend that declares none may still write an empty track."""
    generator, store = context.crew.generator, context.project.store

    def heard(key: str) -> bool:
        take = store.take(key)
        declared = generator.capabilities.own_audio if take is not None and take.backend == generator.name else True
        return take is not None and take.has_audio and declared

    return heard


def _known(record: Path, films: Path) -> Ref | None:
    if not record.exists():
        return None
    sha = json.loads(record.read_bytes())["sha256"]
    film = films / f"{sha}.mp4"
    return Ref(sha256=sha, version=1) if film.exists() and sha256_of_file(film) == sha else None


def _placed(script: Script, sheet: SpeechSheet, folder: Path) -> list[PlacedSpeech]:
    """The voices at their times in the film, for Takes that bring no sound of their own."""
    placed: list[PlacedSpeech] = []
    for shot in script.shots:
        for line in shot.lines:
            said = sheet.of(line.id, line.part)
            if said is not None and said.file:
                voice = PlacedSpeech(path=folder / said.file, start_ms=line.start_ms, line=line.id, uid=shot.uid)
                placed.append(voice)
    return placed
