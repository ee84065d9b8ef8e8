"""What of a text can be spoken, by which voices: emoji and control characters out, foreign writing to a voice that reads it.

It changes only what the engine is given; the Line itself stays as it was written.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from storyreel.tools.speech.languages import base_language, reads, script_of, voice_for_script

__all__ = ["Run", "Wording", "word"]

_ARROWS = 0x2190  # from here on, "other symbols" are arrows, dingbats and emoji; before it are °, © and № that are read
_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3")
_DOWNGRADED = ("FULLWIDTH", "MATHEMATICAL", "HALFWIDTH")


class Run(NamedTuple):
    """Text for one voice."""

    voice: str
    text: str


class Wording(NamedTuple):
    """What to give the engine.

    Attributes:
        notes: What is not as written, for people.
        problem: Why nothing can be spoken, else "".
    """

    runs: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""


def word(text: str, voice: str) -> Wording:
    """Split a text into runs for the voice and for those that read what it does not.

    >>> word("Say привет to her", "en-us+f2").runs
    (Run(voice='en-us+f2', text='Say '), Run(voice='ru+f2', text='привет '), Run(voice='en-us+f2', text='to her'))
    >>> word("🎉🎉", "en-us").problem
    'only symbols or emoji: nothing to say'
    """
    kept = _kept(text)
    if not any(unicodedata.category(letter)[0] in "LN" for letter in kept):
        problem = "only symbols or emoji: nothing to say" if text.strip() else "an empty text: nothing to say"
        return Wording(problem=problem)
    runs, unread = _runs(kept, voice)
    if not any(unicodedata.category(letter)[0] in "LN" for run in runs for letter in run.text):
        return Wording(problem=f"eSpeak NG reads no {_and(unread)} writing: nothing could be said")
    notes: list[str] = []
    if unread:
        notes.append(f"without its {_and(unread)} letters, which eSpeak NG does not read")
    others = sorted({run.voice for run in runs} - {voice})
    if others:
        notes.append(f"foreign writing by {', '.join(others)}")
    if base_language(voice) == "ja" and any(base_language(run.voice) == "cmn" for run in runs):
        notes.append("Han characters read as Mandarin: eSpeak NG knows no Japanese readings")
    return Wording(runs=runs, notes=tuple(notes))


def _kept(text: str) -> str:
    """The text without what would be read out as the name of a picture, in composed form."""
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        category = unicodedata.category(letter)
        if category in ("Cs", "Co", "Cn", "Cc") or letter in _JOINERS - {"\u200d"}:
            out.append(" " if letter.isspace() else "")
        elif (category == "So" and ord(letter) >= _ARROWS) or 0x1F3FB <= ord(letter) <= 0x1F3FF:
            out.append(" ")
        elif unicodedata.name(letter, "").startswith(_DOWNGRADED):
            out.append(unicodedata.normalize("NFKC", letter))
        else:
            out.append(letter)
    return " ".join("".join(out).split())


def _runs(text: str, voice: str) -> tuple[tuple[Run, ...], list[str]]:
    """Runs in order, and the writing systems that no voice reads."""
    variant = voice.partition("+")[2]
    pieces: list[tuple[str, list[str]]] = []
    waiting: list[str] = []
    unread: list[str] = []
    for letter in text:
        script = script_of(letter)
        wanted = "" if not script else voice if reads(voice, script) else voice_for_script(script)
        if script and not wanted:
            if script not in unread:
                unread.append(script)
            continue
        if wanted and wanted != voice and variant:
            wanted = f"{wanted}+{variant}"
        if not wanted and not pieces:
            waiting.append(letter)
        elif pieces and (not wanted or pieces[-1][0] == wanted):
            pieces[-1][1].append(letter)
        else:
            pieces.append((wanted, [*waiting, letter]))
            waiting = []
    if waiting:
        pieces.append((voice, waiting))
    return tuple(Run(name, "".join(letters)) for name, letters in pieces), unread


def _and(scripts: list[str]) -> str:
    return " or ".join(script.capitalize() for script in scripts)
