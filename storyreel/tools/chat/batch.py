"""Many asks at once: every one ends in an answer or in its own error, and one that fails takes no other with it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from storyreel.errors import BackendError
from storyreel.tools.chat.contract import Answer, Ask, ChatModel, Form

__all__ = ["fill_all"]


async def fill_all(
    model: ChatModel, asks: Sequence[Ask], form: type[Form], *, at_once: int = 8
) -> list[Answer[Form] | BackendError]:
    """Fill the form for each ask.

    Args:
        model: Whoever answers.
        asks: In any number.
        form: Of every answer.
        at_once: Requests under way at a time, at least 1.

    Returns:
        In the order of the asks; an ask that failed has its error in its place.
    """
    free = asyncio.Semaphore(max(1, at_once))

    async def one(ask: Ask) -> Answer[Form] | BackendError:
        async with free:
            try:
                return await model.fill(ask, form)
            except BackendError as exc:
                return exc

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(ask)) for ask in asks]
    return [task.result() for task in tasks]
