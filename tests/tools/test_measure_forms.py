"""Films made elsewhere: other containers and codecs, turned, in a high range, of variable rate, damaged, far too long."""

from __future__ import annotations

import random
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.video.frame import VideoFrame

from storyreel.agents.critic import Critic
from storyreel.film.cut import Cut
from storyreel.film.finding import Severity
from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.testing.clips import write_clip
from storyreel.testing.film_faults import INJECTORS, CleanFilm
from storyreel.testing.film_faults.encoding import encode_film
from storyreel.tools.assemble.encode import add_audio_stream, encode_audio
from storyreel.tools.audio import write_wav
from storyreel.tools.contracts import Evidence
from storyreel.tools.frames import open_media_file, video_stream
from storyreel.tools.measure import CHECKS, measure, measure_file, open_media
from storyreel.tools.measure.strength import strength_of
from tests.tools.drawn_stage import RATE, SIZE, shot_frames

NAMES = ("wide", "still close", "tilt")
EACH = 36  # frames, 1.5 s


def frames() -> list[np.ndarray]:
    """Three shots of a second and a half."""
    return [rgb for name in NAMES for rgb in shot_frames(name, EACH)]


def sound(seconds: float = 4.5) -> np.ndarray:
    """Noise where the Line is spoken, at 48 kHz."""
    out = np.zeros(round(seconds * 48_000), np.float32)
    out[79_200:127_200] = np.random.default_rng(2).normal(0, 0.08, 48_000)
    return out


def script() -> Script:
    """One Line in the second of three shots."""
    line = SpokenLine(id="l1", speaker="ROSA", text="Who opened it?", start_ms=1650, end_ms=2650)
    shots = (
        Shot(uid=f"u{n}", id=f"1.{n}", start_ms=n * 1500, end_ms=(n + 1) * 1500, lines=(line,) if n == 1 else ())
        for n in range(3)
    )
    return Script(scenes=(Scene(id="1", shots=tuple(shots)),))


def written(path: Path, codec: str, pixels: str = "yuv420p", pictures: Iterable[np.ndarray] | None = None) -> Path:
    """A film in any container, by its suffix, with sound where the container takes AAC."""
    with av.open(str(path), "w") as opened:
        film: Any = opened
        video = film.add_stream(codec, rate=24)
        video.width, video.height, video.pix_fmt = *SIZE, pixels
        video.codec_context.bit_rate = 800_000
        tagged = video.codec_context
        tagged.colorspace = tagged.color_primaries = tagged.color_trc = tagged.color_range = 1
        audio = add_audio_stream(film) if path.suffix in (".mkv", ".mov", ".ts", ".mp4") else None
        for number, rgb in enumerate(frames() if pictures is None else pictures):
            frame: Any = VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format=pixels)
            frame.pts, frame.time_base = number, Fraction(1, 24)
            film.mux(video.encode(frame))
        film.mux(video.encode(None))
        if audio is not None:
            for packet in encode_audio(audio, iter([sound()])):
                film.mux(packet)
    return path


@pytest.mark.parametrize(
    ("name", "codec", "pixels"),
    [
        ("f.mkv", "libx264", "yuv420p"),
        ("f.ts", "libx264", "yuv420p"),
        ("f.webm", "libvpx-vp9", "yuv420p"),
        ("f.avi", "mpeg4", "yuv420p"),
        ("f.mov", "prores_ks", "yuv422p10le"),
        ("f.mkv", "ffv1", "yuv444p"),
        ("f.avi", "mjpeg", "yuvj420p"),
    ],
)
async def test_any_container_and_codec_is_measured(name: str, codec: str, pixels: str, tmp_path: Path) -> None:
    path = written(tmp_path / name, codec, pixels)
    media = open_media(path)
    assert (media.frame_count, media.size, media.rate) == (3 * EACH, SIZE, RATE)
    verdict = await Critic().critique(path, script=script())
    said = {one.kind for one in verdict.findings if one.severity in (Severity.BLOCKING, Severity.MAJOR)}
    assert said <= {"missing-stream", "missing-speech"} and ("missing-stream" in said) == (not media.has_audio)


