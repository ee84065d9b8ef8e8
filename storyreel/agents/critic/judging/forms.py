"""The forms that a judge fills in: evidence first, then whether it can be observed at all, then the score.

Fields stand in the order in which a model has to write them. Bounds are part of the form, so that a 0 or a 7 is sent back where
the endpoint can repair, and is an unusable answer where it cannot. They know no Script: `evidence` holds them against one.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

__all__ = ["ChecklistForm", "ChoiceForm", "RatedForm", "Reply", "Seen", "WholeForm"]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, allow_inf_nan=False)


class Seen(_Form):
    """One thing that was found.

    Attributes:
        shot: Id of the shot as it stands in the data, "" where it concerns the whole.
        start_s, end_s: Where in the film, in seconds, where it can be said.
        seen: What is seen, heard or read there.
        speaks: Whether it lifts or lowers the score.
    """

    shot: str = ""
    start_s: float | None = None
    end_s: float | None = None
    seen: str
    speaks: Literal["for", "against"]


class RatedForm(_Form):
    """An answer about one dimension; `score` is null exactly where it cannot be observed."""

    evidence: tuple[Seen, ...]
    why: str = ""
    observable: bool = True
    score: float | None = Field(ge=1.0, le=5.0)

    @model_validator(mode="after")
    def _scored_where_observable(self) -> Self:
        if self.observable and self.score is None:
            raise ValueError("score is missing: give 1 to 5, or set observable to false and say why")
        return self


class WholeForm(_Form):
    """As `RatedForm` with a whole score, for endpoints that give the probability of each digit."""

    evidence: tuple[Seen, ...]
    why: str = ""
    observable: bool = True
    score: int | None = Field(ge=1, le=5)

    @model_validator(mode="after")
    def _scored_where_observable(self) -> Self:
        if self.observable and self.score is None:
            raise ValueError("score is missing: give 1 to 5, or set observable to false and say why")
        return self


class ChoiceForm(_Form):
    """Which of two is better, after the evidence for it."""

    evidence: tuple[Seen, ...]
    why: str = ""
    better: Literal["first", "second", "neither"]


class Reply(_Form):
    """The answer to one numbered question: what is seen, then yes or no."""

    question: int
    seen: str = ""
    answer: Literal["yes", "no", "cannot tell"]


class ChecklistForm(_Form):
    """Answers to numbered questions."""

    replies: tuple[Reply, ...]
