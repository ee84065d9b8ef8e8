"""A language model that knows nothing: it fills any JSON schema with values that are allowed and mean nothing.

With it, whole runs are tried against a model that follows the form and is wrong about everything else: names that do not exist,
times out of order, too many shots and none. Words are taken from the request, so that ids and names are sometimes right. It knows
the parts of JSON Schema that pydantic writes.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

__all__ = ["RandomAnswers", "random_answer"]

Schema = Mapping[str, Any]
_WORDS = ("lantern", "door", "1.1", "NOBODY", "close-up", "static", "left", "7", "whisper")
_DEEPEST = 8


def random_answer(schema: Schema, seed: int, words: tuple[str, ...] = _WORDS) -> Any:
    """A value that the schema allows, the same for the same seed.

    >>> form = {"type": "object", "properties": {"n": {"type": "integer", "minimum": 2, "maximum": 2}}, "required": ["n"]}
    >>> random_answer(form, 1)
    {'n': 2}
    """
    return _Filler(random.Random(seed), schema.get("$defs", {}), words).value(schema, 0)


@dataclass
class RandomAnswers:
    """For `ChatScript.answer`: each request is filled anew, by its own text and the seed."""

    seed: int = 0

    def __call__(self, body: dict[str, Any]) -> Mapping[str, Any]:
        """A form for the schema that the request brings, `{}` where it brings none."""
        schema = _schema_of(body)
        text = json.dumps(body.get("messages", ""), ensure_ascii=False)
        words = tuple(dict.fromkeys(re.findall(r"[\w.'-]{1,24}", text)))[-200:]
        answer = random_answer(schema, random.Random(f"{self.seed}/{text}").randrange(2**31), words or _WORDS)
        return cast("Mapping[str, Any]", answer) if isinstance(answer, Mapping) else {}


def _schema_of(body: dict[str, Any]) -> Schema:
    asked: dict[str, Any] = body.get("response_format") or {}
    if "json_schema" in asked:
        return cast("Schema", asked["json_schema"].get("schema", {}))
    tools: list[dict[str, Any]] = body.get("tools") or [{}]
    return cast("Schema", tools[0].get("function", {}).get("parameters", {}))


@dataclass
class _Filler:
    rng: random.Random
    defs: Mapping[str, Schema]
    words: tuple[str, ...]

    def value(self, schema: Schema, depth: int) -> Any:
        if "$ref" in schema:
            return self.value(self.defs[str(schema["$ref"]).rpartition("/")[2]], depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.rng.choice(list(schema["enum"]))
        for several in ("anyOf", "oneOf"):
            if several in schema:
                kinds = [one for one in schema[several] if one.get("type") != "null" or depth < _DEEPEST]
                return self.value(self.rng.choice(kinds), depth + 1)
        return self._typed(schema, depth)

    def _typed(self, schema: Schema, depth: int) -> Any:
        kind = schema.get("type", "object" if "properties" in schema else "string")
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            low = int(schema.get("minItems", 0))
            high = min(int(schema.get("maxItems", low + 4)), low + 4) if depth < _DEEPEST else low
            return [self.value(schema.get("items", {}), depth + 1) for _ in range(self.rng.randint(low, max(low, high)))]
        if kind in ("integer", "number"):
            return self._number(schema, whole=kind == "integer")
        return {"boolean": self.rng.random() < 0.5, "null": None}[kind] if kind in ("boolean", "null") else self._text(schema)

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        needed = set(schema.get("required", ()))
        fields: Mapping[str, Schema] = schema.get("properties", {})
        names = [name for name in fields if name in needed or (depth < _DEEPEST and self.rng.random() < 0.8)]
        made = {name: self.value(fields[name], depth + 1) for name in names}
        more = schema.get("additionalProperties")
        if isinstance(more, Mapping) and depth < _DEEPEST:
            made |= {
                self.rng.choice(self.words): self.value(cast("Schema", more), depth + 1) for _ in range(self.rng.randint(0, 2))
            }
        return made

    def _number(self, schema: Schema, *, whole: bool) -> int | float:
        low = float(schema.get("minimum", schema.get("exclusiveMinimum", -3)))
        high = float(schema.get("maximum", schema.get("exclusiveMaximum", low + 12)))
        if whole:
            return self.rng.randint(int(low) + ("exclusiveMinimum" in schema), int(high) - ("exclusiveMaximum" in schema))
        return round(self.rng.uniform(low, high), 3) if high - low > 0.01 else low

    def _text(self, schema: Schema) -> str:
        low, high = int(schema.get("minLength", 0)), int(schema.get("maxLength", 80))
        text = " ".join(self.rng.choice(self.words) for _ in range(self.rng.randint(0 if not low else 1, 12)))
        while len(text) < low:
            text += f" {self.rng.choice(self.words)}"
        return text[: max(low, high)]
