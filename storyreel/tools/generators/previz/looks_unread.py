"""Which words of an appearance nothing is drawn for: what is left when all that is read, and what says nothing, is taken away."""

from __future__ import annotations

from functools import lru_cache

from storyreel.tools.generators.previz import looks_body, looks_hair, looks_skin, looks_text, looks_words, wardrobe_words
from storyreel.tools.generators.previz.looks_text import Text, whole_number
from storyreel.tools.generators.previz.words import COLOURS, listed

__all__ = ["unread_words"]

_MOST = 8
# Words that hold sentences together, and judgements that no picture can be asked for.
_EMPTY = frozenset(
    listed(
        "a an the and or but for of in on at to from with without by as if so than that this which who whose whom"
        " what over under about around near between before behind into out up down off his her their its he she it"
        " they him them is are was be been has have having had wears wearing worn dressed clad very quite rather"
        " somewhat almost nearly barely hardly only just too more most much many few some any no not all each every"
        " one other another same own like looks look looking seems usually often always still again away back front"
        " side left right piece kind sort quantity way ways head foot neck hand wide save except none clothes hangs"
        " hang bundled bound tied brushed holding holds carries carrying close far long high low first good fine rich"
        " plain neat simple handsome beautiful pretty lovely ugly charming kind kindly gentle cheerful grave lively"
        " proud haughty poor rich decided magnificent imposing ordinary typical usual quiet calm sharp large big great"
        " immense huge small little heavy thick thin soft hard rough coarse smooth bright dull shining glossy lustrous"
        " brilliant old new worn tattered ragged ruined frayed greasy mangy baggy loose tight short tall broad narrow"
        " round square straight years year age aged feet high tall"
    )
)


@lru_cache(maxsize=1)
def _read() -> frozenset[str]:
    """Every word that one of the tables has."""
    tables = (
        *(p for _, p in looks_words.STYLES), *(p for _, p in looks_words.BEARDS), *(p for _, p in looks_words.AGES),
        *(p for _, p in looks_words.SKIN_WORDS), *(p for _, p in looks_body.KINDS), looks_skin.FAIR, _FACES,
        *(p for slot in wardrobe_words.CALLINGS.values() for _, p in slot), " ".join(wardrobe_words.lexicon_words()),
    )  # fmt: skip
    words = {w for table in tables for w in looks_text.read_text(table)}
    words |= {*COLOURS, *looks_text.PLAIN, *looks_text.MATERIALS, *looks_text.PERSONS, *looks_hair.HAIR_NOUNS}
    words |= {*looks_body.TALL, *looks_body.SHORT, *looks_body.FAT, *looks_body.THIN, *looks_body.DECADES}
    return frozenset(words)


_FACES = (
    "nose hawk hooked aquiline enormous pointed eyes eye eyed eyebrows brows face faced chin cheek cheeks lips mouth"
    " skin complexion scar scarred tattoo tattooed tattoos crutch cane walking stick staff"
    " squares freckles freckled glasses spectacles monocle quizzing glass"
    " eyepatch patch sunglasses shades bespectacled pince nez ghost spectre phantom apparition striped stripes pinstripe"
    " checked checks plaid tartan gingham polka dotted dots floral flowered spotted short sleeves sleeveless summer bare"
    " arms low cut bareheaded barefoot plume plumes plumed feather feathers feathered knot twisted throat head shoulders"
    " figure built limbs brass buttons belly shanks legs arms hair thumbs hands"
)


def unread_words(words: Text) -> tuple[str, ...]:
    """The words of an appearance that nothing is drawn for, in order, at most eight.

    >>> unread_words(looks_text.read_text("a tall man in a blue coat with a hump"))
    ('hump',)
    """
    left: list[str] = []
    for i, word in enumerate(words):
        stems = {word, word.removesuffix("s"), word.removesuffix("ish"), word.removesuffix("ed"), word.removesuffix("d")}
        if word.isalpha() and not stems & _read() and word not in _EMPTY and whole_number(words, i) is None:
            left.append(word)
    return tuple(dict.fromkeys(left))[:_MOST]
