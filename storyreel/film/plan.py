"""The Director's plan: what to make of each Shot, in which Chain, conditioned on what, at what cost, and why."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field

from storyreel.film.base import FilmModel
from storyreel.film.take import AnchorMode, Cost, RenderSpec

__all__ = ["Anchor", "Chain", "Choice", "FilmSettings", "Plan", "PlannedShot"]


class Choice(FilmModel):
    """Something that was chosen automatically, and why."""

    about: str
    choice: str
    reason: str


class Anchor(FilmModel):
    """What a Shot is to be conditioned on; `source` is the uid of the Shot that gives the frame."""

    mode: AnchorMode = "nothing"
    source: str = ""
    reason: str = ""


class PlannedShot(FilmModel):
    """One Shot, ready to be made.

    Attributes:
        spec_hash: `spec.hash()`.
        after_take: Takes up to this number do not count: the person or the film critic asked for another.
        picked_take: Number of the Take that the person chose, 0 for none.
        locked_take: Key of the Take that stands because the person locked it, else "".
    """

    uid: str
    id: str
    spec: RenderSpec
    spec_hash: str
    anchor: Anchor = Anchor()
    prompt: str = ""
    negative_prompt: str = ""
    prompt_hash: str = ""
    choices: tuple[Choice, ...] = ()
    after_take: int = 0
    picked_take: int = 0
    locked_take: str = ""
    estimate: Cost = Cost()
    estimate_ms: int = 0


class Chain(FilmModel):
    """Shots that must be made one after another."""

    id: str
    shots: tuple[str, ...]
    reason: str = ""


class FilmSettings(FilmModel):
    """What holds for the whole film.

    Attributes:
        lufs: Integrated loudness of the film: -16 for the web, -23 for television (EBU R128). No take depends on it.
        titles, burn_subtitles: Title cards, and subtitles in the picture, of the copy for a screening. No take and no Cut depends
            on them.
        truth: Ground truth of every take (boxes, masks, camera) beside the film. No take and no Cut depends on it.
        judge_gates: Whether the scores of a language model that judges hold work up; else they advise.
    """

    style: str = "realistic"
    width_px: int = Field(default=832, ge=16, le=8192)
    height_px: int = Field(default=480, ge=16, le=8192)
    rate_num: int = 24
    rate_den: int = 1
    language: str = ""
    seed: int = 0
    seconds: float | None = None
    reference_mode: Literal["auto", "first", "style", "asset", "none"] = "auto"
    threshold: float = Field(default=3.5, ge=1.0, le=5.0)
    lufs: float = Field(default=-16.0, ge=-31.0, le=-12.0)
    titles: bool = False
    burn_subtitles: bool = False
    truth: bool = False
    judge_gates: bool = False

    @property
    def rate(self) -> Fraction:
        """Frames per second."""
        return Fraction(self.rate_num, self.rate_den)


class Plan(FilmModel):
    """The plan of a film."""

    schema_id: Literal["storyreel.plan/1"] = "storyreel.plan/1"
    settings: FilmSettings = FilmSettings()
    shots: tuple[PlannedShot, ...] = ()
    chains: tuple[Chain, ...] = ()
    choices: tuple[Choice, ...] = ()

    def shot(self, uid: str) -> PlannedShot:
        """The planned Shot with this uid.

        Raises:
            KeyError: If there is none.
        """
        for one in self.shots:
            if one.uid == uid:
                return one
        raise KeyError(uid)
