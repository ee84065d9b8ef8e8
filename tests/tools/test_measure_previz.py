"""Checks of staging on what previz really drew, held against what was asked; and the truth that belongs to one file alone."""

from __future__ import annotations

import json
from pathlib import Path

from storyreel.film.take import RenderSpec
from storyreel.tools.contracts import Evidence
from storyreel.tools.generators.previz.job import run
from storyreel.tools.measure import CHECKS, measure, open_media
from storyreel.tools.store import Store
from tests.tools.previz_specs import a_line, a_spec, payload_of

KINDS = ("missing-character", "wrong-shot-size", "wrong-screen-side", "wrong-speaker")


def found(asked: RenderSpec, drawn: RenderSpec, work: Path) -> list[str]:
    """Kinds of the Findings on what was drawn, by what was asked."""
    run(payload_of(drawn, None), work, lambda part: None)
    truth = json.loads((work / "truth.json").read_bytes())
    evidence = Evidence(spec=asked, media=open_media(work / "take.mp4"), truth=truth)
    return [one.kind for one in measure(evidence, [CHECKS[kind] for kind in KINDS])]


def test_what_was_drawn_as_asked_is_left_alone(tmp_path: Path) -> None:
    two = a_spec(framing="two-shot", size="medium wide", lines=(a_line(),))
    assert found(two, two, tmp_path) == []


def test_one_who_was_not_drawn_is_missed(tmp_path: Path) -> None:
    asked = a_spec(framing="two-shot", size="medium wide")
    drawn = a_spec(people=1, size="medium wide")
    assert found(asked, drawn, tmp_path) == ["missing-character"]


def test_a_wide_shot_in_place_of_a_close_up_is_a_wrong_size(tmp_path: Path) -> None:
    assert found(a_spec(size="close-up", people=1), a_spec(size="wide", people=1), tmp_path) == ["wrong-shot-size"]


def test_two_who_have_changed_places_are_on_the_wrong_sides(tmp_path: Path) -> None:
    asked = a_spec(framing="two-shot", size="medium wide")
    marks = [{**one, "x_cm": -one["x_cm"]} for one in asked.shot["blocking"]]
    assert found(asked, a_spec(framing="two-shot", size="medium wide", blocking=marks), tmp_path) == ["wrong-screen-side"]


def test_truth_is_kept_for_one_file_and_no_other(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep_truth("abc", '{"samples": []}')
    assert store.truth("abc") == {"samples": []}
    assert store.truth("abd") is None, "a changed file has another hash, and nothing is known of it"
    (store.truths / "abc.json").write_text("{", encoding="utf-8")
    assert store.truth("abc") is None
