"""Findings from what a judge saw: for each dimension that scored low, where, on what evidence, and what to do about it.

They advise (minor) unless the dimension is calibrated or the person lets the judge gate; they never block.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from storyreel.agents.critic.judging.evidence import Sighting
from storyreel.agents.critic.judging.naming import ShotNames
from storyreel.agents.critic.judging.opinion import Opinion
from storyreel.film.finding import Finding, Severity
from storyreel.film.script import Script

__all__ = ["MOST_PLACES", "findings_of_opinion"]

MOST_PLACES = 5
"""Places that are named for one dimension: those that most answers saw."""


@dataclass
class _Place:
    """What was seen against the work at one place, and by which answers."""

    first: Sighting
    answers: set[int] = field(default_factory=set[int])
    spans: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


def findings_of_opinion(
    opinion: Opinion, *, threshold: float, script: Script | None, names: ShotNames, made_on: str, severity: Severity
) -> tuple[Finding, ...]:
    """The Findings of one dimension: none where it passes or has no score.

    Args:
        threshold: From which it passes.
        severity: Of each; MINOR for one that advises.
    """
    value = opinion.score.value
    if value is None or value >= threshold:
        return ()
    only = names.shots[0] if len(names.shots) == 1 else None
    places: dict[str, _Place] = {}
    for answer, one in opinion.sightings:
        if one.against:
            seen = one if one.shot is not None or only is None else replace(one, shot=only)
            place = places.setdefault(seen.shot.uid if seen.shot else "", _Place(seen))
            place.answers.add(answer)
            if seen.start_ms is not None:
                place.spans.append((seen.start_ms, seen.end_ms if seen.end_ms is not None else seen.start_ms))
    order = sorted(places.values(), key=lambda one: (-len(one.answers), one.first.shot is None))
    return tuple(_findings(opinion, order[:MOST_PLACES], script, made_on, severity))


def _findings(
    opinion: Opinion, places: list[_Place], script: Script | None, made_on: str, severity: Severity
) -> Iterator[Finding]:
    rubric, score = opinion.rubric, opinion.score
    for place in places:
        shot = place.first.shot
        start, end = (shot.start_ms, shot.end_ms) if shot is not None else (None, None)
        if place.spans:
            start, end = min(one[0] for one in place.spans), max(one[1] for one in place.spans)
        yield Finding(
            dimension=rubric.dimension,
            kind=rubric.kind,
            severity=severity,
            evidence=f"{place.first.seen} (in {len(place.answers)} of {score.n} answers)",
            cause=rubric.cause,
            remedy=rubric.remedy,
            shot=shot.uid if shot else "",
            shot_id=shot.id if shot else "",
            scene=script.scene_of(shot.uid).id if shot and script else "",
            start_ms=start,
            end_ms=end,
            made_on=made_on,
            judge=score.judge,
            data={"score": score.value, "spread": score.spread, "answers": len(place.answers), "of": score.n},
        )
