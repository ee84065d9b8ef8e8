"""What a check looks at: the Shots of the film, or the one Shot of a take, as spans of frames in the file.

It reads the Evidence; it measures nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from storyreel.film.script import Shot, Transition
from storyreel.film.time import frame_at, ms_of_frame
from storyreel.film.vocabulary import ShotSize, TransitionKind
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.figures import FrameFigures, figures_of_frames
from storyreel.tools.measure.media import MediaFile

__all__ = ["LinePart", "ShotSpan", "figures", "pictures", "shot_spans", "slack_frames", "span_ms"]

_BLACK_WORDS = re.compile(
    r"\b(?:black(?:out| screen| frame)|(?:to|from|of|in) black|fades? (?:in|out)|pitch[- ]dark|darkness"
    r"|lights? (?:go|goes|went) out)\b"
    r"|黑屏|黑场|一片漆黑",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class LinePart:
    """A Line, or a part of one, in milliseconds of the file."""

    id: str
    part: int
    speaker: str
    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, kw_only=True)
class ShotSpan:
    """One Shot in the file, in frames of the file.

    Attributes:
        head: Frames at the start that a transition changes.
        planned: Frames that the Shot was to have.
        shown: False for a slate: nothing was made that could be judged.
        peopled: Whether someone is to be seen, so that something must move.
        asks_black: Whether the words of the Shot ask for darkness or a fade.
    """

    uid: str
    id: str
    start: int
    end: int
    head: int = 0
    transition: TransitionKind = TransitionKind.CUT
    planned: int = 0
    shown: bool = True
    peopled: bool = True
    asks_black: bool = False
    lines: tuple[LinePart, ...] = field(default=())

    @property
    def frames(self) -> int:
        """Frames of the span that are in the file."""
        return self.end - self.start


def shot_spans(evidence: Evidence) -> tuple[ShotSpan, ...]:
    """The Shots in the file, in order: one for a take; the Cut's entries, else the Script's Shots, for a film."""
    media = evidence.media
    if media is None:
        return ()
    if evidence.spec is not None:
        return (_take_span(evidence, media),)
    if evidence.cut is not None:
        return tuple(_cut_spans(evidence, media))
    return tuple(_script_spans(evidence, media)) if evidence.script is not None else ()


def _take_span(evidence: Evidence, media: FilmFile) -> ShotSpan:
    spec = evidence.spec
    assert spec is not None
    said: dict[str, Any] = spec.shot
    shot = _shot_of(evidence, spec.uid)
    parts = tuple(
        LinePart(id=x.id, part=x.part, speaker=x.speaker, text=x.text, start_ms=x.start_ms, end_ms=x.end_ms) for x in spec.lines
    )
    transition = Transition.model_validate(said.get("transition") or {})
    return ShotSpan(
        uid=spec.uid,
        id=shot.id if shot else str(said.get("id", "")),
        start=0,
        end=media.frame_count,
        transition=transition.kind,
        # A generator may draw the fade that the editor would make: its length is forgiven, a frame more for rounding.
        head=transition.frames + 1 if transition.kind is TransitionKind.FADE else 0,
        planned=_at_rate(spec.frames, spec.rate, media.rate),
        peopled=_peopled(str(said.get("size", "")), said.get("in_frame") or said.get("subjects") or said.get("blocking")),
        asks_black=_asks_black(*(str(said.get(name, "")) for name in ("action", "lighting", "effects")), spec.wording),
        lines=parts,
    )


def _cut_spans(evidence: Evidence, media: FilmFile) -> Iterator[ShotSpan]:
    cut = evidence.cut
    assert cut is not None
    for entry in cut.entries:
        shot = _shot_of(evidence, entry.uid)
        start, end = (_place_of(frame, cut.rate, media) for frame in (entry.start, entry.start + entry.frames))
        head = 0 if entry.transition.kind is TransitionKind.CUT else min(entry.transition.frames, entry.frames)
        yield ShotSpan(
            uid=entry.uid,
            id=entry.id,
            start=min(start, media.frame_count),
            end=min(end, media.frame_count),
            head=_at_rate(head, cut.rate, media.rate),
            transition=entry.transition.kind,
            planned=end - start,
            shown=entry.missing is None,
            peopled=shot is None or _peopled(shot.size, shot.in_frame or shot.subjects or shot.blocking),
            asks_black=shot is not None and _asks_black(shot.action, shot.lighting, shot.effects),
            lines=_lines(shot, ms_of_frame(entry.start, cut.rate) - shot.start_ms) if shot else (),
        )


def _script_spans(evidence: Evidence, media: FilmFile) -> Iterator[ShotSpan]:
    script = evidence.script
    assert script is not None
    for shot in script.shots:
        start, end = (_frame_at(ms, media) for ms in (shot.start_ms, shot.end_ms))
        yield ShotSpan(
            uid=shot.uid,
            id=shot.id,
            start=min(start, media.frame_count),
            end=min(end, media.frame_count),
            head=0 if shot.transition.kind is TransitionKind.CUT else shot.transition.frames,
            transition=shot.transition.kind,
            planned=end - start,
            peopled=_peopled(shot.size, shot.in_frame or shot.subjects or shot.blocking),
            asks_black=_asks_black(shot.action, shot.lighting, shot.effects),
            lines=_lines(shot, 0),
        )


def _lines(shot: Shot, by_ms: int) -> tuple[LinePart, ...]:
    return tuple(
        LinePart(
            id=x.id, part=x.part, speaker=x.speaker, text=x.text, start_ms=max(0, x.start_ms + by_ms), end_ms=x.end_ms + by_ms
        )
        for x in shot.lines
    )


def _shot_of(evidence: Evidence, uid: str) -> Shot | None:
    if evidence.script is None:
        return None
    return next((shot for shot in evidence.script.shots if shot.uid == uid), None)


def _at_rate(frames: int, rate: Fraction, to: Fraction) -> int:
    return frames if rate == to else round(frames * to / rate)


def _place_of(frame: int, rate: Fraction, media: FilmFile) -> int:
    """The frame of the file that is shown when the Cut's frame is."""
    if isinstance(media, MediaFile) and media.facts.uneven:
        return media.frame_at(ms_of_frame(frame, rate))
    return _at_rate(frame, rate, media.rate)


