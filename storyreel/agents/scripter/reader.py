"""Reads the items of a scene into beats: Lines into speeches with feeling and business, directions into happenings.

A Line too long for one Shot becomes several speeches. Names are read through the cast: an alias is the same person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from storyreel.agents.scripter.beats import Beat, Happening, Speech
from storyreel.agents.scripter.business import EVERYONE, Business, read_business, split_business
from storyreel.agents.scripter.feeling import read_feeling
from storyreel.agents.scripter.given import Given
from storyreel.agents.scripter.hearing import UNHEARD, heard_in
from storyreel.agents.scripter.names import Mentions, is_crowd, voice_of
from storyreel.agents.scripter.parts import cut_text
from storyreel.agents.scripter.presence import addressed, lasting, with_presence
from storyreel.agents.scripter.props import find_props
from storyreel.film.bank import Character
from storyreel.film.dialogue import Dialogue, Direction, Line
from storyreel.film.timing import estimate_speech_ms

__all__ = ["LONGEST_SPEECH_MS", "Page", "Reader"]

LONGEST_SPEECH_MS: Final = 8250
"""Longest speech in one Shot by estimate: 10 s less the silence around it, and some room for a slower voice."""
_EMPTY: Final = Dialogue()
_READ_MS: Final = 1250
"""How long a Line stands that nobody can speak (symbols alone): it is read."""
_OFF: Final = re.compile(
    r"\b(within|off|offstage|off-stage|off[- ]screen|outside|unseen|o\.?\s?[sc]\.?|v\.?\s?o\.?|voice[ -]?over|pre-?lap|filtered"
    r"|from (?:the )?(?:next|other) room|(?:in|from) (?:his|her|the) (?:room|study|kitchen|hall)"
    r"|on the (?:telephone|phone|radio)|画外音)(?!\w)",
    re.IGNORECASE,
)


class Page(NamedTuple):
    """A scene, read: its beats, and how people are placed before it begins."""

    beats: tuple[Beat, ...]
    opening: tuple[Business, ...]


class Reader:
    """Reads scenes.

    Args:
        cast: Everyone; names and aliases are found in directions.
        language: BCP-47 tag, for speaking times.
        props: Names of props that the source's bank adds to the list.
        genders: name -> "woman" or "man".
        dialogue: Whose placings and recordings count besides the items.
    """

    def __init__(
        self,
        cast: Sequence[Character],
        *,
        language: str,
        props: tuple[str, ...],
        genders: dict[str, str],
        dialogue: Dialogue = _EMPTY,
    ) -> None:
        self._names = {alias: one.name for one in reversed(cast) for alias in one.aliases} | {one.name: one.name for one in cast}
        self._mentions = Mentions(self._names)
        self._unseen = frozenset(one.name for one in cast if not one.seen)
        self._language, self._props, self._genders = language, props, genders
        self._given, self._heard = Given(dialogue, self._names, self._unseen), heard_in(dialogue)
        together = dialogue.extra.get("overlaps")
        self._together = together if isinstance(together, dict) else {}
        self._begins = True

    def read(self, items: Sequence[Direction | Line], before: Sequence[str] = ()) -> Page:
        """The beats in order, with who is present and who is spoken to; `before` is who was there as the last scene ended."""
        beats: list[Beat] = []
        opening: list[Business] = []
        known = self._props
        last_prop = ""
        recent: list[str] = []
        stood: dict[str, str] = {}
        for item in items:
            text = item.text if isinstance(item, Direction) else item.parenthetical
            speaker = "" if isinstance(item, Direction) else self._names.get(item.speaker, item.speaker)
            known = tuple(dict.fromkeys((*known, *find_props(text, known))))
            business = self._business(text, speaker, last_prop, known, recent)
            last_prop = _last_prop(business, text, known) or last_prop
            latest = [speaker] if speaker else [one.who for one in reversed(business)]
            recent = [*dict.fromkeys([*latest, *recent])][:12]
            if isinstance(item, Direction):
                beats.extend(self._happenings(text, business, known))
                continue
            placed = self._placed(item, speaker, stood)
            if speaker not in stood:
                opening.extend(placed)
            told = (*(placed if speaker in stood else ()), *self._told(item, opening), *business)
            beats.extend(self._speeches(item, speaker, told))
            stood[speaker] = item.position
        return Page(addressed(with_presence(lasting(beats), self._unseen, before), self._mentions), tuple(opening))

    def _placed(self, line: Line, speaker: str, stood: Mapping[str, str]) -> tuple[Business, ...]:
        """What the source says of where the speaker stands, where that is new."""
        if not line.position or stood.get(speaker) == line.position or speaker in self._unseen:
            return ()
        given = self._given.of_speaker(line.position, speaker, opens=speaker not in stood)
        if given:
            return given
        found = [
            one
            for one in self._business(line.position, speaker, "", self._props, ())
            if one.who == speaker and one.verb != "enter"
        ]
        bare = read_business(f"stands {line.position}", self._mentions, default=speaker)
        return tuple(found) or tuple(one for one in bare if one.spot)

    def _told(self, line: Line, opening: list[Business]) -> tuple[Business, ...]:
        """Where people stand from this Line on; as the film begins it opens the scene, and whoever is placed is there."""
        if not self._begins:
            return self._given.from_line(line.id)
        self._begins = False
        given = self._given.opening()
        opening.extend(given)
        return (*(Business(one.who, "stand") for one in given), *self._given.from_line(line.id))

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

    def _speeches(self, line: Line, speaker: str, business: tuple[Business, ...]) -> list[Beat]:
        heard = self._heard.get(line.id, UNHEARD)
        texts = cut_text(line.text, longest_ms=LONGEST_SPEECH_MS, speech_ms=lambda text: round(self._ms(text) * heard.cut_pace))
        off = (
            bool(_OFF.search(line.parenthetical)) or bool(voice_of(line.speaker)) or speaker in self._unseen or is_crowd(speaker)
        )
        return [
            Speech(
                line=line,
                speaker=speaker,
                text=line.text if len(texts) == 1 else text.strip(),
                part=part,
                parts=len(texts),
                ms=heard.ms(self._ms(text)) or _READ_MS,
                feeling=heard.felt(read_feeling(text, line.parenthetical)),
                off=off,
                business=business if part == 0 else (),
                before_ms=heard.before_ms if part == 0 else 0,
                alone=heard.alone,
                heard=heard.told if part == 0 else "",
                with_line=str(self._together.get(line.id, "")) if len(texts) == 1 else "",
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
