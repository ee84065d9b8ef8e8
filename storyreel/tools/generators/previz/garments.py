"""Clothes on a Torso and legs: tops, what is worn over them, trousers, skirts, shoes and what adorns them."""

from __future__ import annotations

from typing import NamedTuple

from storyreel.tools.generators.previz.garments_cloak import covers_back, draw_fall
from storyreel.tools.generators.previz.garments_lower import draw_lower
from storyreel.tools.generators.previz.garments_over import draw_over
from storyreel.tools.generators.previz.garments_upper import draw_upper
from storyreel.tools.generators.previz.looks import Look
from storyreel.tools.generators.previz.words import shade

__all__ = ["Sleeve", "covers_back", "draw_fall", "draw_lower", "draw_over", "draw_upper", "sleeve_of"]


class Sleeve(NamedTuple):
    """A sleeve: how much of the arm it covers (0 to 1), colour, cuff, and how loose it is."""

    part: float
    rgb: int
    cuff: int
    loose: float


def sleeve_of(look: Look) -> Sleeve:
    """The sleeve that shows: of what is worn over, else of the top."""
    worn = look.clothes
    if worn.over == "cloak":
        return Sleeve(1.0, worn.over_rgb, worn.top_rgb, 1.32)
    if worn.over in ("jacket", "suit", "coat", "cardigan", "uniform"):
        cuff = worn.top_rgb if worn.over in ("suit", "jacket") else shade(worn.over_rgb, -0.2)
        return Sleeve(1.0, worn.over_rgb, cuff, 1.14 if worn.over == "coat" else 1.06)
    if worn.top == "robe":
        return Sleeve(1.0, worn.top_rgb, shade(worn.top_rgb, -0.2), 1.3)
    part = 0.5 if worn.short_sleeves or worn.top == "tshirt" else 1.0
    return Sleeve(part, worn.top_rgb, shade(worn.top_rgb, -0.16), 1.08 if worn.top in ("sweater", "hoodie", "tunic") else 0.98)
