"""The forms that a language model fills in for the Planner: thoughts first, then what follows from them.

The story is never copied: a sub-script and a scene name the sentence that they begin with. Forms are lenient about null; what is
in them is judged by the code that reads them.
"""

from __future__ import annotations

from pydantic import Field

from storyreel.tools.chat import AnswerForm

__all__ = [
    "BoxedForm",
    "DirectorForm",
    "RelationForm",
    "SceneForm",
    "ScenesForm",
    "ShotPlanForm",
    "ShotPlansForm",
    "SubScriptForm",
    "SubtitleForm",
]


class RelationForm(AnswerForm):
    """What two people are to each other."""

    between: list[str] = Field(default_factory=list[str], description="Two cast names")
    what: str = ""


class DirectorThought(AnswerForm):
    """The director's chain of thought."""

    narrative: str = ""
    characters: str = ""
    time: str = ""
    criteria: str = ""
    division: str = ""


class SubScriptForm(AnswerForm):
    """One sub-script."""

    first: str = Field(description="Id of the sentence that it begins with")
    title: str = ""
    characters: list[str] = Field(default_factory=list[str])
    timeline: str = ""
    themes: str = ""
    tone: str = ""
    reason: str = ""


class DirectorForm(AnswerForm):
    """Step one: the sub-scripts of a story."""

    thought: DirectorThought = DirectorThought()
    relationships: list[RelationForm] = Field(default_factory=list[RelationForm])
    sub_scripts: list[SubScriptForm] = Field(default_factory=list[SubScriptForm])


class SceneThought(AnswerForm):
    """The scene planner's chain of thought."""

    structure: str = ""
    elements: str = ""
    boundaries: str = ""
    cinema: str = ""


class SceneForm(AnswerForm):
    """One scene."""

    first: str = Field(description="Id of the sentence that it begins with")
    place: str = ""
    inside: bool = True
    time_of_day: str = ""
    characters: list[str] = Field(default_factory=list[str])
    plot: str = ""
    description: str = ""
    tone: str = ""
    visual_style: str = ""
    props: list[str] = Field(default_factory=list[str])
    music: str = ""
    sound: str = ""
    camera_notes: str = ""
    reason: str = ""


class ScenesForm(AnswerForm):
    """Step two: the scenes of a sub-script."""

    thought: SceneThought = SceneThought()
    scenes: list[SceneForm] = Field(default_factory=list[SceneForm])


class ShotThought(AnswerForm):
    """The shot planner's chain of thought."""

    key_shots: str = ""
    framing: str = ""
    boxes: str = ""
    emotion: str = ""
    camera: str = ""
    dialogue: str = ""


class BoxedForm(AnswerForm):
    """One person in the picture."""

    name: str
    box: list[float] = Field(default_factory=list[float], description="left, top, right, bottom, from 0 to 1")


class SubtitleForm(AnswerForm):
    """One speech."""

    speaker: str
    text: str
    how: str = ""


class ShotPlanForm(AnswerForm):
    """One shot."""

    characters: list[BoxedForm] = Field(default_factory=list[BoxedForm])
    plot: str = ""
    coarse_plot: str = ""
    emotion: str = ""
    size: str = ""
    angle: str = ""
    camera: str = ""
    direction: str = ""
    lighting: str = ""
    effects: str = ""
    sound: str = ""
    props: list[str] = Field(default_factory=list[str])
    subtitles: list[SubtitleForm] = Field(default_factory=list[SubtitleForm])
    seconds: float = 0.0
    reason: str = ""


class ShotPlansForm(AnswerForm):
    """Step three: the shots of a scene."""

    thought: ShotThought = ShotThought()
    shots: list[ShotPlanForm] = Field(default_factory=list[ShotPlanForm])
