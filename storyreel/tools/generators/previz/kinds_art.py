"""What the kinds of sets share: what makes one, and the pictures that hang in it by chance."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.chance import pick
from storyreel.tools.generators.previz.layout import Decor, Layout

__all__ = ["Maker", "Seed", "art"]

Seed = tuple[str, int]
"""A place's name and the world's seed."""
Maker = Callable[[Seed], Layout]
"""Makes a kind of set for a place."""


def art(seed: Seed, *spots: tuple[str, float, float, float, float]) -> tuple[Decor, ...]:
    """Pictures on the walls, each (wall, along, up, width, height) in metres; chance says what they show."""
    kinds = ("landscape", "portrait", "sea", "portrait", "landscape")
    return tuple(
        Decor(wall, f"picture {pick(kinds, *seed, wall, along)}", along, up, w, h)  # pyright: ignore[reportArgumentType]
        for wall, along, up, w, h in spots
    )
