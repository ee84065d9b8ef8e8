"""The text that was found in a document, on its way to the reader that its content asks for.

A document is a wrapping: what is inside may be dialogue, a transcript, a screenplay or a story. This module knows neither side.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from storyreel.film.base import JsonObject

__all__ = ["PageText"]


@dataclass(frozen=True)
class PageText:
    """A document's text, in order.

    Attributes:
        text: Lines as they stand on the pages.
        extra: What the document has beside it (running heads, footnotes, comments), kept with what is read.
    """

    text: str
    extra: JsonObject = field(default_factory=dict[str, object])
