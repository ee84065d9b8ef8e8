"""All pieces by kind, and the drawing of one. A kind that nobody draws is a plain box of its size."""

from __future__ import annotations

from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.furniture import FURNITURE
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Layout, Piece
from storyreel.tools.generators.previz.scenery import SCENERY
from storyreel.tools.generators.previz.solids import Solid

__all__ = ["GROUND", "PIECES", "draw_piece"]

PIECES = {**FURNITURE, **SCENERY}
GROUND = frozenset(("canopy", "carpet", "edge", "floorpatch", "hull", "ocean", "path", "pavement", "rug", "straw", "water"))
"""What lies on the ground (or hangs over all) and is drawn before everything that stands."""

GLOWING = frozenset(("brazier", "candles", "chandelier", "fireplace", "hanglamp", "lamp", "lamppost", "tablelamp"))
"""What throws light beyond its own shape."""


def draw_piece(ink: Ink, view: View, piece: Piece, layout: Layout, salt: str, t_s: float) -> bool:
    """Draw one piece, if any of it may be in the picture; whether it looks otherwise at another time."""
    middle = (piece.x, piece.up + piece.height / 2, piece.z)
    depth = view.depth(middle)
    wide = max(piece.width, piece.deep, piece.height)
    if depth < -wide:
        return False
    if depth > wide and piece.kind not in GROUND:
        seen = view.project(middle)
        half = (wide * 0.9 + 1.0) * view.scale(depth)
        if not -half < seen.x < view.width + half:
            return False
        if (
            piece.kind not in GLOWING
            and view.project((piece.x, piece.up + piece.height * 1.1 + 0.1, piece.z)).y > view.height + 4
        ):
            return False
    draw = PIECES.get(piece.kind.split()[0])
    solid = Solid(ink, view, piece, layout, f"{salt}/{piece.kind}/{piece.x:.2f}/{piece.z:.2f}", t_s)
    if draw is not None:
        draw(solid)
    else:
        solid.box(
            (-piece.width / 2, piece.width / 2), (0.0, piece.height), (-piece.deep / 2, piece.deep / 2), piece.rgb or 0x8A7A66
        )
    return solid.moves
