"""Where and when a scene plays: read from its heading, the directions and the source's bank by a table of words.

Where nothing tells, it is a neutral room by day, and the reason says so. Spoken Lines are not searched: people talk of many
places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from storyreel.film.bank import Place
from storyreel.film.dialogue import Heading

__all__ = ["Setting", "lighting_of", "read_setting"]


class _Kind(NamedTuple):
    words: str
    name: str
    look: str
    interior: bool


class Setting(NamedTuple):
    """Where and when, and why it was read so."""

    place: str
    look: str
    interior: bool
    time_of_day: str
    reason: str


_PLACES: Final = (
    _Kind(
        "drawing[- ]room|morning[- ]room|sitting[- ]room|living[- ]room|parlou?r|salon|lounge|客厅",
        "sitting room",
        "a furnished room with a sofa, a table, tall windows with curtains and a fireplace",
        True,
    ),
    _Kind(
        "flat|apartment|house|home|villa|cottage|家",
        "room in a house",
        "a furnished room with a table, chairs and a window",
        True,
    ),
    _Kind("kitchen|scullery|厨房", "kitchen", "a kitchen with a long table, a stove and shelves of crockery", True),
    _Kind("bed ?room|bed ?chamber|nursery|卧室", "bedroom", "a bedroom with a bed, a wardrobe and a curtained window", True),
    _Kind("dining[- ]room", "dining room", "a dining room with a long laid table", True),
    _Kind("library|study|图书馆|书房", "library", "a library with shelves to the ceiling and a desk", True),
    _Kind("ball ?room|great hall|banquet", "great hall", "a great hall with columns, banners and high windows", True),
    _Kind("throne|palace|宫", "palace", "a palace hall with columns and a throne", True),
    _Kind(
        "battlements?|ramparts?|platform before the castle|castle wall",
        "castle walls",
        "stone battlements under a wide sky",
        False,
    ),
    _Kind("court(?:yard)? (?:of|in|within)|courtyard|院子", "courtyard", "a stone courtyard with an arch and steps", False),
    _Kind("castle|fortress|tower|城堡", "castle", "a castle hall of bare stone with an arch, steps and iron brackets", True),
    _Kind("church|chapel|cathedral|temple|教堂", "church", "a church with columns, pews and coloured windows", True),
    _Kind("court ?room|court of law|法庭", "courtroom", "a courtroom with a high bench and wooden rails", True),
    _Kind("office|bureau|办公室", "office", "an office with a desk, chairs, shelves and a window", True),
    _Kind("prison|cell|dungeon|jail|监狱", "prison cell", "a bare cell with a barred window and a cot", True),
    _Kind("hospital|ward|clinic|医院", "hospital room", "a white room with a bed and a screen", True),
    _Kind("school|class ?room|教室|学校", "classroom", "a classroom with desks and a blackboard", True),
    _Kind("tavern|inn|pub|bar|alehouse|酒吧", "tavern", "a tavern with a counter, barrels and rough tables", True),
    _Kind("cafe|café|coffee ?house|restaurant|diner|咖啡", "café", "a café with small round tables and a counter", True),
    _Kind("shop|store|商店", "shop", "a shop with a counter and full shelves", True),
    _Kind("theatre|theater|stage|舞台", "stage", "a bare wooden stage with heavy curtains", True),
    _Kind("cellar|basement|attic|地下室", "cellar", "a low dark room with boxes and a single lamp", True),
    _Kind("hall|corridor|hallway|lobby|stairs|staircase|passage|走廊", "hall", "a hall with a staircase and doors", True),
    _Kind("train|carriage|compartment|火车", "train compartment", "a train compartment with benches and a wide window", True),
    _Kind("station|railway platform|airport|车站", "station", "a station platform with a clock, benches and lamps", False),
    _Kind("ship|deck|boat|船", "ship's deck", "a wooden deck with rails, ropes and the sea beyond", False),
    _Kind(
        "spaceship|bridge of the ship|飞船",
        "ship's bridge",
        "a control room with panels of lights and a wide window on the stars",
        True,
    ),
    _Kind("car|taxi|cab|汽车", "car", "the inside of a car with windows on the road", True),
    _Kind("garden|park|lawn|orchard|花园|公园", "garden", "a garden with hedges, flower beds, a path and a bench", False),
    _Kind("forest|woods?|jungle|森林", "forest", "a forest of tall trunks with light between them", False),
    _Kind("beach|shore|seaside|海滩|海边", "beach", "a beach with the sea and a low horizon", False),
    _Kind(
        "heath|moor|field|meadow|countryside|plain|camp|battlefield|desert|田野",
        "open country",
        "open country under a wide sky",
        False,
    ),
    _Kind("mountain|cliff|hill|山", "hillside", "a rocky hillside with mountains beyond", False),
    _Kind("river|lake|bank|bridge|pond|河|湖", "waterside", "a river bank with reeds and a bridge", False),
    _Kind("market(?:place)?|fair|市场", "market", "a market with stalls, awnings and crates", False),
    _Kind("street|road|alley|square|town|village|city|街", "street", "a street of house fronts with lamps and a pavement", False),
    _Kind("terrace|balcony|veranda|porch|rooftop|roof|阳台", "terrace", "a terrace with a stone balustrade and steps", False),
    _Kind("room|chamber|房间|屋", "room", "a furnished room with a table, chairs and a window", True),
)
_TIMES: Final = (
    (r"midnight|night|moonlight|moonlit|夜|晚上", "night"),
    (r"dawn|daybreak|sunrise|黎明", "dawn"),
    (r"morning|breakfast|早晨|早上|清晨", "morning"),
    (r"noon|midday|中午", "noon"),
    (r"dusk|sunset|twilight|黄昏|傍晚", "dusk"),
    (r"evening|lamplight|supper|lamp is burning|lamps are lit", "evening"),
    (r"afternoon|tea[- ]?time|afternoon tea|下午", "afternoon"),
    (r"\bday\b|daylight|sunny|白天", "day"),
)
_SAME_HOUR: Final = frozenset({"continuous", "same", "same time", "moments later", "later", "the same"})
_SAME_PLACE: Final = frozenset({"the same", "same", "same place", "the same place", "the same room", "the same scene"})
_NEUTRAL: Final = _Kind("", "plain room", "a plain room with a table, two chairs and a window", True)
_LIGHT: Final = {
    ("night", True): "warm lamplight with deep shadows, dark windows",
    ("night", False): "cold moonlight with deep shadows",
    ("evening", True): "warm lamplight, blue dusk in the windows",
    ("evening", False): "low warm light, long shadows",
    ("dusk", True): "fading blue light with a warm lamp",
    ("dusk", False): "fading blue light, a warm band on the horizon",
    ("dawn", True): "pale cool light from the window",
    ("dawn", False): "pale cool light with mist",
    ("morning", True): "clear soft light from the window",
    ("morning", False): "clear soft morning light",
    ("noon", True): "bright even light from the windows",
    ("noon", False): "high hard sunlight, short shadows",
    ("afternoon", True): "warm slanting light from tall windows",
    ("afternoon", False): "warm slanting sunlight",
    ("day", True): "soft daylight from the window",
    ("day", False): "open daylight",
}


def lighting_of(time_of_day: str, interior: bool) -> str:
    """Words for the light at a time of day, inside or outside.

    >>> lighting_of("night", True)
    'warm lamplight with deep shadows, dark windows'
    """
    return _LIGHT.get((time_of_day, interior), _LIGHT["day", interior])


def _bounded(words: str) -> str:
    return rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])"


def _kind_in(text: str, inside: bool | None = None) -> _Kind | None:
    """The first place that a text names; of a compound ("market square") the last word says what it is.

    Args:
        text: A heading or direction.
        inside: Where it is known, places of the other sort do not count.
    """
    hits: list[tuple[int, int, int]] = []
    for order, one in enumerate(_PLACES):
        if inside is None or one.interior == inside:
            hits.extend((hit.start(), -hit.end(), order) for hit in re.finditer(_bounded(one.words), text, re.IGNORECASE))
    if not hits:
        return None
    hits.sort()
    found = hits[0]
    for hit in hits[1:]:
        if hit[0] > -found[1] and not text[-found[1] : hit[0]].strip(" -"):
            found = hit
    return _PLACES[found[2]]


def _time_in(text: str) -> str:
    return next(
        (name for words, name in _TIMES if re.search(_bounded(words) if words[0] != "\\" else words, text, re.IGNORECASE)), ""
    )


def _hour(heading: Heading | None, before: Setting | None) -> str:
    """The heading's time of day in the table's words; "continuous" and the like are the hour of the scene before."""
    told = heading.time_of_day.strip().casefold() if heading else ""
    if told in _SAME_HOUR:
        return before.time_of_day if before else ""
    return _time_in(told) or told


def _interior_in(text: str) -> bool | None:
    if re.search(r"\b(?:INT|INTERIOR)\b", text):
        return True
    if re.search(r"\b(?:EXT|EXTERIOR)\b|\b[Oo]utside\b|\b[Oo]utdoors\b", text):
        return False
    return None


def read_setting(
    heading: Heading | None, directions: Sequence[str], bank: Sequence[Place] = (), before: Setting | None = None
) -> Setting:
    """Place, look, inside or outside, and time of day of a scene, with the reason.

    Args:
        heading: The scene's heading, if it has one.
        directions: Its directions, in order; only those before the first Line should be given.
        bank: Places that the source describes.
        before: The scene before: without any sign, the place stays.

    >>> read_setting(None, ["A garden at dusk."])[:4]
    ('garden', 'a garden with hedges, flower beds, a path and a bench', False, 'dusk')
    """
    if heading and before and heading.place.strip(" .").casefold() in _SAME_PLACE:
        return before._replace(time_of_day=_hour(heading, before) or before.time_of_day, reason="the heading says the same place")
    titles = " ".join(part for part in (heading.place, heading.text) if part) if heading else ""
    words = " ".join(directions)
    time = _hour(heading, before) or _time_in(titles) or _time_in(words)
    inside = heading.interior if heading and heading.interior is not None else _interior_in(titles)
    named = next((place for place in bank if place.name and place.name.casefold() in titles.casefold()), None)
    kind = _kind_in(titles, inside) or _kind_in(titles) or _kind_in(words)
    if heading and heading.place:
        look = (named.look if named else "") or (kind.look if kind else "")
        return _setting(heading.place, look, inside, kind, time, "the heading names the place")
    if named or (len(bank) == 1 and not titles):
        place = named or bank[0]
        return _setting(
            place.name,
            place.look or (kind.look if kind else ""),
            inside,
            kind or _kind_in(place.look),
            time,
            "the source describes it",
        )
    if kind:
        where = "the heading" if _kind_in(titles) else "a direction"
        return _setting(kind.name, kind.look, inside, kind, time, f"{where} names a {kind.name}")
    if before and not titles:
        return before._replace(time_of_day=time or before.time_of_day, reason="nothing tells of another place: it stays")
    return _setting(_NEUTRAL.name, _NEUTRAL.look, inside, _NEUTRAL, time, "the source names no place: a neutral room")


def _setting(name: str, look: str, inside: bool | None, kind: _Kind | None, time: str, why: str) -> Setting:
    interior = inside if inside is not None else (kind.interior if kind else True)
    why_time = "" if time else "; no time of day is given: day"
    return Setting(name, look, interior, time or "day", why + why_time)
