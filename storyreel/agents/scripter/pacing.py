"""Silences of a Shot made longer or shorter, and its Lines laid out again so that each has the room it needs.

Speech keeps its time. Silences never fall below the minima of `film.timing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from storyreel.agents.scripter.spans import LONGEST_MS, SHORTEST_MS
from storyreel.film.script import Shot, SpokenLine
from storyreel.film.timing import at_once, lead_in_ms, overlap_ms, pause_ms, round_up_ms, tail_ms

__all__ = ["Laid", "lay_lines", "paced"]


class Laid(NamedTuple):
    """A Shot's Lines with their times, and where the Shot then ends."""

    lines: tuple[SpokenLine, ...]
    end_ms: int


def lay_lines(shot: Shot, lines: Sequence[SpokenLine], *, opens: bool = False, closes: bool = False, share: float = 0.0) -> Laid:
    """Lines one after the other with the silences that were planned, or the least that speech needs; none
    overlaps but who was planned to come in on one that breaks off, or to speak at once with another.

    Args:
        shot: Where they are spoken.
        lines: In the order in which they are to be spoken, each as long as its speech.
        opens, closes: The Shot is the first or last of its scene.
        share: What is added to each silence, as a share of it; below zero it is taken away.
    """
    at, planned = shot.start_ms, shot.start_ms
    placed: list[SpokenLine] = []
    for before, line in zip((None, *lines), lines, strict=False):
        least = pause_ms(before, line) if before else lead_in_ms(line, opens_scene=opens)
        early = min(max(0, planned - line.start_ms), overlap_ms(before, line)) if before else 0
        silence = max(0, line.start_ms - planned)
        start = at + (-early if early else max(least, round(silence * (1 + share))))
        if before and at_once(before, line):
            start = placed[-1].start_ms
        placed.append(line.changed(start_ms=start, end_ms=start + max(0, line.end_ms - line.start_ms)))
        at = max(at, placed[-1].end_ms)
        planned = max(planned, line.end_ms)
    least = tail_ms(lines[-1], closes_scene=closes) if lines else 0
    tail = max(least, round(max(0, shot.end_ms - planned) * (1 + share)))
    return Laid(tuple(placed), shot.start_ms + max(SHORTEST_MS, round_up_ms(at + tail - shot.start_ms)))


def _said_before(lines: Sequence[SpokenLine]) -> list[int]:
    """Up to when others have spoken as each Line begins; what two say at once is heard once."""
    ends = [0]
    for line in lines:
        ends.append(max(ends[-1], line.end_ms))
    return ends[:-1]


def paced(shot: Shot, factor: float, *, opens: bool = False, closes: bool = False) -> Laid:
    """The Shot `factor` times as long, as far as its silences allow: 1.2 is slower, 0.8 faster.

    >>> silent = Shot(uid="a", id="1.1", start_ms=0, end_ms=2000)
    >>> paced(silent, 1.25).end_ms, paced(silent, 0.1).end_ms
    (2500, 1500)
    """
    wish = round(shot.duration_ms * factor)
    if not shot.lines:
        return Laid((), shot.start_ms + min(LONGEST_MS, max(SHORTEST_MS, round_up_ms(wish))))
    lines = sorted(shot.lines, key=lambda line: line.start_ms)
    speech = sum(max(0, line.end_ms - max(line.start_ms, said)) for line, said in zip(lines, _said_before(lines), strict=True))
    silence = max(1, shot.duration_ms - speech)
    laid = lay_lines(shot, lines, opens=opens, closes=closes, share=max(-1.0, (wish - speech) / silence - 1))
    if laid.end_ms - shot.start_ms <= LONGEST_MS or factor <= 1:
        return laid
    # Longer than a Shot may be: as slow as fits, and never shorter than it was.
    slack = max(0, LONGEST_MS - speech) / silence - 1
    fits = lay_lines(shot, lines, opens=opens, closes=closes, share=max(0.0, slack - 0.02))
    return fits if fits.end_ms - shot.start_ms <= LONGEST_MS else lay_lines(shot, lines, opens=opens, closes=closes)
