"""What the person asked for, resolved to what it touches; and what a run may spend."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue

from storyreel.film.base import FilmModel

__all__ = ["Limits", "Note", "NoteOp"]

NoteOp = Literal["retake", "change", "lock", "unlock", "undo", "approve", "choose", "limit", "ask"]


class Note(FilmModel):
    """A request in words or as a command.

    Attributes:
        id: Of the inbox message it came from.
        op: What to do.
        text: The person's own words.
        targets: uids of the Shots it touches; empty is the whole film.
        changes: Fields of the Shots to change: {"size": "close-up", "lighting": "darker", "pace": 1.2}.
        version: Of the Script it was made on.
    """

    id: str
    op: NoteOp
    text: str = ""
    author: str = ""
    targets: tuple[str, ...] = ()
    changes: dict[str, JsonValue] = {}
    version: int = 0


class Limits(FilmModel):
    """What a run may spend.

    Attributes:
        money_micros: Hard stop in millionths of the currency; None is no limit, but an unknown price still needs a yes.
        takes: More takes per Shot after the first.
        script_rounds: Rounds of script revision.
        film_rounds: Times that the film critic may send Shots back.
        retries: Of transport, for the same job.
        seconds: Wall time of the run; None is no limit.
        job_seconds: How long one job may take.
        workers: Worker processes; 0 is the number of cores.
    """

    money_micros: int | None = Field(default=None, ge=0)
    currency: str = "USD"
    takes: int = Field(default=2, ge=0)
    script_rounds: int = Field(default=3, ge=0)
    film_rounds: int = Field(default=2, ge=0)
    retries: int = Field(default=3, ge=0)
    seconds: float | None = Field(default=None, gt=0)
    job_seconds: float = Field(default=600.0, gt=0)
    workers: int = Field(default=0, ge=0)
