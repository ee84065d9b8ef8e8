"""The words of a cue without their marks: styling off, escapes resolved, and the marks that say who speaks told apart.

`<v ROSA>` opens a voice; `>>` and a dash at the start of a row mark that somebody else speaks; `ROSA:` names who; a row in
brackets or between notes of music is a sound. Only tags that subtitles have are taken off: any other `<word>` stays. Escapes
are resolved in WebVTT alone, for in SubRip `&amp;` is what it says. Whether a label is believed is for the caller to say: this
module sees one cue at a time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from storyreel.formats.asides import is_direction, join_text
from storyreel.formats.labels import Label, fold_name, may_be_name

__all__ = ["Believed", "Turn", "bracketed_name", "plain_rows", "split_turns"]

Believed = Callable[[str], Label | None]
"""The label of a row, where it is one that the whole file makes believable."""

_TAG = re.compile(
    r"<(?P<end>/?)(?P<tag>v|c|i|b|u|s|em|strong|ruby|rt|lang|font|span)(?:\.[^\s<>]*)?(?:\s+(?P<rest>[^<>]*))?/?>"
    r"|<\d[\d:.,]*>|\{\\[^{}\n]*\}|\{/?[ibusyYcC]:?[^{}\s]{0,12}\}",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MARKS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_CHANGE = re.compile(r"^>{2,}\s*")
_DASH = re.compile(r"^[-–‐‑]\s+(?=\S)")
_TIGHT_DASH = re.compile(r"^[-–‐‑—]\s*(?=[^\W\d_]|[¿¡\"“'‘\[(♪])")
_NOTES = "♪♫♬♩🎵🎶"
_OPEN_ROWS = 4


_BRACKETED = re.compile(r"^\[(?P<name>[^\[\]()]{1,40})\]\s*(?P<text>[^\s\[].*)$")
_SOUND_WORDS = """
    music applause laughter laughs laugh sighs sigh gasps gasp cheers crosstalk inaudible unintelligible silence pause
    noise beep bleep static sobs sniffles sniffs coughs chuckles chuckle grunts groans moans screams shouts whispers sings
    hums exhales inhales in on over speaks foreign translated english spanish french german
