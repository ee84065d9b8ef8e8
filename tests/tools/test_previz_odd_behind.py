"""From behind a head shows its hair, not its skin: whoever stands before the lens in an over-the-shoulder shot."""

from __future__ import annotations

import numpy as np
import pytest

from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.framing import head_box
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.talk import Talk
from tests.tools.previz_specs import a_spec


@pytest.mark.parametrize(
    "hair", ["long black hair", "short black hair", "black hair in a bun", "curly black hair", "a black beard, black hair"]
)
def test_hair_covers_the_back_of_the_head(hair: str) -> None:
    blocking = [{"character": "ANNA", "x_cm": 0, "z_cm": 0, "facing": "away"}]
    spec = a_spec(cast={"ANNA": f"a pale woman, {hair}, white dress"}, blocking=blocking, size="close-up", width=208, height=120)
    stage = stage_shot(spec)
    picture = Picture(stage, Talk(())).frame(0)[0].astype(int)
    person = stage.people[0]
    view = View(stage.rig.start, 208, 120)
    away = np.array([view.forward[0], view.forward[2]]) @ np.array([np.sin(person.yaw), np.cos(person.yaw)])
    left, top, right, bottom = head_box(person, view)
    rows = slice(max(0, round(120 * (top + 0.25 * (bottom - top)))), round(120 * (top + 0.6 * (bottom - top))))
    columns = slice(round(208 * (left + 0.3 * (right - left))), round(208 * (right - 0.3 * (right - left))))
    assert away > 0.3
    assert np.median(picture[rows, columns].mean(axis=2)) < 90
