"""What words do to the picture of previz: sizes, moves, looks, places, styles, and words that nobody foresaw."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel.film.take import RenderSpec
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize
from storyreel.tools.generators.previz.job import run
from storyreel.tools.generators.previz.looks import look_of
from storyreel.tools.generators.previz.picture import FrameTruth, Picture
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.talk import talk_of
from tests.tools.previz_specs import a_line, a_spec, payload_of

WIDTH, HEIGHT = 208, 120
ALONE = [{"character": "ANNA", "x_cm": 0, "z_cm": 0, "facing": "camera"}]


def seen(spec: RenderSpec, *indexes: int) -> list[tuple[np.ndarray, FrameTruth]]:
    """(RGB as integers, truth) of some frames."""
    picture = Picture(stage_shot(spec), talk_of(spec.lines, {}, {}))
    return [(pixels[:, :, :3].astype(int), truth) for pixels, truth in map(picture.frame, indexes)]


def pixels(spec: RenderSpec, index: int = 0) -> np.ndarray:
    return seen(spec, index)[0][0]


def alone(words: str, name: str = "ANNA", **changes: Any) -> RenderSpec:
    """One Character before the camera, with these words for an appearance."""
    return a_spec(cast={name: words}, blocking=[ALONE[0] | {"character": name}], frames=6, **changes)


VOCABULARY = {"size": ShotSize, "framing": Framing, "angle": Angle, "move": CameraMove}


@pytest.mark.parametrize(("field", "word"), [(field, word.value) for field, words in VOCABULARY.items() for word in words])
def test_every_word_of_the_vocabulary_makes_a_take(field: str, word: str, tmp_path: Path) -> None:
    spec = a_spec(frames=6, lines=(a_line(end_ms=200),), **{field: word})
    figures = run(payload_of(spec, None), tmp_path, lambda part: None)
    assert figures["truth"][field] == word and figures["frames"] == 6
    assert (tmp_path / "take.mp4").stat().st_size > 2000


def outside_people(spec: RenderSpec) -> float:
    """How much the upper corners, where no head is, differ between the first frame and the last."""
    (first, a), (last, b) = seen(spec, 0, spec.frames - 1)
    high, wide = HEIGHT // 5, WIDTH // 5
    kept: list[float] = []
    for left in (0, WIDTH - wide):
        heads = [drawn.head for truth in (a, b) for drawn in truth.people.values()]
        if all(x1 < left - 8 or x0 > left + wide + 8 or y0 > high + 8 for x0, y0, x1, _ in heads):
            corner = np.s_[:high, left : left + wide]
            kept.append(float(np.abs(first[corner] - last[corner]).mean()))
    assert kept, "a corner without people"
    return max(kept)


@pytest.mark.parametrize("move", list(CameraMove))
@pytest.mark.parametrize("place", ["Drawing room", "Street"])
def test_only_a_moving_camera_changes_what_stands_still(move: CameraMove, place: str) -> None:
    spec = a_spec(frames=12, move=move.value, place=place, interior=place != "Street", width=WIDTH, height=HEIGHT)
    changed = outside_people(spec)
    # A few specks of dust drift in the light of a still room.
    assert changed < 0.02 if move is CameraMove.STATIC else changed > 0.3


@pytest.mark.parametrize("size", ["medium", "medium close-up", "close-up"])
@pytest.mark.parametrize("posture", ["standing", "sitting", "kneeling", "leaning"])
@pytest.mark.parametrize(
    "words",
    [
        "a towering lanky man in a top hat",
        "a tiny old woman, bun",
        "a girl of four",
        "a giant stout man, afro",
        "a woman in a straw hat",
        "",
    ],
)
def test_the_head_that_is_drawn_is_in_the_frame(size: str, posture: str, words: str) -> None:
    spec = a_spec(cast={"ANNA": words}, blocking=[ALONE[0] | {"posture": posture}], size=size, frames=6)
    for _, truth in seen(spec, 0, 5):
        left, top, right, bottom = truth.people["ANNA"].head
        assert 0 <= left < right <= 160 and 0 <= top < bottom <= 96
        assert truth.people["ANNA"].mouth is not None and bottom - top > 96 / 6


def test_four_people_of_different_words_are_four_pictures() -> None:
    words = ("a young woman, red dress", "an old man, bald, grey suit", "a boy of eight, striped jumper", "a knight in armour")
    shown = [pixels(alone(each)) for each in words]
    for one, other in combinations(shown, 2):
        assert (np.abs(one - other).max(axis=2) > 30).mean() > 0.05


def test_the_same_name_and_words_are_the_same_person_in_another_place_and_shot() -> None:
    words = "a thin woman in a yellow coat"
    here, there = stage_shot(alone(words)), stage_shot(alone(words, place="Beach", interior=False, size="wide", time="night"))
    assert here.people[0].look == there.people[0].look == look_of("ANNA", words, 1)
    assert here.layout != there.layout
    assert (pixels(alone(words), 3) == pixels(alone(words), 3)).all()


def test_a_name_alone_tells_two_people_apart() -> None:
    assert (np.abs(pixels(alone("", "ROSA")) - pixels(alone("", "OTTO"))).max(axis=2) > 30).mean() > 0.05


def test_styles_differ_from_one_another() -> None:
    styles = ("realistic", "anime", "storybook animation", "watercolour", "bauhaus", "film noir", "sepia", "pastel", "cyberpunk")
    shown = {style: pixels(a_spec(style=style)) for style in styles}
    for one, other in combinations(styles, 2):
        assert np.abs(shown[one] - shown[other]).mean() > 2, (one, other)


@pytest.mark.parametrize(
    ("place", "interior"), [("Street", False), ("Forest", False), ("Beach", False), ("Office", True), ("Kitchen", True)]
)
def test_night_is_darker_than_day(place: str, interior: bool) -> None:
    day, night = (pixels(a_spec(place=place, interior=interior, size="wide", time=time)).mean() for time in ("day", "night"))
    assert night < 0.9 * day


THIRTY = {f"P{i}": "" for i in range(30)}
ODD: dict[str, dict[str, Any]] = {
    "unknown place": {"place": "Qzvx Blorp", "look": "flimmering wub"},
    "empty place": {"place": "", "look": "", "time": ""},
    "thirty people": {"cast": THIRTY, "framing": "group", "size": "wide"},
    "thirty people on one mark": {
        "cast": THIRTY, "blocking": [{"character": n, "x_cm": 0, "z_cm": 0} for n in THIRTY], "framing": "group",
    },
    "nobody": {"cast": {}, "blocking": [], "subjects": [], "in_frame": []},
    "nobody, over the shoulder": {"cast": {}, "blocking": [], "subjects": [], "in_frame": [], "framing": "over the shoulder"},
    "right to left": {"cast": {"عائشة": "امرأة شابة", "דוד": "איש זקן"}, "place": "بيت"},
    "a path for a name": {"cast": {"../../x": "a man", "/etc/passwd\x00": "a woman"}},
    "an empty name": {"cast": {"": ""}, "blocking": [{"character": ""}]},
    "one frame": {"frames": 1},
    "one frame that moves": {"frames": 1, "move": "arc"},
    "unknown style": {"style": "brumblesque neo-wozzle"},
    "contradictions": {
        "cast": {"ANNA": "a tall short bald old girl of 70, long blond black hair, suit, gown and armour, shaven, beard"},
    },
    "unknown things": {"props": ["a zarf", "", "🗝" * 40], "size": "insert"},
    "holds what nobody knows": {"blocking": [{"character": "ANNA", "holds": ["a zarf", "", "a zarf"]}, {"character": "BEN"}]},
    "a subject who is not there": {"subjects": ["NOBODY"], "in_frame": ["NOBODY"]},
    "a speaker who is not there": {"lines": (a_line(speaker="NOBODY"),)},
    "lines beyond the end": {"lines": (a_line(start_ms=5000, end_ms=9000), a_line(id="L2", start_ms=400, end_ms=400, text=""))},
    "markup": {"place": "<script>alert(1)</script>", "cast": {"{{name}}": "%s %d {0}"}, "style": "'; drop table"},
    "a very long text": {"place": "kitchen " * 900, "cast": {"ANNA": "red " * 2000}},
    "the same Character twice": {"blocking": [{"character": "ANNA", "x_cm": -90}, {"character": "ANNA", "x_cm": 90}]},
    "two on one mark, face to face": {
        "blocking": [{"character": n, "x_cm": 0, "z_cm": 0, "facing": f} for n, f in (("ANNA", "BEN"), ("BEN", "ANNA"))],
    },
    "very wide": {"width": 640, "height": 16},
    "very tall": {"width": 16, "height": 320},
    "an unknown posture": {"blocking": [{"character": "ANNA", "posture": "levitating", "action": "hums", "facing": "the abyss"}]},
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(ODD))
def test_odd_orders_still_make_a_take(case: str, tmp_path: Path) -> None:
    work = tmp_path / "deep" / "job"
    work.mkdir(parents=True)
    spec = a_spec(**{"frames": 6, **ODD[case]})
    if "props" in ODD[case]:
        spec = spec.changed(props=tuple(ODD[case]["props"]))
    figures = run(payload_of(spec, None), work, lambda part: None)
    assert figures["frames"] == spec.frames and (figures["width"], figures["height"]) == (spec.width_px, spec.height_px)
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()) == [
        "deep/job/take.mp4", "deep/job/truth.json",
    ]  # fmt: skip
    assert pixels(spec).std() > 4, "a picture, not a plain field"
