"""Recordings on their way into a film: read when the source is, and the voice of their Lines at the table read.

What was read is in the Dialogue and the project's `recordings/`, so a resume reads no source file; a make with the same source
reads only files whose content is new. A Line whose words were rewritten since is spoken by the Voice.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from storyreel.agents.scripter.hearing import heard_choices
from storyreel.errors import SourceError
from storyreel.film.base import hash_of
from storyreel.film.dialogue import Dialogue, Line, Synopsis
from storyreel.film.plan import Choice
from storyreel.film.script import Script, SpokenLine
from storyreel.film.speech import SpokenAudio
from storyreel.graph.context import Context
from storyreel.tools.files import write_whole
from storyreel.tools.recordings import Recordings, bring_recordings, brought, spoken_parts
from storyreel.tools.recordings.measuring import MEASURES
from storyreel.tools.recordings.voice import ENGINE, gain_of
from storyreel.tools.store import Store

__all__ = ["Parts", "recorded_speech", "recordings_of", "sound_choices", "with_recordings", "with_scene_audio"]

Parts = Mapping[tuple[str, int], SpokenAudio]


def recordings_of(store: Store) -> Recordings:
    """The recordings of a project."""
    return Recordings(store.root / "recordings")


def with_scene_audio(document: Dialogue | Synopsis | Script, audio: str | Path | None) -> Dialogue | Synopsis | Script:
    """The document with one recording of the whole scene, as the person gave it.

    Raises:
        SourceError: If the document is no dialogue, or none of its Lines has a time to be cut by.
    """
    if audio is None:
        return document
    if not isinstance(document, Dialogue):
        what = type(document).__name__.lower()
        raise SourceError(f"is a {what}; a recording goes with a dialogue whose lines have times (subtitles, JSON)")
    if all(line.start_ms is None for line in document.lines):
        raise SourceError("has no times, by which its lines could be cut from the recording; give subtitles, or start and end")
    return document.changed(audio=str(Path(audio).absolute()))


async def with_recordings(
    document: Dialogue | Synopsis | Script,
    *,
    folder: Path | None,
    file: str | None = None,
    keep: Recordings | None = None,
    tell: Callable[[str], None] | None = None,
) -> Dialogue | Synopsis | Script:
    """The document with its recordings read and measured; anything but a Dialogue that names some is returned as it is.

    Args:
        folder: Of the source; relative paths lie in it.
        file: The source's name, for errors.
        keep: Where the sound is kept; without it nothing is.

    Raises:
        SourceError: If a recording cannot be used; the text names the Line.
    """
    if not isinstance(document, Dialogue) or not brought(document):
        return document

    def read(into: Recordings) -> Dialogue:
        return bring_recordings(document, into, folder=folder, file=file, tell=tell)

    if keep is not None:
        return await asyncio.to_thread(read, keep)
    with tempfile.TemporaryDirectory(prefix="storyreel-recordings-") as aside:
        return await asyncio.to_thread(read, Recordings(Path(aside)))


def sound_choices(dialogue: Dialogue) -> tuple[Choice, ...]:
    """Who speaks each Line that has a recording, at which gain, and why; and what was concluded from how it is spoken."""
    choices: list[Choice] = []
    for line in dialogue.lines:
        if line.recording is None:
            continue
        wrong = "; ".join(flaw.text for flaw in line.recording.flaws)
        if not line.recording.is_voice:
            choices.append(Choice(about=f"voice of line {line.id}", choice="spoken by the voice", reason=wrong))
            continue
        gain, why = gain_of(line.recording)
        chosen = f"the recording {line.recording.source}{f' at {gain:+.1f} dB' if gain else ''}"
        reason = "; ".join(part for part in ("it was brought for this line", why, wrong) if part)
        choices.append(Choice(about=f"voice of line {line.id}", choice=chosen, reason=reason))
    return (*choices, *heard_choices(dialogue))


def recorded_speech(script: Script, dialogue: Dialogue, context: Context) -> Parts:
    """(line id, part) to what the recordings say; Lines without a recording, or rewritten since, are not in it.

    Raises:
        ProjectError: If a kept recording is gone.
    """
    parts: dict[str, list[SpokenLine]] = {}
    for spoken in script.lines:
        parts.setdefault(spoken.id, []).append(spoken)
    said: dict[tuple[str, int], SpokenAudio] = {}
    for line in dialogue.lines:
        own = sorted(parts.get(line.id, ()), key=lambda one: one.part)
        if line.recording is None or not line.recording.is_voice or not own:
            continue
        if _bare("".join(one.text for one in own)) != _bare(line.text) or [one.part for one in own] != list(range(len(own))):
            text = f"Line {line.id} is not what was recorded any more: the voice speaks it"
            context.emit("choice", text, stage="table_read")
            continue
        for one in _spoken(line, own, context.project.store):
            said[one.id, one.part] = one
    return said


def _bare(text: str) -> str:
    return "".join(text.split())


def _spoken(line: Line, own: list[SpokenLine], store: Store) -> list[SpokenAudio]:
    """The parts of one Line, from the store where they were cut before."""
    recording = line.recording
    assert recording is not None
    texts = [one.text for one in own]
    spans = [recording.speech_start_ms, recording.speech_end_ms]
    keys = [hash_of([ENGINE, MEASURES, recording.sha256, spans, texts, part]) for part in range(len(texts))]
    known = [store.spoken(key) for key in keys]
    if any(one is None for one in known):
        kept = recordings_of(store)
        made = spoken_parts(line.id, line.speaker, texts, recording, kept.samples(recording))
        known = [_kept(store, key, one.said, one.wav) for key, one in zip(keys, made, strict=True)]
    return [
        said.changed(id=line.id, part=spoken.part, speaker=spoken.speaker)
        for said, spoken in zip(known, own, strict=True)
        if said is not None
    ]


def _kept(store: Store, key: str, said: SpokenAudio, wav: bytes) -> SpokenAudio:
    store.speech.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store.speech, prefix=".making-") as folder:
        made = Path(folder) / "line.wav"
        write_whole(made, wav)
        return store.add_speech(key, said, made)
