"""The table read's work: every Line part spoken once, kept by what was said, never spoken twice."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from storyreel.errors import StoryreelError
from storyreel.film.bank import Character, VoiceChoice
from storyreel.film.base import hash_of
from storyreel.film.script import Script, SpokenLine
from storyreel.film.speech import SpeechSheet, SpokenAudio
from storyreel.graph.asking import ask
from storyreel.graph.context import Context
from storyreel.graph.recorded import Parts
from storyreel.tools.contracts import Utterance

__all__ = ["cast_voices", "read_aloud"]

AT_ONCE = 4
SPEAK_SECONDS = 300.0
_NONE: Parts = {}


def cast_voices(script: Script, context: Context, recorded: Parts = _NONE) -> dict[str, VoiceChoice]:
    """A voice for each speaker who is not recorded whole: the Character's own, else one chosen unlike those taken."""
    voices: dict[str, VoiceChoice] = {}
    for speaker in dict.fromkeys(line.speaker for line in script.lines if (line.id, line.part) not in recorded):
        character = script.character(speaker) or Character(name=speaker)
        if character.voice is not None:
            voices[speaker] = character.voice
        else:
            voices[speaker], reason = context.crew.voice.cast(character, script.language, taken=list(voices.values()))
            context.emit("choice", f"Voice of {speaker}: {voices[speaker].name} ({reason})", stage="table_read")
    return voices


async def read_aloud(script: Script, context: Context, recorded: Parts = _NONE) -> SpeechSheet:
    """All Lines of a Script, spoken.

    Args:
        recorded: (line id, part) to what a recording says; the Voice speaks the others.

    Raises:
        BackendError: If the voice fails for good.
    """
    voices = cast_voices(script, context, recorded)
    limit = asyncio.Semaphore(AT_ONCE)
    failed: list[StoryreelError] = []

    async def one(line: SpokenLine) -> SpokenAudio | None:
        if (line.id, line.part) in recorded:
            return recorded[line.id, line.part]
        async with limit:
            if failed:
                return None  # what was begun is finished and kept; nothing more is begun
            try:
                return await _spoken(line, script, voices[line.speaker], context)
            except StoryreelError as exc:
                failed.append(exc)
                return None

    said = await asyncio.gather(*(one(line) for line in script.lines))
    if failed:
        raise failed[0]
    return SpeechSheet(lines=tuple(spoken for spoken in said if spoken is not None))


async def _spoken(line: SpokenLine, script: Script, voice: VoiceChoice, context: Context) -> SpokenAudio:
    store, engine = context.project.store, context.crew.voice
    facts = [engine.name, engine.revision, voice.to_json(), script.language, line.text, line.parenthetical]
    key = hash_of(facts)
    said = store.spoken(key)
    if said is None:
        character = script.character(line.speaker) or Character(name=line.speaker)
        utterance = Utterance(
            id=line.id,
            part=line.part,
            text=line.text,
            character=character,
            voice=voice,
            language=script.language,
            parenthetical=line.parenthetical,
        )
        store.speech.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=store.speech, prefix=".making-") as folder:
            made = Path(folder) / "line.wav"
            said = await ask(lambda: engine.speak(utterance, made), backend=engine.name, context=context, seconds=SPEAK_SECONDS)
            said = store.add_speech(key, said, made if made.exists() else None)
    return said.changed(id=line.id, part=line.part, speaker=line.speaker)
