"""The editing table: a Script taken apart while Edits are carried out on it, and put together again as the next version.

It holds the Shots as `film.spans` lifts them, finds them by uid, and refuses with what exists. What happens inside a Shot that
is cut in two, joined or shortened stands in `film.recut`. It knows no reason for any Edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import JsonValue, ValidationError

from storyreel.errors import ScriptError
from storyreel.film.bank import Character
from storyreel.film.base import FilmModel
from storyreel.film.identity import insert_id, new_uid, split_ids
from storyreel.film.recut import check_lines, halves, joined, renumbered, retimed, with_lines_of
from storyreel.film.script import Script, Shot
from storyreel.film.spans import Span, lay, lift

__all__ = ["EditTable"]

Model = TypeVar("Model", bound=FilmModel)

_SHOWN = 12
_KEPT = {"uid": "it names the Shot for ever", "id": "display ids are never renumbered"}
_RETIME = "use a retime edit, so that the Shots after it move too"
_SHOT_KEPT = {**_KEPT, **dict.fromkeys(("start_ms", "end_ms", "start_s", "end_s"), _RETIME)}
_SCENE_KEPT = {**_KEPT, "shots": "edit the Shots themselves"}


class EditTable:
    """A Script on the table. Every method raises ScriptError if it names what is not there."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._scenes = list(script.scenes)
        self._spans = lift(script)
        self._cast = list(script.cast)

    def result(self) -> Script:
        """The next version.

        Raises:
            ScriptError: If a Line was lost or doubled on the way.
        """
        scenes = lay(self._scenes, self._spans)
        script = self._script.changed(version=self._script.version + 1, cast=tuple(self._cast), scenes=scenes)
        check_lines(self._script, script)
        return script

    def replace(self, uid: str, fields: Mapping[str, JsonValue]) -> None:
        """Other content for a Shot."""
        scene, at = self._find(uid)
        span = self._spans[scene][at]
        shot = _with_fields(span.shot, fields, what=f"shot {span.shot.id}", kept=_SHOT_KEPT)
        self._spans[scene][at] = span.holding(shot)

    def insert(self, shot: Shot, *, after: str, scene: str) -> None:
        """A new Shot after the one with the uid `after`, or first in `scene`."""
        self._refuse_known(shot.uid)
        if after:
            at_scene, at = self._find(after)
            before = self._spans[at_scene][at].shot.id
        else:
            at_scene, at = self._find_scene(scene), -1
            before = f"{self._scenes[at_scene].id}.0"
        taken = self._ids()
        shot_id = shot.id if shot.id and shot.id not in taken else insert_id(before, taken)
        self._spans[at_scene].insert(at + 1, Span(shot.changed(id=shot_id)))

    def split(self, uid: str, at_ms: int, *, new: str, parts: Mapping[str, tuple[str, str]]) -> None:
        """A Shot in two, at a time on its own clock."""
        scene, at = self._find(uid)
        span = self._spans[scene][at]
        new = new or new_uid(uid, "split", at_ms)
        self._refuse_known(new)
        cut = halves(span.shot, at_ms, parts)
        if cut.divided:
            for line, part in cut.divided:
                self._renumber(line, after=part, by=1, but=uid)
        ids = split_ids(span.shot.id, self._ids())
        self._spans[scene][at : at + 1] = [
            span.holding(cut.first.changed(id=ids.first)),
            Span(cut.second.changed(uid=new, id=ids.second)),
        ]

    def merge(self, first: str, second: str) -> None:
        """Two neighbours in one."""
        scene, at = self._find(first)
        other_scene, other = self._find(second)
        one, two = self._spans[scene][at], self._spans[other_scene][other]
        if scene != other_scene or other != at + 1:
            after = self._spans[scene][at + 1].shot if at + 1 < len(self._spans[scene]) else None
            what = f"after it comes {_name(after)}" if after else "it is the last of its scene"
            raise ScriptError(f"shots {one.shot.id} and {two.shot.id} cannot be merged: they are not neighbours; {what}")
        join = joined(one.shot, two.shot, gap_ms=two.gap_ms)
        self._spans[scene][at : at + 2] = [one.holding(join.shot)]
        if join.rejoined:
            self._renumber(join.rejoined[0], after=join.rejoined[1], by=-1, but=first)

    def delete(self, uid: str, *, move_lines_to: str) -> None:
        """A Shot goes, and its Lines to another; where it goes without them is checked when all Edits are done."""
        scene, at = self._find(uid)
        gone = self._spans[scene][at]
        if move_lines_to:
            self._hand_over(gone.shot, uid, move_lines_to)
        del self._spans[scene][at]
        for spans, first in [(self._spans[scene], at), *((later, 0) for later in self._spans[scene + 1 :])]:
            if spans[first:]:
                spans[first] = Span(spans[first].shot, spans[first].gap_ms + gone.gap_ms)
                return

    def retime(self, uid: str, duration_ms: int) -> None:
        """Another length for a Shot."""
        scene, at = self._find(uid)
        span = self._spans[scene][at]
        self._spans[scene][at] = span.holding(retimed(span.shot, duration_ms))

    def add_character(self, character: Character) -> None:
        """One more in the cast."""
        if any(one.name == character.name for one in self._cast):
            raise ScriptError(f"the cast has a {character.name!r} already; use a replace character edit to change the entry")
        self._cast.append(character)

    def replace_character(self, name: str, fields: Mapping[str, JsonValue]) -> None:
        """Other fields for one of the cast."""
        for at, one in enumerate(self._cast):
            if one.name == name:
                kept = {"name": "Lines and blocking hang on it; add an alias instead"}
                self._cast[at] = _with_fields(one, fields, what=f"character {name!r}", kept=kept)
                return
        raise ScriptError(f"nobody in the cast is called {name!r}; {_list('the cast has', (one.name for one in self._cast))}")

    def replace_scene(self, scene: str, fields: Mapping[str, JsonValue]) -> None:
        """Other fields for a Scene."""
        at = self._find_scene(scene)
        self._scenes[at] = _with_fields(self._scenes[at], fields, what=f"scene {scene}", kept=_SCENE_KEPT)

    def _hand_over(self, gone: Shot, uid: str, target: str) -> None:
        if target == uid:
            raise ScriptError(f"the Lines of shot {gone.id} cannot move to the Shot that is deleted; name another uid")
        to_scene, to_at = self._find(target)
        order = [span.shot for spans in self._spans for span in spans]
        uids = [shot.uid for shot in order]
        a, b = sorted((uids.index(uid), uids.index(target)))
        between = [shot.id for shot in order[a + 1 : b] if shot.lines]
        if between and gone.lines:
            raise ScriptError(
                f"the Lines of shot {gone.id} cannot move to shot {order[uids.index(target)].id}: Lines are spoken between them,"
                f" in {', '.join(between[:_SHOWN])}, and their order must stay; move them to a neighbour"
            )
        span = self._spans[to_scene][to_at]
        moved = with_lines_of(span.shot, gone, before=uids.index(target) > uids.index(uid))
        self._spans[to_scene][to_at] = span.holding(moved)

    def _renumber(self, line: str, *, after: int, by: int, but: str) -> None:
        for spans in self._spans:
            for at, span in enumerate(spans):
                if span.shot.uid != but and any(one.id == line for one in span.shot.lines):
                    spans[at] = span.holding(renumbered(span.shot, line, after=after, by=by))

    def _find(self, uid: str) -> tuple[int, int]:
        for scene, spans in enumerate(self._spans):
            for at, span in enumerate(spans):
                if span.shot.uid == uid:
                    return scene, at
        shots = [span.shot for spans in self._spans for span in spans]
        meant = next((shot for shot in shots if shot.id == uid), None)
        if meant:
            raise ScriptError(f"{uid!r} is a display id; edits use the uid, here {meant.uid!r}")
        raise ScriptError(f"no shot has the uid {uid!r}; {_list('the Script has', (_name(shot) for shot in shots))}")

    def _find_scene(self, scene: str) -> int:
        for at, one in enumerate(self._scenes):
            if one.id == scene:
                return at
        raise ScriptError(f"no scene has the id {scene!r}; {_list('the Script has', (one.id for one in self._scenes))}")

    def _refuse_known(self, uid: str) -> None:
        for spans in self._spans:
            for span in spans:
                if span.shot.uid == uid:
                    raise ScriptError(f"the uid {uid!r} is taken by shot {span.shot.id}; give the new Shot another")

    def _ids(self) -> set[str]:
        return {*(shot.id for shot in self._script.shots), *(span.shot.id for spans in self._spans for span in spans)}


def _name(shot: Shot) -> str:
    return f"{shot.uid} ({shot.id})"


def _list(what: str, names: Iterable[str]) -> str:
    known = list(names)
    more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
    return f"{what} {', '.join(known[:_SHOWN]) or 'none'}{more}"


def _with_fields(model: Model, fields: Mapping[str, JsonValue], *, what: str, kept: Mapping[str, str]) -> Model:
    names = set(type(model).model_fields)
    values: dict[str, object] = {}
    for name, value in fields.items():
        if name in kept:
            raise ScriptError(f"{what}: {name} cannot be replaced: {kept[name]}")
        if name not in names:
            raise ScriptError(f"{what} has no field {name!r}; it has {', '.join(sorted(names - set(kept)))}")
        values[name] = value
    try:
        return model.changed(**values)
    except ValidationError as exc:
        first = exc.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ScriptError(f"{what}: {place or 'the fields'}: {first['msg']}; nothing was changed") from exc
