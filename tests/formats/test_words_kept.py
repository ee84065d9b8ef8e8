"""Reading never loses a word: for every format, the words of the speeches put in are the words that come out, each as often.

A table of formats: how speeches are written in each, and the same property over all of them. What comes out are all words of the
source's Lines, manners, Directions, headings and title, and what a format keeps beside them; names are counted by themselves.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.film import Dialogue, Direction, Heading, Line, Scene, Script, Shot, SpokenLine, Synopsis
from storyreel.formats import parse_source, read_record, write_bracket, write_srt, write_vtt
from storyreel.formats.docx import read_docx
from storyreel.formats.page_text import PageText
from storyreel.formats.pdf import read_pdf
from tests.formats.made_documents import pdf_bytes
from tests.formats.pages import SCRIPTS

Read = Dialogue | Script | Synopsis
WORD = re.compile(r"\w+")


class Said(NamedTuple):
    """A speech put in: who, what, and perhaps a sound after it."""

    speaker: str
    text: str
    sound: str = ""


def words(text: str) -> Counter[str]:
    """Words as often as they come, in one case: a cue in capitals is no other word."""
    return Counter(WORD.findall(text.casefold()))


def heard(read: Read) -> Counter[str]:
    """All words that came out, names aside."""
    found: Counter[str] = Counter()
    if isinstance(read, Script):
        for line in read.lines:
            found += words(f"{line.text} {line.parenthetical}")
        return found
    assert isinstance(read, Dialogue), read
    for item in read.items:
        found += words(f"{item.text} {item.parenthetical}" if isinstance(item, Line) else item.text)
    return found + words(read.title) + words(" ".join(_strings(read.extra.get("transcript"))))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _strings(one)]


def _stamp(at: int, *, mark: str = ",") -> str:
    return f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}{mark}000"


def _srt(said: Sequence[Said]) -> str:
    rows: list[str] = []
    for number, one in enumerate(said):
        rows.append(f"{2 * number + 1}\n{_stamp(10 * number)} --> {_stamp(10 * number + 3)}\n{one.speaker}: {one.text}\n")
        if one.sound:
            rows.append(f"{2 * number + 2}\n{_stamp(10 * number + 4)} --> {_stamp(10 * number + 5)}\n[{one.sound}]\n")
    return "\n".join(rows)


def _vtt(said: Sequence[Said]) -> str:
    rows = ["WEBVTT\n"]
    for number, one in enumerate(said):
        times = f"{_stamp(10 * number, mark='.')} --> {_stamp(10 * number + 3, mark='.')}"
        rows.append(f"{times} align:start\n<v {one.speaker}><i>{one.text}</i></v>\n")
        if one.sound:
            rows.append(f"{_stamp(10 * number + 4, mark='.')} --> {_stamp(10 * number + 5, mark='.')}\n({one.sound})\n")
    return "\n".join(rows)


def _wrapped(said: Sequence[Said]) -> str:
    """Subtitles without names whose speeches are cut over cues of two short rows."""
    rows: list[str] = []
    at = 0
    for one in said:
        parts = one.text.split(" ")
        for start in range(0, len(parts), 4):
            text = "\n".join(" ".join(parts[row : row + 2]) for row in (start, start + 2) if parts[row : row + 2])
            rows.append(f"{_stamp(at)} --> {_stamp(at + 1)}\n{text}\n")
            at += 1
        at += 3
    return "\n".join(rows)


def _lead(said: Sequence[Said]) -> str:
    return (
        "\n".join(
            f"[{_stamp(at)[3:8]}] {one.speaker}: {one.text}" + (f"\n[{one.sound}]" if one.sound else "")
            for at, one in enumerate(said)
        )
        + "\n"
    )


def _above(said: Sequence[Said]) -> str:
    return (
        "\n\n".join(
            f"{one.speaker}  {at}:{at:02d}\n{one.text}" + (f"\n[{one.sound}]" if one.sound else "") for at, one in enumerate(said)
        )
        + "\n"
    )


def _plain(said: Sequence[Said]) -> str:
    return "\n".join(f"{one.speaker}: {one.text}" + (f"\n[{one.sound}]" if one.sound else "") for one in said) + "\n"


def _cued(said: Sequence[Said]) -> str:
    return "\n\n".join(f"{one.speaker.upper()}\n{one.text}" for one in said) + "\n"


def _script(said: Sequence[Said]) -> Script:
    lines = [
        SpokenLine(id=f"L{at}", speaker=one.speaker, text=one.text, start_ms=5000 * at, end_ms=5000 * at + 4000)
        for at, one in enumerate(said)
    ]
    shots = [
        Shot(uid=f"u{at}", id=f"1.{at + 1}", start_ms=5000 * at, end_ms=5000 * at + 5000, lines=(line,), subjects=(line.speaker,))
        for at, line in enumerate(lines)
    ]
    return Script(scenes=(Scene(id="1", shots=tuple(shots)),))


def _records(said: Sequence[Said]) -> list[dict[str, str]]:
    return [{"speaker": one.speaker, "text": one.text} for one in said]


def _document(said: Sequence[Said]) -> bytes:
    document = docx.Document()
    for one in said:
        document.add_paragraph(f"{one.speaker}: {one.text}")
        if one.sound:
            document.add_paragraph(f"[{one.sound}]")
    table = document.add_table(0, 2)
    for one in said:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = one.speaker, one.text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _styled(said: Sequence[Said]) -> bytes:
    document = docx.Document()
    for style in ("Character", "Dialogue", "Action"):
        document.styles.add_style(style, 1)
    for one in said:
        document.add_paragraph(one.speaker, style="Character")
        document.add_paragraph(one.text, style="Dialogue")
        if one.sound:
            document.add_paragraph(one.sound, style="Action")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _opened(found: Dialogue | PageText) -> Read:
    return parse_source(found.text) if isinstance(found, PageText) else found


def _screenplay(said: Sequence[Said]) -> bytes:
    rows: list[list[str]] = [[]]
    for one in said:
        parts = one.text.split(" ")
        block = ["", " " * 26 + one.speaker.upper(), *(" " * 16 + " ".join(parts[at : at + 4]) for at in range(0, len(parts), 4))]
        if one.sound:
            block += ["", " " * 6 + one.sound]
        rows = [*rows, []] if len(rows[-1]) + len(block) > 54 else rows
        rows[-1].extend(block)
    return pdf_bytes(rows)


def _page(said: Sequence[Said]) -> bytes:
    rows: list[str] = []
    for one in said:
        parts = f"{one.speaker}: {one.text}".split(" ")
        rows += [" ".join(parts[at : at + 6]) for at in range(0, len(parts), 6)] + [""]
    return pdf_bytes([rows[at : at + 50] for at in range(0, len(rows), 50)], font="Helvetica")


def _fountain(said: Sequence[Said]) -> str:
    return "INT. ROOM - DAY\n\n" + "\n\n".join(
        f"@{one.speaker}\n{one.text}" + (f"\n\n{one.sound.capitalize()}." if one.sound else "") for one in said
    )


def _spoken_in_fountain(said: Sequence[Said]) -> Read:
    read = parse_source(_fountain(said), "a.fountain")
    assert isinstance(read, Dialogue)
    assert isinstance(read.items[0], Heading)
    return read.changed(items=read.items[1:])


class Format(NamedTuple):
    """How speeches are put into a format and read again; how often each is in it; whether sounds and other alphabets are."""

    name: str
    read: Callable[[Sequence[Said]], Read]
    times: int = 1
    sounds: bool = True
    latin: bool = False


def _jsonl(said: Sequence[Said]) -> Read:
    return parse_source(json.dumps({"input": _plain(said)}, ensure_ascii=False) + "\n", "a.jsonl")


FORMATS = (
    Format("plain dialogue", lambda said: parse_source(_plain(said))),
    Format("names above speeches", lambda said: parse_source(_cued(said)), sounds=False, latin=True),
    Format("SRT with names", lambda said: parse_source(_srt(said), "a.srt")),
    Format("SRT without names, cut over cues", lambda said: parse_source(_wrapped(said), "a.srt"), sounds=False),
    Format("VTT with voices", lambda said: parse_source(_vtt(said), "a.vtt")),
    Format("our SRT", lambda said: parse_source(write_srt(_script(said)), "a.srt"), sounds=False),
    Format("our VTT", lambda said: parse_source(write_vtt(_script(said)), "a.vtt"), sounds=False),
    Format("transcript, time before", lambda said: parse_source(_lead(said))),
    Format("transcript, name above", lambda said: parse_source(_above(said))),
    Format("JSON list of speeches", lambda said: read_record(_records(said)), sounds=False),
    Format("JSON with a text", lambda said: parse_source(json.dumps({"dialogue": _plain(said)}))),
    Format("JSONL", _jsonl),
    Format(
        "JSON of a recogniser",
        lambda said: read_record(
            {
                "segments": [
                    {"start": at, "end": at + 0.5, "speaker": one.speaker, "text": one.text} for at, one in enumerate(said)
                ]
            }
        ),
        sounds=False,
    ),
    Format("bracket script", lambda said: parse_source(write_bracket(_script(said))), sounds=False),
    Format("Fountain", _spoken_in_fountain),
    Format("DOCX with a table", lambda said: _opened(read_docx(_document(said))), times=2),
    Format("DOCX with styles", lambda said: _opened(read_docx(_styled(said)))),
    Format("PDF screenplay", lambda said: _opened(read_pdf(_screenplay(said))), latin=True),
    Format("PDF page", lambda said: _opened(read_pdf(_page(said))), sounds=False, latin=True),
)

NAMES = ("Rosa", "Tom", "Ada Bell", "O'Brien", "Zoe")
TAILS = (".", "!", "?", "…", ", and so on.", " (not me).", " — no.", "; 3.5 seconds.", " at 10:30.")
SOUNDS = ("thunder rolls", "a door slams shut", "music", "crosstalk", "loud laughter in the next room")
LATIN = tuple(script for script in ("latin", "caps", "odd") if script in SCRIPTS)
plain_words = (
    "I",
    "we",
    "lamp",
    "never",
    "goes",
    "out",
    "don't",
    "42",
    "well-known",
    "Mr",
    "says",
    "nobody",
    "knows",
    "café",
    "two",
    "-3",
)


@st.composite
def speeches(draw: st.DrawFn, *, latin: bool, sounds: bool) -> list[Said]:
    """Two speakers at least, each named more than once, so that every way of marking has what it needs to be told."""
    said: list[Said] = []
    pool = plain_words if latin else (*plain_words, *SCRIPTS["cyrillic"][1], *SCRIPTS["arabic"][1], *SCRIPTS["hindi"][1])
    cast = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True))
    for speaker in [*cast, *draw(st.lists(st.sampled_from(cast), max_size=3)), *cast]:
        text = " ".join(draw(st.lists(st.sampled_from(pool), min_size=2, max_size=14))) + draw(st.sampled_from(TAILS))
        sound = draw(st.sampled_from(("", "", *SOUNDS))) if sounds else ""
        said.append(Said(speaker, text[:1].upper() + text[1:], sound))
    return said


@pytest.mark.parametrize("one", FORMATS, ids=[one.name for one in FORMATS])
def test_no_word_is_lost_and_none_is_made_up(one: Format) -> None:
    @settings(max_examples=25, deadline=None)
    @given(speeches(latin=one.latin, sounds=one.sounds))
    def holds(said: list[Said]) -> None:
        wanted: Counter[str] = Counter()
        for speech in said:
            for _ in range(one.times):
                wanted += words(speech.text)
            wanted += words(speech.sound)
        assert heard(one.read(said)) == wanted

    holds()


def test_headings_directions_and_titles_are_counted() -> None:
    read = parse_source("Title: The Lamp\n\nINT. KITCHEN - NIGHT\nShe waits.\n\nROSA (quietly): Yes.\n")
    assert isinstance(read, Dialogue)
    assert [type(item) for item in read.items] == [Heading, Direction, Line]
    assert heard(read) == words("The Lamp INT KITCHEN NIGHT She waits quietly Yes")
