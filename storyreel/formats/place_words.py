"""The words for a place on a stage: side of the picture, part of the set, and where it lies from somebody else.

Left and right are those of the picture; "stage left" is the actors' own left, "house left" the audience's. It knows English words
and no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyreel.film.placing import Relation, Side

__all__ = ["relations_in", "side_in", "spot_in"]

_RELATIONS: tuple[tuple[Relation, str], ...] = (
    ("left of", r"(?:to the )?left (?:side )?of|to the left from"),
    ("right of", r"(?:to the )?right (?:side )?of|to the right from"),
    ("in front of", r"in front of"),
    ("behind", r"behind"),
    ("between", r"between"),
    ("opposite", r"opposite(?: to)?|across from"),
    ("beside", r"beside|next to|near(?: to)?|close to|with|alongside|by|at"),
)
_WHOLE = r"the\s+(?:frame|picture|stage|screen|room|shot|image|set|scene)\b"
_SIDE = re.compile(
    r"\b(?<!from )(?<!from the )(?P<of>stage[ -]|house[ -])?(?P<side>left|right|cent(?:re|er)|middle)\b"
    rf"(?!\s+(?:side\s+)?(?:of|from)\s+(?!{_WHOLE}))",
    re.IGNORECASE,
)
_SPOT = re.compile(
    r"\b(?:at|by|near|beside|next to|in front of|behind|against|under|on|in|inside|outside|to|towards?)\s+"
    r"(?:the|an?|his|her|their)\s+(?P<thing>[a-z]+(?:[ -][a-z]+)?)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:(?:at|by|near|on|in|the)\s+)?(?P<thing>[a-z]+)$", re.IGNORECASE)
_NO_SPOT = re.compile(
    r"\b(?:left|right|cent(?:re|er)|middle|foreground|background|front|back|side|same|other|frame|picture|stage|screen|room"
    r"|scene|nearby|outside|inside|alone|away|here|there|(?:up|down)stage|(?:fore|back)ground)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:of|and|with|on|in|to|at|by|facing|while|as|is|are|near|behind|beside|looking|holding)$", re.IGNORECASE)


def side_in(words: str) -> Side | None:
    """The side of the picture, None where none is named.

    >>> side_in("on the left"), side_in("left of Tom"), side_in("stage left"), side_in("in the middle of the room")
    ('left', None, 'right', 'centre')
    """
    hit = _SIDE.search(words)
    if hit is None:
        return None
    side = hit["side"].casefold()
    if side not in ("left", "right"):
        return "centre"
    mirrored = (hit["of"] or "").casefold().startswith("stage")
    return "left" if (side == "left") != mirrored else "right"


def spot_in(words: str) -> str:
    """The part of the set, "" where none is named.

    >>> spot_in("by the old window, left of Tom"), spot_in("on the left"), spot_in("sits on the bench and waits")
    ('old window', '', 'bench')
    """
    for hit in _SPOT.finditer(words):
        thing = hit["thing"].casefold()
        while cut := _TAIL.search(thing):
            thing = thing[: cut.start()]
        if thing and not _NO_SPOT.search(thing):
            return thing
    bare = _BARE.match(words.strip())
    return bare["thing"].casefold() if bare and not _NO_SPOT.search(bare["thing"]) else ""


def relations_in(words: str) -> Iterator[tuple[Relation, int]]:
    """Relations that may be to somebody, with where their words end: whoever is named there is meant.

    >>> list(relations_in("at the window, left of Tom"))
    [('left of', 23), ('beside', 3)]
    """
    for relation, pattern in _RELATIONS:
        for hit in re.finditer(rf"\b(?:{pattern})\s+", words, re.IGNORECASE):
            yield relation, hit.end()
