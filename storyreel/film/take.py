"""What is asked for a Shot (RenderSpec), what was made of it (Take), and what stands where nothing could be made.

`spec` is the hash of what the Shot asks for; `key` is the hash of spec, anchor file, seed and take number, and names the file.
Both come from `RenderSpec`, whose own schema number, integers and canonical JSON with defaults left out keep them for ever.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Any, Literal, cast

from pydantic import Field

from storyreel.film.base import FilmModel, canonical_json
from storyreel.film.finding import Verdict

__all__ = [
    "AnchorMode",
    "AnchorUsed",
    "Cost",
    "MissingMedia",
    "RenderSpec",
    "SpecCharacter",
    "SpecLine",
    "SpecPlace",
    "Take",
    "take_key",
    "take_seed",
]

AnchorMode = Literal["last frame", "tail", "first of set-up", "references", "nothing"]


class SpecCharacter(FilmModel):
    """A Character as a generator needs it."""

    name: str
    appearance: str = ""
    pictures: tuple[str, ...] = ()


class SpecPlace(FilmModel):
    """The place of a Shot as a generator needs it."""

    name: str = ""
    look: str = ""
    time_of_day: str = ""
    interior: bool | None = None
    pictures: tuple[str, ...] = ()


class SpecLine(FilmModel):
    """A spoken Line within the Shot: milliseconds from the Shot's start, and the hash of its audio."""

    id: str
    part: int = 0
    speaker: str
    text: str
    start_ms: int
    end_ms: int
    speech: str = ""
    emotion: str = ""
    off_screen: bool = False


class RenderSpec(FilmModel):
    """Everything that a Take of a Shot depends on, apart from anchor, seed and take number.

    Attributes:
        shot: The Shot's content as JSON (`Shot.rebased()`, brief), without its Lines.
        lines: The Lines with times from the Shot's start.
        frames: Frames to make, at `rate`.
        world: Seed of what stays the same over the film (sets, looks).
        wording: Words that replace the compiled prompt, where a person or the filter ladder gave them.
        context: Words of the film, act and scene that a prompt takes up; left empty for a backend that reads no prompt.
    """

    schema_id: Literal["storyreel.render/1"] = "storyreel.render/1"
    uid: str
    backend: str
    revision: str
    width_px: int = Field(ge=16, le=8192)
    height_px: int = Field(ge=16, le=8192)
    rate_num: int = Field(ge=1)
    rate_den: int = Field(default=1, ge=1)
    frames: int = Field(ge=1)
    shot: dict[str, Any]
    lines: tuple[SpecLine, ...] = ()
    cast: tuple[SpecCharacter, ...] = ()
    place: SpecPlace = SpecPlace()
    props: tuple[str, ...] = ()
    tone: str = ""
    style: str = ""
    language: str = "en"
    world: int = 0
    wording: str = ""
    context: dict[str, Any] = {}

    @property
    def rate(self) -> Fraction:
        """Frames per second."""
        return Fraction(self.rate_num, self.rate_den)

    @property
    def duration_ms(self) -> int:
        """Length of the frames asked, in milliseconds, rounded."""
        return round(Fraction(self.frames * 1000) / self.rate)

    def canonical(self) -> bytes:
        """The bytes that are hashed: integers, defaults left out, sorted keys."""
        return canonical_json(_integers(self.model_dump(mode="python", exclude_defaults=True) | {"schema": self.schema_id}))

    def hash(self) -> str:
        """SHA-256 in hex of `canonical()`: a Take is stale only when this changed."""
        return hashlib.sha256(self.canonical()).hexdigest()


def _integers(value: Any) -> Any:
    """JSON values with every float as an integer of thousandths, so that no float formatting enters a hash."""
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        return {"milli": round(value * 1000)}
    if isinstance(value, dict):
        return {str(k): _integers(v) for k, v in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_integers(v) for v in cast("list[Any]", value)]
    raise TypeError(f"{type(value).__name__} has no place in a render spec")


def take_key(spec: str, *, anchor: str, seed: int, take: int) -> str:
    """The name of a Take: hash of the spec's hash, the anchor file's hash ("" for none), the seed and the take number.

    >>> take_key("ab", anchor="", seed=7, take=1)[:12]
    '5992d31c1126'
    """
    return hashlib.sha256(canonical_json({"anchor": anchor, "seed": seed, "spec": spec, "take": take})).hexdigest()


def take_seed(seed: int, uid: str, take: int) -> int:
    """The seed of a Shot's nth Take: another one for each, the same again for the same arguments, below 2**31.

    >>> take_seed(0, "a", 1) != take_seed(0, "a", 2)
    True
    """
    return int.from_bytes(hashlib.sha256(f"{seed}/{uid}/{take}".encode()).digest()[:4]) >> 1


class Cost(FilmModel):
    """Money for one thing; `micros` is millionths of the currency, None is unknown."""

    micros: int | None = Field(default=0, ge=0)
    currency: str = "USD"


class AnchorUsed(FilmModel):
    """What a Take was conditioned on, and why."""

    mode: AnchorMode = "nothing"
    source: str = ""
    sha256: str = ""
    reason: str = ""


class Take(FilmModel):
    """One rendering of one Shot.

    Attributes:
        file: Name in the project's `takes/` folder.
        asked_frames, frames: What was asked and what the file holds.
        rate_num, rate_den: Frame rate of the file.
        first_frame_sha256, last_frame_sha256: Hashes of decoded edge frames, where they were read.
        wall_ms: How long it took.
        made_at_ms: When it was kept, in Unix time; orders the Takes of a Shot, and is in no key.
        placeholder: Why this Take stands for one that could not be made, else "".
    """

    schema_id: Literal["storyreel.take/1"] = "storyreel.take/1"
    key: str
    spec: str
    uid: str
    number: int = Field(ge=1)
    seed: int
    backend: str
    revision: str = ""
    file: str
    sha256: str
    width_px: int
    height_px: int
    rate_num: int
    rate_den: int = 1
    asked_frames: int
    frames: int
    has_audio: bool = False
    prompt: str = ""
    prompt_hash: str = ""
    anchor: AnchorUsed = AnchorUsed()
    cost: Cost = Cost()
    wall_ms: int = 0
    made_at_ms: int = 0
    verdict: Verdict | None = None
    placeholder: str = ""


class MissingMedia(FilmModel):
    """What stands where a Take could not be made."""

    uid: str
    reason: str
    backend: str = ""
