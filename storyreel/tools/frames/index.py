"""Where the frames of a file lie, read from its packets without decoding: what makes a seek exact.

It knows packets and times, not pictures.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from av.container import InputContainer
from av.video.stream import VideoStream

from storyreel.errors import MediaError

__all__ = ["FrameIndex", "read_index", "uneven_share"]

_UNEVEN = 0.2  # of the usual step; a clock of milliseconds rounds a step of 1/60 s by 6%
_VARIABLE = 0.02  # share of uneven steps from which a file has no rate of its own


@dataclass(frozen=True, kw_only=True)
class FrameIndex:
    """The frames of a video stream in the order in which they are shown.

    Attributes:
        pts: Presentation times in units of `time_base`, rising.
        keyframes: Positions in `pts` of the frames at which decoding can begin.
        regular: Whether a seek can be trusted: every packet has a time, the first is a keyframe, none is to be discarded.
        in_order: Whether packets are stored in the order in which they are shown (no B-frames).
        promised: Frames that the header names, 0 if it names none.
    """

    pts: tuple[int, ...]
    keyframes: tuple[int, ...]
    time_base: Fraction
    rate: Fraction
    regular: bool
    in_order: bool
    promised: int

    @property
    def frames(self) -> int:
        """Frames that the file really holds."""
        return len(self.pts)

    @property
    def uneven(self) -> float:
        """Share of the steps between frames that are a fifth longer or shorter than usual, 0 to 1; 0 where times are missing."""
        return uneven_share(self.pts) if self.regular else 0.0

    @property
    def truncated(self) -> bool:
        """Whether the header names more frames than there are."""
        return self.promised > self.frames

    def at_time(self, ms: int) -> int:
        """Number of the frame that is shown at `ms` from the first frame; the last one after the end."""
        if not self.regular:
            return min(self.frames - 1, int(Fraction(ms) * self.rate / 1000))
        start = self.pts[0]
        return max(0, bisect_right(self.pts, start + Fraction(ms, 1000) / self.time_base) - 1)


def read_index(container: InputContainer, stream: VideoStream, path: Path) -> FrameIndex:
    """Read all packets of `stream` from the start of the file.

    Raises:
        MediaError: If there is not one frame.
    """
    times: list[int] = []
    keys: list[int] = []
    missing = discarded = 0
    for packet in container.demux(stream):
        if packet.size == 0:
            continue
        if packet.is_discard:
            discarded += 1
        elif packet.pts is None:
            missing += 1
        else:
            if packet.is_keyframe:
                keys.append(packet.pts)
            times.append(packet.pts)
    ordered = sorted(times)
    if not times and not missing:
        raise MediaError(f"{path} holds no frame of video: it is empty or cut short.")
    regular = not missing and not discarded and bool(keys) and keys[0] == ordered[0] and len(set(ordered)) == len(ordered)
    place = {pts: number for number, pts in enumerate(ordered)}
    time_base = stream.time_base or Fraction(1, 1000)
    return FrameIndex(
        pts=tuple(ordered) if not missing else tuple(range(len(times) + missing)),
        keyframes=tuple(place[key] for key in keys) if regular else (0,),
        time_base=time_base,
        rate=_rate(ordered, time_base, stream),
        regular=regular,
        in_order=times == ordered and not missing,
        promised=max(0, stream.frames - discarded),
    )


def uneven_share(times: Sequence[int]) -> float:
    """Share of steps that differ from the usual one by more than a fifth, and by more than the clock's rounding.

    >>> uneven_share((0, 10, 20, 30, 40)), uneven_share((0, 10, 20, 40, 50))
    (0.0, 0.25)
    """
    steps = [after - before for before, after in pairwise(times)]
    if not steps:
        return 0.0
    usual = sorted(steps)[len(steps) // 2]
    most = max(1.5, _UNEVEN * usual)
    return sum(abs(step - usual) > most for step in steps) / len(steps)


def _rate(times: list[int], time_base: Fraction, stream: VideoStream) -> Fraction:
    """The exact rate where the steps are equal, the mean where they are unequal, else what the file says of itself."""
    steps = {b - a for a, b in pairwise(times)}
    if len(steps) == 1 and time_base <= Fraction(1, 2000):
        return 1 / (steps.pop() * time_base)
    if uneven_share(times) >= _VARIABLE:  # what such a file says of itself is the rate of its shortest steps
        return Fraction(len(times) - 1) / ((times[-1] - times[0]) * time_base)
    for said in (stream.base_rate, stream.average_rate, stream.guessed_rate):
        if said and 1 <= said <= 240:
            return said
    return Fraction(24)
