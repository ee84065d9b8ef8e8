"""Courts, workshops, bathrooms, caves and the inside of a car, as data."""

from __future__ import annotations

from storyreel.tools.generators.previz.chance import pick
from storyreel.tools.generators.previz.kinds_art import Maker, Seed, art
from storyreel.tools.generators.previz.layout import Decor, Layout, Piece

__all__ = ["WORK"]


def _courtroom(seed: Seed) -> Layout:
    return Layout(
        kind="courtroom", interior=True, half=4.8, back=4.0, front=-5.4, height=3.8,
        wall=pick((0xB9AE97, 0xA8AFA6, 0xB4A79C), *seed, "wall"), trim=0x6E4A2E, floor=0x6B4A33,
        accent=pick((0x7A2430, 0x24406E, 0x35563A), *seed, "accent"), pattern="parquet", dado="panel", tone="hall", seat="bench",
        decor=(
            Decor("back", "drape", -2.9, 0.95, 0.9, 2.6), Decor("back", "drape", 2.9, 0.95, 0.9, 2.6),
            Decor("back", "clock", 0.0, 2.9, 0.5, 0.5), Decor("left", "window", -1.6, 1.2, 1.1, 2.0),
            Decor("left", "window", 1.2, 1.2, 1.1, 2.0), Decor("right", "door", -1.3, 0.0, 1.1, 2.3),
            Decor("front", "door", 0.0, 0.0, 1.6, 2.5), Decor("front", "window", 2.8, 1.2, 1.1, 2.0),
            *art(seed, ("right", 1.4, 1.6, 0.8, 1.0), ("front", -2.8, 1.6, 0.8, 1.0)),
        ),
        pieces=(
            Piece("steps", 0.0, 3.1, 4.4, 1.7, 0.36), Piece("bar", 0.0, 2.75, 3.6, 0.6, 1.15, up=0.36),
            Piece("throne", 0.0, 3.45, 0.9, 0.7, 1.75, up=0.36), Piece("bar", 3.35, 1.75, 1.1, 0.7, 1.0),
            Piece("tablelamp", 1.2, 2.75, 0.3, 0.3, 0.4, up=1.51), Piece("papers", -0.9, 2.75, 0.5, 0.3, 0.1, up=1.51),
            Piece("flagpole", -2.3, 3.4, 0.6, 0.1, 2.6), Piece("flagpole", 2.3, 3.4, 0.6, 0.1, 2.6),
            Piece("table", -3.5, 0.9, 1.0, 1.7, 0.76), Piece("papers", -3.5, 0.6, 0.5, 0.3, 0.1, up=0.76),
            Piece("rail", 0.0, -2.9, 9.0, 0.1, 0.85), Piece("pew", -2.0, -3.9, 2.6, 0.5, 0.9, 0),
            Piece("pew", 2.0, -3.9, 2.6, 0.5, 0.9, 0),
        ),
        spots={"bench": (0.0, 1.9), "stand": (2.5, 1.3), "door": (3.8, 1.3)},
    )  # fmt: skip


def _workshop(seed: Seed) -> Layout:
    return Layout(
        kind="workshop", interior=True, half=5.2, back=3.8, front=-5.4, height=4.2,
        wall=pick((0x7F7A72, 0x74787A, 0x86705E), *seed, "wall"), trim=0x5E5A54, floor=0x6C6964,
        accent=pick((0xB5602B, 0x2F5E7A, 0x8A7A2E), *seed, "accent"), pattern="tiles", dado="metal", tone="hall", seat="crate",
        decor=(
            Decor("back", "hatch", -2.6, 0.0, 2.6, 3.0), Decor("back", "tools", 1.4, 1.3, 2.4, 1.1),
            Decor("left", "shelves", 0.6, 0.6, 2.6, 1.9), Decor("right", "blinds", 1.0, 2.2, 2.4, 1.1),
            Decor("right", "door", -1.5, 0.0, 1.0, 2.1), Decor("front", "shelves", 2.4, 0.6, 2.6, 1.9),
            Decor("front", "hatch", -1.6, 0.0, 2.4, 2.8), Decor("left", "blinds", -2.6, 2.3, 2.0, 1.0),
        ),
        pieces=(
            Piece("table", 1.5, 3.1, 2.4, 0.8, 0.88), Piece("crate", 4.2, 2.9, 1.0, 0.9, 0.9),
            Piece("crate", 4.2, 2.9, 0.8, 0.7, 0.7, up=0.9), Piece("crate", 3.1, 3.1, 0.8, 0.7, 0.7),
            Piece("barrel", -4.4, 2.9, 0.65, 0.65, 0.95), Piece("barrel", -3.9, 2.3, 0.6, 0.6, 0.9, rgb=0x2F5E7A),
            Piece("ladder", -0.6, 3.5, 0.55, 0.4, 2.6), Piece("hanglamp", -1.2, 0.9, 0.6, 0.6, 0.4, up=2.9),
            Piece("hanglamp", 1.6, 0.9, 0.6, 0.6, 0.4, up=2.9), Piece("crate", -4.0, -3.4, 1.0, 0.9, 0.9),
            Piece("table", 3.0, -4.4, 1.8, 0.8, 0.85), Piece("barrel", -2.8, -4.4, 0.65, 0.65, 0.95),
        ),
        spots={"door": (4.2, 1.4), "gate": (-2.6, 2.7)},
    )  # fmt: skip


