"""A Script goes out as bracket text and JSON and comes back equal, whatever is in it."""

from __future__ import annotations

from hypothesis import given, settings

from storyreel.film import Script
from storyreel.formats import parse_bracket, parse_source, script_json, write_bracket
from tests.formats.odd_scripts import scripts


@settings(max_examples=120)
@given(scripts())
def test_bracket_text_reads_back_equal(script: Script) -> None:
    assert parse_bracket(write_bracket(script)) == script


@settings(max_examples=40)
@given(scripts())
def test_json_reads_back_equal(script: Script) -> None:
    assert parse_source(script_json(script)) == script
