"""Props: which words of a text name a thing that can be held, passed or looked at, and what it looks like.

The list is fixed; a thing that is not on it stays in the text and is not tracked.
"""

from __future__ import annotations

import re
from typing import Final

from storyreel.film.bank import Prop

__all__ = ["PROPS", "find_props", "insists_on", "look_of"]

PROPS: Final[dict[str, str]] = {
    "cigarette case": "a flat silver cigarette case with an inscription inside the lid",
    "letter": "a folded letter on cream paper",
    "envelope": "a sealed white envelope",
    "telegram": "a thin yellow telegram",
    "note": "a small handwritten note",
    "card": "a small white visiting card",
    "newspaper": "a folded newspaper",
    "papers": "a sheaf of papers",
    "book": "a book bound in brown cloth",
    "diary": "a small black diary",
    "map": "a creased paper map",
    "photograph": "a framed photograph",
    "keys": "a ring of iron keys",
    "key": "an old brass key",
    "pistol": "a dark steel pistol",
    "revolver": "a dark steel revolver",
    "gun": "a dark steel gun",
    "rifle": "a long rifle with a wooden stock",
    "daggers": "two bloody daggers",
    "dagger": "a long dagger",
    "sword": "a straight sword",
    "knife": "a knife with a dark handle",
    "axe": "a short axe",
    "lamp": "an oil lamp with a glass chimney",
    "lantern": "an iron lantern",
    "candle": "a lit candle",
    "torch": "a burning torch",
    "teacup": "a white china teacup",
    "cup": "a white china cup",
    "glass": "a drinking glass",
    "goblet": "a metal goblet",
    "bottle": "a dark green bottle",
    "salver": "a round silver salver",
    "tray": "a wooden tray",
    "sandwich": "a cucumber sandwich",
    "sandwiches": "a plate of cucumber sandwiches",
    "telephone": "a black telephone",
    "phone": "a telephone",
    "ring": "a gold ring",
    "necklace": "a thin gold necklace",
    "watch": "a gold watch on a chain",
    "pipe": "a wooden pipe",
    "cigarette": "a cigarette",
    "bag": "a leather bag",
    "purse": "a small purse",
    "suitcase": "a brown suitcase",
    "box": "a small wooden box",
    "parcel": "a parcel in brown paper",
    "parcels": "several parcels in brown paper",
    "basket": "a wicker basket",
    "umbrella": "a black umbrella",
    "flowers": "a bunch of flowers",
    "flower": "a single flower",
    "rose": "a red rose",
    "crown": "a gold crown",
    "coin": "a gold coin",
    "money": "a bundle of banknotes",
    "handkerchief": "a white handkerchief",
    "mirror": "a small hand mirror",
    "skull": "a pale skull",
    "rope": "a coil of rope",
    "camera": "a camera",
    "ticket": "a paper ticket",
    "laptop": "a grey laptop",
    "钥匙": "an old brass key",
    "信封": "a sealed white envelope",
    "手枪": "a dark steel pistol",
    "蜡烛": "a lit candle",
    "照片": "a framed photograph",
    "杯子": "a white china cup",
    "电话": "a black telephone",
    "雨伞": "a black umbrella",
}
_WORDS: Final = re.compile(
    "|".join(
        rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
        for word in sorted(PROPS, key=lambda word: (-len(word), word))
    ),
    re.IGNORECASE,
)
# Words before a prop's name that make it something else: "to ring", "a case", "my watch says" need no film grammar.
_NOT_A_THING: Final = re.compile(r"\b(to|will|shall|must|can|could|would|did|not|please|I|you|we|they)\s+$", re.IGNORECASE)
_POINTING: Final = r"(?:this|these|that|those|here is|here's|give (?:me|it|him|her)|take|look at|my|back)\b[^.!?]{0,24}"


def find_props(text: str, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The props that a text names, in order, each once; `extra` are further names (a source's bank).

    >>> find_props("Enter Lane with the cigarette case on a salver.")
    ('cigarette case', 'salver')
    >>> find_props("They watch the door. I watch.")
    ()
    """
    found: dict[str, None] = {}
    for hit in _WORDS.finditer(text):
        verb = hit[0].casefold() in ("watch", "ring", "book", "box", "note", "map")
        if verb and not re.search(
            r"\b(the|a|an|his|her|my|your|their|this|that|its|gold|old)\s+$", text[: hit.start()], re.IGNORECASE
        ):
            continue
        if not _NOT_A_THING.search(text[: hit.start()]):
            found[hit[0].casefold()] = None
    for name in extra:
        # "the case", once it is known which case there is.
        head = name.split()[-1]
        if head != name and len(head) > 2 and re.search(rf"\b(?:the|his|her|this|that) {re.escape(head)}\b", text):
            found[name] = None
        if len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            found[name] = None
    return tuple(found)


def insists_on(text: str, prop: str) -> bool:
    """Whether a spoken text points at the prop ("this letter", "give me back my cigarette case").

    >>> insists_on("Here is the key.", "key"), insists_on("A key opens doors.", "key")
    (True, False)
    """
    return re.search(rf"\b{_POINTING}{re.escape(prop)}", text, re.IGNORECASE) is not None


def look_of(name: str, bank: tuple[Prop, ...] = ()) -> Prop:
    """The Prop of that name: as the source's bank has it, else as the list describes it.

    >>> look_of("key").look
    'an old brass key'
    """
    for prop in bank:
        if prop.name.casefold() == name.casefold():
            return prop
    return Prop(name=name, look=PROPS.get(name.casefold(), ""))
