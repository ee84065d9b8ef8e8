"""What stands outdoors: trees and plants, rocks and water, street furniture, walls and towers. Made of solids and cards."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.scenery_ground import GROUND
from storyreel.tools.generators.previz.scenery_odd import ODDITIES
from storyreel.tools.generators.previz.scenery_plants import PLANTS
from storyreel.tools.generators.previz.scenery_street import STREET
from storyreel.tools.generators.previz.scenery_walls import WALLS
from storyreel.tools.generators.previz.scenery_waters import WATERS
from storyreel.tools.generators.previz.solids import Solid

__all__ = ["SCENERY"]

SCENERY: dict[str, Callable[[Solid], None]] = {**GROUND, **ODDITIES, **PLANTS, **STREET, **WALLS, **WATERS}
"""How each kind of scenery is made."""
