"""Furniture and fittings of rooms, made of solids. `PIECES` in `pieces` finds them by kind."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.furniture_bath import BUILT_IN
from storyreel.tools.generators.previz.furniture_cases import CASES
from storyreel.tools.generators.previz.furniture_fittings import FITTINGS
from storyreel.tools.generators.previz.furniture_lights import LIGHTS
from storyreel.tools.generators.previz.furniture_seats import SEATS
from storyreel.tools.generators.previz.furniture_tables import TABLES
from storyreel.tools.generators.previz.solids import Solid

__all__ = ["FURNITURE"]

FURNITURE: dict[str, Callable[[Solid], None]] = {**BUILT_IN, **CASES, **FITTINGS, **LIGHTS, **SEATS, **TABLES}
"""How each kind of furniture is made."""
