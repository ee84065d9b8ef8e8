"""Anchors: one decision for each cut, with its reason, from the world, the Bank and what the backend can do."""

from __future__ import annotations

from typing import Any

import pytest

from storyreel.agents.director import MAX_HOPS, choose_anchors, make_chains
from storyreel.errors import ScriptError
from storyreel.film.edits import Replace, apply_edits
from storyreel.film.plan import Anchor, FilmSettings
from storyreel.film.script import Blocking, Scene, Script, Transition
from storyreel.film.take import AnchorMode
from storyreel.film.vocabulary import ShotSize, TransitionKind
from storyreel.tools.contracts import Capabilities
from tests.agents.director_film import DRAWN, FRAME_ONLY, MODEL, TEXT_ONLY, film, shot

AUTO = FilmSettings()


def anchors(script: Script, backend: Capabilities = MODEL, settings: FilmSettings = AUTO, **fields: Any) -> dict[str, Anchor]:
    return choose_anchors(script, settings=settings, capabilities=backend, **fields)


def with_pictures() -> Script:
    script = film()
    return script.changed(cast=tuple(one.changed(pictures=(f"{one.name}.png",)) for one in script.cast))


def modes(found: dict[str, Anchor]) -> list[AnchorMode]:
    return [one.mode for one in found.values()]


def one_setup(count: int) -> Script:
    """A Scene whose Shots all go on from one set-up."""
    return Script(
        scenes=(Scene(id="1", place="hall", shots=tuple(shot(f"1.{n}", n * 1000, n * 1000 + 1000, "A") for n in range(count))),)
    )


def test_the_rule_of_each_cut() -> None:
    found = anchors(with_pictures())
    assert [(uid, one.mode, one.source) for uid, one in found.items()] == [
        ("u1.1", "references", ""),
        ("u1.2", "references", ""),
        ("u1.3", "references", ""),
        ("u1.4", "first of set-up", "u1.2"),
        ("u1.5", "tail", "u1.4"),
        ("u2.1", "references", ""),
    ]
    assert "back at the set-up of 1.2" in found["u1.4"].reason
    assert "same set-up as 1.4 and the action goes on" in found["u1.5"].reason


def test_without_pictures_the_first_shot_of_the_scene_shows_people_and_place() -> None:
    found = anchors(film())
    assert (found["u1.1"].mode, found["u2.1"].mode) == ("nothing", "nothing")
    assert (found["u1.2"].mode, found["u1.2"].source) == ("references", "u1.1")
    assert found["u1.2"].reason == "another angle on the scene: 1.1 shows people and place (the Bank has no pictures)"
    assert "the Bank has no pictures" in found["u1.1"].reason


def test_a_backend_that_is_the_same_every_time_needs_nothing() -> None:
    found = anchors(film(), DRAWN)
    assert set(modes(found)) == {"nothing"}
    assert "same people and places in every clip" in found["u1.5"].reason


def test_a_backend_that_takes_no_picture_gets_none_and_it_is_said() -> None:
    found = anchors(with_pictures(), TEXT_ONLY)
    assert set(modes(found)) == {"nothing"}
    assert "the backend takes no tail; the backend takes no last frame; the backend takes no references" in found["u1.5"].reason


def test_last_frame_stands_in_for_a_tail() -> None:
    assert (anchors(film(), FRAME_ONLY)["u1.5"].mode, anchors(film(), FRAME_ONLY)["u1.4"].mode) == ("last frame", "nothing")


@pytest.mark.parametrize(
    "fields",
    [
        {"size": ShotSize.CLOSE_UP},
        {"setup": "on TOM"},
        {"angle": "low"},
        {"side": "far"},
        {"transition": Transition(kind=TransitionKind.DISSOLVE, frames=12)},
        {"blocking": (Blocking(character="ROSA", x_cm=-90), Blocking(character="TOM", x_cm=-90))},
        {"blocking": (Blocking(character="ROSA", x_cm=90),)},
    ],
)
def test_whatever_breaks_the_action_hands_no_frame_on(fields: dict[str, Any]) -> None:
    changed = apply_edits(film(), [Replace(uid="u1.5", fields=fields)])
    assert anchors(changed)["u1.5"].mode not in ("tail", "last frame")


