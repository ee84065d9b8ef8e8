"""The truth of every frame in pixels, as `storyreel.truth/1` has it, from the stage, its talk and its masks."""

from __future__ import annotations

from math import atan2, degrees
from typing import Literal

import numpy as np

from storyreel.film.truth import TruthCamera, TruthFrame, TruthLabel, TruthPerson, TruthThing
from storyreel.film.vocabulary import ShotSize
from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.figure import Drawn
from storyreel.tools.generators.previz.framing import SENSOR_M
from storyreel.tools.generators.previz.framing_frame import SIZES
from storyreel.tools.generators.previz.stage import StageShot
from storyreel.tools.generators.previz.talk import Talk
from storyreel.tools.generators.previz.troupe import moment_of
from storyreel.tools.generators.previz.truth_masks import Masked

__all__ = ["facing_of", "told_frame"]

Array = np.ndarray
Facing = Literal["lens", "left", "right", "away"]
Side = Literal["left", "centre", "right", "outside"]

# How many heads a picture is high where the body sets its size: people are about seven and a half heads tall.
_BODY_HEADS = 7.4


def told_frame(index: int, stage: StageShot, talk: Talk, masked: Masked, labels: tuple[TruthLabel, ...]) -> TruthFrame:
    """What is true of a frame."""
    at = moment_of(stage, index)
    spans = {one.index: _extent(masked.indices, one.index) for one in labels if one.index}
    people = tuple(
        _person(stage, talk, masked.people[one.name], one, spans[one.index], at.t_s)
        for one in labels if one.kind == "person" and one.name in masked.people
    )  # fmt: skip
    things = tuple(
        TruthThing(name=one.name or "thing", holder=one.holder, body=found[0], pixels=found[1])
        for one in labels if one.kind == "thing" and (found := spans[one.index]) is not None
    )  # fmt: skip
    heard = dict.fromkeys(line.speaker for line in talk.lines if line.start_s <= at.t_s < line.end_s)
    return TruthFrame(
        frame=index, at_ms=round(1000 * at.t_s), camera=_camera(at.view), people=people, things=things, speaking=tuple(heard)
    )


def facing_of(facing: float, turn: float) -> tuple[Facing, float]:
    """Where a face points, in a word and in degrees: 0 at the lens, 90 to the right of the picture.

    Args:
        facing: How much it points at the lens, -1 to 1.
        turn: How much to the right of the picture, -1 to 1.

    >>> facing_of(0.95, 0.2)[0], facing_of(0.2, -0.9)[0], facing_of(-0.99, 0.0)
    ('lens', 'left', ('away', 180.0))
    """
    angle = degrees(atan2(turn, facing))
    word: Facing = "lens" if abs(angle) <= 30 else "away" if abs(angle) >= 150 else "right" if angle > 0 else "left"
    return word, round(angle, 1)


def _extent(indices: Array, index: int) -> tuple[tuple[int, int, int, int], int] | None:
    """The box of an index's pixels and how many there are."""
    there = indices == index
    rows, columns = np.flatnonzero(there.any(axis=1)), np.flatnonzero(there.any(axis=0))
    if not rows.size:
        return None
    box = (int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
    return box, int(np.count_nonzero(there))


def _person(
    stage: StageShot, talk: Talk, drawn: Drawn, label: TruthLabel, found: tuple[tuple[int, int, int, int], int] | None, t_s: float
) -> TruthPerson:
    mouth = drawn.mouth
    word, angle = facing_of(drawn.facing, drawn.turn)
    person = stage.person(label.name)
    return TruthPerson(
        name=label.name,
        body=found[0] if found else None,
        pixels=found[1] if found else 0,
        head=_fine(drawn.head),
        mouth=_fine((mouth.left, mouth.top, mouth.right, mouth.bottom)) if mouth else None,
        mouth_open=round(mouth.open, 3) if mouth else None,
        talking=round(talk.mouth(label.name, t_s)[1], 3),
        facing=word,
        facing_deg=angle,
        side=_side((drawn.head[0] + drawn.head[2]) / 2 / stage.width),
        size=_size((drawn.head[3] - drawn.head[1]) / stage.height),
        holds=person.holds if person else (),
    )


def _fine(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (round(float(v), 1) for v in box)
    return (left, top, right, bottom)


def _side(x: float) -> Side:
    return "outside" if not 0 <= x <= 1 else "left" if x < 1 / 3 else "right" if x > 2 / 3 else "centre"


def _size(head: float) -> ShotSize:
    """The shot size whose heads are nearest to this share of the picture's height."""
    asked = {name: size.tall or size.bodies * _BODY_HEADS for name, size in SIZES.items() if name is not ShotSize.INSERT}
    heads = 1 / max(head, 1e-4)
    return min(asked, key=lambda name: abs(np.log(asked[name] / heads)))


def _camera(view: View) -> TruthCamera:
    camera = view.camera
    x, y, z = (round(v, 4) for v in camera.position)
    a, b, c = (round(v, 4) for v in camera.target)
    return TruthCamera(
        position_m=(x, y, z), aim_m=(a, b, c), height_m=y, lens_mm=round(camera.focal * SENSOR_M * 1000, 2),
        focal_px=round(view.focal_px, 2), roll_deg=round(camera.roll_deg, 3), focus_m=round(camera.focus_m, 3),
    )  # fmt: skip
