"""The schema of a form as endpoints take it: closed objects, every field asked for, no keyword that constrained decoders refuse.

What a schema cannot say is checked afterwards, by the form itself. It knows no endpoint.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple, cast

from pydantic import BaseModel

__all__ = ["FormSchema", "form_schema"]

_LIMITS = ("minLength", "maxLength", "minProperties", "maxProperties", "uniqueItems", "contains")
_DROPPED = frozenset((*_LIMITS, "title", "default", "examples", "discriminator", "deprecated", "readOnly", "writeOnly"))
_NAMED = ("properties", "$defs", "patternProperties")
_OWN_SHAPE = ("pattern", "format", "enum", "const")
_PLAIN_CHARACTER = r'[^"\\\x00-\x1f\x7f]'

Node = dict[str, Any]


class FormSchema(NamedTuple):
    """A form's schema.

    Attributes:
        name: Letters, digits, "_" and "-", at most 64, as endpoints ask for.
        description: What the form says it is.
        schema: JSON Schema, not to be changed.
        bounded: The same for decoders that follow a grammar: a string's limits are a pattern without raw control characters.
        strict: False where it has open maps, which strict endpoints refuse.
    """

    name: str
    description: str
    schema: Node
    bounded: Node
    strict: bool

    def text(self) -> str:
        """The schema in one line, for a prompt."""
        return json.dumps(self.schema, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=256)
def form_schema(form: type[BaseModel]) -> FormSchema:
    r"""The schema of a form.

    >>> from pydantic import Field
    >>> class Slate(BaseModel):
    ...     title: str = Field(default="", max_length=9)
    >>> form_schema(Slate).schema
    {'properties': {'title': {'type': 'string'}}, 'type': 'object', 'additionalProperties': False, 'required': ['title']}
    >>> form_schema(Slate).bounded["properties"]["title"]["pattern"]
    '^[^"\\\\\\x00-\\x1f\\x7f]{0,9}$'
    """
    whole = form.model_json_schema()
    schema, bounded = _closed(whole, limits=False), _closed(whole, limits=True)
    description = " ".join(str(whole.get("description", "")).split())
    for one in (schema, bounded):
        one.pop("description", None)
    name = re.sub(r"[^A-Za-z0-9_-]", "_", form.__name__)[:64]
    return FormSchema(name, description[:1000], schema, bounded, not _has_open_map(schema))


def _closed(node: Any, *, limits: bool) -> Any:
    if isinstance(node, list):
        return [_closed(one, limits=limits) for one in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    given = cast("Node", node)
    if "$ref" in given:  # strict endpoints take nothing beside a reference
        told = given.get("description")
        return {"anyOf": [{"$ref": given["$ref"]}], "description": told} if told else {"$ref": given["$ref"]}
    made: Node = {}
    for key, value in given.items():
        if key in _NAMED:
            made[key] = {name: _closed(one, limits=limits) for name, one in value.items()}
        elif key == "oneOf":  # decoders know anyOf; the form itself tells which one it is
            made["anyOf"] = _closed(value, limits=limits)
        elif key not in _DROPPED:
            made[key] = _closed(value, limits=limits) if key != "const" and key != "enum" else value
    if "properties" in made:
        made["additionalProperties"] = False
        made["required"] = list(made["properties"])
    if limits and given.get("type") == "string" and not any(key in given for key in _OWN_SHAPE):
        made.update(_pattern(given.get("minLength"), given.get("maxLength")))
    return made


def _pattern(least: int | None, most: int | None) -> Node:
    if least is None and most is None:
        return {}
    return {"pattern": f"^{_PLAIN_CHARACTER}{{{least or 0},{'' if most is None else most}}}$"}


def _has_open_map(node: Any) -> bool:
    if isinstance(node, list):
        return any(_has_open_map(one) for one in cast("list[Any]", node))
    if not isinstance(node, dict):
        return False
    given = cast("Node", node)
    is_open = given.get("type") == "object" and given.get("additionalProperties") is not False
    return is_open or any(_has_open_map(one) for one in given.values())
