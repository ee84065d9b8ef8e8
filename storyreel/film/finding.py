"""Findings and Verdicts: what a critic says, with evidence, cause and remedy.

A score is 1.0 to 5.0 or not observable; it is never 0. A Finding carries the hash of what it was made on and a fingerprint
that is the same for the same defect at the same place.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field, JsonValue

from storyreel.film.base import FilmModel

__all__ = ["Cause", "Finding", "Remedy", "Score", "Severity", "Verdict"]


class Severity(StrEnum):
    """How much a Finding weighs; blocking and major ones ask for work."""

    BLOCKING = "blocking"
    MAJOR = "major"
    MINOR = "minor"
    INFO = "info"


class Cause(StrEnum):
    """What has to change to mend it."""

    DIALOGUE = "dialogue"
    SCRIPT = "script"
    SHOT = "shot"
    REFERENCE = "reference"
    BACKEND = "backend"


class Remedy(StrEnum):
    """What to do about it."""

    RETAKE = "retake"
    OTHER_ANCHOR = "other anchor"
    OTHER_BACKEND = "other backend"
    NEW_REFERENCE = "new reference"
    RE_TIME = "re-time"
    SPLIT = "split"
    SIMPLIFY = "simplify"
    LINKING_SHOT = "insert a linking shot"
    REWRITE = "rewrite"
    RE_DRIVE_LIPS = "re-drive the lips"
    NONE = "none"


class Finding(FilmModel):
    """One defect.

    Attributes:
        dimension: What it counts against: "Dialogue Completeness", "Technical Quality", …
        kind: The rule or check in kebab case: "missing-line", "black".
        shot: uid of the Shot, "" where it concerns the whole.
        shot_id: The Shot's display id when the Finding was made.
        start_ms, end_ms: Span in the film (script or film findings) or in the take (take findings).
        evidence: What was measured or seen, with figures.
        data: The figures, for programs; "box" (or a list of them in "boxes"), x, y, width and height in shares of the frame, is
            where on it the defect is to be seen.
        about: The Character, prop or field it is about, where the place alone does not tell two apart.
        made_on: Hash of the Script, take or film that it was made on; void when that is superseded.
    """

    dimension: str
    kind: str
    severity: Severity
    evidence: str
    cause: Cause
    remedy: Remedy
    shot: str = ""
    shot_id: str = ""
    scene: str = ""
    line: str = ""
    about: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    made_on: str = ""
    judge: str = "rule"
    data: dict[str, JsonValue] = {}

    @property
    def fingerprint(self) -> str:
        """The same for the same defect at the same place: dimension, place, kind (then Line and `about`, where they are set)."""
        place = self.shot or self.scene or "film"
        return "/".join(part for part in (self.dimension, place, self.kind, self.line, self.about) if part)

    @property
    def asks_for_work(self) -> bool:
        """Whether the loop acts on it."""
        return self.severity in (Severity.BLOCKING, Severity.MAJOR)


class Score(FilmModel):
    """A score from 1.0 to 5.0, or None with the reason why there is none.

    Attributes:
        spread: How far another judging of the same thing may lie from `value`; None for what is measured or found by rules.
        n: Answers that the value is a mean of, None where nobody was asked.
        judge: Who gave it, "" for rules and measurements.
        advisory: It advises only: it counts for no pass, no choice and no mean.
    """

    value: float | None = Field(default=None, ge=1.0, le=5.0)
    why: str = ""
    rules: tuple[str, ...] = ()
    spread: float | None = None
    n: int | None = None
    judge: str = ""
    advisory: bool = False

    @property
    def observable(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


class Verdict(FilmModel):
    """A critic's answer on a Script, a Take or a Film.

    Attributes:
        silenced: Findings that the person, or the Script itself, asked not to hear of; they count for nothing.
        judged: A judge's scores of dimensions that rules or measurements score too: a second opinion that counts for nothing.
        warnings: What whoever reads the scores has to know, such as a judge of the writer's own family.
    """

    schema_id: Literal["storyreel.verdict/1"] = "storyreel.verdict/1"
    on: Literal["script", "take", "film"]
    made_on: str = ""
    passed: bool
    scores: dict[str, Score] = {}
    findings: tuple[Finding, ...] = ()
    judge: str = "rules"
    threshold: float = 3.5
    silenced: tuple[Finding, ...] = ()
    judged: dict[str, Score] = {}
    warnings: tuple[str, ...] = ()

    @property
    def mean(self) -> float | None:
        """Mean of the observable scores that do not merely advise, None where there is none."""
        values = [score.value for score in self.scores.values() if score.value is not None and not score.advisory]
        return sum(values) / len(values) if values else None
