"""What becomes of each entry of a Cut: packets copied, pictures encoded, or both; and why.

Packets are copied only where every codec parameter agrees with the film's: differing parameters give wrong pictures and no
error. The head of a shot that needs new pictures (a transition, a start between keyframes) is encoded up to the next clean
start and the rest is copied. It plans; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storyreel.errors import MediaError
from storyreel.film.cut import Cut, CutEntry
from storyreel.film.plan import Choice
from storyreel.film.vocabulary import TransitionKind
from storyreel.tools.assemble.footage import Footage, Shape, examine, source_frame

__all__ = ["Segment", "examine_takes", "film_size", "plan_segments", "transition_frames"]


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A run of the film's frames within one entry; `first` and `count` are counted from the entry's start."""

    entry: CutEntry
    first: int
    count: int
    copied: bool


def film_size(cut: Cut) -> tuple[int, int]:
    """The picture's size in even numbers, as the encoder wants it.

    >>> film_size(Cut(width_px=833, height_px=480, rate_num=24))
    (832, 480)
    """
    return max(2, cut.width_px - cut.width_px % 2), max(2, cut.height_px - cut.height_px % 2)


def examine_takes(cut: Cut, takes: Mapping[str, Path]) -> dict[str, Footage]:
    """The file of each Take in the Cut, by key, each examined once.

    Raises:
        MediaError: If a file is missing or not readable; the text names the Shot.
    """
    found: dict[str, Footage] = {}
    for entry in cut.entries:
        if entry.missing is not None or entry.take in found:
            continue
        path = takes.get(entry.take)
        if path is None:
            raise MediaError(
                f"shot {entry.id}: no file was given for its Take {entry.take[:12] or '(none)'}. Make the Take again."
            )
        try:
            found[entry.take] = examine(path)
        except MediaError as exc:
            raise MediaError(f"shot {entry.id}: {exc} Make the Take again.") from exc
    return found


def transition_frames(entry: CutEntry) -> int:
    """Frames of the entry that a transition changes.

    >>> transition_frames(CutEntry(uid="a", id="1.1", available_frames=9, frames=9, start=0))
    0
    """
    return 0 if entry.transition.kind is TransitionKind.CUT else min(entry.transition.frames, entry.frames)


def plan_segments(cut: Cut, footage: Mapping[str, Footage], ours: Shape) -> tuple[tuple[Segment, ...], Shape, tuple[Choice, ...]]:
    """The film's segments in order, the codec parameters that its stream has, and the reasons.

    Args:
        ours: The parameters that our own encoder gives at the film's size and rate.
    """
    shape = _film_shape(cut, footage, ours)
    segments: list[Segment] = []
    choices: list[Choice] = []
    for entry in cut.entries:
        clip = None if entry.missing else footage[entry.take]
        parts, why = _entry_segments(entry, clip, shape, cut.rate)
        segments += parts
        if why:
            choice = "part of the picture encoded again" if any(part.copied for part in parts) else "picture encoded again"
            choices.append(Choice(about=f"shot {entry.id}", choice="slate" if clip is None else choice, reason=why))
    return tuple(segments), shape, tuple(choices)


def _film_shape(cut: Cut, footage: Mapping[str, Footage], ours: Shape) -> Shape:
    """Ours, unless every entry can be copied whole and all agree on another."""
    shapes = {footage[entry.take].shape for entry in cut.entries if not entry.missing}
    if len(shapes) != 1 or any(entry.missing for entry in cut.entries):
        return ours
    common = shapes.pop()
    whole = all(_entry_segments(e, footage[e.take], common, cut.rate)[1] == "" for e in cut.entries)
    fits = (common.width, common.height) == (ours.width, ours.height) and common.rate == ours.rate
    return common if whole and fits and common.codec == ours.codec else ours


def _entry_segments(entry: CutEntry, clip: Footage | None, film: Shape, rate: Fraction) -> tuple[list[Segment], str]:
    """Segments of one entry, and why they are not a plain copy ("" where they are)."""
    encoded = [Segment(entry=entry, first=0, count=entry.frames, copied=False)]
    if clip is None:
        return encoded, f"the shot could not be made: {entry.missing.reason if entry.missing else 'no take'}"
    why = _differs(clip, film) or _too_short(entry, clip, rate)
    if why:
        return encoded, why
    head = transition_frames(entry)
    begin, end = entry.source_start, entry.source_start + entry.frames
    start = next((n for n in clip.clean_starts if n >= begin + head), None)
    if start == begin:
        return [Segment(entry=entry, first=0, count=entry.frames, copied=True)], ""
    what = f"a {entry.transition.kind.value} of {head} frames" if head else f"the start at frame {begin} lies between keyframes"
    if start is None or start >= end:
        return encoded, what
    cut_in = start - begin
    return [
        Segment(entry=entry, first=0, count=cut_in, copied=False),
        Segment(entry=entry, first=cut_in, count=entry.frames - cut_in, copied=True),
    ], f"{what}; from frame {cut_in} on it is copied"


def _differs(clip: Footage, film: Shape) -> str:
    """Why a clip's packets cannot stand in the film's stream, in words; "" where they can."""
    mine = clip.shape
    pairs: Sequence[tuple[str, object, object]] = (
        ("codec", mine.codec, film.codec),
        ("size", f"{mine.width}x{mine.height}", f"{film.width}x{film.height}"),
        ("frame rate", mine.rate, film.rate),
        ("pixel format", mine.pixels, film.pixels),
        ("profile", mine.profile, film.profile),
    )
    for name, have, want in pairs:
        if have != want:
            return f"its {name} is {have}, the film's is {want}"
    if not clip.trimmable:
        return "its frames are stored out of order (B-frames) or without times"
    return "" if mine.extradata == film.extradata else "its codec parameters (extradata) are not those of the film"


def _too_short(entry: CutEntry, clip: Footage, rate: Fraction) -> str:
    last = source_frame(entry.frames - 1, start=entry.source_start, film_rate=rate, file_rate=clip.shape.rate)
    lacking = last - clip.frames + 1
    return f"the take is {lacking} frames short; its last picture is held" if lacking > 0 else ""
