"""A small Script and backends of several kinds, for the tests of the Director.

Two scenes: a talk in a kitchen, shot and reverse shot from three set-ups, and one Shot on a beach. It knows no rule.
"""

from __future__ import annotations

from typing import Any

from storyreel.agents.director import PlanRequest
from storyreel.film.bank import Character, Place, Prop
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Act, Blocking, Scene, Script, Shot, SpokenLine
from storyreel.film.speech import SpeechSheet, SpokenAudio
from storyreel.film.take import Cost, RenderSpec
from storyreel.film.vocabulary import Framing, ShotSize
from storyreel.tools.contracts import Capabilities, Estimate

DRAWN = Capabilities(consistent=True, driven_by_speech=True, own_audio=True, reads_prompt=False, label="animatic (drawn)")
MODEL = Capabilities(
    durations_s=(2.0, 10.0),
    anchors=frozenset({"last frame", "tail", "first of set-up", "references"}),
    negative_prompt=True,
    price_per_second=Cost(micros=100_000),
)
FRAME_ONLY = Capabilities(anchors=frozenset({"last frame"}))
TEXT_ONLY = Capabilities()


def spoken(number: int, speaker: str, text: str, start_ms: int, end_ms: int, **fields: Any) -> SpokenLine:
    """A Line in a Shot."""
    return SpokenLine(id=f"L{number}", speaker=speaker, text=text, start_ms=start_ms, end_ms=end_ms, **fields)


def shot(number: str, start_ms: int, end_ms: int, setup: str = "", **fields: Any) -> Shot:
    """A Shot of the kitchen, unless its fields say otherwise."""
    people = (Blocking(character="ROSA", x_cm=90, facing="TOM"), Blocking(character="TOM", x_cm=-90, facing="ROSA"))
    values: dict[str, Any] = {"size": ShotSize.MEDIUM_CLOSE_UP, "setup": setup, "blocking": people}
    return Shot(uid=f"u{number}", id=number, start_ms=start_ms, end_ms=end_ms, **{**values, **fields})


def kitchen() -> Scene:
    """A master, and a talk from two sides."""
    rosa, tom = {"subjects": ("ROSA",), "in_frame": ("ROSA",)}, {"subjects": ("TOM",), "in_frame": ("TOM",)}
    both = {"framing": Framing.TWO_SHOT, "size": ShotSize.WIDE, "in_frame": ("ROSA", "TOM")}
    return Scene(
        id="1",
        place="kitchen",
        time_of_day="night",
        interior=True,
        tone="tense",
        shots=(
            shot("1.1", 0, 3000, "master", action="Rosa waits. Tom comes in.", **both),
            shot("1.2", 3000, 6000, "on ROSA", lines=(spoken(1, "ROSA", "You are late.", 3200, 4600),), **rosa),
            shot("1.3", 6000, 9000, "on TOM", lines=(spoken(2, "TOM", "I know.", 6200, 7000),), **tom),
            shot("1.4", 9000, 12000, "on ROSA", lines=(spoken(3, "ROSA", "Sit down.", 9300, 10200),), **rosa),
            shot("1.5", 12000, 14000, "on ROSA", action="She turns away.", **rosa),
        ),
    )


def film(**fields: Any) -> Script:
    """The whole Script."""
    beach = Scene(id="2", place="beach", time_of_day="day", interior=False, shots=(shot("2.1", 14000, 18000, "master"),))
    cast = (
        Character(name="ROSA", appearance="forty, red coat", aliases=("Rosie",)),
        Character(name="TOM", appearance="tall, grey beard"),
    )
    values: dict[str, Any] = {"title": "The Letter", "cast": cast, "places": (Place(name="Kitchen", look="green tiles"),)}
    values |= {"props": (Prop(name="letter", look="sealed with wax"),), "acts": (Act(id="A", scenes=("1",), plot="They part."),)}
    return Script(scenes=(kitchen(), beach), **{**values, **fields})


def sheet(script: Script) -> SpeechSheet:
    """The voice of the Script: a hash for each Line."""
    return SpeechSheet(
        lines=tuple(
            SpokenAudio(id=line.id, part=line.part, speaker=line.speaker, sha256=f"{line.id}-{line.part}-{line.text}")
            for line in script.lines
        )
    )


def cheap(spec: RenderSpec) -> Estimate:
    """A backend that knows its price."""
    return Estimate(Cost(micros=spec.frames * 1000), spec.frames / 100, "a thousand micros a frame")


def request(script: Script | None = None, capabilities: Capabilities = DRAWN, **fields: Any) -> PlanRequest:
    """A request with a cheap backend."""
    script = script or film()
    values: dict[str, Any] = {"settings": FilmSettings(), "estimate": cheap, "speech": sheet(script)}
    return PlanRequest(
        script=script,
        generator_name="fake",
        generator_revision="1",
        capabilities=capabilities,
        **{**values, **fields},
    )
