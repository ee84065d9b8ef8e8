"""What speech recognisers write as data: timed segments, as JSON or as rows parted by tabs.

Known by their keys: `segments` with `start`, `end`, `text` and perhaps `speaker` (Whisper and what builds on it), `utterances`
(Deepgram, and with milliseconds AssemblyAI), `results.audio_segments` or `results.items` (Amazon Transcribe), and the table
`start end text` in milliseconds that Whisper writes as TSV. Segments of one voice that cut a sentence are one Line. Everything
that is not read (words with their own times, confidences) stays in `extra["record"]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from storyreel.errors import SourceError
from storyreel.film.base import JsonObject
from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Line
from storyreel.formats.asides import is_direction, join_text, split_asides
from storyreel.formats.language import detect_language
from storyreel.formats.sentences import goes_on
from storyreel.formats.subtitles_read import UNNAMED

__all__ = ["looks_like_segments", "looks_like_tsv", "parse_tsv", "read_segments"]

_GAP_MS = 800
_LANGUAGES = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
    "chinese": "zh",
    "japanese": "ja",
}


class _Segment(NamedTuple):
    speaker: str
    text: str
    start_ms: int | None
    end_ms: int | None


def looks_like_segments(value: JsonObject) -> bool:
    """Whether a JSON object is what a speech recogniser writes.

    >>> looks_like_segments({"segments": [{"start": 0.0, "end": 1.5, "text": "Yes."}]}), looks_like_segments({"input": "x"})
    (True, False)
    """
    return bool(_found(value))


def looks_like_tsv(text: str) -> bool:
    """Whether a text is a table of segments: its first row says start, end, text.

    >>> looks_like_tsv("start\\tend\\ttext\\n0\\t900\\tYes.\\n")
    True
    """
    return bool(re.match(r"\ufeff?start\tend\t(?:speaker\t)?text[ \t]*\r?\n", text, re.IGNORECASE))


def read_segments(value: JsonObject, file: str | None = None) -> Dialogue:
    """The Dialogue in what a speech recogniser wrote.

    Raises:
        SourceError: If nobody speaks in it, or a time is none.

    >>> read = read_segments({"segments": [{"start": 0.5, "end": 1.5, "text": " Yes.", "speaker": "SPEAKER_01"}]})
    >>> [(line.speaker, line.text, line.start_ms, line.end_ms) for line in read.lines]
    [('Speaker 1', 'Yes.', 500, 1500)]
    """
    segments = _found(value)
    rest = {key: other for key, other in value.items() if key not in ("language", "language_code")}
    told = str(value.get("language") or value.get("language_code") or "").casefold()
    language = _LANGUAGES.get(told, told[:2] if re.match(r"[a-z]{2}(?:-|$)", told) else "")
    return _dialogue(segments, file, language=language, rest=rest)


def parse_tsv(text: str, file: str | None = None) -> Dialogue:
    """The Dialogue in a table of segments, times in milliseconds.

    Raises:
        SourceError: If a row has no time or text, with its line; or nobody speaks.

    >>> parse_tsv("start\\tend\\ttext\\n0\\t900\\tYes.\\n").lines[0].end_ms
    900
    """
    if not looks_like_tsv(text):
        raise SourceError("has not the columns start, end, text in its first row", file=file, line=1)
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    columns = rows[0].strip().casefold().split("\t")
    segments: list[_Segment] = []
    for number, row in enumerate(rows[1:], 2):
        if not row.strip():
            continue
        cells = dict(zip(columns, row.split("\t", len(columns) - 1), strict=False))
        if "text" not in cells or not cells["start"].strip().isdecimal() or not cells["end"].strip().isdecimal():
            raise SourceError(
                f"{row.strip()[:60]!r} has not the columns {', '.join(columns)}, times in ms", file=file, line=number
            )
        segments.append(_Segment(cells.get("speaker", "").strip(), cells["text"].strip(), int(cells["start"]), int(cells["end"])))
    return _dialogue(segments, file, language="", rest={})


def _found(value: JsonObject) -> list[_Segment]:
    results = value.get("results")
    inner = cast(JsonObject, results) if isinstance(results, dict) else {}
    for rows, scale in (
        (value.get("segments"), 1000),
        (inner.get("utterances"), 1000),
        (value.get("utterances"), 1 if "audio_duration" in value or "acoustic_model" in value or _is_ms(value) else 1000),
        (inner.get("audio_segments"), 1000),
    ):
        if isinstance(rows, list):
            segments = [_segment(cast(JsonObject, row), scale) for row in cast("list[Any]", rows) if isinstance(row, dict)]
            if any(one is not None for one in segments):
                return [one for one in segments if one is not None]
    items = inner.get("items")
    return _from_items(cast("list[Any]", items)) if isinstance(items, list) else []


def _is_ms(value: JsonObject) -> bool:
    """Whether times are whole numbers throughout: then they are milliseconds."""
    rows = cast("list[Any]", value["utterances"]) if isinstance(value.get("utterances"), list) else []
    times = [cast(JsonObject, row).get("end") for row in rows if isinstance(row, dict)]
    return bool(times) and all(isinstance(one, int) for one in times)


def _segment(row: JsonObject, scale: int) -> _Segment | None:
    text = row.get("text") or row.get("transcript")
    if not isinstance(text, str) or not ({"start", "start_time"} & row.keys()):
        return None
    times = (_ms(row.get("start", row.get("start_time")), scale), _ms(row.get("end", row.get("end_time")), scale))
    return _Segment(_name(row.get("speaker", row.get("speaker_label"))), text.strip(), *times)


def _from_items(items: Sequence[Any]) -> list[_Segment]:
    """Amazon Transcribe's words, each with its own time, as one segment a speaker's turn or sentence."""
    segments: list[_Segment] = []
    for item in items:
        fields = cast(JsonObject, item) if isinstance(item, dict) else {}
        best = cast("list[Any]", fields.get("alternatives") or [{}])[0]
        word = cast(JsonObject, best).get("content") if isinstance(best, dict) else None
        if not isinstance(word, str):
            continue
        speaker, last = _name(fields.get("speaker_label")), segments[-1] if segments else None
        if last and fields.get("type") == "punctuation":
            segments[-1] = last._replace(text=last.text + word)
        elif last and last.speaker == speaker and goes_on(last.text, word):
            segments[-1] = last._replace(text=join_text(last.text, word), end_ms=_ms(fields.get("end_time"), 1000))
        else:
            segments.append(_Segment(speaker, word, _ms(fields.get("start_time"), 1000), _ms(fields.get("end_time"), 1000)))
    return segments


def _name(value: Any) -> str:
    """A speaker's name: "SPEAKER_01", "spk_1" and 1 are "Speaker 1"."""
    if value is None or value == "" or isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return f"Speaker {value}"
    text = str(value).strip()
    found = re.fullmatch(r"(spk|speaker)[_ -]?0*(\d+)", text, re.IGNORECASE)
    if found:
        return f"Speaker {found[2]}"
    return f"Speaker {text}" if re.fullmatch(r"[A-Z]", text) else text


