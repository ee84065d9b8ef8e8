"""Roofs and markets, and the places that have no ground of their own: among the stars and under water. Data alone."""

from __future__ import annotations

from storyreel.tools.generators.previz.chance import pick, spread
from storyreel.tools.generators.previz.kinds_art import Maker, Seed
from storyreel.tools.generators.previz.layout import Decor, Layout, Piece

__all__ = ["ODD"]


def _rooftop(seed: Seed) -> Layout:
    return Layout(
        kind="rooftop", interior=False, half=8.0, back=3.6, front=-7.0, height=6.0, wall=0x8A7A6C, trim=0x9A938A,
        floor=pick((0x7A7672, 0x857A6E), *seed, "floor"), accent=pick((0x7A2F2F, 0x34466B), *seed, "accent"), pattern="paving",
        backdrop="city", tone="wind", seat="crate",
        pieces=(
            Piece("lowwall", 0.0, 3.6, 22.0, 0.3, 0.8), Piece("watertank", 4.6, 5.0, 1.9, 1.9, 3.4),
            Piece("chimney", -3.4, 2.7, 0.9, 0.7, 2.1), Piece("vent", 2.1, 2.6, 0.8, 0.7, 0.9),
            Piece("aerial", -4.8, 3.0, 0.9, 0.1, 3.2), Piece("crate", 3.3, 2.4, 0.8, 0.6, 0.6),
            Piece("lowwall", 0.0, -6.0, 22.0, 0.3, 0.8), Piece("chimney", 3.0, -5.0, 0.9, 0.7, 2.1),
            Piece("vent", -2.2, -5.0, 0.9, 0.8, 1.0),
        ),
        spots={"parapet": (-0.8, 2.7), "rail": (-0.8, 2.7), "door": (4.4, 1.6)},
    )  # fmt: skip


def _market(seed: Seed) -> Layout:
    stalls = (-4.6, -1.6, 1.4, 4.4)
    colours = (0xB8423A, 0x2F6A86, 0xC2902F, 0x4A7A4A, 0x7A4C86)
    return Layout(
        kind="market", interior=False, half=8.0, back=4.8, front=-6.6, height=7.0,
        wall=pick((0xB08A64, 0xA89B86, 0x9A7A66), *seed, "wall"), trim=0xDCCFB4, floor=0x8A7D6C,
        accent=pick((0x7A2F2F, 0x2F5546, 0x34466B), *seed, "accent"), pattern="cobbles", backdrop="roofs", tone="crowd",
        seat="crate",
        decor=(Decor("back", "facade", 0.0, 0.0, 40.0, 6.0), Decor("front", "facade", 0.0, 0.0, 40.0, 6.0)),
        pieces=(
            *(Piece("stall", x, 3.3, 2.3, 1.1, 2.5, rgb=pick(colours, *seed, "stall", x)) for x in stalls),
            *(Piece("stall", x, -4.9, 2.3, 1.1, 2.5, rgb=pick(colours, *seed, "far", x)) for x in (-3.4, 0.2, 3.6)),
            Piece("crate", -3.1, 2.5, 0.6, 0.5, 0.45), Piece("barrel", 2.9, 2.6, 0.6, 0.6, 0.85),
            Piece("crate", 2.4, -4.2, 0.6, 0.5, 0.45),
        ),
        spots={"stall": (-1.6, 2.2), "counter": (-1.6, 2.2), "door": (1.9, 2.4)},
    )  # fmt: skip


def _space(seed: Seed) -> Layout:
    return Layout(
        kind="space", interior=False, half=30.0, back=40.0, front=-40.0, wall=0x6F7A86, floor=0x59626C, trim=0x8A96A3,
        accent=pick((0x3F7FA8, 0xB5703F, 0x6C8A5A, 0x8A5A8A), *seed, "planet"), pattern="none", backdrop="stars", tone="space",
        seat="crate",
        pieces=(
            Piece("hull", 0.0, 0.0, 8.4, 4.6, 0.5, up=-0.5), Piece("aerial", -3.4, 1.6, 0.9, 0.1, 2.6),
            Piece("solarwing", 7.2, 1.0, 5.6, 1.6, 0.1, up=-0.3), Piece("solarwing", -7.2, 1.0, 5.6, 1.6, 0.1, up=-0.3),
            Piece("vent", 3.1, 1.5, 0.7, 0.6, 0.6),
        ),
    )  # fmt: skip


def _underwater(seed: Seed) -> Layout:
    kelp = tuple(
        Piece("kelp", spread(-6.5, 6.5, *seed, "kelp", i), z, 0.5, 0.3, spread(1.0, 2.8, *seed, "kelp up", i))
        for i, z in enumerate((2.4, 3.0, 3.6, 4.4, 5.2, 6.0, 7.0, -4.2, -5.0, -6.0))
    )
    fish = tuple(
        Piece("fish", spread(-4.5, 4.5, *seed, "fish", i), 2.6 + 0.7 * i, 0.5, 0.1, 0.3, up=spread(0.9, 2.6, *seed, "fish up", i))
        for i in range(5)
    )
    return Layout(
        kind="underwater", interior=False, half=14.0, back=14.0, front=-12.0, wall=0x2F6A78, floor=0x8E9A7E, accent=0x2F7A86,
        pattern="sand", backdrop="deep", tone="space", seat="rock",
        pieces=(
            *kelp, *fish, Piece("rock", -3.4, 3.4, 1.8, 1.0, 1.1), Piece("rock", 3.8, 4.2, 2.4, 1.2, 1.6),
            Piece("rock", 2.6, -4.4, 1.4, 1.0, 0.8), Piece("bubbles", -1.9, 2.2, 0.6, 0.1, 3.0),
            Piece("bubbles", 2.6, 3.0, 0.6, 0.1, 3.0), Piece("dune", 5.0, 9.0, 12.0, 2.0, 1.4),
        ),
        spots={"rock": (-2.6, 2.2)},
    )  # fmt: skip


ODD: dict[str, Maker] = {"market": _market, "rooftop": _rooftop, "space": _space, "underwater": _underwater}
"""What makes each kind."""