async def test_sound_without_pictures_is_a_finding_with_its_reason(tmp_path: Path) -> None:
    write_wav(tmp_path / "f.wav", sound(), 48_000)
    (tmp_path / "f.wav").rename(tmp_path / "f.mp4")
    verdict = await Critic().critique(tmp_path / "f.mp4", script=script())
    (one,) = verdict.findings
    assert (one.kind, one.severity) == ("missing-stream", Severity.BLOCKING) and "no video stream" in one.evidence
    assert not verdict.passed


async def test_one_frame_and_a_minute_too_much(tmp_path: Path) -> None:
    write_clip(tmp_path / "one.mp4", frames()[:1], None, RATE)
    verdict = await Critic().critique(tmp_path / "one.mp4", script=script())
    assert {"undecodable", "wrong-duration"} <= {one.kind for one in verdict.findings}
    tail = [frames()[-1]] * (60 * 24)
    write_clip(tmp_path / "long.mp4", frames() + tail, sound(64.5), RATE)
    verdict = await Critic().critique(tmp_path / "long.mp4", script=script())
    (one,) = [one for one in verdict.findings if one.severity is Severity.MAJOR]
    assert one.kind == "wrong-duration" and "1440 more" in one.evidence


def test_a_turned_film_is_seen_upright(tmp_path: Path) -> None:

    write_clip(tmp_path / "f.mp4", frames(), sound(), RATE)
    cut = Cut(width_px=SIZE[0], height_px=SIZE[1], rate_num=24)
    film = CleanFilm(name="f", file=tmp_path / "f.mp4", script=script(), cut=cut)
    INJECTORS["rotated"](film, tmp_path / "t.mp4", strength=90, chance=random.Random(1))
    plain, turned = open_media(tmp_path / "f.mp4"), open_media(tmp_path / "t.mp4")
    with open_media_file(tmp_path / "t.mp4") as container:
        stream = video_stream(container, tmp_path / "t.mp4")
        assert (stream.width, stream.height) == SIZE[::-1]
    assert turned.size == SIZE and turned.facts.rotation == 90
    assert np.abs(plain.pictures[50].astype(int) - turned.pictures[50]).mean() < 3
    assert plain.colours.shape == turned.colours.shape
    said = measure(Evidence(script=script(), media=turned))
    assert [(one.kind, one.severity) for one in said] == [("rotated", Severity.INFO)]


def variable(path: Path, late: float) -> Path:
    """Every third frame comes late by a part of a frame."""
    times = [round((number + late * (number % 3 == 1)) * 3750) for number in range(3 * EACH)]
    encode_film(path, frames(), sound(), RATE, times=times)
    return path


def test_a_variable_rate_is_told_and_cuts_are_found_at_their_time(tmp_path: Path) -> None:
    media = open_media(variable(tmp_path / "f.mp4", 0.45))
    assert media.facts.uneven > 0.5 and float(media.rate) == pytest.approx(24, rel=0.01)
    assert [media.frame_at(ms) for ms in (0, 1500, 3000)] == [0, EACH, 2 * EACH]
    assert media.ms_at(EACH) == 1500 and media.frame_at(60_000) > 3 * EACH
    assert [one.kind for one in measure(Evidence(script=script(), media=media))] == ["variable-rate"]


