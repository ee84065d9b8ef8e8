"""What the words put on a person besides face and clothes: scars, tattoos, sticks; and the rest of it told as not drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from storyreel.tools.generators.previz.looks import Look, look_of
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.talk import Talk
from tests.tools.previz_specs import a_spec


def _changed(words: str, size: str, **without: object) -> int:
    """How many pixels of a frame differ where one thing of a look is taken away."""
    spec = a_spec(people=1, width=320, height=192, size=size, cast={"JIM": words})
    stage = stage_shot(spec)
    plain = replace(stage, people=tuple(replace(p, look=replace(p.look, **without)) for p in stage.people))  # type: ignore[arg-type]
    with_it, bare = (Picture(one, Talk(())).frame(3)[0].astype(np.int16) for one in (stage, plain))
    return int((np.abs(with_it - bare).max(axis=2) > 24).sum())


@pytest.mark.parametrize(
    ("words", "size", "without"),
    [
        ("a man with a scar", "close-up", {"scar": False}),
        ("a man tattooed all over", "close-up", {"tattooed": False}),
        ("a man with an eye patch", "close-up", {"glasses": ""}),
        ("an old man with a crutch", "full", {"leans_on": ""}),
        ("an old man with a walking stick", "wide", {"leans_on": ""}),
    ],
)
def test_what_is_said_is_seen(words: str, size: str, without: dict[str, object]) -> None:
    assert _changed(words, size, **without) > 12


@pytest.mark.parametrize("word", ["hump", "hook", "peg", "hunchback", "earrings"])
def test_what_is_not_drawn_is_told(word: str) -> None:
    told = "; ".join(choice for choice, _ in look_of("JIM", f"a sailor with a {word}", 1).notes)
    assert word in told


def test_tattoos_that_are_not_on_a_face_are_told() -> None:
    assert any("tattoos" in choice for choice, _ in look_of("JIM", "a sailor with tattooed arms", 1).notes)
    assert not look_of("JIM", "a sailor with a tattooed face", 1).notes


def test_a_scar_and_a_crutch_are_not_told_as_missing() -> None:
    look: Look = look_of("JIM", "a sailor with a scar and a crutch", 1)
    assert (look.scar, look.leans_on, look.notes) == (True, "crutch", ())


def test_a_stick_is_left_where_somebody_sits() -> None:
    sat = {"character": "JIM", "x_cm": 0, "z_cm": 0, "posture": "sitting"}
    spec = a_spec(people=1, size="full", cast={"JIM": "an old man with a cane"}, blocking=[sat])
    stage = stage_shot(spec)
    bare = replace(stage, people=tuple(replace(p, look=replace(p.look, leans_on="")) for p in stage.people))
    assert np.array_equal(Picture(stage, Talk(())).frame(3)[0], Picture(bare, Talk(())).frame(3)[0])
