"""Shots laid end to end: each keeps its own clock, and its gap after the Shot before, so that lengths can change.

While a Script is reworked, a Shot starts at 0 here; `lay` gives it its place in the film again. A gap is 0 where the Shots are
contiguous, and may be negative where a source let them overlap. This module knows no edit and no speech.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from storyreel.film.script import Scene, Script, Shot

__all__ = ["Span", "lay", "lift"]


@dataclass(frozen=True)
class Span:
    """A Shot on its own clock.

    Attributes:
        shot: The Shot as it stood in the Script, or as changed since: its Lines are in milliseconds of `origin_ms`'s clock.
        gap_ms: Time between the end of the Shot before and the start of this one.
    """

    shot: Shot
    gap_ms: int = 0

    def holding(self, shot: Shot) -> Span:
        """The same place with another Shot in it."""
        return replace(self, shot=shot)


def lift(script: Script) -> list[list[Span]]:
    """The Shots of each Scene with their gaps; the Shots themselves are not moved.

    >>> [[span.gap_ms for span in spans] for spans in lift(Script(scenes=(Scene(id="1", shots=(
    ...     Shot(uid="a", id="1.1", start_ms=0, end_ms=900), Shot(uid="b", id="1.2", start_ms=1000, end_ms=2000))),)))]
    [[0, 100]]
    """
    lifted: list[list[Span]] = []
    end = 0
    for scene in script.scenes:
        spans: list[Span] = []
        for shot in scene.shots:
            spans.append(Span(shot, shot.start_ms - end))
            end = shot.end_ms
        lifted.append(spans)
    return lifted


def lay(scenes: Iterable[Scene], lifted: Iterable[Iterable[Span]]) -> tuple[Scene, ...]:
    """Scenes with their Shots laid out again, each after the one before and its own gap; never before 0.

    A Shot that keeps its place is the very same object, so what was not touched stays equal to the byte.

    Raises:
        ValueError: If there are not as many lists of Shots as Scenes.
    """
    laid: list[Scene] = []
    end = 0
    for scene, spans in zip(scenes, lifted, strict=True):
        shots: list[Shot] = []
        for span in spans:
            start = max(0, end + span.gap_ms)
            shots.append(span.shot.moved(start - span.shot.start_ms))
            end = shots[-1].end_ms
        laid.append(scene if _same(scene.shots, shots) else scene.changed(shots=tuple(shots)))
    return tuple(laid)


def _same(before: tuple[Shot, ...], after: list[Shot]) -> bool:
    return len(before) == len(after) and all(old is new for old, new in zip(before, after, strict=True))
