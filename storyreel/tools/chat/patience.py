"""Waiting and trying again, of transport only: the same request, a bounded number of times.

What an answer says is none of its business.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from storyreel.errors import BackendError, RateLimited

__all__ = ["Patience"]

_log = logging.getLogger(__name__)
Result = TypeVar("Result")


@dataclass(frozen=True)
class Patience:
    """How long and how often is waited for an endpoint.

    Attributes:
        tries: Requests in all, the first included.
        first_s: Before the second try; twice as long before each next one.
        longest_s: The longest single wait; an endpoint that asks for more is not waited for.
        sleep: Replaced in tests.
    """

    tries: int = 4
    first_s: float = 1.0
    longest_s: float = 60.0
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    async def given(self, attempt: Callable[[], Awaitable[Result]]) -> Result:
        """What the attempt gives, tried again while its error says that this may help.

        Raises:
            BackendError: The last one, or the first that is not retryable or asks for too long a wait.
        """
        for number in range(1, self.tries + 1):
            try:
                return await attempt()
            except BackendError as exc:
                wait_s = self._wait_s(exc, number)
                if wait_s is None:
                    raise
                _log.info("%s; trying again in %.1f s", exc, wait_s)
            await self.sleep(wait_s)
        raise AssertionError("tries is at least 1")

    def _wait_s(self, exc: BackendError, number: int) -> float | None:
        if not exc.retryable or number >= self.tries:
            return None
        asked_s = exc.retry_after_s if isinstance(exc, RateLimited) else None
        wait_s = self.first_s * 2 ** (number - 1) if asked_s is None else asked_s
        return wait_s if wait_s <= self.longest_s else None if asked_s is not None else self.longest_s
