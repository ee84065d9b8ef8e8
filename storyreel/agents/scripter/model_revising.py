"""Revision with a model: what the handbook has a remedy for it does itself, the rest the model answers, shot by shot.

Only Shots that a Finding or a Note names may change, each change is weighed by the rules, and a model that fails leaves a word
about it in its scene. One request a scene that is touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from pydantic import JsonValue

from storyreel.agents.scripter.model_asking import ask_for
from storyreel.agents.scripter.model_changes import changed, shot_rows
from storyreel.agents.scripter.model_forms import CorrectionsForm
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_weighing import OneScene
from storyreel.agents.scripter.revise import HANDLED, revise_script
from storyreel.errors import BackendError, ScriptError
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.edits import Edit, Replace, ReplaceScene, apply_edits
from storyreel.film.finding import Finding, Remedy
from storyreel.film.note import Note
from storyreel.film.script import Scene, Script
from storyreel.tools.chat import ChatModel

__all__ = ["revise_with_model"]

_BY_REMEDY: Final = (Remedy.SIMPLIFY, Remedy.SPLIT)


class _Wish(NamedTuple):
    """Something asked for, and the uids of the Shots that it names; none means every Shot."""

    text: str
    shots: tuple[str, ...]
    scene: str = ""


async def revise_with_model(
    chat: ChatModel,
    script: Script,
    dialogue: Dialogue,
    *,
    findings: Sequence[Finding] = (),
    notes: Sequence[Note] = (),
    language: str = "",
    seed: int = 0,
) -> tuple[Edit, ...]:
    """The Edits that answer Findings and Notes, on the clock of the Script as given."""
    edits = revise_script(script, dialogue, findings=findings, notes=notes)
    now = apply_edits(script, edits) if edits else script
    wishes = [*_from_notes(notes), *_from_findings(findings)]
    more: list[Edit] = []
    for scene in now.scenes:
        here = [wish for wish in wishes if _concerns(wish, scene)]
        if here:
            reviser = _Reviser(chat, now, dialogue, language, seed)
            done, after = await reviser.revised(scene.id, here)
            more += [_on_first_clock(edit, script, now) for edit in done]
            now = after
    return (*edits, *more)


def _on_first_clock(edit: Edit, before: Script, now: Script) -> Edit:
    """An Edit made on the revised Script, told of the first one: all times of a list of Edits are on that one's clock."""
    if not isinstance(edit, Replace) or "lines" not in edit.fields:
        return edit
    was = next((shot for shot in before.shots if shot.uid == edit.uid), None)
    if was is None:  # the handbook made this Shot: its Lines stay as it placed them
        return edit.changed(fields={name: value for name, value in edit.fields.items() if name != "lines"})
    by_ms = was.start_ms - now.shot(edit.uid).start_ms
    lines = now.shot(edit.uid).changed(lines=edit.fields["lines"]).moved(by_ms).lines if by_ms else None
    return (
        edit if lines is None else edit.changed(fields={**edit.fields, "lines": list[JsonValue](one.to_json() for one in lines)})
    )


def _from_notes(notes: Sequence[Note]) -> list[_Wish]:
    """Notes in words alone: those with fields are the handbook's."""
    return [
        _Wish(note.text, note.targets) for note in notes if note.op in ("change", "retake") and note.text and not note.changes
    ]


def _from_findings(findings: Sequence[Finding]) -> list[_Wish]:
    left = [one for one in findings if one.kind not in HANDLED and one.remedy not in _BY_REMEDY]
    return [_Wish(f"{one.dimension}: {one.evidence}", (one.shot,) if one.shot else (), one.scene) for one in left]


def _concerns(wish: _Wish, scene: Scene) -> bool:
    if wish.shots:
        return any(shot.uid in wish.shots for shot in scene.shots)
    return bool(scene.shots) and wish.scene in ("", scene.id)


class _Reviser(NamedTuple):
    chat: ChatModel
    script: Script
    dialogue: Dialogue
    language: str
    seed: int

    async def revised(self, scene_id: str, wishes: Sequence[_Wish]) -> tuple[list[Edit], Script]:
        """The Edits of one scene, and the Script with them."""
        scene = _scene(self.script, scene_id)
        uids = tuple(shot.uid for shot in scene.shots if any(not wish.shots or shot.uid in wish.shots for wish in wishes))
        ask = ask_for(
            "scripter/revise",
            [
                ("shot list", shot_rows(scene.shots, uids)),
                ("cast", "\n".join(f"{one.name}: {one.appearance}" for one in self._people(scene))),
                ("asked", "\n".join(f"- {wish.text}{_named(wish, scene)}" for wish in wishes)),
            ],
            seed=self.seed,
            most=3000,
            language=self.language,
        )
        try:
            answer = await self.chat.fill(ask, CorrectionsForm)
        except BackendError as exc:
            return self._noted([], self.script, scene_id, [f"revision by the model failed: {exc}"])
        return self._carried_out(scene_id, answer.value, uids)

    def _carried_out(self, scene_id: str, told: CorrectionsForm, uids: Sequence[str]) -> tuple[list[Edit], Script]:
        names, now = CastNames(self.script.cast), self.script
        weight = self._one(now, scene_id).weight
        edits: list[Edit] = []
        refused: list[str] = []
        for change in told.corrections:
            allowed = {shot.id: shot.uid for shot in _scene(now, scene_id).shots if shot.uid in uids}
            done = changed(now, change, allowed=allowed, names=names, why="asked")
            refused += [done.refused] if done.refused else []
            if not done.edits:
                continue
            after = self._one(done.script, scene_id).weight
            if after[:2] > weight[:2]:
                refused.append(f"shot {change.shot}: a change was not kept, the rules found more after it")
                continue
            now, weight = done.script, after
            edits += done.edits
        return self._noted(edits, now, scene_id, refused)

    def _noted(self, edits: list[Edit], now: Script, scene_id: str, refused: Sequence[str]) -> tuple[list[Edit], Script]:
        """The Edits with a word in the scene on what was not done."""
        if not refused:
            return edits, now
        extra: dict[str, JsonValue] = {**_scene(now, scene_id).extra, "revision": list[JsonValue](refused)}
        note = ReplaceScene(id=scene_id, fields={"extra": extra}, reason="; ".join(refused))
        try:
            return [*edits, note], apply_edits(now, [note])
        except ScriptError:
            return edits, now

    def _one(self, script: Script, scene_id: str) -> OneScene:
        scene = _scene(script, scene_id)
        mine = {line.id for shot in scene.shots for line in shot.lines}
        items = tuple(item for item in self.dialogue.items if isinstance(item, Line) and item.id in mine)
        source = self.dialogue.changed(items=items, placings=(), extra={})
        return OneScene(scene, source, script.language, script.cast, script.props)

    def _people(self, scene: Scene) -> list[Any]:
        there = {one.character for shot in scene.shots for one in shot.blocking}
        return [one for one in self.script.cast if one.name in there]


def _scene(script: Script, scene_id: str) -> Scene:
    return next(scene for scene in script.scenes if scene.id == scene_id)


def _named(wish: _Wish, scene: Scene) -> str:
    ids = [shot.id for shot in scene.shots if shot.uid in wish.shots]
    return f" (shot {', '.join(ids)})" if ids else ""
