"""Retries of transport: the same job again after a failure that may pass. Quality is not its business: that is a new Take."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from storyreel.errors import BackendError, RateLimited

__all__ = ["retried"]

Answer = TypeVar("Answer")
LONGEST_PAUSE_S = 30.0


async def retried(
    call: Callable[[], Awaitable[Answer]],
    *,
    retries: int,
    on_retry: Callable[[BackendError, float], None] | None = None,
    first_pause_s: float = 0.5,
) -> Answer:
    """The answer of `call`, tried again while its error says that it may pass.

    Args:
        retries: How many times after the first.
        on_retry: Told of each error and the pause in seconds that follows.

    Raises:
        BackendError: The last one, when it is not retryable or no retries are left.
    """
    for attempt in range(retries + 1):
        try:
            return await call()
        except BackendError as exc:
            if not exc.retryable or attempt == retries:
                raise
            pause = min(first_pause_s * 2**attempt, LONGEST_PAUSE_S) * random.uniform(0.7, 1.3)
            if isinstance(exc, RateLimited) and exc.retry_after_s is not None:
                pause = exc.retry_after_s
            if on_retry is not None:
                on_retry(exc, pause)
            await asyncio.sleep(pause)
    raise AssertionError("the loop returns or raises")
