"""The plain colours of wood, metal, bark and stone that furniture and scenery are made of, as 0xRRGGBB."""

from __future__ import annotations

__all__ = ["BARK", "BRASS", "DARK_WOOD", "IRON", "STONE", "WOOD"]

WOOD, DARK_WOOD, BRASS = 0x7A5636, 0x4E3524, 0xA8843C
BARK, STONE, IRON = 0x5B4634, 0x8A857C, 0x2E3033
