"""Stage one of the model Scripter: the context of a scene reconstructed: who, where, what they feel and want.

From the text and the measured figures of recordings, and from the sound itself where the model hears. What the source says of a
person's looks is kept; a look is taken from the model only where nobody gave one, and then it stays for the whole film.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pydantic import JsonValue

from storyreel.agents.scripter.beats import Beat, Happening, Speech
from storyreel.agents.scripter.model_asking import ask_for, context_room
from storyreel.agents.scripter.model_forms import ContextForm, PersonForm, PropForm
from storyreel.agents.scripter.model_material import SceneMaterial
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_rolling import Rolling, portions
from storyreel.film.bank import Character
from storyreel.tools.chat import ChatModel, Medium

__all__ = ["SceneContext", "dressed", "reconstruct", "with_silent"]

_LONGEST: Final = 400
_LEAST_LOOK: Final = 3
_MOST_SOUNDS: Final = 12
"""Recordings that one request shows; figures of all are in the text."""


@dataclass(frozen=True)
class SceneContext:
    """What the model understood of a scene.

    Attributes:
        people: Under the cast's own names.
        silent: Who is there without a word.
        repairs: What was refused in it.
    """

    where: str = ""
    when: str = ""
    tone: str = ""
    happens: str = ""
    turn: str = ""
    people: tuple[PersonForm, ...] = ()
    silent: tuple[str, ...] = ()
    props: tuple[PropForm, ...] = ()
    visual_style: str = ""
    music: str = ""
    sound: str = ""
    repairs: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As material for the next stage."""
        rows = [f"Place: {self.where}", f"Time: {self.when}", f"Mood: {self.tone}", f"What happens: {self.happens}"]
        rows += [f"It turns at: {self.turn}", f"Also there, silent: {', '.join(self.silent)}"]
        told = [one for one in self.people if one.feels or one.wants]
        rows += [f"{one.name}: feels {one.feels or '?'}; wants {one.wants or '?'}" for one in told]
        rows += [f"Props: {', '.join(one.name for one in self.props)}", f"Style: {self.visual_style}"]
        return "\n".join(row for row in rows if not row.endswith(": "))

    def as_json(self) -> dict[str, JsonValue]:
        """What has no field of its own in a Scene."""
        people: list[JsonValue] = [{"name": one.name, "feels": one.feels, "wants": one.wants} for one in self.people]
        return {"people": people, "turn": self.turn} if people or self.turn else {}


async def reconstruct(
    chat: ChatModel,
    scene: SceneMaterial,
    rolling: Rolling,
    cast: Sequence[Character],
    *,
    language: str = "",
    seed: int = 0,
    recordings: Path | None = None,
) -> SceneContext:
    """The context of a scene; `rolling` then holds the story up to its end.

    Raises:
        BackendError: As the endpoint does.
    """
    told: list[ContextForm] = []
    for piece in portions(scene, context_room(chat)):
        carried = rolling.carried(piece, cast)
        ask = ask_for(
            "scripter/context",
            [("story so far", carried.story), ("cast sheet", carried.people), ("scene", piece.text)],
            seed=seed,
            media=_sounds(chat, piece, recordings),
            most=3000,
            language=language,
            words=carried.words,
        )
        answer = await chat.fill(ask, ContextForm)
        told.append(answer.value)
        rolling.went_on(piece, answer.value.story_so_far, _short(answer.value.happens))
    return _understood(told, scene, CastNames(cast))


def _sounds(chat: ChatModel, scene: SceneMaterial, recordings: Path | None) -> list[Medium]:
    if recordings is None or not chat.can.hears:
        return []
    sounds: list[Medium] = []
    for label, beat in zip(scene.labels, scene.beats, strict=True):
        sha256 = beat.line.recording.sha256 if isinstance(beat, Speech) and beat.part == 0 and beat.line.recording else ""
        file = recordings / f"{sha256}.wav"
        if sha256 and file.is_file():
            sounds.append(Medium(file, "sound", f"{label} as it was recorded"))
    return sounds[:_MOST_SOUNDS]


def _understood(told: Sequence[ContextForm], scene: SceneMaterial, names: CastNames) -> SceneContext:
    repairs: list[str] = []
    people = {one.name: one for form in reversed(told) for one in _people(form, names, repairs)}
    there = {name for beat in scene.beats for name in (*beat.present, *(one.who for one in beat.business))}
    silent: dict[str, None] = {}
    for written in (name for form in told for name in form.silent):
        found = names.find(written)
        if found.known and names.seen(found.name) and found.name not in there:
            silent[found.name] = None
        elif not found.name:
            repairs.append(f"{written[:60]!r} is nobody of the cast and cannot be there in silence; left out")
    first, last = told[0], told[-1]
    return SceneContext(
        where=_short(first.where),
        when=_short(first.when),
        tone=_short(first.tone),
        happens=_short(" ".join(form.happens for form in told)),
        turn=next((form.turn for form in told if form.turn in scene.labels), ""),
        people=tuple(reversed(people.values())),
        silent=tuple(silent),
        props=tuple({one.name.lower(): one for form in told for one in form.props if 0 < len(one.name) <= 60}.values()),
        visual_style=_short(first.visual_style),
        music=_short(first.music),
        sound=_short(last.sound or first.sound),
        repairs=tuple(dict.fromkeys(repairs)),
    )


def _people(form: ContextForm, names: CastNames, repairs: list[str]) -> list[PersonForm]:
    known: list[PersonForm] = []
    for one in reversed(form.people):
        found = names.find(one.name)
        if found.known:
            words = {field: _short(getattr(one, field)) for field in ("feels", "wants", "appearance")}
            known.append(one.model_copy(update={"name": found.name, **words}))
        else:
            repairs.append(f"{one.name[:60]!r} is nobody of the cast; what was said of them was left out")
    return known


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rpartition(' ')[0] or plain[:_LONGEST]}…"


def dressed(cast: Sequence[Character], context: SceneContext, rolling: Rolling) -> tuple[Character, ...]:
    """The cast with the looks that the model gave to those whom nobody had described; a look once given stays."""
    looks = {one.name: one.appearance for one in context.people if len(one.appearance.split()) >= _LEAST_LOOK}
    bare = {one.name for one in cast if one.seen and one.appearance_from == "scripter" and not one.pictures}
    new = (bare & looks.keys()) - rolling.dressed
    rolling.dressed |= new
    return tuple(one.changed(appearance=looks[one.name]) if one.name in new else one for one in cast)


def with_silent(beats: Sequence[Beat], silent: Sequence[str]) -> tuple[Beat, ...]:
    """The beats with those who are there all the time and say nothing."""
    if not silent:
        return tuple(beats)
    more: list[Beat] = []
    for beat in beats:
        beat = replace(beat, present=tuple(dict.fromkeys((*beat.present, *silent))))
        more.append(replace(beat, after=tuple(dict.fromkeys((*beat.after, *silent)))) if isinstance(beat, Happening) else beat)
    return tuple(more)
