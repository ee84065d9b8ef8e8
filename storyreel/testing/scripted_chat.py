"""A language model for tests that says what it is told to: no network, no model, every request kept.

Its answers pass through the same validation as a real endpoint's; how forms are had from a model it does not know.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from storyreel.errors import AnswerUnusable
from storyreel.tools.chat import Answer, Ask, ChatCan, Form, Usage

__all__ = ["ScriptedChat"]

Said = str | BaseModel | dict[str, Any] | Exception
Script = Callable[[Ask, "type[BaseModel] | None"], "Said | Awaitable[Said]"]


@dataclass
class ScriptedChat:
    """Answers from a list, in order, or from a function of the request and its form.

    An answer is text, a form, a dict that becomes one, or an error to raise.

    Attributes:
        answers: The list, or the function.
        asked: Every request, in order.
    """

    answers: Iterable[Said] | Script
    name: str = "scripted"
    family: str = "scripted"
    can: ChatCan = field(default_factory=ChatCan)
    asked: list[Ask] = field(default_factory=list[Ask])

    def __post_init__(self) -> None:
        if not callable(self.answers):
            self.answers = iter(self.answers)

    async def text(self, ask: Ask) -> Answer[str]:
        """The next answer as text.

        Raises:
            AssertionError: If the list has ended.
        """
        said = await self._next(ask, None)
        text = said if isinstance(said, str) else _written(said)
        return Answer(value=text, text=text, reason="scripted", usage=_usage(ask, text), model=self.name)

    async def fill(self, ask: Ask, form: type[Form]) -> Answer[Form]:
        """The next answer as a form.

        Raises:
            AnswerUnusable: If it does not fit the form.
        """
        said = await self._next(ask, form)
        text = said if isinstance(said, str) else _written(said)
        try:
            value = form.model_validate_json(text)
        except ValidationError as exc:
            raise AnswerUnusable(f"the answer to {ask.task} is no {form.__name__}: {exc}", backend=self.name, text=text) from exc
        return Answer(value=value, text=text, rung="json_schema", reason="scripted", usage=_usage(ask, text), model=self.name)

    async def close(self) -> None:
        """Nothing is held."""

    async def _next(self, ask: Ask, form: type[BaseModel] | None) -> str | BaseModel | dict[str, Any]:
        self.asked.append(ask)
        if callable(self.answers):
            said = self.answers(ask, form)
            said = await said if inspect.isawaitable(said) else said
        else:
            said = next(cast("Any", self.answers), None)
        assert said is not None, f"nothing is left to say to {ask.task}"
        if isinstance(said, Exception):
            raise said
        return cast("str | BaseModel | dict[str, Any]", said)


def _written(said: BaseModel | dict[str, Any]) -> str:
    return said.model_dump_json() if isinstance(said, BaseModel) else json.dumps(said, ensure_ascii=False)


def _usage(ask: Ask, text: str) -> Usage:
    """Tokens counted as words, so that tests can add them up."""
    shown = " ".join([ask.instructions, *(block for _, block in ask.data)])
    return Usage(input_tokens=len(shown.split()), output_tokens=len(text.split()), cost_micros=0)
