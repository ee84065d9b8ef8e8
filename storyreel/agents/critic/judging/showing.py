"""What a judge is shown of a film, by what its model can take in: the film itself, its sound, or stills with their times.

It says what it shows, what it leaves out and which senses that serves; what needs another sense is not asked about.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from storyreel.agents.critic.judging.frames_for import moments, stills
from storyreel.agents.critic.judging.naming import ShotNames
from storyreel.agents.critic.judging.sheet import script_sheet, source_sheet
from storyreel.agents.critic.rubric import Need, Rubric
from storyreel.errors import SourceError
from storyreel.film.dialogue import Dialogue
from storyreel.film.script import Script
from storyreel.formats import read_text
from storyreel.tools.audio import decode_audio, write_wav
from storyreel.tools.chat import ChatCan, Medium
from storyreel.tools.frames import probe

__all__ = ["Showing", "show_film", "show_script", "subtitles_beside", "unmet"]

_SOUND_HZ = 16_000
_SOUND_MS = 20 * 60 * 1000
_WATCHED = frozenset({".mp4"})
_WHY: dict[Need, str] = {
    "script": "no script was given to compare with",
    "source": "no source was given to compare with",
    "cast": "the script names no cast",
    "shots": "there is only one shot",
    "picture": "the judge's model sees no pictures",
    "motion": "the judge's model was shown stills only",
    "sound": "the judge's model hears no sound",
    "speech": "nobody speaks in it",
}


@dataclass(frozen=True, kw_only=True)
class Showing:
    """What is laid before a judge.

    Attributes:
        data: Named blocks: material.
        note: What it is and what is left out, in a sentence for people.
        senses: What it serves; see `Rubric.needs`.
        lacks: Reasons of this very film for what it does not serve, before the general ones.
    """

    names: ShotNames
    data: tuple[tuple[str, str], ...] = ()
    media: tuple[Medium, ...] = ()
    note: str = ""
    senses: frozenset[Need] = frozenset()
    lacks: tuple[tuple[Need, str], ...] = ()
    duration_ms: int = 0


def unmet(rubric: Rubric, showing: Showing) -> str:
    """Why a dimension cannot be judged from what is shown, "" where it can."""
    own = dict(showing.lacks)
    missing = sorted(rubric.needs - showing.senses, key=list(_WHY).index)
    return own.get(missing[0], _WHY[missing[0]]) if missing else ""


def show_script(script: Script, *, source: Dialogue | None = None, chars: int = 60_000) -> Showing:
    """A Script, and the source that it was made from where there is one.

    >>> show_script(Script()).senses
    frozenset()
    """
    names = ShotNames(script)
    sheet = script_sheet(script, names, chars)
    told = [source_sheet(source, chars)] if source is not None and source.items else []
    senses: set[Need] = {"script"} if script.shots else set()
    senses |= {"source"} if told else set[Need]()
    senses |= {"cast"} if script.cast else set[Need]()
    senses |= {"shots"} if len(script.shots) > 1 else set[Need]()
    return Showing(
        names=names,
        data=(("shooting script", sheet.text), *(("source", one.text) for one in told)),
        note="; ".join(one for one in (sheet.note, *(one.note for one in told)) if one),
        senses=frozenset(senses),
        lacks=(("script", "the script has no shots"),),
        duration_ms=script.duration_ms,
    )


async def show_film(
    film: Path,
    script: Script | None,
    can: ChatCan,
    folder: Path,
    *,
    subtitles: str = "",
    frames: int = 24,
    chars: int = 60_000,
) -> Showing:
    """A film as this model can take it in.

    Args:
        folder: For frames and sound; the caller removes it.
        subtitles: Of the film, as text: data, whatever they say.
        frames: Most stills for a model that does not watch.

    Raises:
        MediaError: If the film cannot be decoded.
    """
    info = await asyncio.to_thread(probe, film)
    names, duration_ms = ShotNames(script), round(info.frames * 1000 / info.rate)
    told = await asyncio.to_thread(_told, script, names, subtitles, chars)
    seen = await _pictures(film, script, names, can, folder, most=frames, duration_ms=duration_ms)
    heard = _Part()
    if can.hears and info.has_audio:
        note = "the first 20 minutes of the sound were heard" if duration_ms > _SOUND_MS else ""
        heard = _Part(media=(await asyncio.to_thread(_sound, film, folder),), note=note, senses=frozenset({"sound"}))
    parts = (told, seen, heard)
    return Showing(
        names=names,
        data=told.data,
        media=(*seen.media, *heard.media),
        note="; ".join(one.note for one in parts if one.note),
        senses=told.senses | seen.senses | heard.senses,
        lacks=() if info.has_audio else (("sound", "the film has no sound"),),
        duration_ms=duration_ms,
    )


def subtitles_beside(film: Path) -> str:
    """The text of the .srt or .vtt of the same name beside a film, "" where there is none that can be read."""
    for suffix in (".srt", ".vtt"):
        file = film.with_suffix(suffix)
        try:
            if file.is_file():
                return read_text(file)
        except SourceError:
            return ""  # a file that is no text has no words for a judge
    return ""


class _Part(NamedTuple):
    """One sort of what is shown, and what it serves."""

    data: tuple[tuple[str, str], ...] = ()
    media: tuple[Medium, ...] = ()
    note: str = ""
    senses: frozenset[Need] = frozenset()


def _told(script: Script | None, names: ShotNames, subtitles: str, chars: int) -> _Part:
    """The words: the script, and the film's subtitles."""
    data: list[tuple[str, str]] = []
    notes: list[str] = []
    if script is not None:
        sheet = script_sheet(script, names, chars)
        data.append(("shooting script", sheet.text))
        notes.append(sheet.note)
    if subtitles:
        data.append(("subtitles", subtitles[:chars]))
        notes.append(f"the first {chars} characters of the subtitles fitted" if len(subtitles) > chars else "")
    return _Part(data=tuple(data), note="; ".join(note for note in notes if note), senses=frozenset(_senses_of(script)))


async def _pictures(
    film: Path, script: Script | None, names: ShotNames, can: ChatCan, folder: Path, *, most: int, duration_ms: int
) -> _Part:
    """The film itself where the model watches, else stills, else nothing."""
    if can.watches and film.suffix.lower() in _WATCHED:
        return _Part(media=(Medium(film, "video", "the film"),), senses=frozenset({"picture", "motion"}))
    if can.sees is False:
        return _Part()
    wanted = moments(script, names, duration_ms, most)
    taken = await asyncio.to_thread(stills, film, wanted, folder, shots=len(names.shots))
    return _Part(media=taken.media, note=taken.note, senses=frozenset({"picture"}))


def _senses_of(script: Script | None) -> set[Need]:
    """What the script serves; without one, speech and several shots have to be taken for possible."""
    if script is None:
        return {"speech", "shots"}
    given: Iterable[tuple[Need, bool]] = (
        ("script", True),
        ("cast", bool(script.cast)),
        ("shots", len(script.shots) > 1),
        ("speech", bool(script.lines)),
    )
    return {need for need, there in given if there}


def _sound(film: Path, folder: Path) -> Medium:
    samples = decode_audio(film, _SOUND_HZ)[: _SOUND_MS * _SOUND_HZ // 1000]
    file = folder / "sound.wav"
    write_wav(file, samples, _SOUND_HZ)
    return Medium(file, "sound", "the film's sound, from its first frame on")
