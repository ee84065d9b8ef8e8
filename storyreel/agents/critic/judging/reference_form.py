"""The JSON of the published critics (ScriptAgent's `critic_agent_script` and `critic_agent_video`): read, and written.

Their scale is 0 to 5, ours 1 to 5. The scale is named beside the figures and nothing is rescaled on the way: what is read stays
as it was given, and what is written is ours with our scale's name. A score that is missing is null and in no mean; in their own
files it counts as 0.0 in the means, which are therefore counted again from the results.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from statistics import fmean
from typing import Any, Literal, NamedTuple, cast

from storyreel.agents.critic.rubric import rubrics
from storyreel.errors import SourceError
from storyreel.film.finding import Score, Verdict
from storyreel.formats import read_text
from storyreel.tools.files import write_whole

__all__ = [
    "OURS",
    "THEIRS",
    "ReferenceResult",
    "ReferenceVerdicts",
    "Scale",
    "read_reference_verdicts",
    "rescaled",
    "write_reference_verdicts",
]


class Scale(NamedTuple):
    """The lowest and the highest score, and what the scale is called."""

    name: str
    lowest: float
    highest: float


THEIRS = Scale("ScriptAgent critic, 0 to 5", 0.0, 5.0)
OURS = Scale("storyreel, 1 to 5", 1.0, 5.0)
_NOT_MEASURED = {"CLIP": None, "VSA": None, "FVD": None}


@dataclass(frozen=True, kw_only=True)
class ReferenceResult:
    """One script or film that was judged.

    Attributes:
        name: Of the film file, or the number of the entry.
        scores: Dimension -> score on the file's scale; None where there is none.
        reasoning: Dimension -> words.
        metrics: CLIP, VSA, FVD and the like; None where not measured.
        problem: Why there are no scores.
    """

    name: str
    scores: Mapping[str, float | None]
    reasoning: Mapping[str, str] = field(default_factory=dict[str, str])
    metrics: Mapping[str, float | None] = field(default_factory=dict[str, "float | None"])
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class ReferenceVerdicts:
    """A whole file.

    Attributes:
        refused: "name: dimension: value" for scores outside of the scale; they were left out.
    """

    on: Literal["script", "film"]
    scale: Scale
    results: tuple[ReferenceResult, ...]
    backend: str = ""
    refused: tuple[str, ...] = ()

    @property
    def means(self) -> dict[str, tuple[float, int]]:
        """Dimension -> mean and number of results, of those that have a score."""
        names = dict.fromkeys(name for one in self.results for name in one.scores)
        given = {name: [score for one in self.results if (score := one.scores.get(name)) is not None] for name in names}
        return {name: (fmean(scores), len(scores)) for name, scores in given.items() if scores}


def rescaled(value: float, source: Scale, target: Scale) -> float:
    """A score moved to another scale in proportion; for whoever asks for it, and for nobody else.

    >>> rescaled(0.0, THEIRS, OURS), rescaled(2.5, THEIRS, OURS), rescaled(5.0, THEIRS, OURS)
    (1.0, 3.0, 5.0)
    """
    share = (value - source.lowest) / (source.highest - source.lowest)
    return target.lowest + share * (target.highest - target.lowest)


def read_reference_verdicts(path: Path) -> ReferenceVerdicts:
    """A critic's output file, ours or theirs.

    Raises:
        SourceError: If it is not such a file.
    """
    try:
        data: Any = json.loads(read_text(path), parse_constant=_no_number)
    except (ValueError, RecursionError) as exc:
        raise SourceError(f"it is no JSON: {exc}", file=str(path)) from exc
    rows: Any = cast("dict[str, Any]", data).get("detailed_results") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise SourceError("it has no list named detailed_results; give a critic's whole output file.", file=str(path))
    summary: Any = cast("dict[str, Any]", data).get("summary")
    head: dict[str, Any] = cast("dict[str, Any]", summary) if isinstance(summary, dict) else {}
    scale, refused = _scale(head.get("scale"), path), list[str]()
    results = [
        _result(cast("dict[str, Any]", row), number, scale, refused)
        for number, row in enumerate(cast("list[Any]", rows), 1)
        if isinstance(row, dict)
    ]
    on: Literal["script", "film"] = "script" if "total_entries" in head or _is_script(results) else "film"
    return ReferenceVerdicts(
        on=on, scale=scale, results=tuple(results), backend=str(head.get("backend") or ""), refused=tuple(refused)
    )


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def _is_script(results: Sequence[ReferenceResult]) -> bool:
    own = {one.dimension for one in rubrics("script")} - {one.dimension for one in rubrics("film")}
    return any(own & set(one.scores) for one in results)


def _scale(given: object, path: Path) -> Scale:
    """The scale that the file names, else the published critics'."""
    if given is None:
        return THEIRS
    for known in (OURS, THEIRS):
        if isinstance(given, dict) and cast("dict[str, Any]", given).get("name") == known.name:
            return known
    raise SourceError(f"its scale is {given!r}; known are: {OURS.name}; {THEIRS.name}.", file=str(path))


