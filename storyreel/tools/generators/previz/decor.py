"""What hangs on walls or opens in them: windows, doors, pictures, shelves, curtains, lights. Drawn flat, in metres on the wall.

Here x runs along the wall to the right and y downwards from the floor line, so that heights are negative.
"""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.decor_fronts import FRONTS
from storyreel.tools.generators.previz.decor_hangings import HANGINGS, draw_picture
from storyreel.tools.generators.previz.decor_lights import LIGHTS
from storyreel.tools.generators.previz.decor_openings import OPENINGS
from storyreel.tools.generators.previz.decor_sheet import Sheet, daylight_spill
from storyreel.tools.generators.previz.decor_shelves import SHELVES
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Decor, Layout

__all__ = ["ALIVE", "DECOR", "draw_decor", "draw_spill"]

ALIVE = frozenset(("banner", "carglass", "lights", "sconce", "torch", "viewport"))
"""What moves or flickers by itself and is drawn anew for every frame."""
_SPILLING = frozenset(("barred", "blinds", "lancet", "shopwindow", "stained", "window"))
DECOR: dict[str, Callable[[Sheet, str], None]] = {**FRONTS, **HANGINGS, **LIGHTS, **OPENINGS, **SHELVES}
"""How each kind of decor is drawn; an unknown one is a picture."""


def draw_decor(ink: Ink, one: Decor, layout: Layout, level: float, salt: str, t_s: float) -> None:
    """Draw one piece of decor on the wall's plane, which is set up by the caller."""
    kind, _, what = one.kind.partition(" ")
    sheet = Sheet(ink, one, layout, level, salt, t_s)
    DECOR.get(kind, draw_picture)(sheet, what)


def draw_spill(ink: Ink, one: Decor, layout: Layout) -> None:
    """Draw the daylight that comes through a piece of decor, over the wall round it."""
    if one.kind.partition(" ")[0] in _SPILLING:
        daylight_spill(Sheet(ink, one, layout, 0.0, "", 0.0))
