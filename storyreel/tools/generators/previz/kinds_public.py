"""The rooms where people work, buy, drink and learn, as data."""

from __future__ import annotations

from dataclasses import replace

from storyreel.tools.generators.previz.chance import pick
from storyreel.tools.generators.previz.kinds_art import Maker, Seed, art
from storyreel.tools.generators.previz.layout import Decor, Layout, Piece

__all__ = ["PUBLIC"]


def _office(seed: Seed) -> Layout:
    return Layout(
        kind="office", interior=True, half=4.2, back=3.2, front=-4.6, height=2.7,
        wall=pick((0xA6AEB2, 0xB7B1A2, 0x9AA79C, 0x8F9BA8), *seed, "wall"), trim=0xDAD9D2, floor=0x6F7478,
        accent=pick((0x38506B, 0x5A4634, 0x3F5B50), *seed, "accent"), pattern="carpet", dado="plain", tone="office",
        decor=(
            Decor("back", "blinds", -2.3, 0.9, 2.2, 1.4), Decor("back", "board", 0.6, 1.2, 1.6, 1.0),
            Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("left", "shelves", 0.2, 1.1, 1.8, 1.1),
            Decor("front", "blinds", 1.0, 0.9, 2.0, 1.4), Decor("front", "clock", -1.2, 1.95, 0.4, 0.4),
            *art(seed, ("right", 1.2, 1.6, 0.7, 0.5), ("front", -2.8, 1.6, 0.6, 0.8)),
        ),
        pieces=(
            Piece("desk", 1.7, 2.25, 1.6, 0.8, 0.75), Piece("swivel", 1.7, 2.95, 0.55, 0.55, 1.05),
            Piece("tablelamp", 2.3, 2.25, 0.3, 0.3, 0.45, up=0.75), Piece("papers", 1.4, 2.15, 0.5, 0.35, 0.08, up=0.75),
            Piece("cabinet", 3.7, 2.85, 0.55, 0.6, 1.3), Piece("cabinet", 3.1, 2.85, 0.55, 0.6, 1.3),
            Piece("plant", -3.6, 2.7, 0.6, 0.6, 1.4), Piece("chair", -0.9, 2.55, 0.45, 0.45, 0.88, 0),
            Piece("desk", -3.5, -1.8, 0.8, 1.5, 0.75), Piece("cabinet", 2.6, -4.2, 0.9, 0.5, 1.3),
            Piece("coatstand", 3.6, 0.1, 0.4, 0.4, 1.75),
        ),
    )  # fmt: skip


def _library(seed: Seed) -> Layout:
    return Layout(
        kind="library", interior=True, half=4.2, back=3.2, front=-4.6, height=3.2,
        wall=pick((0x5E4A3A, 0x4F5A4A, 0x5A3F3A), *seed, "wall"), trim=0x7A5C3E, floor=0x5F432D,
        accent=pick((0x7C2E2E, 0x2F4F42, 0x3A4468), *seed, "accent"), pattern="parquet", dado="panel", seat="armchair",
        decor=(
            Decor("back", "window", -2.7, 0.8, 1.1, 1.9), Decor("back", "bookcase", -0.9, 0.0, 2.0, 2.7),
            Decor("back", "bookcase", 3.35, 0.0, 1.5, 2.7), Decor("left", "bookcase", 0.0, 0.0, 2.6, 2.7),
            Decor("left", "bookcase", -2.9, 0.0, 2.4, 2.7), Decor("front", "bookcase", -1.8, 0.0, 2.6, 2.7),
            Decor("front", "window", 0.7, 0.8, 1.1, 1.9),
            *art(seed, ("back", 1.6, 1.9, 0.9, 0.9), ("front", 2.5, 1.7, 0.8, 1.0)), Decor("right", "door", -1.3, 0.0, 1.0, 2.2),
            Decor("right", "bookcase", 1.2, 0.0, 2.0, 2.7),
        ),
        pieces=(
            Piece("rug", 0, 0.3, 3.6, 2.4, 0), Piece("fireplace", 1.6, 2.98, 1.4, 0.42, 1.2),
            Piece("desk", -0.1, 2.2, 1.5, 0.75, 0.76), Piece("tablelamp", 0.35, 2.25, 0.3, 0.3, 0.45, up=0.76),
            Piece("papers", -0.35, 2.1, 0.5, 0.3, 0.1, up=0.76), Piece("armchair", 3.1, 1.6, 0.8, 0.8, 1.0, 55),
            Piece("globe", -3.3, 2.3, 0.5, 0.5, 1.0), Piece("armchair", -3.0, -2.0, 0.8, 0.8, 1.0, -110),
            Piece("lamp", 3.5, -3.2, 0.4, 0.4, 1.6),
        ),
    )  # fmt: skip


