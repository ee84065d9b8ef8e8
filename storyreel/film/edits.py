"""Edits: how one version of a Script becomes the next.

Each Edit names what it touches by uid, and everything else stays equal to the byte (`Shot.rebased()`). Times in an Edit are on
the clock of the Script that the Edits were made on, whatever the Edits before it in the same list have moved. This module knows
what an Edit is; `film.edit_table` carries it out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, TypeAdapter, ValidationError, field_validator
from pydantic_core import PydanticSerializationError, to_jsonable_python

from storyreel.errors import ScriptError
from storyreel.film.bank import Character
from storyreel.film.base import FilmModel
from storyreel.film.edit_table import EditTable
from storyreel.film.script import Script, Shot

__all__ = [
    "AddCharacter",
    "Delete",
    "Edit",
    "Insert",
    "Merge",
    "Replace",
    "ReplaceCharacter",
    "ReplaceScene",
    "Retime",
    "Split",
    "apply_edits",
    "read_edits",
]


class _Edit(FilmModel):
    """`reason` says why, for people: which Finding or Note asked for it."""

    reason: str = ""


class _WithFields(_Edit):
    """Fields to change, as JSON values under their JSON or Python names; a model given as a value is written as JSON."""

    fields: dict[str, JsonValue]

    @field_validator("fields", mode="before")
    @classmethod
    def _as_json(cls, value: Any) -> Any:
        try:
            return to_jsonable_python(value)
        except PydanticSerializationError as exc:
            raise ValueError(str(exc)) from None


class Replace(_WithFields):
    """Other content for a Shot: any field but uid, id and span.

    Lines given here replace all Lines of the Shot; no Edit list may lose a Line, so what goes here must come elsewhere.
    """

    op: Literal["replace"] = "replace"
    uid: str


class Insert(_Edit):
    """A new Shot after another, or at the head of a Scene.

    Attributes:
        after: uid of the Shot before; "" puts it first in `scene`.
        scene: id of the Scene, needed only where `after` is "".
        shot: The Shot; its length counts, not its place. Its id is given here, whatever it brings, unless that is free.
    """

    op: Literal["insert"] = "insert"
    after: str = ""
    scene: str = ""
    shot: Shot


class Split(_Edit):
    """One Shot becomes two.

    A Line goes whole into the half it starts in, and the cut waits for its end, unless `parts` says where it may be divided.

    Attributes:
        uid: The Shot; its first half keeps the uid.
        at_ms: Where, on the film's clock.
        new_uid: Of the second half; "" makes one.
        parts: For a Line that is spoken across the cut, its two texts: {"L3": ("When I was young, ", "I knew them all.")}.
    """

    op: Literal["split"] = "split"
    uid: str
    at_ms: int = Field(ge=0)
    new_uid: str = ""
    parts: dict[str, tuple[str, str]] = {}


class Merge(_Edit):
    """Two neighbours in a Scene become one, under the first one's uid, id and camera."""

    op: Literal["merge"] = "merge"
    first: str
    second: str


class Delete(_Edit):
    """A Shot goes; its Lines must go elsewhere: to `move_lines_to`, or by another Edit of the same list."""

    op: Literal["delete"] = "delete"
    uid: str
    move_lines_to: str = ""


class Retime(_Edit):
    """Another length. Lines keep their place from the Shot's start, or close up where they must; none is cut off."""

    op: Literal["retime"] = "retime"
    uid: str
    duration_ms: int = Field(gt=0)


class AddCharacter(_Edit):
    """One more Character in the cast."""

    op: Literal["add character"] = "add character"
    character: Character


class ReplaceCharacter(_WithFields):
    """Other fields of a Character in the cast; a name is not changed, for Lines and blocking hang on it."""

    op: Literal["replace character"] = "replace character"
    name: str


class ReplaceScene(_WithFields):
    """Other fields of a Scene, apart from its id, uid and Shots."""

    op: Literal["replace scene"] = "replace scene"
    id: str


Edit = Annotated[
    Replace | Insert | Split | Merge | Delete | Retime | AddCharacter | ReplaceCharacter | ReplaceScene,
    Field(discriminator="op"),
]

_EDITS: TypeAdapter[tuple[Edit, ...]] = TypeAdapter(tuple[Edit, ...])


def read_edits(data: object) -> tuple[Edit, ...]:
    """Edits from JSON values: a list of objects, each with its `op`.

    Raises:
        ScriptError: If one is not an Edit; the text says which and why.

    >>> read_edits([{"op": "retime", "uid": "a", "duration_s": 2.5}])[0].duration_ms
    2500
    """
    try:
        return _EDITS.validate_python(data)
    except ValidationError as exc:
        first = exc.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ScriptError(
            f"edit {place or 'list'}: {first['msg']}; give a list of objects, each with op and what it needs"
        ) from exc


def apply_edits(script: Script, edits: Sequence[Edit]) -> Script:
    """The Script after the Edits, in order, as the next version; without any Edit, the Script itself.

    uids survive, display ids are never renumbered, later Shots move by the difference in length, and no Line is lost.

    Raises:
        ScriptError: If an Edit names what is not there, makes an invalid Shot, or the list as a whole loses or doubles a Line.

    >>> script = Script(scenes=({"id": "1", "shots": ({"uid": "a", "id": "1.1", "start_ms": 0, "end_ms": 2000},
    ...                                               {"uid": "b", "id": "1.2", "start_ms": 2000, "end_ms": 3000})},))
    >>> longer = apply_edits(script, [Retime(uid="a", duration_ms=2500)])
    >>> longer.version, longer.shot("b").start_ms, longer.shot("b").rebased() == script.shot("b").rebased()
    (2, 2500, True)
    """
    if not edits:
        return script
    table = EditTable(script)
    for edit in edits:
        _apply(table, edit)
    return table.result()


def _apply(table: EditTable, edit: Edit) -> None:
    match edit:
        case Replace():
            table.replace(edit.uid, edit.fields)
        case Insert():
            table.insert(edit.shot, after=edit.after, scene=edit.scene)
        case Split():
            table.split(edit.uid, edit.at_ms, new=edit.new_uid, parts=edit.parts)
        case Merge():
            table.merge(edit.first, edit.second)
        case Delete():
            table.delete(edit.uid, move_lines_to=edit.move_lines_to)
        case Retime():
            table.retime(edit.uid, edit.duration_ms)
        case AddCharacter():
            table.add_character(edit.character)
        case ReplaceCharacter():
            table.replace_character(edit.name, edit.fields)
        case ReplaceScene():
            table.replace_scene(edit.id, edit.fields)
