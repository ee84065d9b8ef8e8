"""The kinds of sets under the sky, as data. `kinds` finds them by their words."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

from storyreel.tools.generators.previz.chance import number, pick, spread
from storyreel.tools.generators.previz.layout import Decor, Layout, Piece

__all__ = ["OPEN_AIR"]

Seed = tuple[str, int]


def _ring(
    seed: Seed, kind: str, count: int, near: float, far: float, tall: tuple[float, float], wide: float
) -> tuple[Piece, ...]:
    """Things all round the stage, none before the master camera's nearest ground."""
    out: list[Piece] = []
    for i in range(count):
        turn = 2 * pi * (i + 0.7 * number(*seed, kind, i, "turn")) / count
        reach = spread(near, far, *seed, kind, i, "reach")
        high = spread(*tall, *seed, kind, i, "tall")
        out.append(
            Piece(kind, round(reach * sin(turn), 2), round(reach * cos(turn), 2), round(high * wide, 2), 0.4, round(high, 2))
        )
    return tuple(out)


def _street(seed: Seed) -> Layout:
    fronts = pick((0x9A6B55, 0x8E8678, 0xA98D6E, 0x7E8790), *seed, "front")
    return Layout(
        kind="street", interior=False, half=7.0, back=5.2, front=-7.5, height=7.0, wall=fronts, trim=0xD8D0C0, floor=0x77746F,
        accent=pick((0x7A2F2F, 0x2F5546, 0x34466B), *seed, "accent"), pattern="cobbles", backdrop="city", tone="street",
        seat="bench",
        decor=(Decor("back", "facade", 0.0, 0.0, 40.0, 7.0), Decor("front", "facade", 0.0, 0.0, 40.0, 7.0)),
        pieces=(
            Piece("pavement", 0.0, 4.2, 40.0, 2.0, 0.14), Piece("pavement", 0.0, -6.4, 40.0, 2.0, 0.14),
            Piece("lamppost", -2.7, 3.4, 0.4, 0.4, 3.6), Piece("lamppost", 5.2, 3.4, 0.4, 0.4, 3.6),
            Piece("bench", -1.0, 3.7, 1.6, 0.5, 0.85), Piece("tree", -5.6, 3.7, 2.6, 0.4, 4.6),
            Piece("tree", 3.6, 3.8, 2.4, 0.4, 4.2), Piece("hydrant", 1.5, 3.4, 0.3, 0.3, 0.75),
            Piece("lamppost", 2.4, -5.4, 0.4, 0.4, 3.6), Piece("tree", -3.0, -5.8, 2.4, 0.4, 4.4),
            Piece("bench", 0.0, -5.8, 1.6, 0.5, 0.85), Piece("crate", 4.6, 3.9, 0.7, 0.6, 0.6),
        ),
        spots={"door": (1.9, 3.5), "window": (-2.2, 3.5), "gate": (3.0, 2.0), "street": (0.0, 0.0)},
    )  # fmt: skip


def _forest(seed: Seed) -> Layout:
    return Layout(
        kind="forest", interior=False, half=14.0, back=14.0, front=-14.0, wall=0x4A6A45, floor=0x5B5A38, accent=0x3F5B32,
        pattern="grass", backdrop="trees", tone="forest", seat="log",
        pieces=(
            *_ring(seed, "trunk", 13, 3.4, 6.0, (5.5, 7.5), 0.09),
            *_ring((seed[0] + "b", seed[1]), "trunk", 18, 6.5, 12.0, (6.0, 9.0), 0.09),
            *_ring(seed, "bush", 14, 3.2, 7.5, (0.5, 1.2), 1.3), *_ring(seed, "fern", 16, 2.3, 5.0, (0.3, 0.55), 1.6),
            Piece("log", 1.9, 2.2, 1.8, 0.4, 0.42), Piece("rock", -2.4, 2.0, 0.9, 0.7, 0.55),
        ),
        spots={"tree": (-2.2, 1.9), "clearing": (0.0, 0.3)},
    )  # fmt: skip


