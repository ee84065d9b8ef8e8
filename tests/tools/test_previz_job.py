"""The previz job as the film runs it: in worker processes, with a real voice, from the order to the finished clip.

What a Shot looks like is tested elsewhere; here it is what a take holds, that it is the same every time, and who is heard when.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from storyreel.film.bank import Character, VoiceChoice
from storyreel.film.take import RenderSpec
from storyreel.tools.audio import decode_audio, rms_db, samples_between, write_wav
from storyreel.tools.contracts import JobResult, Utterance
from storyreel.tools.executor import LocalExecutor
from storyreel.tools.generators.previz.job import run
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.talk import talk_of
from storyreel.tools.speech import ESpeak
from tests.tools.previz_specs import a_line, a_spec, payload_of

SIZE = (208, 120)
HZ = 48_000


async def in_a_worker(payload: dict[str, Any], work: Path) -> JobResult:
    """The payload's job, run in a worker process of its own."""
    executor = LocalExecutor(1)
    try:
        await executor.submit("previz", "k", payload, work)
        while (state := await executor.poll("k")).status in ("queued", "running"):
            pass
        assert state.status == "done", state.problem
        return await executor.result("k")
    finally:
        await executor.close()


async def spoken(text: str, file: Path, who: str = "ANNA") -> dict[str, Any]:
    """A Line said by the local voice, as the payload has it; `length_ms` is how long it is."""
    voice = ESpeak()
    said = Utterance(id="L1", part=0, text=text, character=Character(name=who), voice=VoiceChoice(name="en-us+f3"))
    made = await voice.speak(said, file)
    await voice.close()
    events = [{"kind": e.kind, "at_s": e.at_ms / 1000, "text": e.text} for e in made.events]
    return {"id": "L1", "part": 0, "file": str(file), "speaker": who, "events": events, "length_ms": made.duration_ms}


