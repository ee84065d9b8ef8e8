"""The card that stands where a Shot could not be made: its id and the reason, in a small alphabet of five by seven dots.

It is drawn without any drawing library, so that a film can be joined wherever it can be encoded. It knows no Shot.
"""

from __future__ import annotations

import textwrap
import unicodedata

import numpy as np

from storyreel.tools.assemble.planes import Planes, flat_picture

__all__ = ["draw_slate"]

_GROUND, _INK = 40, 190
_COLUMNS = 40
# Each letter is seven rows of five dots, a row a number from 0 to 31, written as base-32 digits.
_LETTERS = {
    "A": "ehhvhhh", "B": "uhhuhhu", "C": "ehggghe", "D": "uhhhhhu", "E": "vgguggv", "F": "vgguggg", "G": "ehgnhhf",
    "H": "hhhvhhh", "I": "e44444e", "J": "71111he", "K": "hikokih", "L": "ggggggv", "M": "hrllhhh", "N": "hhpljhh",
    "O": "ehhhhhe", "P": "uhhuggg", "Q": "ehhhlid", "R": "uhhukih", "S": "fgge11u", "T": "v444444", "U": "hhhhhhe",
    "V": "hhhhha4", "W": "hhhllla", "X": "hha4ahh", "Y": "hhha444", "Z": "v1248gv", "0": "ehjlphe", "1": "4c4444e",
    "2": "eh1248v", "3": "v2421he", "4": "26aiv22", "5": "vgu11he", "6": "68guhhe", "7": "v124888", "8": "ehhehhe",
    "9": "ehhf12c", ".": "00000cc", ",": "0000c48", ":": "0cc0cc0", "-": "000v000", "'": "c480000", "/": "01248g0",
    "(": "2488842", ")": "8422248", "?": "eh12404", "!": "4444404", "%": "op124j3", "_": "000000v", "+": "044v440",
}  # fmt: skip


def draw_slate(width_px: int, height_px: int, lines: tuple[str, ...]) -> Planes:
    """A dark grey picture with the lines in light grey, centred; letters that the alphabet lacks become "?".

    >>> int(draw_slate(64, 36, ("SHOT 1.3",)).y.max())
    190
    """
    picture = flat_picture(width_px, height_px, _GROUND)
    rows = [row for line in lines for row in textwrap.wrap(_plain(line), _COLUMNS)[:4]]
    longest = max((len(row) for row in rows), default=0)
    if not longest:
        return picture
    dot = max(1, min(width_px // (6 * longest + 8), height_px // (10 * len(rows) + 4)))
    top = max(0, (height_px - 10 * dot * len(rows)) // 2)
    for number, row in enumerate(rows):
        stamp = np.kron(_dots(row), np.ones((dot, dot), bool))
        left = max(0, (width_px - stamp.shape[1]) // 2)
        area = picture.y[top + number * 10 * dot :, left:]
        stamp = stamp[: area.shape[0], : area.shape[1]]
        area[: stamp.shape[0], : stamp.shape[1]][stamp] = _INK
    return picture


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).upper()
    kept = (letter for letter in bare if not unicodedata.combining(letter))
    return "".join(letter if letter in _LETTERS or letter.isspace() else "?" for letter in kept)


def _dots(row: str) -> np.ndarray:
    """Shape (7, 6 per letter), bool."""
    dots = np.zeros((7, 6 * len(row)), bool)
    for place, letter in enumerate(row):
        for line, digit in enumerate(_LETTERS.get(letter, "")):
            bits = int(digit, 32)
            dots[line, place * 6 : place * 6 + 5] = [bool(bits >> shift & 1) for shift in range(4, -1, -1)]
    return dots
