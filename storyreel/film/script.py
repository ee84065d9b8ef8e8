"""The shooting script: cast, scenes, and in each the shots with their spans, blocking and Lines.

A Script is versioned and never edited in place: `film.edits` makes the next one. Times are absolute in the film; a Shot's own
content, apart from its place in time, is `Shot.rebased()`, which is equal to the byte for a Shot that no edit touched.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue, model_validator

from storyreel.film.bank import Character, Place, Prop
from storyreel.film.base import FilmModel
from storyreel.film.vocabulary import Angle, CameraMove, Framing, MoveSpeed, ShotSize, TransitionKind

__all__ = ["Act", "Blocking", "Move", "Scene", "Script", "Shot", "SpokenLine", "Transition"]


class Move(FilmModel):
    """A camera move; `direction` is in the frame's terms: left, right, up, down, in, out."""

    kind: CameraMove = CameraMove.STATIC
    direction: str = ""
    speed: MoveSpeed = MoveSpeed.MEDIUM


class Transition(FilmModel):
    """How the Shot begins; `frames` is its length at the film's rate, 0 for a cut."""

    kind: TransitionKind = TransitionKind.CUT
    frames: int = Field(default=0, ge=0)


class SpokenLine(FilmModel):
    """A Line, or the part of a Line, that is spoken in a Shot; times are absolute in the film.

    A Line too long for one Shot is spoken over several: `part` counts from 0 to `parts` - 1 and `text` is that part alone.
    `with_line` is the id of the Line before it that it is spoken at once with, where the source has the two side by side.
    """

    id: str
    speaker: str
    text: str
    parenthetical: str = ""
    start_ms: int = Field(ge=0)
    end_ms: int = Field(ge=0)
    part: int = Field(default=0, ge=0)
    parts: int = Field(default=1, ge=1)
    off_screen: bool = False
    with_line: str = ""


class Blocking(FilmModel):
    """Where one Character stands in one Shot, and what they do.

    Attributes:
        position: In words: "left, by the window".
        facing: A Character's name, "camera", "away", or words.
        posture: standing, sitting, lying, kneeling, walking, leaning.
        x_cm, z_cm: The mark on the stage floor: x grows to the right of the master shot, z away; None leaves it to `position`.
        to_x_cm, to_z_cm: Where the Character walks to during the Shot, if they walk.
    """

    character: str
    position: str = ""
    facing: str = ""
    action: str = ""
    holds: tuple[str, ...] = ()
    posture: str = "standing"
    emotion: str = ""
    x_cm: int | None = None
    z_cm: int | None = None
    to_x_cm: int | None = None
    to_z_cm: int | None = None


class Shot(FilmModel):
    """One camera set-up for one span of time.

    Attributes:
        uid: Given once and kept through every revision; keys, locks and Notes use it.
        id: What people see: "1.3".
        setup: Name of the camera set-up within the scene ("master", "on ROSA"); Shots that share it share the camera's place.
        subjects: The Characters that the frame is about, most important first.
        side: Side of the line of action that the camera is on: "near" is the master's.
        in_frame: Characters to be seen; everyone in `blocking` is in the scene, seen or not.
        reason: Why the Shot is as it is.
        extra: Parts of a source that have no other place, kept; words that were not known stand in `extra["unread"]`.
    """

    uid: str
    id: str
    start_ms: int = Field(ge=0)
    end_ms: int = Field(ge=0)
    size: ShotSize = ShotSize.MEDIUM
    framing: Framing = Framing.SINGLE
    angle: Angle = Angle.EYE_LEVEL
    lens_mm: int | None = None
    move: Move = Move()
    transition: Transition = Transition()
    setup: str = ""
    side: Literal["near", "far"] = "near"
    subjects: tuple[str, ...] = ()
    in_frame: tuple[str, ...] = ()
    action: str = ""
    emotion: str = ""
    lines: tuple[SpokenLine, ...] = ()
    blocking: tuple[Blocking, ...] = ()
    props: tuple[str, ...] = ()
    plot: str = ""
    lighting: str = ""
    effects: str = ""
    sound: str = ""
    reason: str = ""
    boxes: dict[str, tuple[float, float, float, float]] = {}
    extra: dict[str, JsonValue] = {}

    @property
    def duration_ms(self) -> int:
        """Length of the span in milliseconds."""
        return self.end_ms - self.start_ms

    def moved(self, by_ms: int) -> Shot:
        """The same Shot `by_ms` later (or earlier), its Lines with it."""
        if by_ms == 0:
            return self
        lines = tuple(x.changed(start_ms=x.start_ms + by_ms, end_ms=x.end_ms + by_ms) for x in self.lines)
        return self.changed(start_ms=self.start_ms + by_ms, end_ms=self.end_ms + by_ms, lines=lines)

    def rebased(self) -> Shot:
        """The Shot's own content: starting at 0 and without its display id."""
        return self.moved(-self.start_ms).changed(id="")

    @model_validator(mode="after")
    def _span_is_forward(self) -> Shot:
        if self.end_ms < self.start_ms:
            raise ValueError(f"shot {self.id}: end {self.end_ms} ms lies before start {self.start_ms} ms")
        return self


