"""Whether Shots still go on from one another, measured on the film as it now is: a replaced Take is seen by its neighbours.

The checks are the same as a critic's; they run here as well because the rule holds whoever the critic is.
"""

from __future__ import annotations

from storyreel.film.finding import Finding, Verdict
from storyreel.graph.state import FilmState, Record
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import CHECKS, measure
from storyreel.tools.measure.seams import continuous_cuts, returns

__all__ = ["broken_seams", "seams_held", "with_seams"]

_KINDS = ("seam-colour", "seam-motion")


def broken_seams(evidence: Evidence) -> list[Finding]:
    """A Finding for each Shot that does not go on from the one that the plan has it go on from; blocking work, for a thread."""
    return measure(evidence, [CHECKS[kind] for kind in _KINDS])


def with_seams(verdict: Verdict, seams: list[Finding]) -> Verdict:
    """The critic's verdict with the seams that it did not tell of."""
    told = {finding.fingerprint for finding in (*verdict.findings, *verdict.silenced)}
    fresh = tuple(seam.changed(made_on=verdict.made_on) for seam in seams if seam.fingerprint not in told)
    return verdict.changed(findings=(*verdict.findings, *fresh), passed=verdict.passed and not fresh) if fresh else verdict


def seams_held(state: FilmState, update: FilmState, evidence: Evidence, verdict: Verdict) -> Record:
    """The records of Shots that go on from others, each with whether its seam holds; those of the update as it leaves them."""
    broken = {finding.shot for finding in verdict.findings if finding.kind in _KINDS}
    records = {**state.get("shots", {}), **update.get("shots", {})}
    seamed = {seam.after.uid for seam in (*continuous_cuts(evidence), *returns(evidence))} & records.keys()
    return {uid: {**records[uid], "seam_ok": uid not in broken} for uid in sorted(seamed)}
