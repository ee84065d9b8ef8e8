"""The ladder of structured output: json_schema, json_object, tool call, prompt and repair; what an address manages is remembered.

A rung that fails by protocol (refused as unknown, or answered with prose) is not tried again while the model is open. An answer
that does not fit is shown its problems and asked for again, twice a rung. How a rung is spelt is the endpoint's business.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel

from storyreel.errors import AnswerRefused, AnswerTruncated, AnswerUnusable, BackendError
from storyreel.tools.chat.contract import Answer, Ask, Call, ChatCan, Form, Rung, Usage
from storyreel.tools.chat.endpoint import BrokenOff, Endpoint, Unsupported
from storyreel.tools.chat.messages import Reply, Request
from storyreel.tools.chat.patience import Patience
from storyreel.tools.chat.prices import cost_micros
from storyreel.tools.chat.reading import ReadForm, read_form, without_thoughts
from storyreel.tools.chat.schema import form_schema
from storyreel.tools.chat.spec import ChatSpec, family_of

__all__ = ["LadderChat"]

REPAIRS = 2
"""Times that a rung's answer is asked for again with what was wrong with it."""

LARGER = 2
"""How much larger the limit of a cut answer is the second time."""

Clock = Callable[[], float]


@dataclass
class _Meter:
    """Of one `text` or `fill`: what its requests came to."""

    tries: int = 0
    usage: Usage = field(default_factory=lambda: Usage(cost_micros=0))
    model: str = ""

    def add(self, usage: Usage, model: str) -> None:
        self.tries += 1
        self.model = model or self.model
        self.usage = Usage(
            _sum(self.usage.input_tokens, usage.input_tokens),
            _sum(self.usage.output_tokens, usage.output_tokens),
            None if self.usage.cost_micros is None or usage.cost_micros is None else self.usage.cost_micros + usage.cost_micros,
            seconds=self.usage.seconds + usage.seconds,
        )


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


@dataclass(frozen=True)
class _Failed:
    """Why a rung gave no form."""

    why: str
    by_protocol: bool
    answered: bool
    text: str = ""