def _bar(seed: Seed) -> Layout:
    return Layout(
        kind="bar", interior=True, half=4.4, back=3.4, front=-4.8, height=2.8,
        wall=pick((0x5A3E30, 0x4A4436, 0x4C3238), *seed, "wall"), trim=0x7A5636, floor=0x54402F,
        accent=pick((0x7B2F2A, 0x2F5346, 0x8A6326), *seed, "accent"), pattern="planks", dado="boards", tone="crowd", seat="stool",
        decor=(
            Decor("back", "bottles", 0.6, 1.15, 3.6, 1.25), Decor("back", "window", -3.1, 1.0, 1.0, 1.2),
            Decor("right", "door", -1.3, 0.0, 1.0, 2.1), Decor("left", "mirror", 0.6, 1.4, 1.4, 0.9),
            *art(seed, ("left", -1.4, 1.6, 0.7, 0.6), ("front", -1.6, 1.6, 0.9, 0.7), ("right", 1.2, 1.6, 0.7, 0.9)),
            Decor("front", "window", 1.5, 1.0, 1.6, 1.2), Decor("left", "sconce", -0.4, 1.8, 0.2, 0.4),
            Decor("front", "sconce", -0.2, 1.8, 0.2, 0.4),
        ),
        pieces=(
            Piece("bar", 0.6, 2.35, 4.4, 0.65, 1.1), Piece("stool", -0.9, 1.75, 0.36, 0.36, 0.76),
            Piece("stool", 0.9, 1.75, 0.36, 0.36, 0.76), Piece("stool", 2.0, 1.75, 0.36, 0.36, 0.76),
            Piece("hanglamp", -0.6, 2.3, 0.42, 0.42, 0.3, up=1.95), Piece("hanglamp", 1.6, 2.3, 0.42, 0.42, 0.3, up=1.95),
            Piece("barrel", -3.7, 2.7, 0.7, 0.7, 0.95), Piece("roundtable", -3.2, 0.3, 0.8, 0.8, 0.74),
            Piece("chair", -3.2, 1.1, 0.42, 0.42, 0.9, 0), Piece("roundtable", 3.3, -2.2, 0.8, 0.8, 0.74),
            Piece("chair", 3.3, -3.0, 0.42, 0.42, 0.9, 180), Piece("roundtable", -2.2, -3.4, 0.8, 0.8, 0.74),
            Piece("barrel", 3.8, 2.9, 0.65, 0.65, 0.9),
        ),
    )  # fmt: skip


def _cafe(seed: Seed) -> Layout:
    return Layout(
        kind="cafe", interior=True, half=4.4, back=3.4, front=-4.8, height=2.9,
        wall=pick((0xC9B38C, 0x9FB0A0, 0xC49A80, 0xA9B6BF), *seed, "wall"), trim=0xEFE6D4, floor=0x9C8468,
        accent=pick((0x7A3B32, 0x35584D, 0x3E4F6D), *seed, "accent"), pattern="checker", dado="boards", tone="crowd",
        decor=(
            Decor("back", "shopwindow", -2.2, 0.6, 2.9, 1.9), Decor("back", "menu", 1.2, 1.5, 1.2, 0.9),
            Decor("back", "bottles", 3.0, 1.25, 1.6, 0.9), Decor("right", "door", -1.3, 0.0, 1.0, 2.15),
            *art(
                seed, ("left", 0.4, 1.6, 0.8, 0.8), ("left", -1.3, 1.6, 0.6, 0.8), ("front", 1.7, 1.6, 0.8, 0.6),
                ("right", 1.2, 1.6, 0.6, 0.8),
            ),
            Decor("front", "shopwindow", -1.2, 0.6, 2.6, 1.9),
        ),
        pieces=(
            Piece("bar", 2.4, 2.55, 2.6, 0.6, 1.08), Piece("roundtable", 0.0, 1.95, 0.7, 0.7, 0.74),
            Piece("cup", 0.1, 1.9, 0.12, 0.12, 0.1, up=0.74), Piece("chair", -0.75, 2.0, 0.42, 0.42, 0.88, 90),
            Piece("roundtable", -2.7, 1.7, 0.7, 0.7, 0.74), Piece("chair", -3.4, 1.7, 0.42, 0.42, 0.88, 90),
            Piece("chair", -2.7, 2.45, 0.42, 0.42, 0.88, 0), Piece("hanglamp", -2.7, 1.7, 0.4, 0.4, 0.3, up=2.0),
            Piece("hanglamp", 0.0, 1.9, 0.4, 0.4, 0.3, up=2.0), Piece("hanglamp", 2.4, 2.4, 0.4, 0.4, 0.3, up=2.0),
            Piece("plant", -3.9, 2.9, 0.6, 0.6, 1.4), Piece("roundtable", 3.2, -2.6, 0.7, 0.7, 0.74),
            Piece("chair", 3.2, -3.4, 0.42, 0.42, 0.88, 180), Piece("roundtable", -2.6, -3.2, 0.7, 0.7, 0.74),
            Piece("plant", 3.9, -4.2, 0.5, 0.5, 1.2),
        ),
    )  # fmt: skip


