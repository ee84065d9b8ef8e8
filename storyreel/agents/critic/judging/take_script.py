"""A Take's own Script: the one Shot that its RenderSpec asks for, from time 0, so that a Take can be judged as a film is."""

from __future__ import annotations

from storyreel.film.bank import Character, Place, Prop
from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.film.take import RenderSpec

__all__ = ["script_of_take"]


def script_of_take(spec: RenderSpec) -> Script:
    """A Script of one Scene and one Shot, neither of which has a display id: what is found in a Take has the film's own.

    Raises:
        pydantic.ValidationError: If the spec's Shot is no Shot.
    """
    lines = tuple(
        SpokenLine(
            id=one.id,
            speaker=one.speaker,
            text=one.text,
            start_ms=one.start_ms,
            end_ms=one.end_ms,
            part=one.part,
            parts=one.part + 1,
            off_screen=one.off_screen,
        )
        for one in spec.lines
    )
    shot = Shot.model_validate({"id": "", "uid": spec.uid, "start_ms": 0, "end_ms": spec.duration_ms, **spec.shot})
    place = spec.place
    scene = Scene(
        id="",
        place=place.name,
        time_of_day=place.time_of_day,
        interior=place.interior,
        tone=spec.tone,
        shots=(shot.changed(uid=spec.uid, id="", start_ms=0, end_ms=spec.duration_ms, lines=lines),),
    )
    return Script(
        language=spec.language,
        style=spec.style,
        cast=tuple(Character(name=one.name, appearance=one.appearance) for one in spec.cast),
        places=(Place(name=place.name, look=place.look),) if place.name else (),
        props=tuple(Prop(name=name) for name in spec.props),
        scenes=(scene,),
    )
