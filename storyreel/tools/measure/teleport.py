"""Teleport: within a Shot, from one frame to the next, a figure vanishes here and stands there, while the rest goes on.

What changed is looked for elsewhere in the other picture: a part of what was there must be found again, all at one distance, and
a part of what is there now must have come from as far. A head that turns at once, or a light, is not found again. What stands
behind the figures stays, in brightness and in colour: where the whole picture turns, that is a cut, however alike the two are.
Where it is known that all heads stay, nobody has jumped. It works on small grey pictures: a figure of the same grey as what is
behind it may jump unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.cut_steps import coarse
from storyreel.tools.measure.explained import explained
from storyreel.tools.measure.flaw import CONTINUITY, flaw, seconds
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.sight import Sight, sight_of
from storyreel.tools.measure.spans import ShotSpan, figures, pictures, shot_spans, slack_frames
from storyreel.tools.measure.sudden import around, sudden_frames
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["Jump", "TeleportCheck", "found_again", "jump_at", "jump_strength", "jumps_at"]

_DARK, _STEADY = 16, 1.5  # levels
_SAME = 3  # levels by which a dot that did not change may differ
_STILL = 0.04  # of the picture's width: a head that sways
_HUE = 6  # levels by which Cb and Cr together may differ in a block that keeps its colour
_ALIKE, _EXACT = 12, 4  # levels that count as the same
_LEAST, _MOST, _TALL = 0.06, 0.6, 0.06  # of the picture's width (height): how far a figure may have gone


class Jump(NamedTuple):
    """A figure found elsewhere: the share of what changed that was found again, how far to the right and down (shares), frame."""

    share: float
    right: float
    down: float
    frame: int = 0


def jump_at(media: FilmFile, span: ShotSpan, frame: int, limits: ContentThresholds = CONTENT) -> Jump:
    """The jump that explains a sudden change within a Shot; its share is 0 where the change is one of the whole picture."""
    small, step = pictures(media), figures(media).step
    before, after = small[frame - 1], small[frame]
    steady = np.count_nonzero(np.maximum(before, after) - np.minimum(before, after) <= _SAME) / before.size
    usual = float(np.median(around(step, frame, span.start + span.head + 1, span.end)))
    kept = _kept(before, after, usual)
    none = Jump(0.0, 0.0, 0.0, frame)
    if _coloured_alike(media, frame) < limits.jump_hue or max(steady, kept) < limits.jump_floor:
        return none
    if kept >= limits.jump_kept or steady >= limits.jump_steady:
        return found_again(before, after)._replace(frame=frame)
    exact = found_again(before, after, _EXACT)._replace(frame=frame)  # a face may fill the picture: it is found again dot by dot
    return exact if exact.share >= limits.jump_exact else none


def _coloured_alike(media: FilmFile, frame: int) -> float:
    """Share of the picture's blocks that keep their colour: a figure takes its own along, a cut recolours what is behind it."""
    if not isinstance(media, MediaFile):
        return 1.0
    hues = media.colours[frame - 1 : frame + 1, :, :, 1:].astype(np.int16)
    apart = np.abs(hues[1] - hues[0]).sum(axis=-1)
    return np.count_nonzero(apart <= _HUE) / apart.size


def jump_strength(media: FilmFile, jump: Jump, *, weak: bool = False, limits: ContentThresholds = CONTENT) -> float:
    """1.0 where a Finding begins: of a change that is greater than any that a head makes, less need be found again.

    Args:
        weak: Only a few blocks tell that the change is sudden: then more must be found again, and not best at the least distance
            that is looked at, where a head that turns is found as well.
    """
    if weak:
        columns = pictures(media).shape[2]
        return jump.share / limits.jump_own_share if round(abs(jump.right) * columns) > _least(columns) else 0.0
    great = float(figures(media).step[jump.frame]) >= limits.jump_great
    return jump.share / (limits.jump_great_share if great else limits.jump_share)


def _kept(before: np.ndarray, after: np.ndarray, usual: float) -> float:
    """Share of the picture's lit blocks that changed no more than is usual: what stands behind a figure stays."""
    one, two = coarse(before), coarse(after)
    lit = np.maximum(one, two) > _DARK
    apart = np.abs(two - one)[lit]
    return float(np.mean(apart <= max(_STEADY, 2 * usual))) if len(apart) else 1.0


def found_again(before: np.ndarray, after: np.ndarray, alike: int = _ALIKE) -> Jump:
    """How much of what changed between two grey pictures is found again at one distance, at best.

    >>> ground = np.random.default_rng(1).integers(0, 150, (20, 40), np.uint8)
    >>> one, two = ground.copy(), ground.copy()
    >>> one[5:15, 4:10], two[5:15, 24:30] = 220, 220
    >>> jump = found_again(one, two)
    >>> jump.share > 0.9, jump.right, jump.down
    (True, 0.5, 0.0)
    """
    one, two = before.astype(np.int16), after.astype(np.int16)
    rows, columns = one.shape
    y, x = np.nonzero(np.abs(one - two) > _ALIKE)
    if not len(y):
        return Jump(0.0, 0.0, 0.0)
    best = Jump(0.0, 0.0, 0.0)
    tall = max(1, round(_TALL * rows))
    for by in range(_least(columns), round(_MOST * columns) + 1):
        for across in (by, -by):
            for down in range(-tall, tall + 1, 2 if tall > 2 else 1):
                share = _share(one, two, y, x, down, across, alike)
                if share > best.share:
                    best = Jump(share, across / columns, down / rows)
    return best


