"""Title cards: within the safe area whatever they say, and joined to the film picture by picture."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from storyreel.tools.assemble.overlay import laid_over, softened
from storyreel.tools.assemble.planes import Planes, flat_picture
from storyreel.tools.assemble.titles import Credits, card_frames, end_card, end_mask, head_card, head_mask
from storyreel.tools.lettering import Lettering, TextMask, title_safe

LETTERS = Lettering()
RATE = Fraction(24)
SIZES = [(832, 480), (480, 832), (480, 480), (960, 402), (64, 36)]
TITLES = [
    "A Doll's House",
    "Ο Κήπος με τις Κερασιές",
    "Вишнёвый сад",
    "بستان الكرز الطويل جدا",
    "樱桃园",
    "W" * 200,
    "",
    "😀 " * 50,
    "word " * 80,
]


def picture(size: tuple[int, int] = (160, 96)) -> Planes:
    """Half dark, half bright, with colour."""
    made = flat_picture(*size, 60)
    made.y[:, size[0] // 2 :] = 180
    made.u[:] = 90
    return made


def inside(mask: TextMask, size: tuple[int, int]) -> bool:
    area = title_safe(*size)
    high, wide = mask.cover.shape
    rows, columns = np.nonzero(mask.cover > 0.02)
    left, top = mask.left + columns.min(), mask.top + rows.min()
    right, bottom = mask.left + columns.max(), mask.top + rows.max()
    return bool(area.left <= left and area.top <= top and right < area.right and bottom < area.bottom and high and wide)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("title", TITLES)
def test_every_title_stands_in_the_safe_area(size: tuple[int, int], title: str) -> None:
    mask = head_mask(Credits(title=title, label="An animatic made with Storyreel"), size, LETTERS)
    assert mask is not None and inside(mask, size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "cast", [("NORA",), ("נורה", "HELMER", "诺拉"), tuple(f"PERSON {n}" for n in range(90)), ("W" * 200, "x"), ()]
)
def test_every_cast_stands_in_the_safe_area(size: tuple[int, int], cast: tuple[str, ...]) -> None:
    mask = end_mask(Credits(title="T", label="Made with Storyreel", cast=cast), size, LETTERS)
    assert mask is not None and inside(mask, size)


def test_text_is_in_the_middle_and_nothing_is_drawn_of_nothing() -> None:
    mask = head_mask(Credits(title="Rain", label="An animatic"), (832, 480), LETTERS)
    assert mask is not None
    high, wide = mask.cover.shape
    assert abs(mask.left + wide / 2 - 416) < 6 and abs(mask.top + high / 2 - 240) < 12
    assert head_mask(Credits(), (832, 480), LETTERS) is None and end_mask(Credits(), (832, 480), LETTERS) is None


def test_a_long_cast_says_how_many_more_there_are() -> None:
    few = end_mask(Credits(cast=("A",) * 3), (832, 480), LETTERS)
    many = end_mask(Credits(cast=tuple(f"P{n}" for n in range(200))), (832, 480), LETTERS)
    assert few is not None and many is not None and many.cover.sum() > few.cover.sum()


@pytest.mark.parametrize(
    "rate", [Fraction(24), Fraction(25), Fraction(30), Fraction(24000, 1001), Fraction(30000, 1001), Fraction(1, 2)]
)
def test_a_card_lasts_as_whole_packets_of_sound(rate: Fraction) -> None:
    frames = card_frames(rate)
    assert 2.4 <= frames / rate <= 4.1
    assert round(frames * 48_000 / rate) % 1024 <= 64 or rate < 2


def test_the_first_card_comes_from_black_and_becomes_the_film() -> None:
    first = picture()
    card = list(head_card(first, Credits(title="Rain"), RATE, LETTERS))
    assert len(card) == card_frames(RATE)
    levels = [float(one.y.mean()) for one in card]
    assert levels[0] < 25 < levels[12] and abs(levels[-1] - float(first.y.mean())) < 4
    steps = [abs(float(b.y.mean()) - float(a.y.mean())) for a, b in zip(card, [*card[1:], first], strict=True)]
    assert max(steps) < 16, "it flickers"


def test_the_last_card_begins_as_the_film_and_goes_to_black() -> None:
    last = picture()
    card = list(end_card(last, Credits(cast=("NORA",)), RATE, LETTERS))
    assert abs(float(card[0].y.mean()) - float(last.y.mean())) < 4
    assert card[-1].y.max() <= 17 and card[len(card) // 2].y.max() > 200


def test_a_ground_is_softer_and_darker_and_keeps_its_colour() -> None:
    sharp, soft = picture(), softened(picture())
    assert soft.y.max() < 90 and int(np.abs(np.diff(soft.y.astype(int), axis=1)).max()) < 12
    assert 90 < int(soft.u[0, 0]) < 120 and sharp.y.max() == 180


def test_a_layer_covers_by_its_share() -> None:
    below = flat_picture(8, 8, 100)
    below.u[:] = 60
    layer = TextMask(2, 2, np.ones((4, 4), np.float32), np.ones((4, 4), np.float32))
    assert laid_over(below, None) is below and laid_over(below, layer, 0.0) is below
    half, whole = laid_over(below, layer, 0.5), laid_over(below, layer)
    assert whole.y[3, 3] == 235 and whole.u[1, 1] == 128 and whole.y[0, 0] == 100 and below.y[3, 3] == 100
    assert 165 <= half.y[3, 3] <= 169 and half.u[1, 1] == 94
