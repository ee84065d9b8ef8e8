"""Killed at whatever moment: the same film in the end, no finished Take made again, no money lost or paid twice."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import av
import pytest

from storyreel.tools.ledger import Ledger

PROGRAM = [sys.executable, str(Path(__file__).with_name("film.py"))]
SHOTS = 6


class Reference(NamedTuple):
    """The film that nobody disturbed, and how long it took."""

    content: str
    seconds: float


def content_of(film: Path) -> str:
    """A hash of every decoded frame and sample."""
    digest = hashlib.sha256()
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            digest.update(frame.to_ndarray().tobytes())
    with av.open(str(film)) as container:
        for frame in container.decode(audio=0):
            digest.update(frame.to_ndarray().tobytes())
    return digest.hexdigest()


def finish(out: Path) -> None:
    """Run to the end, in a process of its own."""
    done = subprocess.run([*PROGRAM, str(out)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """The undisturbed film; made twice, so that equality is known to be possible."""
    contents: list[str] = []
    seconds = 0.0
    for name in ("one", "two"):
        out = tmp_path_factory.mktemp(name) / "film"
        began = time.monotonic()
        finish(out)
        seconds = time.monotonic() - began
        contents.append(content_of(out / "film.mp4"))
    assert contents[0] == contents[1]
    return Reference(contents[0], seconds)


def kill_once(out: Path, after_s: float, *, whole_group: bool) -> set[str]:
    """Start, kill after so many seconds, and name the Takes that were finished by then."""
    process = subprocess.Popen([*PROGRAM, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(after_s)
    except subprocess.TimeoutExpired:
        if whole_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait(10)
    return {path.stem for path in (out / "takes").glob("*.json")}


def starts(out: Path) -> list[str]:
    """Keys of the renders that workers began, in order."""
    log = out / "jobs" / "renders.jsonl"
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
    return [line["key"] for line in lines if line["what"] == "start"]


def story(out: Path) -> str:
    """Which Takes there are, and what went wrong, for whoever reads a failure."""
    takes = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((out / "takes").glob("*.json"))]
    log = (out / "log.jsonl").read_text(encoding="utf-8", errors="replace").splitlines()
    problems = [line for line in log if '"problem"' in line or "shot.failed" in line]
    return f"{sorted((take['uid'], take['number'], take['frames']) for take in takes)}; {problems}"


def check_kills(tmp_path: Path, reference: Reference, kills: int, seed: int) -> None:
    """Kill, finish and compare, `kills` times."""
    chance = random.Random(seed)
    for number in range(kills):
        out = tmp_path / str(number)
        moment = chance.uniform(0.3, reference.seconds)
        finished = kill_once(out, moment, whole_group=number % 2 == 0)
        before = Counter(starts(out))
        finish(out)
        again = [key for key in finished if starts(out).count(key) > before[key]]
        assert again == [], f"kill {number} at {moment:.2f} s: finished takes were rendered again"
        told = f"kill {number} at {moment:.2f} s: {story(out)}"
        assert content_of(out / "film.mp4") == reference.content, told
        spent = Ledger(out / "ledger.jsonl").spending()
        takes = list((out / "takes").glob("*.mp4"))
        assert (spent.jobs, spent.reserved, len(takes), len(set(starts(out)))) == (SHOTS, 0, SHOTS, SHOTS)


def test_ten_kills_at_random_moments(tmp_path: Path, reference: Reference) -> None:
    check_kills(tmp_path, reference, 10, seed=1)


@pytest.mark.slow
def test_forty_more_kills_at_random_moments(tmp_path: Path, reference: Reference) -> None:
    check_kills(tmp_path, reference, 40, seed=2)