def _least(columns: int) -> int:
    return max(2, round(_LEAST * columns))


def _share(one: np.ndarray, two: np.ndarray, y: np.ndarray, x: np.ndarray, down: int, across: int, alike: int) -> float:
    """The lesser of two shares: of what was there and is found again at the distance, and of what came from there.

    Twice that share at most, as of a figure that has left its place whole one half is the old place and one the new.
    """
    gone = _alike(one, two, y, x, down, across, alike)
    come = _alike(two, one, y, x, -down, -across, alike)
    return min(1.0, 2 * min(gone, come))


def _alike(one: np.ndarray, two: np.ndarray, y: np.ndarray, x: np.ndarray, down: int, across: int, alike: int) -> float:
    rows, columns = one.shape
    to_y, to_x = y + down, x + across
    inside = (to_y >= 0) & (to_y < rows) & (to_x >= 0) & (to_x < columns)
    same = np.abs(one[y[inside], x[inside]] - two[to_y[inside], to_x[inside]]) <= alike
    return float(np.count_nonzero(same)) / len(y)


def _heads_stay(sight: Sight, span: ShotSpan, frame: int) -> bool:
    """Whether it is known that everyone's head is where it was: what jumped was a hand, or nobody."""
    before, after = sight.within(span.start, frame)[-1:], sight.within(frame, span.end)[:1]
    if not before or not after:
        return False
    one, two = ({person.name: person.head.x for person in people} for _, people in (before[0], after[0]))
    return one.keys() == two.keys() and all(abs(one[name] - two[name]) < _STILL for name in one)


def jumps_at(media: FilmFile, span: ShotSpan, frame: int, limits: ContentThresholds = CONTENT) -> bool:
    """Whether a change within a Shot is a figure's jump, not one of the whole picture."""
    weak = sudden_frames(media, span, limits).get(frame)
    if weak is None:
        return False
    return jump_strength(media, jump_at(media, span, frame, limits), weak=weak, limits=limits) >= 1.0


@dataclass(frozen=True)
class TeleportCheck:
    """Sudden changes of a part of the picture that a figure's jump explains."""

    limits: ContentThresholds = CONTENT
    kind: str = "teleport"
    dimension: str = CONTINUITY
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def score(self, evidence: Evidence) -> float | None:
        """The likeliest jump, 1.0 where a Finding begins."""
        if evidence.media is None:
            return None
        media = evidence.media
        jumps = (self._jump(evidence, media, span) for span in shot_spans(evidence) if span.shown)
        return max((strength for strength, _ in jumps), default=0.0)

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding for each Shot."""
        media = evidence.media
        if media is None:
            return []
        found = (self._in_span(evidence, media, span) for span in shot_spans(evidence) if span.shown)
        return [one for one in found if one is not None]

    def _jump(self, evidence: Evidence, media: FilmFile, span: ShotSpan) -> tuple[float, Jump]:
        """The likeliest jump of a Shot, and how strong it is."""
        sight, slack = sight_of(evidence), slack_frames(evidence)
        inside = range(span.start + span.head + slack + 1, span.end - slack)
        jumps = [
            (jump_strength(media, one, weak=weak, limits=self.limits), one)
            for frame, weak in sudden_frames(media, span, self.limits).items()
            if frame in inside and not explained(media, span, frame) and (sight is None or not _heads_stay(sight, span, frame))
            for one in (jump_at(media, span, frame, self.limits),)
        ]
        return max(jumps, default=(0.0, Jump(0.0, 0.0, 0.0)))

    def _in_span(self, evidence: Evidence, media: FilmFile, span: ShotSpan) -> Finding | None:
        strength, jump = self._jump(evidence, media, span)
        if strength < 1.0:
            return None
        side = "right" if jump.right > 0 else "left"
        said = (
            f"at frame {jump.frame} ({seconds(media, jump.frame - span.start):.2f} s into the shot) a figure stands "
            f"{abs(jump.right):.0%} of the picture's width further to the {side} than a frame before: "
            f"{jump.share:.0%} of what changed is found again there"
        )
        data = {
            "frame": jump.frame,
            "right": round(jump.right, 3),
            "down": round(jump.down, 3),
            "share": round(jump.share, 3),
            "strength": round(strength, 3),
        }
        frames = (jump.frame, jump.frame + 1)
        return flaw(evidence, span, kind=self.kind, said=said, frames=frames, data=data, dimension=self.dimension)
