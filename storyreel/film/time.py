"""The only place where milliseconds, seconds as text, and frames meet.

Dialogue, speech and Script use integer milliseconds and know no rate; Takes and the Cut use frame counts at a `Fraction`
rate. Boundaries are rounded, durations are differences of boundaries, so nothing drifts.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil

__all__ = [
    "clock",
    "frame_at",
    "frames_between",
    "frames_to_ask",
    "ms_of_frame",
    "parse_rate",
    "parse_time_ms",
    "seconds_text",
    "timecode_ms",
]

_NTSC = {
    "23.976": Fraction(24000, 1001),
    "23.98": Fraction(24000, 1001),
    "29.97": Fraction(30000, 1001),
    "59.94": Fraction(60000, 1001),
}


def frame_at(ms: int, rate: Fraction) -> int:
    """The frame boundary nearest to a time, halves upwards.

    >>> frame_at(1000, Fraction(24)), frame_at(1001, Fraction(24000, 1001))
    (24, 24)
    """
    return (2 * ms * rate.numerator + 1000 * rate.denominator) // (2000 * rate.denominator)


def frames_between(start_ms: int, end_ms: int, rate: Fraction) -> int:
    """Frames from one boundary to another: what a shot occupies in the Cut.

    >>> frames_between(1020, 2040, Fraction(24))
    25
    """
    return frame_at(end_ms, rate) - frame_at(start_ms, rate)


def frames_to_ask(duration_ms: int, rate: Fraction) -> int:
    """Frames to have made for a shot, enough wherever it is placed: independent of its start.

    >>> frames_to_ask(1020, Fraction(24)), frames_to_ask(1000, Fraction(24))
    (25, 24)
    """
    return max(1, ceil(Fraction(duration_ms) * rate / 1000))


def ms_of_frame(frame: int, rate: Fraction) -> int:
    """The time of a frame boundary in milliseconds, rounded.

    >>> ms_of_frame(24, Fraction(24000, 1001))
    1001
    """
    return round(Fraction(frame * 1000) / rate)


def parse_rate(text: str) -> Fraction:
    """A frame rate from "24", "23.976" or "24000/1001".

    Raises:
        ValueError: If it is not a rate between 1 and 240.

    >>> parse_rate("23.976")
    Fraction(24000, 1001)
    """
    try:
        rate = _NTSC.get(text.strip()) or Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{text!r} is not a frame rate; write 24, 25, 23.976 or 24000/1001") from None
    if not 1 <= rate <= 240:
        raise ValueError(f"a frame rate of {text} is outside 1 to 240")
    return rate


def parse_time_ms(text: str) -> int:
    """A time from "4", "4.25s", "4 seconds", "01:02.5" or "1:02:03.004".

    Raises:
        ValueError: If it is not a time.

    >>> parse_time_ms("0s"), parse_time_ms("3.5 seconds"), parse_time_ms("01:02.5")
    (0, 3500, 62500)
    """
    found = re.fullmatch(r"(?:(\d+):)?(?:(\d+):)?(\d+(?:[.,]\d+)?)\s*(?:s|secs?|seconds?|秒)?", text.strip(), re.IGNORECASE)
    if not found:
        raise ValueError(f"{text!r} is not a time; write 4, 4.25s, 4 seconds or mm:ss")
    first, second, seconds = found.groups()
    hours, minutes = (int(first), int(second)) if first and second else (0, int(first or 0))
    return hours * 3_600_000 + minutes * 60_000 + round(Fraction(seconds.replace(",", ".")) * 1000)


def seconds_text(ms: int) -> str:
    """Milliseconds as seconds with at most three decimals.

    >>> seconds_text(4000), seconds_text(4250), seconds_text(1)
    ('4', '4.25', '0.001')
    """
    text = f"{ms // 1000}.{ms % 1000:03d}".rstrip("0").rstrip(".")
    return text


def clock(ms: int) -> str:
    """Milliseconds as m:ss.t for people.

    >>> clock(62_540)
    '1:02.5'
    """
    tenths = ms // 100
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def timecode_ms(ms: int, *, mark: str = ",") -> str:
    """Milliseconds as hh:mm:ss,mmm (SRT) or with another mark (VTT uses a full stop).

    >>> timecode_ms(3_723_004)
    '01:02:03,004'
    """
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}{mark}{ms % 1000:03d}"
