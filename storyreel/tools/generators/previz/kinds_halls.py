"""Churches, halls, cells and stages, and the insides of what travels, as data."""

from __future__ import annotations

from storyreel.tools.generators.previz.chance import pick
from storyreel.tools.generators.previz.kinds_art import Maker, Seed
from storyreel.tools.generators.previz.layout import Decor, Layout, Piece

__all__ = ["HALLS"]


def _cell(seed: Seed) -> Layout:
    return Layout(
        kind="cell", interior=True, half=3.4, back=2.9, front=-3.8, height=2.8, wall=0x6F6C68, trim=0x56534F, floor=0x5A5651,
        accent=0x5A4A38, pattern="flags", dado="stone", tone="hall", seat="stool",
        decor=(
            Decor("back", "barred", -1.3, 1.6, 0.9, 0.75), Decor("right", "irondoor", -1.3, 0.0, 1.0, 2.1),
            Decor("left", "torch", 0.6, 1.6, 0.25, 0.5), Decor("back", "chains", 1.6, 1.0, 0.8, 1.0),
            Decor("front", "torch", 1.0, 1.6, 0.25, 0.5), Decor("front", "barred", -1.2, 1.6, 0.9, 0.75),
        ),
        pieces=(
            Piece("cot", 1.7, 2.3, 1.8, 0.75, 0.45), Piece("barrel", -2.8, 2.3, 0.55, 0.55, 0.75),
            Piece("crate", -2.7, -2.6, 0.7, 0.6, 0.55), Piece("straw", -1.4, 2.3, 1.2, 0.7, 0.1),
        ),
    )  # fmt: skip


def _church(seed: Seed) -> Layout:
    columns = tuple(Piece("column", x, z, 0.55, 0.55, 5.4) for x in (-3.3, 3.3) for z in (-3.0, 0.2, 3.2))
    return Layout(
        kind="church", interior=True, half=5.2, back=6.0, front=-6.0, height=5.6, wall=0xA49C8C, trim=0xC9C0AC, floor=0x8C857A,
        accent=0x7A2F36, pattern="flags", dado="stone", tone="hall", seat="bench",
        decor=(
            Decor("back", "stained", 0.0, 1.9, 1.5, 3.0), Decor("back", "stained", -2.6, 1.9, 1.0, 2.4),
            Decor("back", "stained", 2.6, 1.9, 1.0, 2.4),
            *(Decor(w, "stained", a, 1.8, 0.9, 2.3) for w in ("left", "right") for a in (-3.6, -0.2, 3.4)),
            Decor("front", "arch", 0.0, 0.0, 1.8, 3.0), Decor("front", "stained", 3.2, 2.2, 0.9, 2.2),
        ),
        pieces=(
            Piece("altar", 0.0, 5.2, 2.0, 0.7, 1.0), Piece("carpet", 0.0, 0.6, 1.3, 9.0, 0), *columns,
            Piece("pew", -2.2, 2.6, 1.9, 0.5, 0.9), Piece("pew", 2.2, 2.6, 1.9, 0.5, 0.9),
            Piece("pew", -2.2, -2.2, 1.9, 0.5, 0.9, 0), Piece("pew", 2.2, -2.2, 1.9, 0.5, 0.9),
            Piece("candles", -1.2, 4.6, 0.4, 0.4, 1.3), Piece("candles", 1.2, 4.6, 0.4, 0.4, 1.3),
        ),
        spots={"altar": (0.0, 4.2), "door": (0.0, -4.6)},
    )  # fmt: skip


def _greathall(seed: Seed) -> Layout:
    columns = tuple(Piece("column", x, z, 0.6, 0.6, 4.9) for x in (-3.9, 3.9) for z in (-3.2, 0.6, 3.6))
    return Layout(
        kind="greathall", interior=True, half=5.6, back=5.2, front=-6.0, height=5.0,
        wall=pick((0x7E7468, 0x857A6A, 0x73706B), *seed, "wall"), trim=0x9A8D78, floor=0x6E655A,
        accent=pick((0x7A2430, 0x24406E, 0x35563A), *seed, "accent"), pattern="flags", dado="stone", tone="hall", seat="throne",
        decor=(
            Decor("back", "banner", -1.9, 1.6, 0.8, 2.4), Decor("back", "banner", 1.9, 1.6, 0.8, 2.4),
            Decor("back", "lancet", -3.7, 1.7, 0.8, 2.2), Decor("back", "lancet", 3.7, 1.7, 0.8, 2.2),
            Decor("left", "tapestry", 0.6, 1.0, 2.4, 2.0), Decor("left", "torch", -1.4, 1.7, 0.25, 0.5),
            Decor("left", "lancet", -3.2, 1.6, 0.8, 2.2), Decor("right", "torch", 0.4, 1.7, 0.25, 0.5),
            Decor("right", "arch", -1.4, 0.0, 1.4, 2.6), Decor("right", "lancet", 2.4, 1.6, 0.8, 2.2),
            Decor("front", "arch", 0.0, 0.0, 1.9, 3.1), Decor("front", "tapestry", -3.2, 1.0, 1.8, 2.0),
            Decor("front", "torch", 1.8, 1.8, 0.25, 0.5), Decor("front", "lancet", 3.6, 1.7, 0.8, 2.2),
            Decor("back", "torch", -0.9, 1.8, 0.25, 0.5), Decor("back", "torch", 0.9, 1.8, 0.25, 0.5),
        ),
        pieces=(
            Piece("steps", 0.0, 4.2, 3.2, 1.6, 0.3), Piece("throne", 0.0, 4.4, 0.95, 0.8, 1.9, up=0.3),
            Piece("carpet", 0.0, -0.4, 1.4, 8.0, 0), *columns, Piece("table", -2.7, 2.3, 1.1, 2.2, 0.78),
            Piece("candles", -1.9, 3.9, 0.4, 0.4, 1.4), Piece("candles", 1.9, 3.9, 0.4, 0.4, 1.4),
            Piece("chest", 4.6, -2.0, 0.6, 1.1, 0.6),
        ),
        spots={"throne": (0.0, 2.6), "door": (4.4, 1.4)},
    )  # fmt: skip