def test_who_walked_is_expected_where_they_went() -> None:
    walks = Blocking(character="ROSA", x_cm=90, to_x_cm=0)
    still = film().shot("u1.4").blocking[1]
    there = apply_edits(
        film(),
        [
            Replace(uid="u1.4", fields={"blocking": [walks, still]}),
            Replace(uid="u1.5", fields={"blocking": [Blocking(character="ROSA", x_cm=0), still]}),
        ],
    )
    assert anchors(there)["u1.5"].mode == "tail"
    back = apply_edits(film(), [Replace(uid="u1.4", fields={"blocking": [walks, still]})])
    assert anchors(back)["u1.5"].mode == "first of set-up"


def test_an_insert_takes_references_only() -> None:
    script = apply_edits(
        with_pictures(), [Replace(uid="u1.5", fields={"size": "insert"}), Replace(uid="u1.4", fields={"size": "insert"})]
    )
    assert anchors(script)["u1.5"].mode == "references"


@pytest.mark.parametrize("backend", [MODEL, FRAME_ONLY], ids=["model", "frames only"])
@pytest.mark.parametrize("mode", ["auto", "first"])
def test_frames_are_handed_on_three_times_at_most(backend: Capabilities, mode: Any) -> None:
    found = anchors(one_setup(14), backend, FilmSettings(reference_mode=mode))
    hops: dict[str, int] = {}
    for uid, one in found.items():
        hops[uid] = hops[one.source] + 1 if one.source else 0
    assert max(hops.values()) == MAX_HOPS == 3
    assert "3 hops lie behind it" in found["u1.4"].reason


def test_first_frames_on_every_shot_of_a_scene_as_asked() -> None:
    found = anchors(film(), MODEL, FilmSettings(reference_mode="first"))
    assert [one.source for one in found.values()] == ["", "u1.1", "u1.2", "u1.3", "u1.1", ""]
    assert [one.mode for one in found.values()] == ["nothing", "tail", "tail", "tail", "references", "nothing"]


def test_style_and_asset_give_references() -> None:
    style = anchors(film(), MODEL, FilmSettings(reference_mode="style"))
    assert [one.source for one in style.values()] == ["", "u1.1", "u1.1", "u1.1", "u1.1", ""]
    asset = anchors(film(), MODEL, FilmSettings(reference_mode="asset"))
    assert [one.source for one in asset.values()] == ["", "u1.1", "u1.1", "u1.1", "u1.1", ""]
    assert "reference mode asset: 1.1 shows TOM" in asset["u1.3"].reason
    assert {one.mode for one in [*style.values(), *asset.values()]} == {"nothing", "references"}


def test_none_is_none() -> None:
    assert set(modes(anchors(with_pictures(), MODEL, FilmSettings(reference_mode="none")))) == {"nothing"}


def test_an_anchor_that_failed_is_not_tried_again() -> None:
    found = anchors(with_pictures(), refused={"u1.5"})
    assert (found["u1.5"].mode, found["u1.5"].source) == ("references", "")
    assert "the last take failed by its anchor" in found["u1.5"].reason
    assert anchors(film(), refused={"u1.5"})["u1.5"].mode == "nothing"


def test_chains_follow_the_anchors() -> None:
    script = with_pictures()
    chains = make_chains(script.shots, anchors(script))
    assert [chain.shots for chain in chains] == [("u1.1",), ("u1.2", "u1.4", "u1.5"), ("u1.3",), ("u2.1",)]
    assert chains[1].id == "chain-u1.2"
    assert "1.2, 1.4, 1.5 hand pictures on" in chains[1].reason


def test_a_source_that_is_not_earlier_is_refused() -> None:
    with pytest.raises(ScriptError, match=r"shot 1\.1 is to be anchored on 'u1\.2'"):
        make_chains(film().shots, {"u1.1": Anchor(mode="last frame", source="u1.2")})
