"""A film edited by hand with five different faults gets exactly those five Findings, where they are and under their names.

The film is opened, changed and exported as an editing program does it: other encoder settings than ours, tagged as BT.709. Only
the file and its Script are given to the command; nothing else is known of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import av
import numpy as np
import pytest
from av.video.reformatter import ColorRange, Colorspace

from storyreel.apps.cli import main
from storyreel.film.plan import FilmSettings
from storyreel.graph import make

SCENE = """INT. KITCHEN - NIGHT

ROSA stands at the window. TOMAS stands at the table.

ROSA: You came back after all these years and you did not even write.
TOMAS: I wrote every week. You never answered me.
ROSA (angry): There was not one letter! Not one!
TOMAS: Then somebody took them before they came to you.
ROSA (quietly): My brother always went down to the gate.
TOMAS: Your brother told me that you were dead, Rosa.
ROSA: And you believed him, and you never came to look.
TOMAS: I am here now. Let me see what he kept in the drawer.
"""
RATE = Fraction(24)
SOUND_RATE = 48_000


class Edit(NamedTuple):
    """What was done, to which shot, from when to when in seconds."""

    kind: str
    shot: str
    start_s: float
    end_s: float


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film as it comes, and its Script beside it."""
    folder = tmp_path_factory.mktemp("by_hand")
    (folder / "scene.txt").write_text(SCENE, encoding="utf-8")
    made = make(folder / "scene.txt", out=folder / "out", settings=FilmSettings(width_px=320, height_px=184))
    assert made.finished and made.film is not None
    return made.film


def opened(film: Path) -> tuple[list[np.ndarray], np.ndarray]:
    """All pictures (rows, columns, 3) and the sound (samples,), -1 to 1."""
    with av.open(str(film)) as container:
        pictures = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    resampler = av.AudioResampler(format="flt", layout="mono", rate=SOUND_RATE)
    with av.open(str(film)) as container:
        parts = [part.to_ndarray()[0] for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return pictures, np.concatenate(parts)


def saved(to: Path, pictures: list[np.ndarray], sound: np.ndarray) -> Path:
    """The film as an editing program exports it: other settings than ours, BT.709 in limited range and tagged so."""
    with av.open(str(to), "w") as opened_file:
        container: Any = opened_file
        video = container.add_stream("libx264", rate=RATE, options={"crf": "18", "preset": "fast"})
        video.height, video.width = pictures[0].shape[:2]
        video.pix_fmt = "yuv420p"
        coder = video.codec_context
        coder.color_primaries, coder.color_trc, coder.colorspace, coder.color_range = 1, 1, 1, 1
        audio = container.add_stream("aac", rate=SOUND_RATE)
        audio.layout = "mono"
        for picture in pictures:
            rgb = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame = rgb.reformat(
                format="yuv420p",
                dst_colorspace=Colorspace.ITU709,
                src_color_range=ColorRange.JPEG,
                dst_color_range=ColorRange.MPEG,
            )
            frame.pts = None
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for start in range(0, len(sound), 1024):
            block = av.AudioFrame.from_ndarray(sound[None, start : start + 1024].astype(np.float32), format="fltp", layout="mono")
            block.sample_rate, block.pts = SOUND_RATE, start
            container.mux(audio.encode(block))
        container.mux(audio.encode(None))
    return to


def shots_of(film: Path) -> Iterator[dict[str, Any]]:
    """The shots as the Script prints them."""
    script = json.loads((film.parent / "script.json").read_text(encoding="utf-8"))
    for scene in script["scenes"]:
        yield from scene["shots"]


def frame_of(seconds: float) -> int:
    """The frame at a time."""
    return round(seconds * RATE)


def edited(film: Path, to: Path) -> list[Edit]:
    """Five faults in five shots: black, freeze, a line gone, a stray cut, flicker."""
    pictures, sound = opened(film)
    said = [shot for shot in shots_of(film) if shot["lines"] and shot["end_s"] - shot["start_s"] > 2.2]
    assert len(said) >= 5
    black, freeze, silent, cut, flicker = said[:5]
    done: list[Edit] = []

    def part(kind: str, shot: dict[str, Any], length_s: float) -> tuple[int, int]:
        begin = shot["start_s"] + 0.7
        done.append(Edit(kind, shot["id"], begin, begin + length_s))
        return frame_of(begin), frame_of(begin + length_s)

    low, high = part("black", black, 0.6)
    for at in range(low, high):
        pictures[at] = np.zeros_like(pictures[at])
    low, high = part("freeze", freeze, 1.2)
    for at in range(low, high):
        pictures[at] = pictures[low]
    line = silent["lines"][0]
    sound[round(line["start_s"] * SOUND_RATE) : round(line["end_s"] * SOUND_RATE)] = 0
    done.append(Edit("missing-speech", silent["id"], line["start_s"], line["end_s"]))
    low, high = part("extra-cut", cut, 0.8)
    other = frame_of(black["start_s"])
    for at in range(low, high):
        pictures[at] = pictures[other + at - low][:, ::-1]
    low, high = part("flicker", flicker, 1.2)
    for at in range(low, high):
        pictures[at] = np.clip(pictures[at] * (1.35 if at % 2 else 0.75), 0, 255).astype(np.uint8)
    saved(to, pictures, sound)
    return done


def judged(film: Path, script: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What `critique` finds, with nothing but the film and its Script."""
    with pytest.raises(SystemExit) as ended:
        main(["critique", str(film), "--script", str(script), "--json"])
    assert ended.value.code in (0, None)
    return json.loads(capsys.readouterr().out)["findings"]


def test_a_film_that_nobody_touched_has_no_findings(film: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert judged(film, film.parent / "script.json", capsys) == []
    again = saved(tmp_path / "exported.mp4", *opened(film))
    assert judged(again, film.parent / "script.json", capsys) == []


def test_five_faults_get_five_findings(film: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    done = edited(film, tmp_path / "edited.mp4")
    findings = judged(tmp_path / "edited.mp4", film.parent / "script.json", capsys)
    assert sorted((one["kind"], one["shot"]) for one in findings) == sorted((one.kind, one.shot) for one in done)
    for one in done:
        found = next(each for each in findings if each["kind"] == one.kind)
        assert found["start_s"] < one.end_s and found["end_s"] > one.start_s