class Scene(FilmModel):
    """Shots in one place at one time."""

    id: str
    uid: str = ""
    heading: str = ""
    place: str = ""
    time_of_day: str = ""
    interior: bool | None = None
    description: str = ""
    plot: str = ""
    tone: str = ""
    visual_style: str = ""
    props: tuple[str, ...] = ()
    music: str = ""
    sound: str = ""
    camera_notes: str = ""
    reason: str = ""
    shots: tuple[Shot, ...] = ()
    extra: dict[str, JsonValue] = {}


class Act(FilmModel):
    """An act or sub-script: a run of scenes."""

    id: str
    title: str = ""
    plot: str = ""
    themes: str = ""
    tone: str = ""
    characters: tuple[str, ...] = ()
    reason: str = ""
    scenes: tuple[str, ...] = ()
    extra: dict[str, JsonValue] = {}


class Script(FilmModel):
    """The shooting script."""

    schema_id: Literal["storyreel.script/1"] = "storyreel.script/1"
    title: str = ""
    language: str = "en"
    version: int = Field(default=1, ge=1)
    style: str = ""
    cast: tuple[Character, ...] = ()
    places: tuple[Place, ...] = ()
    props: tuple[Prop, ...] = ()
    acts: tuple[Act, ...] = ()
    scenes: tuple[Scene, ...] = ()
    extra: dict[str, JsonValue] = {}

    @property
    def shots(self) -> tuple[Shot, ...]:
        """All Shots in the film's order."""
        return tuple(shot for scene in self.scenes for shot in scene.shots)

    @property
    def lines(self) -> tuple[SpokenLine, ...]:
        """All spoken Lines and parts in the film's order."""
        return tuple(line for shot in self.shots for line in shot.lines)

    @property
    def duration_ms(self) -> int:
        """Where the last Shot ends."""
        return max((shot.end_ms for shot in self.shots), default=0)

    def shot(self, uid: str) -> Shot:
        """The Shot with this uid.

        Raises:
            KeyError: If there is none.
        """
        for shot in self.shots:
            if shot.uid == uid:
                return shot
        raise KeyError(uid)

    def scene_of(self, uid: str) -> Scene:
        """The Scene that holds the Shot with this uid.

        Raises:
            KeyError: If there is none.
        """
        for scene in self.scenes:
            if any(shot.uid == uid for shot in scene.shots):
                return scene
        raise KeyError(uid)

    def character(self, name: str) -> Character | None:
        """The Character of that name or alias, if in the cast."""
        for one in self.cast:
            if name == one.name or name in one.aliases:
                return one
        return None

    @model_validator(mode="after")
    def _uids_are_unique(self) -> Script:
        seen: set[str] = set()
        for shot in self.shots:
            if shot.uid in seen:
                raise ValueError(f"two shots have the uid {shot.uid!r}")
            seen.add(shot.uid)
        return self
