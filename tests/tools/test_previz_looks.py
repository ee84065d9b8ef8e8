"""Looks, light and styles from words: people are told apart, words are followed, and the same words give the same again."""

from __future__ import annotations

import colorsys
from itertools import pairwise

import numpy as np
import pytest

from storyreel.film.bank import Character
from storyreel.tools.generators.previz.light import light_of
from storyreel.tools.generators.previz.looks import look_of
from storyreel.tools.generators.previz.mouth import lips_from_events, viseme
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.props import PROPS, prop_kind
from storyreel.tools.generators.previz.sound import RATE
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.styles import style_of
from storyreel.tools.generators.previz.talk import Talk
from storyreel.tools.generators.previz.tone import TONES, room_tone
from storyreel.tools.speech.casting import cast_voice
from tests.tools.previz_specs import a_spec


def hue(rgb: int) -> float:
    return colorsys.rgb_to_hsv(*((rgb >> s & 255) / 255 for s in (16, 8, 0)))[0] * 360


@pytest.mark.parametrize(
    ("appearance", "field", "value"),
    [
        ("a woman of sixty", "sex", "f"), ("a man of sixty", "sex", "m"), ("a boy of nine", "age", "child"),
        ("a girl, 16", "age", "teen"),
        ("an elderly man", "age", "old"), ("a woman in her sixties", "age", "old"), ("a young woman", "age", "adult"),
        ("a bald man", "hair_style", "bald"), ("long black hair", "hair_style", "long"), ("hair in a bun", "hair_style", "bun"),
        ("a man with a full beard", "beard", "full"), ("a man, clean-shaven, in a suit", "beard", ""),
        ("a man, moustache", "beard", "moustache"),
        ("wears spectacles", "glasses", "round"), ("with an eyepatch", "glasses", "patch"), ("老人，白发", "age", "old"),
    ],
)  # fmt: skip
def test_the_words_of_an_appearance_are_followed(appearance: str, field: str, value: str) -> None:
    assert getattr(look_of("ROBIN", appearance, 1), field) == value


@pytest.mark.parametrize(
    ("appearance", "top", "over", "low", "high"),
    [
        ("a woman in a green dress", "dress", "", 90, 165), ("a man in a dark red sweater", "sweater", "", 340, 375),
        ("a man in a navy suit and red tie", "shirt", "suit", 200, 245),
        ("a woman in a long blue coat", "blouse", "coat", 195, 235),
    ],
)  # fmt: skip
def test_clothes_have_the_kind_and_colour_that_is_said(appearance: str, top: str, over: str, low: float, high: float) -> None:
    worn = look_of("ROBIN", appearance, 1).clothes
    assert (worn.top, worn.over) == (top, over)
    seen = hue(worn.over_rgb if over else worn.top_rgb)
    assert low <= (seen + 360 if high > 360 and seen < 180 else seen) <= high


def test_a_colour_belongs_to_what_it_is_said_of() -> None:
    worn = look_of("MARCO", "curly black hair, red hoodie, jeans", 1)
    assert hue(worn.clothes.top_rgb) < 15 and 190 < hue(worn.clothes.bottom_rgb) < 240


def test_the_same_name_and_words_look_the_same_and_others_do_not() -> None:
    assert look_of("ANNA", "", 4) == look_of("ANNA", "", 4)
    assert look_of("ANNA", "", 4) != look_of("ANNA", "", 5)
    looks = [look_of(f"PERSON {i}", "", 1) for i in range(40)]
    seen = {(k.sex, k.hair_style, k.hair, k.skin, k.clothes.top, k.clothes.top_rgb, k.clothes.over) for k in looks}
    assert len(seen) >= 38


