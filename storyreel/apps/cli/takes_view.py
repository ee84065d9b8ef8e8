"""The takes of shots as people and programs see them: a table, titles, JSON. It reads no project and judges nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.apps.cli.output import rows_of_columns

if TYPE_CHECKING:
    from storyreel.film.take import Take
    from storyreel.graph import ShotTakes

__all__ = ["found_words", "shot_json", "take_title", "takes_table"]


def take_title(one: ShotTakes, take: Take) -> str:
    """Number, score, and whether it is in the film."""
    score = "not judged yet" if take.verdict is None else f"score {_score(take) or 'not observable'}"
    return f"take {take.number}, {score}{', in the film' if take.key == one.chosen else ''}"


def _score(take: Take) -> str:
    mean = take.verdict.mean if take.verdict else None
    return "" if mean is None else f"{mean:.1f}"


def found_words(take: Take) -> str:
    """What was found on it, in words."""
    if take.placeholder:
        return f"stands in: {take.placeholder}"
    if take.verdict is None:
        return "not judged yet"
    found = [f"{one.kind}: {one.evidence}" for one in take.verdict.findings]
    return "; ".join(found) or "nothing found"


def _kinds(take: Take) -> str:
    if take.placeholder or take.verdict is None:
        return found_words(take)
    return ", ".join(dict.fromkeys(one.kind for one in take.verdict.findings)) or "-"


def _cost(take: Take) -> str:
    return "unknown" if take.cost.micros is None else f"{take.cost.micros / 1e6:.2f} {take.cost.currency}"


def _seconds(take: Take) -> float:
    return take.frames * take.rate_den / take.rate_num


def takes_table(found: list[ShotTakes]) -> str:
    """A row a take, the shot named once; * marks the one in the film."""
    rows = [("shot", "", "take", "score", "length", "seed", "cost", "found")]
    for one in found:
        name = f"{one.shot.id}{' locked' if one.locked else ''}"
        for take in one.takes:
            mark = "*" if take.key == one.chosen else ""
            rows.append(
                (name, mark, str(take.number), _score(take), f"{_seconds(take):.2f} s", str(take.seed), _cost(take), _kinds(take))
            )
            name = ""
        if not one.takes:
            rows.append((name, "", "-", "", "", "", "", one.why or "no take yet"))
        if one.earlier:
            rows.append(("", "", "", "", "", "", "", f"{len(one.earlier)} kept of what the shot was before it was changed"))
    return rows_of_columns(rows, right=(2, 3, 4, 5, 6))


def shot_json(project: Path, one: ShotTakes) -> dict[str, Any]:
    """A shot with its takes, as `--json` prints it."""
    return {
        "id": one.shot.id,
        "uid": one.shot.uid,
        "locked": one.locked,
        "chosen": next((take.number for take in one.takes if take.key == one.chosen), None),
        "why": one.why or None,
        "takes": [_take_json(project, take, one, current=True) for take in one.takes],
        "earlier": [_take_json(project, take, one, current=False) for take in one.earlier],
    }


def _take_json(project: Path, take: Take, one: ShotTakes, *, current: bool) -> dict[str, Any]:
    verdict = take.verdict
    return {
        "take": take.number,
        "chosen": take.key == one.chosen,
        "can_be_chosen": current and not one.locked,
        "score": verdict.mean if verdict else None,
        "passed": verdict.passed if verdict else None,
        "findings": [finding.to_json() for finding in verdict.findings] if verdict else [],
        "seed": take.seed,
        "duration_s": round(_seconds(take), 3),
        "frames": take.frames,
        "cost": {"micros": take.cost.micros, "currency": take.cost.currency},
        "backend": take.backend,
        "file": str(project / "takes" / take.file),
        "key": take.key,
    }
