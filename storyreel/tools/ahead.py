"""Making things ahead: what a step gives is made in a thread of its own while the step after it works on what came before.

Order and results are those of one step after the other; only the clock is different, for decoders, encoders and numpy leave
Python free for one another. It knows nothing of what passes.
"""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from typing import TypeVar

__all__ = ["ahead"]

Item = TypeVar("Item")


@contextmanager
def ahead(items: Iterable[Item], depth: int = 4) -> Generator[Iterator[Item]]:
    """The items in their order, made in a thread, at most `depth` of them before they are wanted.

    Whatever making one raises is raised where it would have come. At the end of the block the thread is gone, also where not
    all were taken; one in the making is finished first.

    >>> with ahead(number * number for number in range(4)) as squares:
    ...     list(squares)
    [0, 1, 4, 9]
    """
    made: SimpleQueue[tuple[Item] | BaseException | None] = SimpleQueue()
    room, done = threading.Semaphore(depth), threading.Event()

    def make() -> None:
        try:
            source = iter(items)
            while room.acquire() and not done.is_set():
                try:
                    made.put((next(source),))
                except StopIteration:
                    made.put(None)
                    return
        except BaseException as exc:  # it is the taker's to handle
            made.put(exc)

    thread = threading.Thread(target=make, name="ahead", daemon=True)
    thread.start()
    try:
        yield _taken(made, room)
    finally:
        done.set()
        room.release()
        thread.join()


def _taken(made: SimpleQueue[tuple[Item] | BaseException | None], room: threading.Semaphore) -> Iterator[Item]:
    while (one := made.get()) is not None:
        if isinstance(one, BaseException):
            raise one
        room.release()
        yield one[0]
