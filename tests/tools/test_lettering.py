"""Text set in pictures: in any writing, within its room, and what no font has is named."""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.tools.lettering import (
    Faces,
    Lettering,
    MissingGlyph,
    TextStyle,
    missing_choice,
    painted,
    setting,
    text_size,
    title_safe,
)
from storyreel.tools.lettering.hands import hand_of

STYLE = TextStyle(size=24, colour=0xFFFFFFFF)
LETTERS = Lettering()


def drawn(text: str, *, letters: Lettering = LETTERS, style: TextStyle = STYLE, room: float = 300, lines: int = 2) -> np.ndarray:
    """Where something is drawn, 40 pixels in from the upper left corner of 400 by 200."""
    mask = painted(400, 200, lambda canvas: letters.set(text, style, room, lines=lines).paint(canvas, 40, 40))
    cover = np.zeros((200, 400), np.float32)
    if mask is not None:
        cover[mask.top : mask.top + mask.cover.shape[0], mask.left : mask.left + mask.cover.shape[1]] = mask.cover
    return cover


def coverage(first: int, last: int) -> str:
    named = (chr(code) for code in range(first, last))
    return "".join(one for one in named if unicodedata.category(one) in ("Lu", "Ll", "Lo", "Po", "Nd"))


@pytest.mark.parametrize("script", [coverage(0x20, 0x180), coverage(0x390, 0x3CF), coverage(0x400, 0x460), "“”‘’–—…€№"])
def test_the_font_that_comes_along_has_latin_greek_and_cyrillic(script: str) -> None:
    assert Faces(system=False).missing(script) == ()


@pytest.mark.parametrize("text", ["Gœthe, ß!", "Καλημέρα", "Съешь ещё", "Tiếng Việt"])
def test_a_machine_without_fonts_still_sets_them(text: str) -> None:
    bare = Lettering(system=False)
    assert bare.faces.missing(text) == () and drawn(text, letters=bare).sum() > 100


def test_a_character_without_a_font_is_named_with_the_package_to_install() -> None:
    missing = Faces(system=False).missing("A ก字ก\u200d\n")
    assert missing == (
        MissingGlyph("ก", "THAI CHARACTER KO KAI", "fonts-noto-core"),
        MissingGlyph("字", "CJK UNIFIED IDEOGRAPH-5B57", "fonts-noto-cjk"),
    )
    choice = missing_choice(missing)[0]
    assert "ก (THAI CHARACTER KO KAI)" in choice.choice and "apt-get install -y fonts-noto-core fonts-noto-cjk" in choice.reason
    assert missing_choice(()) == ()


def test_a_missing_character_is_an_empty_box_and_not_nothing() -> None:
    bare = Lettering(system=False)
    assert drawn("ก", letters=bare).sum() > 20
    assert bare.faces.missing("\U0001f600")[0].package == "fonts-noto-color-emoji"


class _OneFont:
    """A machine whose only font has one character."""

    def __init__(self, face: Any, has: str) -> None:
        self.face, self.has = face, has

    def matchFamilyStyleCharacter(self, name: str, style: Any, languages: list[str], code: int) -> Any:
        return self.face if chr(code) in self.has else None


def test_what_the_font_lacks_is_taken_from_the_machine() -> None:
    faces = Faces(system=False)

    class Face:
        def unicharToGlyph(self, code: int) -> int:
            return 7

        def uniqueID(self) -> int:
            return 99

        def getFamilyName(self) -> str:
            return "Of the machine"

    class Provider:
        def registerTypeface(self, face: Any, name: Any) -> None:
            registered.append(face)

    registered: list[Any] = []
    faces._system, faces._provider, faces._collected = _OneFont(Face(), "字"), Provider(), lambda: None
    assert faces.families("A字ก") == ["Storyreel Sans", "Of the machine 0"]
    assert len(registered) == 1 and [one.character for one in faces.missing("A字ก")] == ["ก"]


_FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
_WORDS = ("W" * 200, "مرحبا بالعالم " * 20, "שלום ROSA 12 עולם", "字" * 200, _FAMILY * 30)
_ODD = ("Z" + "\u0301" * 40, "", " \u202b\u202c ", "a\0b")


