"""The speed of previz: what a frame costs to draw, convert and encode, how fast whole films and a heavy scene are, and memory.

Parts of a frame are told in milliseconds of processor time of the one thread that does them, so that another program on the same
cores changes them little; so is the ratio of drawing and conversion to encoding. Factors of real time are by the clock, and mean
something on an idle machine alone: its load is told with them, and the processor time a second of film, which bounds them.

    python benchmarks/stage.py [--source FILE] [--repeats 3] [--quick] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import av

from storyreel.film.take import RenderSpec, SpecCharacter, SpecPlace
from storyreel.tools.assemble.encode import PictureConverter, add_video_stream
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.stage import stage_shot
from storyreel.tools.generators.previz.talk import talk_of

EXAMPLES = Path(__file__).parents[1] / "examples"
SIZES = ((832, 480), (1280, 720))
_JOB = """
import json, resource, sys, tempfile
from pathlib import Path
from storyreel.tools.generators.previz.job import run
with tempfile.TemporaryDirectory() as folder:
    run(json.loads(sys.stdin.read()), Path(folder), lambda part: None)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def parts_of_a_frame(specs: Sequence[RenderSpec]) -> dict[str, float]:
    """Mean milliseconds of processor time a frame: "draw", "convert", "encode", and "ratio" of the first two to the third."""
    spent, frames = [0.0, 0.0, 0.0], 0
    for spec in specs:
        picture = Picture(stage_shot(spec, seed=1), talk_of(spec.lines, {}, {}))
        with tempfile.TemporaryDirectory() as folder, av.open(f"{folder}/take.mp4", "w") as container:
            video = add_video_stream(container, width_px=spec.width_px, height_px=spec.height_px, rate=spec.rate)
            converter, encode, mux = PictureConverter(spec.rate), cast(Any, video).encode, cast(Any, container).mux
            for index in range(spec.frames):
                at = [time.thread_time()]
                picture.frame(index)
                at.append(time.thread_time())
                frame = converter.again(index) if picture.held else converter.opaque(picture.bgra, index)
                at.append(time.thread_time())
                packets = encode(frame)
                at.append(time.thread_time())
                spent = [total + b - a for total, a, b in zip(spent, at, at[1:], strict=False)]
                for packet in packets:
                    mux(packet)
            for packet in encode(None):
                mux(packet)
        frames += spec.frames
    draw, convert, encode_ms = (1000 * total / frames for total in spent)
    return {"draw": draw, "convert": convert, "encode": encode_ms, "ratio": (draw + convert) / encode_ms, "frames": frames}


def film(source: Path, size: tuple[int, int], workers: int, keep: Path) -> dict[str, float]:
    """One film as a person makes it: seconds by the clock and of the processor, and the film's own length."""
    out = keep / f"{size[0]}x{size[1]}-{workers}-{time.monotonic_ns()}"
    command = [sys.executable, "-m", "storyreel", "make", str(source), "--out", str(out), "--size", f"{size[0]}x{size[1]}"]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([*command, "--workers", str(workers), "--json"], check=True, capture_output=True)
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cut = json.loads((out / "cut.json").read_text(encoding="utf-8"))
    length = sum(entry["frames"] for entry in cut["entries"]) * cut["rate_den"] / cut["rate_num"]
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "processor_s": processor, "film_s": length, "factor": length / seconds}


def specs_of(project: Path) -> list[RenderSpec]:
    """The RenderSpecs of a project's plan."""
    for file in (project / "documents").glob("*.json"):
        document = json.loads(file.read_text(encoding="utf-8"))
        if document.get("schema") == "storyreel.plan/1":
            return [RenderSpec.model_validate(shot["spec"]) for shot in document["shots"]]
    raise SystemExit(f"{project} holds no plan")


