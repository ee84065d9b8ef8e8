"""Who gets which voice, which language which engine voice, and what of a text is spoken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.film.bank import Character, VoiceChoice
from storyreel.tools.speech.casting import cast_voice
from storyreel.tools.speech.delivery import Delivery, delivery_of
from storyreel.tools.speech.languages import voice_for_language
from storyreel.tools.speech.person import read_person
from storyreel.tools.speech.wording import word


@pytest.mark.parametrize(
    ("name", "appearance", "sex", "age"),
    [
        ("ROSA", "a tall woman in a red coat", "woman", "adult"),
        ("DR LANE", "an old man with a white beard", "man", "old"),
        ("SAM", "a girl of nine, freckles", "woman", "child"),
        ("TIM", "", "man", "adult"),
        ("MRS HALE", "", "woman", "adult"),
        ("X", "a 72-year-old fisherman, his hands scarred", "man", "old"),
        ("Y", "she is 8 years old", "woman", "child"),
        ("Z", "a young waiter", "man", "young"),
        ("GRANDMOTHER", "", "woman", "old"),
        ("小红", "年轻女子", "woman", "adult"),
        ("THE QUEEN", "a figure in black", "woman", "adult"),
        ("W", "a man in his sixties", "man", "old"),
    ],
)
def test_words_tell_what_kind_of_voice(name: str, appearance: str, sex: str, age: str) -> None:
    person = read_person(Character(name=name, appearance=appearance), fallback=0)
    assert (person.sex, person.age) == (sex, age), person.reason


def test_whom_nothing_describes_gets_a_voice_by_lot_and_it_says_so() -> None:
    _, reason = cast_voice(Character(name="QX"), "en")
    assert "by lot" in reason


@given(st.text(min_size=1, max_size=20), st.text(max_size=40))
def test_the_same_character_gets_the_same_voice(name: str, words: str) -> None:
    one = Character(name=name, appearance=words)
    assert cast_voice(one, "en") == cast_voice(one, "en")


def test_sixty_people_have_sixty_voices() -> None:
    taken: list[VoiceChoice] = []
    for number in range(60):
        taken.append(cast_voice(Character(name=f"GUARD {number}", appearance="a man"), "en", taken)[0])
    assert len(set(taken)) == 60
    first = taken[:11]
    assert len({voice.name for voice in first}) == 11  # another timbre each, while there are any


def test_two_women_do_not_share_a_timbre() -> None:
    anna, _ = cast_voice(Character(name="ANNA"), "de")
    for name in ("CLARA", "EMMA", "IDA", "VERA"):
        assert cast_voice(Character(name=name), "de", [anna])[0].name != anna.name


@pytest.mark.parametrize(
    ("language", "voice"),
    [
        ("en", "en-us"), ("en-GB", "en-gb-x-rp"), ("zh", "cmn"), ("zh-Hant-TW", "cmn"), ("yue", "yue"), ("pt-BR", "pt-br"),
        ("de-AT", "de"), ("no", "nb"), ("Japanese", "ja"), ("fr_FR", "fr"), ("", "en-us"), ("es-MX", "es-419"),
    ],
)  # fmt: skip
def test_languages_have_their_voices(language: str, voice: str) -> None:
    assert voice_for_language(language).choice == voice


def test_a_language_without_a_voice_is_spoken_in_english_and_it_says_so() -> None:
    chosen = voice_for_language("tlh")
    assert chosen.choice == "en-us" and "'tlh'" in chosen.reason


@given(st.text(max_size=80), st.sampled_from(["en-us+f3", "cmn", "ru+m1", "ja+f2", "ar"]))
def test_every_letter_that_a_voice_reads_is_given_to_a_voice(text: str, voice: str) -> None:
    made = word(text, voice)
    assert bool(made.runs) != bool(made.problem)
    given_letters = "".join(run.text for run in made.runs)
    for letter in text:
        if letter.isascii() and letter.isalnum():
            assert letter in given_letters or made.problem
    assert not any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in given_letters)


def test_emoji_are_not_read_out_by_name() -> None:
    assert "".join(run.text for run in word("I won 🎉👍🏽 at last", "en-us").runs) == "I won at last"


@pytest.mark.parametrize(
    ("words", "asked"),
    [("quietly", "quiet"), ("ANGRILY, rising", "angr"), ("小声", "小声"), ("below the window", ""), ("to Rosa", "")],
)
def test_delivery_reads_whole_beginnings_of_words(words: str, asked: str) -> None:
    assert delivery_of(words).because == asked
    assert (delivery_of(words) == Delivery()) == (asked == "")