def _bathroom(seed: Seed) -> Layout:
    return Layout(
        kind="bathroom", interior=True, half=2.9, back=2.3, front=-3.4, height=2.6,
        wall=pick((0xA9BFC2, 0xBFC7B4, 0xC7B9B4), *seed, "wall"), trim=0xE9EAE4, floor=0xB9BDB8,
        accent=pick((0x3F7A86, 0x4A6E58, 0x8A5A6E), *seed, "accent"), pattern="checker", dado="tiles", tone="room", seat="stool",
        decor=(
            Decor("back", "mirror", -0.9, 1.25, 0.8, 0.9), Decor("back", "window", 1.5, 1.45, 0.8, 0.7),
            Decor("right", "door", -0.9, 0.0, 0.9, 2.0), Decor("left", "rack", 0.6, 1.3, 0.9, 0.3),
            Decor("front", "mirror", 0.8, 1.3, 0.8, 0.8), Decor("front", "door", -0.9, 0.0, 0.9, 2.0),
            Decor("back", "sconce", -1.55, 1.75, 0.2, 0.4), Decor("back", "sconce", -0.25, 1.75, 0.2, 0.4),
        ),
        pieces=(
            Piece("basin", -0.9, 2.05, 0.7, 0.45, 0.85), Piece("bath", 1.5, 1.95, 1.7, 0.72, 0.58),
            Piece("stool", 0.25, 1.95, 0.36, 0.36, 0.46), Piece("rug", 0.0, 0.2, 1.5, 0.9, 0),
            Piece("plant", -2.5, 1.95, 0.4, 0.4, 1.1), Piece("cabinet", -2.5, -2.9, 0.6, 0.45, 1.2),
        ),
        spots={"sink": (-0.9, 1.4), "mirror": (-0.9, 1.4), "door": (2.1, 0.9)},
    )  # fmt: skip


def _cave(seed: Seed) -> Layout:
    rock = pick((0x5E5750, 0x585C5E, 0x665548), *seed, "wall")
    return Layout(
        kind="cave", interior=True, half=5.0, back=4.2, front=-5.4, height=4.2, wall=rock, trim=0x4A453F, floor=0x575048,
        accent=0x3F6A72, pattern="", dado="rocks", tone="hall", seat="rock",
        decor=(
            Decor("back", "mouth", -2.4, 0.0, 2.2, 2.9), Decor("left", "torch", 0.4, 1.6, 0.25, 0.5),
            Decor("front", "mouth", 2.0, 0.0, 2.0, 2.6), Decor("right", "torch", 1.0, 1.6, 0.25, 0.5),
        ),
        pieces=(
            Piece("rock", 3.6, 3.2, 2.0, 1.2, 1.3), Piece("rock", -4.2, 2.6, 1.4, 1.0, 0.9),
            Piece("stalagmite", 2.1, 3.3, 0.6, 0.6, 1.5), Piece("stalagmite", -0.4, 3.7, 0.45, 0.45, 0.9),
            Piece("stalagmite", 4.4, 1.6, 0.6, 0.6, 1.9), Piece("brazier", -0.2, 2.7, 0.6, 0.6, 0.7),
            Piece("rock", -3.6, -3.6, 1.6, 1.0, 0.8), Piece("stalagmite", 3.0, -3.9, 0.6, 0.6, 1.7),
            Piece("floorpatch", -3.0, 0.8, 1.5, 1.1, 0.0),
        ),
        spots={"door": (-2.2, 3.0), "fire": (0.6, 1.6)},
    )  # fmt: skip


def _car(seed: Seed) -> Layout:
    return Layout(
        kind="car", interior=True, half=1.55, back=1.35, front=-1.6, height=1.62,
        wall=pick((0x3A3D42, 0x54483E, 0x3C4650), *seed, "wall"), trim=0x2A2A2C, floor=0x2C2B2A,
        accent=pick((0x6E4A34, 0x3F4A55, 0x7A3433), *seed, "accent"), pattern="", dado="bare", tone="train", seat="carseat",
        decor=(
            Decor("back", "carglass", 0.0, 0.82, 2.3, 0.58), Decor("left", "carglass", -0.2, 0.8, 2.0, 0.6),
            Decor("right", "carglass", 0.2, 0.8, 2.0, 0.6), Decor("front", "carglass", 0.0, 0.8, 2.6, 0.64),
        ),
        pieces=(Piece("carseat", 0.0, 0.95, 2.2, 0.5, 0.9), Piece("dashboard", 0.0, -1.35, 2.7, 0.35, 0.66)),
        spots={"door": (1.0, 0.2), "window": (1.0, 0.2)},
    )  # fmt: skip


WORK: dict[str, Maker] = {
    "bathroom": _bathroom, "car": _car, "cave": _cave, "courtroom": _courtroom, "workshop": _workshop,
}  # fmt: skip
"""What makes each kind."""
