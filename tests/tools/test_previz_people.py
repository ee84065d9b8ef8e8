"""People from words: ages, heights and builds, what contradicts itself, heads that turn without a jump, faces that differ."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, radians, sin

import numpy as np
import pytest

from storyreel.tools.generators.previz.acting import FACES, Acting, Mien
from storyreel.tools.generators.previz.camera import Camera, View
from storyreel.tools.generators.previz.figure import draw_person, toward_light
from storyreel.tools.generators.previz.focus import canvas_on
from storyreel.tools.generators.previz.ink import Ink
from storyreel.tools.generators.previz.light import light_of
from storyreel.tools.generators.previz.looks import Look, look_of
from storyreel.tools.generators.previz.marks import Mark
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.styles import style_of
from tests.tools.previz_specs import a_spec


def head(look: Look, degrees: float, *, mien: Mien | None = None, size: int = 90) -> np.ndarray:
    """A head turned from the lens, RGB."""
    pixels = np.full((size, size, 4), 200, np.uint8)
    surfaces = canvas_on(pixels), canvas_on(pixels, premultiplied=True)
    light = light_of(time_of_day="day", interior=True)[0]
    ink = Ink(surfaces[0].getCanvas(), (size, size), style_of("")[0], light, surfaces[1].getCanvas())
    person = Person(name=look.name, look=look, mark=Mark(0, 0, 0, 0), yaw=0.0, gaze=None, posture="standing")
    up, yaw = person.head_up, pi + radians(degrees)
    view = View(Camera(position=(0, up, -6), target=(0, up, 0), focal=6 / (2.2 * look.head_m), focus_m=6), size, size)
    ink.toward = toward_light(ink, view)
    draw_person(ink, view, person, Acting(mien=mien or Mien(), head_yaw=yaw, gaze=(4 * sin(yaw), up, 4 * cos(yaw))), 0.5)
    return pixels[:, :, :3].astype(int)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("a girl of five", 5, 5), ("a man of fifty-eight", 58, 58), ("a boy, 12", 12, 12), ("in her early forties", 42, 42),
        ("a very old man", 80, 90), ("an old woman", 65, 79), ("a young man in an old coat", 18, 30), ("middle-aged", 45, 55),
        ("a man in a coat with two rows of buttons", 26, 38), ("a girl of eight or nine", 8, 9), ("60 years old", 60, 60),
    ],
)  # fmt: skip
def test_ages_are_read_in_figures_and_words(words: str, low: int, high: int) -> None:
    assert low <= look_of("ROBIN", words, 1).years <= high


def test_the_years_show_in_height_and_head() -> None:
    looks = [look_of("ROBIN", f"a boy of {years}" if years < 18 else f"a man of {years}", 1) for years in (5, 11, 30)]
    assert looks[0].height_m < 1.2 < 1.3 < looks[1].height_m < 1.55 < looks[2].height_m
    shares = [look.head_m / look.height_m for look in looks]
    assert shares[0] > 1.15 * shares[1] > 1.3 * shares[2]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("a man with round spectacles, large eyes and a broad hat", "girth"), ("a man in a short, tight coat", "height"),
        ("a man in a heavy coat", "girth"),
        ("a man with a long thin nose", "girth"), ("a man with short hair", "height"), ("a short-sighted man", "height"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_part_is_not_said_of_the_body(words: str, part: str) -> None:
    look, plain = look_of("ROBIN", words, 1), look_of("ROBIN", "a man", 1)
    assert (look.girth == plain.girth) if part == "girth" else (look.height_m == plain.height_m)


@pytest.mark.parametrize(
    ("words", "field", "value", "other"),
    [
        ("a man, bald with long hair", "hair_style", "bald", "long hair"),
        ("a man with long hair, bald", "hair_style", "long", "bald"),
        ("a clean-shaven man with a beard", "beard", "", "beard"),
        ("a bearded man, clean-shaven", "beard", "full", "clean-shaven"),
    ],
)  # fmt: skip
def test_of_what_contradicts_itself_the_first_is_drawn_and_it_is_said(words: str, field: str, value: str, other: str) -> None:
    look = look_of("ROBIN", words, 1)
    assert getattr(look, field) == value
    stage = stage_shot(a_spec(cast={"ROBIN": words}, blocking=[{"character": "ROBIN"}]))
    (notice,) = [n for n in stage.notices if n.about == "ROBIN"]
    assert "at once" in notice.why and other in notice.why and notice.choice.startswith("drawn: ")


@pytest.mark.parametrize("words", ["a tall short man", "a fat thin woman", "a young old man"])
def test_a_body_that_contradicts_itself_is_told(words: str) -> None:
    first, second = words.split()[1:3]
    assert any(f"{first} and {second}" in why for _, why in look_of("ROBIN", words, 1).notes)


@pytest.mark.parametrize("words", ["clean-shaven save for a white moustache", "bald but for a knot of hair", "lean and muscular"])
def test_what_only_sounds_contradictory_is_not_told(words: str) -> None:
    assert not [why for _, why in look_of("ROBIN", f"a man, {words}", 1).notes if "at once" in why]


def test_words_without_a_drawing_are_named_and_no_others() -> None:
    look = look_of("ROBIN", "a tall man in a blue coat with a hump and a hook, black hair, grey eyes", 1)
    assert look.notes == (("not drawn: hump, hook", "no drawing is known for these words"),)


@pytest.mark.parametrize(
    ("words", "slot", "kind"),
    [
        ("a man in a black frock-coat", "over", "coat"), ("a woman in a dress coat", "over", "coat"),
        ("Captain of nothing, a slouched hat", "hat", "wide"), ("a woman, a mob-cap", "hat", "mobcap"),
        ("a pirate in a laced hat", "hat", "tricorn"), ("a man in a dressing-gown and a nightcap", "top", "robe"),
        ("a girl in a sunbonnet", "hat", "bonnet"), ("a woman, a shawl about her head", "hat", "hood"),
        ("a bride in a long white veil", "hat", "veil"), ("a felt hat with three plumes", "hat", "wide"),
    ],
)  # fmt: skip
def test_the_longest_name_of_a_garment_counts(words: str, slot: str, kind: str) -> None:
    assert getattr(look_of("ROBIN", words, 1).clothes, slot) == kind


@pytest.mark.parametrize(
    ("words", "field", "rgb"),
    [
        ("a man in a cloak of crimson velvet", "over_rgb", 0x9C1F33), ("a sky-blue doublet", "top_rgb", 0x7FB0D6),
        ("a shirt of forest green", "top_rgb", 0x2E5138), ("all in black", "bottom_rgb", 0x23232A),
    ],
)  # fmt: skip
def test_colours_are_found_before_and_after(words: str, field: str, rgb: int) -> None:
    assert getattr(look_of("ROBIN", words, 1).clothes, field) == rgb


@pytest.mark.parametrize(
    "words",
    [
        "a man, short dark hair", "a man, side parting, full beard", "a woman, long black hair", "a woman, hair in a bun, bonnet",
        "an old man, white hair, long beard", "a woman, black ringlets", "a woman, braids", "a man, whiskers, cap",
    ],
)  # fmt: skip
def test_a_head_turns_without_a_jump(words: str) -> None:
    look = look_of("ROBIN", words, 1)
    pictures = [head(look, degrees) for degrees in range(0, 181, 2)]
    steps = np.array([np.abs(a - b).mean() for a, b in pairwise(pictures)])
    assert steps.max() < 6 * np.median(steps)


def test_eight_faces_differ() -> None:
    look = look_of("ROBIN", "a man of thirty", 1)
    faces = ("neutral", "happy", "sad", "angry", "afraid", "surprised", "tender", "tired")
    drawn = {name: head(look, 10, mien=FACES[name], size=200) for name in faces}
    apart = {(a, b): (np.abs(drawn[a] - drawn[b]).max(axis=2) > 30).sum() for i, a in enumerate(faces) for b in faces[i + 1 :]}
    assert min(apart.values()) > 25, min(apart, key=lambda pair: apart[pair])


@pytest.mark.parametrize("name", ["שרה", "فاطمة", "יוסף בן דוד", "Ōkuninushi", "🎭", "A" * 200])
def test_names_in_any_script_have_a_look_of_their_own(name: str) -> None:
    assert look_of(name, "", 3) == look_of(name, "", 3)
    assert look_of(name, "", 3) != look_of(name + "x", "", 3)
    assert head(look_of(name, "", 3), 0).std() > 10
