"""How long the command takes to answer without work: `storyreel` and help, against a bare interpreter.

Processor time is taken beside wall time, so that a busy machine does not hide what the imports cost. The limit is 0.3 s of wall
time on an idle machine.

    python benchmarks/startup.py [--times 9] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

CALLS: dict[str, list[str]] = {
    "storyreel": [],
    "storyreel --help": ["--help"],
    "storyreel make --help": ["make", "--help"],
    "storyreel takes --help": ["takes", "--help"],
}
COMMAND = [sys.executable, "-c", "from storyreel.apps.cli import main; main()"]


class Spent(NamedTuple):
    """Seconds: wall time, and time of the processor."""

    wall_s: float
    cpu_s: float


def spent(command: list[str], times: int) -> Spent:
    """The least of several runs."""
    found: list[Spent] = []
    for _ in range(times):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(Spent(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return Spent(min(one.wall_s for one in found), min(one.cpu_s for one in found))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    bare = spent([sys.executable, "-c", "pass"], asked.times)
    rows = {"python -c pass": bare, **{name: spent([*COMMAND, *words], asked.times) for name, words in CALLS.items()}}
    lines = [
        f"{name:<24} {one.wall_s:6.3f} s  cpu {one.cpu_s:6.3f} s  {one.cpu_s / bare.cpu_s:5.1f} times"
        for name, one in rows.items()
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    if asked.json:
        asked.json.write_text(json.dumps({name: one._asdict() for name, one in rows.items()}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
