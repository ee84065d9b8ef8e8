"""Where and when a paragraph of prose plays, as far as its words say.

A place is one of the Bank's, or a noun for a place after a preposition ("in the old kitchen"); a time is one of a few words.
English only; what is not found stays empty and is never made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from storyreel.film.dialogue import Heading

__all__ = ["Setting", "heading_of", "read_setting"]

_INSIDE = (
    "kitchen bedroom bathroom room hall hallway corridor parlour parlor lounge office study library house home flat "
    "apartment hotel inn tavern bar pub cafe café restaurant diner shop store bakery school classroom church chapel "
    "temple palace castle cell prison jail hospital ward station theatre theater cinema stage studio factory "
    "workshop warehouse barn stable cellar basement attic tent cabin hut cottage tower car carriage train bus taxi "
    "lift elevator laboratory lab court courtroom museum gallery"
)
_OUTSIDE = (
    "street road lane alley square market garden park yard courtyard field meadow forest woods wood hill mountain "
    "valley desert beach shore coast sea ocean river lake bridge harbour harbor port dock pier platform roof "
    "rooftop balcony terrace porch village town city graveyard cemetery battlefield camp farm island cliff cave "
    "path shipyard deck "
    "rock rocks lighthouse quay jungle swamp prairie"
)
_TIMES = {
    "dawn": "dawn|daybreak|sunrise|first light",
    "morning": "morning",
    "noon": "noon|midday",
    "afternoon": "afternoon",
    "dusk": "dusk|sunset|twilight|nightfall",
    "evening": "evening",
    "night": "night|midnight|moonlight",
    "day": "day|daytime|daylight",
}
_BEFORE = (
    r"\b(?:in|inside|at|on|into|outside|near|by|off|upon|onto|through|across|behind"
    r"|under|to|along|from|enters?|reach(?:es)?|leaves?)\s+"
)
_DETERMINER = r"(?:(?:the|an?|his|her|their|its|some|this|that|one)\s+)?"
_NOUNS = "|".join(sorted((*_INSIDE.split(), *_OUTSIDE.split()), key=len, reverse=True))
_PLACE = re.compile(rf"{_BEFORE}{_DETERMINER}((?:[\w'’-]+\s+){{0,2}}?(?:{_NOUNS}))\b(?!['’]s)", re.IGNORECASE)
_AWAY = re.compile(r"^(?:day|night|way)$", re.IGNORECASE)


class Setting(NamedTuple):
    """Place and time of a paragraph; empty or None where its words do not say."""

    place: str
    time_of_day: str
    interior: bool | None


def read_setting(paragraph: str, places: Iterable[str] = ()) -> Setting:
    """The place and time that a paragraph names first.

    Args:
        places: Names of the Bank's Places, which are looked for before any other.

    >>> read_setting("At night, Rosa waits in the old kitchen.")
    Setting(place='old kitchen', time_of_day='night', interior=True)
    """
    time = _time(paragraph)
    for place in places:
        if place and re.search(rf"(?<!\w){re.escape(place)}(?!\w)", paragraph, re.IGNORECASE):
            return Setting(place, time, _interior(place))
    found = _PLACE.search(paragraph)
    if found is None or _AWAY.match(found[1]):
        return Setting("", time, None)
    return Setting(found[1].lower(), time, _interior(found[1]))


def heading_of(setting: Setting, number: int) -> Heading:
    """A scene heading in the usual form; "SCENE 2" where no place is known.

    >>> heading_of(Setting("kitchen", "night", True), 1).text
    'INT. KITCHEN - NIGHT'
    """
    inside = {True: "INT. ", False: "EXT. ", None: ""}[setting.interior]
    place = f"{inside}{setting.place.upper()}" if setting.place else f"SCENE {number}"
    text = f"{place} - {setting.time_of_day.upper()}" if setting.time_of_day else place
    return Heading(text=text, place=setting.place, time_of_day=setting.time_of_day, interior=setting.interior, number=str(number))


def _time(paragraph: str) -> str:
    found = [
        (hit.start(), name) for name, words in _TIMES.items() if (hit := re.search(rf"\b(?:{words})\b", paragraph, re.IGNORECASE))
    ]
    return min(found)[1] if found else ""


def _interior(place: str) -> bool | None:
    words = place.casefold().split()
    if any(word in _INSIDE.split() for word in words[-1:]):
        return True
    return False if any(word in _OUTSIDE.split() for word in words[-1:]) else None
