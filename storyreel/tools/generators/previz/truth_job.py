"""The job that tells what is true of a take: the take's own payload in, `truth.json` and `masks.zip` out. Runs in a worker.

The stage is built anew from spec and seed and comes out the same; the take is neither read nor touched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from storyreel.film.take import RenderSpec
from storyreel.film.truth import ShotTruth, TruthFrame
from storyreel.tools.files import write_whole
from storyreel.tools.generators.previz.job import speech_of
from storyreel.tools.generators.previz.library import check_drawing_library
from storyreel.tools.generators.previz.stage import StageShot, stage_shot
from storyreel.tools.generators.previz.talk import Talk, talk_of
from storyreel.tools.generators.previz.truth_files import MaskFile
from storyreel.tools.generators.previz.truth_frames import told_frame
from storyreel.tools.generators.previz.truth_masks import Masks, labels_of

__all__ = ["run", "shot_truth_of"]


def run(payload: Mapping[str, Any], work: Path, progress: Callable[[float], None]) -> dict[str, Any]:
    """Tell what is true of a take.

    Args:
        payload: That of the take's own job, with "names": the film's cast in order, who have the same index in every Shot.
        work: Folder of the job; `truth.json` and `masks.zip` appear in it whole.
        progress: Told the part that is done, 0 to 1.

    Returns:
        Figures: {frames, labels}.

    Raises:
        JobFailed: If a speech file cannot be read.
        MissingSystemLibrary: If the drawing library's own libraries are missing.
    """
    check_drawing_library()
    spec = RenderSpec.model_validate(payload["spec"])
    stage = stage_shot(spec, seed=int(payload.get("seed", 0)))
    sounds, events = speech_of(payload)
    pack = MaskFile()
    names = tuple(str(name) for name in payload.get("names", ()))
    told = shot_truth_of(spec, stage, talk_of(spec.lines, sounds, events), pack, names=names, progress=progress)
    told = told.changed(take=str(payload["key"]))
    write_whole(work / "masks.zip", pack.written())
    write_whole(work / "truth.json", json.dumps(told.to_json(), ensure_ascii=False))
    progress(1.0)
    return {"frames": len(told.frames), "labels": len(told.labels)}


def shot_truth_of(
    spec: RenderSpec, stage: StageShot, talk: Talk, pack: MaskFile, *, names: tuple[str, ...], progress: Callable[[float], None]
) -> ShotTruth:
    """The truth of a staged Shot, its masks put into `pack`."""
    labels = labels_of(stage, names)
    masks = Masks(stage, talk, labels)
    frames: list[TruthFrame] = []
    for index in range(stage.frames):
        masked = masks.frame(index)
        pack.add(masked.indices)
        frames.append(told_frame(index, stage, talk, masked, labels))
        if index % 12 == 0:
            progress(0.98 * index / stage.frames)
    heard = tuple(
        line.changed(start_ms=round(1000 * said.start_s), end_ms=round(1000 * said.end_s))
        for line, said in zip(spec.lines, talk.lines, strict=True)
    )
    shot, rate = stage.shot, Fraction(stage.rate)
    return ShotTruth(
        uid=spec.uid, take="", backend=spec.backend, revision=spec.revision, width_px=stage.width, height_px=stage.height,
        rate_num=rate.numerator, rate_den=rate.denominator, size=shot.size, framing=shot.framing, angle=shot.angle,
        move=shot.move.kind.value, side=shot.side, subjects=stage.made.subjects, place=stage.layout.kind, lines=heard,
        labels=labels, masks="masks.zip", frames=tuple(frames),
    )  # fmt: skip
