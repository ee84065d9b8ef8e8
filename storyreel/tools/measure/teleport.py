"""Teleport: within a Shot, from one frame to the next, a figure vanishes here and stands there, while the rest goes on.

What changed is looked for elsewhere in the other picture: a part of what was there must be found again, all at one distance, and
a part of what is there now must have come from as far. A head that turns at once, or a light, is not found again.
Where it is known that all heads stay, nobody has jumped. It works on small grey pictures: a figure of the same grey as what is
behind it may jump unseen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.black import black_frames
from storyreel.tools.measure.cut_steps import change_at, coarse
from storyreel.tools.measure.explained import explained
from storyreel.tools.measure.flaw import CONTINUITY, flaw, seconds
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.sight import Sight, sight_of
from storyreel.tools.measure.spans import ShotSpan, figures, pictures, shot_spans, slack_frames
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["Jump", "TeleportCheck", "found_again", "jump_at", "jump_strength", "jumps_at", "sudden_frames"]

_AROUND = 8  # frames on either side of which the second greatest change is what is usual
_BESIDE = 2  # frames: what is drawn on every second frame moves again so soon; a figure that has jumped stays
_DARK, _STEADY = 16, 1.5  # levels
_SAME = 3  # levels by which a dot that did not change may differ
_QUIET_PEAK = 3.0
_STILL = 0.04  # of the picture's width: a head that sways
_QUIET_STEP = 0.3  # levels: below this, ratios say nothing
_CONTRAST = 40.0  # levels: a picture of less is told by smaller changes
_ALIKE, _EXACT = 12, 4  # levels that count as the same
_LEAST, _MOST, _TALL = 0.06, 0.6, 0.06  # of the picture's width (height): how far a figure may have gone


class Jump(NamedTuple):
    """A figure found elsewhere: the share of what changed that was found again, how far to the right and down (shares), frame."""

    share: float
    right: float
    down: float
    frame: int = 0


def sudden_frames(media: FilmFile, span: ShotSpan, limits: ContentThresholds = CONTENT) -> list[int]:
    """Frames within a Shot that change more from the last one than those around them do."""
    step, low, small = figures(media).step, span.start + span.head, pictures(media)
    if span.end - low < 2:
        return []
    dark = black_frames(media)
    peak = _peaks(media.colours[low : span.end]) if isinstance(media, MediaFile) else None
    found: list[int] = []
    for frame in range(low + 1, span.end):
        contrast = float(np.clip(small[frame].std() / _CONTRAST, 0.7, 1.0))
        if step[frame] < limits.jump_step * contrast or dark[frame - 1 : frame + 1].any():
            continue
        usual = _usual(step, frame, low + 1, span.end)
        sudden = step[frame] >= limits.jump_ratio * max(usual, _QUIET_STEP)
        if not sudden and peak is not None:  # before a moving camera everything changes a little, a figure's jump a part greatly
            others = _usual(peak, frame - low, 1, span.end - low)
            sudden = peak[frame - low] >= limits.jump_peak_ratio * max(others, _QUIET_PEAK)
        if sudden and change_at(media, frame, usual).blocks >= limits.jump_blocks:
            found.append(frame)
    return found


def _usual(values: np.ndarray, frame: int, start: int, end: int) -> float:
    """What is usual around a frame: the second greatest value, or the greatest of those beside it."""
    around = np.sort(_beside(values, frame, start, end, _AROUND))
    second = float(around[-2]) if len(around) > 1 else 0.0
    return max(second, float(_beside(values, frame, start, end, _BESIDE).max(initial=0.0)))


def _beside(values: np.ndarray, frame: int, start: int, end: int, reach: int) -> np.ndarray:
    """The values of the frames around one, without it."""
    first, last = max(start, frame - reach), min(end, frame + reach + 1)
    return np.concatenate([values[first:frame], values[frame + 1 : last]])


def jump_at(media: FilmFile, span: ShotSpan, frame: int, limits: ContentThresholds = CONTENT) -> Jump:
    """The jump that explains a sudden change within a Shot; its share is 0 where the change is one of the whole picture."""
    small, step = pictures(media), figures(media).step
    before, after = small[frame - 1], small[frame]
    steady = np.count_nonzero(np.maximum(before, after) - np.minimum(before, after) <= _SAME) / before.size
    around = float(np.median(_beside(step, frame, span.start + span.head + 1, span.end, _AROUND)))
    if _kept(before, after, around) >= limits.jump_kept or steady >= limits.jump_steady:
        return found_again(before, after)._replace(frame=frame)
    exact = found_again(before, after, _EXACT)._replace(frame=frame)  # a face may fill the picture: it is found again dot by dot
    return exact if exact.share >= limits.jump_exact else exact._replace(share=0.0)


def jump_strength(media: FilmFile, jump: Jump, limits: ContentThresholds = CONTENT) -> float:
    """1.0 where a Finding begins: of a change that is greater than any that a head makes, less need be found again."""
    great = float(figures(media).step[jump.frame]) >= limits.jump_great
    return jump.share / (limits.jump_great_share if great else limits.jump_share)


def _peaks(colours: np.ndarray) -> np.ndarray:
    """How much the four blocks change that change most, since the frame before, in levels."""
    apart = np.abs(np.diff(colours.astype(np.int16), axis=0)).sum(axis=-1).reshape(len(colours) - 1, -1)
    return np.concatenate([[0.0], np.sort(apart, axis=1)[:, -4:].mean(axis=1)])


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
    for by in range(max(2, round(_LEAST * columns)), round(_MOST * columns) + 1):
        for across in (by, -by):
            for down in range(-tall, tall + 1, 2 if tall > 2 else 1):
                share = _share(one, two, y, x, down, across, alike)
                if share > best.share:
                    best = Jump(share, across / columns, down / rows)
    return best


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
    if frame not in sudden_frames(media, span, limits):
        return False
    return jump_strength(media, jump_at(media, span, frame, limits), limits) >= 1.0


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
            jump_at(media, span, frame, self.limits)
            for frame in sudden_frames(media, span, self.limits)
            if frame in inside and not explained(media, span, frame) and (sight is None or not _heads_stay(sight, span, frame))
        ]
        return max(((jump_strength(media, one, self.limits), one) for one in jumps), default=(0.0, Jump(0.0, 0.0, 0.0)))

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