@pytest.mark.parametrize("text", [*_WORDS, *_ODD])
def test_nothing_leaves_its_room(text: str) -> None:
    cover = drawn(text)
    assert not cover[:, :38].any() and not cover[:, 342:].any()
    assert LETTERS.set(text, STYLE, 300, lines=2).height <= 2 * 24 * 1.3 * 1.05
    assert LETTERS.set(text, STYLE, 300).width >= 0


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_set(text: str) -> None:
    made = LETTERS.set(text, STYLE, 200, lines=2)
    assert 0 <= made.width <= 201 and made.height <= 2 * 24 * 1.3 * 1.05


def test_a_text_that_begins_from_the_right_ends_at_the_left() -> None:
    """The question mark of a Hebrew question stands before it, as seen from the left."""
    bare, asked = drawn("אבג"), drawn("אבג?")
    shift = int(np.flatnonzero(asked.any(axis=0))[-1] - np.flatnonzero(bare.any(axis=0))[-1])
    assert shift > 4
    width = int(np.flatnonzero(bare.any(axis=0))[-1] - np.flatnonzero(bare.any(axis=0))[0])
    letters = asked[:, np.flatnonzero(asked.any(axis=0))[-1] - width :]
    assert np.abs(letters[:, : width + 1] - bare[:, 40 : 41 + width]).mean() < 0.12


def test_edges_are_between_the_letter_and_its_ground() -> None:
    mask = painted(400, 200, lambda canvas: LETTERS.set("Rosa", STYLE, 300).paint(canvas, 40, 40))
    assert mask is not None
    edge = (mask.cover > 0.05) & (mask.cover < 0.95)
    assert edge.sum() > 50 and np.abs(mask.light - mask.cover)[edge].max() < 0.01
    assert mask.left % 2 == mask.top % 2 == mask.cover.shape[0] % 2 == mask.cover.shape[1] % 2 == 0


@pytest.mark.parametrize(
    ("text", "language", "hand"),
    [
        ("直 直す", "", "ja"),
        ("직 直", "", "ko"),
        ("直", "en", "zh-CN"),
        ("直", "zh_Hant_HK", "zh-HK"),
        ("직", "ja", "ja"),
        ("é", "zh", ""),
    ],
)
def test_characters_are_drawn_in_the_hand_of_their_language(text: str, language: str, hand: str) -> None:
    assert hand_of(text, language) == hand


def test_every_line_is_as_high_whatever_its_writing() -> None:
    heights = {LETTERS.set(text, STYLE, 300).height for text in ("abc", "字", "مرحبا", "ก")}
    assert len(heights) == 1


def test_text_is_cut_at_a_word_and_marked() -> None:
    one = TextStyle(size=20, colour=0xFF000000)
    assert LETTERS.set("one two", one, 400).height == LETTERS.set("one two three four five six seven", one, 80).height
    assert LETTERS.set("one two three four", one, 90, lines=2).height > LETTERS.set("one", one, 90).height
    assert setting._cut("one two three", 9) == "one two…"
    assert setting._cut("one two three", 7) == "one two…"
    assert setting._cut("字字字", 2) == "字字…"


def test_centred_text_and_outlines() -> None:
    left, middle = drawn("Hi"), drawn("Hi", style=TextStyle(size=24, colour=0xFFFFFFFF, centred=True))
    assert np.flatnonzero(left.any(axis=0))[0] < 50 < 170 < np.flatnonzero(middle.any(axis=0))[0]
    edged = drawn("Hi", style=TextStyle(size=24, colour=0xFFFFFFFF, outline=3))
    assert np.flatnonzero(edged.any(axis=0))[0] < np.flatnonzero(left.any(axis=0))[0]


@pytest.mark.parametrize("size", [(832, 480), (480, 832), (600, 600), (960, 402), (16, 16)])
def test_the_safe_area_keeps_free_of_every_edge(size: tuple[int, int]) -> None:
    area = title_safe(*size)
    width, height = size
    assert area.left >= width * 0.05 and width - area.right >= width * 0.05
    assert area.top >= height * 0.05 and height - area.bottom >= height * 0.05 and area.width > 0 < area.height
    assert (height - area.bottom >= height * 0.16) == (height > width * 1.1)
    assert 0 < text_size(*size) <= 0.052 * height + 1e-9
