"""Wrong size: the picture's sides against those asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import TECHNICAL, flaw
from storyreel.tools.measure.spans import shot_spans

__all__ = ["SizeCheck"]


@dataclass(frozen=True)
class SizeCheck:
    """Sides that differ by more than the encoder's rounding to even numbers."""

    kind: str = "wrong-size"
    dimension: str = TECHNICAL
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """At most one Finding."""
        media, spans = evidence.media, shot_spans(evidence)
        asked = _asked(evidence)
        if media is None or not spans or asked is None:
            return []
        width, height = media.size
        if abs(width - asked[0]) <= 1 and abs(height - asked[1]) <= 1:
            return []
        said = f"the picture is {width}x{height}, {asked[0]}x{asked[1]} was asked"
        data = {"width_px": width, "height_px": height, "asked_width_px": asked[0], "asked_height_px": asked[1]}
        return [flaw(evidence, spans[0], kind=self.kind, said=said, frames=(0, media.frame_count), data=data)]


def _asked(evidence: Evidence) -> tuple[int, int] | None:
    if evidence.spec is not None:
        return evidence.spec.width_px, evidence.spec.height_px
    return (evidence.cut.width_px, evidence.cut.height_px) if evidence.cut is not None else None
