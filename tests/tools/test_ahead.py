"""Making ahead changes no order, loses no error and leaves no thread behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from storyreel.tools.ahead import ahead


def test_order_and_items_are_those_of_the_source() -> None:
    with ahead(range(1000), depth=3) as numbers:
        assert list(numbers) == list(range(1000))


def test_an_error_comes_where_it_would_have_come() -> None:
    def broken() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("the third is missing")

    taken: list[int] = []
    with pytest.raises(ValueError, match="third"), ahead(broken()) as numbers:
        taken.extend(numbers)
    assert taken == [1, 2]


def test_nothing_is_made_beyond_what_fits() -> None:
    made: list[int] = []

    def slow() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    with ahead(slow(), depth=2) as numbers:
        assert next(numbers) == 0
        before = threading.active_count()
    assert len(made) <= 4
    assert threading.active_count() < before


def test_the_source_is_not_used_after_the_block() -> None:
    made: list[int] = []

    def endless() -> Iterator[int]:
        while True:
            made.append(len(made))
            yield made[-1]

    with ahead(endless()) as numbers:
        next(numbers)
    count = len(made)
    assert not [thread for thread in threading.enumerate() if thread.name == "ahead"]
    assert len(made) == count
