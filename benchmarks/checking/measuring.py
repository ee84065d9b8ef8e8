"""Scores of checks on clean and on spoiled films, and what follows from them. It makes no film and sets no threshold."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyreel.errors import MediaError
from storyreel.film.finding import Finding
from storyreel.testing.film_faults import INJECTORS, CleanFilm, NotPossible
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure import CHECKS, measure, open_media, unreadable
from storyreel.tools.measure.strength import strength_of

__all__ = ["Scored", "auc", "levels", "measure_clean", "measure_faults"]

LEVELS = Path(__file__).parents[1] / "levels.json"


@dataclass(frozen=True)
class Scored:
    """One film, clean or spoiled, as one check sees it.

    Attributes:
        score: 1.0 and more is a Finding; None where the check cannot tell.
        named: A Finding of a right kind was made.
        others: Kinds of all other Findings that the clean film does not have.
    """

    film: str
    fault: str
    strength: float
    score: float | None
    named: bool = False
    others: tuple[str, ...] = ()
    where: str = ""


def levels() -> Mapping[str, Mapping[str, Any]]:
    """Fault -> {"unit", "strengths"}, as they were fixed."""
    fixed: dict[str, Any] = json.loads(LEVELS.read_bytes())
    return {name: one for name, one in fixed.items() if name != "about"}


def auc(clean: Sequence[float], spoiled: Sequence[float]) -> float | None:
    """The chance that a spoiled film scores above a clean one, ties counted half; None where there is nothing to compare.

    >>> auc([0.0, 0.1], [0.5, 0.1]), auc([], [1.0])
    (0.875, None)
    """
    if not clean or not spoiled:
        return None
    above = sum((bad > good) + 0.5 * (bad == good) for bad in spoiled for good in clean)
    return above / (len(clean) * len(spoiled))


def measure_clean(film: CleanFilm) -> tuple[list[Finding], list[Finding], dict[str, float | None]]:
    """Findings on a clean film with all that is known of it, those with its Script alone, and the score of each check."""
    media = open_media(film.file)
    evidence = film.evidence(media)
    scores = {kind: strength_of(check, evidence) for kind, check in CHECKS.items()}
    scores |= {kind: score for injector in INJECTORS.values() for kind, score in _before(injector, film, media)}
    return measure(evidence), measure(Evidence(script=film.script, media=media)), scores


def _before(injector: Any, film: CleanFilm, media: FilmFile) -> Iterator[tuple[str, float | None]]:
    """Scores of the checks that name a fault, where it is put into another reading of the film than the film's own."""
    prepared = getattr(injector, "clean", None)
    if prepared is None:
        return
    try:
        evidence = prepared(film).evidence(media)
    except NotPossible:
        return
    for kind in injector.named & CHECKS.keys():
        yield kind, strength_of(CHECKS[kind], evidence)


def measure_faults(film: CleanFilm, faults: Iterable[str], usual: frozenset[str]) -> list[Scored]:
    """The film with each fault at each of its strengths, one after another.

    Args:
        usual: Kinds that are found in the clean film as well.
    """
    told = levels()
    found: list[Scored] = []
    for fault in faults:
        for strength in told[fault]["strengths"]:
            chance = random.Random(f"{film.name}/{fault}/{strength}")
            with tempfile.TemporaryDirectory() as name:
                try:
                    found.append(_spoiled(film, fault, float(strength), Path(name) / "film.mp4", chance, usual))
                except NotPossible:
                    continue
    return found


def _spoiled(film: CleanFilm, fault: str, strength: float, to: Path, chance: random.Random, usual: frozenset[str]) -> Scored:
    injector = INJECTORS[fault]
    spoiled = injector(film, to, strength=strength, chance=chance)
    findings, score = _seen(film, spoiled, injector.named)
    kinds = {one.kind for one in findings}
    return Scored(
        film=film.name,
        fault=fault,
        strength=strength,
        score=score,
        named=bool(kinds & injector.named),
        others=tuple(sorted(kinds - injector.named - usual)),
        where=json.dumps(dict(spoiled.where), default=str),
    )


def _seen(film: CleanFilm, spoiled: Any, named: frozenset[str]) -> tuple[list[Finding], float | None]:
    try:
        media = open_media(spoiled.file)
    except MediaError as exc:
        found = unreadable(exc, spoiled.evidence(film, None), spoiled.file)
        return [found], 1.0 if found.kind in named else 0.0
    evidence = spoiled.evidence(film, media)
    scores = [strength_of(check, evidence) for kind, check in CHECKS.items() if kind in named]
    told = [score for score in scores if score is not None]
    return measure(evidence), max(told) if told else None
