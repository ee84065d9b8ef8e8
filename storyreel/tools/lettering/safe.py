"""The part of a frame that every screen shows, and how large a text is in it.

Wide pictures keep 5% free on each side, as EBU R 95 asks for graphics. Upright ones are seen on telephones, whose players lay
their own buttons over the lower part: there 16% stay free below and 10% above. It knows no text.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Area", "text_size", "title_safe"]


class Area(NamedTuple):
    """A rectangle in pixels; right and bottom are the first that lie outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top


def title_safe(width_px: int, height_px: int) -> Area:
    """Where titles and subtitles may stand.

    >>> title_safe(832, 480)
    Area(left=42, top=24, right=790, bottom=456)
    >>> title_safe(480, 832)
    Area(left=29, top=84, right=451, bottom=698)
    """
    side, above, below = (0.06, 0.1, 0.16) if height_px > width_px * 1.1 else (0.05, 0.05, 0.05)
    left, top = -int(-width_px * side // 1), -int(-height_px * above // 1)
    return Area(left, top, width_px - left, height_px - -int(-height_px * below // 1))


def text_size(width_px: int, height_px: int) -> float:
    """The size of a subtitle in pixels: 5.2% of a wide picture's height, or of another's width.

    >>> round(text_size(832, 480), 1), round(text_size(480, 832), 1)
    (25.0, 25.0)
    """
    return 0.052 * (height_px if width_px >= height_px * 1.2 else width_px)
