"""Wrong screen side: who should be to the left of whom in the picture is to the right, by their marks and the camera's side.

Where the Script gives boxes, these count. It judges only pairs whose marks leave no doubt: well apart along the picture, and more
so than in depth; who walks is judged where they start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from storyreel.film.finding import Finding
from storyreel.film.script import Blocking, Shot
from storyreel.film.vocabulary import Angle, Framing, ShotSize
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.asked import asked_shot, on_screen_name
from storyreel.tools.measure.flaw import flaw
from storyreel.tools.measure.sight import Seen, Sight
from storyreel.tools.measure.spans import ShotSpan
from storyreel.tools.measure.staging import StagingCheck
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["WrongSideCheck"]


@dataclass(frozen=True)
class WrongSideCheck(StagingCheck):
    """Pairs who stand the other way round than asked when the Shot begins."""

    limits: ContentThresholds = CONTENT
    kind: str = "wrong-screen-side"

    def _in_span(self, evidence: Evidence, sight: Sight, span: ShotSpan) -> list[Finding]:
        shot, samples = asked_shot(evidence, span), sight.within(span.start, span.end)
        if shot is None or not samples or shot.size is ShotSize.INSERT or shot.angle in (Angle.OVERHEAD, Angle.AERIAL):
            return []
        frame, people = samples[0]
        seen = {one.name: one for one in people}
        turned = [pair for pair in self._pairs(evidence, shot) if self._turned(seen, *pair)]
        if not turned:
            return []
        left, right = turned[0]
        said = (
            f"{left} belongs to the left of {right}, but is seen at {seen[left].head.x:.0%} of the picture's width "
            f"and {right} at {seen[right].head.x:.0%}"
        )
        if len(turned) > 1:
            said += f"; {len(turned)} pairs in all"
        heads = sight.heads(span.start, span.end, left, right)
        data = {"frame": frame, "left": left, "right": right, "pairs": len(turned), "boxes": heads}
        return [
            flaw(evidence, span, kind=self.kind, said=said, frames=(span.start, span.end), data=data, dimension=self.dimension)
        ]

    def _turned(self, seen: dict[str, Seen], left: str, right: str) -> bool:
        if left not in seen or right not in seen:
            return False
        return seen[left].head.x - seen[right].head.x > self.limits.side_share

    def _pairs(self, evidence: Evidence, shot: Shot) -> Iterator[tuple[str, str]]:
        """(left, right) in the picture, as cast names."""
        if shot.boxes:
            middles = sorted(((box[0] + box[2]) / 2, name) for name, box in shot.boxes.items())
            for (one, left), (two, right) in combinations(middles, 2):
                if two - one > self.limits.side_share:
                    yield on_screen_name(evidence, left), on_screen_name(evidence, right)
            return
        if shot.framing is Framing.POINT_OF_VIEW:
            return  # the camera stands where somebody does, on whichever side of the others that is
        asked = [one for one in shot.blocking if one.character in shot.in_frame or not shot.in_frame]
        for one, two in combinations(asked, 2):  # who is not asked to be seen may stand anywhere behind
            apart = _apart(one, two)
            if apart is None or abs(apart[0]) < max(self.limits.side_cm, abs(apart[1])):
                continue
            first_is_left = (apart[0] > 0) == (shot.side == "near")
            left, right = (one, two) if first_is_left else (two, one)
            yield on_screen_name(evidence, left.character), on_screen_name(evidence, right.character)


def _apart(one: Blocking, two: Blocking) -> tuple[int, int] | None:
    """Centimetres from the first to the second along and into the master's picture."""
    if one.x_cm is None or two.x_cm is None:
        return None
    return two.x_cm - one.x_cm, (two.z_cm or 0) - (one.z_cm or 0)
