"""What a Character's name tells: a voice without a body, a crowd, a man or a woman; and where a text mentions whom.

It knows English titles, roles and some first names; for other languages it says "" rather than guess.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

__all__ = [
    "Mention",
    "Mentions",
    "gender_of",
    "is_crowd",
    "is_voice",
    "one_name",
    "plain",
    "pronoun_gender",
    "speak_together",
    "voice_of",
]


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VOICES = _table(
    "narrator narration narrateur narratrice voice voiceover radio telephone phone announcer loudspeaker tannoy television tv"
    " recording subtitle caption prologue epilogue 旁白 画外音 解说 ナレーター ナレーション 내레이션"
)
_CROWDS = _table("all both everyone everybody omnes crowd chorus voices people mob others together 众人 大家 所有人 全員")
_WOMEN = _table(
    "mrs miss ms lady queen princess duchess countess madam madame mademoiselle mother mum mom grandmother grandma aunt sister"
    " daughter wife widow girl woman nurse maid hostess witch nun actress waitress empress baroness señora señorita frau 女士"
    " 小姐 mary anna anne ann alice helen ellen grace rose hope ruth jane joan jean margaret elizabeth eleanor carol karen susan"
    " sarah esther judith edith gwen gwendolen gwendolyn cecily emily lucy nancy betty kate kim megan beth rachel hannah miriam"
    " ines inés isabel carmen dolores pilar mercedes claire sophie marie camille chloe zoe eleanor abigail amy jennifer jessica"
    " laurel april june iris ivy lily daisy violet rosie sally molly polly kitty penny wendy mei ling yuki keiko sakura aiko"
    " ophelia juliet gertrude hedda nora irina masha portia beatrice rosalind viola cordelia regan goneril eve ingrid astrid"
)
_MEN = _table(
    "mr sir lord king prince duke count father dad grandfather grandpa uncle brother son husband boy man gentleman butler"
    " monsieur master captain sergeant colonel general emperor baron abbot monk friar monsignor señor herr waiter"
    " soldier guard sailor 先生 john"
    " jack james william thomas henry george charles peter paul david daniel michael joseph robert richard edward ben bob tom"
    " tomas tomás andre andré jean-luc pierre louis antoine hans klaus jürgen juan josé jose miguel rafael javier ali omar ahmed"
    " hassan mustafa amir ravi arjun raj kenji hiroshi takeshi haruki wei brian kevin jason eric alan colin ian neil gary"
    " frederick harold arnold roger stephen steven andrew matthew anthony edmund philip lawrence leonard"
    " sam max adam luke mark joshua nikita ilya luca noah ezra hamlet"
    " macbeth banquo horatio torvald ernest algernon krogstad rank ivan boris"
    " oliver alexander victor simon martin frank fred arthur walter hugo otto lane"
)
_SHE = re.compile(r"\b(she|her|hers|herself)\b", re.IGNORECASE)
_HE = re.compile(r"\b(he|him|his|himself)\b", re.IGNORECASE)
_NOT_A_NAME = _table("the and of mr mrs miss ms lady lord sir madam first second third old young man woman")


class Mention(NamedTuple):
    """A Character named in a text, and where."""

    start: int
    end: int
    name: str


def plain(name: str) -> str:
    """A name for comparing: case folded, bracketed asides and doubled spaces gone.

    >>> plain("Lady  MACBETH (V.O.)")
    'lady macbeth'
    """
    return " ".join(re.sub(r"[(（\[].*?[)）\]]", " ", name).casefold().split())


def one_name(name: str) -> str:
    """The name under which spellings are one person: case, spaces, full stops and asides such as (V.O.) do not count.

    >>> one_name("Rosa (CONT'D)") == one_name("ROSA"), one_name("BOY (1)") == one_name("BOY (2)")
    (True, False)
    """
    aside = r"[(（\[]\s*(?:v\.?\s?o\.?|o\.?\s?s\.?|o\.?\s?c\.?|cont(?:inued|['’]?d)?\.?|off)\s*[)）\]]"
    return " ".join(re.sub(aside, " ", name.casefold()).replace(".", " ").split())


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", name.casefold())


def is_voice(name: str) -> bool:
    """Whether the name is that of a voice that never stands in the frame.

    >>> is_voice("NARRATOR"), is_voice("旁白"), is_voice("ROSA (V.O.)"), is_voice("ROSA")
    (True, True, True, False)
    """
    tagged = re.search(r"\b(v\.?\s?o\.?|voice[ -]?over)\b", name.casefold())
    words = _words(plain(name))
    return bool(tagged) or plain(name) in _VOICES or bool(words and words[-1] in _VOICES)


def voice_of(name: str) -> str:
    """Whose voice a name says it is, "" where it says nobody's.

    >>> voice_of("JOHN'S VOICE"), voice_of("Voice of Mara"), voice_of("A VOICE")
    ('john', 'mara', '')
    """
    found = re.fullmatch(r"(?:the )?voice of (?P<after>.+)|(?P<before>.+?)['’]s? voice", one_name(name))
    return (found["after"] or found["before"]) if found else ""


def speak_together(name: str, known: Container[str]) -> bool:
    """Whether a name is of several people at once, each of them known (as `one_name` writes them).

    >>> speak_together("ROSA & TOM", {"rosa", "tom"}), speak_together("Rosa, Tom and Ann", {"rosa", "tom", "ann"})
    (True, True)
    >>> speak_together("MAN AND WIFE", {"man"}), speak_together("ROSA", {"rosa"})
    (False, False)
    """
    parts = [one_name(part) for part in re.split(r"\s*[&/,+、]\s*|\s+(?:and|et|und|y|e)\s+", name.casefold()) if part.strip()]
    return len(parts) > 1 and all(part in known or is_voice(part) for part in parts)


def is_crowd(name: str) -> bool:
    """Whether the name stands for several people who speak at once.

    >>> is_crowd("ALL"), is_crowd("THE CROWD"), is_crowd("ALLAN")
    (True, True, False)
    """
    words = [word for word in _words(plain(name)) if word not in ("the", "of", "them", "a")]
    return bool(words) and all(word in _CROWDS for word in words)


def pronoun_gender(text: str) -> str:
    """ "woman", "man", or "" where the text's pronouns do not tell.

    >>> pronoun_gender("She folds her letter."), pronoun_gender("It rains.")
    ('woman', '')
    """
    she, he = len(_SHE.findall(text)), len(_HE.findall(text))
    if she == he:
        return ""
    return "woman" if she > he else "man"


def gender_of(name: str, words: str = "") -> str:
    """ "woman", "man", or "" where neither the name nor the words about the person tell.

    >>> gender_of("LADY MACBETH"), gender_of("LANE"), gender_of("ROSA"), gender_of("XQ"), gender_of("XQ", "an old woman")
    ('woman', 'man', 'woman', '', 'woman')
    """
    about = set(_words(words))
    for gender, table in (("woman", {"woman", "girl", "lady", "female"}), ("man", {"man", "boy", "gentleman", "male"})):
        if about & table:
            return gender
    parts = _words(plain(name))
    for part in parts:
        if part in _WOMEN:
            return "woman"
        if part in _MEN:
            return "man"
    told = pronoun_gender(words)
    if told or not parts:
        return told
    if len(parts[0]) < 3:
        return ""
    if re.search(r"(a|ette|elle|ine|issa|ия|а)$", parts[0]):
        return "woman"
    return "man" if re.search(r"(?:[^aeiou]o|[aiou]us|[ao]s)$", parts[0]) and len(parts[0]) > 4 else ""


class Mentions:
    """Finds Characters in a text by their whole name, or by a word of it that no other Character shares.

    Args:
        names: The names; or spelling -> name, where some have aliases.
    """

    def __init__(self, names: Iterable[str] | Mapping[str, str]) -> None:
        self._who: dict[str, str] = {}
        known: dict[str, str] = {**names} if isinstance(names, Mapping) else {name: name for name in names}
        owners: dict[str, set[str]] = {}
        for name in known:
            for word in _words(plain(name)):
                owners.setdefault(word, set()).add(known[name])
        for name in known:
            self._add(plain(name), known[name])
        for name in known:
            for word in _words(plain(name)):
                if len(owners[word]) == 1 and word not in _NOT_A_NAME:
                    self._add(word, known[name])
        by_length = sorted(self._who, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(_bounded(word) for word in by_length), re.IGNORECASE) if by_length else None

    def _add(self, word: str, name: str) -> None:
        if len(word) > 2 or (len(word) == 2 and not word.isascii()):
            self._who.setdefault(word, name)

    def of(self, text: str) -> tuple[Mention, ...]:
        """The mentions in the text, in order.

        >>> [m.name for m in Mentions(["LADY MACBETH", "MACBETH"]).of("Macbeth bows to Lady Macbeth; the macbeth does not.")]
        ['MACBETH', 'LADY MACBETH', 'MACBETH']
        """
        if self._pattern is None:
            return ()
        found: list[Mention] = []
        for hit in self._pattern.finditer(text):
            article = re.search(r"\b(the|a|an)\s+$", text[: hit.start()], re.IGNORECASE)
            if hit[0][0].islower() and hit[0][0].isascii() and not article:
                continue
            found.append(Mention(hit.start(), hit.end(), self._who[" ".join(hit[0].casefold().split())]))
        return tuple(found)


def _bounded(word: str) -> str:
    """The word as a pattern; scripts that write without spaces have no word borders to ask for."""
    text = re.escape(word).replace(r"\ ", r"\s+")
    return rf"(?<!\w){text}(?!\w)" if word.isascii() or re.match(r"[\u0370-\u06ff]", word) else text