def _shop(seed: Seed) -> Layout:
    cafe = _cafe(seed)
    return replace(
        cafe, kind="shop", pattern="planks", tone="room",
        decor=(
            Decor("back", "goods", -1.0, 0.5, 3.2, 2.0), Decor("back", "shopwindow", 2.6, 0.7, 2.0, 1.7),
            Decor("left", "goods", 0.0, 0.5, 3.0, 2.0), Decor("front", "goods", 1.8, 0.5, 2.6, 2.0),
            Decor("front", "shopwindow", -1.6, 0.7, 2.2, 1.7), Decor("right", "door", -1.3, 0.0, 1.0, 2.1),
            Decor("right", "goods", 1.4, 0.5, 2.0, 2.0),
        ),
        pieces=(
            Piece("bar counter", 0.4, 2.2, 3.0, 0.6, 0.98), Piece("hanglamp", 0.4, 2.1, 0.45, 0.45, 0.3, up=2.0),
            Piece("crate", -3.4, 1.0, 0.7, 0.6, 0.5), Piece("barrel", -3.5, 2.0, 0.6, 0.6, 0.85),
            Piece("crate", 3.6, 2.2, 0.7, 0.6, 0.6), Piece("crate", 3.5, -3.2, 0.8, 0.7, 0.6),
            Piece("plant", -3.8, -3.8, 0.5, 0.5, 1.1),
        ),
    )  # fmt: skip


def _hospital(seed: Seed) -> Layout:
    return Layout(
        kind="hospital", interior=True, half=4.0, back=3.2, front=-4.4, height=2.8, wall=0xC8D3D0, trim=0xEDF0EC, floor=0xA9B4B0,
        accent=0x5F9A98, pattern="tiles", dado="tiles", tone="hospital",
        decor=(
            Decor("back", "window", -2.4, 0.9, 1.5, 1.4), Decor("back", "board", 0.4, 1.5, 0.8, 0.6),
            Decor("right", "door", -1.3, 0.0, 1.05, 2.1), Decor("left", "cupboards", 0.3, 1.4, 1.6, 0.8),
            Decor("front", "window", 1.4, 0.9, 1.4, 1.3), Decor("front", "clock", -0.6, 2.0, 0.4, 0.4),
            Decor("front", "curtain", -2.6, 0.1, 1.6, 2.2), Decor("back", "curtain", 3.2, 0.1, 1.3, 2.2),
        ),
        pieces=(
            Piece("bed", 1.75, 2.15, 1.1, 2.1, 0.62), Piece("drip", 2.7, 2.4, 0.35, 0.35, 1.9),
            Piece("nightstand", 0.75, 2.85, 0.45, 0.42, 0.75), Piece("chair", -0.4, 2.6, 0.45, 0.45, 0.88, 0),
            Piece("units", -3.7, 0.3, 0.55, 2.0, 0.9), Piece("bed", -2.6, -3.2, 1.1, 2.0, 0.62),
            Piece("screen", 3.2, 2.7, 1.2, 0.1, 1.8),
        ),
    )  # fmt: skip


def _classroom(seed: Seed) -> Layout:
    return Layout(
        kind="classroom", interior=True, half=4.4, back=3.4, front=-4.8, height=3.0,
        wall=pick((0xC7BE9F, 0xAEBBA9, 0xB7BCC2), *seed, "wall"), trim=0x8C6C48, floor=0x94734E, accent=0x3D5E50,
        pattern="planks", dado="boards",
        decor=(
            Decor("back", "blackboard", 0.0, 1.0, 3.2, 1.3), Decor("back", "clock", 2.4, 2.2, 0.4, 0.4),
            Decor("left", "window", -1.4, 0.95, 1.4, 1.6), Decor("left", "window", 0.8, 0.95, 1.4, 1.6),
            Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("front", "poster", -1.8, 1.4, 0.8, 1.0),
            Decor("front", "poster", 1.0, 1.4, 1.3, 0.9), Decor("right", "shelves", 1.4, 1.0, 1.4, 1.0),
            Decor("back", "poster", -2.9, 1.3, 0.9, 1.1),
        ),
        pieces=(
            Piece("desk", 1.7, 2.3, 1.5, 0.7, 0.76), Piece("globe", 2.1, 2.3, 0.35, 0.35, 0.5, up=0.76),
            Piece("smalldesk", -2.8, -1.6, 0.65, 0.5, 0.72, 180), Piece("smalldesk", 2.6, -1.8, 0.65, 0.5, 0.72, 180),
            Piece("smalldesk", -1.0, -3.0, 0.65, 0.5, 0.72, 180), Piece("smalldesk", 1.2, -3.2, 0.65, 0.5, 0.72, 180),
            Piece("cabinet", 3.9, 2.9, 0.6, 0.6, 1.2),
        ),
    )  # fmt: skip


PUBLIC: dict[str, Maker] = {
    "bar": _bar, "cafe": _cafe, "classroom": _classroom, "hospital": _hospital, "library": _library, "office": _office,
    "shop": _shop,
}  # fmt: skip
"""What makes each kind."""
