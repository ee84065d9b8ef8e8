"""What the checks of staging share: each looks at the people seen in a Shot, and is blind where nothing tells who is seen.

It knows no fault; a check gives its kind and says what is wrong within one Shot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.film.finding import Finding
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import STAGING
from storyreel.tools.measure.sight import UNSEEN, Sight, sight_of
from storyreel.tools.measure.spans import ShotSpan, shot_spans

__all__ = ["StagingCheck"]


@dataclass(frozen=True)
class StagingCheck:
    """A check that is asked Shot by Shot; the subclass writes `_in_span`."""

    kind: str = ""
    dimension: str = STAGING
    on: frozenset[Literal["take", "film"]] = frozenset({"take", "film"})

    def blind(self, evidence: Evidence) -> str:
        """Why nothing can be seen, "" where it can."""
        return UNSEEN if evidence.truth is None else ""

    def score(self, evidence: Evidence) -> float | None:
        """1.0 for a Finding, 0.0 for none, None where nothing can be seen."""
        return None if self.blind(evidence) else float(bool(self(evidence)))

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """The Findings of every Shot that is shown, in order."""
        sight = sight_of(evidence)
        if sight is None or evidence.media is None:
            return []
        return [found for span in shot_spans(evidence) if span.shown for found in self._in_span(evidence, sight, span)]

    def _in_span(self, evidence: Evidence, sight: Sight, span: ShotSpan) -> list[Finding]:
        """What is wrong within one Shot."""
        raise TypeError(f"{type(self).__name__} does not say what it looks for in a shot")
