"""What is the same for every endpoint that speaks through a LangChain chat model.

It knows no vendor: how options are spelt, what a message and an error mean, a subclass says.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from storyreel.errors import BackendError
from storyreel.tools.chat.contract import ChatCan, Medium
from storyreel.tools.chat.endpoint import Unsupported, described
from storyreel.tools.chat.messages import Reply, Request, system_text, user_text
from storyreel.tools.chat.spec import ChatSpec

__all__ = ["LangChainEndpoint"]

_MOST_DROPPED = 6


class LangChainEndpoint:
    """An endpoint behind a LangChain chat model: what is the same for all of them.

    A subclass says how options are spelt (`options`), how media are shown (`shown`), what a message means (`reply`) and what a
    vendor's error means (`translated`).
    """

    def __init__(self, spec: ChatSpec, llm: BaseChatModel, can: ChatCan, *, shows_schema: bool = False) -> None:
        self.spec, self.llm, self.can, self.shows_schema = spec, llm, can, shows_schema
        self.answered = False
        self._without: set[str] = set()

    def options(self, request: Request) -> dict[str, Any]:
        """The request's options as the chat model's keywords."""
        raise AssertionError(f"{type(self).__name__} says no options")

    def shown(self, medium: Medium) -> dict[str, Any]:
        """The content block of a medium."""
        raise BackendError(f"{medium.kind}s cannot be shown to it", backend=self.spec.name)

    def reply(self, message: AIMessage) -> Reply:
        """What a message means."""
        raise AssertionError(f"{type(self).__name__} reads no reply")

    def translated(self, exc: Exception, request: Request) -> Exception:
        """A vendor's error as ours, or `Unsupported`."""
        return described(self.spec.name, exc)

    def unknown_option(self, exc: Exception) -> str | None:
        """The option of `options` that is to be left out after this error; None for none."""
        return None

    async def send(self, request: Request) -> Reply:
        """Send one request; an option that the endpoint does not know is left out from then on.

        Raises:
            Unsupported, BackendError: As the vendor's error means.
        """
        messages, dropped = self.messages(request), set[str]()
        for _ in range(_MOST_DROPPED):
            try:
                reply = self.reply(await self.llm.ainvoke(messages, **self.options(request)))
            except (BackendError, Unsupported):
                raise
            except Exception as exc:
                self._drop_or_raise(exc, request, dropped)
            else:
                self.answered = True
                return reply
        raise BackendError("it refuses one option after another", backend=self.spec.name)

    async def stream(self, request: Request) -> AsyncIterator[Reply]:
        """Pieces as they come, then how it ended.

        Raises:
            BackendError: As the vendor's error means.
        """
        whole: Any = None
        try:
            pieces = self.llm.astream(self.messages(request), **self.options(request))
            async with contextlib.aclosing(pieces):  # type: ignore[type-var]
                async for chunk in pieces:
                    whole = chunk if whole is None else whole + chunk
                    piece = self.reply(chunk).text
                    if piece:
                        yield Reply(piece)
        except (BackendError, Unsupported):
            raise
        except Exception as exc:
            raise self.translated(exc, request) from exc
        yield self.reply(whole)._replace(text="") if whole is not None else Reply("")

    def messages(self, request: Request) -> Sequence[BaseMessage]:
        """Instructions as the system's, data and media as the user's."""
        text, media, told = user_text(request), request.ask.media, system_text(request)
        first = [SystemMessage(told)] if told else []
        if not media:
            return [*first, HumanMessage(text)]
        content: list[str | dict[str, Any]] = [{"type": "text", "text": text}]
        for medium in media:
            if medium.label:
                content.append({"type": "text", "text": medium.label})
            try:
                content.append(self.shown(medium))
            except OSError as exc:
                raise BackendError(f"cannot read {medium.file.name}: {exc.strerror}", backend=self.spec.name) from exc
        return [*first, HumanMessage(content)]

    async def close(self) -> None:
        """Release what the chat model holds."""

    def _drop_or_raise(self, exc: Exception, request: Request, dropped: set[str]) -> None:
        """Leave an option out, or raise; what did not help is not left out."""
        option = self.unknown_option(exc)
        if option is None or option in self._without:
            self._without -= dropped
            raise self.translated(exc, request) from exc
        self._without.add(option)
        dropped.add(option)
