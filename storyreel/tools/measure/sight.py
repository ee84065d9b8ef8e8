"""Who is to be seen where in the file, read from `Evidence.truth`; and the truths of single takes, placed in a film.

It knows only what the truth tells: where it tells nothing of a span, nothing is known of it, which is not the same as nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from storyreel.film.cut import Cut, CutEntry
from storyreel.tools.contracts import Evidence

__all__ = ["UNSEEN", "Box", "Seen", "Sight", "placed_truth", "sight_of"]

UNSEEN = "not observable: nothing tells where people are in the picture (the backend does not, and there is no detector)"


class Box(NamedTuple):
    """A box in shares of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def x(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    @property
    def drawn(self) -> list[float]:
        """As a report draws it: left, top, width, height."""
        return [round(one, 4) for one in (self.left, self.top, self.right - self.left, self.height)]


class Seen(NamedTuple):
    """A person in a frame; `name` is "" for one whom the detector does not know."""

    name: str
    head: Box


class _Mouth(NamedTuple):
    name: str
    frame: int
    open: tuple[float, ...]


@dataclass(frozen=True)
class Sight:
    """What is to be seen in a file.

    Attributes:
        samples: (frame, who is in it), by frame.
        mouths: Runs of openings of mouths that are seen.
    """

    samples: tuple[tuple[int, tuple[Seen, ...]], ...]
    mouths: tuple[_Mouth, ...]

    def within(self, start: int, end: int) -> list[tuple[int, tuple[Seen, ...]]]:
        """The samples from `start` to before `end`."""
        return [one for one in self.samples if start <= one[0] < end]

    def heads(self, start: int, end: int, *names: str) -> list[list[float]]:
        """Heads of these people in the sample nearest the middle of the frames `start` to `end`, as a report draws them."""
        nearest = min(self.within(start, end), key=lambda one: abs(2 * one[0] - start - end), default=(start, ()))
        return [one.head.drawn for one in nearest[1] if one.name in names]

    def names(self) -> frozenset[str]:
        """Everyone who is seen in it at some time."""
        return frozenset(one.name for _, people in self.samples for one in people)

    def openings(self, start: int, end: int) -> dict[str, np.ndarray]:
        """For each mouth that is seen within the frames `start` to `end`: how far it stands open, NaN where it is not seen."""
        found: dict[str, np.ndarray] = {}
        for run in self.mouths:
            low, high = max(start, run.frame), min(end, run.frame + len(run.open))
            if low < high:
                track = found.setdefault(run.name, np.full(end - start, np.nan))
                track[low - start : high - start] = run.open[low - run.frame : high - run.frame]
        return found


def sight_of(evidence: Evidence) -> Sight | None:
    """What the evidence's truth tells, None where there is none.

    >>> people = [{"name": "ROSA", "head": [0.4, 0.2, 0.5, 0.4], "in_frame": True}]
    >>> sight_of(Evidence(truth={"samples": [{"frame": 0, "people": people}]})).names()
    frozenset({'ROSA'})
    """
    told = evidence.truth
    if told is None or "samples" not in told:
        return None
    samples = sorted((int(one["frame"]), tuple(_people(one))) for one in told["samples"])
    mouths = tuple(_Mouth(one["name"], int(one["frame"]), tuple(one["open"])) for one in told.get("mouths", ()))
    return Sight(tuple(samples), mouths)


def _people(sample: Mapping[str, Any]) -> Iterator[Seen]:
    for one in sample["people"]:
        if one.get("in_frame", True):
            yield Seen(str(one["name"]), Box(*map(float, one["head"])))


def placed_truth(cut: Cut, told: Mapping[str, Mapping[str, Any]]) -> dict[str, Any] | None:
    """The truth of a film from those of its takes, by uid; None where nothing is known of any.

    While a transition lasts two takes are seen at once: a Shot is told of from there on.

    >>> placed_truth(Cut(width_px=16, height_px=16, rate_num=24), {}) is None
    True
    """
    known = [(entry, told[entry.uid]) for entry in cut.entries if entry.uid in told and entry.missing is None]
    if not known:
        return None
    samples = [one for entry, truth in known for one in _samples(truth, entry)]
    return {"samples": samples, "mouths": [one for entry, truth in known for one in _mouths(truth, entry)]}


def _samples(told: Mapping[str, Any], entry: CutEntry) -> Iterator[dict[str, Any]]:
    for sample in told.get("samples", ()):
        at = sample["frame"] - entry.source_start
        if entry.transition.frames <= at < entry.frames:
            yield {**sample, "frame": entry.start + at}


def _mouths(told: Mapping[str, Any], entry: CutEntry) -> Iterator[dict[str, Any]]:
    for run in told.get("mouths", ()):
        first = run["frame"] - entry.source_start
        low, high = max(0, -first), min(len(run["open"]), entry.frames - first)
        if low < high:
            yield {**run, "frame": entry.start + first + low, "open": run["open"][low:high]}
