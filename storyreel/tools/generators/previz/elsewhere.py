"""Places without a sky: the light that stars and deep water give, and what is seen where others have a sky.

Pure data; `sky` draws it.
"""

from __future__ import annotations

from dataclasses import replace

from storyreel.tools.generators.previz.camera import unit
from storyreel.tools.generators.previz.layout import Layout
from storyreel.tools.generators.previz.light import Light, Tint

__all__ = ["light_there"]


def light_there(light: Light, layout: Layout) -> tuple[Light, str]:
    """The light of a place, and what was changed ("" where it has a sky like any other).

    >>> from storyreel.tools.generators.previz.light import light_of
    >>> day, deep = light_of(time_of_day="day", interior=False)[0], Layout(kind="x", interior=False, backdrop="deep")
    >>> light_there(day, deep)[0].orb, light_there(day, deep)[1]
    ('', 'no sky under water: light falls from the surface, green and short')
    """
    if layout.backdrop == "stars":
        there = replace(
            light, key=unit((-0.75, 0.45, -0.45)), lit=(1.25, 1.22, 1.16), mid=(0.9, 0.92, 0.98), shade=(0.42, 0.45, 0.56),
            sky=(0x04050B, 0x070A14, 0x0B1020), haze=0x0B1020, haze_m=400.0, orb="", stars=True, weather="",
            lamps=False, pool=0.1,
        )  # fmt: skip
        return there, "no sky and no ground among the stars: people stand on a strip of hull, lit hard from one side"
    if layout.backdrop == "deep":
        dim = 0.62 if light.stars else 1.0
        sky = (0x6FC0BE, 0x2F8A94, 0x1B5A6A) if dim == 1.0 else (0x1F5A6A, 0x14404F, 0x0B2A38)
        there = replace(
            light, key=unit((-0.1, 0.98, -0.15)), lit=_times((0.86, 1.1, 1.08), dim), mid=_times((0.62, 0.86, 0.9), dim),
            shade=_times((0.36, 0.6, 0.68), dim),
            sky=sky, haze=sky[2], haze_m=9.0,
            orb="", stars=False, weather="", lamps=False, pool=0.3,
        )  # fmt: skip
        return there, "no sky under water: light falls from the surface, green and short"
    return light, ""


def _times(of: Tint, by: float) -> Tint:
    return (of[0] * by, of[1] * by, of[2] * by)
