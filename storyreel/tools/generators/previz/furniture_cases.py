"""What things are kept in: cabinets, bookcases, barrels and crates."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.chance import number, pick
from storyreel.tools.generators.previz.materials import DARK_WOOD, WOOD
from storyreel.tools.generators.previz.solids import Solid
from storyreel.tools.generators.previz.words import shade

__all__ = ["CASES"]


def _cabinet(s: Solid) -> None:
    """Drawers and doors of any height, after what the piece is called."""
    w, d, kind = s.w / 2, s.d / 2, s.piece.kind
    tones = {
        "fridge": 0xDDE2E2,
        "units": s.layout.accent if s.layout.kind == "kitchen" else 0xD6DBD6,
        "cabinet": 0x7B858C,
        "chest": 0x6B4A2E,
    }
    rgb = tones.get(kind.split()[0], WOOD)
    s.under(0.06, 0.35)
    s.box((-w, w), (0.0 if kind != "console" else 0.1, s.h), (-d, d), rgb)
    rows = {"fridge": (0.62,), "wardrobe": (), "units": (0.78,), "chest": (0.6,)}.get(kind.split()[0], (0.33, 0.66))
    for side, deep, wide in ((1, d, w), (-1, d, w)):
        front = s.front if side > 0 else (-s.front[0], 0.0, -s.front[2])
        for k in rows:
            y = s.h * k
            s.face(
                [
                    s.at(-wide, y - 0.01, side * deep),
                    s.at(wide, y - 0.01, side * deep),
                    s.at(wide, y + 0.01, side * deep),
                    s.at(-wide, y + 0.01, side * deep),
                ],
                shade(rgb, -0.45),
                front,
            )
        columns = max(1, round(s.w / 0.6)) if kind.split()[0] in ("units", "wardrobe", "dresser", "console") else 1
        for i in range(1, columns):
            x = -wide + s.w * i / columns
            s.face(
                [
                    s.at(x - 0.008, 0.05, side * deep),
                    s.at(x + 0.008, 0.05, side * deep),
                    s.at(x + 0.008, s.h - 0.04, side * deep),
                    s.at(x - 0.008, s.h - 0.04, side * deep),
                ],
                shade(rgb, -0.45),
                front,
            )
    if kind.startswith("units"):
        s.box((-w - 0.01, w + 0.01), (s.h, s.h + 0.04), (-d, d + 0.03), 0xB9B2A4, more=0.1)
        if "sink" in kind:
            s.box((-0.35, 0.35), (s.h + 0.04, s.h + 0.05), (-0.2, 0.2), 0x8E979C)
            s.leg(0.0, -0.22, s.h + 0.3, 0xC2C8CB, 0.03)
    elif kind in ("console", "dresser"):
        s.drum((s.h, s.h + 0.26), (0.07, 0.09), pick((0x5F86A0, 0xB5694C, 0xD9CDB4), s.salt), at=(-w * 0.5, 0.0))


def _bookcase(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.06, 0.35)
    s.box((-w, w), (0.0, s.h), (-d, d), DARK_WOOD)
    f = s.front
    if not s.view.faces(s.at(0, 0, d), f):
        return
    rows = max(3, round(s.h / 0.38))
    for i in range(rows):
        y0, y1 = s.h * i / rows + 0.05, s.h * (i + 1) / rows - 0.02
        s.face(
            [
                s.at(-w + 0.04, y0, d + 0.002),
                s.at(w - 0.04, y0, d + 0.002),
                s.at(w - 0.04, y1, d + 0.002),
                s.at(-w + 0.04, y1, d + 0.002),
            ],
            0x1F1612,
            f,
            more=-0.3,
        )
        x, k = -w + 0.06, 0
        while x < w - 0.1:
            wide, high = 0.05 + 0.06 * number(s.salt, i, k), (y1 - y0) * (0.7 + 0.28 * number(s.salt, i, k, "h"))
            if number(s.salt, i, k, "gap") < 0.88:
                rgb = pick((0x7A2E2B, 0x2F4F42, 0x37466B, 0x8A6A32, 0x9A8A62, 0x6B2F4A), s.salt, i, k, "c")
                s.face(
                    [
                        s.at(x, y0, d + 0.004),
                        s.at(x + wide - 0.01, y0, d + 0.004),
                        s.at(x + wide - 0.01, y0 + high, d + 0.004),
                        s.at(x, y0 + high, d + 0.004),
                    ],
                    rgb,
                    f,
                )
            x += wide
            k += 1


def _barrel(s: Solid) -> None:
    r = s.w / 2
    s.under(-0.08, 0.35)
    s.drum((0.0, s.h * 0.5), (r * 0.84, r), WOOD)
    s.drum((s.h * 0.5, s.h), (r, r * 0.84), WOOD, lid=shade(WOOD, -0.2))
    for y in (0.18, 0.8):
        s.drum((s.h * y, s.h * y + 0.05), (r * 0.95, r * 0.96), 0x3A3B3E, lid=WOOD)


def _crate(s: Solid) -> None:
    w, d = s.w / 2, s.d / 2
    s.under(0.06, 0.35)
    s.box((-w, w), (0.0, s.h), (-d, d), 0x9A7748)
    f = s.front
    for y in (0.08, s.h - 0.16):
        s.face(
            [s.at(-w, y, d + 0.003), s.at(w, y, d + 0.003), s.at(w, y + 0.08, d + 0.003), s.at(-w, y + 0.08, d + 0.003)],
            0xB4905C,
            f,
        )


CASES: dict[str, Callable[[Solid], None]] = {
    "barrel": _barrel, "bookcase": _bookcase, "cabinet": _cabinet, "chest": _cabinet, "console": _cabinet, "crate": _crate,
    "dresser": _cabinet, "fridge": _cabinet, "nightstand": _cabinet, "trunkcase": _cabinet, "units": _cabinet,
    "wardrobe": _cabinet,
}  # fmt: skip
"""How each kind is made."""
