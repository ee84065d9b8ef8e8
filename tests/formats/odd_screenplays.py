"""Strategies for screenplays whose texts hold every mark of every format, in places where they hurt."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

from hypothesis import strategies as st

from storyreel.film.screenplay import Element, ElementKind, Screenplay, TitleEntry

KINDS = tuple(get_args(ElementKind))[:-1]
_BITS = (
    "INT. |EXT./INT |CUT TO:|TO:|BOB|Bob|rain|Ça va|李明|(|)|[[|]]|/*|*/|*|**|***|_|\\|#|#1A#|=|===|>|<|~|!|@|.|...|^|:|"
    "Title: |Note:| |  |\t|\n|\n\n|\n  \n|V.O.|2|-|&|\u2028|'"
)

texts = st.lists(st.sampled_from(_BITS.split("|")), max_size=7).map("".join)
_WORDS = ["Rain.", "BOB", "He sits", "\n", " ", "now", "INT. HALL - DAY"]
plain = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join)


@st.composite
def elements(draw: st.DrawFn) -> Element:
    """One element of any kind, as a program might make it: nothing in it is settled."""
    kind = draw(st.sampled_from(KINDS))
    text = draw(st.one_of(texts, plain))
    more: dict[str, object] = {"blanks": draw(st.integers(0, 2))}
    if kind == "heading":
        more["number"] = draw(st.sampled_from(["", "", "1", "12-A", "# 3"]))
    if kind == "character":
        more |= {"extension": tuple(draw(st.lists(texts, max_size=2))), "dual": draw(st.booleans())}
    if kind in ("heading", "action", "character", "transition"):
        more["forced"] = draw(st.booleans())
    if kind == "section":
        more["depth"] = draw(st.integers(0, 4))
    return Element.model_validate({"kind": kind, "text": text, **more})


_keys = st.sampled_from(["Title", "Author", "Draft date", "Colour", "INT. X", "9", ""])
titles = st.lists(st.builds(TitleEntry, key=_keys, values=st.lists(texts, max_size=3).map(tuple)), max_size=3)


@st.composite
def screenplays(draw: st.DrawFn) -> Screenplay:
    """A screenplay of a few elements in any order."""
    return Screenplay(title_page=tuple(draw(titles)), elements=tuple(draw(st.lists(elements(), max_size=9))))


def words_of(*texts: str) -> Counter[str]:
    """The multiset of words: letters and digits, whatever marks stand between them."""
    return Counter(re.findall(r"[^\W_]+", "\n".join(texts).casefold()))


def words_in(screenplay: Screenplay) -> Counter[str]:
    """The words of all elements, their numbers and extensions among them."""
    parts = [part for one in screenplay.elements for part in (one.text, one.number, *one.extension)]
    return words_of(*parts, *(part for entry in screenplay.title_page for part in (entry.key, *entry.values)))