"""
_SOUNDS = frozenset(_SOUND_WORDS.split())


class Turn(NamedTuple):
    """What one voice says in a cue, or one sound.

    Attributes:
        speaker: Named by a label or a voice; "" where the cue names nobody.
        voiced: The name is a WebVTT voice, which every cue of a speaker repeats.
        change: The cue says that somebody else speaks than before.
        sound: The text is heard or seen, not said.
    """

    text: str
    speaker: str = ""
    manner: str = ""
    voiced: bool = False
    change: bool = False
    sound: bool = False


def bracketed_name(row: str) -> Label | None:
    """The speaker that stands in square brackets before the words; what begins small, or is a sound, is how they are said.

    >>> bracketed_name("[Mike] I'm here.").speaker, bracketed_name("[sighs] Yes."), bracketed_name("[Laughing] Yes.")
    ('Mike', None, None)
    """
    found = _BRACKETED.match(row)
    words = found["name"].split() if found else []
    named = bool(words) and len(words) <= 4 and all(word[:1].isupper() for word in words) and may_be_name(" ".join(words))
    heard = any(word.casefold() in _SOUNDS or word.casefold().endswith("ing") for word in words[:1])
    return Label(" ".join(words), "", found["text"]) if found and named and not heard else None


def plain_rows(rows: Sequence[str], *, vtt: bool) -> list[tuple[str, list[str]]]:
    """A cue's rows as plain text, in the pieces that its voices make of it.

    >>> plain_rows(["<v Rosa><i>Yes.</i></v>"], vtt=True), plain_rows(["<b>1</b> <3"], vtt=False)
    ([('Rosa', ['Yes.'])], [('', ['1 <3'])])
    """
    text, at, voice = _BREAK.sub("\n", "\n".join(rows)), 0, ""
    pieces: list[tuple[str, str]] = [("", "")]
    for found in _TAG.finditer(text):
        pieces[-1] = (voice, pieces[-1][1] + text[at : found.start()])
        at = found.end()
        if (found["tag"] or "").lower() == "v":
            voice = "" if found["end"] else " ".join(_resolved(found["rest"] or "", vtt=vtt).split())
            pieces.append((voice, ""))
    pieces[-1] = (voice, pieces[-1][1] + text[at:])
    out: list[tuple[str, list[str]]] = []
    for name, piece in pieces:
        plain = [_resolved(row, vtt=vtt).strip().strip(_MARKS).strip() for row in piece.split("\n")]
        plain = [row for row in plain if row]
        if plain:
            out.append((name, plain))
    return out


def _resolved(text: str, *, vtt: bool) -> str:
    text = _ESCAPE.sub(lambda found: html.unescape(found[0]), text) if vtt else text
    return text.replace("\u00a0", " ").replace("\r", " ").replace("\n", " ").replace("\x00", " ")


def split_turns(voice: str, rows: Sequence[str], believed: Believed) -> list[Turn]:
    """The turns in one voice's rows of a cue, in order; rows of one turn are joined.

    >>> [(turn.text, turn.change) for turn in split_turns("", ["- Are you", "there?", "- Yes."], lambda row: None)]
    [('Are you there?', True), ('Yes.', True)]
    """
    rows = _whole(rows)
    dashes = sum(1 for row in rows if _TIGHT_DASH.match(row))
    turns: list[Turn] = []
    for row in rows:
        turn = _read_row(row, voice, believed, dashed=dashes > 1)
        before = turns[-1] if turns else None
        if before and not (turn.speaker or turn.change or turn.sound or before.sound):
            turns[-1] = before._replace(text=join_text(before.text, turn.text))
        elif before and turn.sound and before.speaker and not before.text and not turn.change:
            # A label with the sound below it: how the words after it are said.
            turns[-1] = before._replace(text=f"[{turn.text}]")
        else:
            turns.append(turn)
    return [turn._replace(speaker=voice, voiced=True) if voice and not turn.sound else turn for turn in turns]


def _read_row(row: str, voice: str, believed: Believed, *, dashed: bool) -> Turn:
    mark = _CHANGE.match(row) or (_TIGHT_DASH.match(row) if dashed else _DASH.match(row))
    text = row[mark.end() :].strip() if mark else row
    label = believed(text)
    if label and (not voice or fold_name(label.speaker) == fold_name(voice)):
        turn = Turn(label.text, label.speaker, label.parenthetical, change=mark is not None)
        return _sung(turn) if _is_music(turn.text) else turn
    if _is_music(text):
        return _sung(Turn(text, change=True)) if voice else Turn(text, change=mark is not None, sound=True)
    if is_direction(text):
        return Turn(text.strip(" .。").strip("()（）[]【】［］*_").strip(), change=mark is not None, sound=True)
    return Turn(text, change=mark is not None)


def _sung(turn: Turn) -> Turn:
    manner = "; ".join(one for one in (turn.manner, "singing") if one)
    return turn._replace(text=turn.text.strip(_NOTES + "\ufe0f# "), manner=manner)


def _is_music(text: str) -> bool:
    return text.startswith(tuple(_NOTES)) or text.endswith(tuple(_NOTES)) or (text.startswith("# ") and text.endswith(" #"))


def _whole(rows: Sequence[str]) -> list[str]:
    """Rows in which a bracket or a song that is broken over several is one."""
    whole: list[str] = []
    at = 0
    while at < len(rows):
        row, used = rows[at], 1
        for more in range(1, min(_OPEN_ROWS, len(rows) - at)):
            longer = " ".join(rows[at : at + more + 1])
            if _opens(row) and _closes(longer):
                row, used = longer, more + 1
                break
        whole.append(row)
        at += used
    return whole


def _opens(row: str) -> bool:
    bare = _CHANGE.sub("", _DASH.sub("", row))
    return (bare[:1] in "([（【" and not is_direction(bare)) or (bare[:1] in _NOTES and bare[-1:] not in _NOTES)


def _closes(text: str) -> bool:
    bare = _CHANGE.sub("", _DASH.sub("", text))
    return is_direction(bare) if bare[:1] in "([（【" else bare[-1:] in _NOTES
