"""Documents: every model that is written to a file or a store, by name, with its schema number and the way up from older ones.

A document says what it is: `"schema": "storyreel.script/1"`. An older number is brought up by the functions registered here, one
number a step; a newer one is refused with what to do. What a document has and the model does not know is kept in the nearest
`extra`. Files and encodings are the business of `formats`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast, overload

from pydantic import ValidationError

from storyreel.errors import SourceError, VersionMismatch
from storyreel.film.base import FilmModel, JsonObject
from storyreel.film.cut import Cut
from storyreel.film.dialogue import Dialogue, Synopsis
from storyreel.film.finding import Finding, Verdict
from storyreel.film.keeping import keep_unknown
from storyreel.film.note import Limits, Note
from storyreel.film.plan import FilmSettings, Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.film.take import RenderSpec, Take
from storyreel.film.truth import ShotTruth

__all__ = ["SCHEMAS", "dump_document", "json_schema", "load_document", "upgrade"]

Model = TypeVar("Model", bound=FilmModel)
Upgrade = Callable[[JsonObject], JsonObject]

SCHEMAS: Mapping[str, type[FilmModel]] = {
    "cut": Cut,
    "dialogue": Dialogue,
    "finding": Finding,
    "limits": Limits,
    "note": Note,
    "plan": Plan,
    "render": RenderSpec,
    "script": Script,
    "settings": FilmSettings,
    "speech": SpeechSheet,
    "synopsis": Synopsis,
    "take": Take,
    "truth": ShotTruth,
    "verdict": Verdict,
}
"""Names of documents, and of the parts of documents that programs exchange, to their models."""

_UPGRADES: dict[tuple[str, int], Upgrade] = {}


def upgrade(name: str, number: int) -> Callable[[Upgrade], Upgrade]:
    """Register the way from a document's schema `number` to the next: JSON in, JSON out; the number itself is set here.

    >>> @upgrade("storyreel.example", 0)
    ... def named_titles(data):
    ...     return {**data, "title": data.pop("name", "")}
    """

    def register(function: Upgrade) -> Upgrade:
        if (name, number) in _UPGRADES:
            raise ValueError(f"there is already an upgrade of {name} from {number}")
        _UPGRADES[name, number] = function
        return function

    return register


def json_schema(name: str) -> JsonObject:
    """The JSON Schema of a document's written form: "script", or "storyreel.script/1".

    Raises:
        SourceError: If there is no such document; the text lists them.

    >>> json_schema("script")["properties"]["schema"]["const"]
    'storyreel.script/1'
    """
    short = name.removeprefix("storyreel.").partition("/")[0]
    model = SCHEMAS.get(short)
    if model is None:
        raise SourceError(f"there is no schema {name!r}; there are {', '.join(sorted(SCHEMAS))}")
    schema = model.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def dump_document(model: FilmModel, *, brief: bool = False) -> JsonObject:
    """The JSON form of a document, its schema first; `brief` leaves out what holds its default.

    >>> dump_document(Script(title="Rain"), brief=True)
    {'schema': 'storyreel.script/1', 'title': 'Rain'}
    """
    data = model.to_json(brief=brief)
    schema = _schema_of(type(model))
    return {"schema": schema, **data} if schema else data


@overload
def load_document(data: Mapping[str, Any], expect: type[Model]) -> Model: ...


@overload
def load_document(data: Mapping[str, Any], expect: None = None) -> FilmModel: ...


def load_document(data: Mapping[str, Any], expect: type[FilmModel] | None = None) -> FilmModel:
    """The document that JSON data holds, brought up to today's schema.

    Args:
        data: The JSON object. Without a `schema` it is taken for an `expect` of today's number.
        expect: The model that it must be; None takes any document.

    Raises:
        VersionMismatch: If its schema number is newer than this version knows, or too old to be brought up.
        SourceError: If it is not a document, not the one expected, or its content does not fit; the text says where.

    >>> script = load_document({"schema": "storyreel.script/1", "title": "Rain", "mood": "wet"}, Script)
    >>> script.title, script.extra
    ('Rain', {'mood': 'wet'})
    """
    values = dict(data)
    schema = values.pop("schema", values.pop("schema_id", None))
    model, values = _resolved(schema, values, expect)
    try:
        read = model.model_validate(keep_unknown(model, values))
    except ValidationError as exc:
        raise SourceError(_what_does_not_fit(model, exc)) from exc
    return read


def _resolved(schema: Any, values: JsonObject, expect: type[FilmModel] | None) -> tuple[type[FilmModel], JsonObject]:
    if schema is None and expect is not None:
        return expect, values
    found = re.fullmatch(r"(storyreel\.[a-z]+)/(\d{1,9})", schema) if isinstance(schema, str) else None
    models = {_schema_of(model).partition("/")[0]: model for model in SCHEMAS.values() if _schema_of(model)}
    model = models.get(found[1]) if found else None
    if not found or model is None:
        known = ", ".join(sorted(_schema_of(one) for one in models.values()))
        what = "it has no schema" if schema is None else f"its schema is {schema!r}"
        raise SourceError(f"this is not a Storyreel document: {what}; a document's schema is one of {known}")
    if expect is not None and model is not expect:
        raise SourceError(f"a {expect.__name__} is needed here ({_schema_of(expect)}), and this is a {model.__name__} ({schema})")
    return model, _upgraded(found[1], int(found[2]), values, model)


def _upgraded(name: str, number: int, values: JsonObject, model: type[FilmModel]) -> JsonObject:
    today = int(_schema_of(model).rpartition("/")[2])
    if number > today:
        raise VersionMismatch(
            f"this {model.__name__} has the schema {name}/{number}, and this version of Storyreel knows {name}/{today};"
            f" update it (pip install -U storyreel), or write the document again with this version"
        )
    for step in range(number, today):
        function = _UPGRADES.get((name, step))
        if function is None:
            raise VersionMismatch(
                f"this {model.__name__} has the schema {name}/{number}, and there is no way from {step} to {step + 1};"
                f" make it again from its source with this version, which writes {name}/{today}"
            )
        values = function(dict(values))
    return values


def _schema_of(model: type[FilmModel]) -> str:
    field = model.model_fields.get("schema_id")
    return cast(str, field.default) if field else ""


def _what_does_not_fit(model: type[FilmModel], exc: ValidationError) -> str:
    errors = exc.errors()
    first = errors[0]
    place = ".".join(str(part) for part in first["loc"]) or "it"
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"this {model.__name__} cannot be read: {place}: {first['msg']}{more}; `storyreel schema` prints what is expected"
