"""What an endpoint's file has to do, and what an HTTP status means to all of them.

An endpoint sends one request and says how it ended. Which rung to try, what to repair and how often to wait it does not know.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol, cast

from storyreel.errors import BackendError, BackendUnavailable, RateLimited
from storyreel.tools.chat.contract import ChatCan
from storyreel.tools.chat.messages import Reply, Request
from storyreel.tools.chat.spec import ChatSpec

__all__ = ["BrokenOff", "Endpoint", "Unsupported", "by_status", "described", "told_message"]


class Unsupported(Exception):
    """The endpoint does not take a request of this rung; another rung may do."""


class BrokenOff(BackendUnavailable):
    """The connection ended before the answer did: whether the request is charged for, nobody knows."""


class Endpoint(Protocol):
    """One language model at one address."""

    @property
    def spec(self) -> ChatSpec:
        """What was asked for."""
        ...

    @property
    def can(self) -> ChatCan:
        """What it is known to do, before anything was tried."""
        ...

    @property
    def shows_schema(self) -> bool:
        """Whether it shows the model the schema by itself, so that the prompt need not."""
        ...

    async def send(self, request: Request) -> Reply:
        """Send one request.

        Raises:
            Unsupported: If the endpoint does not know the rung.
            BackendError: Retryable or not.
        """
        ...

    def stream(self, request: Request) -> AsyncIterator[Reply]:
        """The answer in pieces; the last one holds how it ended and the tokens."""
        ...

    async def close(self) -> None:
        """Release what it holds."""
        ...


def described(name: str, exc: Exception) -> BackendError:
    """An error that no rule knows: said whole, not tried again."""
    return BackendError(f"what came back is no answer of its protocol ({type(exc).__name__})", backend=name)


def by_status(
    name: str, status: int, *, told: str, rung: str, retry_after_s: float | None = None, tell: Callable[[str], str] = str
) -> Exception:
    """What an HTTP status means; the words in the body decide nothing.

    Args:
        name: The endpoint's.
        status: Of HTTP.
        told: What the endpoint says, shown to the person.
        rung: Of the request: a refused form is `Unsupported`, refused words are an error.
        retry_after_s: As the endpoint asks for it.
        tell: Takes secrets out of what is told.
    """
    said = f" It says: {tell(told)[:300]}" if told else ""
    if status == 429:
        wait = "" if retry_after_s is None else f" for {retry_after_s:g} s"
        return RateLimited(f"it asks to wait{wait} (429).{said}", backend=name, retry_after_s=retry_after_s)
    if status in (401, 403):
        return BackendError(f"the key was not accepted ({status}). Set the key in the environment.{said}", backend=name)
    if status == 404:
        return BackendError(f"there is no such model or address (404). Does the URL end in /v1?{said}", backend=name)
    if status in (400, 405, 415, 422, 501) and rung not in ("text", "prompt and repair"):
        return Unsupported(f"{rung} was refused ({status})")
    if status in (408, 409, 425) or (status >= 500 and status != 501):
        return BackendUnavailable(f"it failed ({status}).{said}", backend=name, retryable=True)
    return BackendError(f"it refused the request ({status}).{said}", backend=name)


def told_message(body: object) -> str:
    """What the body of an error says, for the person.

    >>> told_message({"error": {"message": "no such model"}})
    'no such model'
    """
    told = cast("dict[str, Any]", body) if isinstance(body, dict) else {}
    inner = told.get("error", told)
    return str(cast("dict[str, Any]", inner).get("message", "")) if isinstance(inner, dict) else str(inner or "")