def _garden(seed: Seed) -> Layout:
    return Layout(
        kind="garden", interior=False, half=10.0, back=9.0, front=-9.0, wall=0x5F7F4B, floor=0x6F9150,
        accent=pick((0xC2506B, 0xD8A33C, 0x9A6BB0), *seed, "accent"), pattern="grass", backdrop="hills", tone="garden",
        seat="bench",
        pieces=(
            Piece("path", 0.0, 0.0, 1.7, 18.0, 0), Piece("hedge", -3.6, 4.2, 4.6, 0.8, 1.25),
            Piece("hedge", 4.2, 4.2, 4.6, 0.8, 1.25), Piece("gatearch", 0.4, 4.3, 1.9, 0.4, 2.5),
            Piece("bench", -1.7, 2.4, 1.5, 0.5, 0.88),
            Piece("fountain", 2.7, 2.6, 1.5, 1.5, 1.25), Piece("tree", -5.0, 6.5, 4.2, 0.6, 5.2),
            Piece("tree", 5.8, 7.0, 4.6, 0.6, 5.6), Piece("tree", -2.9, 3.3, 2.2, 0.4, 3.2),
            Piece("flowers", -3.4, 3.2, 2.6, 0.7, 0.5), Piece("flowers", 3.6, 1.5, 2.2, 0.7, 0.5),
            Piece("hedge", -4.5, -5.0, 5.0, 0.8, 1.3), Piece("hedge", 4.5, -5.0, 5.0, 0.8, 1.3),
            Piece("tree", -4.6, -7.0, 4.4, 0.6, 5.2), Piece("tree", 4.0, -7.4, 4.0, 0.6, 5.0),
            Piece("flowers", -2.8, -3.8, 2.6, 0.7, 0.5), Piece("flowers", 2.9, -3.9, 2.4, 0.7, 0.5),
            Piece("bush", 6.2, 1.0, 1.8, 0.6, 1.4), Piece("bush", -6.4, 0.4, 1.9, 0.6, 1.5),
        ),
        spots={"gate": (0.4, 3.2), "door": (0.4, 3.2), "tree": (-2.5, 2.2)},
    )  # fmt: skip


def _battlements(seed: Seed) -> Layout:
    return Layout(
        kind="battlements", interior=False, half=7.0, back=2.9, front=-7.0, height=6.0, wall=0x827D75, trim=0x9A948A,
        floor=0x76716A, accent=pick((0x7A2430, 0x2C4470), *seed, "accent"), pattern="flags", backdrop="mountains",
        tone="wind", seat="stool",
        pieces=(
            Piece("parapet", 0.0, 3.1, 16.0, 0.5, 1.1), Piece("tower", 6.0, 4.4, 3.4, 3.0, 6.5),
            Piece("tower", -8.0, 8.0, 3.4, 3.0, 7.5), Piece("flagpole", 2.9, 3.1, 1.0, 0.1, 4.2),
            Piece("brazier", -2.2, 2.2, 0.55, 0.55, 1.0),
            Piece("barrel", 3.5, 2.3, 0.6, 0.6, 0.85), Piece("crate", -4.2, 2.3, 0.8, 0.6, 0.6),
            Piece("stonewall", 0.0, -5.4, 18.0, 0.8, 5.2), Piece("brazier", 2.6, -4.6, 0.55, 0.55, 1.0),
            Piece("crate", -2.4, -4.6, 0.9, 0.6, 0.7),
        ),
        spots={"parapet": (-0.6, 2.1), "door": (4.2, 2.0), "tower": (4.0, 2.2), "steps": (3.4, 1.6)},
    )  # fmt: skip


def _beach(seed: Seed) -> Layout:
    return Layout(
        kind="beach", interior=False, half=20.0, back=30.0, front=-14.0, wall=0xD9C79A, floor=0xD8C596, accent=0x3F86A6,
        pattern="sand", backdrop="sea", tone="sea", seat="rock",
        pieces=(
            Piece("water", 0.0, 30.0, 160.0, 48.0, 0), Piece("rock", -4.4, 4.6, 1.9, 1.2, 1.1),
            Piece("rock", 5.2, 5.0, 2.4, 1.4, 1.5), Piece("boat", 3.0, 3.2, 2.6, 1.0, 0.75, 14),
            Piece("rock", -2.0, 3.6, 0.8, 0.6, 0.4), Piece("grass", -5.5, 1.5, 1.6, 0.5, 0.7),
            Piece("grass", 6.0, 0.4, 1.8, 0.5, 0.8), Piece("dune", -3.0, -7.5, 9.0, 2.0, 1.4),
            Piece("dune", 5.0, -8.5, 10.0, 2.0, 1.7), Piece("grass", -2.4, -5.2, 1.5, 0.5, 0.8),
            Piece("grass", 2.2, -5.6, 1.8, 0.5, 0.9), Piece("grass", 4.6, -4.8, 1.2, 0.5, 0.7),
        ),
        spots={"water": (0.0, 3.6), "boat": (1.9, 2.3), "sea": (0.0, 3.6)},
    )  # fmt: skip


