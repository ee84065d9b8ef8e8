"""Places: every kind is found by words and looks unlike the neutral one; what is not known is neutral, and said to be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from storyreel.tools.generators.previz.kinds import KINDS, layout_of
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.talk import Talk
from storyreel.tools.generators.previz.truth import shot_truth
from tests.tools.previz_specs import a_spec

INSIDE = {
    "A kitchen": "kitchen", "The Red Lion pub": "bar", "Open-plan office": "office", "Bedroom": "bedroom",
    "Courtroom No. 3": "courtroom", "Hospital ward": "hospital", "Classroom": "classroom", "Library": "library",
    "Coffee house": "cafe", "Corner shop": "shop", "Prison cell": "cell", "Cathedral": "church", "Throne hall": "greathall",
    "Railway carriage": "compartment", "Inside a car": "car", "Bathroom": "bathroom", "A cave": "cave", "Garage": "workshop",
    "Cockpit of a starship": "bridge", "The theatre": "stagehouse", "Log cabin": "cabin", "Hotel corridor": "corridor",
    "Drawing room": "drawingroom", "Living room": "livingroom",
}  # fmt: skip
OUTSIDE = {
    "A narrow street": "street", "The forest": "forest", "Beach": "beach", "Deck of the ship": "deck",
    "Castle walls": "battlements",
    "Railway station": "station", "Rose garden": "garden", "Graveyard": "graveyard", "The desert": "desert",
    "Mountain pass": "mountain", "A wheat field": "field", "River bank": "waterside", "Rooftop": "rooftop",
    "Market place": "market", "Outer space": "space", "Under water": "underwater",
}  # fmt: skip


def still(place: str, *, interior: bool | None = None, **fields: Any) -> np.ndarray:
    spec = a_spec(place=place, interior=interior, size="wide", cast={}, blocking=[], subjects=[], in_frame=[], frames=2, **fields)
    return Picture(stage_shot(spec), Talk(())).frame(0)[0].astype(int)


@pytest.mark.parametrize(("words", "kind"), [*INSIDE.items(), *OUTSIDE.items()])
def test_words_find_the_kind_and_it_looks_unlike_the_neutral_place(words: str, kind: str) -> None:
    interior = words in INSIDE
    layout, _ = layout_of(words, interior=interior, world=1)
    assert layout.kind == kind and layout.interior == interior
    difference = np.abs(still(words, interior=interior) - still("Xyzzy", interior=interior)).max(axis=2)
    assert (difference > 12).mean() > (0.2 if kind != "field" else -1)


def test_there_are_at_least_25_kinds_and_no_two_draw_alike() -> None:
    assert len({*INSIDE.values(), *OUTSIDE.values()}) >= 25 and set(KINDS) >= {*INSIDE.values(), *OUTSIDE.values()}
    pictures = {kind: still(words, interior=words in INSIDE) for words, kind in [*INSIDE.items(), *OUTSIDE.items()]}
    kinds = list(pictures)
    alike = [
        (a, b) for i, a in enumerate(kinds) for b in kinds[i + 1 :]
        if (np.abs(pictures[a] - pictures[b]).max(axis=2) > 12).mean() < 0.1
    ]  # fmt: skip
    assert alike == []


@pytest.mark.parametrize("place", ["Kitchen", "Street", "Forest", "Bar"])
def test_day_dusk_and_night_differ(place: str) -> None:
    day, dusk, night = (still(place, time=t) for t in ("day", "dusk", "night"))
    assert day.mean() > night.mean() + 8
    assert np.abs(dusk - day).mean() > 4 and np.abs(dusk - night).mean() > 4


def test_places_of_a_kind_vary_with_their_name_and_the_world_and_never_between_shots() -> None:
    walls = {(layout_of(f"Flat {n}", interior=True, world=w)[0].wall) for n in range(6) for w in (1, 2)}
    assert len(walls) > 1
    assert layout_of("Flat 1", interior=True, world=1) == layout_of("Flat 1", interior=True, world=1)


@pytest.mark.parametrize(("interior", "choice"), [(True, "a plain room"), (False, "open country")])
def test_an_unknown_place_is_neutral_and_the_truth_says_so(interior: bool, choice: str) -> None:
    stage = stage_shot(a_spec(place="Qwghlm", interior=interior))
    told = shot_truth(stage, [])["notices"]
    assert ["place Qwghlm", choice, "no word of its name or look is known to the stage"] in told
    assert not any("place" in notice[0] for notice in shot_truth(stage_shot(a_spec(place="Kitchen")), [])["notices"])


@pytest.mark.parametrize("place", ["Outer space", "Under water"])
def test_a_place_without_a_floor_gives_one_and_says_so(place: str) -> None:
    stage = stage_shot(a_spec(place=place, interior=False, size="full"))
    assert any("floor" in notice.why for notice in stage.notices)
    assert Picture(stage, Talk(())).frame(0)[0].std() > 6


def test_nobody_stands_in_a_car() -> None:
    stage = stage_shot(a_spec(place="Inside a car", interior=True))
    assert {p.posture for p in stage.people} == {"sitting"} and {s.kind for s in stage.seats.values()} == {"carseat"}