def _frame_at(ms: int, media: FilmFile) -> int:
    return media.frame_at(ms) if isinstance(media, MediaFile) else frame_at(ms, media.rate)


def slack_frames(evidence: Evidence) -> int:
    """Frames by which a cut may lie beside its place: none in a film made by its Cut, one where rates or fields are converted."""
    media, cut = evidence.media, evidence.cut
    if media is None or evidence.spec is not None:
        return 0
    if cut is None or cut.rate != media.rate:
        return 1
    return int(isinstance(media, MediaFile) and (media.facts.interlaced > 0 or media.facts.uneven > 0))


def _peopled(size: str, people: object) -> bool:
    return size != ShotSize.INSERT and bool(people)


def _asks_black(*words: str) -> bool:
    return any(_BLACK_WORDS.search(text) for text in words)


def span_ms(start: int, end: int, rate: Fraction) -> tuple[int, int]:
    """Milliseconds of frames `start` to `end` (not included)."""
    return ms_of_frame(start, rate), ms_of_frame(end, rate)


def figures(media: FilmFile) -> FrameFigures:
    """The figures of a file, measured here where it does not bring them."""
    return media.figures if isinstance(media, MediaFile) else figures_of_frames(pictures(media), media.rate)


def pictures(media: FilmFile) -> np.ndarray:
    """The small grey pictures as one array of shape (frames, rows, columns), uint8."""
    return media.pictures if isinstance(media, MediaFile) else np.stack(list(media.frames()))
