"""Which font draws which character: the one that comes with Storyreel first, then the machine's, and none is said.

It knows characters, not words: how letters join, and in which direction they run, is the text shaper's work.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from storyreel.errors import MediaError
from storyreel.film.plan import Choice
from storyreel.tools.generators.previz.library import check_drawing_library
from storyreel.tools.lettering.hands import hand_of

__all__ = ["FAMILY", "Faces", "MissingGlyph", "missing_choice"]

FAMILY = "Storyreel Sans"
"""The name under which the font that comes with Storyreel is asked for; it is Noto Sans."""

_FONTS = Path(__file__).parent / "fonts"
_BUNDLED = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
_SERIF = ("Source Serif 4", "Georgia", "Noto Serif", "Liberation Serif", "DejaVu Serif")
_PACKAGES = {"CJK": "fonts-noto-cjk", "HIRAGANA": "fonts-noto-cjk", "KATAKANA": "fonts-noto-cjk", "HANGUL": "fonts-noto-cjk"}
_EMOJI = range(0x1F000, 0x1FB00)


class MissingGlyph(NamedTuple):
    """A character that no font on this machine draws, its Unicode name, and the package that has a font with it."""

    character: str
    name: str
    package: str


class Faces:
    """The fonts that texts are set with, as one collection for the text shaper.

    Args:
        system: Whether the machine's fonts are looked at too; without, only what comes with Storyreel.

    Raises:
        MissingSystemLibrary: If the drawing library cannot be loaded.
        MediaError: If the font that comes with Storyreel was taken out of the installation.
    """

    def __init__(self, *, system: bool = True) -> None:
        self._skia = check_drawing_library()
        self._asks_system = system
        self._provider: Any = self._skia.textlayout.TypefaceFontProvider()
        self._bundled: list[Any] = [self._read(_FONTS / name) for name in _BUNDLED]
        for face in self._bundled:
            self._provider.registerTypeface(face, self._skia.String(FAMILY))
        self._names: dict[int, str] = {}
        self._found: dict[tuple[str, bool], str | None] = {}
        self.collection: Any = self._collected()

    @cached_property
    def _system(self) -> Any:
        """The machine's fonts; looked through when one is first needed, for it takes a while and most texts need none."""
        return self._skia.FontMgr() if self._asks_system else None

    def families(self, text: str, *, bold: bool = False, serif: bool = False, language: str = "") -> list[str]:
        """Names of the fonts to set a text with, in the order in which they are tried.

        Args:
            language: A tag such as "zh-Hant": of several fonts with a character, the one for that language is taken.
        """
        first = [self._serif, FAMILY] if serif else [FAMILY]
        hand = hand_of(text, language)
        others = (self._family(one, bold, hand) for one in _uncovered(text, self._bundled[0]))
        return list(dict.fromkeys(name for name in (*first, *others) if name))

    def missing(self, text: str) -> tuple[MissingGlyph, ...]:
        """The characters of a text that no font here draws, each once, in their order."""
        lacking = [one for one in _uncovered(text, self._bundled[0]) if self._family(one, False, "") is None]
        return tuple(MissingGlyph(one, unicodedata.name(one, f"U+{ord(one):04X}"), _package(one)) for one in lacking)

    def _family(self, one: str, bold: bool, hand: str) -> str | None:
        key = (one + hand, bold)
        if key not in self._found:
            self._found[key] = self._searched(one, bold, hand)
        return self._found[key]

    def _searched(self, one: str, bold: bool, hand: str) -> str | None:
        if self._system is None:
            return None
        style = self._skia.FontStyle.Bold() if bold else self._skia.FontStyle.Normal()
        face = self._system.matchFamilyStyleCharacter("", style, [hand] if hand else [], ord(one))
        if face is None or not face.unicharToGlyph(ord(one)):
            return None
        if face.uniqueID() not in self._names:
            name = self._names[face.uniqueID()] = f"{face.getFamilyName()} {len(self._names)}"
            self._provider.registerTypeface(face, self._skia.String(name))
            self.collection = self._collected()  # a collection remembers what it did not find
        return self._names[face.uniqueID()]

    @cached_property
    def _serif(self) -> str:
        """A serif of the machine's, or "": none comes with Storyreel."""
        if self._system is None:
            return ""
        for name in _SERIF:
            styles = self._system.matchFamily(name)
            if styles is not None and styles.count():
                for bold in (False, True):
                    style = self._skia.FontStyle.Bold() if bold else self._skia.FontStyle.Normal()
                    self._provider.registerTypeface(styles.matchStyle(style), self._skia.String(name))
                self.collection = self._collected()
                return name
        return ""

    def _collected(self) -> Any:
        collection = self._skia.textlayout.FontCollection()
        collection.setDefaultFontManager(self._provider)
        return collection

    def _read(self, path: Path) -> Any:
        face = self._skia.Typeface.MakeFromFile(str(path)) if path.exists() else None
        if face is None:
            raise MediaError(f"The font {path.name} that comes with Storyreel cannot be read. Install it again: {path.parent}")
        return face


def missing_choice(missing: Iterable[MissingGlyph]) -> tuple[Choice, ...]:
    """What to tell of characters that cannot be drawn: nothing where there are none.

    >>> missing_choice([MissingGlyph("ก", "THAI CHARACTER KO KAI", "fonts-noto-core")])[0].choice
    'an empty box for ก (THAI CHARACTER KO KAI)'
    """
    found = list(missing)
    if not found:
        return ()
    shown = ", ".join(f"{one.character} ({one.name})" for one in found[:3])
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    packages = " ".join(dict.fromkeys(one.package for one in found))
    why = f"no font on this machine has it; with one it is drawn: apt-get install -y {packages}"
    return (Choice(about="lettering", choice=f"an empty box for {shown}{more}", reason=why),)


def _uncovered(text: str, face: Any) -> list[str]:
    """Characters that need another font than the first; marks that are never seen themselves need none."""
    seen = [one for one in dict.fromkeys(text) if not _invisible(one)]
    glyphs: list[int] = face.unicharsToGlyphs([ord(one) for one in seen]) if seen else []
    return [one for one, glyph in zip(seen, glyphs, strict=True) if not glyph]


@cache
def _invisible(one: str) -> bool:
    return one.isspace() or unicodedata.category(one) in ("Cc", "Cf", "Cs", "Cn", "Co") or "\ufe00" <= one <= "\ufe0f"


def _package(one: str) -> str:
    if ord(one) in _EMOJI:
        return "fonts-noto-color-emoji"
    return _PACKAGES.get(unicodedata.name(one, "?").split()[0], "fonts-noto-core")
