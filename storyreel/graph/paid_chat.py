"""A language model whose requests are in the project's ledger: set aside before, committed at what they came to.

What is set aside is the most that a request can cost: every byte of what is sent as a token, 3,000 tokens a picture, and the
longest answer, once for each of three tries; what sound and video come to is unknown. A model that needs more tries may pass the
limit by those, and the next request is refused. A price that nobody knows is written down as unknown; under a limit of money it
is refused before it is sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeVar
from uuid import uuid4

from storyreel.errors import BudgetExceeded
from storyreel.film.take import Cost
from storyreel.graph.kept_answers import KeptAnswers
from storyreel.tools.chat import Answer, Ask, Call, ChatCan, ChatModel, ChatSpec, Form, chat_model, ledger_line, read_spec
from storyreel.tools.chat.prices import cost_micros
from storyreel.tools.project import Project

__all__ = ["PaidChat", "most_micros", "open_paid", "settle_lost"]

Value = TypeVar("Value")

_CALLS: ContextVar[list[Call] | None] = ContextVar("calls", default=None)
_TRIES, _PICTURE_TOKENS = 3, 3000


class _Opener(Protocol):
    def __call__(self, spec: str, *, on_call: Callable[[Call], object]) -> ChatModel: ...


def most_micros(spec: ChatSpec, ask: Ask) -> int | None:
    """The most that a request can cost, in millionths of a US dollar; 0 on this machine, None where the price is unknown.

    >>> ask = Ask(task="a/b", prompt_sha256="", instructions="Write.", max_output_tokens=100)
    >>> most_micros(ChatSpec("hf", "models/script"), ask), most_micros(ChatSpec("openai", "gpt-4.1"), ask)
    (0, 2436)
    """
    shown = "".join([ask.instructions, *(name + text for name, text in ask.data)])
    known = all(one.kind == "picture" for one in ask.media)
    tokens = len(shown.encode()) + _PICTURE_TOKENS * len(ask.media) if known else None
    most = cost_micros(spec, tokens, ask.max_output_tokens, datetime.now(UTC).date())
    return None if most is None else _TRIES * most


@dataclass
class PaidChat:
    """A ChatModel that keeps the ledger, and answers what it was asked before from the project.

    Attributes:
        limit_micros: Asked for before each request, for Notes change it.
    """

    spec: ChatSpec
    project: Project
    limit_micros: Callable[[], int | None]
    opener: _Opener = chat_model
    chat: ChatModel = field(init=False)
    _kept: KeptAnswers = field(init=False)

    def __post_init__(self) -> None:
        self.chat = self.opener(self.spec.name, on_call=self._called)
        self._kept = KeptAnswers(self.project.root / "answers")

    @property
    def name(self) -> str:
        """As it was asked for, without secrets."""
        return self.chat.name

    @property
    def family(self) -> str:
        """Whose model it is."""
        return self.chat.family

    @property
    def can(self) -> ChatCan:
        """What it is known to do."""
        return self.chat.can

    async def text(self, ask: Ask) -> Answer[str]:
        """An answer in words.

        Raises:
            BudgetExceeded: If it may cost more than is left, or its price is unknown under a limit.
            BackendError: As the model.
        """
        key = await self._key(ask, None)
        known = self._kept.text(key)
        return known if known is not None else await self._paid(ask, key, lambda: self.chat.text(ask))

    async def fill(self, ask: Ask, form: type[Form]) -> Answer[Form]:
        """The form filled in.

        Raises:
            BudgetExceeded: If it may cost more than is left, or its price is unknown under a limit.
            BackendError: As the model.
        """
        key = await self._key(ask, form)
        known = self._kept.form(key, form)
        return known if known is not None else await self._paid(ask, key, lambda: self.chat.fill(ask, form))

    async def close(self) -> None:
        """Release the model."""
        await self.chat.close()

    async def _key(self, ask: Ask, form: type[Form] | None) -> str:
        return await asyncio.to_thread(self._kept.key, self.spec.name, ask, form)

    async def _paid(self, ask: Ask, key: str, asked: Callable[[], Awaitable[Answer[Value]]]) -> Answer[Value]:
        job, limit = f"chat/{ask.task}/{uuid4().hex}", self.limit_micros()
        most = most_micros(self.spec, ask)
        if most is None and limit is not None:
            raise BudgetExceeded(
                f"The price of {self.name} is unknown, so a budget cannot be kept. Take the budget away, or choose another model."
            )
        ledger, calls = self.project.ledger, list[Call]()
        ledger.reserve(job, Cost(micros=most), limit_micros=limit, allow_unknown=True)
        token = _CALLS.set(calls)
        try:
            answer = await asked()
            self._kept.keep(key, answer)
            return answer
        finally:
            _CALLS.reset(token)
            costs = [call.usage.cost_micros for call in calls]
            spent = None if None in costs else sum(cost or 0 for cost in costs)
            ledger.commit(job, Cost(micros=spent)) if calls else ledger.release(job, "nothing was sent")

    def _called(self, call: Call) -> None:
        calls = _CALLS.get()
        if calls is not None:
            calls.append(call)
        self.project.log("chat", ledger_line(call))


def open_paid(
    project: Project, limit_micros: Callable[[], int | None], *, opener: _Opener = chat_model
) -> Callable[[str], PaidChat]:
    """What makes the models of a run: "openai:MODEL@URL" to a model whose requests are in the project's ledger.

    Raises:
        UserError: From what is made, if there is no such model.
    """
    return lambda spec: PaidChat(read_spec(spec), project, limit_micros, opener)


def settle_lost(project: Project) -> None:
    """Requests that were open when a run was killed: the most that they can have cost counts as spent, and the log says so."""
    for job, micros in project.ledger.settle("chat/").items():
        cost = "an unknown amount" if micros is None else f"{micros / 1e6:.4f} USD"
        task = job.removeprefix("chat/").rpartition("/")[0]
        text = (
            f"A request ({task}) was open when the run before was killed: the most that it can have cost counts as spent, {cost}"
        )
        project.log("problem", {"stage": "chat", "text": text})
