"""Where the film must go on as before over a cut: the cuts that are planned to be continuous, and the returns to a set-up.

It reads plan and Script; how well the pictures meet is measured by the checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from storyreel.film.script import Scene, Shot
from storyreel.film.vocabulary import CameraMove, ShotSize, TransitionKind
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.spans import ShotSpan, shot_spans

__all__ = ["Seam", "continuous_cuts", "returns", "sightless_seams"]

_HANDED_ON = ("last frame", "tail")


class Seam(NamedTuple):
    """Two Shots in the file that must match: the earlier one, and the one that goes on from it or returns to its set-up."""

    before: ShotSpan
    after: ShotSpan
    reason: str


def continuous_cuts(evidence: Evidence) -> list[Seam]:
    """Cuts over which the plan hands the last picture on to the next Shot.

    >>> continuous_cuts(Evidence())
    []
    """
    if evidence.plan is None or evidence.spec is not None:
        return []
    planned = {one.uid: one.anchor for one in evidence.plan.shots if one.anchor.mode in _HANDED_ON}
    found: list[Seam] = []
    for before, after in pairwise(shot_spans(evidence)):
        anchor = planned.get(after.uid)
        if anchor is None or anchor.source != before.uid or after.transition is not TransitionKind.CUT:
            continue
        if _whole(before) and _whole(after):
            found.append(Seam(before, after, f"the plan hands on the {anchor.mode} of {before.id or 'the shot before'}"))
    return found


def returns(evidence: Evidence) -> list[Seam]:
    """Shots that return to a set-up of their Scene with a still camera, in the same light, people at the same marks."""
    if evidence.script is None or evidence.spec is not None:
        return []
    spans = {span.uid: span for span in shot_spans(evidence) if _whole(span)}
    return [seam for scene in evidence.script.scenes for seam in _returns_in(scene, spans)]


def _returns_in(scene: Scene, spans: dict[str, ShotSpan]) -> Iterator[Seam]:
    seen: dict[object, ShotSpan] = {}
    for shot in scene.shots:
        span = spans.get(shot.uid)
        if span is None or not _stands(shot):
            continue
        stand = tuple((one.character, one.x_cm, one.z_cm, one.posture) for one in shot.blocking)
        camera = (shot.setup, shot.side, shot.size, shot.framing, shot.angle, shot.lens_mm)
        view = (camera, shot.lighting, shot.effects, shot.subjects, shot.in_frame, stand)
        earlier = seen.setdefault(view, span)
        if earlier is not span:
            yield Seam(earlier, span, f"back at the set-up of {earlier.id} ({shot.setup})")


def _stands(shot: Shot) -> bool:
    return bool(shot.setup) and shot.move.kind is CameraMove.STATIC and shot.size is not ShotSize.INSERT


def _whole(span: ShotSpan) -> bool:
    return span.shown and span.frames - span.head >= 2


def sightless_seams(evidence: Evidence) -> str:
    """Why there is nothing to compare, "" where there is."""
    if evidence.media is None or not (continuous_cuts(evidence) or returns(evidence)):
        return "not observable: no cut is planned to go on as before, and no shot returns to a set-up"
    return ""
