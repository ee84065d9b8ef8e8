"""Any value of any film model, made from the model's own fields: for round trips."""

from __future__ import annotations

from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from storyreel.film.base import FilmModel

SMALL = 10**9
text = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=6)
json_values = st.one_of(st.none(), st.booleans(), st.integers(-SMALL, SMALL), text, st.lists(text, max_size=2))


def _bounds(metadata: list[Any]) -> tuple[float | None, float | None]:
    least = most = None
    for one in metadata:
        if isinstance(one, annotated_types.Ge):
            least = one.ge
        elif isinstance(one, annotated_types.Gt):
            least = one.gt + 1  # type: ignore[operator]
        elif isinstance(one, annotated_types.Le):
            most = one.le
    return least, most  # type: ignore[return-value]


def _plain(annotation: Any, metadata: list[Any]) -> st.SearchStrategy[Any] | None:
    least, most = _bounds(metadata)
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        return st.integers(int(least if least is not None else -SMALL), int(most if most is not None else SMALL))
    if annotation is float:
        return st.floats(least if least is not None else -1e6, most if most is not None else 1e6)
    if annotation is str:
        return text
    return json_values if annotation in (Any, JsonValue) else None


def of(annotation: Any, metadata: list[Any]) -> st.SearchStrategy[Any]:
    """Values for a field's annotation within its constraints."""
    plain = _plain(annotation, metadata)
    if plain is not None:
        return plain
    origin, arguments = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, FilmModel):
        return models(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from(annotation)
    if origin is Annotated:
        return of(arguments[0], metadata)
    if origin in (Union, UnionType):
        return st.one_of([of(one, metadata) for one in arguments])
    return _of_parts(annotation, origin, arguments)


def _of_parts(annotation: Any, origin: Any, arguments: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if annotation is NoneType:
        return st.none()
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple and arguments[-1] is ...:
        return st.lists(of(arguments[0], []), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(of(one, []) for one in arguments))
    if origin is dict:
        return st.dictionaries(text, of(arguments[1], []), max_size=2)
    raise TypeError(f"no values are made for {annotation}")


@st.composite
def models(draw: st.DrawFn, model: type[FilmModel]) -> FilmModel:
    """Any valid value of a model; each field is drawn or left at its default."""
    values = {
        name: draw(of(field.annotation, field.metadata))
        for name, field in model.model_fields.items()
        if field.is_required() or draw(st.booleans())
    }
    if "end_ms" in values and values["end_ms"] is not None:
        values["end_ms"] = max(values["end_ms"], values.get("start_ms") or 0)
    try:
        return model(**values)
    except ValidationError as exc:
        assert "two shots have the uid" in str(exc), exc
        return model()
