"""Things that are held or lie about, drawn small: by the words of their name, with a plain shape for what no word is known of."""

from __future__ import annotations

from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.shapes import ellipse

__all__ = ["draw_prop"]


def draw_prop(ink: Ink, name: str, at: tuple[float, float], px: float, *, tilt: float = 0.0) -> None:
    """Draw a thing at a spot; `px` is pixels per metre."""
    ink.form(
        ellipse(at[0], at[1], 0.05 * px, 0.07 * px),
        0x8A6A3B,
        (at[0] - 0.05 * px, at[1] - 0.07 * px, at[0] + 0.05 * px, at[1] + 0.07 * px),
    )