def _result(row: Mapping[str, Any], number: int, scale: Scale, refused: list[str]) -> ReferenceResult:
    name = str(row.get("video_name") or row.get("entry_number") or number)
    reasons: Any = row.get("Reasoning")
    words = {str(key): str(value) for key, value in cast("dict[Any, Any]", reasons).items()} if isinstance(reasons, dict) else {}
    known = {dimension for on in ("script", "film") for one in rubrics(on) for dimension in (one.dimension, *one.aliases)}
    scores: dict[str, float | None] = {}
    for key, value in row.items():
        if key not in known:
            continue
        number_of = _number(value)
        if number_of is not None and not scale.lowest <= number_of <= scale.highest:
            refused.append(f"{name}: {key}: {value}")
            number_of = None
        scores[key] = number_of
    given: Any = row.get("objective_metrics")
    metrics = (
        {str(key): _number(value) for key, value in cast("dict[Any, Any]", given).items()} if isinstance(given, dict) else {}
    )
    return ReferenceResult(name=name, scores=scores, reasoning=words, metrics=metrics, problem=str(row.get("error") or ""))


def _number(value: object) -> float | None:
    """A finite number; a text, a truth value and null are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def write_reference_verdicts(verdicts: Mapping[str, Verdict], path: Path) -> None:
    """Write Verdicts in the published critics' form, whole or not at all.

    Args:
        verdicts: Name of the film, or of the script -> its Verdict; all of scripts, or all of films.

    Raises:
        SourceError: If Verdicts on scripts and on films are mixed, or there is none.
        ProjectError: If the file cannot be written.
    """
    kinds = {one.on == "script" for one in verdicts.values()}
    if len(kinds) != 1:
        raise SourceError("a file holds verdicts on scripts or on films, at least one", file=str(path))
    on: Literal["script", "film"] = "script" if kinds == {True} else "film"
    rows = [_row(name, number, verdict, on) for number, (name, verdict) in enumerate(verdicts.items(), 1)]
    write_whole(path, (json.dumps({"summary": _summary(rows, on, verdicts), "detailed_results": rows}, indent=2) + "\n").encode())


def _row(name: str, number: int, verdict: Verdict, on: Literal["script", "film"]) -> dict[str, Any]:
    scores: dict[str, Score] = {}
    for one in rubrics(on):
        score = verdict.scores.get(one.dimension)
        if score is None or not score.observable:
            score = verdict.judged.get(one.dimension, score)
        if score is not None:
            scores[one.dimension] = score
    row: dict[str, Any] = {dimension: score.value for dimension, score in scores.items()}
    row["Reasoning"] = {dimension: score.why for dimension, score in scores.items()}
    row["Spread"] = {dimension: score.spread for dimension, score in scores.items() if score.spread is not None}
    if on == "film":
        return {
            **row,
            "objective_metrics": {"CLIP": None, "VSA": None, "FVD": None},
            "video_name": name,
            "backend": verdict.judge,
        }
    return {**row, "entry_number": number, "name": name, "backend": verdict.judge}


def _summary(rows: Sequence[Mapping[str, Any]], on: Literal["script", "film"], verdicts: Mapping[str, Verdict]) -> dict[str, Any]:
    means: dict[str, float | None] = {}
    counts: dict[str, int] = {}
    for one in rubrics(on):
        given = [float(row[one.dimension]) for row in rows if row.get(one.dimension) is not None]
        means[one.dimension] = fmean(given) if given else None
        counts[one.dimension] = len(given)
    done = sum(any(score.observable for score in one.scores.values()) for one in verdicts.values())
    backend = ", ".join(dict.fromkeys(one.judge for one in verdicts.values()))
    common = {"successful_evaluations": done, "failed_evaluations": len(rows) - done, "backend": backend}
    own = {"scale": OURS._asdict(), "n": counts}
    if on == "script":
        return {"total_entries": len(rows), **common, "average_scores": means, **own}
    metrics = {"average_objective_metrics": dict(_NOT_MEASURED)}
    return {"total_videos": len(rows), **common, "average_subjective_scores": means, **metrics, **own}