def _ms(value: Any, scale: int) -> int | None:
    if value is None:
        return None
    try:
        return max(0, round(float(value) * scale))
    except (TypeError, ValueError, OverflowError):
        raise SourceError(f"has the time {value!r} in a segment; expected seconds as a number") from None


def _dialogue(segments: Sequence[_Segment], file: str | None, *, language: str, rest: JsonObject) -> Dialogue:
    items: list[DialogueItem] = []
    joined: list[_Segment] = []
    for one in segments:
        last = joined[-1] if joined else None
        gap = (one.start_ms or 0) - (last.end_ms or 0) if last else 0
        apart = is_direction(one.text) or (last is not None and is_direction(last.text))
        if last and one.text and not apart and last.speaker == one.speaker and gap <= _GAP_MS and goes_on(last.text, one.text):
            joined[-1] = last._replace(text=join_text(last.text, one.text), end_ms=one.end_ms)
        elif one.text:
            joined.append(one)
    count = 0
    for one in joined:
        spoken = split_asides(one.text)
        if not spoken.text:
            items.append(Direction(text=one.text.strip("()[]（）【】 ")))
            continue
        count += 1
        line = Line(id=f"L{count}", speaker=one.speaker or UNNAMED, text=spoken.text, parenthetical=spoken.parenthetical)
        items.append(line.changed(start_ms=one.start_ms, end_ms=one.end_ms))
    if not count:
        raise SourceError("has segments of speech without a word in them", file=file)
    words = " ".join(one.text for one in joined)
    extra: JsonObject = {"record": rest} if rest else {}
    return Dialogue(language=language or detect_language(words), items=tuple(items), extra=extra)
