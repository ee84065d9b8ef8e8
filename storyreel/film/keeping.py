"""What a document has and its model does not know, kept: moved to the `extra` of the nearest object that has one.

It reads the models' own fields, so a new field is known as soon as it exists; it validates nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

from storyreel.film.base import FilmModel, JsonObject

__all__ = ["keep_unknown"]


def keep_unknown(model: type[FilmModel], data: Mapping[str, Any]) -> JsonObject:
    """The JSON of a model with every unknown key moved into an `extra`, under its own name or its path from there.

    Where no object around it has an `extra`, the key stays where it is, for validation to refuse.

    >>> from storyreel.film.script import Shot
    >>> keep_unknown(Shot, {"uid": "a", "mood": "wet", "move": {"kind": "pan", "rig": "rails"}})
    {'uid': 'a', 'move': {'kind': 'pan'}, 'extra': {'mood': 'wet', 'move.rig': 'rails'}}
    """
    kept, left = _sorted_out(model, data)
    return {**kept, **left}


def _sorted_out(model: type[FilmModel], data: Mapping[str, Any]) -> tuple[JsonObject, JsonObject]:
    known: JsonObject = {}
    unknown: JsonObject = {}
    for name, value in data.items():
        field = model.model_fields.get(_python_name(model, name))
        if field is None:
            unknown[name] = value
            continue
        known[name], inside = _inside(field.annotation, value, name)
        unknown |= inside
    extra = known.get("extra", {})
    if not unknown or "extra" not in model.model_fields or not isinstance(extra, dict):
        return known, unknown
    kept = dict(cast(JsonObject, extra))
    for name, value in unknown.items():
        kept[_free(name, kept)] = value
    return {**known, "extra": kept}, {}


def _python_name(model: type[FilmModel], name: str) -> str:
    if name == "schema":
        return "schema_id"
    in_ms = f"{name[:-2]}_ms"
    return in_ms if name.endswith("_s") and in_ms in model.model_fields else name


def _inside(annotation: Any, value: Any, path: str) -> tuple[Any, JsonObject]:
    """The value with what is unknown inside it taken out, and what was taken out by its path."""
    if isinstance(value, dict):
        values = cast(JsonObject, value)
        inner = _model_for(annotation, values)
        if inner is not None:
            kept, left = _sorted_out(inner, values)
            return kept, {f"{path}.{name}": one for name, one in left.items()}
        return values, {}
    if isinstance(value, list | tuple):
        items: list[Any] = []
        left: JsonObject = {}
        for at, one in enumerate(cast("list[Any]", value)):
            item, more = _inside(annotation, one, f"{path}.{at}")
            items.append(item)
            left |= more
        return items, left
    return value, {}


def _model_for(annotation: Any, values: Mapping[str, Any]) -> type[FilmModel] | None:
    """The model that an object under this annotation is read as; among several, by the values' `kind`."""
    models = _models_in(annotation)
    for model in models:
        kind = model.model_fields.get("kind")
        if len(models) == 1 or (kind is not None and kind.default == values.get("kind")):
            return model
    return None


def _models_in(annotation: Any) -> list[type[FilmModel]]:
    if isinstance(annotation, type) and issubclass(annotation, FilmModel):
        return [annotation]
    if get_origin(annotation) in (tuple, list, Union, UnionType, Annotated):
        return [model for argument in get_args(annotation) for model in _models_in(argument)]
    return []


def _free(name: str, taken: Mapping[str, Any]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free
