"""A Script without a fault, its source and its table read, and the small edits by which tests break one thing in it.

Two scenes, three of the cast, two parts of one Line, a prop that changes hands. It knows no rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from storyreel.film.bank import Character, Place, Prop
from storyreel.film.dialogue import Dialogue, Direction, Heading, Line
from storyreel.film.script import Blocking, Move, Scene, Script, Shot, SpokenLine
from storyreel.film.speech import SpeechSheet, SpokenAudio
from storyreel.film.vocabulary import CameraMove, Framing, ShotSize

LINES = (
    Line(id="L1", speaker="ROSA", text="You are late again."),
    Line(id="L2", speaker="TOM", text="The tram stood still on the bridge."),
    Line(id="L3", speaker="ROSA", text="There is a letter for you. I have read it."),
    Line(id="L4", speaker="TOM", text="Then you know."),
    Line(id="L5", speaker="ANNA", text="The ship leaves at noon."),
    Line(id="L6", speaker="TOM", text="We shall be there."),
)


def good_dialogue() -> Dialogue:
    """The source of the good Script."""
    one, two, three, four, five, six = LINES
    return Dialogue(
        title="The Letter",
        items=(
            Heading(text="INT. KITCHEN - NIGHT", place="KITCHEN", time_of_day="night", interior=True),
            Direction(text="Rosa waits at the stove."),
            one,
            two,
            Direction(text="She hands him the letter."),
            three,
            four,
            Heading(text="EXT. HARBOUR - DAY", place="HARBOUR", time_of_day="day", interior=False),
            five,
            six,
        ),
    )


def _spoken(at: int, start_ms: int, end_ms: int, **fields: Any) -> SpokenLine:
    line = LINES[at - 1]
    return SpokenLine(
        **{"id": line.id, "speaker": line.speaker, "text": line.text, "start_ms": start_ms, "end_ms": end_ms, **fields}
    )


def _rosa(**fields: Any) -> Blocking:
    return Blocking(**{"character": "ROSA", "position": "right, at the stove", "facing": "TOM", "x_cm": 90, "z_cm": 0, **fields})


def _tom(**fields: Any) -> Blocking:
    return Blocking(**{"character": "TOM", "position": "left, by the door", "facing": "ROSA", "x_cm": -90, "z_cm": 0, **fields})


def _shot(number: str, start_ms: int, end_ms: int, size: ShotSize, setup: str, **fields: Any) -> Shot:
    return Shot(uid=f"u{number}", id=number, start_ms=start_ms, end_ms=end_ms, size=size, setup=setup, **fields)


def _kitchen() -> Scene:
    both = ("ROSA", "TOM")
    shots = (
        _shot(
            "1.1", 0, 3000, ShotSize.WIDE, "master", framing=Framing.TWO_SHOT, subjects=both, in_frame=both,
            action="Rosa waits at the stove. Tom stands by the door in the moonlight.",
            blocking=(_rosa(holds=("letter",)), _tom()),
        ),
        _shot(
            "1.2", 3000, 6000, ShotSize.MEDIUM_CLOSE_UP, "on ROSA", subjects=("ROSA",), in_frame=("ROSA",),
            lines=(_spoken(1, 3500, 5500),), blocking=(_rosa(holds=("letter",)), _tom()),
        ),
        _shot(
            "1.3", 6000, 10000, ShotSize.MEDIUM_CLOSE_UP, "on TOM", subjects=("TOM",), in_frame=("TOM",),
            lines=(_spoken(2, 6300, 9500),), blocking=(_rosa(holds=("letter",)), _tom()),
        ),
        _shot(
            "1.4", 10000, 13500, ShotSize.MEDIUM, "master", framing=Framing.TWO_SHOT, subjects=both, in_frame=both,
            action="She hands him the letter.", props=("letter",),
            lines=(_spoken(3, 10500, 13300, text="There is a letter for you.", parts=2),),
            blocking=(_rosa(), _tom(holds=("letter",))),
        ),
        _shot(
            "1.5", 13500, 16000, ShotSize.CLOSE_UP, "on ROSA", subjects=("ROSA",), in_frame=("ROSA",), emotion="grief",
            lines=(_spoken(3, 13600, 15600, text="I have read it.", part=1, parts=2),),
            blocking=(_rosa(), _tom(holds=("letter",))),
        ),
        _shot(
            "1.6", 16000, 18000, ShotSize.CLOSE_UP, "on TOM", subjects=("TOM",), in_frame=("TOM",),
            move=Move(kind=CameraMove.PUSH_IN), lines=(_spoken(4, 16400, 17700),),
            blocking=(_rosa(), _tom(holds=("letter",))),
        ),
    )  # fmt: skip
    return Scene(
        id="1", uid="sc1", heading="INT. KITCHEN - NIGHT", place="KITCHEN", time_of_day="night", interior=True,
        tone="uneasy", props=("letter",), shots=shots,
    )  # fmt: skip


def _harbour() -> Scene:
    both = ("ANNA", "TOM")
    anna = Blocking(character="ANNA", position="left, at the rail", facing="TOM", x_cm=-90, z_cm=0)
    tom = _tom(position="right, on the quay", facing="ANNA", x_cm=90)
    walking = tom.changed(action="walks up the quay", x_cm=300, to_x_cm=90)
    shots = (
        _shot(
            "2.1", 18000, 21000, ShotSize.EXTREME_WIDE, "master", framing=Framing.TWO_SHOT, subjects=both, in_frame=both,
            action="Sunlight on the water. Tom walks up the quay to Anna.", blocking=(anna, walking),
        ),
        _shot(
            "2.2", 21000, 24000, ShotSize.MEDIUM, "on ANNA", subjects=("ANNA",), in_frame=("ANNA",),
            lines=(_spoken(5, 21400, 23600),), blocking=(anna, tom),
        ),
        _shot(
            "2.3", 24000, 26500, ShotSize.MEDIUM_CLOSE_UP, "on TOM", subjects=("TOM",), in_frame=("TOM",),
            lines=(_spoken(6, 24300, 26200),), blocking=(anna, tom),
        ),
    )  # fmt: skip
    return Scene(id="2", uid="sc2", heading="EXT. HARBOUR - DAY", place="HARBOUR", time_of_day="day", interior=False, shots=shots)


def good_script() -> Script:
    """A Script in which no rule finds anything."""
    return Script(
        title="The Letter",
        cast=(
            Character(name="ROSA", appearance="A tall woman of 40 with long black hair, in a red dress"),
            Character(name="TOM", appearance="A young man with short brown hair and a moustache, in a grey coat"),
            Character(name="ANNA", appearance="An elderly woman with white hair, in a blue shawl"),
        ),
        places=(Place(name="KITCHEN"), Place(name="HARBOUR")),
        props=(Prop(name="letter", look="a folded sheet"),),
        scenes=(_kitchen(), _harbour()),
    )


def good_speech() -> SpeechSheet:
    """A table read in which every Line has room."""
    return SpeechSheet(
        lines=tuple(
            SpokenAudio(id=line.id, part=line.part, speaker=line.speaker, file="a.wav", duration_ms=line.end_ms - line.start_ms)
            for line in good_script().lines
        )
    )


def with_shot(script: Script, number: str, **fields: Any) -> Script:
    """The Script with some fields of one Shot (by display id) replaced."""
    return each_shot(script, lambda shot: shot.changed(**fields) if shot.id == number else shot)


def each_shot(script: Script, change: Callable[[Shot], Shot | None]) -> Script:
    """The Script with each Shot changed, or left out where the change gives None."""
    scenes = [
        scene.changed(shots=tuple(new for shot in scene.shots if (new := change(shot)) is not None)) for scene in script.scenes
    ]
    return script.changed(scenes=tuple(scenes))


def with_scene(script: Script, number: str, **fields: Any) -> Script:
    """The Script with some fields of one Scene replaced."""
    return script.changed(scenes=tuple(one.changed(**fields) if one.id == number else one for one in script.scenes))


def with_line(script: Script, line_id: str, **fields: Any) -> Script:
    """The Script with some fields of one Line (all its parts) replaced."""
    return each_shot(
        script,
        lambda shot: shot.changed(lines=tuple(one.changed(**fields) if one.id == line_id else one for one in shot.lines)),
    )


def with_blocking(script: Script, number: str, name: str, **fields: Any) -> Script:
    """The Script with some fields of one Character's blocking in one Shot replaced."""

    def change(shot: Shot) -> Shot:
        if shot.id != number:
            return shot
        return shot.changed(blocking=tuple(one.changed(**fields) if one.character == name else one for one in shot.blocking))

    return each_shot(script, change)


def with_cast(script: Script, name: str, **fields: Any) -> Script:
    """The Script with some fields of one Character replaced."""
    return script.changed(cast=tuple(one.changed(**fields) if one.name == name else one for one in script.cast))
