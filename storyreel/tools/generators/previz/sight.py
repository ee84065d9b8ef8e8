"""What is in the way and what is out of the picture: pieces before a face, people beyond the frame. Draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, radians, sin

from storyreel.tools.generators.previz.camera import Vec, View, mix
from storyreel.tools.generators.previz.framing import head_box
from storyreel.tools.generators.previz.layout import Piece
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.pieces import GROUND
from storyreel.tools.generators.previz.stage import StageShot

__all__ = ["behind_and_among", "body_box", "meets_nobody", "standing_pieces", "turned_away"]


_BULKY = frozenset(("armchair", "barrel", "bed", "cabinet", "chest", "crate", "dresser", "sofa", "wardrobe"))
"""What may not stand before anybody's body either; tables may, for people sit at them."""


def body_box(person: Person, view: View, part: float) -> tuple[int, int, int, int] | None:
    """A box that a person with their gestures surely fits, or None where none of it is in the picture."""
    x, z = person.place(part)
    head = person.head(part)
    reach = 1.1 if person.posture == "lying" else 0.37
    r = view.right
    across = (r[0] * reach, r[2] * reach) if hypot(r[0], r[2]) > 0.5 else (reach, 0.0)
    corners = [view.project((x + a * across[0], y, z + a * across[1])) for a in (-1, 1) for y in (-0.05, head[1] + 0.32)]
    if max(c.depth for c in corners) < 0.3:
        return None
    if min(c.depth for c in corners) < 0.3:
        return (0, 0, view.width, view.height)
    box = (
        int(min(c.x for c in corners)),
        int(min(c.y for c in corners)),
        int(max(c.x for c in corners)),
        int(max(c.y for c in corners)),
    )
    return None if box[2] < 0 or box[0] > view.width or box[3] < 0 or box[1] > view.height else box


def turned_away(person: Person, view: View) -> bool:
    x, z = view.camera.position[0] - person.mark.x, view.camera.position[2] - person.mark.z
    return sin(person.yaw) * x + cos(person.yaw) * z < 0


def standing_pieces(stage: StageShot) -> list[Piece]:
    """The pieces that may be seen: none right at the lens and none before a subject's head or chest."""
    keep: list[Piece] = []
    cameras = [stage.rig.at(k, k * stage.seconds) for k in (0.0, 0.5, 1.0)]
    leads = [p for p in stage.people if p.name in stage.made.subjects]
    for piece in stage.layout.pieces:
        if piece.kind in GROUND or not any(_hides(piece, View(c, stage.width, stage.height), leads) for c in cameras):
            keep.append(piece)
    return keep


def behind_and_among(stage: StageShot, view: View, pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Pieces that are drawn with the set, and those that stand among the people or before them; the farthest first."""
    far = max((view.depth(p.head(k)) for p in stage.people if p.drawn for k in (0.0, 1.0)), default=0.0)
    ordered = sorted(pieces, key=lambda p: -view.depth((p.x, p.up, p.z)))
    crowd = (
        [box for p in stage.people if p.drawn for k in (0.0, 0.5, 1.0) if (box := body_box(p, view, k))]
        if stage.rig.still
        else []
    )
    alone = [p for p in ordered if stage.rig.still and meets_nobody(p, view, crowd)]
    behind = [p for p in ordered if p.kind in GROUND or p in alone or view.depth((p.x, p.up, p.z)) > far + 0.25]
    return behind, [p for p in ordered if p not in behind]


def meets_nobody(piece: Piece, view: View, crowd: list[tuple[int, int, int, int]]) -> bool:
    """Whether a piece lies apart from everyone in the picture, so that it may be drawn with the set."""
    depth = view.depth((piece.x, piece.up, piece.z))
    if depth < piece.reach + 0.5:
        return False
    seen = view.project((piece.x, piece.up, piece.z))
    half = (max(piece.reach, piece.height * 0.3) + 0.25) * view.scale(depth - piece.reach)
    return not any(seen.x - half < right and seen.x + half > left for left, _, right, _ in crowd)


def _hides(piece: Piece, view: View, leads: list[Person]) -> bool:
    cam = view.camera.position
    if _gap_to(piece, cam[0], cam[2]) < 0.6 and cam[1] < piece.up + piece.height + 0.6:
        return True
    depth = view.depth((piece.x, piece.up, piece.z))
    for lead in leads:
        head = lead.head()
        there = view.depth(head)
        if any(
            _crosses(piece, cam, (head[0], head[1] * k, head[2])) for k in ((1.0, 0.55) if piece.reach < 3 else (1.0, 0.55, 0.1))
        ):
            return True
        if not 0.1 < depth < there - 0.15 or piece.reach > 3:
            continue
        if depth < 0.62 * there:
            return True
        left, top, right, bottom = head_box(lead, view)
        seen = view.project((piece.x, piece.up + piece.height, piece.z))
        half = piece.width / 2 * view.scale(depth) / view.width
        grow = right - left
        chest = bottom + (bottom - top) * (3.4 if piece.kind in _BULKY else 1.2)
        if (
            seen.x / view.width - half < right + grow
            and seen.x / view.width + half > left - grow
            and seen.y / view.height < chest
        ):
            return True
    return False


def _crosses(piece: Piece, start: Vec, end: Vec) -> bool:
    """Whether a line of sight runs through a piece."""
    for k in range(1, 24):
        x, y, z = mix(start, end, k / 24)
        if piece.up - 0.1 < y < piece.up + piece.height + 0.1 and _gap_to(piece, x, z) < 0.12:
            return (x - end[0]) ** 2 + (z - end[2]) ** 2 > 0.16
    return False


def _gap_to(piece: Piece, x: float, z: float) -> float:
    """Distance over the floor from a place to the edge of a piece, metres."""
    turn = radians(piece.turn)
    dx, dz = x - piece.x, z - piece.z
    right, front = abs(dx * cos(turn) + dz * sin(turn)), abs(dx * sin(turn) - dz * cos(turn))
    return hypot(max(0.0, right - piece.width / 2), max(0.0, front - piece.deep / 2))
