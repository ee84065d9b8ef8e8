"""The rooms of homes, as data: where people live, sleep, cook and pass through, and the plain room."""

from __future__ import annotations

from dataclasses import replace

from storyreel.tools.generators.previz.chance import pick, spread
from storyreel.tools.generators.previz.kinds_art import Maker, Seed, art
from storyreel.tools.generators.previz.layout import Decor, Layout, Piece

__all__ = ["HOMES"]


def _drawingroom(seed: Seed) -> Layout:
    wall = pick((0x7F9186, 0x8E5B56, 0x6F7F97, 0xA08A62, 0x7B6A86, 0x5F7F78), *seed, "wall")
    return Layout(
        kind="drawingroom", interior=True, half=4.2, back=3.2, front=-4.6, height=3.3, wall=wall, trim=0xE8DFCB, floor=0x7A5536,
        accent=pick((0x8C2F39, 0x2F5D50, 0x3C4F7A, 0x8A6A2B), *seed, "accent"), pattern="parquet", dado="panel", seat="armchair",
        decor=(
            Decor("back", "window", -2.5, 0.75, 1.25, 2.1), Decor("back", "window", -0.72, 0.75, 1.25, 2.1),
            *art(
                seed, ("back", 0.75, 1.75, 0.7, 0.9), ("left", -0.6, 1.7, 1.1, 0.8), ("left", 1.4, 1.7, 0.6, 0.8),
                ("right", 1.3, 1.75, 0.8, 1.0), ("front", -1.6, 1.7, 1.0, 0.75), ("front", 1.9, 1.75, 0.65, 0.85),
            ),
            Decor("back", "mirror", 2.45, 1.62, 1.0, 1.15), Decor("right", "door", -1.3, 0.0, 1.0, 2.25),
            Decor("front", "bookcase", 0.2, 0.0, 1.7, 2.3), Decor("left", "sconce", 0.45, 1.9, 0.2, 0.4),
            Decor("front", "sconce", -2.8, 1.9, 0.2, 0.4),
        ),
        pieces=(
            Piece("rug", 0, 0.2, 4.2, 2.8, 0, 0), Piece("sofa", -1.55, 2.1, 1.9, 0.85, 0.9, 0),
            Piece("fireplace", 2.45, 2.98, 1.5, 0.42, 1.22), Piece("roundtable", 0.1, 2.1, 0.95, 0.95, 0.74),
            Piece("plant", -3.6, 2.6, 0.7, 0.7, 1.5), Piece("lamp", 3.55, 2.4, 0.45, 0.45, 1.65),
            Piece("armchair", 3.1, -1.2, 0.8, 0.8, 0.95, 70), Piece("piano", -3.45, -0.3, 0.75, 1.5, 1.2, 90),
            Piece("plant", 3.5, -3.6, 0.6, 0.6, 1.3), Piece("console", -1.9, -4.25, 1.3, 0.4, 0.85),
            Piece("chandelier", 0.0, 0.8, 0.9, 0.9, 0.8, up=2.35),
        ),
    )  # fmt: skip


def _livingroom(seed: Seed) -> Layout:
    wall = pick((0xC9C0AE, 0xA7B4B3, 0xC7A98F, 0x9DAAB8, 0xB9BFA6), *seed, "wall")
    return Layout(
        kind="livingroom", interior=True, half=4.2, back=3.2, front=-4.6, height=2.7, wall=wall, trim=0xEFEBE2, floor=0x9A7550,
        accent=pick((0x3D6B73, 0xB0653B, 0x58627E, 0x7E8A4F), *seed, "accent"), pattern="planks", dado="plain", seat="chair",
        decor=(
            Decor("back", "window", -2.3, 0.85, 1.9, 1.4),
            *art(
                seed, ("back", 0.1, 1.6, 1.3, 0.8), ("left", 0.5, 1.6, 0.8, 1.0), ("front", 1.2, 1.6, 0.9, 0.7),
                ("right", 1.5, 1.6, 0.7, 0.9),
            ),
            Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("front", "window", -1.6, 0.9, 1.5, 1.3),
            Decor("left", "shelves", -1.5, 1.1, 1.3, 1.2),
        ),
        pieces=(
            Piece("rug", 0, 0.3, 3.4, 2.3, 0), Piece("sofa", -1.5, 2.2, 2.1, 0.9, 0.82),
            Piece("lowtable", -1.2, 1.35, 1.0, 0.55, 0.42), Piece("bookcase", 2.2, 2.95, 1.4, 0.38, 1.95),
            Piece("lamp", 0.55, 2.75, 0.4, 0.4, 1.6), Piece("plant", 3.6, 2.7, 0.6, 0.6, 1.3),
            Piece("armchair", 3.2, 0.2, 0.85, 0.85, 0.85, 80), Piece("console", 3.8, -2.2, 0.4, 1.4, 0.6, 0),
            Piece("plant", -3.6, -3.8, 0.6, 0.6, 1.2), Piece("table", -3.0, -1.8, 0.9, 1.3, 0.75),
        ),
    )  # fmt: skip


