"""Stage business: who does what in a direction or a parenthetical: enters, exits, crosses, sits, takes, gives, puts down.

English directions are read by a table of verbs; what is not understood stays in the text and moves nobody. It knows no stage:
`stage.py` decides where a move ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from storyreel.agents.scripter.names import Mention, Mentions, pronoun_gender
from storyreel.agents.scripter.props import find_props
from storyreel.agents.scripter.verbs import MOVES, VerbHit, spot_in, verbs_in

__all__ = ["EVERYONE", "Business", "read_business", "sentences", "size_of", "split_business"]

_AFTER_VERB: Final = ("enter", "exit")
_PRONOUN: Final = re.compile(r"^\W*(?:and |then )*(he|she|they|both)\b", re.IGNORECASE)
LONGEST_DIRECTION: Final = 60
"""Words of a direction that one Shot can show."""
EVERYONE: Final = "*"
"""As who does it: all who are there ("Exeunt"; `to` is then who stays). As `to`: whoever is nearest."""
_SPARED: Final = re.compile(r"\b(but|except|save)\s+(?:the\s+)?$", re.IGNORECASE)
_HANDS: Final = frozenset({"take", "give", "put down", "hold", "handle"})


@dataclass(frozen=True)
class Business:
    """One thing that one Character does.

    Attributes:
        who: The Character.
        verb: enter, exit, move, sit, rise, kneel, lie, lean, stand, take, give, put down, hold, handle or embrace.
        text: The sentence that says so.
        to: The Character that it is done towards, "" where none.
        spot: The part of the set that is named ("sofa", "left"), "" where none.
        prop: The thing that it is done with, "" where none.
        mark: Where the source places them, in centimetres on the floor; None where `spot` and `to` tell.
        relation: How the source places them to whom `to` names ("left of"), "" where it does not.
        words: The source's own words for that place.
    """

    who: str
    verb: str
    text: str = ""
    to: str = ""
    spot: str = ""
    prop: str = ""
    mark: tuple[int, int] | None = None
    relation: str = ""
    words: str = ""

    @property
    def placed(self) -> bool:
        """Whether the source says where it ends."""
        return self.mark is not None or bool(self.relation)


def sentences(text: str) -> tuple[str, ...]:
    """A direction's sentences, brackets off; "Mr." and initials end none.

    >>> sentences("[Enter Lane. Algernon takes it; Lane goes out.]")
    ('Enter Lane.', 'Algernon takes it;', 'Lane goes out.')
    """
    bare = text.strip().strip("[](){}（）［］【】*_ ")
    pieces = re.split(r"(?<=[.;!?。！？；])(?<!Mr\.)(?<!Mrs\.)(?<!Dr\.)(?<!St\.)(?<!\b[A-Z]\.)\s+", bare)
    return tuple(piece.strip() for piece in pieces if piece.strip())


def read_business(
    text: str,
    mentions: Mentions,
    *,
    default: str = "",
    last_prop: str = "",
    props: tuple[str, ...] = (),
    genders: Mapping[str, str] | None = None,
    recent: Sequence[str] = (),
) -> tuple[Business, ...]:
    """What the Characters do in a direction.

    Args:
        text: The direction.
        mentions: Finds the cast's names.
        default: Who does it where no name is given: the speaker, for a parenthetical.
        last_prop: What "it" is until a prop is named.
        props: Further names of props.
        genders: name -> "woman" or "man", to resolve "he" and "she".
        recent: Who spoke or acted before, the latest first: "she" is the first woman among them; a direction that begins with
            its verb ("Sits down.") is about the first.

    >>> [(b.who, b.verb, b.prop) for b in read_business("Lane enters with a letter. Jack takes it.", Mentions(["JACK", "LANE"]))]
    [('LANE', 'enter', ''), ('LANE', 'hold', 'letter'), ('JACK', 'take', 'letter')]
    """
    page = _Page(mentions, props, last_prop, (default,) if default else (), genders or {}, recent)
    for sentence in sentences(text):
        page.read(sentence)
    return tuple(page.done)


@dataclass
class _Page:
    """A direction being read, verb by verb: who it is about and what "it" is go on from one sentence to the next."""

    mentions: Mentions
    props: tuple[str, ...]
    last_prop: str
    subjects: tuple[str, ...]
    genders: Mapping[str, str]
    recent: Sequence[str]
    done: list[Business] = field(default_factory=list[Business])

    def read(self, sentence: str) -> None:
        named = self.mentions.of(sentence)
        before_this = (*self.subjects, *(one.who for one in reversed(self.done)), *self.recent)
        self.subjects = _by_pronoun(sentence, before_this, named, self.genders) or self.subjects
        verbs = verbs_in(sentence)
        if verbs and not self.subjects and not named and not sentence[: verbs[0].start].strip():
            self.subjects = tuple(self.recent[:1])
        for order, hit in enumerate(verbs):
            before = verbs[order - 1].end if order else 0
            after = verbs[order + 1].start if order + 1 < len(verbs) else len(sentence)
            self._clause(sentence, named, hit, before, after)

    def _clause(self, sentence: str, named: Sequence[Mention], hit: VerbHit, before: int, after: int) -> None:
        """One verb with its words, from the verb before to the verb after."""
        verb = hit.verb
        every = hit.words.casefold() == "exeunt"
        self.subjects = _subjects(sentence, named, hit, before, after) or (() if every else self.subjects)
        tail = sentence[hit.start : after]
        found = find_props(tail, self.props)
        goal = next((m.name for m in named if hit.end <= m.start < after and m.name not in self.subjects), "")
        if not goal and verb in ("give", "move", "embrace"):
            goal = self._other(tail)
        prop = _thing(verb, tail, found, self.last_prop)
        self.last_prop = found[0] if found else self.last_prop
        if verb in _HANDS and not prop:
            return
        if every and not self.subjects:
            spared = next((m.name for m in named if _SPARED.search(sentence[: m.start])), "")
            self.done.append(Business(EVERYONE, verb, sentence, spared))
            return
        spot = spot_in(sentence[hit.end : after])
        things = found if verb == "hold" and found else (prop,)
        self.done.extend(Business(who, verb, sentence, goal, spot, thing) for who in self.subjects for thing in things)

    def _other(self, tail: str) -> str:
        """Whom "him" or "her" means: the last one of that gender who is not doing it; "*" for whoever is nearest."""
        hit = re.search(r"\b(him|her|them)\b", tail)
        if not hit:
            return ""
        gender = pronoun_gender(hit[1])
        before = (*(one.who for one in reversed(self.done)), *self.recent)
        others = [who for who in before if who not in self.subjects and who != EVERYONE]
        if gender and any(who in self.genders for who in others):
            return next((who for who in others if self.genders.get(who) == gender), EVERYONE)
        return others[0] if others else EVERYONE


def _thing(verb: str, tail: str, found: Sequence[str], last_prop: str) -> str:
    """The prop that is meant: the one named, else the last one where the words say "it", or say "reading" and no more."""
    if verb not in _HANDS or found:
        return found[0] if found and verb in _HANDS else ""
    bare = verb == "handle" and re.fullmatch(r"\W*(?:read|examin|inspect|study)\w*\W*", tail, re.IGNORECASE)
    in_hand = verb == "handle" and re.search(r"\bhands?\b", tail)
    return last_prop if bare or in_hand or re.search(r"\b(it|them)\b", tail) else ""


def _by_pronoun(sentence: str, recent: Sequence[str], named: Sequence[Mention], genders: Mapping[str, str]) -> tuple[str, ...]:
    """Whom "he" or "she" at the head of a sentence means: the last one named whose gender it is."""
    hit = _PRONOUN.match(sentence)
    if not hit or (named and named[0].start < hit.start(1)):
        return ()
    gender = pronoun_gender(hit[1])
    meant = next((who for who in recent if gender and genders.get(who) == gender), "")
    return (meant,) if meant else ()


def _subjects(text: str, named: Sequence[Mention], hit: VerbHit, before: int, after: int) -> tuple[str, ...]:
    """Who does it: those named just before the verb; for "Enter X" and "Exit X" those named after it."""
    ahead = tuple(dict.fromkeys(m.name for m in named if before <= m.start and m.end <= hit.start))
    if ahead or hit.verb not in _AFTER_VERB or hit.words[0].islower():
        return ahead
    behind: list[str] = []
    end = hit.end
    for mention in (m for m in named if hit.end <= m.start < after):
        if not re.fullmatch(
            r"[\s,&]*(?:and|with|then|to)?[\s,]*(?:the\s+|an?\s+|his\s+|her\s+)?", text[end : mention.start], re.IGNORECASE
        ):
            break
        behind.append(mention.name)
        end = mention.end
    return tuple(dict.fromkeys(behind))


def size_of(text: str) -> int:
    """How long a text is in words; where words are not spaced, five characters count as one.

    >>> size_of("He sits down."), size_of("他坐下来，看着窗外的雨。")
    (3, 2)
    """
    return max(len(text.split()), len(text) // 8 if text.isascii() else len(text) // 5)


def split_business(text: str, business: Sequence[Business]) -> tuple[tuple[str, tuple[Business, ...]], ...]:
    """A direction in as many pieces as it needs Shots: nobody moves twice in one, no prop changes hands twice in one.

    >>> moves = (Business("A", "enter", "A enters."), Business("A", "exit", "A goes out."))
    >>> [piece[0] for piece in split_business("A enters. A goes out.", moves)]
    ['A enters.', 'A goes out.']
    """
    pieces: list[tuple[list[str], list[Business]]] = [([], [])]
    for sentence in sentences(text):
        todo = [one for one in business if one.text == sentence]
        moved = {one.who for one in pieces[-1][1] if one.verb in MOVES}
        handed = {one.prop for one in pieces[-1][1] if one.verb in ("take", "give", "put down", "hold") and one.prop}
        again = any(one.who in moved and one.verb in MOVES for one in todo)
        again = again or (bool(pieces[-1][0]) and size_of(" ".join((*pieces[-1][0], sentence))) > LONGEST_DIRECTION)
        again = again or any(one.prop in handed and one.verb in ("take", "give", "put down") for one in todo)
        if again:
            pieces.append(([], []))
        pieces[-1][0].append(sentence)
        pieces[-1][1].extend(todo)
    return tuple((" ".join(words), tuple(done)) for words, done in pieces if words)
