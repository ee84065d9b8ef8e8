"""Missing character: somebody whom the Shot is to show is in no frame of it that was looked at."""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.film.finding import Finding
from storyreel.film.script import Shot
from storyreel.film.vocabulary import Framing, ShotSize
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.asked import asked_shot, on_screen_name
from storyreel.tools.measure.flaw import flaw
from storyreel.tools.measure.sight import Sight
from storyreel.tools.measure.spans import ShotSpan
from storyreel.tools.measure.staging import StagingCheck

__all__ = ["MissingCharacterCheck"]


@dataclass(frozen=True)
class MissingCharacterCheck(StagingCheck):
    """People in `in_frame` who are never seen in the Shot."""

    kind: str = "missing-character"

    def _in_span(self, evidence: Evidence, sight: Sight, span: ShotSpan) -> list[Finding]:
        shot, samples = asked_shot(evidence, span), sight.within(span.start, span.end)
        if shot is None or not samples:
            return []
        seen = {one.name for _, people in samples for one in people}
        lost = [name for name in _expected(evidence, shot) if name not in seen]
        nameless = max(sum(not one.name for one in people) for _, people in samples)
        if not lost or nameless >= len(lost):
            return []  # somebody is seen whom the detector does not know: it may be they
        who = ", ".join(sorted(seen)) or "nobody"
        return [
            flaw(
                evidence,
                span,
                kind=self.kind,
                said=f"{name} is to be seen but is in none of {len(samples)} frames looked at; seen: {who}",
                frames=(span.start, span.end),
                data={"frames_looked_at": len(samples), "seen": sorted(seen)},
                dimension=self.dimension,
                about=name,
            )
            for name in lost
        ]


def _expected(evidence: Evidence, shot: Shot) -> list[str]:
    """Who is to be seen: in an insert it is a thing; a voice without a body cannot be missing.

    Over a shoulder, no more than that shoulder need be seen of anybody but the first subject.
    """
    if shot.size is ShotSize.INSERT:
        return []
    if shot.framing in (Framing.OVER_THE_SHOULDER, Framing.POINT_OF_VIEW):
        return [on_screen_name(evidence, name) for name in (shot.subjects or shot.in_frame)[:1]]
    unseen = {one.name for one in evidence.script.cast if not one.seen} if evidence.script is not None else set[str]()
    if evidence.spec is not None:
        known = {one.name for one in evidence.spec.cast}
        unseen = {name for name in shot.in_frame if name not in known}
    names = dict.fromkeys(on_screen_name(evidence, name) for name in shot.in_frame)
    return [name for name in names if name not in unseen]
