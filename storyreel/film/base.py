"""The base of every film model: frozen, strict, and written as JSON in seconds.

Inside, time is integer milliseconds in fields that end in `_ms`. In JSON the same field ends in `_s` and is a number of
seconds with at most three decimals, which reads back exactly. A document's `schema_id` is written as `schema`.
This module knows no particular model.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from math import isfinite
from typing import Any, Literal, Self, cast, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

__all__ = ["FilmModel", "JsonObject", "canonical_json", "hash_of"]

JsonObject = dict[str, Any]


def canonical_json(value: object) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: the same bytes for the same value.

    >>> canonical_json({"b": 1, "a": [1, 2]})
    b'{"a":[1,2],"b":1}'
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def hash_of(value: object) -> str:
    """SHA-256 in hex of a model's JSON form, or of any JSON value.

    >>> hash_of({"a": 1})[:12]
    '015abd7f5cc5'
    """
    if isinstance(value, FilmModel):
        value = value.to_json()
    return hashlib.sha256(canonical_json(value)).hexdigest()


def _json_name(field: str) -> str:
    if field == "schema_id":
        return "schema"
    return f"{field[:-3]}_s" if field.endswith("_ms") else field


def _in_ms(value: Any) -> Any:
    """Seconds as milliseconds; what is not a finite number is left for validation to refuse."""
    return round(value * 1000) if isinstance(value, int | float) and isfinite(value) else value


class FilmModel(BaseModel):
    """A frozen value whose JSON form uses seconds for every field that ends in `_ms`."""

    # JSON has no infinity and no NaN: one let in here would be written as null, and lost.
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _read_json_names(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        values = cast(JsonObject, data)
        read: JsonObject = {}
        for name, value in values.items():
            if name.endswith("_s") and f"{name[:-2]}_ms" in cls.model_fields:
                read[f"{name[:-2]}_ms"] = _in_ms(value)
            elif name == "schema" and "schema_id" in cls.model_fields:
                read["schema_id"] = value
            else:
                read[name] = value
        return read

    @model_serializer(mode="wrap")
    def _write_json_names(self, handler: SerializerFunctionWrapHandler, info: SerializationInfo) -> JsonObject:
        values: JsonObject = handler(self)
        if info.mode != "json":
            return values
        if info.exclude_defaults:
            # Which document or kind of thing this is must be told even where it is the default, or it cannot be read back.
            values = {name: getattr(self, name) for name in _told(type(self)) if name not in values} | values
        return {
            _json_name(name): value / 1000 if name.endswith("_ms") and value is not None else value
            for name, value in values.items()
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        written = handler.resolve_ref_schema(handler(core_schema))
        properties = cast("dict[str, JsonObject]", written.get("properties", {}))
        written["properties"] = {
            _json_name(name): _in_seconds(schema) if name.endswith("_ms") else schema for name, schema in properties.items()
        }
        if "required" in written:
            written["required"] = [_json_name(name) for name in written["required"]]
        return written

    def to_json(self, *, brief: bool = False) -> JsonObject:
        """The JSON form; `brief` leaves out fields that hold their default."""
        return self.model_dump(mode="json", exclude_defaults=brief)

    def changed(self, **fields: Any) -> Self:
        """A validated copy with some fields replaced.

        Raises:
            pydantic.ValidationError: If the new values do not make a valid model.
        """
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self)(**{**values, **fields})


@cache
def _told(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields that can hold one text only: a schema, a kind, an operation."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if get_origin(field.annotation) is Literal and len(get_args(field.annotation)) == 1
    )


def _in_seconds(schema: JsonObject) -> JsonObject:
    out = {k: v for k, v in schema.items() if k not in ("type", "minimum", "exclusiveMinimum", "anyOf", "title")}
    if "anyOf" in schema:
        out["anyOf"] = [{"type": "number"} if s.get("type") == "integer" else s for s in schema["anyOf"]]
    else:
        out["type"] = "number"
    if "minimum" in schema:
        out["minimum"] = schema["minimum"] / 1000
    if isinstance(out.get("default"), int):
        out["default"] = out["default"] / 1000
    return out
