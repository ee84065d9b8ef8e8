"""The bench on which a Script is mended: changes are gathered per Shot and come out as Edits, each with its reasons.

Several Findings and Notes may touch one Shot; they see each other's work here, and what nobody touches gives no Edit. Times stay
on the clock of the Script that the Edits are made on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from storyreel.film.bank import Character
from storyreel.film.edits import AddCharacter, Edit, Insert, Replace, ReplaceCharacter, ReplaceScene, Retime, Split
from storyreel.film.script import Scene, Script, Shot

__all__ = ["Bench"]


class Bench:
    """One round of mending.

    Args:
        script: The Script to be mended; it stays as it is.

    Attributes:
        given: Line -> (uid of the Shot that was inserted for it, uid of the Shot that shows how everybody stands there).
    """

    def __init__(self, script: Script) -> None:
        self.script = script
        self._shots: dict[str, Shot] = {shot.uid: shot for shot in script.shots}
        self._order: list[str] = [shot.uid for shot in script.shots]
        self._scene_of: dict[str, Scene] = {shot.uid: scene for scene in script.scenes for shot in scene.shots}
        self._reasons: dict[str, list[str]] = {}
        self._scenes: dict[str, dict[str, Any]] = {}
        self._cast: dict[str, tuple[dict[str, Any], str]] = {}
        self._added: dict[str, tuple[Character, str]] = {}
        self._later: list[Edit] = []
        self._cut: set[str] = set()
        self.given: dict[str, tuple[str, str]] = {}

    def has(self, uid: str) -> bool:
        """Whether there is a Shot of that uid, not cut in two in this round."""
        return uid in self._shots and uid not in self._cut

    def shot(self, uid: str) -> Shot:
        """The Shot as it is by now."""
        return self._shots[uid]

    def scene_of(self, uid: str) -> Scene:
        """The scene that the Shot stands in, as it was."""
        return self._scene_of[uid]

    def beside(self, uid: str, step: int) -> Shot | None:
        """The Shot so many places on in the same scene, as it is by now."""
        at = self._order.index(uid) + step
        if not 0 <= at < len(self._order) or self._scene_of[self._order[at]] is not self._scene_of[uid]:
            return None
        return self._shots[self._order[at]]

    def change(self, uid: str, reason: str, **fields: Any) -> None:
        """Other content for a Shot; what is equal to what is there is no change."""
        before = self._shots[uid]
        after = before.changed(**fields)
        if after != before:
            self._shots[uid] = after
            self._reasons.setdefault(uid, []).append(reason)

    def set_scene(self, scene_id: str, reason: str, **fields: Any) -> None:
        """Other fields for a scene."""
        self._scenes.setdefault(scene_id, {"reason": reason}).update(fields)

    def set_character(self, name: str, reason: str, **fields: Any) -> None:
        """Other fields for one of the cast."""
        known, why = self._cast.get(name, ({}, reason))
        self._cast[name] = ({**known, **fields}, why)

    def add_character(self, character: Character, reason: str) -> None:
        """One more in the cast, once."""
        self._added.setdefault(character.name, (character, reason))

    def insert(self, after: str, shot: Shot, reason: str) -> None:
        """A new Shot after another."""
        self._later.append(Insert(after=after, shot=shot, reason=reason))

    def split(
        self, uid: str, at_ms: int, new: str, reason: str, *, parts: Mapping[str, tuple[str, str]] | None = None, **second: Any
    ) -> None:
        """A Shot in two; `second` are fields that the second half gets. It is not touched again in this round."""
        self._later.append(Split(uid=uid, at_ms=at_ms, new_uid=new, parts=dict(parts or {}), reason=reason))
        if second:
            self._later.append(Replace(uid=new, fields=second, reason=reason))
        self._cut.add(uid)

    def edits(self) -> tuple[Edit, ...]:
        """The Edits, in an order in which each finds what it names: lengths, then contents, then cuts and new Shots."""
        out: list[Edit] = [AddCharacter(character=one, reason=why) for one, why in self._added.values()]
        out += [ReplaceCharacter(name=name, fields=fields, reason=why) for name, (fields, why) in self._cast.items()]
        for scene_id, fields in self._scenes.items():
            given = {name: value for name, value in fields.items() if name != "reason"}
            out.append(ReplaceScene(id=scene_id, fields=given, reason=str(fields["reason"])))
        for before in self.script.shots:
            out += _edits_of(before, self._shots[before.uid], "; ".join(dict.fromkeys(self._reasons.get(before.uid, []))))
        return (*out, *self._later)


def _edits_of(before: Shot, after: Shot, reason: str) -> Sequence[Edit]:
    if after == before:
        return ()
    edits: list[Edit] = []
    if after.duration_ms != before.duration_ms:
        edits.append(Retime(uid=before.uid, duration_ms=after.duration_ms, reason=reason))
    fields = {
        name: getattr(after, name)
        for name in type(after).model_fields
        if name not in ("uid", "id", "start_ms", "end_ms") and getattr(after, name) != getattr(before, name)
    }
    if fields:
        edits.append(Replace(uid=before.uid, fields=fields, reason=reason))
    return edits
