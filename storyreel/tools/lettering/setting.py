"""Text set for a picture: wrapped, cut to a number of lines, in any writing system that there is a font for.

It lays out and paints; what is said and where it stands is its caller's. Joined, stacked and reordered letters (Arabic, Hebrew,
Indic) are the drawing library's shaper's work, with a font that has them. A text that begins right to left is laid out so.
What it does not do: lines are not broken by a dictionary (Thai, Khmer), and nothing is set from top to bottom.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from storyreel.tools.lettering.faces import FAMILY, Faces

__all__ = ["Lettering", "SetText", "TextStyle"]

_FINE = 4
"""Text is laid out this much larger and painted smaller, so that letters stand between pixels and not only on them."""

_RTL, _END = "\u202b", "\u202c"


@dataclass(frozen=True, kw_only=True)
class TextStyle:
    """How text is set: size in pixels, colour as 0xAARRGGBB, line height in sizes.

    Attributes:
        outline: Width in pixels of a line along the letters' edges that is drawn instead of the letters; 0 for the letters.
        soft: How far that line is blurred, in pixels.
        centred: Lines stand in the middle of the width, not at its left.
        spacing: Between letters, in sizes.
    """

    size: float
    colour: int
    serif: bool = False
    bold: bool = False
    italic: bool = False
    leading: float = 1.3
    outline: float = 0.0
    soft: float = 0.0
    centred: bool = False
    spacing: float = 0.0


@dataclass(frozen=True)
class SetText:
    """A paragraph ready to paint; in pixels.

    Attributes:
        width: Of its longest line.
        room: In which it was set, and in whose middle centred lines stand.
    """

    paragraph: Any
    width: float
    height: float
    room: float = 0.0

    def paint(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its upper left corner at (x, y)."""
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(1 / _FINE, 1 / _FINE)
        self.paragraph.paint(canvas, 0, 0)
        canvas.restore()


class Lettering:
    """Sets text with the font that comes with Storyreel and the machine's.

    Args:
        system: Whether the machine's fonts are used too.
        language: Of the texts, for characters that several languages write in their own ways.

    Raises:
        MissingSystemLibrary: If the drawing library cannot be loaded.
    """

    def __init__(self, *, system: bool = True, language: str = "") -> None:
        self.faces = Faces(system=system)
        self._language = language
        self._skia: Any = self.faces._skia  # pyright: ignore[reportPrivateUsage]

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

    def fits(self, text: str, style: TextStyle, width: float, *, lines: int = 1) -> bool:
        """Whether the whole text stands in so many lines of this width, no word broken."""
        laid = self._laid(" ".join(text.split()), style, width)
        words_fit = laid.paragraph.MinIntrinsicWidth <= width * _FINE
        return words_fit and laid.height <= lines * style.size * style.leading * 1.05

    def _laid(self, text: str, style: TextStyle, width: float) -> SetText:
        layout = self._skia.textlayout
        shape = layout.ParagraphStyle()
        shape.setStrutStyle(self._strut(style))
        if style.centred:
            shape.setTextAlign(layout.TextAlign.kCenter)
        families = self.faces.families(text, bold=style.bold, serif=style.serif, language=self._language)
        builder = layout.ParagraphBuilder.make(shape, self.faces.collection, self._unicode)
        builder.pushStyle(self._look(style, families))
        builder.addText(f"{_RTL}{text}{_END}" if _runs_left(text) else text)
        builder.pop()
        paragraph = builder.Build()
        paragraph.layout(width * _FINE)
        return SetText(
            paragraph,
            max(0.0, paragraph.LongestLine / _FINE),  # of no text it is far below nothing
            paragraph.Height / _FINE,
            width,
        )

    def _strut(self, style: TextStyle) -> Any:
        """Every line as high as one in the first font: fonts for other writing are higher, and lines would not be even."""
        strut = self._skia.textlayout.StrutStyle()
        strut.setFontFamilies([FAMILY])
        strut.setFontSize(style.size * _FINE)
        strut.setHeight(style.leading)
        strut.setHeightOverride(True)
        strut.setStrutEnabled(True)
        strut.setForceStrutHeight(True)
        return strut

    def _look(self, style: TextStyle, families: list[str]) -> Any:
        skia = self._skia
        look = skia.textlayout.TextStyle()
        look.setFontSize(style.size * _FINE)
        look.setColor(style.colour)
        look.setFontFamilies(families)
        weight = skia.FontStyle.kSemiBold_Weight if style.bold else skia.FontStyle.kNormal_Weight
        slant = skia.FontStyle.kItalic_Slant if style.italic else skia.FontStyle.kUpright_Slant
        look.setFontStyle(skia.FontStyle(weight, skia.FontStyle.kNormal_Width, slant))
        look.setHeight(style.leading)
        look.setHeightOverride(True)
        if style.spacing:
            look.setLetterSpacing(style.spacing * style.size * _FINE)
        if style.outline:
            edge = skia.Paint(AntiAlias=True, Color=style.colour, Style=skia.Paint.kStroke_Style)
            edge.setStrokeWidth(style.outline * 2 * _FINE)
            edge.setStrokeJoin(skia.Paint.kRound_Join)
            if style.soft:
                edge.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, style.soft * _FINE))
            look.setForegroundPaint(edge)
        return look


def _runs_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    strong = (unicodedata.bidirectional(one) for one in text)
    return next((kind != "L" for kind in strong if kind in ("L", "R", "AL")), False)


def _cut(text: str, length: int) -> str:
    kept = text[:length]
    if " " in kept and length < len(text) and text[length] != " ":
        kept = kept.rsplit(" ", 1)[0]
    return kept.rstrip(" ,;:.–—-") + "…"
