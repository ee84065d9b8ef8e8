"""Letters in pictures: the fonts, text set and painted, and the area of a frame that every screen shows.

A font for Latin, Greek and Cyrillic comes with Storyreel (`fonts/`, with its licence); all other writing is set with the
machine's fonts, and what none of them has is named. Nothing here knows a film.
"""

from storyreel.tools.lettering.faces import FAMILY, Faces, MissingGlyph, missing_choice
from storyreel.tools.lettering.mask import TextMask, painted
from storyreel.tools.lettering.safe import Area, text_size, title_safe
from storyreel.tools.lettering.setting import Lettering, SetText, TextStyle

__all__ = [
    "FAMILY",
    "Area",
    "Faces",
    "Lettering",
    "MissingGlyph",
    "SetText",
    "TextMask",
    "TextStyle",
    "missing_choice",
    "painted",
    "text_size",
    "title_safe",
]
