"""Props: at least forty are drawn, each unlike the plain parcel that an unknown thing becomes, and that is said."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.tools.generators.previz.focus import canvas_on
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.light import light_of
from storyreel.tools.generators.previz.props import PROPS, draw_prop, prop_kind
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.styles import style_of
from tests.tools.previz_specs import a_spec

KINDS = sorted(set(PROPS) - {"parcel"})


def drawn(name: str) -> np.ndarray:
    pixels = np.full((96, 96, 4), 128, np.uint8)
    surface = canvas_on(pixels)
    ink = Ink(surface.getCanvas(), (96, 96), style_of("realistic")[0], light_of(time_of_day="day", interior=True)[0])
    draw_prop(ink, name, (48, 52), 150.0)
    return pixels[:, :, :3].astype(int)


def test_there_are_at_least_forty() -> None:
    assert len(KINDS) >= 40


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_found_by_its_word_and_drawn_unlike_a_parcel(kind: str) -> None:
    assert prop_kind(kind) == kind
    mine, parcel, empty = drawn(kind), drawn("zzz"), np.full((96, 96, 3), 128)
    assert (np.abs(mine - empty).max(axis=2) > 16).mean() > 0.003
    assert (np.abs(mine - parcel).max(axis=2) > 16).mean() > 0.01


def test_a_colour_in_the_name_is_the_things_colour() -> None:
    assert np.abs(drawn("a red hat") - drawn("a blue hat")).max() > 60


def test_an_unknown_thing_is_a_parcel_and_said_to_be() -> None:
    blocking = [{"character": "ANNA", "holds": ["the quaternion"]}]
    stage = stage_shot(a_spec(people=1, blocking=blocking))
    assert ("the quaternion", "drawn as a small parcel") in {(n.about, n.choice) for n in stage.notices}
    known = stage_shot(a_spec(people=1, blocking=[{"character": "ANNA", "holds": ["a dagger"]}]))
    assert not any("parcel" in n.choice for n in known.notices)