def _station(seed: Seed) -> Layout:
    return Layout(
        kind="station", interior=False, half=9.0, back=3.6, front=-6.0, height=4.2, wall=0x8A5B45, trim=0xDCD2BC,
        floor=0x8C8983, accent=pick((0x2F5546, 0x7A2F2F, 0x34466B), *seed, "accent"), pattern="paving", backdrop="city",
        tone="station", seat="bench",
        decor=(Decor("front", "stationwall", 0.0, 0.0, 30.0, 4.2),),
        pieces=(
            Piece("train", 0.0, 4.9, 26.0, 2.6, 3.1), Piece("edge", 0.0, 3.2, 40.0, 0.4, 0),
            Piece("post", -3.6, 2.5, 0.22, 0.22, 3.7), Piece("post", 3.6, 2.5, 0.22, 0.22, 3.7),
            Piece("stationclock", 1.4, 2.55, 0.6, 0.2, 3.0), Piece("bench", -1.5, 2.3, 1.7, 0.5, 0.86),
            Piece("trunkcase", 3.0, 2.2, 0.8, 0.45, 0.55), Piece("post", -3.6, -2.8, 0.22, 0.22, 3.7),
            Piece("post", 3.6, -2.8, 0.22, 0.22, 3.7), Piece("bench", 1.5, -4.6, 1.7, 0.5, 0.86),
            Piece("trunkcase", -2.6, -4.4, 0.9, 0.5, 0.6), Piece("canopy", 0.0, 0.0, 40.0, 6.4, 3.7),
        ),
        spots={"train": (-0.8, 2.3), "door": (2.0, 2.6), "clock": (1.4, 1.9)},
    )  # fmt: skip


def _deck(seed: Seed) -> Layout:
    return Layout(
        kind="deck", interior=False, half=6.0, back=3.0, front=-6.0, wall=0x7A5A3C, floor=0x9A7B55, accent=0x4F7F9C,
        pattern="planks", backdrop="sea", tone="sea", seat="barrel",
        pieces=(
            Piece("ocean", 0.0, 0.0, 300.0, 300.0, 0, up=-4.0), Piece("floorpatch", 0.0, -1.0, 14.0, 8.4, 0),
            Piece("rail", 0.0, 3.1, 14.0, 0.12, 1.0), Piece("rail", 0.0, -5.1, 14.0, 0.12, 1.0),
            Piece("mast", 2.8, 2.0, 0.42, 0.42, 9.0), Piece("barrel", -3.3, 2.4, 0.65, 0.65, 0.9),
            Piece("barrel", -2.6, 2.6, 0.6, 0.6, 0.85),
            Piece("crate", 4.3, 2.4, 0.9, 0.7, 0.7), Piece("ropes", -1.0, 3.0, 3.2, 0.1, 4.6),
            Piece("crate", -3.0, -4.2, 0.9, 0.7, 0.7), Piece("barrel", 3.0, -4.3, 0.6, 0.6, 0.85),
        ),
        spots={"rail": (0.0, 2.3), "parapet": (0.0, 2.3), "door": (3.6, 1.0)},
    )  # fmt: skip


def _waterside(seed: Seed) -> Layout:
    return Layout(
        kind="waterside", interior=False, half=14.0, back=16.0, front=-12.0, wall=0x5F7F4B, floor=0x7A8A4E, accent=0x5A8AA0,
        pattern="grass", backdrop="trees", tone="water", seat="rock",
        pieces=(
            Piece("water", 0.0, 10.0, 120.0, 12.0, 0), Piece("stonebridge", 5.5, 9.0, 8.0, 1.6, 2.4),
            Piece("grass", -3.2, 3.6, 1.6, 0.4, 1.1), Piece("grass", -1.6, 3.8, 1.3, 0.4, 0.9),
            Piece("grass", 2.6, 3.7, 1.7, 0.4, 1.2), Piece("tree", -5.4, 3.2, 3.6, 0.5, 5.0),
            Piece("rock", 1.0, 3.2, 1.0, 0.7, 0.5),
            Piece("tree", 6.4, 2.6, 3.2, 0.5, 4.6), Piece("bush", -5.0, -4.6, 2.0, 0.6, 1.5),
            Piece("tree", 3.2, -6.6, 4.0, 0.6, 5.4), Piece("tree", -3.6, -7.2, 4.2, 0.6, 5.6),
            Piece("bush", 5.2, -4.4, 2.0, 0.6, 1.4), Piece("boat", 3.4, 4.3, 2.4, 0.9, 0.6, 8),
        ),
        spots={"water": (0.0, 3.0), "tree": (-4.2, 2.3)},
    )  # fmt: skip