def pictures(file: Path) -> np.ndarray:
    with av.open(str(file)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def frames_of(spec: RenderSpec, *indexes: int, seed: int = 0) -> list[np.ndarray]:
    picture = Picture(stage_shot(spec, seed=seed), talk_of(spec.lines, {}, {}))
    return [picture.frame(i)[0][:, :, :3].astype(int) for i in indexes]


async def test_a_worker_leaves_a_clip_its_truth_and_its_figures(tmp_path: Path) -> None:
    spec = a_spec(frames=10, rate=(30000, 1001), lines=(a_line(end_ms=300),))
    result = await in_a_worker(payload_of(spec, None), tmp_path / "k")
    assert sorted(result.files) == ["take.mp4", "truth.json"]
    with av.open(str(result.files["take.mp4"])) as container:
        assert container.streams.video[0].average_rate == Fraction(30000, 1001)
    assert pictures(result.files["take.mp4"]).shape == (10, 96, 160, 3)
    assert len(decode_audio(result.files["take.mp4"])) == samples_between(0, 10, spec.rate, HZ)
    figures, truth = result.figures, json.loads(result.files["truth.json"].read_bytes())
    assert (figures["frames"], figures["rate"], figures["width"], figures["height"]) == (10, [30000, 1001], 160, 96)
    assert figures["draw_s"] > 0 and figures["encode_s"] > 0 and all(figures["reasons"])
    assert figures["truth"] == {name: value for name, value in truth.items() if name not in ("samples", "mouths")}
    assert (truth["shot"], truth["frames"], truth["subjects"]) == ("u1", 10, ["ANNA"])
    assert (truth["samples"][0]["frame"], truth["samples"][-1]["frame"]) == (0, 9)


async def test_two_workers_in_other_folders_make_the_same_frames_samples_and_truth(tmp_path: Path) -> None:
    said = await spoken("Come in.", tmp_path / "voice.wav")
    spec = a_spec(frames=8, move="handheld", framing="group", size="wide", style="painterly", lines=(a_line(end_ms=300),))
    one, two = [await in_a_worker(payload_of(spec, [said]), tmp_path / name / "k") for name in ("here", "somewhere else")]
    assert (pictures(one.files["take.mp4"]) == pictures(two.files["take.mp4"])).all()
    assert (decode_audio(one.files["take.mp4"]) == decode_audio(two.files["take.mp4"])).all()
    assert one.files["truth.json"].read_bytes() == two.files["truth.json"].read_bytes()


def test_another_seed_changes_small_chances_and_neither_looks_nor_marks_nor_sets() -> None:
    spec = a_spec(frames=12)
    one, two = stage_shot(spec, seed=1), stage_shot(spec, seed=2)
    assert (one.layout, one.light, one.made.camera) == (two.layout, two.light, two.made.camera)
    assert [(p.look, p.mark, p.yaw) for p in one.people] == [(p.look, p.mark, p.yaw) for p in two.people]
    (first,), (second,) = frames_of(spec, 6, seed=1), frames_of(spec, 6, seed=2)
    changed = np.abs(first - second).max(axis=2)
    assert changed.any(), "another sway"
    assert (changed > 30).mean() < 0.05, "the same picture"


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    told: list[float] = []
    run(payload_of(a_spec(frames=36), None), tmp_path, told.append)
    assert told == sorted(told) and told[0] < 0.1 and told[-1] == 1.0 and len(told) >= 4


async def test_the_mouth_moves_while_the_line_is_heard_and_rests_elsewhere(tmp_path: Path) -> None:
    said = await spoken("Why are you here?", tmp_path / "v.wav")
    start, end = 500, 500 + said["length_ms"]
    spec = a_spec(
        size="close-up", frames=48, width=SIZE[0], height=SIZE[1], lines=(a_line(start_ms=start, end_ms=end),), people=1,
        blocking=[{"character": "ANNA", "x_cm": 0, "z_cm": 0, "facing": "camera"}],
    )  # fmt: skip
    assert end < 1700, "the Shot has a silence at its end"
    run(payload_of(spec, [said]), tmp_path, lambda part: None)
    samples = json.loads((tmp_path / "truth.json").read_bytes())["samples"]
    anna = {s["t_s"]: next(p for p in s["people"] if p["name"] == "ANNA") for s in samples}
    heard = [p for t, p in anna.items() if start / 1000 + 0.06 < t < end / 1000 - 0.06]
    silent = [p for t, p in anna.items() if t < start / 1000 - 0.21 or t > end / 1000 + 0.26]
    assert len(heard) >= 2 and len(silent) >= 2
    assert all(p["talking"] > 0.5 for p in heard) and max(p["mouth_open"] for p in heard) > 0.25
    assert all(p["talking"] < 0.01 and p["mouth_open"] < 0.05 for p in silent)
    _mouth_box_changes_more(pictures(tmp_path / "take.mp4").astype(float), anna, start / 1000, end / 1000)


def _mouth_box_changes_more(film: np.ndarray, anna: dict[float, Any], start: float, end: float) -> None:
    """Within the mouth's widest box, frame after frame differs more while the Line is heard than in silence."""
    boxes = np.array([p["mouth"] for p in anna.values()])
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    box = film[:, int(top * SIZE[1]) : int(bottom * SIZE[1]) + 2, int(left * SIZE[0]) : int(right * SIZE[0]) + 2]
    changes = np.abs(np.diff(box, axis=0)).mean(axis=(1, 2, 3))
    at = (np.arange(1, len(film))) / 24
    speaking = changes[(at > start + 0.05) & (at < end - 0.05)].mean()
    resting = changes[(at < start - 0.21) | (at > end + 0.26)].mean()
    assert speaking > 2 * resting


async def test_speech_is_heard_in_its_window_and_the_place_stays_quiet_elsewhere(tmp_path: Path) -> None:
    said = await spoken("Why are you here?", tmp_path / "v.wav")
    start, end = 0.4, 0.4 + said["length_ms"] / 1000
    spec = a_spec(frames=48, lines=(a_line(start_ms=400, end_ms=round(end * 1000)),))
    run(payload_of(spec, [said]), tmp_path, lambda part: None)
    sound = decode_audio(tmp_path / "take.mp4")
    inside = rms_db(sound[int((start + 0.05) * HZ) : int((end - 0.05) * HZ)])
    before, after = rms_db(sound[: int((start - 0.05) * HZ)]), rms_db(sound[int((end + 0.05) * HZ) :])
    assert inside > -40 and max(before, after) < inside - 20
    assert min(before, after) > -90, "a room is quiet and not dead"


def test_a_line_that_runs_over_the_end_is_cut_and_the_length_holds(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    write_wav(tmp_path / "v.wav", (0.2 * rng.standard_normal(HZ)).astype(np.float32), HZ)
    spec = a_spec(frames=6, lines=(a_line(start_ms=100, end_ms=1100),))
    run(payload_of(spec, [{"id": "L1", "part": 0, "file": str(tmp_path / "v.wav"), "events": []}]), tmp_path, lambda part: None)
    sound = decode_audio(tmp_path / "take.mp4")
    assert len(sound) == HZ // 4
    assert rms_db(sound[-2000:]) > -30


@pytest.mark.parametrize("library", ["libGL.so.1", "libEGL.so.1"])
def test_a_machine_without_the_drawing_librarys_libraries_is_told_what_to_install(tmp_path: Path, library: str) -> None:
    (tmp_path / "skia").mkdir()
    (tmp_path / "skia/__init__.py").write_text(
        f"raise ImportError('{library}: cannot open shared object file: No such file or directory')\n", encoding="utf-8"
    )
    code = (
        "from storyreel.errors import MissingSystemLibrary\n"
        "from storyreel.tools.generators.previz.library import check_drawing_library\n"
        "try: check_drawing_library()\n"
        "except MissingSystemLibrary as problem: print('told:', problem)\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env, cwd=tmp_path).stdout
    assert said.startswith("told:") and library in said and "apt-get install -y libgl1 libegl1" in said
