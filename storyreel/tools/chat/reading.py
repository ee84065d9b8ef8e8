"""A form out of what a model wrote: the JSON object is found in prose and fences, and small slips of writing are mended.

Only the writing is mended (a fence, a comma too many, Python's quotes); what the answer says is never changed. It asks no model.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, cast

from pydantic import ValidationError

from storyreel.tools.chat.contract import Form

__all__ = ["Problems", "ReadForm", "read_form", "read_object", "without_thoughts"]

_LONGEST = 2_000_000
_LONGEST_PYTHON = 100_000
_STRINGS_AND_COMMAS = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])', re.DOTALL)
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_MOST_PROBLEMS = 20
_MOST_STARTS = 20


class ReadForm(NamedTuple, Generic[Form]):
    """A filled form, and what had to be mended in the writing ("" for nothing)."""

    value: Form
    mended: str


class Problems(NamedTuple):
    """Why there is no form.

    Attributes:
        text: One problem a line: where in the form, and what is wrong; no part of the answer stands in it.
        prose: True where the answer holds no JSON object, nor the beginning of one.
    """

    text: str
    prose: bool


def read_form(text: str, form: type[Form]) -> ReadForm[Form] | Problems:
    """Read a form.

    >>> from pydantic import BaseModel
    >>> class Slate(BaseModel):
    ...     take: int
    >>> read_form('Here it is: {"take": 3,}', Slate)
    ReadForm(value=Slate(take=3), mended='text around it, a comma too many')
    >>> read_form('{"take": "many"}', Slate).text
    'take: Input should be a valid integer, unable to parse string as an integer'
    >>> read_form("I would rather talk.", Slate)
    Problems(text='the answer holds no JSON object', prose=True)
    """
    text = without_thoughts(text)
    problems: Problems | None = None
    for found, mended in _objects(text):
        try:
            return ReadForm(form.model_validate_json(json.dumps(found, allow_nan=False)), mended)
        except ValidationError as exc:
            problems = problems or Problems(_told(exc), prose=False)
        except ValueError:
            problems = problems or Problems("a number in the object is none", prose=False)
        except RecursionError:
            problems = problems or Problems("the object is nested too deeply", prose=False)
    if problems:
        return problems
    if not text.strip():
        return Problems("the answer is empty", prose=False)
    if "{" not in text:
        return Problems("the answer holds no JSON object", prose=True)
    return Problems("the JSON object in the answer cannot be read: it is broken or cut off", prose=False)


def without_thoughts(text: str) -> str:
    """The answer without what a reasoning model wrote to itself.

    >>> without_thoughts("<think>Well…</think>Run!")
    'Run!'
    """
    return _THOUGHT.sub("", text)


def read_object(text: str) -> tuple[dict[str, Any], str] | None:
    """The first JSON object in a text and what was mended; None where there is none.

    >>> read_object("```json\\n{'take': 3}\\n```")
    ({'take': 3}, "text around it, Python's quotes")
    """
    return next(_objects(text), None)


def _objects(text: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Objects in the order in which they begin, the outer ones only."""
    text = text[:_LONGEST].lstrip("\ufeff")
    position = 0
    for _ in range(_MOST_STARTS):
        start = text.find("{", position)
        if start < 0:
            return
        found = _object_at(text, start)
        if found is None:
            position = start + 1
            continue
        value, end, mended = found
        position = end
        around = text[:start].strip() or text[end:].strip()
        yield value, ", ".join(["text around it"] * bool(around) + [mended] * bool(mended))


def _object_at(text: str, start: int) -> tuple[dict[str, Any], int, str] | None:
    decoder = json.JSONDecoder(strict=False)  # raw control characters in strings are common and harmless
    try:
        value, end = decoder.raw_decode(text, start)
    except (ValueError, RecursionError):
        value, end = None, start
    else:
        return cast("dict[str, Any]", value), end, ""
    rest = text[start : text.rfind("}") + 1]
    without = _STRINGS_AND_COMMAS.sub(lambda hit: hit[0] if hit[0][0] == '"' else "", rest)
    if without != rest:
        try:
            value, length = decoder.raw_decode(without)
        except (ValueError, RecursionError):
            value = None
        else:
            # how much of the text that was: the tail after the object is as long in both
            return cast("dict[str, Any]", value), start + len(rest) - (len(without) - length), "a comma too many"
    return _python_at(rest, start)


def _python_at(rest: str, start: int) -> tuple[dict[str, Any], int, str] | None:
    """A dict as Python writes it; nothing is run."""
    if not rest or len(rest) > _LONGEST_PYTHON:
        return None
    try:
        value: object = ast.literal_eval(re.sub(r"(?<![\"'\w])(true|false|null)(?![\"'\w])", _python_word, rest))
    except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    if not isinstance(value, dict):
        return None
    try:
        json.dumps(value)
    except (TypeError, ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", value), start + len(rest), "Python's quotes"


def _python_word(hit: re.Match[str]) -> str:
    return {"true": "True", "false": "False", "null": "None"}[hit[0]]


def _told(exc: ValidationError) -> str:
    errors = exc.errors(include_url=False, include_input=False, include_context=False)
    lines = [f"{'.'.join(str(part) for part in one['loc']) or 'the object'}: {one['msg']}" for one in errors]
    more = len(lines) - _MOST_PROBLEMS
    return "\n".join(lines[:_MOST_PROBLEMS] + ([f"and {more} more"] if more > 0 else []))