def test_a_rate_that_changes_in_the_middle_keeps_the_script_in_place(tmp_path: Path) -> None:
    pictures = frames()
    slow = [rgb for n, rgb in enumerate(pictures) if n < EACH or n % 2 == 0]  # the second half at 12 a second
    times = [n * 3750 for n in range(len(pictures)) if n < EACH or n % 2 == 0]
    encode_film(tmp_path / "f.mp4", slow, sound(), RATE, times=times)
    media = open_media(tmp_path / "f.mp4")
    assert [media.frame_at(ms) for ms in (1500, 3000)] == [EACH, EACH + EACH // 2]
    said = {one.kind for one in measure(Evidence(script=script(), media=media))}
    assert "variable-rate" in said and not said & {"missing-cut", "extra-cut", "missing-speech", "wrong-duration"}


def test_frames_that_are_lost_keep_their_place(tmp_path: Path) -> None:
    write_clip(tmp_path / "f.mp4", frames(), sound(), RATE)
    with open_media_file(tmp_path / "f.mp4") as container:
        packets = [(p.pos or 0, p.size) for p in container.demux(video_stream(container, tmp_path / "f.mp4")) if p.size]
    data = bytearray((tmp_path / "f.mp4").read_bytes())
    for at, size in packets[50:54]:
        data[at + 8 : at + size] = bytes(size - 8)
    (tmp_path / "t.mp4").write_bytes(bytes(data))
    media = open_media(tmp_path / "t.mp4")
    assert media.frame_count == 3 * EACH and media.figures.damaged[50:54].all() and not media.figures.damaged[:50].any()
    (one,) = measure_file(tmp_path / "t.mp4", Evidence(script=script()))
    assert (one.kind, one.severity, one.shot) == ("undecodable", Severity.BLOCKING, "u1")
    assert one.start_ms == 2083 and "damaged: 2.08 to" in one.evidence and "packets cannot be decoded" in one.evidence


@pytest.mark.parametrize(("transfer", "name"), [(16, "PQ"), (18, "HLG")])
def test_a_high_range_is_told_and_nothing_else_is_wrong(transfer: int, name: str, tmp_path: Path) -> None:
    def tag(it: Any) -> None:
        it.color_primaries = it.colorspace = 9
        it.color_trc = transfer

    def deep(context: Any) -> None:
        context.pix_fmt = "yuv420p10le"
        tag(context)

    encode_film(tmp_path / "f.mp4", frames(), sound(), RATE, set_up=deep, mark=tag)
    (one,) = measure_file(tmp_path / "f.mp4", Evidence(script=script()))
    assert one.kind == "hdr" and name in one.evidence and one.severity is Severity.MINOR


def test_an_untagged_film_of_others_is_told_and_one_in_bt_601_is_not(tmp_path: Path) -> None:
    def tag(value: int) -> Any:
        def set_tags(it: Any) -> None:
            it.color_primaries = it.colorspace = it.color_trc = value

        return set_tags

    for value, kinds in ((2, ["colour-tags"]), (6, [])):
        encode_film(tmp_path / "f.mp4", frames(), sound(), RATE, set_up=tag(value), mark=tag(value))
        assert [one.kind for one in measure_file(tmp_path / "f.mp4", Evidence(script=script()))] == kinds


def test_unsteady_light_that_is_asked_for_is_no_flicker(tmp_path: Path) -> None:
    flickering = [(rgb * (1.0 - 0.06 * (n % 2))).astype(np.uint8) for n, rgb in enumerate(frames())]
    write_clip(tmp_path / "f.mp4", flickering, sound(), RATE)
    media = open_media(tmp_path / "f.mp4")
    said = measure(Evidence(script=script(), media=media))
    assert [(one.kind, one.shot) for one in said] == [("flicker", "u0"), ("flicker", "u1"), ("flicker", "u2")]
    shots = tuple(shot.changed(lighting="by a flickering candle") for shot in script().shots)
    asked = script().changed(scenes=(Scene(id="1", shots=shots),))
    assert measure(Evidence(script=asked, media=media)) == []


def test_scores_tell_more_than_findings(tmp_path: Path) -> None:
    write_clip(tmp_path / "f.mp4", frames(), sound(), RATE)
    evidence = Evidence(script=script(), media=open_media(tmp_path / "f.mp4"))
    scores = {kind: strength_of(check, evidence) for kind, check in CHECKS.items()}
    assert 0 < (scores["flicker"] or 0) < 1 and scores["wrong-rate"] is None and scores["black"] == 0.0
