"""Simple solids in perspective: boxes, drums, floor patches and upright cards. Furniture and scenery are made of them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from math import cos, pi, radians, sin

from storyreel.tools.generators.previz.camera import NEAR_M, Vec, View, dot, sub
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.layout import Layout, Piece
from storyreel.tools.generators.previz.library import skia
from storyreel.tools.generators.previz.shapes import Spot, bounds, ellipse, hull, polygon

__all__ = ["Solid"]

_ROUND = tuple((sin(i * pi / 8), cos(i * pi / 8)) for i in range(16))
# A square with round corners.
_SQUARE = tuple((max(-1.0, min(1.0, 1.35 * s)), max(-1.0, min(1.0, 1.35 * c))) for s, c in _ROUND)


class Solid:
    """One Piece to be drawn: its own directions (right, up, front), and the pen.

    Front is towards the master camera for a Piece that is not turned. `moves` tells afterwards whether the time was asked for.
    """

    def __init__(self, ink: Ink, view: View, piece: Piece, layout: Layout, salt: str, t_s: float) -> None:
        self.ink, self.view, self.piece, self.layout, self.salt, self._t_s = ink, view, piece, layout, salt, t_s
        self.moves = False
        turn = radians(piece.turn)
        self.front: Vec = (sin(turn), 0.0, -cos(turn))
        self.right: Vec = (cos(turn), 0.0, sin(turn))
        self.w, self.d, self.h = piece.width, piece.deep, piece.height
        # The view in the piece's own directions: its lens, and rows that take (right, up, front) to the picture and its depth.
        place: Vec = (piece.x, piece.up, piece.z)
        lens = sub(view.camera.position, place)
        self._lens: Vec = (dot(lens, self.right), lens[1], dot(lens, self.front))
        self._rows = tuple(
            (-dot(lens, axis), dot(axis, self.right), axis[1], dot(axis, self.front))
            for axis in (view.right, view.up, view.forward)
        )

    @property
    def t_s(self) -> float:
        """Seconds from the Shot's start."""
        self.moves = True
        return self._t_s

    def at(self, right: float, up: float, front: float) -> Vec:
        """A point of the world from the piece's own directions, metres from the middle of its floor."""
        p, r, f = self.piece, self.right, self.front
        return (p.x + r[0] * right + f[0] * front, p.up + up, p.z + r[2] * right + f[2] * front)

    def level(self, normal: Vec) -> float:
        """How a surface with a normal is lit."""
        return 0.62 * dot(normal, self.ink.light.key) - 0.06

    def patch(self, corners: Sequence[Vec]) -> list[Spot]:
        """The corners of a face (right, up, front) in pixels, cut at the near plane; empty where all of it lies behind."""
        (a0, ar, au, af), (b0, br, bu, bf), (c0, cr, cu, cf) = self._rows
        view = self.view
        focal, mid_x, mid_y = view.focal_px, view.mid_x, view.mid_y
        out: list[Spot] = []
        for r, u, f in corners:
            depth = c0 + cr * r + cu * u + cf * f
            if depth < NEAR_M:
                return view.polygon([self.at(*corner) for corner in corners])
            k = focal / depth
            out.append((mid_x + k * (a0 + ar * r + au * u + af * f), mid_y - k * (b0 + br * r + bu * u + bf * f)))
        return out

    def face(self, corners: list[Vec], rgb: int, normal: Vec, *, more: float = 0.0, alpha: float = 1.0) -> None:
        """One flat face by its corners in the world, drawn when its front is seen."""
        if self.view.faces(corners[0], normal):
            self._side(self.view.polygon(corners), rgb, normal, more=more, alpha=alpha)

    def _side(self, spots: Sequence[Spot], rgb: int, normal: Vec, *, more: float = 0.0, alpha: float = 1.0) -> None:
        """A face by its corners in the picture."""
        if len(spots) < 3:
            return
        path, ink = polygon(spots), self.ink
        if ink.style.outline and not ink.flat_out:
            ink.canvas.drawPath(path, ink.paint(ink.colour(rgb, -1.2), ink.style.outline * ink.height))
        ink.canvas.drawPath(path, ink.paint(ink.colour(rgb, self.level(normal) + more, alpha)))

    def box(self, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], rgb: int, *, more: float = 0.0) -> None:
        """A box by its extents to the right, up and to the front; the faces that look at the lens are drawn."""
        (x0, x1), (y0, y1), (z0, z1) = x, y, z
        lens_x, lens_y, lens_z = self._lens
        r, f = self.right, self.front
        if lens_z < z0:
            self._side(self.patch(((x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0))), rgb, (-f[0], 0.0, -f[2]), more=more)
        if lens_x < x0:
            self._side(self.patch(((x0, y0, z0), (x0, y0, z1), (x0, y1, z1), (x0, y1, z0))), rgb, (-r[0], 0.0, -r[2]), more=more)
        if lens_x > x1:
            self._side(self.patch(((x1, y0, z0), (x1, y0, z1), (x1, y1, z1), (x1, y1, z0))), rgb, r, more=more)
        if lens_z > z1:
            self._side(self.patch(((x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1))), rgb, f, more=more)
        if lens_y > y1:
            self._side(self.patch(((x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1))), rgb, (0.0, 1.0, 0.0), more=more)

    def drum(
        self,
        y: tuple[float, float],
        radii: tuple[float, float],
        rgb: int,
        *,
        at: tuple[float, float] = (0.0, 0.0),
        lid: int | None = None,
    ) -> None:
        """An upright drum or cone by its heights and radii below and above."""
        rings = [self._ring(at, up, r) for up, r in zip(y, radii, strict=True)]
        if not rings[0] or not rings[1]:
            return
        edge = hull(rings[0] + rings[1])
        if len(edge) > 2:
            self.ink.form(polygon(edge), rgb, bounds(edge), level=-0.05)
        if self.view.camera.position[1] > self.piece.up + y[1] and radii[1] > 0.01:
            self.ink.fill(polygon(rings[1]), rgb if lid is None else lid, self.level((0.0, 1.0, 0.0)))

    def _ring(self, at: tuple[float, float], up: float, radius: float) -> list[Spot]:
        middle = self.at(at[0], up, at[1])
        if self.view.depth(middle) < radius + NEAR_M:
            return []
        ring: list[Vec] = [(middle[0] + radius * s, middle[1], middle[2] + radius * c) for s, c in _ROUND]
        return self.view.polygon(ring)

    def flat(self, corners: list[Spot], rgb: int, *, up: float = 0.006, more: float = 0.0) -> None:
        """A patch on the floor by corners (right, front)."""
        spots = self.patch([(x, up, z) for x, z in corners])
        if len(spots) > 2:
            self.ink.canvas.drawPath(polygon(spots), self.ink.paint(self.ink.colour(rgb, 0.1 + more)))

    def under(self, grow: float = 0.14, strength: float = 0.3) -> None:
        """The soft shadow that a thing has on the floor under it."""
        for k, alpha in ((grow, 0.4 * strength), (grow * 0.45, 0.6 * strength)):
            w, d = self.w / 2 + k, self.d / 2 + k
            spots = self.patch([(w * s, 0.004, d * c) for s, c in _SQUARE])
            if len(spots) > 2:
                self.ink.canvas.drawPath(polygon(spots), self.ink.paint(self.ink.bare(0x07070C, alpha)))

    @contextmanager
    def card(self, right: float = 0.0, up: float = 0.0, front: float = 0.0) -> Generator[float | None]:
        """Draw in metres, x to the right and y downwards, on a card that stands upright and always faces the lens.

        Yields pixels per metre, or None where the card is behind the lens.
        """
        seen = self.view.project(self.at(right, up, front))
        if seen.depth < 0.3:
            yield None
            return
        px = self.view.scale(seen.depth)
        canvas = self.ink.canvas
        canvas.save()
        canvas.translate(seen.x, seen.y)
        canvas.scale(px, px)
        # Drawn from high above, an upright thing looks shorter.
        canvas.scale(1.0, max(0.35, self.view.up[1]))
        self.ink.unit = px
        try:
            yield px
        finally:
            self.ink.unit = 1.0
            canvas.restore()

    def upright(self, draw: Callable[[], None]) -> None:
        """Draw a card of the piece that does not move by itself: recorded once, whatever the camera does."""
        (t_s, self._t_s), moves = (self._t_s, 0.0), self.moves
        with self.card() as px:
            if px is not None:
                self.ink.unit = 60.0
                self.ink.plate(self.salt, draw)
        self._t_s, self.moves = t_s, moves

    def glow(self, right: float, up: float, front: float, reach_m: float, rgb: int, alpha: float) -> None:
        """A soft light round a point."""
        seen = self.view.project(self.at(right, up, front))
        if seen.depth > 0.4:
            self.ink.glow(seen.x, seen.y, reach_m * self.view.scale(seen.depth), rgb, alpha)

    def leg(self, x: float, z: float, top: float, rgb: int, thick: float = 0.05) -> None:
        """A leg of furniture from the floor up."""
        a, b = self.view.project(self.at(x, 0.0, z)), self.view.project(self.at(x, top, z))
        if min(a.depth, b.depth) > NEAR_M * 2:
            path = skia.Path()
            path.moveTo(a.x, a.y)
            path.lineTo(b.x, b.y)
            self.ink.line(path, rgb, max(1.0, thick * self.view.scale((a.depth + b.depth) / 2)), -0.25)

    def ball(self, right: float, up: float, front: float, radius: float, rgb: int, *, more: float = 0.0) -> None:
        """A ball."""
        seen = self.view.project(self.at(right, up, front))
        if seen.depth > radius + NEAR_M:
            r = radius * self.view.scale(seen.depth)
            self.ink.form(ellipse(seen.x, seen.y, r, r), rgb, (seen.x - r, seen.y - r, seen.x + r, seen.y + r), level=more)
