"""Faults that spoil a clip: named as the checks name them, drawn from a seed, applied to pictures and sound.

Each function takes the clean clip and gives the spoiled one; where it struck is in the returned record. It knows no generator.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from storyreel.errors import MediaError
from storyreel.film.take import RenderSpec
from storyreel.testing.clips import write_clip
from storyreel.tools.audio import decode_audio
from storyreel.tools.frames import decode_frames, probe, to_rgb

__all__ = ["FAULT_KINDS", "FILE_FAULTS", "Fault", "FaultKind", "applies", "spoil", "strikes"]

FaultKind = Literal[
    "black", "freeze", "wrong-duration", "missing-speech", "silent", "extra-cut", "truncated", "one-frame", "raise", "hang"
]
FAULT_KINDS: tuple[FaultKind, ...] = (
    "black",
    "freeze",
    "wrong-duration",
    "missing-speech",
    "silent",
    "extra-cut",
    "truncated",
    "one-frame",
    "raise",
    "hang",
)
FILE_FAULTS = frozenset(FAULT_KINDS) - {"raise", "hang"}

Pictures = Iterator[np.ndarray]


def _always(spec: RenderSpec) -> bool:
    return True


@dataclass(frozen=True)
class Fault:
    """One fault: what, how often (0 to 1), and for which Shots.

    Attributes:
        takes: Only Takes up to this number are struck; None is all.
    """

    kind: FaultKind
    rate: float
    when: Callable[[RenderSpec], bool] = _always
    takes: int | None = None


def strikes(
    faults: Sequence[Fault], spec: RenderSpec, *, key: str, seed: int, take: int = 1, own_audio: bool = True
) -> Fault | None:
    """The first fault that strikes this Take: whether the dice fall is decided by its key and the seed alone.

    Args:
        own_audio: Whether the clip carries sound that could be lost.
    """
    for number, fault in enumerate(faults):
        roll = int.from_bytes(hashlib.sha256(f"{seed}/{key}/{number}".encode()).digest()[:8]) / 2**64
        due = roll < fault.rate and (fault.takes is None or take <= fault.takes)
        if due and fault.when(spec) and applies(fault.kind, spec, own_audio=own_audio):
            return fault
    return None


def applies(kind: FaultKind, spec: RenderSpec, *, own_audio: bool = True) -> bool:
    """Whether the fault can be told at all on such a Shot: a freeze needs time, a silence needs speech, a cut needs frames."""
    seconds = float(spec.frames / spec.rate)
    if kind in ("missing-speech", "silent"):
        return own_audio and any(line.speech for line in spec.lines)
    if kind in ("wrong-duration", "one-frame"):
        return spec.frames >= 4
    if kind == "freeze":
        return seconds >= 1.2 and _moves(spec)
    return {"black": seconds >= 0.6, "extra-cut": seconds >= 1.0}.get(kind, True)


def _moves(spec: RenderSpec) -> bool:
    """Whether anything is asked to move: people, or the camera. A still picture of a thing may stand still."""
    people = any(spec.shot.get(name) for name in ("in_frame", "subjects", "blocking"))
    move: Any = spec.shot.get("move") or {}
    return (people and spec.shot.get("size") != "insert") or move.get("kind", "static") != "static"


def spoil(kind: FaultKind, clean: Path, spoiled: Path, spec: RenderSpec, *, key: str) -> dict[str, Any]:
    """Write the spoiled clip; what was done and where (frames or milliseconds).

    Args:
        key: Seeds where the fault falls.

    Raises:
        MediaError: If the clean clip cannot be read, or has no sound to lose.
    """
    chance = random.Random(f"{kind}/{key}")
    if kind == "truncated":
        data = clean.read_bytes()
        spoiled.write_bytes(data[: len(data) // 3])
        return {"kind": kind, "bytes": len(data) // 3}
    pictures = (to_rgb(frame) for frame in decode_frames(clean))
    sound = decode_audio(clean) if probe(clean).has_audio else None
    if kind in ("silent", "missing-speech"):
        if sound is None:
            raise MediaError(f"{clean} has no sound that could be lost.")
        sound, done = _silenced(sound, spec, chance, whole=kind == "silent")
    else:
        pictures, done = PICTURE_FAULTS[kind](pictures, spec, chance)
    frames = done.get("frames", spec.frames)
    kept = None if sound is None else sound[: round(frames * 48_000 / spec.rate)]
    write_clip(spoiled, pictures, kept, spec.rate)
    return {"kind": kind, **done}


def _span(spec: RenderSpec, chance: random.Random, seconds: float) -> tuple[int, int]:
    """First and last+1 frame of a span of about this length, away from both ends."""
    length = min(max(1, round(seconds * spec.rate)), spec.frames - 2)
    start = chance.randint(1, max(1, spec.frames - length - 1))
    return start, start + length


def _black(pictures: Pictures, spec: RenderSpec, chance: random.Random) -> tuple[Pictures, dict[str, Any]]:
    start, end = _span(spec, chance, chance.uniform(0.25, 0.5))
    made = (np.zeros_like(rgb) if start <= i < end else rgb for i, rgb in enumerate(pictures))
    return made, {"from": start, "to": end}


def _freeze(pictures: Pictures, spec: RenderSpec, chance: random.Random) -> tuple[Pictures, dict[str, Any]]:
    start, end = _span(spec, chance, chance.uniform(0.7, 1.0))

    def made() -> Pictures:
        held: np.ndarray | None = None
        for i, rgb in enumerate(pictures):
            held = rgb if i <= start or held is None else held
            yield held if start <= i < end else rgb

    return made(), {"from": start, "to": end}


def _wrong_duration(pictures: Pictures, spec: RenderSpec, chance: random.Random) -> tuple[Pictures, dict[str, Any]]:
    missing = max(3, round(spec.frames * chance.uniform(0.15, 0.4)))
    kept = max(1, spec.frames - missing)
    return (rgb for i, rgb in enumerate(pictures) if i < kept), {"frames": kept}


def _one_frame(pictures: Pictures, spec: RenderSpec, chance: random.Random) -> tuple[Pictures, dict[str, Any]]:
    return (rgb for i, rgb in enumerate(pictures) if i == 0), {"frames": 1}


def _extra_cut(pictures: Pictures, spec: RenderSpec, chance: random.Random) -> tuple[Pictures, dict[str, Any]]:
    start, end = _span(spec, chance, chance.uniform(0.35, 0.5))

    def other(rgb: np.ndarray) -> np.ndarray:
        """Another picture: mirrored, enlarged, in other colours."""
        height, width = rgb.shape[:2]
        crop = rgb[height // 4 : height // 4 + height // 2, width // 4 : width // 4 + width // 2]
        large = np.repeat(np.repeat(crop, 2, axis=0), 2, axis=1)[:height, ::-1, [1, 2, 0]]
        return 255 - np.resize(large, rgb.shape)

    return (other(rgb) if start <= i < end else rgb for i, rgb in enumerate(pictures)), {"from": start, "to": end}


def _silenced(sound: np.ndarray, spec: RenderSpec, chance: random.Random, *, whole: bool) -> tuple[np.ndarray, dict[str, Any]]:
    """Silence instead of one Line, or of everything."""
    out = sound.copy()
    line = chance.choice([line for line in spec.lines if line.speech])
    start, end = (0, len(out)) if whole else (line.start_ms * 48 - 4800, line.end_ms * 48 + 4800)
    out[max(0, start) : end] = 0
    return out, {"line": line.id, "from_ms": max(0, start) // 48, "to_ms": end // 48}


PICTURE_FAULTS: dict[str, Callable[[Pictures, RenderSpec, random.Random], tuple[Pictures, dict[str, Any]]]] = {
    "black": _black,
    "freeze": _freeze,
    "wrong-duration": _wrong_duration,
    "one-frame": _one_frame,
    "extra-cut": _extra_cut,
}
