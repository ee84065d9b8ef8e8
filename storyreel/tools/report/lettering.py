"""Text set in pictures: wrapped, cut to a number of lines, in any writing system that the machine has a font for.

It lays out and paints; what is said and where it stands is its caller's. Bidirectional text and fall-back fonts are the drawing
library's work.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from storyreel.errors import MissingSystemLibrary
from storyreel.tools.generators.previz.library import check_drawing_library

__all__ = ["Lettering", "SetText", "TextStyle"]

_SANS = ("Inter", "Helvetica Neue", "Segoe UI", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")
_SERIF = ("Source Serif 4", "Georgia", "Noto Serif", "Liberation Serif", "DejaVu Serif")

_FINE = 4
"""Text is laid out this much larger and painted smaller, so that letters stand between pixels and not only on them."""


@dataclass(frozen=True, kw_only=True)
class TextStyle:
    """How text is set: size in pixels, colour as 0xAARRGGBB, line height in sizes."""

    size: float
    colour: int
    serif: bool = False
    bold: bool = False
    italic: bool = False
    leading: float = 1.3


@dataclass(frozen=True)
class SetText:
    """A paragraph ready to paint; `width` is its longest line's, in pixels."""

    paragraph: Any
    width: float
    height: float

    def paint(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its upper left corner at (x, y)."""
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(1 / _FINE, 1 / _FINE)
        self.paragraph.paint(canvas, 0, 0)
        canvas.restore()


class Lettering:
    """Sets text with the machine's fonts.

    Raises:
        MissingSystemLibrary: If the drawing library cannot be loaded, or the machine has no font at all.
    """

    def __init__(self) -> None:
        self._skia = check_drawing_library()
        if not self._fonts.countFamilies():
            raise MissingSystemLibrary("text in pictures", "of at least one font", "apt-get install -y fonts-dejavu-core")

    @cached_property
    def _fonts(self) -> Any:
        return self._skia.FontMgr()

    @cached_property
    def _collection(self) -> Any:
        collection = self._skia.textlayout.FontCollection()
        collection.setDefaultFontManager(self._fonts)
        return collection

    @cached_property
    def _unicode(self) -> Any:
        return self._skia.Unicodes.ICU.Make()

    def set(self, text: str, style: TextStyle, width: float, *, lines: int = 1) -> SetText:
        """A paragraph of at most so many lines; what does not fit is cut at a word and marked with an ellipsis."""
        text = " ".join(text.split())
        room = lines * style.size * style.leading * 1.05
        whole = self._laid(text, style, width)
        if whole.height <= room:
            return whole
        fits, over = 0, len(text)
        while over - fits > 1:
            middle = (fits + over) // 2
            fits, over = (middle, over) if self._laid(_cut(text, middle), style, width).height <= room else (fits, middle)
        return self._laid(_cut(text, fits), style, width)

    def _laid(self, text: str, style: TextStyle, width: float) -> SetText:
        skia = self._skia
        look = skia.textlayout.TextStyle()
        look.setFontSize(style.size * _FINE)
        look.setColor(style.colour)
        look.setFontFamilies(list(_SERIF if style.serif else _SANS))
        weight = skia.FontStyle.kSemiBold_Weight if style.bold else skia.FontStyle.kNormal_Weight
        slant = skia.FontStyle.kItalic_Slant if style.italic else skia.FontStyle.kUpright_Slant
        look.setFontStyle(skia.FontStyle(weight, skia.FontStyle.kNormal_Width, slant))
        look.setHeight(style.leading)
        look.setHeightOverride(True)
        builder = skia.textlayout.ParagraphBuilder.make(skia.textlayout.ParagraphStyle(), self._collection, self._unicode)
        builder.pushStyle(look)
        builder.addText(text)
        builder.pop()
        paragraph = builder.Build()
        paragraph.layout(width * _FINE)
        return SetText(paragraph, paragraph.LongestLine / _FINE, paragraph.Height / _FINE)


def _cut(text: str, length: int) -> str:
    kept = text[:length]
    if " " in kept and length < len(text) and text[length] != " ":
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip(" ,;:.–—-") + "…"