def _kitchen(seed: Seed) -> Layout:
    return Layout(
        kind="kitchen", interior=True, half=4.2, back=3.2, front=-4.6, height=2.7,
        wall=pick((0xD6CBB2, 0xB9C4BE, 0xCFB79B, 0xB7C3CC), *seed, "wall"), trim=0xEFEBE0, floor=0xB7A48C,
        accent=pick((0x4F6F66, 0x7A5A3C, 0x55677C, 0x8A4A3A), *seed, "accent"), pattern="tiles", dado="tiles",
        decor=(
            Decor("back", "window", -2.4, 1.05, 1.3, 1.1), Decor("back", "cupboards", 0.5, 1.5, 2.2, 0.75),
            Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("left", "shelves", 0.4, 1.25, 1.6, 1.0),
            Decor("front", "shelves", 1.2, 1.25, 1.6, 1.0), Decor("front", "clock", -0.6, 1.9, 0.4, 0.4),
            Decor("back", "pans", 2.6, 1.5, 0.9, 0.6), *art(seed, ("right", 1.4, 1.6, 0.6, 0.7)),
        ),
        pieces=(
            Piece("units sink", -1.25, 2.88, 3.6, 0.62, 0.9), Piece("stove", 1.1, 2.88, 0.8, 0.64, 0.92),
            Piece("units", 2.3, 2.88, 1.5, 0.62, 0.9), Piece("fridge", 3.6, 2.8, 0.75, 0.72, 1.85),
            Piece("table", 0.0, 1.95, 1.7, 0.8, 0.75), Piece("chair", -1.3, 1.9, 0.42, 0.42, 0.9, 90),
            Piece("chair", 1.3, 2.0, 0.42, 0.42, 0.9, -90), Piece("units", -3.85, 0.0, 0.62, 2.4, 0.9),
            Piece("hanglamp", 0.0, 1.9, 0.5, 0.5, 0.4, up=1.75), Piece("dresser", 1.2, -4.3, 1.7, 0.5, 0.95),
            Piece("plant", -3.7, 2.7, 0.35, 0.35, 0.5, up=0.92),
        ),
    )  # fmt: skip


def _bedroom(seed: Seed) -> Layout:
    return Layout(
        kind="bedroom", interior=True, half=4.0, back=3.2, front=-4.4, height=2.7,
        wall=pick((0xA8A3B8, 0xB9A99A, 0x93A5A5, 0xB59B9B), *seed, "wall"), trim=0xEAE4D8, floor=0x86684A,
        accent=pick((0x6A4C6E, 0x3F5F7A, 0x7A4A44, 0x4F6B58), *seed, "accent"), pattern="planks", dado="plain",
        decor=(
            Decor("back", "window", -2.4, 0.8, 1.3, 1.5),
            *art(seed, ("back", 0.0, 1.65, 0.8, 0.6), ("left", 0.2, 1.6, 0.7, 0.9), ("front", -1.3, 1.6, 0.9, 0.7)),
            Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("left", "mirror", -1.5, 1.5, 0.7, 1.2),
            Decor("front", "window", 1.5, 0.9, 1.2, 1.3),
        ),
        pieces=(
            Piece("rug", -0.2, 0.3, 2.8, 1.8, 0), Piece("bed", 1.75, 2.15, 1.7, 2.1, 0.55),
            Piece("nightstand", 0.55, 2.85, 0.45, 0.42, 0.55), Piece("tablelamp", 0.55, 2.85, 0.3, 0.3, 0.45, up=0.55),
            Piece("wardrobe", -0.6, 2.9, 1.0, 0.55, 2.0), Piece("armchair", -3.1, 2.2, 0.75, 0.75, 0.9, -30),
            Piece("dresser", -3.7, -0.5, 0.5, 1.3, 0.85), Piece("plant", 3.5, -3.7, 0.5, 0.5, 1.1),
            Piece("chest", -1.4, -4.0, 1.1, 0.5, 0.5),
        ),
    )  # fmt: skip