def heavy_spec(size: tuple[int, int], frames: int) -> RenderSpec:
    """Six people in the rain, painted, before a camera that moves and a lens that is sharp on one of them."""
    looks = ("a young woman, auburn hair, green coat", "a man, beard, navy suit", "an old woman, white bun, glasses, purple gown",
             "a boy, yellow sweater", "a tall man, bald, grey coat, hat", "a girl, long blond hair, red dress")  # fmt: skip
    names = [f"P{i}" for i in range(len(looks))]
    blocking = [
        {"character": n, "x_cm": (i % 3 - 1) * 95, "z_cm": (i // 3) * 150 - 20 * (i % 2), "facing": names[(i + 1) % 6]}
        for i, n in enumerate(names)
    ]
    shot = {"size": "medium", "framing": "group", "angle": "eye level", "move": {"kind": "push in"}, "blocking": blocking,
            "subjects": names[:1], "in_frame": names}  # fmt: skip
    return RenderSpec(
        uid="heavy", backend="previz", revision="1", width_px=size[0], height_px=size[1], rate_num=24, rate_den=1, frames=frames,
        shot=shot, lines=(), cast=tuple(SpecCharacter(name=n, appearance=a) for n, a in zip(names, looks, strict=True)),
        place=SpecPlace(name="Street", look="heavy rain", time_of_day="night", interior=False), style="painterly", world=1,
    )  # fmt: skip


def jobs(spec: RenderSpec, count: int) -> dict[str, float]:
    """The same job in `count` processes at once: seconds, processor time, length of film, and the largest process's megabytes."""
    order = json.dumps({"spec": spec.to_json(), "seed": 1, "take": 1, "key": "k", "speech": []})
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    running = [
        subprocess.Popen([sys.executable, "-c", _JOB], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(count)
    ]
    for one in running:
        assert one.stdin is not None
        one.stdin.write(order)
        one.stdin.close()
    told = [one.stdout.read() if one.stdout else "" for one in running]
    if any(one.wait() for one in running):
        raise SystemExit("a job failed; its message stands above")
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    length = count * float(spec.frames / spec.rate)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = max(float(text) for text in told)
    return {"seconds": seconds, "processor_s": processor, "film_s": length, "factor": length / seconds, "memory_mb": memory}


def spread(values: Sequence[float]) -> str:
    """Median and range."""
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def tell_films(source: Path, size: tuple[int, int], repeats: int, keep: Path) -> dict[str, Any]:
    """Films with one and with two workers in turn, and the parts of a frame."""
    name = f"{size[0]}x{size[1]}"
    one: list[dict[str, float]] = []
    two: list[dict[str, float]] = []
    for _ in range(repeats):
        one.append(film(source, size, 1, keep))
        two.append(film(source, size, 2, keep))
    specs = specs_of(next(keep.glob(f"{name}-2-*")))
    parts = [parts_of_a_frame(specs) for _ in range(repeats)]
    print(f"{name}, {parts[0]['frames']:.0f} frames, ms of processor time a frame:")
    for key in ("draw", "convert", "encode", "ratio"):
        print(f"  {key:8} {spread([p[key] for p in parts])}")
    gain = [a["seconds"] / b["seconds"] for a, b in zip(one, two, strict=True)]
    print(f"  whole film: {spread([f['factor'] for f in two])} times real time with two workers,", end=" ")
    print(f"{spread([f['factor'] for f in one])} with one; two to one {spread(gain)}, in which checks, sound and joining,")
    print("  which use both cores with one worker too, are the same")
    bound = [2 * f["film_s"] / f["processor_s"] for f in two]
    print(f"  by processor time two idle cores could do at most {spread(bound)} times real time")
    return {"size": name, "parts": parts, "one_worker": one, "two_workers": two}


def main() -> None:
    """Print the figures; write them where asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--source", type=Path, default=min(EXAMPLES.glob("*.txt")))
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="one repeat, 832x480 alone, short shots for memory")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    repeats, sizes = (1, SIZES[:1]) if args.quick else (args.repeats, SIZES)
    load = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory() as folder:
        films = [tell_films(args.source, size, repeats, Path(folder)) for size in sizes]
    heavy = [jobs(heavy_spec(SIZES[0], 96), 2) for _ in range(repeats)]
    alone = [jobs(heavy_spec(SIZES[0], 96), 1) for _ in range(repeats)]
    gain = [two["factor"] / one["factor"] for one, two in zip(alone, heavy, strict=True)]
    print(f"work of the workers alone (draw, sound, encode, start of the process), two to one: {spread(gain)}")
    print(f"heavy scene, 832x480, two at once: {spread([h['factor'] for h in heavy])} times real time,", end=" ")
    print(f"by processor time at most {spread([2 * h['film_s'] / h['processor_s'] for h in heavy])}")
    lengths = (2, 8) if args.quick else (10, 40)
    memory = {seconds: jobs(heavy_spec(SIZES[-1], 24 * seconds), 1)["memory_mb"] for seconds in lengths}
    print("memory of a worker, 1280x720:", ", ".join(f"{mb:.0f} MB for a shot of {s} s" for s, mb in memory.items()))
    load.append(os.getloadavg()[0])
    cores = os.cpu_count() or 1
    print(f"load of the machine before and after, {cores} cores: {load[0]:.1f} and {load[1]:.1f}")
    if args.json:
        machine = f"{platform.machine()}, {cores} cores, Python {platform.python_version()}"
        result = {"machine": machine, "load": load, "films": films, "heavy": heavy, "heavy_alone": alone, "memory_mb": memory}
        args.json.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
