"""Light by time of day, place and mood: where it comes from, what colour it has, and what the sky shows.

Colours are multipliers per channel for surfaces and 0xRRGGBB for what shines by itself. This module draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from storyreel.tools.generators.previz.camera import Vec, unit
from storyreel.tools.generators.previz.words import first_of, mentions

__all__ = ["Light", "light_of"]

Tint = tuple[float, float, float]
Weather = Literal["", "rain", "snow", "fog"]


@dataclass(frozen=True, kw_only=True)
class Light:
    """The light of a Shot.

    Attributes:
        key: Unit vector from the stage towards the light.
        lit, mid, shade: Multipliers for surfaces that face the light, stand across it, and turn away.
        sky: Colours at the top, half way up and at the horizon.
        glow: What a window shows and throws into a room.
        orb: What stands in the sky: "sun", "moon" or "".
        lamps: Whether lamps and candles burn.
        haze: Colour of distance; `haze_m` is the depth at which half of a colour is gone.
        pool: How much brighter the middle of the set is than its edges.
    """

    name: str
    key: Vec
    lit: Tint
    mid: Tint
    shade: Tint
    sky: tuple[int, int, int]
    glow: int
    orb: str = ""
    lamps: bool = False
    haze: int = 0xC9D2DA
    haze_m: float = 60.0
    pool: float = 0.3
    weather: Weather = ""
    stars: bool = False


_DAY = Light(
    name="day", key=unit((-0.62, 0.62, -0.48)), lit=(1.2, 1.17, 1.1), mid=(1.06, 1.06, 1.06), shade=(0.77, 0.8, 0.9),
    sky=(0x4A82BB, 0x86B4D8, 0xCBDFE8), glow=0xF3F6F1, orb="sun", haze=0xC6D5DE, pool=0.18,
)  # fmt: skip
_ROOM = replace(
    _DAY, name="day inside", lit=(1.18, 1.13, 1.04), mid=(0.96, 0.95, 0.95), shade=(0.63, 0.64, 0.71), pool=0.36, haze_m=200.0
)
_KINDS: dict[str, tuple[Light, Light]] = {
    "day": (_DAY, _ROOM),
    "morning": (
        replace(_DAY, name="morning", key=unit((-0.8, 0.36, -0.4)), lit=(1.22, 1.13, 0.97), mid=(1.04, 1.0, 0.97),
                shade=(0.64, 0.68, 0.82), sky=(0x6A9CC6, 0xB9CFDA, 0xF4DFC0), glow=0xFFF0CF, haze=0xDDD8CC),
        replace(_ROOM, name="morning inside", key=unit((-0.85, 0.35, -0.35)), lit=(1.18, 1.07, 0.9), glow=0xFFEFCB,
                sky=(0x6A9CC6, 0xB9CFDA, 0xF4DFC0)),
    ),
    "dusk": (
        replace(_DAY, name="dusk", key=unit((0.85, 0.22, 0.3)), lit=(1.2, 0.92, 0.68), mid=(0.78, 0.68, 0.68),
        shade=(0.46, 0.43, 0.58),
                sky=(0x3A4A7A, 0xB56E76, 0xF5B067), glow=0xF7A862, haze=0xC98F7A, pool=0.3, lamps=True),
        replace(_ROOM, name="dusk inside", key=unit((0.8, 0.25, -0.45)), lit=(1.2, 0.93, 0.7), mid=(0.74, 0.65, 0.62),
                shade=(0.42, 0.38, 0.48), sky=(0x3A4A7A, 0xB56E76, 0xF5B067), glow=0xF2A561, lamps=True, pool=0.45),
    ),
    "night": (
        replace(_DAY, name="night", key=unit((0.5, 0.75, -0.3)), lit=(0.8, 0.9, 1.12), mid=(0.54, 0.61, 0.8),
        shade=(0.32, 0.37, 0.54),
                sky=(0x0B1226, 0x182444, 0x2F4266), glow=0x6E8FC4, orb="moon", haze=0x22304C, haze_m=38.0, lamps=True, stars=True,
                pool=0.5),
        replace(_ROOM, name="night inside", key=unit((-0.55, 0.5, -0.5)), lit=(1.2, 1.02, 0.78), mid=(0.84, 0.73, 0.62),
                shade=(0.46, 0.42, 0.48), sky=(0x0B1226, 0x182444, 0x2F4266), glow=0x3F5A8C, orb="moon", lamps=True, stars=True,
                pool=0.5),
    ),
    "candle": (
        replace(_DAY, name="torchlight", key=unit((0.6, 0.3, -0.55)), lit=(1.26, 0.96, 0.64), mid=(0.74, 0.6, 0.52),
        shade=(0.36, 0.31, 0.4),
                sky=(0x0B1226, 0x182444, 0x2A3858), glow=0x3F5A8C, orb="moon", haze=0x1E2434, haze_m=30.0, lamps=True, stars=True,
                pool=0.58),
        replace(_ROOM, name="candlelight", key=unit((0.55, 0.18, -0.6)), lit=(1.28, 0.98, 0.64), mid=(0.78, 0.63, 0.5),
                shade=(0.38, 0.31, 0.36), sky=(0x0B1226, 0x182444, 0x2A3858), glow=0x2E4470, orb="moon", lamps=True, stars=True,
                pool=0.6),
    ),
    "overcast": (
        replace(_DAY, name="overcast", key=unit((-0.2, 0.95, -0.2)), lit=(0.97, 0.98, 1.0), mid=(0.86, 0.88, 0.91),
        shade=(0.66, 0.69, 0.75),
                sky=(0x8C9AA6, 0xA9B4BC, 0xC9CFD0), glow=0xDCE2E4, orb="", haze=0xBBC4CA, haze_m=35.0),
        replace(_ROOM, name="overcast inside", key=unit((-0.7, 0.5, -0.4)), lit=(1.0, 1.02, 1.05), mid=(0.78, 0.8, 0.84),
                shade=(0.5, 0.53, 0.6), sky=(0x8C9AA6, 0xA9B4BC, 0xC9CFD0), glow=0xDDE4E8, orb=""),
    ),
}  # fmt: skip
_TIMES = (
    ("candle", "candle, candlelight, candles, torch, torchlight, firelight, lantern, fireside, gaslight, oil lamp"),
    ("night", "night, midnight, late night, evening, moonlight, moonlit, nocturne, dark, 夜, 晚"),
    ("dusk", "dusk, sunset, twilight, sundown, golden hour, magic hour, late afternoon, 黄昏, 傍晚"),
    ("morning", "morning, dawn, sunrise, daybreak, early, breakfast, 早, 晨"),
    ("overcast",
    "overcast, cloudy, grey day, gray day, rain, rainy, storm, stormy, fog, foggy, mist, misty, snow, snowy, winter, drizzle"),
    ("day", "day, noon, midday, afternoon, daylight, sunny, continuous, later, 日, 白天"),
)  # fmt: skip
_WEATHERS: tuple[tuple[Weather, str], ...] = (
    ("rain", "rain, rainy, raining, storm, stormy, downpour, thunder, tempest, drizzle, 雨"),
    ("snow", "snow, snowy, snowing, blizzard, snowfall, 雪"),
    ("fog", "fog, foggy, mist, misty, haze, smoke, smoky, 雾"),
)


def light_of(*, time_of_day: str, interior: bool, mood: str = "", lighting: str = "", place: str = "") -> tuple[Light, str]:
    """The Light for words about time, lighting and mood; and the reason.

    >>> light_of(time_of_day="NIGHT", interior=False)[0].orb
    'moon'
    >>> light_of(time_of_day="", interior=True, lighting="a single candle")[0].name
    'candlelight'
    """
    said = (("lighting", lighting), ("time of day", time_of_day), ("place", place))
    found = [(kind, source) for source, text in said if (kind := first_of(text, _TIMES)) is not None]
    kind, source = found[0] if found else ("day", "no word")
    light = _KINDS[kind][1 if interior else 0]
    weather = first_of(f"{lighting} {time_of_day} {mood} {place}", _WEATHERS) or ""
    light = replace(light, weather=weather) if weather else light
    return _with_mood(light, f"{lighting} {mood}"), f"{light.name} light from {source}"


def _with_mood(light: Light, words: str) -> Light:
    if mentions(words, "brighter, bright, cheerful, sunny, high key, joyful, comic, lighter"):
        light = _scaled(light, lit=1.04, mid=1.1, shade=1.2)
    if mentions(
        words,
        "darker, very dark, low key, ominous, menacing, tense, grim, sinister, horror, dread, shadowy, gloomy, somber, sombre",
    ):
        light = replace(_scaled(light, lit=1.0, mid=0.8, shade=0.66), pool=min(0.85, light.pool + 0.2))
    if mentions(words, "warm, cosy, cozy, golden, tender, romantic, nostalgic"):
        light = _scaled(light, lit=1.03, mid=1.02, shade=1.0, tint=(1.04, 1.0, 0.93))
    if mentions(words, "cold, cool, bleak, sterile, clinical, blue, lonely, melancholy, harsh"):
        light = _scaled(light, lit=1.0, mid=0.97, shade=0.95, tint=(0.94, 0.99, 1.07))
    if mentions(words, "backlit, backlight, silhouette, contre jour, rim light"):
        light = replace(light, key=unit((light.key[0], 0.45, 0.85)))
    if mentions(words, "side light, hard side light, sidelit, chiaroscuro, split light"):
        light = replace(_scaled(light, lit=1.08, mid=0.85, shade=0.6), key=unit((-0.96, 0.25, -0.25)))
    return light


def _scaled(light: Light, *, lit: float, mid: float, shade: float, tint: Tint = (1.0, 1.0, 1.0)) -> Light:
    def times(of: Tint, by: float) -> Tint:
        return (of[0] * by * tint[0], of[1] * by * tint[1], of[2] * by * tint[2])

    return replace(light, lit=times(light.lit, lit), mid=times(light.mid, mid), shade=times(light.shade, shade))
