"""The closed loop: a generator that spoils takes on purpose, and critics that find them and have them made again.

The report in the project folder shows each spoiled take with the Finding that caught it, and the take that replaced it.

python examples/closed_loop.py SOURCE FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import storyreel
from storyreel.testing import Fault, UnreliableGenerator
from storyreel.tools import registry
from storyreel.tools.executor import LocalExecutor


def correct_itself(
    source: Path, out: Path, *, rate: float = 0.15, seed: int = 1, settings: storyreel.FilmSettings | None = None
) -> storyreel.Film:
    """Make the film with about 2 x `rate` of the takes black or frozen."""
    executor = LocalExecutor(2)
    previz = registry.make("generator", "previz", executor=executor)
    spoiled = UnreliableGenerator(previz, faults=[Fault("black", rate), Fault("freeze", rate)], seed=seed)
    film = storyreel.make(source, out=out, crew={"generator": spoiled, "executor": executor}, settings=settings)
    log = out / "jobs" / ".injected"
    injected = len(log.read_text(encoding="utf-8").splitlines()) if log.exists() else 0
    print(f"{injected} takes were spoiled, {film.retakes} takes were made again, {len(film.findings)} Findings stand")
    print(f"what was caught and remade: {film.report}")
    return film


if __name__ == "__main__":
    correct_itself(Path(sys.argv[1]), Path(sys.argv[2]))