def test_two_people_are_told_apart_in_the_picture() -> None:
    def seen(name: str, words: str) -> np.ndarray:
        spec = a_spec(cast={name: words}, blocking=[{"character": name, "x_cm": 0, "z_cm": 0, "facing": "camera"}], size="medium")
        return Picture(stage_shot(spec), Talk(())).frame(0)[0][:, :, :3].astype(int)

    anna, again, ben = seen("ANNA", "green dress"), seen("ANNA", "green dress"), seen("BEN", "grey suit, beard")
    assert (anna == again).all()
    assert (np.abs(anna - ben).max(axis=2) > 40).mean() > 0.08


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ({"time_of_day": "NIGHT", "interior": False}, "night"), ({"time_of_day": "afternoon", "interior": False}, "day"),
        ({"time_of_day": "dusk", "interior": True}, "dusk inside"),
        ({"time_of_day": "", "interior": True, "lighting": "candlelight"}, "candlelight"),
        ({"time_of_day": "day", "interior": False, "place": "a foggy moor"}, "day"),
    ],
)  # fmt: skip
def test_light_follows_the_time_of_day(words: dict[str, object], name: str) -> None:
    assert light_of(**words)[0].name == name  # type: ignore[arg-type]


def test_night_is_darker_than_day_in_the_picture() -> None:
    day, night = (
        Picture(stage_shot(a_spec(place="Street", interior=False, time=t, size="wide")), Talk(())).frame(0)[0][:, :, :3].mean()
        for t in ("day", "night")
    )
    assert night < 0.75 * day


@pytest.mark.parametrize(
    "style", ["realistic", "anime", "animated", "painterly", "abstract", "1940s noir, hard side light", "zxcvb"]
)
def test_styles_draw_the_same_stage_in_another_look(style: str) -> None:
    def seen(words: str) -> np.ndarray:
        return Picture(stage_shot(a_spec(style=words)), Talk(())).frame(0)[0][:, :, :3].astype(int)

    plain, styled = seen("realistic"), seen(style)
    different = (np.abs(plain - styled).max(axis=2) > 6).mean()
    assert different == 0 if style in ("realistic", "zxcvb") else different > 0.2
    if "noir" in style:
        assert (styled.max(axis=2) - styled.min(axis=2)).mean() < 8


def test_an_unknown_style_says_that_it_fell_back() -> None:
    assert style_of("zxcvb")[1] == "realistic look by default"


@pytest.mark.parametrize("kind", sorted(PROPS))
def test_every_thing_is_drawn_in_a_hand(kind: str) -> None:
    blocking = [{"character": "ANNA", "x_cm": 0, "z_cm": 0, "facing": "camera", "holds": [kind]}]
    without = [{"character": "ANNA", "x_cm": 0, "z_cm": 0, "facing": "camera", "holds": ["ring"]}]
    a, b = (
        Picture(stage_shot(a_spec(people=1, blocking=x, size="medium")), Talk(())).frame(0)[0].astype(int)
        for x in (blocking, without)
    )
    assert prop_kind(kind) == kind
    assert kind == "ring" or np.abs(a - b).sum() > 0


def test_an_unknown_thing_is_a_parcel() -> None:
    assert prop_kind("flux capacitor") == prop_kind("") == "parcel"


@pytest.mark.parametrize("sound", ["m", "p", "b"])
def test_lips_close_on_closed_sounds(sound: str) -> None:
    assert viseme(sound).open == 0.0


def test_lips_glide_between_sounds() -> None:
    events = [(0.0, "m"), (0.2, "a"), (0.6, "m")]
    opens = [lips_from_events(events, t / 100, 0.8).open for t in range(80)]
    assert max(opens) > 0.8 and opens[0] == 0.0
    assert max(abs(a - b) for a, b in pairwise(opens)) < 0.4


@pytest.mark.parametrize("kind", [*sorted(TONES), "elsewhere"])
def test_every_place_sounds_and_stays_quiet(kind: str) -> None:
    tone = room_tone(kind, RATE * 2, seed="s", weather="rain")
    assert tone.size == RATE * 2 and 0.0001 < np.sqrt(np.mean(tone**2)) < 0.02
    assert (tone == room_tone(kind, RATE * 2, seed="s", weather="rain")).all()


@pytest.mark.parametrize("name", ["ROBIN", "ALEX", "刘", "Kim Lee", "X-7"])
def test_who_is_seen_is_who_is_heard(name: str) -> None:
    _, why = cast_voice(Character(name=name), "en")
    assert ("woman" in why or "girl" in why) == (look_of(name, "", 1).sex == "f")
