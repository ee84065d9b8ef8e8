"""Colour tags: what the file says of its colours, against what was asked, or whether it says anything at all.

Films made here are tagged as BT.709 in limited range; what was planned here must be. Of a film of others only missing tags are
reported: players guess then, and guess differently. Cost: none. It does not look whether the tags are true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.film.finding import Finding, Severity
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.facts import ColourTags
from storyreel.tools.measure.flaw import TECHNICAL
from storyreel.tools.measure.hdr import HIGH_RANGE
from storyreel.tools.measure.media import MediaFile
from storyreel.tools.measure.whole_flaw import whole_flaw

__all__ = ["ColourTagsCheck"]

ASKED = ColourTags(primaries=1, transfer=1, matrix=1, range=1)
_UNTAGGED = 2
_NAMES = {
    "primaries": {1: "BT.709", 2: "none", 5: "BT.470", 6: "BT.601", 9: "BT.2020"},
    "transfer": {1: "BT.709", 2: "none", 4: "gamma 2.2", 6: "BT.601", 13: "sRGB"},
    "matrix": {0: "RGB", 1: "BT.709", 2: "none", 5: "BT.470", 6: "BT.601", 9: "BT.2020"},
    "range": {0: "none", 1: "limited", 2: "full"},
}


@dataclass(frozen=True)
class ColourTagsCheck:
    """Tags that differ from those asked, or are not there."""

    kind: str = "colour-tags"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding, minor."""
        media, wrong = evidence.media, _wrong(evidence)
        if not wrong or not isinstance(media, MediaFile):
            return []
        said = "the file's colour tags: " + ", ".join(f"{name} {_named(name, value)}" for name, value in wrong.items())
        planned = evidence.spec is not None or evidence.cut is not None
        said += "; BT.709 in limited range was asked" if planned else "; players will guess"
        data = {**wrong, "strength": float(len(wrong))}
        return [whole_flaw(evidence, kind=self.kind, said=said, data=data, severity=Severity.MINOR)]

    def score(self, evidence: Evidence) -> float | None:
        """How many of the four tags are wrong."""
        return float(len(_wrong(evidence))) if isinstance(evidence.media, MediaFile) else None


def _wrong(evidence: Evidence) -> dict[str, int]:
    media = evidence.media
    if not isinstance(media, MediaFile) or media.facts.tags.transfer in HIGH_RANGE:
        return {}
    tags = media.facts.tags
    told = {"primaries": tags.primaries, "transfer": tags.transfer, "matrix": tags.matrix, "range": tags.range}
    if evidence.spec is None and evidence.cut is None:
        return {name: value for name, value in told.items() if name != "range" and value == _UNTAGGED}
    asked = {"primaries": ASKED.primaries, "transfer": ASKED.transfer, "matrix": ASKED.matrix, "range": ASKED.range}
    return {name: value for name, value in told.items() if value != asked[name]}


def _named(name: str, value: int) -> str:
    return _NAMES[name].get(value, f"number {value}")
