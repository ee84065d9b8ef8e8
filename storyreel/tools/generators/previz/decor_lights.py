"""What gives light on walls: sconces, torches and the small lamps of a ship."""

from __future__ import annotations

from collections.abc import Callable

from storyreel.tools.generators.previz.chance import number, wave
from storyreel.tools.generators.previz.decor_sheet import Sheet, lamp_glow
from storyreel.tools.generators.previz.shapes import polygon, smooth

__all__ = ["LIGHTS"]


def _sconce(sheet: Sheet, what: str) -> None:
    x = sheet.one.along
    sheet.rect(x - 0.03, sheet.y0 + 0.15, x + 0.03, sheet.y1, 0xA8843C, 0.2)
    lit = sheet.ink.light.lamps
    shape = polygon([(x - 0.07, sheet.y0 + 0.2), (x + 0.07, sheet.y0 + 0.2), (x + 0.11, sheet.y0), (x - 0.11, sheet.y0)])
    if lit:
        sheet.ink.canvas.drawPath(shape, sheet.ink.paint(sheet.ink.bare(0xFFE0A3)))
    else:
        sheet.fill(shape, 0xE9DDC4, 0.2)
    lamp_glow(sheet, x, sheet.y0 + 0.1, 1.25)


def _torch(sheet: Sheet, what: str) -> None:
    x, y = sheet.one.along, sheet.y0 + 0.14
    sheet.rect(x - 0.03, y, x + 0.03, sheet.y1, 0x4A3422, 0.1)
    sheet.rect(x - 0.07, y, x + 0.07, y + 0.06, 0x2B2724, 0.0)
    dark = sheet.ink.light.lamps or sheet.layout.dado == "stone"
    if dark:
        flick = wave(sheet.t_s, sheet.salt, "flame", hz=2.4)
        flame = [
            (x - 0.07, y),
            (x - 0.05 + 0.02 * flick, y - 0.14),
            (x + 0.02 * flick, y - 0.3 - 0.05 * flick),
            (x + 0.05, y - 0.13),
            (x + 0.07, y),
        ]
        sheet.ink.canvas.drawPath(smooth(flame), sheet.ink.paint(sheet.ink.bare(0xFF9A3A)))
        sheet.ink.canvas.drawPath(
            smooth([(px * 0.5 + x * 0.5, py * 0.6 + y * 0.4) for px, py in flame]), sheet.ink.paint(sheet.ink.bare(0xFFE9A8))
        )
        sheet.ink.glow(x, y - 0.1, 1.9, 0xFF9A45, (0.6 if sheet.ink.light.lamps else 0.28) * (0.92 + 0.08 * flick))


def _lights(sheet: Sheet, what: str) -> None:
    sheet.rect(sheet.x0, sheet.y0, sheet.x1, sheet.y1, 0x23292F, 0.0)
    for i in range(int(sheet.w / 0.12)):
        for j in range(int(sheet.h / 0.14)):
            k = number(sheet.salt, i, j)
            if k < 0.55:
                on = 0.55 + 0.45 * wave(sheet.t_s, sheet.salt, i, j, hz=0.4 + k)
                rgb = sheet.layout.accent if k < 0.3 else 0xE0A04A if k < 0.45 else 0xD8554A
                sheet.shine(
                    sheet.x0 + 0.03 + 0.12 * i,
                    sheet.y0 + 0.04 + 0.14 * j,
                    sheet.x0 + 0.09 + 0.12 * i,
                    sheet.y0 + 0.09 + 0.14 * j,
                    rgb,
                    max(0.15, on),
                )


LIGHTS: dict[str, Callable[[Sheet, str], None]] = {
    "lights": _lights, "sconce": _sconce, "torch": _torch,
}  # fmt: skip
"""How each kind is drawn."""
