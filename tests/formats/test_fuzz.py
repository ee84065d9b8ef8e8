"""Damaged and random sources: read, or refused with a typed error; nothing else."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.errors import UserError
from storyreel.film import Dialogue, Script, Synopsis
from storyreel.formats import decode_text, parse_source, script_json, write_bracket, write_fountain, write_srt, write_vtt
from tests.formats.odd_scripts import MARKS, scripts
from tests.formats.pages import labelled_pages

SNIPPETS = (
    *MARKS,
    'Storyreel: {"scenes":5}\n',
    'Storyreel: {"shots":[1]}\n',
    "\n",
    "{",
    "]",
    '"',
    ":",
    "null",
    "1e999",
    "\\u0000",
    "-1",
    "[]",
)


def _read(text: str) -> None:
    try:
        read = parse_source(text)
    except UserError as exc:
        assert str(exc)
        return
    assert isinstance(read, Dialogue | Script | Synopsis)
    if isinstance(read, Script):
        assert parse_source(script_json(read)) == read
        for write in (write_bracket, write_fountain, write_srt, write_vtt):
            assert isinstance(write(read), str)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A good source with a piece cut out, doubled, or something put in."""
    script = scripts()
    text = draw(st.one_of(script.map(write_bracket), script.map(script_json), labelled_pages().map(lambda page: page.text)))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        text = text[:start] + draw(st.sampled_from(("", text[start:end] * 2, *SNIPPETS))) + text[end:]
    return text


@settings(max_examples=120)
@given(damaged())
def test_damaged_sources(text: str) -> None:
    _read(text)


@settings(max_examples=80)
@given(st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=8)), max_size=12).map("\n".join))
def test_snippets_in_any_order(text: str) -> None:
    _read(text)


@settings(max_examples=80)
@given(st.binary(max_size=120))
def test_any_bytes(data: bytes) -> None:
    try:
        _read(decode_text(data))
    except UserError as exc:
        assert str(exc)


KEYS = st.sampled_from(
    ("input", "script", "speaker", "text", "schema", "scenes", "shots", "cast", "MovieScript", "Character", "start", "lines")
)
plain = st.none() | st.integers() | st.text(max_size=6)
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8)


@settings(max_examples=80)
@given(values)
def test_any_json(value: object) -> None:
    _read(json.dumps(value))
