"""What a Shot asks of a backend: its RenderSpec, made from the Shot's own content and from what holds for its Scene.

Nothing in it depends on the Shot's place in the film, its display id or the Script's version, so an edit of another Shot leaves
its hash as it was. Of the Shot, every field counts but `id`, `reason`, `extra` and its place in time; Lines count with their
times from the Shot's start. Words of the film, the act and the Scene, the reasons, the characters' manner and the words that were
not known at reading count only for a backend that reads a prompt; they go into `context`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from storyreel.agents.director.fit import FittedFrames, FittedRate, FittedSize
from storyreel.agents.director.request import PlanRequest
from storyreel.film.bank import Place
from storyreel.film.script import Act, Blocking, Scene, Script, Shot
from storyreel.film.take import RenderSpec, SpecCharacter, SpecLine, SpecPlace

__all__ = ["Surroundings", "make_spec", "shot_of"]

_NOT_PIXELS = ("lines", "id", "reason", "extra")


@dataclass(frozen=True)
class Surroundings:
    """What holds for all Shots of a Scene.

    Attributes:
        style: The film's look.
        spoken: (line id, part) to the hash of its audio.
    """

    request: PlanRequest
    scene: Scene
    act: Act | None
    style: str
    size: FittedSize
    rate: FittedRate
    spoken: Mapping[tuple[str, int], str]


def make_spec(shot: Shot, around: Surroundings, frames: FittedFrames) -> RenderSpec:
    """The RenderSpec of one Shot; names of the cast's aliases are written as the cast writes them."""
    request, scene, script = around.request, around.scene, around.request.script
    own = _with_cast_names(shot.rebased(), script)
    props = _distinct(*own.props, *(thing for one in own.blocking for thing in one.holds), *scene.props)
    content = {name: value for name, value in own.to_json(brief=True).items() if name not in _NOT_PIXELS}
    return RenderSpec(
        uid=shot.uid,
        backend=request.generator_name,
        revision=request.generator_revision,
        width_px=around.size.width_px,
        height_px=around.size.height_px,
        rate_num=around.rate.rate.numerator,
        rate_den=around.rate.rate.denominator,
        frames=frames.frames,
        shot=content,
        lines=_lines(own, around.spoken),
        cast=_cast(own, script),
        place=_place(scene, script),
        props=props,
        tone=scene.tone or (around.act.tone if around.act else ""),
        style=around.style,
        language=request.settings.language or script.language,
        world=request.settings.seed,
        wording=request.wording.get(shot.uid, ""),
        context=_context(own, around, props) if request.capabilities.reads_prompt else {},
    )


def shot_of(spec: RenderSpec) -> Shot:
    """The Shot that a spec holds, without its Lines.

    >>> shot_of(RenderSpec(uid="a", backend="b", revision="1", width_px=160, height_px=96, rate_num=24, frames=24,
    ...                    shot={"uid": "a", "start_s": 0, "end_s": 1.0, "action": "waits"})).action
    'waits'
    """
    return Shot.model_validate({"id": "", **spec.shot})


def _lines(own: Shot, spoken: Mapping[tuple[str, int], str]) -> tuple[SpecLine, ...]:
    return tuple(
        SpecLine(
            id=line.id,
            part=line.part,
            speaker=line.speaker,
            text=line.text,
            start_ms=line.start_ms,
            end_ms=line.end_ms,
            speech=spoken.get((line.id, line.part), ""),
            emotion=line.parenthetical,
            off_screen=line.off_screen,
        )
        for line in own.lines
    )


def _cast(own: Shot, script: Script) -> tuple[SpecCharacter, ...]:
    """Who may be seen: framed, blocked, or speaking in the frame; in the order in which the Shot names them."""
    speakers = (line.speaker for line in own.lines if not line.off_screen)
    names = _distinct(*own.subjects, *own.in_frame, *(one.character for one in own.blocking), *speakers)
    cast: list[SpecCharacter] = []
    for name in names:
        known = script.character(name)
        if known is None:
            cast.append(SpecCharacter(name=name))
        elif known.seen:
            cast.append(SpecCharacter(name=name, appearance=known.appearance, pictures=known.pictures))
    return tuple(cast)


def _place(scene: Scene, script: Script) -> SpecPlace:
    name = scene.place or scene.heading
    known = next((one for one in script.places if one.name.casefold() == name.casefold()), Place(name=name))
    return SpecPlace(
        name=name,
        look="; ".join(_distinct(known.look, scene.description)),
        time_of_day=scene.time_of_day,
        interior=scene.interior,
        pictures=known.pictures,
    )


def _context(own: Shot, around: Surroundings, props: tuple[str, ...]) -> dict[str, Any]:
    script, scene = around.request.script, around.scene
    looks = {one.name.casefold(): one.look for one in script.props if one.look}
    names = {one.name for one in _cast(own, script)}
    words: dict[str, Any] = {
        "film": script.title,
        "act": _act_words(around.act),
        "scene_plot": scene.plot,
        "scene_style": scene.visual_style,
        "scene_sound": scene.sound,
        "music": scene.music,
        "camera_notes": scene.camera_notes,
        "intent": list(_distinct(own.reason, scene.reason)),
        "profiles": [f"{one.name}: {one.profile}" for one in script.cast if one.profile and one.name in names],
        "prop_looks": [f"{name}: {looks[name.casefold()]}" for name in props if name.casefold() in looks],
        "unread": _unread(own.extra.get("unread")),
    }
    return {name: value for name, value in words.items() if value}


def _act_words(act: Act | None) -> dict[str, str]:
    if act is None:
        return {}
    words = {
        "Act": act.title,
        "Plot of the act": act.plot,
        "Themes": act.themes,
        "Tone of the act": act.tone,
        "Characters of the act": ", ".join(act.characters),
        "Why this act stands apart": act.reason,
    }
    return {name: value for name, value in words.items() if value}


def _unread(value: object) -> list[str]:
    """Words of the source that the set's vocabulary lacks, whatever shape the reader kept them in."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, Mapping):
        return [f"{name}: {'; '.join(_unread(one))}" for name, one in cast("Mapping[str, object]", value).items() if _unread(one)]
    if isinstance(value, list | tuple):
        return [word for one in cast("Iterable[object]", value) for word in _unread(one)]
    return []


def _with_cast_names(own: Shot, script: Script) -> Shot:
    alias = {other: one.name for one in script.cast for other in one.aliases if other != one.name}
    if not alias:
        return own

    def name(text: str) -> str:
        return alias.get(text, text)

    return own.changed(
        subjects=tuple(map(name, own.subjects)),
        in_frame=tuple(map(name, own.in_frame)),
        blocking=tuple(_renamed(one, name) for one in own.blocking),
        lines=tuple(line.changed(speaker=name(line.speaker)) for line in own.lines),
        boxes={name(who): box for who, box in own.boxes.items()},
    )


def _renamed(one: Blocking, name: Callable[[str], str]) -> Blocking:
    return one.changed(character=name(one.character), facing=name(one.facing))


def _distinct(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
