"""Five ages told apart in a wide shot by their pixels alone: how tall, how large the head, how broad, how bent, how grey."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pytest

from storyreel.tools.generators.previz.looks import look_of
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.talk import Talk
from tests.tools.previz_specs import a_spec

AGES = {
    "f": ("a girl of seven", "a girl of fourteen", "a young woman", "a woman of fifty", "an old woman"),
    "m": ("a boy of seven", "a boy of fourteen", "a young man", "a man of fifty", "an old man"),
}


class Seen(NamedTuple):
    """What is measured of a figure seen from the side: height in pixels, shares of it, and how light the crown is (0 to 255)."""

    tall: float
    head: float
    broad: float
    bent: float
    crown: float


def _seen(words: str) -> Seen:
    """One of some age in the same wide shot as all others, in the same coat and with nothing but the age told."""
    spot = {"character": "P", "x_cm": 0, "z_cm": 0, "facing": "right"}
    base = stage_shot(a_spec(width=832, height=480, size="wide", cast={"P": "a man of 1.75 m"}, blocking=[spot]))
    person = replace(base.people[0], look=look_of("P", f"{words}, short hair, green coat", 1))
    with_it, without = (
        Picture(replace(base, people=(replace(person, drawn=drawn),)), Talk(())).frame(3)[0][:, :, :3].astype(float)
        for drawn in (True, False)
    )
    mask = np.abs(with_it - without).max(axis=2) > 40
    mask[:, : mask.shape[1] // 3] = mask[:, 2 * mask.shape[1] // 3 :] = False
    rows = np.flatnonzero(mask.sum(axis=1) > 1)
    top, tall = int(rows[0]), float(rows[-1] - rows[0] + 1)
    wide = mask.sum(axis=1).astype(float)
    across = np.arange(mask.shape[1], dtype=float)
    middle = np.sum(np.where(mask, across, 0.0), axis=1) / np.maximum(1, wide)
    head = slice(top, top + round(0.1 * tall))
    feet = slice(top + round(0.6 * tall), top + round(0.85 * tall))
    deep = float(np.amax(wide[top : top + round(0.12 * tall)]))
    cap = slice(top + 2, top + round(0.05 * tall))
    lit: list[float] = np.mean(with_it, axis=2)[cap][mask[cap]].tolist()
    crown = sum(lit) / max(1, len(lit))
    over, under = (sum(part) / max(1, len(part)) for part in (middle[head].tolist(), middle[feet].tolist()))
    bent = abs(over - under) / tall
    return Seen(tall, deep / tall, float(np.count_nonzero(mask)) / tall**2, bent, crown)


_APART = Seen(0.05, 0.08, 0.05, 0.25, 0.25)


@pytest.mark.parametrize("sex", ["f", "m"])
def test_five_ages_are_told_apart_by_their_pixels(sex: str) -> None:
    seen = {words: _seen(words) for words in AGES[sex]}
    for one, two in combinations(seen, 2):
        pairs = zip(seen[one], seen[two], _APART, strict=True)
        assert any(abs(a - b) > least * max(a, b) for a, b, least in pairs), (one, seen[one], two, seen[two])


@pytest.mark.parametrize("sex", ["f", "m"])
def test_age_shows_in_the_way_that_it_should(sex: str) -> None:
    child, teen, adult, middle_aged, old = (_seen(words) for words in AGES[sex])
    assert child.tall < teen.tall < adult.tall
    assert child.head > teen.head > adult.head  # a large head for the body
    assert teen.broad < adult.broad < middle_aged.broad
    assert old.bent > adult.bent + 0.01
    assert adult.crown < middle_aged.crown < old.crown
