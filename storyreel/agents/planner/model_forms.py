"""The forms that a language model fills in for the Planner: thoughts first, then what follows from them.

The story is never copied: a sub-script and a scene name the sentence that they begin with. Forms are lenient about null; what is
in them is judged by the code that reads them.
"""

from __future__ import annotations

from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

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


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_left_out(cls, data: Any) -> Any:
        """What is null is not said: its default holds."""
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in cast("dict[str, Any]", data).items() if value is not None}


class RelationForm(_Form):
    """What two people are to each other."""

    between: list[str] = Field(default_factory=list[str], description="Two cast names")
    what: str = ""


class DirectorThought(_Form):
    """The director's chain of thought."""

    narrative: str = ""
    characters: str = ""
    time: str = ""
    criteria: str = ""
    division: str = ""


class SubScriptForm(_Form):
    """One sub-script."""

    first: str = Field(description="Id of the sentence that it begins with")
    title: str = ""
    characters: list[str] = Field(default_factory=list[str])
    timeline: str = ""
    themes: str = ""
    tone: str = ""
    reason: str = ""


class DirectorForm(_Form):
    """Step one: the sub-scripts of a story."""

    thought: DirectorThought = DirectorThought()
    relationships: list[RelationForm] = Field(default_factory=list[RelationForm])
    sub_scripts: list[SubScriptForm] = Field(default_factory=list[SubScriptForm])


class SceneThought(_Form):
    """The scene planner's chain of thought."""

    structure: str = ""
    elements: str = ""
    boundaries: str = ""
    cinema: str = ""


class SceneForm(_Form):
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


class ScenesForm(_Form):
    """Step two: the scenes of a sub-script."""

    thought: SceneThought = SceneThought()
    scenes: list[SceneForm] = Field(default_factory=list[SceneForm])


class ShotThought(_Form):
    """The shot planner's chain of thought."""

    key_shots: str = ""
    framing: str = ""
    boxes: str = ""
    emotion: str = ""
    camera: str = ""
    dialogue: str = ""


class BoxedForm(_Form):
    """One person in the picture."""

    name: str
    box: list[float] = Field(default_factory=list[float], description="left, top, right, bottom, from 0 to 1")


class SubtitleForm(_Form):
    """One speech."""

    speaker: str
    text: str
    how: str = ""


class ShotPlanForm(_Form):
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


class ShotPlansForm(_Form):
    """Step three: the shots of a scene."""

    thought: ShotThought = ShotThought()
    shots: list[ShotPlanForm] = Field(default_factory=list[ShotPlanForm])
