"""The truth of a take: masks that are the pixels a person changes, boxes round them, and the same file every time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel.errors import MediaError
from storyreel.film import load_document
from storyreel.film.truth import ShotTruth
from storyreel.tools.generators.previz.marks import Mark
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import StageShot, stage_shot
from storyreel.tools.generators.previz.talk import Talk, talk_of
from storyreel.tools.generators.previz.truth_files import MaskFile, index_png, masks_in, read_index_png
from storyreel.tools.generators.previz.truth_frames import facing_of
from storyreel.tools.generators.previz.truth_job import run, shot_truth_of
from storyreel.tools.generators.previz.truth_masks import Masks, labels_of
from tests.tools.previz_specs import a_line, a_spec, payload_of

NAMES = ("ANNA", "BEN", "CLEO")
SHOTS: dict[str, dict[str, Any]] = {
    "medium": {"size": "medium"},
    "over the shoulder": {"size": "medium", "framing": "over the shoulder", "style": "anime"},
    "push in": {"size": "wide", "framing": "group", "move": "push in", "style": "painterly"},
    "held": {"size": "medium", "framing": "over the shoulder", "holds": ["cup"]},
}


def _staged(*, holds: list[str] | None = None, **fields: Any) -> tuple[StageShot, Talk]:
    marks = ((-85, 0), (85, 0), (0, 150))
    blocking = [
        {"character": n, "x_cm": x, "z_cm": z, "facing": NAMES[(i + 1) % 3], "holds": (holds or []) if i == 0 else []}
        for i, (n, (x, z)) in enumerate(zip(NAMES, marks, strict=True))
    ]
    spec = a_spec(people=3, width=416, height=240, blocking=blocking, lines=(a_line(),), in_frame=NAMES, **fields)
    return stage_shot(spec, seed=1), talk_of(spec.lines, {}, {})


def _without(stage: StageShot, name: str) -> StageShot:
    return replace(stage, people=tuple(replace(p, drawn=p.drawn and p.name != name) for p in stage.people))


@pytest.mark.parametrize("kind", SHOTS)
def test_a_mask_is_what_a_person_adds_to_the_picture(kind: str) -> None:
    stage, talk = _staged(**SHOTS[kind])
    labels = labels_of(stage)
    masked = Masks(stage, talk, labels).frame(7)
    whole = Picture(stage, talk).frame(7)[0].astype(int)
    seen = 0
    for person in stage.people:
        mine = np.isin(masked.indices, [one.index for one in labels if person.name in (one.name, one.holder)])
        if not mine.any():
            continue
        seen += 1
        change = np.abs(whole - Picture(_without(stage, person.name), talk).frame(7)[0]).max(axis=2)
        assert (change[mine] > 2).mean() > 0.995, "every pixel of theirs would be another without them"
        # Only edges that are half theirs and their shadow lie outside.
        assert np.count_nonzero((change > 24) & ~_grown(mine, 2)) < 0.06 * np.count_nonzero(mine)
    assert seen >= 1


def _grown(mask: np.ndarray, by: int) -> np.ndarray:
    out = mask.copy()
    for axis in (0, 1):
        grown = out.copy()
        for shift in range(-by, by + 1):
            grown |= np.roll(out, shift, axis)
        out = grown
    return out


def test_whoever_stands_before_hides_whoever_stands_behind() -> None:
    stage, talk = _staged(size="full", framing="group")
    anna, ben, cleo = stage.people
    x, z = anna.mark.x + 0.15, anna.mark.z - 0.9
    before_her = replace(ben, mark=Mark(x, z, x, z))
    stage = replace(stage, people=(anna, before_her, cleo))
    labels = {one.name: one.index for one in labels_of(stage)}
    both = Masks(stage, talk, labels_of(stage)).frame(0).indices
    alone = Masks(_without(stage, "BEN"), talk, labels_of(stage)).frame(0).indices
    hidden = (alone == labels["ANNA"]) & (both == labels["BEN"])
    assert np.count_nonzero(both == labels["BEN"]) > 1000 and np.count_nonzero(hidden) > 200
    assert np.array_equal(alone == labels["ANNA"], (both == labels["ANNA"]) | hidden)


def test_a_thing_in_a_hand_is_a_thing_and_its_holder_is_named() -> None:
    stage, talk = _staged(**SHOTS["held"])
    labels = labels_of(stage, ("CLEO", "NOBODY", "ANNA"))
    assert [(one.index, one.kind, one.name, one.holder) for one in labels] == [
        (0, "set", "", ""), (1, "person", "CLEO", ""), (3, "person", "ANNA", ""), (4, "person", "BEN", ""),
        (100, "thing", "cup", "ANNA"),
    ]  # fmt: skip
    indices = Masks(stage, talk, labels).frame(0).indices
    assert 100 < np.count_nonzero(indices == 100) < np.count_nonzero(indices == 3) / 4


def _told(tmp_path: Path, **fields: Any) -> tuple[ShotTruth, list[np.ndarray]]:
    spec = a_spec(people=2, width=208, height=120, lines=(a_line(),), framing="two-shot", **fields)
    run({**payload_of(spec, None), "names": ["BEN", "ANNA"]}, tmp_path, lambda part: None)
    told = load_document(json.loads((tmp_path / "truth.json").read_bytes()), ShotTruth)
    return told, list(masks_in(tmp_path / "masks.zip"))


def test_the_job_tells_of_every_frame(tmp_path: Path) -> None:
    told, masks = _told(tmp_path, move="push in")
    assert len(told.frames) == len(masks) == 12 and masks[0].shape == (120, 208)
    index = {one.name: one.index for one in told.labels}
    assert index["BEN"] == 1 and index["ANNA"] == 2
    for frame, mask in zip(told.frames, masks, strict=True):
        assert {one.name for one in frame.people} == {"ANNA", "BEN"}
        for person in frame.people:
            assert person.body is not None
            left, top, right, bottom = person.body
            theirs = mask == index[person.name]
            assert theirs.sum() == person.pixels == theirs[top:bottom, left:right].sum()
            assert theirs[top].any() and theirs[bottom - 1].any() and theirs[:, left].any() and theirs[:, right - 1].any()
    anna = {one.name: one for one in told.frames[0].people}
    assert anna["ANNA"].side == "left" and anna["ANNA"].facing == "right", "she stands on the left and looks at him"
    assert anna["BEN"].side == "right" and anna["BEN"].facing == "left"
    assert told.frames[3].speaking == ("ANNA",) and told.frames[-1].speaking == ()
    assert max(p.mouth_open or 0 for f in told.frames for p in f.people if p.name == "ANNA") > 0.2
    first, last = told.frames[0].camera, told.frames[-1].camera
    assert first.position_m != last.position_m and first.height_m == first.position_m[1]


def test_the_same_take_has_the_same_truth_to_the_byte(tmp_path: Path) -> None:
    made: list[bytes] = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        _told(tmp_path / name)
        made.append((tmp_path / name / "masks.zip").read_bytes() + (tmp_path / name / "truth.json").read_bytes())
    assert made[0] == made[1]


def test_frames_can_be_masked_in_any_order() -> None:
    stage, talk = _staged(**SHOTS["push in"])
    ahead, back = (Masks(stage, talk, labels_of(stage)) for _ in range(2))
    forwards = [ahead.frame(i).indices for i in (4, 5, 6)]
    backwards = [back.frame(i).indices for i in (6, 5, 4)]
    assert all(np.array_equal(a, b) for a, b in zip(forwards, reversed(backwards), strict=True))


def test_telling_draws_no_other_picture() -> None:
    stage, talk = _staged(**SHOTS["medium"])
    before = Picture(stage, talk).frame(3)[0].copy()
    shot_truth_of(
        a_spec(lines=(a_line(),)), replace(stage, frames=2), talk, MaskFile(), names=(), progress=lambda part: None
    )  # fmt: skip
    assert np.array_equal(Picture(stage, talk).frame(3)[0], before)


def test_a_file_of_masks_is_read_or_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"nothing")
    with pytest.raises(MediaError, match="not a file of masks"):
        list(masks_in(tmp_path / "x.zip"))
    whole = index_png(np.arange(6, dtype=np.uint8).reshape(2, 3))
    with pytest.raises(MediaError, match="8 bits each"):
        read_index_png(whole.replace(b"\x08\x03", b"\x08\x00"))
    with pytest.raises(MediaError, match="not whole"):
        read_index_png(whole[:-30])


@pytest.mark.parametrize(("facing", "turn", "word"), [(1, 0, "lens"), (0, 1, "right"), (0, -1, "left"), (-1, 0.1, "away")])
def test_facing_has_a_word(facing: float, turn: float, word: str) -> None:
    assert facing_of(facing, turn)[0] == word
