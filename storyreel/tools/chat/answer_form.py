"""What forms that a model fills in have in common: what is null or unknown in an answer is left out, never an error."""

from __future__ import annotations

from typing import Any, cast

from pydantic import BaseModel, ConfigDict, model_validator

__all__ = ["AnswerForm"]


class AnswerForm(BaseModel):
    """A form that takes what it knows from an answer and leaves the rest.

    >>> class Feeling(AnswerForm):
    ...     word: str = "calm"
    >>> Feeling.model_validate({"word": None, "colour": "red"}).word
    'calm'
    """

    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_left_out(cls, data: Any) -> Any:
        """What is null is not said: its default holds."""
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in cast("dict[str, Any]", data).items() if value is not None}