def _compartment(seed: Seed) -> Layout:
    return Layout(
        kind="compartment", interior=True, half=2.3, back=1.8, front=-3.0, height=2.4, wall=0x7A5636, trim=0x9C7448,
        floor=0x5A4636, accent=pick((0x35584D, 0x7A2E34, 0x3C4A73), *seed, "accent"), pattern="carpet", dado="panel",
        tone="train", seat="bench",
        decor=(
            Decor("back", "shopwindow", 0.0, 0.95, 2.2, 1.0), Decor("left", "landscape", 0.0, 1.5, 0.6, 0.4),
            Decor("right", "mirror", 0.3, 1.5, 0.5, 0.4), Decor("front", "door", 0.0, 0.0, 0.9, 2.0),
            Decor("front", "window", 1.3, 0.95, 0.8, 0.9), Decor("left", "rack", 0.0, 1.85, 2.4, 0.3),
            Decor("right", "rack", 0.0, 1.85, 2.4, 0.3),
        ),
        pieces=(
            Piece("bench", -1.85, 0.6, 0.6, 1.9, 0.9, 0), Piece("bench", 1.85, 0.6, 0.6, 1.9, 0.9, 0),
            Piece("lowtable", 0.0, 1.45, 0.6, 0.5, 0.7),
        ),
    )  # fmt: skip


def _bridge(seed: Seed) -> Layout:
    return Layout(
        kind="bridge", interior=True, half=4.4, back=3.4, front=-4.8, height=2.9, wall=0x59636E, trim=0x7F8C99, floor=0x434B54,
        accent=pick((0x39B6C8, 0xE08A3A, 0x6CC46A), *seed, "accent"), pattern="panels", dado="metal", tone="space", seat="swivel",
        decor=(
            Decor("back", "viewport", 0.0, 1.0, 4.6, 1.4), Decor("left", "lights", 0.2, 0.9, 2.2, 1.2),
            Decor("right", "hatch", -1.3, 0.0, 1.3, 2.3), Decor("front", "lights", 1.8, 0.9, 2.0, 1.2),
            Decor("front", "hatch", -0.6, 0.0, 1.3, 2.3), Decor("right", "lights", 1.4, 0.9, 1.8, 1.2),
        ),
        pieces=(
            Piece("panel", 0.0, 2.75, 3.4, 0.6, 0.95), Piece("swivel", -1.0, 2.0, 0.6, 0.6, 1.15),
            Piece("panel", -3.8, 0.2, 0.6, 2.0, 0.95), Piece("panel", 3.6, -2.6, 0.7, 1.4, 0.95),
        ),
        spots={"window": (-1.4, 1.9), "door": (3.4, 1.3)},
    )  # fmt: skip


def _stagehouse(seed: Seed) -> Layout:
    return Layout(
        kind="stagehouse", interior=True, half=5.0, back=3.6, front=-5.2, height=4.4, wall=0x3A343B, trim=0x55493F,
        floor=0x7A5A3C, accent=pick((0x7B2430, 0x2E3F66, 0x55305A), *seed, "accent"), pattern="planks", dado="", tone="hall",
        decor=(
            Decor("back", "drape", 0.0, 0.05, 9.6, 4.2), Decor("left", "drape", 0.0, 0.05, 7.6, 4.2),
            Decor("right", "drape", 0.0, 0.05, 7.6, 4.2), Decor("front", "house", 0.0, 0.0, 9.0, 3.6),
        ),
        pieces=(
            Piece("crate", -2.9, 2.4, 0.8, 0.6, 0.6), Piece("chair", 2.7, 2.3, 0.45, 0.45, 0.9, -20),
            Piece("ladder", 3.7, 2.9, 0.6, 0.4, 2.2),
        ),
        spots={"door": (3.6, 1.3)},
    )  # fmt: skip


HALLS: dict[str, Maker] = {
    "bridge": _bridge, "cell": _cell, "church": _church, "compartment": _compartment, "greathall": _greathall,
    "stagehouse": _stagehouse,
}  # fmt: skip
"""What makes each kind."""
