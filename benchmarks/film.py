"""The default film: how long it takes, and how much memory all its processes use together.

Runs `storyreel make` on the first example as a person would, and samples the memory of the process and its children. The
proportional set size counts a shared page once; the resident set size, which counts it for each process, is the upper bound.

    python benchmarks/film.py [--source FILE] [--size 832x480] [--repeats 3] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for parent in found:
        try:
            children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8").split()
        except OSError:
            continue
        found += [int(child) for child in children]
    return found


def memory_mb(pids: list[int], field: str) -> float:
    """Sum of one field of smaps_rollup ("Pss", "Rss") in megabytes; a process that is gone counts nothing."""
    total = 0
    for pid in pids:
        try:
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
                if line.startswith(f"{field}:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


def run(source: Path, size: str) -> dict[str, float]:
    """One film: seconds, length of the film, and the peaks."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "storyreel", "make", str(source), "--out", f"{folder}/film", "--size", size, "--json"]
        began = time.monotonic()
        process = subprocess.Popen([*command, "--workers", "2"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        peak_pss = peak_rss = 0.0
        while process.poll() is None:
            pids = family(process.pid)
            peak_pss, peak_rss = max(peak_pss, memory_mb(pids, "Pss")), max(peak_rss, memory_mb(pids, "Rss"))
            time.sleep(0.05)
        seconds = time.monotonic() - began
        answer = json.loads(process.stdout.read() if process.stdout else "{}")
        cut = json.loads((Path(folder) / "film" / "cut.json").read_text(encoding="utf-8"))
        length = sum(entry["frames"] for entry in cut["entries"]) * cut["rate_den"] / cut["rate_num"]
        assert answer["finished"], answer
    return {"seconds": seconds, "film_s": length, "peak_pss_mb": peak_pss, "peak_rss_mb": peak_rss, "shots": answer["shots"]}


def main() -> None:
    """Print the figures; write them where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", type=Path, default=min(EXAMPLES.glob("*.txt")))
    parser.add_argument("--size", default="832x480")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    runs = [run(args.source, args.size) for _ in range(args.repeats)]
    times = sorted(r["seconds"] for r in runs)
    film, pss, rss = runs[0]["film_s"], max(r["peak_pss_mb"] for r in runs), max(r["peak_rss_mb"] for r in runs)
    print(f"{args.source.name}: {film:.1f} s of film at {args.size} in {times[0]:.1f} to {times[-1]:.1f} s")
    print(f"that is {film / times[-1]:.1f} to {film / times[0]:.1f} times real time")
    print(f"peak memory of all processes: {pss:.0f} MB (resident, shared pages counted for each: {rss:.0f} MB)")
    if args.json:
        result = {"machine": f"{platform.machine()}, Python {platform.python_version()}", "runs": runs}
        args.json.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
