"""The geometry of previz: who is in the frame, on which side, how large; and that no words can break it."""

from __future__ import annotations

from math import hypot

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.film.take import RenderSpec
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize
from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.framing import head_box
from storyreel.tools.generators.previz.kinds import KINDS
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import StageShot, stage_shot
from storyreel.tools.generators.previz.talk import Talk
from tests.tools.previz_specs import a_spec

PICTURES = [(160, 96), (96, 160), (128, 128), (240, 96)]


def view_at(stage: StageShot, part: float = 0.0) -> View:
    return View(stage.rig.at(part, part * stage.seconds), stage.width, stage.height)


def box_of(stage: StageShot, name: str, part: float = 0.0) -> tuple[float, float, float, float]:
    person = stage.person(name)
    assert person is not None
    return head_box(person, view_at(stage, part), part)


def drawn(spec: RenderSpec) -> np.ndarray:
    return Picture(stage_shot(spec), Talk(())).frame(0)[0]


@pytest.mark.parametrize("size", [s for s in ShotSize if s is not ShotSize.INSERT])
@pytest.mark.parametrize("framing", list(Framing))
@pytest.mark.parametrize("picture", PICTURES)
def test_the_subjects_head_is_in_the_frame(size: ShotSize, framing: Framing, picture: tuple[int, int]) -> None:
    width, height = picture
    for move in (CameraMove.STATIC, CameraMove.PAN, CameraMove.PUSH_IN, CameraMove.HANDHELD, CameraMove.TRACK):
        stage = stage_shot(a_spec(size=size.value, framing=framing.value, width=width, height=height, move=move.value, frames=48))
        for part in (0.0, 0.5, 1.0):
            left, top, right, bottom = box_of(stage, "ANNA", part)
            crop = 0.21 if size is ShotSize.EXTREME_CLOSE_UP else 0.011
            assert left > -0.011 and right < 1.011 and bottom < 1.011 and top > -crop, (move, part, (left, top, right, bottom))


@pytest.mark.parametrize(("larger", "smaller"), [("extreme close-up", "close-up"), ("close-up", "medium close-up"),
("medium close-up", "medium"),
                                                 ("medium", "medium wide"), ("medium wide", "full"), ("full", "wide"),
                                                 ("wide", "extreme wide")])  # fmt: skip
def test_a_tighter_size_shows_a_larger_head(larger: str, smaller: str) -> None:
    heights = [box[3] - box[1] for size in (larger, smaller) for box in (box_of(stage_shot(a_spec(size=size)), "ANNA"),)]
    assert heights[0] > 1.15 * heights[1]


@pytest.mark.parametrize("size", ["full", "wide"])
def test_feet_stand_in_a_full_shot(size: str) -> None:
    stage = stage_shot(a_spec(size=size))
    anna = stage.person("ANNA")
    assert anna is not None
    x, z = anna.place(0.0)
    assert view_at(stage).project((x, 0.0, z)).y < stage.height


@pytest.mark.parametrize("size", ["medium", "close-up", "medium close-up"])
def test_screen_direction_holds_from_shot_to_shot(size: str) -> None:
    """ANNA stands left of BEN: she looks to the right of the frame and he to the left, in singles and over the shoulder."""
    for framing in ("single", "over the shoulder", "reverse"):
        for lead, other, sign in (("ANNA", "BEN", 1), ("BEN", "ANNA", -1)):
            stage = stage_shot(a_spec(size=size, framing=framing, subjects=[lead], in_frame=[lead]))
            view = view_at(stage)
            a, b = stage.person(lead), stage.person(other)
            assert a is not None and b is not None
            assert sign * (view.right[0] * (b.mark.x - a.mark.x) + view.right[2] * (b.mark.z - a.mark.z)) > 0


def test_the_far_side_turns_the_picture_round() -> None:
    near, far = (stage_shot(a_spec(size="wide", framing="group", side=side)) for side in ("near", "far"))
    assert box_of(near, "ANNA")[0] < box_of(near, "BEN")[0]
    assert box_of(far, "ANNA")[0] > box_of(far, "BEN")[0]


def test_looking_room_is_left_where_the_eyes_go() -> None:
    left, _, right, _ = box_of(stage_shot(a_spec(size="medium")), "ANNA")
    assert (left + right) / 2 < 0.46


def test_over_the_shoulder_has_the_other_in_front_at_the_edge() -> None:
    for size in ("medium wide", "medium", "medium close-up"):
        stage = stage_shot(a_spec(size=size, framing="over the shoulder"))
        assert stage.made.foreground == "BEN"
        left, _, right, _ = box_of(stage, "BEN")
        middle = (left + right) / 2
        assert right > 0 and left < 1 and not 0.3 < middle < 0.7
        a, b = (view_at(stage).depth(p.head()) for p in (stage.person("ANNA"), stage.person("BEN")) if p)
        assert b < a


