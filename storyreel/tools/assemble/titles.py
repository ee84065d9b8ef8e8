"""Title cards for the beginning and the end of a film: its own first and last picture out of focus, with text over it.

So a card has the film's colours and light whatever its style. The first card comes from black and sharpens into the film's first
picture; the last picture softens into the cast list, which goes to black. It makes pictures; it joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from storyreel.tools.assemble.overlay import laid_over, softened
from storyreel.tools.assemble.planes import Planes, blend, flat_picture
from storyreel.tools.lettering import Area, Lettering, SetText, TextMask, TextStyle, painted, title_safe

__all__ = ["Credits", "card_frames", "end_card", "end_mask", "head_card", "head_mask"]

_INK, _SOFT = 0xFFF2F2F2, 0xFFBEBEBE
_AAC_FRAME, _AUDIO_RATE = 1024, 48_000
_SECONDS = (Fraction(5, 2), Fraction(4))
_FADE_S, _TURN_S = Fraction(1, 2), Fraction(7, 12)
_LINES = 3


@dataclass(frozen=True, kw_only=True)
class Credits:
    """What the cards say.

    Attributes:
        title: Of the film; "" leaves the label alone.
        label: What the film is and with what it was made.
        cast: Names in the order in which they are listed.
    """

    title: str = ""
    label: str = ""
    cast: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All that is written, for looking up fonts."""
        return " ".join((self.title, self.label, *self.cast))


def card_frames(rate: Fraction) -> int:
    """Length of a card: 2.5 to 4 seconds, so that the sound after it lies on the edge of an AAC frame, or just before one.

    The film's sound is moved, not encoded again: at 24, 25 and 30 frames a second it fits exactly, at 23.976 to 2 samples.

    >>> card_frames(Fraction(24)), card_frames(Fraction(25)), card_frames(Fraction(24000, 1001))
    (64, 64, 89)
    """
    shortest, longest = (max(1, round(seconds * rate)) for seconds in _SECONDS)
    return min(range(shortest, longest + 1), key=lambda frames: round(frames * _AUDIO_RATE / rate) % _AAC_FRAME)


def head_card(first: Planes, credits: Credits, rate: Fraction, letters: Lettering, lit: Planes | None = None) -> Iterator[Planes]:
    """The pictures before the film, which begins with `first`; `lit` is the picture for the ground, else that one."""
    height, width = first.y.shape
    mask, ground, black = head_mask(credits, (width, height), letters), softened(lit or first), flat_picture(width, height)
    frames = card_frames(rate)
    fade, turn = max(1, round(_FADE_S * rate)), max(1, round(_TURN_S * rate))
    still = laid_over(ground, mask)
    for number in range(frames):
        left = frames - number
        if number < fade:
            yield blend(black, still, _eased((number + 1) / (fade + 1)))
        elif left <= turn:
            share = _eased(1 - left / (turn + 1))
            yield laid_over(blend(ground, first, share), mask, max(0.0, 1 - 2 * share))
        else:
            yield still


def end_card(last: Planes, credits: Credits, rate: Fraction, letters: Lettering, lit: Planes | None = None) -> Iterator[Planes]:
    """The pictures after the film, which ends with `last`; `lit` is the picture for the ground, else that one."""
    height, width = last.y.shape
    mask, ground, black = end_mask(credits, (width, height), letters), softened(lit or last), flat_picture(width, height)
    frames = card_frames(rate)
    fade, turn = max(1, round(_FADE_S * rate)), max(1, round(_TURN_S * rate))
    still = laid_over(ground, mask)
    for number in range(frames):
        left = frames - number
        if number < turn:
            share = _eased((number + 1) / (turn + 1))
            yield laid_over(blend(last, ground, share), mask, max(0.0, 2 * share - 1))
        elif left <= fade:
            yield blend(black, still, _eased((left - 1) / fade))
        else:
            yield still


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


def head_mask(credits: Credits, size: tuple[int, int], letters: Lettering) -> TextMask | None:
    """The title over a short line over the label, in the middle of the title-safe area."""
    area, unit = _place(size)
    title = credits.title.strip()
    blocks = [_largest(title, letters, area, unit)] if title else []
    if credits.label:
        label = TextStyle(size=unit * 0.042, colour=_SOFT if title else _INK, centred=True, spacing=0.03)
        blocks.append(letters.set(credits.label, label, area.width, lines=2))
    return _stacked(blocks, area, size, gap=unit * 0.085, rule=unit * 0.12 if len(blocks) == 2 else 0.0)


