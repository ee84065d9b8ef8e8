"""The job of previz: a RenderSpec and its speech in, `take.mp4` and `truth.json` out. Runs in a worker process.

The same payload gives the same decoded pictures and samples in any process. Importing this module loads the drawing library.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.errors import JobFailed, MediaError
from storyreel.film.take import RenderSpec
from storyreel.tools.audio import read_wav, samples_between
from storyreel.tools.files import write_whole
from storyreel.tools.generators.previz.encode import write_take
from storyreel.tools.generators.previz.library import check_drawing_library
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.sound import RATE, shot_sound
from storyreel.tools.generators.previz.stage import StageShot, stage_shot
from storyreel.tools.generators.previz.talk import talk_of
from storyreel.tools.generators.previz.truth import MouthTracks, shot_truth, truth_of_frame, wanted_frames

__all__ = ["run", "speech_of"]

Sounds = dict[tuple[str, int], tuple[np.ndarray, int]]


def run(payload: Mapping[str, Any], work: Path, progress: Callable[[float], None]) -> dict[str, Any]:
    """Make a take.

    Args:
        payload: {"spec": RenderSpec as JSON, "seed": int, "take": int, "key": str, "speech": [{"id", "part", "file", "events"}]}.
        work: Folder of the job; `take.mp4` and `truth.json` appear in it whole.
        progress: Told the part that is done, 0 to 1.

    Returns:
        Figures: {frames, width, height, rate, draw_s, encode_s, reasons, truth}.

    Raises:
        JobFailed: If the picture's size cannot be encoded or a speech file cannot be read.
        MissingSystemLibrary: If the drawing library's own libraries are missing.
    """
    check_drawing_library()
    spec = RenderSpec.model_validate(payload["spec"])
    if spec.width_px % 2 or spec.height_px % 2:
        raise JobFailed(f"a picture of {spec.width_px}x{spec.height_px} cannot be encoded: both must be even", backend="previz")
    sounds, events = speech_of(payload)
    stage = stage_shot(spec, seed=int(payload.get("seed", 0)))
    picture = Picture(stage, talk_of(spec.lines, sounds, events))
    samples: list[dict[str, Any]] = []
    mouths = MouthTracks()
    spent = [0.0]
    frames = _frames(picture, stage, samples, mouths, spent, progress)
    length = samples_between(0, spec.frames, spec.rate, RATE)
    sound = shot_sound(stage, spec.lines, sounds, samples=length)
    encode_s = write_take(frames, sound, to=work / "take.mp4", width=spec.width_px, height=spec.height_px, rate=spec.rate)
    truth = {**shot_truth(stage, samples), "mouths": mouths.runs}
    write_whole(work / "truth.json", json.dumps(truth, ensure_ascii=False))
    progress(1.0)
    return {
        "frames": spec.frames, "width": spec.width_px, "height": spec.height_px, "rate": [spec.rate_num, spec.rate_den],
        "draw_s": round(spent[0], 3), "encode_s": round(encode_s, 3), "reasons": list(stage.reasons),
        "truth": {k: v for k, v in truth.items() if k not in ("samples", "mouths")},
    }  # fmt: skip


def _frames(
    picture: Picture,
    stage: StageShot,
    samples: list[dict[str, Any]],
    mouths: MouthTracks,
    spent: list[float],
    progress: Callable[[float], None],
) -> Iterator[np.ndarray | None]:
    """Every frame in order, None for one held; keeps the truth of some, adds up the time, and tells the progress."""
    wanted = set(wanted_frames(stage.frames, float(stage.rate)))
    tell = max(1, round(stage.rate / 2))
    for index in range(stage.frames):
        begun = time.perf_counter()
        _, seen = picture.frame(index)
        mouths.add(index, seen)
        if index in wanted:
            samples.append(truth_of_frame(index, seen, stage))
        spent[0] += time.perf_counter() - begun
        if index % tell == 0:
            progress(0.98 * index / stage.frames)
        yield None if picture.held else picture.bgra


def speech_of(payload: Mapping[str, Any]) -> tuple[Sounds, dict[tuple[str, int], list[Any]]]:
    """The samples and the sound events of each Line part, read from what the payload names.

    Raises:
        JobFailed: If a file cannot be read.
    """
    sounds: Sounds = {}
    events: dict[tuple[str, int], list[Any]] = {}
    for one in payload.get("speech", ()):
        key = (str(one["id"]), int(one.get("part", 0)))
        try:
            sounds[key] = read_wav(Path(one["file"]))
        except MediaError as problem:
            raise JobFailed(f"the speech of line {key[0]} cannot be read: {problem}", backend="previz") from problem
        events[key] = list(one.get("events", ()))
    return sounds, events