def _cabin(seed: Seed) -> Layout:
    return Layout(
        kind="cabin", interior=True, half=3.8, back=3.0, front=-4.2, height=2.5,
        wall=pick((0x8A6440, 0x7A5A3C, 0x6E5340), *seed, "wall"), trim=0x5E442C, floor=0x6E5034, accent=0x8A3A2E,
        pattern="planks", dado="logs", tone="room", seat="stool",
        decor=(
            Decor("back", "window", -2.2, 0.95, 0.95, 0.95), Decor("right", "plankdoor", -1.3, 0.0, 0.95, 1.95),
            Decor("left", "shelves", 0.3, 1.2, 1.3, 0.8), Decor("front", "window", 1.2, 0.95, 0.9, 0.9),
            Decor("front", "tools", -1.0, 1.2, 1.2, 0.8), *art(seed, ("back", 0.3, 1.6, 0.5, 0.4)),
        ),
        pieces=(
            Piece("rug", 0, 0.4, 2.2, 1.5, 0), Piece("fireplace stone", 2.3, 2.75, 1.3, 0.45, 1.35),
            Piece("table", 0.0, 2.0, 1.4, 0.75, 0.75), Piece("tablelamp", 0.3, 2.0, 0.22, 0.22, 0.35, up=0.75),
            Piece("stool", -0.95, 2.0, 0.36, 0.36, 0.46), Piece("cot", -2.9, -1.8, 0.85, 1.9, 0.48),
            Piece("barrel", 3.2, 0.4, 0.55, 0.55, 0.8), Piece("crate", 3.2, -3.2, 0.7, 0.6, 0.5),
            Piece("logs", 1.2, 2.75, 0.6, 0.4, 0.35),
        ),
    )  # fmt: skip


def _corridor(seed: Seed) -> Layout:
    base = _drawingroom(seed)
    return replace(
        base, kind="corridor", half=4.2, seat="chair",
        decor=(
            Decor("back", "door", -1.6, 0.0, 1.1, 2.3),
            *art(seed, ("back", 0.0, 1.6, 0.8, 1.0), ("left", 0.4, 1.6, 0.8, 1.0), ("front", 1.2, 1.6, 0.8, 1.0)),
            Decor("right", "door", -1.3, 0.0, 1.0, 2.25), Decor("left", "door", -1.6, 0.0, 1.0, 2.25),
            Decor("front", "door", -1.0, 0.0, 1.1, 2.3), Decor("back", "sconce", -0.7, 1.85, 0.2, 0.4),
            Decor("front", "sconce", 0.2, 1.85, 0.2, 0.4), Decor("back", "clock", 0.95, 2.0, 0.4, 0.4),
        ),
        pieces=(
            Piece("staircase", 2.5, 2.3, 2.4, 1.5, 2.2), Piece("carpet", -0.3, 0.2, 2.0, 6.0, 0),
            Piece("console", 0.35, 2.95, 1.0, 0.4, 0.85), Piece("plant", -3.6, 2.6, 0.6, 0.6, 1.4),
            Piece("coatstand", -3.5, -2.0, 0.4, 0.4, 1.8), Piece("plant", 3.5, -3.6, 0.5, 0.5, 1.2),
        ),
        spots={"stairs": (2.3, 1.2), "steps": (2.3, 1.2)},
    )  # fmt: skip


def _plain(seed: Seed) -> Layout:
    base = _livingroom(seed)
    return replace(
        base, kind="plain", accent=0x6B6F78, wall=pick((0xA9A79F, 0x9FA6A8, 0xB0A69A), *seed, "wall"),
        decor=(
            Decor("back", "window", -2.3, 0.85, 1.4, 1.4),
            *art(seed, ("back", 1.0, 1.6, 0.9, 0.7), ("front", -1.0, 1.6, 0.8, 0.8), ("left", 0.3, 1.6, 0.7, 0.9)),
            Decor("right", "door", -1.3, 0.0, 0.95, 2.1), Decor("front", "window", 1.5, 0.9, 1.3, 1.3),
        ),
        pieces=(
            Piece("rug", 0, 0.3, spread(2.6, 3.4, *seed, "rug"), 2.0, 0), Piece("table", 0.0, 2.0, 1.4, 0.75, 0.75),
            Piece("chair", -1.1, 2.0, 0.42, 0.42, 0.9, 90), Piece("chair", 1.1, 2.0, 0.42, 0.42, 0.9, -90),
            Piece("plant", 3.5, 2.6, 0.6, 0.6, 1.3), Piece("lamp", -3.5, 2.6, 0.4, 0.4, 1.6),
            Piece("console", -3.8, -1.5, 0.4, 1.3, 0.85), Piece("chair", 3.3, -3.0, 0.45, 0.45, 0.9, 120),
        ),
    )  # fmt: skip


HOMES: dict[str, Maker] = {
    "bedroom": _bedroom, "cabin": _cabin, "corridor": _corridor, "drawingroom": _drawingroom, "kitchen": _kitchen,
    "livingroom": _livingroom, "plain": _plain,
}  # fmt: skip
"""What makes each kind."""
