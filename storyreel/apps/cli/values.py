"""What the texts of options mean: sizes, shapes, rates, money, gates. Pure; a text that means nothing is a UserError."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from storyreel.errors import UserError

__all__ = ["ASPECTS", "GATES", "picture_size", "read_budget", "read_gates", "read_rate", "read_size", "today_spelling"]

ASPECTS = {"16:9": (832, 480), "9:16": (480, 832), "1:1": (624, 624), "2.39:1": (960, 400)}
GATES = frozenset({"script", "spend", "film"})
_TELEVISION = {"23.976": 24000, "23.98": 24000, "29.97": 30000, "59.94": 60000}


_OLD_SPELLINGS = {"--output_dir": "--out", "--reference_mode": "--reference-mode", "--max_retry": "--max-retries"}


def today_spelling(arguments: Sequence[str]) -> list[str]:
    """The arguments with the spellings of the paper's released code as ours; `--script_path X` is the source X.

    >>> today_spelling(["make", "--script_path", "a.txt", "--max_retry=2"])
    ['make', 'a.txt', '--max-retries=2']
    """
    read: list[str] = []
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if name == "--script_path":
            read += [value] if equals else []
        else:
            read.append(_OLD_SPELLINGS.get(name, name) + equals + value)
    return read


def read_size(text: str) -> tuple[int, int]:
    """(width, height) in pixels, both even and from 16 to 8192.

    >>> read_size("832x480")
    (832, 480)

    Raises:
        UserError: If the text is no such size.
    """
    match = re.fullmatch(r"\s*(\d{1,5})\s*[x×X*]\s*(\d{1,5})\s*", text)
    if not match:
        raise UserError(f"--size {text!r} is not a size. Write width x height in pixels, such as 832x480.")
    width, height = int(match[1]), int(match[2])
    if not (16 <= width <= 8192 and 16 <= height <= 8192):
        raise UserError(f"--size {text} is out of range: each side is 16 to 8192 pixels.")
    if width % 2 or height % 2:
        even = f"{width + width % 2}x{height + height % 2}"
        raise UserError(f"--size {text} has an odd side, which the film's colour format cannot hold. Nearest: {even}.")
    return width, height


def picture_size(size: str | None, aspect: str | None) -> tuple[int, int] | None:
    """The picture's size from --size and --aspect; None where neither is given.

    >>> picture_size(None, "9:16")
    (480, 832)

    Raises:
        UserError: If one means nothing, or they contradict each other.
    """
    if aspect is not None and aspect not in ASPECTS:
        raise UserError(f"--aspect {aspect!r} is not known. There are: {', '.join(ASPECTS)}. Other shapes: --size.")
    if size is None:
        return ASPECTS[aspect] if aspect else None
    width, height = read_size(size)
    if aspect is not None:
        first, second = aspect.split(":")
        asked = float(first) / float(second)
        if abs(width / height / asked - 1) > 0.05:
            raise UserError(f"--size {size} is not {aspect}. Give one of the two.")
    return width, height


def read_rate(text: str) -> Fraction:
    """Frames per second, exact.

    >>> read_rate("24"), read_rate("23.976"), read_rate("30000/1001")
    (Fraction(24, 1), Fraction(24000, 1001), Fraction(30000, 1001))

    Raises:
        UserError: If the text is no rate from 1 to 120.
    """
    try:
        name = text.strip()
        rate = Fraction(_TELEVISION[name], 1001) if name in _TELEVISION else Fraction(name).limit_denominator(1001)
    except (ValueError, ZeroDivisionError):
        raise UserError(f"--fps {text!r} is not a frame rate. Write 24, 23.976 or 24000/1001.") from None
    if not 1 <= rate <= 120:
        raise UserError(f"--fps {text} is out of range: 1 to 120 frames per second.")
    return rate


def read_budget(text: str) -> int:
    """Money in millionths of the currency.

    >>> read_budget("2.50")
    2500000

    Raises:
        UserError: If the text is no amount, or is negative.
    """
    try:
        micros = Decimal(text.strip().lstrip("$")) * 1_000_000
    except InvalidOperation:
        raise UserError(f"--budget {text!r} is not an amount of money. Write it like 5 or 2.50.") from None
    if not micros.is_finite() or micros < 0:
        raise UserError(f"--budget {text} is not an amount that can be spent. Write 0 or more, like 2.50.")
    return int(micros)


def read_gates(texts: list[str] | None) -> frozenset[str]:
    """The gates to ask at.

    >>> sorted(read_gates(["script,spend"])), sorted(read_gates(["all"]))
    (['script', 'spend'], ['film', 'script', 'spend'])

    Raises:
        UserError: If one is not a gate.
    """
    names = [name.strip() for text in texts or [] for name in text.split(",") if name.strip()]
    for name in names:
        if name not in GATES and name != "all":
            raise UserError(f"--approve {name!r} is not a gate. There are: script, spend, film, all.")
    return GATES if "all" in names else frozenset(names)