@dataclass
class LadderChat:
    """A language model at an endpoint, as agents see it (`ChatModel`), with streaming beside.

    Attributes:
        endpoint: Sends one request.
        on_call: Is told of every request, those that failed too.
        patience: With transport.
        clock: Seconds; replaced in tests.
        learnt: Rungs that this address does not manage, and why.
        unfit: Forms that it does not take on a rung that it manages otherwise, and why.
    """

    endpoint: Endpoint
    on_call: Callable[[Call], object] | None = None
    patience: Patience = field(default_factory=Patience)
    clock: Clock = time.monotonic
    learnt: dict[Rung, str] = field(default_factory=dict[Rung, str])
    unfit: dict[tuple[Rung, type[BaseModel]], str] = field(default_factory=dict[tuple[Rung, type[BaseModel]], str])
    _managed: set[Rung] = field(default_factory=set[Rung])

    @property
    def spec(self) -> ChatSpec:
        """What was asked for."""
        return self.endpoint.spec

    @property
    def name(self) -> str:
        """As it was asked for, without secrets."""
        return self.spec.name

    @property
    def family(self) -> str:
        """Whose model it is, as far as its name tells."""
        return family_of(self.spec)

    @property
    def can(self) -> ChatCan:
        """What it is known to do; the rungs are those that have not failed."""
        can = self.endpoint.can
        return replace(can, rungs=tuple(rung for rung in can.rungs if rung not in self.learnt))

    async def text(self, ask: Ask) -> Answer[str]:
        """An answer in words.

        Raises:
            AnswerTruncated: If it was cut off, at twice the limit too.
            AnswerRefused: If the model declined.
            AnswerUnusable: If it says nothing, asked twice.
            BackendError: As for any backend.
        """
        meter = _Meter()
        reply = Reply("")
        for _ in range(2):
            reply = await self._whole(self._request(ask, "text", None), meter)
            words = without_thoughts(reply.text)
            if words.strip():
                return self._answer(words, reply, "text", "words were asked for", meter)
        raise AnswerUnusable("the answer is empty, asked twice", backend=self.name)

    async def fill(self, ask: Ask, form: type[Form]) -> Answer[Form]:
        """The form filled in, by the first rung that this endpoint manages.

        Raises:
            AnswerUnusable: If no rung gave a valid form; the text says what was wrong with the last answer.
            AnswerTruncated, AnswerRefused, BackendError: As `text`.
        """
        meter, refused, tried = _Meter(), dict[Rung, str](), list[str]()
        last: _Failed | None = None
        for rung in self.can.rungs:
            if (rung, form) in self.unfit:
                continue
            found = await self._rung(rung, ask, form, meter)
            if not isinstance(found, _Failed) or found.answered:
                self._learn(refused, form)  # it was the rung, not the request: another one is taken
                refused.clear()
            if not isinstance(found, _Failed):
                self._managed.add(rung)
                read, reply = found
                mended = f"; mended: {read.mended}" if read.mended else ""
                return self._answer(read.value, reply, rung, self._why(tried, form) + mended, meter)
            if found.by_protocol and found.answered:
                self._learn({rung: found.why}, form)
            elif found.by_protocol:
                refused[rung] = found.why
            tried.append(f"{rung}: {found.why}")
            last = found if last is None or found.answered else last
        said = last.why if last else "no rung is left"
        raise AnswerUnusable(
            f"no rung of the ladder gave a valid {form.__name__} after {meter.tries} requests; the last answer: {said}."
            " Try a larger model, or one that takes a schema.",
            backend=self.name,
            text=last.text if last else "",
        )

    async def stream(self, ask: Ask) -> AsyncIterator[str]:
        """The answer in words, in pieces as they come, where the endpoint can; else in one.

        Raises:
            AnswerTruncated, AnswerRefused, BackendError: As `text`, after the pieces that came.
        """
        request, begun = self._request(ask, "text", None), self.clock()
        said, last = list[str](), Reply("")
        try:
            async for last in self.endpoint.stream(request):
                if last.text:
                    said.append(last.text)
                    yield last.text
        except BackendError as exc:
            self._tell_failed(request, begun, exc)
            raise
        ended = last._replace(text="".join(said))
        problem = {"length": AnswerTruncated.__name__, "refused": AnswerRefused.__name__}.get(last.finish, "")
        self._tell(request, ended, begun, problem)
        self._whole_or_raise(ended, request)
        if not ended.text.strip():
            raise AnswerUnusable("the answer is empty", backend=self.name)

    async def close(self) -> None:
        """Release what the endpoint holds."""
        await self.endpoint.close()

    def _learn(self, failed: dict[Rung, str], form: type[BaseModel]) -> None:
        """A rung that has worked before is not given up for one form."""
        for rung, why in failed.items():
            if rung in self._managed:
                self.unfit[rung, form] = why
            else:
                self.learnt[rung] = why

    async def _rung(self, rung: Rung, ask: Ask, form: type[Form], meter: _Meter) -> tuple[ReadForm[Form], Reply] | _Failed:
        request = self._request(ask, rung, form)
        failed = _Failed("nothing was tried", by_protocol=False, answered=False)
        for _ in range(1 + REPAIRS):
            try:
                reply = await self._whole(request, meter)
            except Unsupported as exc:
                return _Failed(str(exc), by_protocol=True, answered=False)
            read = read_form(reply.text, form)
            if isinstance(read, ReadForm):
                return read, reply
            if read.prose and rung != "prompt and repair":
                return _Failed("it answers with prose", by_protocol=True, answered=True, text=reply.text)
            failed = _Failed(read.text, by_protocol=False, answered=True, text=reply.text)
            request = request.repairing(reply.text, read.text)
        return failed

    async def _whole(self, request: Request, meter: _Meter) -> Reply:
        """A whole answer; one that was cut off is asked for again, once, with more room."""
        reply = await self._sent(request, meter)
        if reply.finish == "length":
            larger = replace(request, max_output_tokens=request.max_output_tokens * LARGER)
            try:
                reply = await self._sent(larger, meter)
            except Unsupported:
                larger = request
            except BackendError as exc:
                if type(exc) is not BackendError:
                    raise
                larger = request  # so much room it does not give
            request = larger
        self._whole_or_raise(reply, request)
        return reply

    def _whole_or_raise(self, reply: Reply, request: Request) -> None:
        if reply.finish == "refused":
            raise AnswerRefused(f"the model declined to answer {request.ask.task}.", backend=self.name, text=reply.text)
        if reply.finish == "length":
            raise AnswerTruncated(
                f"the answer to {request.ask.task} was cut off at {request.max_output_tokens} tokens."
                " Ask for less at once, or raise max_output_tokens.",
                backend=self.name,
                text=reply.text,
            )

    async def _sent(self, request: Request, meter: _Meter) -> Reply:
        async def attempt() -> Reply:
            begun = self.clock()
            try:
                reply = await self.endpoint.send(request)
            except (BackendError, Unsupported) as exc:
                meter.add(self._tell_failed(request, begun, exc), "")
                raise
            problem = "" if reply.finish == "stop" else reply.finish
            meter.add(self._tell(request, reply, begun, problem), reply.model)
            return reply

        self._refuse_unseen(request.ask)
        return await self.patience.given(attempt)

    def _tell_failed(self, request: Request, begun: float, exc: Exception) -> Usage:
        """A request that was answered with an error costs nothing; what one that broke off costs is not known."""
        free = self.spec.local or not isinstance(exc, BrokenOff)
        return self._told(request, Usage(cost_micros=0 if free else None, seconds=self.clock() - begun), type(exc).__name__)

    def _tell(self, request: Request, reply: Reply, begun: float, problem: str) -> Usage:
        cost = cost_micros(self.spec, reply.input_tokens, reply.output_tokens, datetime.now(UTC).date())
        return self._told(request, Usage(reply.input_tokens, reply.output_tokens, cost, seconds=self.clock() - begun), problem)

    def _told(self, request: Request, usage: Usage, problem: str) -> Usage:
        if self.on_call is not None:
            ask = request.ask
            self.on_call(Call(self.name, ask.task, ask.prompt_sha256, request.rung, usage, problem))
        return usage

    def _refuse_unseen(self, ask: Ask) -> None:
        can = self.endpoint.can
        known = {"picture": can.sees, "sound": can.hears, "video": can.watches}
        for medium in ask.media:
            if known[medium.kind] is False:
                raise BackendError(f"it takes no {medium.kind}s; {medium.file.name} cannot be shown to it", backend=self.name)

    def _request(self, ask: Ask, rung: Rung, form: type[BaseModel] | None) -> Request:
        schema = None if form is None else form_schema(form)
        told = not self.endpoint.shows_schema
        return Request(ask=ask, rung=rung, schema=schema, max_output_tokens=ask.max_output_tokens, told_schema=told)

    def _why(self, tried: list[str], form: type[BaseModel]) -> str:
        known = [f"{rung}: {why}" for rung, why in self.learnt.items()]
        known += [f"{rung}: {why}" for (rung, one), why in self.unfit.items() if one is form]
        below = list(dict.fromkeys(known + tried))
        return "the first rung that there is" if not below else "not " + "; not ".join(below)

    def _answer(self, value: Any, reply: Reply, rung: Rung, reason: str, meter: _Meter) -> Answer[Any]:
        return Answer(
            value=value,
            text=reply.text,
            rung=rung,
            reason=reason,
            tries=meter.tries,
            usage=meter.usage,
            model=meter.model,
            probabilities=reply.probabilities,
        )
