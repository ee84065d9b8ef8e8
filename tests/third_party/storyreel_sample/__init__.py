"""A third party's generator in one file: it hands every job to the plain one and calls itself by its own name."""

from __future__ import annotations

from typing import Any

from storyreel.testing import PlainGenerator


def create(argument: str, *, executor: Any = None) -> PlainGenerator:
    """The factory that the entry point names; `argument` is what the person wrote after the colon."""
    return PlainGenerator(name="sample", revision=argument or "1")