def test_a_two_shot_holds_both_and_a_group_holds_all() -> None:
    two = stage_shot(a_spec(size="medium", framing="two-shot"))
    group = stage_shot(a_spec(size="medium wide", framing="group", people=4))
    for stage, names in ((two, ("ANNA", "BEN")), (group, ("ANNA", "BEN", "CLEO", "DAN"))):
        for name in names:
            left, top, right, bottom = box_of(stage, name)
            assert left > 0 and right < 1 and top > 0 and bottom < 1


def test_nobody_who_is_not_to_be_seen_stands_before_the_subject() -> None:
    blocking = [
        {"character": "ANNA", "x_cm": 0, "z_cm": 100, "facing": "camera"},
        {"character": "BEN", "x_cm": 0, "z_cm": 0, "facing": "ANNA"},
        {"character": "CLEO", "x_cm": 30, "z_cm": -100, "facing": "ANNA"},
    ]  # fmt: skip
    stage = stage_shot(a_spec(size="medium", people=3, blocking=blocking))
    view, anna = view_at(stage), stage.person("ANNA")
    assert anna is not None
    ax0, _, ax1, _ = head_box(anna, view)
    for person in stage.people:
        if person.name != "ANNA" and person.drawn:
            x0, _, x1, _ = head_box(person, view)
            assert view.depth(person.head()) > view.depth(anna.head()) or x1 < ax0 or x0 > ax1


def test_point_of_view_is_from_the_others_eyes() -> None:
    stage = stage_shot(a_spec(framing="point of view"))
    ben = stage.person("BEN")
    assert stage.made.viewer == "BEN" and ben is not None and not ben.drawn
    eyes = ben.head()
    assert hypot(stage.made.camera.position[0] - eyes[0], stage.made.camera.position[2] - eyes[2]) < 0.2


@pytest.mark.parametrize(("angle", "above"), [(Angle.LOW, -0.2), (Angle.HIGH, 0.5), (Angle.OVERHEAD, 1.0), (Angle.AERIAL, 1.0)])
def test_angles_lift_or_lower_the_camera(angle: Angle, above: float) -> None:
    level, other = (stage_shot(a_spec(angle=a.value)).made.camera.position[1] for a in (Angle.EYE_LEVEL, angle))
    assert other < level + above if above < 0 else other > level + above
    assert stage_shot(a_spec(angle="dutch")).made.camera.roll_deg > 4


def test_the_same_set_up_is_the_same_camera_whoever_speaks() -> None:
    one = stage_shot(a_spec(size="wide", framing="group", subjects=["ANNA"], in_frame=["ANNA", "BEN"])).made.camera
    two = stage_shot(a_spec(size="wide", framing="group", subjects=["BEN"], in_frame=["BEN", "ANNA"])).made.camera
    assert one == two


def test_who_walks_arrives_and_the_frame_follows() -> None:
    blocking = [{"character": "ANNA", "x_cm": -150, "z_cm": 0, "to_x_cm": 150, "to_z_cm": 0, "posture": "walking"}]
    stage = stage_shot(a_spec(people=1, blocking=blocking, frames=96, size="medium", move="track"))
    anna = stage.person("ANNA")
    assert anna is not None and anna.place(0.0) == (-1.5, 0.0) and anna.place(1.0) == pytest.approx((1.5, 0.0))
    for part in (0.0, 0.5, 1.0):
        left, _, right, _ = box_of(stage, "ANNA", part)
        assert left > 0 and right < 1


def test_who_sits_is_lower_and_has_a_seat() -> None:
    blocking = [{"character": "ANNA", "posture": "sitting"}, {"character": "BEN", "posture": "standing"}]
    stage = stage_shot(a_spec(blocking=blocking))
    anna, ben = stage.people
    assert anna.head_up < ben.head_up - 0.25 and stage.seats["ANNA"].kind in ("armchair", "sofa") and "BEN" not in stage.seats


