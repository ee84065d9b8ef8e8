"""Subtitles as a source: SubRip (SRT) and WebVTT to a Dialogue whose Lines keep their times.

What subtitles leave open is decided here so:

* a name (`<v ROSA>`, `ROSA:`) holds for the cues below it until another name or a mark of change; a WebVTT cue without a voice in
  a file of voices is nobody's we know;
* who is not named is "SPEAKER"; where a file marks changes (`>>`, a dash) without a name, two voices take turns at them,
  "SPEAKER 1" and "SPEAKER 2", for more cannot be told;
* a sentence that runs over several cues is one Line where the voice is the same, the gap is at most 0.8 s and the whole no longer
  than 20 s; a Line lasts from its first cue's start to its last cue's end, voices inside one cue share its time by their length;
* what stands in brackets or between notes of music on rows of its own is a Direction; a song with a name is a Line, sung.

Every cue with its own times, names, settings, notes, styles and warnings is kept in `extra["subtitles"]`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from storyreel.errors import SourceError
from storyreel.film.base import JsonObject
from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Line
from storyreel.formats.asides import is_direction, join_text, split_asides
from storyreel.formats.cue_text import Turn, bracketed_name, plain_rows, split_turns
from storyreel.formats.cues import Cue, CueFile, has_cues, read_cues
from storyreel.formats.headings import is_capitals
from storyreel.formats.labels import Known, Label, fold_name, is_name, split_label
from storyreel.formats.language import detect_language
from storyreel.formats.sentences import ends_sentence, goes_on

__all__ = ["UNNAMED", "looks_like_srt", "looks_like_vtt", "parse_srt", "parse_vtt"]

UNNAMED = "SPEAKER"
"""Who speaks where the source does not say."""

_GAP_MS = 800
_APART_MS = 40
"""Cues nearer to each other than this may be parts of one speech, and need no name."""
_LONGEST_MS = 20_000
_LANGUAGE = re.compile(r"^Language:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*$", re.MULTILINE)
_ROLLING = re.compile(r"<\d\d[\d:.]*><c[.>]")


def looks_like_srt(text: str) -> bool:
    """Whether a text is SubRip: times above texts, and no WebVTT header.

    >>> looks_like_srt("1\\n00:00:01,000 --> 00:00:02,000\\nYes.\\n")
    True
    """
    return not looks_like_vtt(text) and has_cues(text)


def looks_like_vtt(text: str) -> bool:
    """Whether a text begins as WebVTT does.

    >>> looks_like_vtt("WEBVTT\\n\\n00:01.000 --> 00:02.000\\nYes.\\n"), looks_like_vtt("WEBVTTX")
    (True, False)
    """
    return bool(re.match(r"\ufeff?WEBVTT(?:[ \t\r\n]|$)", text))


def parse_srt(text: str, file: str | None = None) -> Dialogue:
    """The Dialogue in a SubRip file.

    Raises:
        SourceError: If it has no cue, a time cannot be read, or nobody speaks; with the line.

    >>> read = parse_srt("1\\n00:00:01,000 --> 00:00:02,000\\nROSA: Yes.\\n\\n2\\n00:00:03,000 --> 00:00:04,000\\nTOM: No.")
    >>> [(line.speaker, line.text, line.start_ms) for line in read.lines]
    [('ROSA', 'Yes.', 1000), ('TOM', 'No.', 3000)]
    """
    return _dialogue(read_cues(text, file), file, vtt=False)


def parse_vtt(text: str, file: str | None = None) -> Dialogue:
    """The Dialogue in a WebVTT file.

    Raises:
        SourceError: As `parse_srt`.

    >>> read = parse_vtt("WEBVTT\\n\\n00:01.000 --> 00:02.000\\n<v Rosa>Tea &amp; toast?\\n")
    >>> [(line.speaker, line.text, line.end_ms) for line in read.lines]
    [('Rosa', 'Tea & toast?', 2000)]
    """
    return _dialogue(read_cues(text, file, vtt=True), file, vtt=True)


@dataclass
class _Speech:
    speaker: str
    text: str
    manner: str
    start_ms: int
    end_ms: int | None
    row: int
    cues: list[int]


@dataclass
class _Reading:
    """What has been read so far; the only mutable thing here."""

    voices: bool
    marked: bool
    items: list[DialogueItem] = field(default_factory=list[DialogueItem])
    speech: _Speech | None = None
    voice: str = ""
    side: int = 1
    count: int = 0
    spoken_by: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    sounds: dict[int, list[str]] = field(default_factory=dict[int, list[str]])
    names: dict[str, str] = field(default_factory=dict[str, str])

    def hear(self, turn: Turn, cue: int) -> None:
        self.close()
        if turn.change:
            self.name(turn)
        self.items.append(Direction(text=turn.text))
        self.sounds.setdefault(cue, []).append(turn.text)

    def say(self, turn: Turn, span: tuple[int, int | None], cue: Cue, number: int) -> None:
        speaker = self.name(turn)
        one = self.speech
        if one is not None and one.speaker == speaker and _goes_on(one, turn, span):
            one.text, one.end_ms = join_text(one.text, turn.text), span[1]
            one.manner = "; ".join(dict.fromkeys(part for part in (one.manner, turn.manner) if part))
            one.cues.append(number)
            return
        self.close()
        self.speech = _Speech(speaker, turn.text, turn.manner, *span, cue.line, [number])

    def name(self, turn: Turn) -> str:
        if turn.speaker:
            self.voice = self.names.setdefault(fold_name(turn.speaker), turn.speaker)
        elif turn.change:
            self.side = 3 - self.side if self.voice.startswith(f"{UNNAMED} ") else self.side
            self.voice = f"{UNNAMED} {self.side}"
        elif self.voices or not self.voice:
            self.voice = f"{UNNAMED} {self.side}" if self.marked else UNNAMED
        return self.voice

    def close(self) -> None:
        one, self.speech = self.speech, None
        if one is None:
            return
        spoken = split_asides(one.text)
        if not spoken.text:
            self.items.append(Direction(text=f"{one.speaker}: {one.text}".rstrip(": ")))
            return
        self.count += 1
        manner = "; ".join(part for part in (one.manner, spoken.parenthetical) if part)
        line = Line(id=f"L{self.count}", speaker=one.speaker, text=spoken.text, parenthetical=manner, source_line=one.row)
        self.items.append(line.changed(start_ms=one.start_ms, end_ms=one.end_ms))
        for number in one.cues:
            self.spoken_by.setdefault(number, []).append(line.id)


def _goes_on(speech: _Speech, turn: Turn, span: tuple[int, int | None]) -> bool:
    """Whether a turn of the same voice is more of the sentence that the speech is."""
    start, end = span
    if turn.change or speech.end_ms is None or start - speech.end_ms > _GAP_MS or start < speech.start_ms:
        return False
    if (end or start) - speech.start_ms > _LONGEST_MS:
        return False
    return goes_on(speech.text, turn.text, named_again=bool(turn.speaker) and not turn.voiced)


def _dialogue(found: CueFile, file: str | None, *, vtt: bool) -> Dialogue:
    pieces = [plain_rows(rows, vtt=vtt) for rows in _unrolled(found.cues)]
    book = _Book.of(found.cues, pieces)
    voices = any(voice for cue in pieces for voice, _ in cue)
    said = [[turn for voice, rows in cue for turn in split_turns(voice, rows, book.believed)] for cue in pieces]
    marked = any(turn.change and not turn.speaker for turns in said for turn in turns)
    reading = _Reading(voices=voices, marked=marked)
    for number, (cue, turns) in enumerate(zip(found.cues, said, strict=True)):
        for turn, span in zip(turns, _shared(cue, turns), strict=True):
            if turn.sound:
                reading.hear(turn, number)
            elif turn.text:
                reading.say(turn, span, cue, number)
            else:
                reading.name(turn)
    reading.close()
    if not reading.count:
        raise SourceError(f"has {len(found.cues)} cues and nobody speaks in them", file=file, line=found.cues[0].line)
    language = _LANGUAGE.search(found.header)
    words = " ".join(item.text for item in reading.items if isinstance(item, Line))
    return Dialogue(
        language=language[1] if language else detect_language(words),
        items=tuple(reading.items),
        extra={"subtitles": _kept(found, reading, vtt=vtt)},
    )


def _unrolled(cues: tuple[Cue, ...]) -> list[tuple[str, ...]]:
    """Rows without those that a rolling caption shows a second time: each cue of it begins with the row before."""
    if not any(_ROLLING.search(row) for cue in cues for row in cue.rows):
        return [cue.rows for cue in cues]
    out: list[tuple[str, ...]] = []
    last = ""
    for cue in cues:
        plain = [" ".join(row for _, rows in plain_rows([one], vtt=True) for row in rows) for one in cue.rows]
        first = 1 if plain and last and plain[0] == last and not _ROLLING.search(cue.rows[0]) else 0
        out.append(cue.rows[first:])
        last = plain[-1] if plain else last
    return out


def _shared(cue: Cue, turns: list[Turn]) -> list[tuple[int, int | None]]:
    """The time of a cue's turns: by the length of what is said; sounds take none."""
    if cue.end_ms is None:
        return [(cue.start_ms, None)] * len(turns)
    weights = [0 if turn.sound else max(1, len(turn.text)) for turn in turns]
    total, passed = max(1, sum(weights)), 0
    spans: list[tuple[int, int | None]] = []
    for weight in weights:
        start = cue.start_ms + (cue.end_ms - cue.start_ms) * passed // total
        passed += weight
        spans.append((start, cue.start_ms + (cue.end_ms - cue.start_ms) * passed // total))
    return spans


@dataclass(frozen=True)
class _Book:
    """Which labels the whole file makes believable."""

    known: Known
    trusted: frozenset[str]
    bracketed: bool = False

    @classmethod
    def of(cls, cues: tuple[Cue, ...], pieces: list[list[tuple[str, list[str]]]]) -> _Book:
        counts: Counter[str] = Counter()
        shown: dict[str, str] = {}
        labelled = begun = 0
        row_before, end_before = "", -1
        for cue, spoken in zip(cues, pieces, strict=True):
            apart = end_before < 0 or cue.start_ms - end_before > _APART_MS
            rows = [row for _, part in spoken for row in part]
            named = False
            for row in rows:
                bare = row.lstrip(">-–‐‑ ")
                # A row in the middle of a sentence begins where the last one was full, not with a name.
                begins = apart or bare != row or ends_sentence(row_before)
                label = split_label(bare)
                if label and (begins or is_capitals(label.speaker)):
                    counts[fold_name(label.speaker)] += 1
                    shown.setdefault(fold_name(label.speaker), label.speaker)
                    named = True
                apart, row_before = apart and is_direction(row), row
            labelled, begun = labelled + named, begun + (named and not begun and cue is cues[0])
            end_before = cue.start_ms if cue.end_ms is None else cue.end_ms
        voices = frozenset(fold_name(voice) for spoken in pieces for voice, _ in spoken if voice)
        known = Known(dict(counts), voices)
        # A file that begins with a name, or names most, may name somebody once.
        usual = labelled * (5 if begun else 2) >= len(cues)
        trusted = {
            name
            for name, label in shown.items()
            if is_name(label, known) and (usual or is_capitals(label) or counts[name] > 1 or name in voices)
        }
        # One name in brackets may be anything; two, or one that comes again, are how the file names its speakers.
        rows = [row for spoken in pieces for _, part in spoken for row in part]
        bracketed = sum(1 for row in rows if bracketed_name(row.lstrip(">-–‐‑ "))) > 1
        return cls(known, frozenset(trusted), bracketed)

    def believed(self, row: str) -> Label | None:
        """The label of a row, if it is one."""
        label = split_label(row)
        if label and fold_name(label.speaker) in self.trusted:
            return label
        return bracketed_name(row) if self.bracketed else None


def _kept(found: CueFile, reading: _Reading, *, vtt: bool) -> Any:
    cues: list[JsonObject] = []
    for number, cue in enumerate(found.cues):
        one: JsonObject = {"start_ms": cue.start_ms, "end_ms": cue.end_ms}
        told = {
            "name": cue.name if vtt else "",
            "settings": cue.settings,
            "lines": reading.spoken_by.get(number),
            "sounds": reading.sounds.get(number),
        }
        cues.append({**one, **{key: value for key, value in told.items() if value}})
    kept: JsonObject = {"form": "vtt" if vtt else "srt", "cues": cues}
    if found.header not in ("", "WEBVTT"):
        kept["header"] = found.header
    if found.blocks:
        kept["blocks"] = [dict(block._asdict()) for block in found.blocks]
    if found.warnings:
        kept["warnings"] = list(found.warnings)
    return kept
