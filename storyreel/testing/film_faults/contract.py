"""What an injector is given and what it gives back: a clean film with all that it was made from, and a spoiled copy of it.

It knows no fault. How to add one stands in this folder's `__init__`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, Protocol, runtime_checkable

from storyreel.film.cut import Cut
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.film.take import RenderSpec
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure.sight import placed_truth

__all__ = ["CleanFilm", "Injector", "NotPossible", "Spoiled"]


class NotPossible(Exception):
    """The fault cannot be put into this film (a wrong speaker needs two people); the film is left out and counted as such."""


@dataclass(frozen=True, kw_only=True)
class CleanFilm:
    """A finished film without a fault.

    Attributes:
        name: For messages and file names.
        file: The film.
        takes: File of each Take, by key, as the Cut names them; empty for a film that was not made of takes.
        seeds: Seed of each Take, by key.
        truth: uid -> what is true of the Shot, as previz writes it (`generators/previz/truth.py`); empty where nobody knows.
    """

    name: str
    file: Path
    script: Script
    cut: Cut
    plan: Plan = field(default_factory=Plan)
    speech: SpeechSheet = field(default_factory=SpeechSheet)
    speech_folder: Path | None = None
    takes: Mapping[str, Path] = field(default_factory=dict[str, Path])
    seeds: Mapping[str, int] = field(default_factory=dict[str, int])
    truth: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def evidence(self, media: FilmFile | None = None) -> Evidence:
        """All that a check may know of the film."""
        return Evidence(
            script=self.script,
            cut=self.cut,
            plan=self.plan,
            speech=self.speech,
            speech_folder=self.speech_folder,
            truth=placed_truth(self.cut, self.truth),
            media=media,
        )

    def spec(self, uid: str) -> RenderSpec:
        """What was asked for a Shot.

        Raises:
            NotPossible: If the film was not made from a plan.
        """
        for one in self.plan.shots:
            if one.uid == uid:
                return one.spec
        raise NotPossible(f"{self.name} has no plan for shot {uid}")


class Spoiled(NamedTuple):
    """A spoiled film.

    Attributes:
        file: What was written.
        shots: uids of the Shots that were struck; empty where it is the whole film.
        where: What was done, for people.
        truth: Takes the place of the film's own truth for the Shots it names (what was really drawn); None leaves it.
        knows: Fields of the Evidence to change, where a check is to see something else than the film's own record.
    """

    file: Path
    shots: frozenset[str] = frozenset()
    where: Mapping[str, Any] = {}
    truth: Mapping[str, Any] | None = None
    knows: Mapping[str, Any] = {}

    def evidence(self, film: CleanFilm, media: FilmFile | None) -> Evidence:
        """What a check is given of the spoiled film."""
        truth = placed_truth(film.cut, {**film.truth, **(self.truth or {})})
        return replace(film.evidence(media), **{"truth": truth, **self.knows})


@runtime_checkable
class Injector(Protocol):
    """Puts one fault into a film. The same film, strength and chance give the same fault at the same place."""

    @property
    def named(self) -> frozenset[str]:
        """Kinds of the Findings that rightly name the fault; the score is that of the first check in the registry among them."""
        ...

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """Write the spoiled film to `to`.

        Args:
            strength: In the unit that `benchmarks/levels.json` names for this fault.

        Raises:
            NotPossible: If this film cannot have the fault.
        """
        ...
