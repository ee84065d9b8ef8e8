"""The forms that a language model fills in for the Scripter: what it may decide, and nothing else.

No form has a place for spoken words: a Line is named by its id, and the words come from the source. Forms are lenient about what
weak models get wrong (null for "nothing", numbers as text) and leave all judgement of the content to the code that reads them.
"""

from __future__ import annotations

from pydantic import Field

from storyreel.tools.chat import AnswerForm

__all__ = [
    "BlockingForm",
    "ChangeForm",
    "ContextForm",
    "CorrectionsForm",
    "PersonForm",
    "PropForm",
    "ShotForm",
    "ShotsForm",
]


class PersonForm(AnswerForm):
    """One person in a scene."""

    name: str = Field(description="As the cast writes it")
    feels: str = Field(default="", description="What they feel as the scene begins, in a few words")
    wants: str = Field(default="", description="What they want of the others in this scene, in a few words")
    appearance: str = Field(default="", description="Only where the cast sheet has none: age, build, hair, clothes")


class PropForm(AnswerForm):
    """One thing that matters in a scene."""

    name: str
    look: str = Field(default="", description="Colour, material, size")


class ContextForm(AnswerForm):
    """Stage one: what is going on in a scene."""

    where: str = Field(default="", description="The place as it looks, in one sentence")
    when: str = Field(default="", description="Time of day")
    tone: str = Field(default="", description="The scene's mood, in a few words")
    happens: str = Field(default="", description="What happens, in one or two sentences")
    turn: str = Field(default="", description="Id of the line on which the scene turns")
    people: list[PersonForm] = Field(default_factory=list[PersonForm])
    silent: list[str] = Field(default_factory=list[str], description="Cast members who are there and say nothing")
    props: list[PropForm] = Field(default_factory=list[PropForm])
    visual_style: str = ""
    music: str = ""
    sound: str = Field(default="", description="What is heard of the place")
    story_so_far: str = Field(default="", description="The whole story up to the end of this scene, very short")


class BlockingForm(AnswerForm):
    """Where one person stands in one shot, and what they do there."""

    character: str
    position: str = Field(default="", description="Such as: left, by the window")
    facing: str = Field(default="", description="A cast name, camera, or away")
    action: str = Field(default="", description="What they do with body and hands")
    holds: list[str] = Field(default_factory=list[str])
    posture: str = Field(default="", description="standing, sitting, lying, kneeling, walking or leaning")
    emotion: str = ""


class ShotForm(AnswerForm):
    """One shot of a scene."""

    beats: list[str] = Field(default_factory=list[str], description="Ids of the lines and directions in it, in order")
    size: str = "medium"
    framing: str = "single"
    angle: str = "eye level"
    move: str = "static"
    direction: str = Field(default="", description="Of the move: left, right, up, down, in or out")
    subjects: list[str] = Field(default_factory=list[str], description="Whom the frame is about, most important first")
    action: str = Field(default="", description="What is seen, without any spoken words")
    plot: str = Field(default="", description="What the shot tells")
    emotion: str = ""
    lighting: str = ""
    effects: str = ""
    sound: str = ""
    props: list[str] = Field(default_factory=list[str])
    blocking: list[BlockingForm] = Field(default_factory=list[BlockingForm])
    seconds: float = Field(default=0.0, description="Only for a shot in which nobody speaks")
    reason: str = Field(default="", description="Why this shot")


class ShotsForm(AnswerForm):
    """Stage two: the shots of a scene, in order."""

    shots: list[ShotForm] = Field(default_factory=list[ShotForm])


class ChangeForm(AnswerForm):
    """One change to one shot; what is left empty stays as it is."""

    shot: str = Field(description="The shot's number")
    module: str = Field(default="", description="Which of the checks found it")
    problem: str = Field(default="", description="What is wrong, in one sentence")
    size: str = ""
    framing: str = ""
    angle: str = ""
    move: str = ""
    direction: str = ""
    action: str = ""
    plot: str = ""
    emotion: str = ""
    lighting: str = ""
    effects: str = ""
    sound: str = ""
    blocking: list[BlockingForm] = Field(default_factory=list[BlockingForm])


class CorrectionsForm(AnswerForm):
    """Stage three: what is to be changed; an empty list where nothing is wrong."""

    corrections: list[ChangeForm] = Field(default_factory=list[ChangeForm])