def test_words_place_people() -> None:
    words = [
        {"character": "ANNA", "position": "far left, by the window"}, {"character": "BEN", "position": "right foreground"},
        {"character": "CLEO", "position": "behind BEN"}, {"character": "DAN", "position": "in the background, centre"},
    ]  # fmt: skip
    at = {p.name: (p.mark.x, p.mark.z) for p in stage_shot(a_spec(people=4, blocking=words)).people}
    assert at["ANNA"][0] < -0.5 < at["BEN"][0] and at["BEN"][1] < 0 < at["DAN"][1] and at["CLEO"][1] > at["BEN"][1]


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("side", ["near", "far"])
def test_every_set_is_drawn_from_both_sides(kind: str, side: str) -> None:
    layout = KINDS[kind](("x", 1))
    words = {
        "drawingroom": "drawing room",
        "greathall": "great hall",
        "livingroom": "living room",
        "stagehouse": "theatre",
        "plain": "zzz",
        "bridge": "spaceship bridge",
    }
    spec = a_spec(size="wide", framing="group", place=words.get(kind, kind), interior=layout.interior, side=side, time="night")
    assert stage_shot(spec).layout.kind == kind
    assert drawn(spec).std() > 6


def test_a_place_looks_the_same_in_every_shot_and_unlike_another() -> None:
    first, again, other = (
        stage_shot(a_spec(place=p, size=s)).layout for p, s in (("Flat", "wide"), ("Flat", "close-up"), ("House", "wide"))
    )
    assert (first.wall, first.accent) == (again.wall, again.accent)
    assert first.kind == other.kind


def test_thirty_people_find_room() -> None:
    cast = {f"P{i}": "" for i in range(30)}
    blocking = [{"character": name} for name in cast]
    spec = a_spec(cast=cast, blocking=blocking, size="wide", framing="group")
    marks = [(p.mark.x, p.mark.z) for p in stage_shot(spec).people]
    assert min(hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(marks) for b in marks[i + 1 :]) > 0.4
    assert drawn(spec).std() > 6


def test_a_shot_without_people_is_a_set_that_lives() -> None:
    spec = a_spec(cast={}, blocking=[], size="wide", frames=24, subjects=[], in_frame=[])
    picture = Picture(stage_shot(spec), Talk(()))
    first, last = picture.frame(0)[0].copy(), picture.frame(23)[0].copy()
    assert (first != last).mean() > 0.02


def test_an_insert_shows_the_thing_held_and_the_thing_alone() -> None:
    held = [{"character": "ANNA", "x_cm": 0, "z_cm": 0, "holds": ["a letter"]}, {"character": "BEN", "x_cm": 120, "z_cm": 0}]
    stage = stage_shot(a_spec(size="insert", blocking=held, props=["a letter"]))
    assert stage.thing is None and stage.thing_name == "a letter"
    alone = stage_shot(a_spec(size="insert", props=["a crown"]))
    assert alone.thing is not None
    seen = view_at(alone).project(alone.thing)
    assert abs(seen.x / alone.width - 0.5) < 0.15 and abs(seen.y / alone.height - 0.5) < 0.2


words = st.text(max_size=24)


@settings(max_examples=40)
@given(
    place=words, look=words, time=words, style=words, name=st.text(min_size=1, max_size=12), appearance=words, position=words,
    facing=words,
    action=words, thing=words, posture=words, size=st.sampled_from(list(ShotSize)), framing=st.sampled_from(list(Framing)),
)  # fmt: skip
def test_any_words_make_a_picture(
    place: str, look: str, time: str, style: str, name: str, appearance: str, position: str, facing: str, action: str, thing: str,
    posture: str, size: ShotSize, framing: Framing,
) -> None:  # fmt: skip
    blocking = [
        {
            "character": name,
            "position": position,
            "facing": facing,
            "action": action,
            "holds": [thing],
            "posture": posture,
            "emotion": action,
        },
        {"character": name + "2", "position": look},
    ]
    spec = a_spec(
        place=place, look=look, time=time, style=style, cast={name: appearance}, blocking=blocking, size=size.value,
        framing=framing.value,
        props=[thing], lighting=look, width=64, height=48, frames=1,
    )  # fmt: skip
    assert drawn(spec).shape == (48, 64, 3)


@pytest.mark.parametrize("name", ["السيدة عائشة", "שרה", "王老師", "../../etc/passwd", "🙂", "A" * 300])
def test_names_of_any_kind_are_people(name: str) -> None:
    stage = stage_shot(a_spec(cast={name: ""}, blocking=[{"character": name}]))
    assert stage.people[0].name == name and stage.people[0].drawn


@pytest.mark.parametrize("far", [-3000, -400, 600, 5000])
def test_marks_far_out_are_still_framed(far: int) -> None:
    blocking = [{"character": "ANNA", "x_cm": far, "z_cm": far // 2, "facing": "camera"}]
    stage = stage_shot(a_spec(people=1, blocking=blocking))
    left, top, right, bottom = box_of(stage, "ANNA")
    assert 0 < left < right < 1 and 0 < top < bottom < 1
