"""The previz job and generator: exact lengths, the same pixels every time, every word of the set drawn,"
" nothing that breaks it."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import wave
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from storyreel.errors import JobFailed, MissingSystemLibrary
from storyreel.film.take import RenderSpec
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize
from storyreel.tools.audio import decode_audio, rms_db
from storyreel.tools.contracts import Capabilities, Generator, JobResult, JobState, RenderJob
from storyreel.tools.generators.previz import Previz
from storyreel.tools.generators.previz.job import run
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.talk import talk_of
from tests.tools.previz_specs import a_line, a_spec, payload_of


def made(spec: RenderSpec, work: Path, speech: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    work.mkdir(parents=True, exist_ok=True)
    return run(payload_of(spec, speech), work, lambda part: None)


def pictures(file: Path) -> np.ndarray:
    with av.open(str(file)) as container:
        return np.stack([frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)])


def pixels(spec: RenderSpec, *indexes: int) -> list[np.ndarray]:
    picture = Picture(stage_shot(spec), talk_of(spec.lines, {}, {}))
    return [picture.frame(i)[0][:, :, :3].copy() for i in indexes]


def a_voice(file: Path, seconds: float = 0.3, rate: int = 22050) -> Path:
    t = np.arange(int(seconds * rate)) / rate
    samples = (0.4 * np.sin(2 * np.pi * 180 * t) * 32767).astype("<i2")
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return file


@pytest.mark.parametrize(("frames", "rate"), [(1, (24, 1)), (12, (24, 1)), (31, (24000, 1001)), (10, (25, 1))])
def test_a_take_has_exactly_the_frames_and_samples_that_were_asked_for(
    tmp_path: Path, frames: int, rate: tuple[int, int]
) -> None:
    figures = made(a_spec(frames=frames, rate=rate), tmp_path)
    with av.open(str(tmp_path / "take.mp4")) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, audio.codec_context.name, audio.rate) == ("h264", "flac", 48000)
        assert video.codec_context.colorspace == 1
        assert sum(1 for _ in container.decode(video=0)) == frames
        assert video.average_rate == Fraction(*rate) or frames == 1
    assert len(decode_audio(tmp_path / "take.mp4")) == round(frames * 48000 / Fraction(*rate))
    assert (figures["frames"], figures["width"], figures["height"]) == (frames, 160, 96)


def test_two_processes_make_the_same_pixels_and_samples(tmp_path: Path) -> None:
    spec = a_spec(frames=6, move="handheld", lines=(a_line(),))
    order = json.dumps(payload_of(spec, None))
    code = (
        "import sys,json;from pathlib import Path;from storyreel.tools.generators.previz.job import run;"
        "run(json.loads(sys.argv[1]),Path(sys.argv[2]),lambda p:None)"
    )
    for name, seed in (("a", "1"), ("b", "77")):
        (tmp_path / name).mkdir()
        subprocess.run(
            [sys.executable, "-c", code, order, str(tmp_path / name)], check=True, env={"PYTHONHASHSEED": seed, "PATH": ""}
        )
    assert (pictures(tmp_path / "a/take.mp4") == pictures(tmp_path / "b/take.mp4")).all()
    assert (decode_audio(tmp_path / "a/take.mp4") == decode_audio(tmp_path / "b/take.mp4")).all()


@pytest.mark.parametrize("move", ["static", "push in", "handheld", "rack focus"])
def test_frames_come_out_the_same_in_any_order(move: str) -> None:
    spec = a_spec(frames=8, move=move, lines=(a_line(),))
    forward = pixels(spec, 0, 3, 7)
    backward = pixels(spec, 7, 3, 0)[::-1]
    assert all((a == b).all() for a, b in zip(forward, backward, strict=True))


@pytest.mark.parametrize("size", list(ShotSize))
@pytest.mark.parametrize("framing", list(Framing))
def test_every_size_and_framing_is_drawn(size: ShotSize, framing: Framing) -> None:
    first, last = pixels(a_spec(size=size.value, framing=framing.value), 0, 11)
    assert first.std() > 8, "a picture, not a plain field"
    assert (first != last).any(), "people breathe: no frame is a freeze"


@pytest.mark.parametrize("angle", list(Angle))
@pytest.mark.parametrize("interior", [True, False])
def test_every_angle_is_drawn(angle: Angle, interior: bool) -> None:
    (seen,) = pixels(a_spec(size="wide", angle=angle.value, place="Street" if not interior else "Office", interior=interior), 0)
    assert seen.std() > 8


@pytest.mark.parametrize("move", [m for m in CameraMove if m is not CameraMove.STATIC])
def test_every_move_changes_the_background(move: CameraMove) -> None:
    spec = a_spec(size="medium", move=move.value, frames=24, people=2)
    still = a_spec(size="medium", frames=24, people=2)
    moved, unmoved = (np.abs(a.astype(int) - b.astype(int)).mean() for a, b in (pixels(spec, 0, 23), pixels(still, 0, 23)))
    assert moved > 1.5 * unmoved


def test_the_mouth_is_seen_to_open_on_the_voice(tmp_path: Path) -> None:
    spec = a_spec(size="close-up", frames=24, lines=(a_line(start_ms=400, end_ms=800),), width=320, height=192)
    voice = a_voice(tmp_path / "v.wav", 0.4)
    events = [{"kind": "phoneme", "at_s": 0.0, "text": "ɑː"}, {"kind": "phoneme", "at_s": 0.25, "text": "m"}]
    made(spec, tmp_path / "w", [{"id": "L1", "part": 0, "file": str(voice), "events": events, "speaker": "ANNA"}])
    truth = json.loads((tmp_path / "w/truth.json").read_text())
    shut, open_ = (
        next(p for s in truth["samples"] if s["frame"] == f for p in s["people"] if p["name"] == "ANNA") for f in (0, 12)
    )
    assert open_["mouth_open"] > 0.5 > shut["mouth_open"] == 0.0
    assert open_["talking"] == 1.0 and shut["talking"] == 0.0
    frames = pictures(tmp_path / "w/take.mp4")

    def darkest(index: int, box: list[float]) -> float:
        x0, y0, x1, y1 = (round(v * s) for v, s in zip(box, (320, 192, 320, 192), strict=True))
        return float(np.percentile(frames[index, y0 : y1 + 1, x0 : x1 + 1].mean(axis=2), 20))

    assert darkest(12, open_["mouth"]) < darkest(0, open_["mouth"]) - 15, "a dark opening where lips were"


def test_speech_is_heard_at_its_time_and_not_too_loud(tmp_path: Path) -> None:
    spec = a_spec(frames=24, lines=(a_line(start_ms=400, end_ms=700),))
    voice = a_voice(tmp_path / "v.wav")
    made(spec, tmp_path, [{"id": "L1", "part": 0, "file": str(voice), "events": [], "speaker": "ANNA"}])
    sound = decode_audio(tmp_path / "take.mp4")
    assert rms_db(sound[: int(0.35 * 48000)]) < -45 and rms_db(sound[int(0.8 * 48000) :]) < -45
    assert -22 < rms_db(sound[int(0.42 * 48000) : int(0.68 * 48000)]) < -14
    assert np.abs(sound).max() < 10 ** (-1 / 20)


def test_a_voice_from_off_the_screen_is_heard(tmp_path: Path) -> None:
    spec = a_spec(frames=24, lines=(a_line(start_ms=400, end_ms=700, speaker="GHOST", off_screen=True),))
    made(spec, tmp_path, [{"id": "L1", "part": 0, "file": str(a_voice(tmp_path / "v.wav")), "events": [], "speaker": "GHOST"}])
    assert rms_db(decode_audio(tmp_path / "take.mp4")[int(0.42 * 48000) : int(0.68 * 48000)]) > -26


def test_a_missing_voice_file_is_named(tmp_path: Path) -> None:
    spec = a_spec(lines=(a_line(),))
    with pytest.raises(JobFailed, match="line L1 cannot be read"):
        made(spec, tmp_path, [{"id": "L1", "part": 0, "file": str(tmp_path / "no.wav"), "events": []}])


def test_odd_sizes_are_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(JobFailed, match="must be even"):
        made(a_spec(width=161), tmp_path)


def test_a_failed_job_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*_: object) -> None:
        raise RuntimeError("burst")

    monkeypatch.setattr(Picture, "frame", burst)
    with pytest.raises(RuntimeError, match="burst"):
        made(a_spec(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_hidden_drawing_library_says_what_to_install() -> None:
    code = (
        "import sys\n"
        "class Hide:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'skia': raise ImportError('libGL.so.1: cannot open shared object file: No such file or directory')\n"
        "sys.meta_path.insert(0, Hide())\n"
        "from storyreel.tools.generators.previz import Previz, check_drawing_library\n"
        "from storyreel.errors import MissingSystemLibrary\n"
        "try: check_drawing_library()\n"
        "except MissingSystemLibrary as problem: print(problem)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "libGL.so.1" in said and "apt-get install -y libgl1 libegl1" in said
    assert issubclass(MissingSystemLibrary, Exception)


class OneJob:
    """An Executor that runs a job at once, in this process."""

    def __init__(self) -> None:
        self.works: dict[str, Path] = {}
        self.runs = 0

    async def submit(self, kind: str, key: str, payload: Any, work: Path) -> None:
        assert kind == "previz"
        if key not in self.works:
            self.runs += 1
            self.works[key] = work
            work.mkdir(parents=True)
            await asyncio.to_thread(run, json.loads(json.dumps(payload)), work, lambda part: None)

    async def poll(self, key: str) -> JobState:
        return JobState("done", 1.0)

    async def result(self, key: str) -> JobResult:
        return JobResult({p.name: p for p in self.works[key].iterdir()}, {})

    async def cancel(self, key: str) -> None:
        self.works.pop(key, None)

    async def close(self) -> None: ...


async def test_the_generator_submits_once_and_hands_over_the_clip(tmp_path: Path) -> None:
    executor = OneJob()
    backend = Previz(executor)
    assert isinstance(backend, Generator)
    job = RenderJob(key="k" * 64, spec=a_spec(frames=4), seed=1, take=1, work=tmp_path / "job")
    assert await backend.submit(job) == await backend.submit(job) == job.key
    assert executor.runs == 1
    given = await backend.fetch(job.key, tmp_path / "out.mp4")
    assert pictures(given.file).shape == (4, 96, 160, 3)
    assert given.cost.micros == 0


async def test_a_job_without_a_clip_is_a_failed_job(tmp_path: Path) -> None:
    executor = OneJob()
    (tmp_path / "empty").mkdir()
    executor.works["k"] = tmp_path / "empty"
    with pytest.raises(JobFailed, match="without a clip"):
        await Previz(executor).fetch("k", tmp_path / "out.mp4")


def test_it_says_what_it_can_do_and_costs_nothing() -> None:
    backend = Previz(OneJob())
    able: Capabilities = backend.capabilities
    assert able.own_audio and able.driven_by_speech and able.consistent and "animatic" in able.label
    assert able.price_per_second.micros == 0 and able.durations_s == (0.04, 600.0)
    short, long = backend.estimate(a_spec(frames=24)), backend.estimate(a_spec(frames=240))
    assert short.wall_s < long.wall_s and "240 frames" in long.why