def _graveyard(seed: Seed) -> Layout:
    return Layout(
        kind="graveyard", interior=False, half=12.0, back=12.0, front=-12.0, wall=0x55614E, floor=0x5F6B45, accent=0x77746E,
        pattern="grass", backdrop="trees", tone="wind", seat="rock",
        pieces=(
            *_ring(seed, "tomb", 14, 2.9, 6.5, (0.7, 1.15), 0.7), Piece("path", 0.0, 0.0, 1.4, 18.0, 0),
            Piece("baretree", -4.6, 5.2, 3.6, 0.5, 5.4), Piece("baretree", 4.8, 6.4, 3.6, 0.5, 5.8),
            Piece("chapel", 1.8, 10.0, 3.6, 3.0, 4.2),
            Piece("baretree", 3.6, -6.6, 3.4, 0.5, 5.2), Piece("fence", 0.0, 8.0, 20.0, 0.1, 1.3),
            Piece("fence", 0.0, -8.0, 20.0, 0.1, 1.3),
        ),
        spots={"tree": (-3.6, 3.9), "gate": (0.0, 4.0)},
    )  # fmt: skip


def _desert(seed: Seed) -> Layout:
    return Layout(
        kind="desert", interior=False, half=20.0, back=24.0, front=-20.0, wall=0xC99A66, floor=0xD2AE76, accent=0xA9653F,
        pattern="sand", backdrop="mesas", tone="wind", seat="rock",
        pieces=(
            *_ring(seed, "rock", 7, 3.4, 8.0, (0.4, 1.2), 1.5), Piece("dune", -6.0, 8.0, 12.0, 2.0, 1.6),
            Piece("dune", 7.0, 10.0, 14.0, 2.0, 2.0), Piece("cactus", 3.8, 3.6, 0.8, 0.4, 1.9),
            Piece("cactus", -4.6, 5.0, 0.9, 0.4, 2.3), Piece("dune", 2.0, -9.0, 14.0, 2.0, 1.8),
            Piece("cactus", -3.2, -5.0, 0.8, 0.4, 2.0),
        ),
        spots={"rock": (-2.3, 1.8)},
    )  # fmt: skip


def _mountain(seed: Seed) -> Layout:
    return Layout(
        kind="mountain", interior=False, half=16.0, back=16.0, front=-14.0, wall=0x6F7468, floor=0x7C8160, accent=0x8A8F97,
        pattern="grass", backdrop="mountains", tone="wind", seat="rock",
        pieces=(
            *_ring(seed, "rock", 9, 2.9, 7.5, (0.5, 1.6), 1.4), *_ring(seed, "pine", 9, 6.0, 12.0, (3.5, 6.0), 0.42),
            *_ring(seed, "grass", 10, 2.4, 6.0, (0.3, 0.6), 1.8),
        ),
        spots={"rock": (-2.0, 1.8), "tree": (2.6, 2.6)},
    )  # fmt: skip


def _field(seed: Seed) -> Layout:
    return Layout(
        kind="field", interior=False, half=16.0, back=18.0, front=-16.0, wall=0x7F8F55, floor=0x84934F, accent=0xB79A4C,
        pattern="grass", backdrop="hills", tone="garden", seat="rock",
        pieces=(
            Piece("path", 0.6, 0.0, 1.8, 30.0, 0), Piece("fence", 0.0, 6.0, 24.0, 0.1, 1.15),
            Piece("tree", -5.6, 7.4, 4.4, 0.6, 5.6), Piece("tree", 6.8, 9.0, 4.6, 0.6, 5.8),
            Piece("bush", 3.8, 4.6, 1.7, 0.5, 1.1), *_ring(seed, "grass", 14, 2.5, 7.0, (0.3, 0.7), 1.8),
            Piece("rock", -2.6, 2.6, 0.9, 0.6, 0.5),
            Piece("fence", 0.0, -7.0, 24.0, 0.1, 1.15), Piece("tree", -4.4, -9.0, 4.6, 0.6, 5.8),
            Piece("haystack", 5.0, 6.6, 1.8, 1.2, 1.5), Piece("bush", 4.4, -5.4, 1.8, 0.5, 1.2),
        ),
        spots={"tree": (-3.2, 2.6), "gate": (0.6, 4.6), "fence": (0.0, 4.8)},
    )  # fmt: skip


OPEN_AIR: dict[str, Callable[[Seed], Layout]] = {
    "battlements": _battlements, "beach": _beach, "deck": _deck, "desert": _desert, "field": _field, "forest": _forest,
    "garden": _garden,
    "graveyard": _graveyard, "mountain": _mountain, "station": _station, "street": _street, "waterside": _waterside,
}  # fmt: skip
