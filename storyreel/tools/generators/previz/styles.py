"""Styles: the same stage in another look. Words of any style are mapped to how shapes are shaded, outlined and graded.

A style that no word of is known is drawn as realistic, and the reason says so. This module draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from storyreel.tools.generators.previz.words import first_of, mentions

__all__ = ["Style", "graded", "style_of"]

Shading = Literal["soft", "cel", "flat"]


@dataclass(frozen=True, kw_only=True)
class Style:
    """A look.

    Attributes:
        outline: Width of drawn outlines as a share of the picture's height; 0 for none.
        eyes, heads: Size of eyes and heads against life.
        saturation, contrast, brightness: 1.0 leaves colours as they are.
        tint: Multipliers per channel after everything else.
        vignette: How dark the corners are, 0 to 1.
        aperture: f-number of the lens: lower blurs the background more; 0 keeps all sharp.
        levels: Steps per channel that colours are reduced to; 0 for none.
        strokes: Brush strokes over the set.
        features: Share of facial detail that is drawn, 0 to 1.
        split: Colours of shadows and lights that are mixed in (0xRRGGBB, 0xRRGGBB) and how much, or None.
    """

    name: str
    shading: Shading = "soft"
    outline: float = 0.0
    eyes: float = 1.12
    heads: float = 1.06
    saturation: float = 0.92
    contrast: float = 1.08
    brightness: float = 1.0
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
    vignette: float = 0.42
    aperture: float = 4.0
    levels: int = 0
    strokes: bool = False
    features: float = 1.0
    split: tuple[int, int, float] | None = (0x1F3A4A, 0xFFE2B8, 0.1)


_REALISTIC = Style(name="realistic")
_STYLES = {
    "realistic": _REALISTIC,
    "anime": Style(
        name="anime", shading="cel", outline=0.0032, eyes=1.62, heads=1.14, saturation=1.22, contrast=1.05, brightness=1.05,
        vignette=0.16, aperture=5.6, split=(0x2A2E66, 0xFFF1D8, 0.07),
    ),
    "animated": Style(
        name="animated", shading="flat", eyes=1.42, heads=1.2, saturation=1.18, contrast=1.0, brightness=1.06, vignette=0.18,
        aperture=5.6, split=None,
    ),
    "painterly": Style(
        name="painterly", eyes=1.08, heads=1.06, saturation=1.06, contrast=1.04, vignette=0.46, aperture=5.6, strokes=True,
        tint=(1.03, 1.0, 0.94), split=(0x2B3350, 0xFFDFA6, 0.14),
    ),
    "abstract": Style(
        name="abstract", shading="flat", eyes=1.3, heads=1.12, saturation=1.18, contrast=1.22, vignette=0.0, aperture=0.0,
        levels=5, features=0.3, split=(0x1B1E4A, 0xFFE9C8, 0.3),
    ),
}  # fmt: skip
_WORDS = (
    ("anime", "anime, manga, ghibli, cel, cel shaded, japanese animation, shonen, otaku"),
    ("abstract", "abstract, cubist, geometric, minimalist, bauhaus, constructivist, suprematist, pop art, mondrian"),
    ("painterly", "painterly, painting, oil, watercolour, watercolor, impressionist, gouache, brush, canvas, van gogh, baroque,"
     " renaissance"),
    ("animated", "animated, animation, cartoon, pixar, disney, claymation, stop motion, storybook, flat, picture book,"
     " 3d animation, comic"),
    ("realistic", "realistic, photorealistic, cinematic, live action, film, photographic, documentary, naturalistic, real,"
     " movie"),
)  # fmt: skip
_GRADES: tuple[tuple[str, dict[str, object]], ...] = (
    ("noir, black and white, monochrome, b w, silent film, film noir, expressionist",
     {"saturation": 0.0, "contrast": 1.38, "vignette": 0.62, "split": None, "tint": (1.0, 0.995, 0.98), "brightness": 0.97}),
    ("sepia, daguerreotype, old photograph",
     {"saturation": 0.0, "contrast": 1.1, "split": (0x2B1A0C, 0xFFE9C4, 0.34), "tint": (1.06, 0.97, 0.8)}),
    ("muted, desaturated, bleak, drab, washed out, gritty", {"saturation": 0.5, "contrast": 1.12}),
    ("vivid, vibrant, technicolor, technicolour, saturated, colourful, colorful, pop,"
     " psychedelic", {"saturation": 1.42, "contrast": 1.1}),
    ("warm, golden, nostalgic, vintage, sunlit, autumnal, 1970s, seventies", {"tint": (1.06, 1.0, 0.88)}),
    ("cold, cool, icy, blue, steel, nordic, clinical", {"tint": (0.9, 0.98, 1.1)}),
    ("cyberpunk, neon, synthwave, vaporwave,"
     " blade runner", {"saturation": 1.4, "contrast": 1.2, "split": (0x2A0F5A, 0x7FF3FF, 0.24)}),
    ("pastel, soft, dreamy, wes anderson, whimsical",
     {"saturation": 0.9, "contrast": 0.88, "brightness": 1.08, "tint": (1.03, 1.0, 0.98)}),
    ("dark, horror, gothic, grim, low key, ominous", {"contrast": 1.2, "brightness": 0.88, "vignette": 0.62}),
    ("high contrast, hard side light, chiaroscuro, dramatic", {"contrast": 1.28, "vignette": 0.56}),
    ("matrix, toxic, green", {"tint": (0.92, 1.06, 0.9)}),
)  # fmt: skip


def style_of(words: str) -> tuple[Style, str]:
    """The Style that words ask for, and the reason.

    >>> style_of("anime")[0].shading, style_of("1940s noir, hard side light")[0].saturation
    ('cel', 0.0)
    """
    known = first_of(words, _WORDS)
    style, why = _STYLES[known or "realistic"], [f"{known} look" if known else "realistic look by default"]
    for grade, fields in _GRADES:
        if mentions(words, grade):
            style = replace(style, name=f"{style.name}, {grade.split(',')[0]}", **fields)  # pyright: ignore[reportArgumentType]
            why.append(f"graded {grade.split(',')[0]}")
    return style, ", ".join(why)


def graded(style: Style, red: float, green: float, blue: float) -> tuple[float, float, float]:
    """A colour (0 to 1 each) as the style shows it.

    >>> tuple(round(v, 2) for v in graded(style_of("noir")[0], 0.9, 0.1, 0.1))
    (0.19, 0.19, 0.18)
    """
    grey = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    out: list[float] = []
    for value, tint in zip((red, green, blue), style.tint, strict=True):
        value = grey + (value - grey) * style.saturation
        value = (0.46 + (value * style.brightness - 0.46) * style.contrast) * tint
        out.append(value)
    if style.split:
        dark, bright, part = style.split
        for i, shift in enumerate((16, 8, 0)):
            aim = ((dark >> shift & 255) * (1 - grey) + (bright >> shift & 255) * grey) / 255
            out[i] += (aim - out[i]) * part
    if style.levels:
        steps = style.levels
        out = [round(max(0.0, min(1.0, v)) * steps) / steps for v in out]
    return (max(0.0, min(1.0, out[0])), max(0.0, min(1.0, out[1])), max(0.0, min(1.0, out[2])))
