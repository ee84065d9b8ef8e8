"""How far mouths and voices are apart in finished films: every Line, in frames, measured from film.mp4's own pictures and sound.

Films are made as a person makes them, with --truth; the truth serves as a map of where mouths are, and how far a mouth stands
open and when a voice is heard is read from the decoded film. Then the same films with their sound four frames late are measured,
to show that an offset would be seen. Lines with a mouth narrower than 12 pixels, or none in the picture, are listed with why.

    python benchmarks/lips.py [--source FILE ...] [--fps RATE ...] [--size WxH] [--style WORDS] [--quick] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from storyreel.testing.film_faults.rewriting import resound, sound_of
from storyreel.tools.measure.mouth_lines import LineOffset, line_offsets

EXAMPLES = Path(__file__).parents[1] / "examples"
CONTROL_FRAMES = 4
_AUDIO_RATE = 48_000


def make_film(source: Path, out: Path, *, fps: str, size: str, style: str) -> Path:
    """A film with its truth; returns the project folder."""
    command = [sys.executable, "-m", "storyreel", "make", str(source), "--out", str(out), "--truth", "--fps", fps, "--size", size]
    subprocess.run([*command, *(["--style", style] if style else []), "--json"], check=True, capture_output=True)
    return out


def moved_sound(film: Path, to: Path, late_s: float) -> Path:
    """The film with its sound later by some seconds; its pictures' packets are copied."""
    clean = cast(Any, SimpleNamespace(file=film))
    sound, gap = sound_of(clean), round(late_s * _AUDIO_RATE)
    resound(clean, to, np.concatenate([np.zeros(gap, np.float32), sound[: len(sound) - gap]]))
    return to


def measure(project: Path, fps: float) -> dict[str, Any]:
    """Both measurements of one film: as it is, and with its sound late."""
    plain = line_offsets(project)
    late = line_offsets(project, moved_sound(project / "film.mp4", project / "late.mp4", CONTROL_FRAMES / fps))
    return {"lines": plain, "control": [b for a, b in zip(plain, late, strict=True) if a.wide_enough]}


def tell(name: str, found: dict[str, Any]) -> None:
    """Print every Line and what follows."""
    print(f"\n{name}\n  shot    line  speaker             mouth   offset  likeness")
    for one in cast("list[LineOffset]", found["lines"]):
        offset = "   none" if one.frames is None else f"{one.frames:+7.1f}"
        told = f"{offset}  {one.likeness:8.2f}" if one.wide_enough else f"      -  {one.reason}"
        print(f"  {one.shot:<7} {one.line:<5} {one.speaker:<18} {one.width_px:4.0f} px {told}")
    control = [one.frames for one in found["control"] if one.frames is not None]
    print(f"  {sentence(found['lines'])}")
    if control:
        off = max(abs(frames - CONTROL_FRAMES) for frames in control)
        print(
            f"  control, sound {CONTROL_FRAMES} frames late: measured {statistics.median(control):.1f}, at most {off:.1f} from it"
        )


def sentence(lines: Sequence[LineOffset]) -> str:
    """How many Lines count, the greatest offset, and the share within one frame."""
    wide = [one for one in lines if one.wide_enough]
    if not wide:
        return "no line with a mouth of 12 pixels or more"
    measured = [abs(one.frames) for one in wide if one.frames is not None]
    within = sum(frames <= 1.0 for frames in measured)
    worst = f"{max(measured):.1f} frames" if measured else "none measured"
    return f"{len(wide)} of {len(lines)} lines measured; greatest offset {worst}; {within / len(wide):.1%} within one frame"


def main() -> None:
    """Make, measure and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", type=Path, nargs="*", default=sorted(EXAMPLES.glob("*.txt")))
    parser.add_argument("--fps", nargs="*", default=["24"], help="the first for every source, the others for the last one")
    parser.add_argument("--size", default="832x480")
    parser.add_argument("--style", default="")
    parser.add_argument("--quick", action="store_true", help="the last source alone, at 24")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    jobs = [(source, args.fps[0]) for source in args.source] + [(args.source[-1], fps) for fps in args.fps[1:]]
    films: dict[str, Any] = {}
    every: list[LineOffset] = []
    with tempfile.TemporaryDirectory() as folder:
        for source, fps in jobs[-1:] if args.quick else jobs:
            name = f"{source.stem} at {fps} frames a second, {args.size}"
            project = make_film(source, Path(folder) / f"{source.stem}-{fps}", fps=fps, size=args.size, style=args.style)
            rate = json.loads((project / "cut.json").read_text(encoding="utf-8"))
            films[name] = measure(project, rate["rate_num"] / rate["rate_den"])
            every += films[name]["lines"]
            tell(name, films[name])
    print(f"\nall films: {sentence(every)}")
    if args.json:
        told = {name: {key: [one._asdict() for one in lines] for key, lines in found.items()} for name, found in films.items()}
        args.json.write_text(json.dumps(told, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
