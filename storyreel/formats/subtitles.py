"""Subtitles from a Script: SubRip (SRT) and WebVTT, every Line whole and in order.

A cue has at most two lines of 42 columns; a Chinese, Japanese or Korean character takes two columns. A longer Line goes over
several cues, cut at the end of a sentence or clause where there is one, each shown in proportion to its text. In SRT every Line
begins with its speaker's name; in VTT the name is the cue's voice (`<v ROSA>`). Lines in a right-to-left script are marked so for
SRT, whose players do not find out by themselves.

A cue lasts at least 0.7 s and is read at 21 columns a second at most, where the next Line leaves the time: it may stay on for up
to a second after the words. No cue holds a word or two for less than 0.7 s that the cue beside it could share; a part of a Line
too short for that is shown with the part beside it. Where speech itself is faster than that, so are its cues.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from storyreel.film.script import Script, SpokenLine
from storyreel.film.time import timecode_ms
from storyreel.film.timing import OVERLAP_MS, at_once
from storyreel.film.writing import is_unspaced
from storyreel.formats.asides import join_text

__all__ = ["LINE_COLUMNS", "display_columns", "wrap_columns", "write_srt", "write_vtt"]

LINE_COLUMNS = 42
_LINES = 2
_LEAST_MS = 700
_COLUMNS_A_SECOND = 21
_HOLD_MS = 1000
_BETWEEN_MS = 84
"""A cue that is held leaves two frames free before the next, so that the eye sees the change."""
_WHITE = re.compile(r"\s+")
_ENDS = re.compile(r"[.!?…。！？؟।][\"'”’»)）」』]*$")
_CLAUSE_ENDS = re.compile(r"[,;:—–，；：、،؛][\"'”’»)）」』]*$")
_NO_START = "、。，．：；！？）」』】〉》”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?;:)]}%"
_NO_END = "（「『【〈《“‘([{"


class _Cue(NamedTuple):
    start_ms: int
    end_ms: int
    lines: tuple[str, ...]
    speaker: str
    rtl: bool


def write_srt(script: Script) -> str:
    """The Script's Lines as SubRip text.

    >>> print(write_srt(Script(scenes=())), end="")
    """
    blocks = [
        f"{number}\n{timecode_ms(cue.start_ms)} --> {timecode_ms(cue.end_ms)}\n"
        + "\n".join(_marked(line, rtl=cue.rtl) for line in cue.lines)
        for number, cue in enumerate(_cues(script, named=True), 1)
    ]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def write_vtt(script: Script) -> str:
    """The Script's Lines as WebVTT text.

    >>> write_vtt(Script(scenes=()))
    'WEBVTT\\n'
    """
    blocks = ["WEBVTT"]
    for number, cue in enumerate(_cues(script, named=False), 1):
        times = f"{timecode_ms(cue.start_ms, mark='.')} --> {timecode_ms(cue.end_ms, mark='.')}"
        voice = f"<v {_vtt(_plain(cue.speaker))}>" if _plain(cue.speaker) else ""
        blocks.append(f"{number}\n{times}\n{voice}" + "\n".join(_vtt(line) for line in cue.lines))
    return "\n\n".join(blocks) + "\n"


def display_columns(text: str) -> int:
    """How many columns a text takes: two for a wide character, none for a mark that joins the one before.

    >>> display_columns("abc"), display_columns("你好"), display_columns("e\\u0301")
    (3, 4, 1)
    """
    return sum(_columns(one) for one in text)


def wrap_columns(text: str, columns: int = LINE_COLUMNS) -> list[str]:
    """A text in lines of at most so many columns; only a word wider than a line is cut.

    >>> wrap_columns("To be, or not to be", 8)
    ['To be,', 'or not', 'to be']
    """
    tokens = _tokens(_plain(text), columns)
    lines: list[str] = []
    at = 0
    while at < len(tokens):
        end = _line_end(tokens, at, columns)
        lines.append(_joined(tokens[at:end]))
        at = end
    return lines


class _Token(NamedTuple):
    """A piece that stays on one line: its text, its columns, and whether a space stands before it."""

    text: str
    columns: int
    spaced: bool


def _tokens(text: str, columns: int) -> list[_Token]:
    tokens: list[_Token] = []
    for word in text.split(" "):
        pieces = _cut(word, columns)
        tokens += [_Token(piece, display_columns(piece), number == 0) for number, piece in enumerate(pieces)]
    return tokens


def _cut(word: str, columns: int) -> list[str]:
    """A word cut where its script allows it, or where it must be because it is wider than a line."""
    pieces: list[str] = []
    piece, width = "", 0
    for one in word:
        joined = unicodedata.category(one) in ("Mn", "Mc", "Me", "Cf", "Sk") or piece[-1:] == "\u200d"
        if piece and not joined and (_breaks(piece[-1], one) or width + _columns(one) > columns):
            pieces.append(piece)
            piece, width = "", 0
        piece, width = piece + one, width + _columns(one)
    return [*pieces, piece] if piece else pieces


def _line_end(tokens: Sequence[_Token], at: int, columns: int) -> int:
    """How far one line reaches from a token on; one token at least."""
    width, end = tokens[at].columns, at + 1
    while end < len(tokens) and width + tokens[end].spaced + tokens[end].columns <= columns:
        width += tokens[end].spaced + tokens[end].columns
        end += 1
    return end


def _joined(tokens: Sequence[_Token]) -> str:
    return "".join(f" {one.text}" if one.spaced and number else one.text for number, one in enumerate(tokens))


def _breaks(before: str, after: str) -> bool:
    """Whether a line may end between two characters without a space."""
    ideographic = _columns(before) == 2 or _columns(after) == 2 or (is_unspaced(before) and is_unspaced(after))
    hangul = "\uac00" <= before <= "\ud7af" and "\uac00" <= after <= "\ud7af"
    # Thai and its neighbours part words that only a dictionary finds: they break where the line is full.
    southern = "\u0e00" <= before <= "\u1fff" and "\u0e00" <= after <= "\u1fff"
    return ideographic and not hangul and not southern and after not in _NO_START and before not in _NO_END


def _columns(one: str) -> int:
    if unicodedata.combining(one) or unicodedata.category(one) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(one) in "WF" else 1


def _plain(text: str) -> str:
    return _WHITE.sub(" ", text).strip()


def _cues(script: Script, *, named: bool) -> list[_Cue]:
    lines = _whole(sorted(script.lines, key=lambda line: line.start_ms))
    last = max((shot.end_ms for shot in script.shots), default=0) + _BETWEEN_MS
    cues: list[_Cue] = []
    at = 0
    while at < len(lines):
        paired = at + 1 < len(lines) and at_once(lines[at], lines[at + 1]) and lines[at + 1].start_ms < lines[at].end_ms
        after = at + 1 + paired
        end = lines[after].start_ms if after < len(lines) else last
        cues += _of_pair(lines[at], lines[at + 1], end, named=named) if paired else _of_line(lines[at], end, named=named)
        at = after
    return cues


def _of_pair(one: SpokenLine, two: SpokenLine, next_ms: int, *, named: bool) -> list[_Cue]:
    """Two Lines that are spoken at once: a row each where they fit, else one after the other in the time of both."""
    rows = tuple(f"{_plain(line.speaker)}: {_plain(line.text)}" for line in (one, two))
    start, end = one.start_ms, max(one.end_ms, two.end_ms)
    needed = start + max(_LEAST_MS, sum(map(display_columns, rows)) * 1000 // _COLUMNS_A_SECOND)
    end = max(end, min(needed, end + 2 * _HOLD_MS, next_ms - _BETWEEN_MS))
    if max(map(display_columns, rows)) <= LINE_COLUMNS and not _is_rtl(one.text + two.text):
        return [_Cue(start, end, rows, "", rtl=False)]
    middle = start + round((end - start) * len(rows[0]) / len(rows[0] + rows[1]))
    first = one.changed(end_ms=max(start + 1, middle - _BETWEEN_MS))
    return [*_of_line(first, middle, named=named), *_of_line(two.changed(start_ms=middle, end_ms=end), next_ms, named=named)]


def _whole(lines: Sequence[SpokenLine]) -> list[SpokenLine]:
    """Lines, where a part too short to be read alone is one with the part beside it."""
    out: list[SpokenLine] = []
    for line in lines:
        last = out[-1] if out else None
        follows = last is not None and last.id == line.id and line.part > 0 and line.start_ms - last.end_ms <= _LEAST_MS
        if last is not None and follows and min(line.end_ms - line.start_ms, last.end_ms - last.start_ms) < _LEAST_MS:
            out[-1] = last.changed(text=join_text(last.text, line.text), end_ms=line.end_ms)
        else:
            out.append(line)
    return out


def _of_line(line: SpokenLine, next_ms: int, *, named: bool) -> list[_Cue]:
    text, speaker = _plain(line.text), _plain(line.speaker)
    if not text:
        return []
    shown = f"{speaker}: {text}" if named and speaker and line.part == 0 else text
    pages = _pages(shown, line.end_ms - line.start_ms)
    start, end = line.start_ms, max(line.end_ms, line.start_ms + len(pages))
    readable = display_columns("".join(row for page in pages for row in page)) * 1000 // _COLUMNS_A_SECOND
    held = max(start + _LEAST_MS, min(start + readable, end + _HOLD_MS))
    end = max(end, min(held, next_ms - _BETWEEN_MS))
    if start + _LEAST_MS < next_ms < end <= next_ms + OVERLAP_MS:
        end = next_ms - _BETWEEN_MS  # somebody comes in on the last syllable: one text at a time
    weights = [_weight(page) for page in pages]
    total, passed, cues, rtl = sum(weights), 0, list[_Cue](), _is_rtl(text)
    for page, weight in zip(pages, weights, strict=True):
        first = start + (end - start) * passed // total
        passed += weight
        cues.append(_Cue(first, max(first + 1, start + (end - start) * passed // total), tuple(page), speaker, rtl))
    return cues


def _weight(page: Sequence[str]) -> int:
    return max(1, sum(len(row) for row in page))


def _pages(text: str, length_ms: int) -> list[list[str]]:
    """A text as cues of two lines, cut at the end of a sentence or clause where one falls in a cue's later half."""
    tokens = _tokens(text, LINE_COLUMNS)
    cuts = [0]
    while cuts[-1] < len(tokens):
        end = _page_end(tokens, cuts[-1])
        cuts.append(_better_end(tokens, cuts[-1], end) if end < len(tokens) else end)
    total = max(1, len(text))
    for at in range(len(cuts) - 2, 0, -1):
        pair = (cuts[at - 1], cuts[at], cuts[at + 1])
        if _shortest(tokens, *pair) * length_ms < _LEAST_MS * total:
            cuts[at] = _evened(tokens, *pair)
    return [_balanced(tokens[first:end]) for first, end in pairwise(cuts)]


