"""What the checks cost: seconds for each check and for all of them, against the length of the film, and memory.

A film of 60 s is made of takes in the default size. Seconds are those that the processor worked (all threads) and, for the whole,
those that passed, which on a busy machine are more; memory is the peak of a process of its own that measures nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.checking.films import Scene, make_films
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.testing.film_faults import CleanFilm
from storyreel.tools.assemble import assemble
from storyreel.tools.measure import CHECKS, measure, open_media

__all__ = ["cost_table", "told_cost"]

REPEATS = 3
_LONG = Scene(
    name="cost",
    width_px=832,
    height_px=480,
    text="""INT. KITCHEN - DAY

ROSA: You said nobody knew about the letter, and yet here it is on the table, opened and read.
TOM: Nobody did. I kept it in the blue drawer, under the maps, where nobody has looked for years.
ROSA: Then who opened it?
TOM: Ask your brother. He was here on Sunday, and he is the only one who ever liked maps.
""",
)
_MEASURE = """
import json, re, sys
from pathlib import Path
from storyreel.film.cut import Cut
from storyreel.film.script import Script
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import measure, open_media
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
folder = Path(sys.argv[1])
cut = Cut.model_validate_json((folder / "cut.json").read_bytes())
script = Script.model_validate_json((folder / "script.json").read_bytes())
before = peak()
measure(Evidence(cut=cut, script=script, media=open_media(folder / "film.mp4")))
print(json.dumps([before, peak()]))
"""


def cost_table(folder: Path) -> dict[str, Any]:
    """Seconds and megabytes on a film of 60 s, and megabytes on one of 180 s."""
    film = next(make_films([_LONG], folder))
    minute = _repeated(film, folder / "cost-60", 60.0)
    runs: list[dict[str, float]] = []
    passed: list[float] = []
    for _ in range(REPEATS):
        began, worked = time.perf_counter(), time.process_time()
        media = open_media(minute.file)
        spent = {"decode": time.process_time() - worked}
        evidence = minute.evidence(media)
        for kind, check in CHECKS.items():
            worked = time.process_time()
            measure(evidence, [check])
            spent[kind] = time.process_time() - worked
        runs.append(spent)
        passed.append(time.perf_counter() - began)
    length = float(minute.cut.frames / minute.cut.rate)
    memory = {str(round(s)): _peak_mb(_repeated(film, folder / f"cost-{s:.0f}", s)) for s in (60.0, 180.0)}
    return {"film_s": length, "runs": runs, "passed_s": passed, "memory_mb": memory}


def _repeated(film: CleanFilm, folder: Path, seconds: float) -> CleanFilm:
    """The film again and again, until it is at least so long; its Script and its voices go with it."""
    folder.mkdir(exist_ok=True)
    count = max(1, round(seconds * film.cut.rate / film.cut.frames + 0.5))
    entries: list[Any] = []
    shots: list[Any] = []
    lines: list[Any] = []
    truth: dict[str, Any] = {}
    at = 0
    for turn in range(count):
        by_ms = round(turn * film.cut.frames * 1000 / film.cut.rate)
        truth |= {f"{uid}x{turn}": told for uid, told in film.truth.items()}
        for entry in film.cut.entries:
            entries.append(entry.changed(uid=f"{entry.uid}x{turn}", start=at))
            at += entry.frames
        for shot in film.script.shots:
            moved = shot.moved(by_ms)
            spoken = tuple(line.changed(id=f"{line.id}x{turn}") for line in moved.lines)
            shots.append(moved.changed(uid=f"{shot.uid}x{turn}", lines=spoken))
        lines += [one.changed(id=f"{one.id}x{turn}") for one in film.speech.lines]
    cut = film.cut.changed(entries=tuple(entries))
    script: Script = film.script.changed(scenes=(film.script.scenes[0].changed(shots=tuple(shots)),))
    assemble(cut, film.takes, to=folder / "film.mp4")
    (folder / "cut.json").write_text(json.dumps(cut.to_json()), encoding="utf-8")
    (folder / "script.json").write_text(json.dumps(script.to_json()), encoding="utf-8")
    return replace(film, file=folder / "film.mp4", cut=cut, script=script, speech=SpeechSheet(lines=tuple(lines)), truth=truth)


def _peak_mb(film: CleanFilm) -> dict[str, float]:
    """Peak resident memory of a fresh process, before the film is opened and after all checks."""
    command = [sys.executable, "-c", _MEASURE, str(film.file.parent)]
    before, after = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return {"before": before, "after": after}


def told_cost(cost: dict[str, Any]) -> list[str]:
    """The costs in lines for people."""
    length, runs = cost["film_s"], cost["runs"]
    lines = [f"{'check':22}{'seconds':>9}  of a film of {length:.0f} s at 832x480, median and spread of {len(runs)}"]
    for kind in runs[0]:
        lines.append(f"{kind:22}{_median([one[kind] for one in runs]):9.3f}  {_spread([one[kind] for one in runs])}")
    whole = [sum(one.values()) / length for one in runs]
    lines.append(f"all: {_median(whole):.3f} of the film's duration worked ({min(whole):.3f} to {max(whole):.3f})")
    passed = [one / length for one in cost["passed_s"]]
    lines.append(f"all: {_median(passed):.3f} of the film's duration passed ({min(passed):.3f} to {max(passed):.3f})")
    short, long = (cost["memory_mb"][key] for key in ("60", "180"))
    lines.append(
        f"memory: {short['after']:.0f} MB for 60 s, {long['after']:.0f} MB for 180 s "
        f"({short['before']:.0f} MB before a film is opened)"
    )
    return lines


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _spread(values: Sequence[float]) -> str:
    return f"{min(values):.3f} to {max(values):.3f}"