def end_mask(credits: Credits, size: tuple[int, int], letters: Lettering) -> TextMask | None:
    """The cast, in two columns where one is not enough, over the label."""
    area, unit = _place(size)
    small = TextStyle(size=unit * 0.036, colour=_SOFT, centred=True, spacing=0.03)
    label = [letters.set(credits.label, small, area.width, lines=2)] if credits.label else []
    names = [name for name in credits.cast if name.strip()]
    if not names:
        return _stacked(label, area, size, gap=0.0)
    em = unit * 0.055
    room = int((area.height - unit * 0.3) / (em * 1.45))
    columns = 1 if len(names) <= max(1, min(6, room)) else 2
    rows = max(1, min(room, -(-len(names) // columns)))
    shown = names if len(names) <= rows * columns else [*names[: rows * columns - 1], f"+ {len(names) - rows * columns + 1}"]
    heading = letters.set("CAST", TextStyle(size=unit * 0.036, colour=_SOFT, bold=True, centred=True, spacing=0.18), area.width)
    listed = [_names(shown[at::rows], letters, area, em, columns) for at in range(min(rows, len(shown)))]
    return _stacked([heading, *listed, *label], area, size, gap=0.0, wide={1: unit * 0.03, len(listed) + 1: unit * 0.07})


_Row = Sequence[tuple[SetText, float]]


def _names(names: Sequence[str], letters: Lettering, area: Area, em: float, columns: int) -> _Row:
    """Names side by side, each in the middle of its column."""
    column = min(area.width / columns, em * 14) if columns > 1 else area.width
    left = (area.width - column * columns) / 2
    style = TextStyle(size=em, colour=_INK, centred=True, leading=1.45)
    return [(letters.set(name, style, column - em), left + number * column + em / 2) for number, name in enumerate(names)]


def _place(size: tuple[int, int]) -> tuple[Area, float]:
    """The title-safe area, and the length that sizes are measured in."""
    area = title_safe(*size)
    return area, min(size[1], size[0] * 0.8)


def _largest(title: str, letters: Lettering, area: Area, unit: float) -> SetText:
    """The title as large as it stands in three lines with no word broken."""
    style = TextStyle(size=unit * 0.14, colour=_INK, bold=True, leading=1.15, centred=True)
    for share in (0.14, 0.12, 0.1, 0.085, 0.07, 0.055):
        style = TextStyle(size=unit * share, colour=_INK, bold=True, leading=1.15, centred=True)
        if letters.fits(title, style, area.width * 0.92, lines=_LINES if share < 0.12 else 2):
            break
    return letters.set(title, style, area.width * 0.92, lines=_LINES)


def _stacked(
    blocks: Sequence[SetText | _Row],
    area: Area,
    size: tuple[int, int],
    *,
    gap: float,
    rule: float = 0.0,
    wide: dict[int, float] | None = None,
) -> TextMask | None:
    """Blocks under each other in the middle of the area, cut off at its edges; a thin line of length `rule` after the first.

    Args:
        gap: Before each block but the first; `wide` has others by the block's number.
    """
    rows: list[_Row] = [[(block, (area.width - block.room) / 2)] if isinstance(block, SetText) else block for block in blocks]
    gaps = [(wide or {}).get(number, gap) if number else 0.0 for number in range(len(rows))]
    high = sum(max(text.height for text, _ in row) for row in rows) + sum(gaps)

    def paint(canvas: Any) -> None:
        from storyreel.tools.generators.previz.library import check_drawing_library

        skia = check_drawing_library()
        canvas.clipRect(skia.Rect.MakeLTRB(area.left, area.top, area.right, area.bottom))
        y = area.top + max(0.0, (area.height - high) / 2)
        for number, row in enumerate(rows):
            y += gaps[number]
            if number == 1 and rule:
                middle = area.left + area.width / 2
                line = skia.Rect.MakeXYWH(middle - rule / 2, y - gap / 2, rule, max(1.0, gap * 0.05))
                canvas.drawRect(line, skia.Paint(AntiAlias=True, Color=_SOFT))
            for text, x in row:
                text.paint(canvas, area.left + x, y)
            y += max(text.height for text, _ in row)

    return painted(*size, paint)
