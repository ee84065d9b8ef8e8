"""The checks, measured: how well each fault is told from clean films, how often a clean film is blamed, and what it all costs.

Faults are put into 20 films whose scenes, styles, sizes and rates no threshold was set on, at the strengths of `levels.json`.

    python benchmarks/checks.py [--quick] [--faults NAME ...] [--learnt] [--cost] [--keep FOLDER] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.checking import LEARNT, TRIED, Scored, auc, levels, make_films, measure_clean, measure_faults
from benchmarks.checking.cost import cost_table, told_cost
from storyreel.film.finding import Finding
from storyreel.testing.film_faults import INJECTORS, CleanFilm
from storyreel.tools.measure import CHECKS

LEAST_AUC, MOST_FALSE = 0.99, 1.0


class OfFilm(NamedTuple):
    """What one film gave: its shots, Findings while clean (with all that is known, and by its Script alone), scores."""

    name: str
    shots: int
    false: list[Finding]
    false_foreign: list[Finding]
    clean: dict[str, float | None]
    spoiled: list[Scored]


def of_film(film: CleanFilm, faults: Sequence[str]) -> OfFilm:
    """Measure one film, clean and with every fault; for a process of its own."""
    false, foreign, clean = measure_clean(film)
    spoiled = measure_faults(film, faults, frozenset(one.kind for one in false))
    return OfFilm(film.name, len(film.cut.entries), false, foreign, clean, spoiled)


def row(fault: str, strength: float, films: Sequence[OfFilm]) -> dict[str, Any]:
    """The figures of one fault at one strength."""
    mine = [one for film in films for one in film.spoiled if one.fault == fault and one.strength == strength]
    checks = [kind for kind in CHECKS if kind in INJECTORS[fault].named]
    clean = [max(told) for film in films if (told := [s for kind in checks if (s := film.clean.get(kind)) is not None])]
    spoiled = [one.score for one in mine if one.score is not None]
    others = sorted({kind for one in mine for kind in one.others})
    return {
        "fault": fault,
        "strength": strength,
        "auc": auc(clean, spoiled),
        "clean": len(clean),
        "spoiled": len(spoiled),
        "blind": len(mine) - len(spoiled),
        "named": sum(one.named for one in mine),
        "films": len(mine),
        "clean_most": max(clean, default=None),
        "spoiled_least": min(spoiled, default=None),
        "others": {kind: sum(kind in one.others for one in mine) for kind in others},
    }


def false_share(films: Sequence[OfFilm], *, foreign: bool = False) -> float:
    """False Findings in a hundred shots of clean films."""
    shots = sum(film.shots for film in films)
    return 100 * sum(len(film.false_foreign if foreign else film.false) for film in films) / max(1, shots)


def told(films: Sequence[OfFilm], rows: Sequence[dict[str, Any]]) -> list[str]:
    """The result in lines for people."""
    lines = [f"{'fault':18}{'strength':>9}{'AUC':>8}{'named':>9}{'blind':>6}{'clean max':>11}{'fault min':>11}  also found"]
    for one in rows:
        figures = [
            f"{'-' if x is None else format(x, '.3f'):>{n}}" for x, n in ((one["clean_most"], 11), (one["spoiled_least"], 11))
        ]
        value = "-" if one["auc"] is None else f"{one['auc']:.3f}"
        also = ", ".join(f"{kind} {count}" for kind, count in one["others"].items())
        named = f"{one['named']}/{one['films']}"
        lines.append(f"{one['fault']:18}{one['strength']:9g}{value:>8}{named:>9}{one['blind']:6}{''.join(figures)}  {also}")
    for film in films:
        for alone, findings in (("", film.false), (" by the script alone", film.false_foreign)):
            lines += [f"false: {film.name}{alone}: {one.kind} in {one.shot_id or 'the film'}: {one.evidence}" for one in findings]
    shots = sum(film.shots for film in films)
    lines.append(
        f"{len(films)} clean films, {shots} shots: {false_share(films):.2f} false Findings in 100 shots, "
        f"{false_share(films, foreign=True):.2f} by the script alone"
    )
    return lines


def holds(films: Sequence[OfFilm], rows: Sequence[dict[str, Any]]) -> bool:
    """Whether the promise is kept for every fault and for the clean films."""
    return all(one["auc"] is None or one["auc"] >= LEAST_AUC for one in rows) and false_share(films) <= MOST_FALSE


def run(folder: Path, args: argparse.Namespace) -> tuple[list[OfFilm], list[dict[str, Any]]]:
    """Make the films and measure them, two at a time."""
    scenes = (LEARNT if args.learnt else TRIED)[: 6 if args.quick else None]
    faults = [name for name in levels() if name in INJECTORS and name in (args.faults or INJECTORS)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(of_film, film, faults) for film in make_films(scenes, folder)]
        for number, job in enumerate(as_completed(jobs), 1):
            print(f"{job.result().name}: {number} of {len(jobs)}", file=sys.stderr, flush=True)
        films = [job.result() for job in jobs]
    rows = [row(fault, float(strength), films) for fault in faults for strength in levels()[fault]["strengths"]]
    return films, rows


def main() -> int:
    """Print the figures; 1 where the checks miss what is promised."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="6 films in place of 20, and no cost")
    parser.add_argument("--learnt", action="store_true", help="the films that thresholds were set on")
    parser.add_argument("--faults", nargs="+", choices=sorted(INJECTORS), help="only these")
    parser.add_argument("--cost", action="store_true", help="only what it costs")
    parser.add_argument("--keep", type=Path, help="folder in which the clean films are left, and taken from the next time")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    result: dict[str, Any] = {}
    lines: list[str] = []
    good = True
    with tempfile.TemporaryDirectory() as name:
        folder: Path = args.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        if not args.cost:
            films, rows = run(folder, args)
            lines += told(films, rows)
            result |= {"rows": rows, "false": false_share(films), "false_foreign": false_share(films, foreign=True)}
            result |= {"scores": [asdict(one) for film in films for one in film.spoiled]}
            good = holds(films, rows)
        if args.cost or not (args.quick or args.faults):
            result["cost"] = cost_table(folder)
            lines += told_cost(result["cost"])
    print("\n".join(lines))
    if args.json:
        args.json.write_text(json.dumps(result, indent=1), encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
