"""The beats of a scene: what is spoken (a Line, or a part of one too long for a Shot) and what happens between.

Everything that the rules of coverage ask about a Line is read here once: how long, how felt, to whom, what the speaker does.
Who stands on the stage at each beat is told by `presence`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from storyreel.agents.scripter.business import EVERYONE, Business, read_business, split_business
from storyreel.agents.scripter.feeling import NEUTRAL, Feeling, read_feeling
from storyreel.agents.scripter.names import Mentions, is_crowd
from storyreel.agents.scripter.parts import cut_text
from storyreel.agents.scripter.props import find_props
from storyreel.film.dialogue import Direction, Line
from storyreel.film.timing import estimate_speech_ms

__all__ = ["LONGEST_SPEECH_MS", "Beat", "Happening", "Reader", "Speech", "turn_of"]

LONGEST_SPEECH_MS: Final = 8250
"""Longest speech in one Shot by estimate: 10 s less the silence around it, and some room for a slower voice."""
_OFF: Final = re.compile(
    r"\b(within|off|offstage|off-stage|off[- ]screen|outside|unseen|o\.?\s?s\.?|v\.?\s?o\.?|voice[ -]?over"
    r"|from (?:the )?(?:next|other) room|(?:in|from) (?:his|her|the) (?:room|study|kitchen|hall)"
    r"|on the (?:telephone|phone|radio)|画外音)(?!\w)",
    re.IGNORECASE,
)
_LASTS: Final = 2
"""Lines of one speaker that a feeling outlasts its sign."""
_TO: Final = re.compile(r"\b(?:to|at|towards?)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Speech:
    """A Line, or one part of it, that will be spoken in one Shot.

    Attributes:
        text: The words of this part; all of the Line's where `parts` is 1.
        ms: Speaking time by estimate.
        to: Whom it is said to, "" where nobody hears it.
        off: The speaker is heard and not seen.
        business: What the speaker does meanwhile, read from the parenthetical.
        present: Who is on the stage when it begins.
        turn: It is the line on which the scene turns.
    """

    line: Line
    text: str
    part: int
    parts: int
    ms: int
    feeling: Feeling
    to: str = ""
    off: bool = False
    business: tuple[Business, ...] = ()
    present: tuple[str, ...] = ()
    turn: bool = False

    @property
    def speaker(self) -> str:
        """Who speaks."""
        return self.line.speaker


@dataclass(frozen=True)
class Happening:
    """A direction, or the piece of one that fits one Shot.

    Attributes:
        text: Its words.
        business: What is done.
        props: Props that it names.
        present: Who is on the stage before it.
        after: Who is on the stage after it.
        named: The Characters that its words name, or that do something in it.
    """

    text: str
    business: tuple[Business, ...] = ()
    props: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    feeling: Feeling = NEUTRAL
    present: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


Beat = Speech | Happening


class Reader:
    """Reads the items of a scene into beats.

    Args:
        names: The cast's names, for finding them in directions.
        language: BCP-47 tag, for speaking times.
        props: Names of props that the source's bank adds to the list.
        genders: name -> "woman" or "man".
        unseen: Characters who never stand in the frame.
    """

    def __init__(
        self, names: Sequence[str], *, language: str, props: tuple[str, ...], genders: dict[str, str], unseen: frozenset[str]
    ) -> None:
        self._mentions = Mentions(names)
        self._language, self._props, self._genders, self._unseen = language, props, genders, unseen

    def beats(self, items: Sequence[Direction | Line]) -> tuple[Beat, ...]:
        """The beats in order, with who is present and who is spoken to."""
        beats: list[Beat] = []
        known = self._props
        last_prop = ""
        recent: list[str] = []
        for item in items:
            text = item.text if isinstance(item, Direction) else f"{item.parenthetical}. {item.position}".strip(". ")
            speaker = "" if isinstance(item, Direction) else item.speaker
            known = tuple(dict.fromkeys((*known, *find_props(text, known))))
            business = self._business(text, speaker, last_prop, known, recent)
            last_prop = _last_prop(business, text, known) or last_prop
            latest = [speaker] if speaker else [one.who for one in reversed(business)]
            recent = [*dict.fromkeys([*latest, *recent])][:12]
            if isinstance(item, Direction):
                beats.extend(self._happenings(text, business, known))
            else:
                beats.extend(self._speeches(item, business))
        return addressed(with_presence(lasting(beats), self._unseen), self._mentions)

    def _business(
        self, text: str, speaker: str, last_prop: str, known: tuple[str, ...], recent: Sequence[str]
    ) -> tuple[Business, ...]:
        default = EVERYONE if is_crowd(speaker) else "" if speaker in self._unseen else speaker
        found = read_business(
            text,
            self._mentions,
            default=default,
            last_prop=last_prop,
            props=known,
            genders=self._genders,
            recent=() if speaker else recent,
        )
        return tuple(one for one in found if one.who not in self._unseen)

    def _happenings(self, text: str, business: tuple[Business, ...], known: tuple[str, ...]) -> list[Beat]:
        beats: list[Beat] = []
        for words, done in split_business(text, business):
            named = (*(one.who for one in done), *(hit.name for hit in self._mentions.of(words)))
            named = tuple(name for name in dict.fromkeys(named) if name not in self._unseen and name != EVERYONE)
            beats.append(Happening(words, done, find_props(words, known), named, read_feeling("", words)))
        return beats

    def _speeches(self, line: Line, business: tuple[Business, ...]) -> list[Beat]:
        texts = cut_text(line.text, longest_ms=LONGEST_SPEECH_MS, speech_ms=self._ms)
        off = bool(_OFF.search(line.parenthetical)) or line.speaker in self._unseen or is_crowd(line.speaker)
        return [
            Speech(
                line=line,
                text=line.text if len(texts) == 1 else text.strip(),
                part=part,
                parts=len(texts),
                ms=self._ms(text),
                feeling=read_feeling(text, line.parenthetical),
                off=off,
                business=business if part == 0 else (),
            )
            for part, text in enumerate(texts)
        ]

    def _ms(self, text: str) -> int:
        return estimate_speech_ms(text, self._language)


def _last_prop(business: Sequence[Business], text: str, props: tuple[str, ...]) -> str:
    """What "it" will be in the next direction: what was handled last, else what was named first."""
    last = next((one for one in reversed(business) if one.prop), None)
    if last is None:
        return next(iter(find_props(text, props)), "")
    # Of several things in one hand ("the case on a salver") the first named is meant.
    return next(one.prop for one in business if one.prop and (one.who, one.verb, one.text) == (last.who, last.verb, last.text))


def with_presence(beats: Sequence[Beat], unseen: frozenset[str]) -> list[Beat]:
    """The beats with who is on the stage; who speaks or acts without having come in comes in with that beat."""
    here = dict.fromkeys(_at_the_start(beats, unseen))
    told: list[Beat] = []
    for beat in beats:
        business = [done for one in beat.business for done in _each(one, here)]
        if isinstance(beat, Speech) and not beat.off:
            business.insert(0, Business(beat.speaker, "stand", ""))
        beat = replace(beat, business=_possible(business, here), present=tuple(here))
        here = _after(here, beat.business)
        told.append(replace(beat, after=tuple(here)) if isinstance(beat, Happening) else beat)
    return told


def _possible(business: Sequence[Business], here: Mapping[str, None]) -> tuple[Business, ...]:
    """Business as it can be done: who is not there comes in before doing anything, and cannot go out."""
    now = dict(here)
    done: list[Business] = []
    for one in business:
        if one.who not in now:
            if one.verb == "exit":
                continue
            if one.verb != "enter":
                done.append(Business(one.who, "enter", one.text))
        if one.verb != "stand" or one.text:
            done.append(one)
        now = _after(now, [one])
    return tuple(done)


def _each(one: Business, here: Mapping[str, None]) -> list[Business]:
    """Business of everyone, as the business of each who is there."""
    if one.who != EVERYONE:
        return [one]
    return [replace(one, who=name, to="") for name in here if name != one.to]


def _after(here: Mapping[str, None], business: Sequence[Business]) -> dict[str, None]:
    now = dict(here)
    for one in business:
        if one.verb == "exit":
            now.pop(one.who, None)
        else:
            now[one.who] = None
    return now


def _at_the_start(beats: Sequence[Beat], unseen: frozenset[str]) -> list[str]:
    """Who is there when the scene begins: whoever acts or speaks in it without having come in first."""
    seen: dict[str, bool] = {}
    for beat in beats:
        for one in beat.business:
            if one.who != EVERYONE:
                seen.setdefault(one.who, one.verb != "enter")
        if isinstance(beat, Speech) and not beat.off:
            seen.setdefault(beat.speaker, True)
    return [name for name, there in seen.items() if there and name not in unseen]


def addressed(beats: Sequence[Beat], mentions: Mentions) -> tuple[Beat, ...]:
    """The beats with whom each speech is said to: the one named in the parenthetical or called by name, else who answers,
    else who spoke before, else anyone there.
    """
    order = [beat for beat in beats if isinstance(beat, Speech)]
    told: list[Beat] = []
    at = -1
    for beat in beats:
        if isinstance(beat, Speech):
            at += 1
            others = [name for name in _around(beat) if name != beat.speaker]
            to = _addressee(beat, order, at, others, mentions)
            business = tuple(replace(one, to=to) if one.to == "*" else one for one in beat.business)
            told.append(replace(beat, to=to, business=business))
        else:
            told.append(beat)
    return tuple(told)


def _around(speech: Speech) -> tuple[str, ...]:
    return tuple(_after(dict.fromkeys(speech.present), [one for one in speech.business if one.verb == "enter"]))


def _addressee(speech: Speech, order: Sequence[Speech], at: int, others: Sequence[str], mentions: Mentions) -> str:
    if len(others) < 2:
        return others[0] if others else ""
    for mention in mentions.of(speech.line.parenthetical):
        if mention.name in others and _TO.search(speech.line.parenthetical[: mention.start]):
            return mention.name
    for mention in mentions.of(speech.text):
        called = re.match(r"\s*[,.!?;:—]", speech.text[mention.end :]) or not speech.text[mention.end :].strip()
        if mention.name in others and called:
            return mention.name
    after = next((one.speaker for one in order[at + 1 : at + 4] if one.speaker != speech.speaker), "")
    before = next((one.speaker for one in reversed(order[max(0, at - 3) : at]) if one.speaker != speech.speaker), "")
    return next((name for name in (after, before) if name in others), others[0])


def lasting(beats: Sequence[Beat]) -> list[Beat]:
    """The beats with feelings that last: a Line that tells nothing by itself keeps half of what its speaker felt just before."""
    moods: dict[str, tuple[Feeling, int]] = {}
    told: list[Beat] = []
    for beat in beats:
        if isinstance(beat, Speech):
            mood, age = moods.get(beat.speaker, (NEUTRAL, 0))
            if beat.feeling.emotion != "neutral":
                moods[beat.speaker] = (beat.feeling, 0)
            elif mood.emotion != "neutral" and age < _LASTS:
                moods[beat.speaker] = (mood, age + 1)
                strength = round(max(beat.feeling.strength, mood.strength / 2), 3)
                beat = replace(beat, feeling=Feeling(mood.emotion, strength, f"still, after {mood.sign}"))
        told.append(beat)
    return told


def turn_of(beats: Sequence[Beat]) -> int | None:
    """Which beat the scene turns on: the speech felt most strongly, a later one before an earlier; None in a calm or short scene.

    >>> turn_of(()) is None
    True
    """
    spoken = [(at, beat) for at, beat in enumerate(beats) if isinstance(beat, Speech) and not beat.off]
    if len(spoken) < 3:
        return None
    strongest, best = None, 0.1
    for order, (at, beat) in enumerate(spoken):
        # A scene turns in its later part: the first third counts half, and a late line wins over an equal early one.
        place = (order + 1) / len(spoken)
        weight = beat.feeling.strength * (0.5 if place <= 0.34 else 1.0) + 0.1 * place
        if weight >= best and beat.feeling.strength > 0:
            strongest, best = at, weight
    return strongest
