"""Ground truth of a take: for every frame who is where in pixels, which way they look, who speaks, what is held, and the camera.

It is what a stage knows of its own drawing, for those who train, test and calibrate on it; nothing is guessed from pixels.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from storyreel.film.base import FilmModel
from storyreel.film.take import SpecLine
from storyreel.film.vocabulary import Angle, Framing, ShotSize

__all__ = ["ShotTruth", "TruthCamera", "TruthFrame", "TruthLabel", "TruthPerson", "TruthThing"]

Box = tuple[int, int, int, int]
FineBox = tuple[float, float, float, float]


class TruthLabel(FilmModel):
    """What an index in the masks stands for; 0 is the set and what stands in it.

    Attributes:
        holder: Who holds a thing, "" for one that lies there.
    """

    index: int = Field(ge=0, le=255)
    kind: Literal["set", "person", "thing"]
    name: str = ""
    holder: str = ""


class TruthCamera(FilmModel):
    """The camera of one frame.

    Attributes:
        position_m, aim_m: Where it stands and what it looks at: right, up and away from the master camera, metres.
        height_m: Of the lens above the floor.
        lens_mm: Focal length for a sensor 14 mm high; `focal_px` the same in pixels of this picture.
        roll_deg: Positive leans the picture clockwise.
        focus_m: Distance of what is sharp.
    """

    position_m: tuple[float, float, float]
    aim_m: tuple[float, float, float]
    height_m: float
    lens_mm: float
    focal_px: float
    roll_deg: float = 0.0
    focus_m: float = 0.0


class TruthPerson(FilmModel):
    """One person in one frame. Boxes are left, top, right, bottom in pixels from the picture's top left corner.

    Attributes:
        body: Of the pixels that are theirs in the mask, right and bottom not among them; None where they are wholly hidden.
        pixels: How many these are.
        head, mouth: As drawn, hidden or not, and perhaps beyond the picture's edge; no mouth where the face is turned away.
        mouth_open: 0 closed to 1.
        talking: How far they are in a Line, 0 to 1 with soft ends.
        facing: Where the face points; `facing_deg` 0 at the lens, 90 to the right of the picture, 180 away.
        side: Third of the picture that the middle of the head is in.
        size: The shot size that this head's height makes.
        holds: What is in their hands.
    """

    name: str
    body: Box | None
    pixels: int = Field(ge=0)
    head: FineBox
    mouth: FineBox | None = None
    mouth_open: float | None = Field(default=None, ge=0.0, le=1.0)
    talking: float = Field(default=0.0, ge=0.0, le=1.0)
    facing: Literal["lens", "left", "right", "away"]
    facing_deg: float = Field(ge=-180.0, le=180.0)
    side: Literal["left", "centre", "right", "outside"]
    size: ShotSize
    holds: tuple[str, ...] = ()


class TruthThing(FilmModel):
    """A thing in one frame: the box of its pixels in the mask, and who holds it ("" for nobody)."""

    name: str
    holder: str = ""
    body: Box
    pixels: int = Field(ge=1)


class TruthFrame(FilmModel):
    """One frame; `speaking` are those whose Line is heard, seen or not."""

    frame: int = Field(ge=0)
    at_ms: int = Field(ge=0)
    camera: TruthCamera
    people: tuple[TruthPerson, ...] = ()
    things: tuple[TruthThing, ...] = ()
    speaking: tuple[str, ...] = ()


class ShotTruth(FilmModel):
    """What is true of a take.

    Attributes:
        take: Key of the Take.
        size, framing, angle, move, side: As the Shot asks.
        lines: The Lines with the times at which they are heard, from the Shot's start.
        labels: What the indices in the masks stand for.
        masks: Name of the file with one picture of indices per frame.
    """

    schema_id: Literal["storyreel.truth/1"] = "storyreel.truth/1"
    uid: str
    id: str = ""
    take: str
    backend: str
    revision: str = ""
    width_px: int
    height_px: int
    rate_num: int
    rate_den: int = 1
    size: ShotSize
    framing: Framing
    angle: Angle
    move: str
    side: Literal["near", "far"]
    subjects: tuple[str, ...] = ()
    place: str = ""
    lines: tuple[SpecLine, ...] = ()
    labels: tuple[TruthLabel, ...] = ()
    masks: str = ""
    frames: tuple[TruthFrame, ...] = ()