def _page_end(tokens: Sequence[_Token], at: int) -> int:
    """How far a cue reaches from a token on."""
    for _ in range(_LINES):
        at = _line_end(tokens, at, LINE_COLUMNS) if at < len(tokens) else at
    return at


def _shortest(tokens: Sequence[_Token], first: int, cut: int, end: int) -> int:
    return min(len(_joined(tokens[first:cut])), len(_joined(tokens[cut:end])))


def _evened(tokens: Sequence[_Token], first: int, cut: int, end: int) -> int:
    """Where two neighbouring cues are cut so that the shorter has the most, a clause's end before any other place."""
    fitting = [at for at in range(first + 1, end) if _page_end(tokens, first) >= at and _page_end(tokens, at) >= end]
    third = len(_joined(tokens[first:end])) // 3
    clauses = [at for at in fitting if _CLAUSE_ENDS.search(tokens[at - 1].text) or _ENDS.search(tokens[at - 1].text)]
    good = [at for at in clauses if _shortest(tokens, first, at, end) >= third]
    return max(good or fitting, key=lambda at: _shortest(tokens, first, at, end), default=cut)


def _better_end(tokens: Sequence[_Token], at: int, end: int) -> int:
    for pattern in (_ENDS, _CLAUSE_ENDS):
        for earlier in range(end, at + (end - at) // 2, -1):
            if tokens[earlier].spaced and pattern.search(tokens[earlier - 1].text):
                return earlier
    return end


def _balanced(tokens: Sequence[_Token]) -> list[str]:
    """A cue's tokens in as few lines as they need, the two about as long as each other."""
    first = _line_end(tokens, 0, LINE_COLUMNS)
    if first == len(tokens):
        return [_joined(tokens)]
    options = [(_joined(tokens[:cut]), _joined(tokens[cut:])) for cut in range(1, first + 1)]
    fitting = [pair for pair in options if display_columns(pair[1]) <= LINE_COLUMNS]
    return list(min(fitting, key=lambda pair: abs(display_columns(pair[0]) - display_columns(pair[1]))))


def _is_rtl(text: str) -> bool:
    strong = (unicodedata.bidirectional(one) for one in text)
    return next((kind in ("R", "AL") for kind in strong if kind in ("L", "R", "AL")), False)


def _marked(line: str, *, rtl: bool) -> str:
    return f"\u202b{line}\u202c" if rtl else line


def _vtt(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
