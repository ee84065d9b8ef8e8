"""Times: how long each Shot lasts and when its Lines are spoken in it, on a grid of an eighth of a second.

Silences are never below the minima of `film.timing`, so that a table read does not stretch what was planned. A wished length is
approached by making silences longer or shorter; speech keeps its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from storyreel.agents.scripter.drafts import Draft
from storyreel.film.script import SpokenLine
from storyreel.film.timing import at_once, lead_in_ms, overlap_ms, pause_ms, round_up_ms, tail_ms

__all__ = ["LONGEST_MS", "SHORTEST_MS", "Span", "time_shot"]

SHORTEST_MS: Final = 1500
LONGEST_MS: Final = 10_000
_HOLD_MS: Final = 250
"""A strong Line is given this much more time to land."""


_CUT_OVER_MS: Final = 180
"""How long somebody who interrupts is heard together with whoever they interrupt."""


_READ_MS: Final = 50
"""Time to read a character of a subtitle."""
_LONGEST_READ_MS: Final = 1750


class Span(NamedTuple):
    """A Shot's length and its Lines, timed from the Shot's start."""

    duration_ms: int
    lines: tuple[SpokenLine, ...]


def time_shot(draft: Draft, *, opens: bool, closes: bool, pace: float = 1.0, least_ms: int = SHORTEST_MS) -> Span:
    """The length of a Shot and the times of its Lines.

    Args:
        draft: The Shot.
        opens, closes: It is the first or last of its scene.
        pace: 1.0 as the rules have it; above, longer silences; below, shorter ones.
        least_ms: What somebody needs who walks in it.
    """
    least = min(LONGEST_MS, max(SHORTEST_MS, round_up_ms(least_ms)))
    if not draft.speeches:
        return Span(min(LONGEST_MS, max(least, round_up_ms(round(draft.silence_ms * pace)))), ())
    lines = spoken(draft)
    at = lead_in_ms(lines[0], opens_scene=opens) + _extra(draft.silence_ms, pace)
    timed: list[SpokenLine] = []
    for before, line, speech in zip((None, *lines), lines, draft.speeches, strict=False):
        start = at if before is None else at + _turn(timed[-1], line, pace)
        if before is not None and at_once(before, line):
            start = timed[-1].start_ms
        timed.append(line.changed(start_ms=start, end_ms=start + speech.ms))
        at = max(at, start + speech.ms)
    hold = _extra(_HOLD_MS if draft.feeling.strength >= 0.4 else 0, pace)
    tail = max(round(tail_ms(lines[-1], closes_scene=closes) * max(1.0, pace)) + hold, _reading_ms(timed))
    # A Line longer than the limit stays whole: its Shot is as long as it is, and the critic says so.
    room = max(LONGEST_MS, round_up_ms(at + tail_ms(lines[-1], closes_scene=closes)))
    return Span(min(room, max(least, round_up_ms(at + tail))), tuple(timed))


def _reading_ms(timed: Sequence[SpokenLine]) -> int:
    """The silence after two who have spoken at once: what is read of both takes longer than what is said."""
    if len(timed) < 2 or not at_once(timed[-2], timed[-1]):
        return 0
    one, two = timed[-2:]
    read = sum(len(line.speaker) + len(line.text) + 2 for line in (one, two)) * _READ_MS
    return max(0, min(_LONGEST_READ_MS, read - (max(one.end_ms, two.end_ms) - one.start_ms)))


def _turn(before: SpokenLine, line: SpokenLine, pace: float) -> int:
    """From the end of a Line to the next: a silence, or less than none where somebody is interrupted."""
    early = min(_CUT_OVER_MS, overlap_ms(before, line))
    return -early if early else round(pause_ms(before, line) * max(1.0, pace))


def spoken(draft: Draft) -> tuple[SpokenLine, ...]:
    """The Shot's Lines, not yet timed; a speaker outside the frame is heard off screen."""
    return tuple(
        SpokenLine(
            id=one.line.id,
            speaker=one.line.speaker,
            text=one.text,
            parenthetical=one.line.parenthetical,
            start_ms=0,
            end_ms=0,
            part=one.part,
            parts=one.parts,
            off_screen=one.off or one.speaker not in draft.in_frame,
            with_line=one.with_line,
        )
        for one in draft.speeches
    )


def _extra(ms: int, pace: float) -> int:
    return round(ms * pace)


def total_ms(scenes: Sequence[Sequence[Draft]], pace: float) -> int:
    """Length of a film of these Shots at a pace."""
    return sum(
        time_shot(draft, opens=at == 0, closes=at == len(drafts) - 1, pace=pace).duration_ms
        for drafts in scenes
        for at, draft in enumerate(drafts)
    )


def choose_pace(scenes: Sequence[Sequence[Draft]], wish_ms: int) -> float:
    """The pace at which the film comes nearest to a wished length."""
    paces = [step / 10 for step in range(5, 31)]
    return min(paces, key=lambda pace: (abs(total_ms(scenes, pace) - wish_ms), abs(pace - 1)))
