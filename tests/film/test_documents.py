"""Documents: written, read back equal, brought up from older numbers, and nothing dropped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.errors import SourceError, VersionMismatch
from storyreel.film import SCHEMAS, Dialogue, Script, Shot, dump_document, json_schema, load_document, upgrade
from storyreel.film.base import FilmModel
from storyreel.film.documents import _UPGRADES
from tests.film.any_model import models
from tests.film.film_strategies import scripts


@pytest.fixture
def upgrades() -> Iterator[None]:
    """Upgrades registered by a test go with it."""
    before = dict(_UPGRADES)
    yield
    _UPGRADES.clear()
    _UPGRADES.update(before)


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=25)
@given(data=st.data())
def test_every_model_reads_back_equal(name: str, data: st.DataObject) -> None:
    model = SCHEMAS[name]
    value = data.draw(models(model))
    for brief in (False, True):
        text = json.dumps(dump_document(value, brief=brief), allow_nan=False)
        assert load_document(json.loads(text), model) == value


@given(scripts())
def test_a_script_reads_back_equal_without_being_told_what_it_is(script: Script) -> None:
    assert load_document(json.loads(json.dumps(dump_document(script)))) == script


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_names_what_is_written(name: str) -> None:
    schema = json_schema(name)
    model = SCHEMAS[name]
    assert json_schema(f"storyreel.{name}/1") == schema
    assert not [key for key in schema["properties"] if key.endswith("_ms") or key == "schema_id"]
    written = {"schema" if key == "schema_id" else f"{key[:-3]}_s" if key.endswith("_ms") else key for key in model.model_fields}
    assert set(schema["properties"]) == written
    json.dumps(schema, allow_nan=False)


def test_an_unknown_schema_lists_what_there_is() -> None:
    with pytest.raises(SourceError, match="no schema 'film'; there are cut, dialogue"):
        json_schema("film")


@pytest.mark.parametrize(
    ("data", "error", "told"),
    [
        ({}, SourceError, "it has no schema; a document's schema is one of"),
        ({"schema": "other/1"}, SourceError, "its schema is 'other/1'"),
        ({"schema": 3}, SourceError, "its schema is 3"),
        ({"schema": "storyreel.script/2"}, VersionMismatch, "script/2, and this version of .* knows storyreel.script/1; update"),
        ({"schema": "storyreel.script/0"}, VersionMismatch, "no way from 0 to 1; make it again from its source"),
        ({"schema": "storyreel.script/1", "scenes": [{"shots": [{}]}]}, SourceError, r"scenes\.0\.id.*\d more.*`storyreel"),
        ({"schema": "storyreel.script/1", "scenes": 7}, SourceError, "scenes"),
        ({"schema": "storyreel.script/1", "version": 0}, SourceError, "version"),
    ],
)  # fmt: skip
def test_what_is_no_document_of_ours_is_refused(data: dict[str, Any], error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told):
        load_document(data)


def test_another_document_than_the_one_expected_is_refused() -> None:
    with pytest.raises(SourceError, match=r"a Dialogue is needed here \(storyreel.dialogue/1\), and this is a Script"):
        load_document(dump_document(Script()), Dialogue)


@pytest.mark.usefixtures("upgrades")
def test_an_older_document_is_brought_up_step_by_step() -> None:
    @upgrade("storyreel.script", 0)
    def named(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "title": data.pop("name")}

    data = {"schema": "storyreel.script/0", "name": "Rain"}
    assert load_document(data, Script).title == "Rain"
    assert data == {"schema": "storyreel.script/0", "name": "Rain"}
    with pytest.raises(ValueError, match="already an upgrade"):
        upgrade("storyreel.script", 0)(named)


def test_what_is_unknown_is_kept_in_the_nearest_extra() -> None:
    shot = {"uid": "a", "id": "1.1", "start_s": 0, "end_s": 2, "mood": "wet", "extra": {"mood": "dry"}}
    shot["blocking"] = [{"character": "ROSA", "shoes": "red"}, {"character": "TOM", "hat": {"of": "felt"}}]
    shot["move"] = {"kind": "pan", "rig": "rails"}
    data = {
        "title": "Rain",
        "scenes": [{"id": "1", "weather": "rain", "shots": [shot]}],
        "cast": [{"name": "ROSA", "voice": {"name": "en", "mood": "low"}, "star_sign": None}],
        "budget": 12,
    }
    script = load_document(data, Script)
    assert script.extra == {"budget": 12}
    assert script.scenes[0].extra == {"weather": "rain"}
    assert script.shots[0].extra == {
        "mood": "dry",
        "mood (2)": "wet",
        "blocking.0.shoes": "red",
        "blocking.1.hat": {"of": "felt"},
        "move.rig": "rails",
    }
    assert script.cast[0].extra == {"voice.mood": "low", "star_sign": None}
    assert load_document(dump_document(script), Script) == script


def test_unknown_keys_of_items_of_several_kinds_are_kept() -> None:
    items = [
        {"kind": "line", "id": "L1", "speaker": "ROSA", "text": "Yes.", "mood": 3},
        {"kind": "heading", "text": "INT.", "page": 4},
    ]
    assert load_document({"items": items}, Dialogue).extra == {"items.0.mood": 3, "items.1.page": 4}


def test_where_nothing_can_be_kept_the_key_is_named() -> None:
    with pytest.raises(SourceError, match="colour"):
        load_document({"schema": "storyreel.cut/1", "width_px": 1, "height_px": 1, "rate_num": 24, "colour": "red"})


@given(st.integers(0, 10**9))
def test_seconds_read_back_to_the_millisecond(ms: int) -> None:
    shot = Shot(uid="a", id="1.1", start_ms=ms, end_ms=ms)
    assert Shot.model_validate(json.loads(json.dumps(shot.to_json()))).start_ms == ms


@pytest.mark.parametrize("value", [float("inf"), float("nan"), "soon", None, [1]])
def test_what_is_no_time_is_refused_and_not_a_crash(value: object) -> None:
    with pytest.raises(SourceError, match="start_ms"):
        load_document({"id": "1.1", "uid": "a", "start_s": value, "end_s": 1}, Shot)


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_numbers_that_json_does_not_have_are_refused_not_lost(value: float) -> None:
    with pytest.raises(SourceError, match="finite number"):
        load_document({"extra": {"x": [value]}}, Script)


def test_brief_documents_still_say_what_they_are() -> None:
    value: FilmModel = Dialogue.model_validate({"items": [{"kind": "heading", "text": "INT. ROOM"}]})
    assert value.to_json(brief=True) == {"schema": "storyreel.dialogue/1", "items": [{"kind": "heading", "text": "INT. ROOM"}]}
