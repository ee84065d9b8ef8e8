"""How tall somebody is by their words: metres, centimetres, feet and inches; what no stage can hold is brought to what it can."""

from __future__ import annotations

import re

__all__ = ["LOWEST_M", "TALLEST_M", "stature"]

LOWEST_M, TALLEST_M = 0.5, 4.0
"""Who is smaller or taller is staged at this."""

_NUMBERS = {
    "half a": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
_AMOUNT = r"(\d{1,3}(?:[.,]\d{1,2})?|" + "|".join(_NUMBERS) + ")"
_METRES = re.compile(rf"\b{_AMOUNT}[ -]?(?:metres?|meters?|m)\b(?:[ -](?:tall|high))?", re.IGNORECASE)
_CENTIMETRES = re.compile(
    r"\b(\d{2,3}(?=[ -]?c)|\d(?=[ -]?c\w+[ -](?:tall|high)))[ -]?(?:cm|centimetres?|centimeters?)\b(?:[ -](?:tall|high))?",
    re.IGNORECASE,
)
_FEET = re.compile(
    rf"\b{_AMOUNT}[ -]?(?:feet|foot|ft\b\.?|')(?:[ -]?{_AMOUNT}(?:[ -]?(?:inches|inch|in\b|\"|''))?)?(?:[ -](?:tall|high))?",
    re.IGNORECASE,
)


def stature(appearance: str) -> tuple[float | None, str]:
    """Height in metres (None where no words say it), and the words without it, so that its number is not taken for an age.

    >>> stature("a man 4 m tall, red coat"), stature("half a metre tall")[0], stature("six feet two, blond")[0]
    ((4.0, 'a man , red coat'), 0.5, 1.88)
    >>> stature("a woman in a green dress")
    (None, 'a woman in a green dress')
    """
    for pattern, scale, second in ((_CENTIMETRES, 0.01, 0.0), (_METRES, 1.0, 0.0), (_FEET, 0.3048, 0.0254)):
        found = pattern.search(appearance)
        if found is None:
            continue
        height = _amount(found[1]) * scale
        if second and found[2]:
            height += _amount(found[2]) * second
        return round(height, 2), appearance[: found.start()] + appearance[found.end() :]
    return None, appearance


def _amount(text: str) -> float:
    known = _NUMBERS.get(text.casefold())
    return float(known) if known is not None else float(text.replace(",", "."))
