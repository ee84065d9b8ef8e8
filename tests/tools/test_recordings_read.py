"""Recordings of every kind are read whole, cut at the right samples, kept once, and never looked for outside their folder."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

import storyreel.tools.recordings.bringing as bringing
from storyreel.errors import ProjectError, SourceError
from storyreel.film.dialogue import Dialogue, Line
from storyreel.tools.recordings import Recordings, bring_recordings, brought
from storyreel.tools.recordings.sound import Span, read_spans, sound_facts
from storyreel.tools.recordings.wanted import locate, wanted_of
from tests.tools.sounds import RATE, silence, tone, voice_like, write_sound

KINDS = {
    "wav": {"codec": "pcm_s16le"},
    "24bit.wav": {"codec": "pcm_s24le"},
    "float.wav": {"codec": "pcm_f32le"},
    "8khz.wav": {"codec": "pcm_s16le", "rate": 8000},
    "96khz.wav": {"codec": "pcm_s24le", "rate": 96000},
    "flac": {"codec": "flac"},
    "mp3": {"codec": "libmp3lame", "rate": 44100},
    "ogg": {"codec": "libopus"},
    "m4a": {"codec": "aac"},
    "film.mp4": {"codec": "aac", "picture": True},
    "film.mkv": {"codec": "aac", "picture": True},
}


def line(number: int, text: str = "Yes, I know.", **fields: object) -> Line:
    return Line(id=f"L{number}", speaker="ROSA" if number % 2 else "TOM", text=text, **fields)  # type: ignore[arg-type]


def page(*lines: Line, audio: str = "") -> Dialogue:
    return Dialogue(items=lines, audio=audio)


def brought_in(tmp_path: Path, dialogue: Dialogue) -> Dialogue:
    return bring_recordings(dialogue, Recordings(tmp_path / "kept"), folder=tmp_path, file="page.json")


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_gives_the_sound_at_its_time(tmp_path: Path, name: str) -> None:
    options = KINDS[name]
    rate = int(options.get("rate", RATE))  # type: ignore[call-overload]
    sound = np.concatenate([silence(0.5, rate), tone(1.0, hz=440, db=-18, rate=rate), silence(0.5, rate)])
    write_sound(tmp_path / f"a.{name}", sound, **options)  # type: ignore[arg-type]
    made = brought_in(tmp_path, page(line(1, audio=f"a.{name}"))).lines[0].recording
    assert made is not None and made.is_voice
    assert made.level_db == pytest.approx(-18, abs=0.5) and made.pitch_hz == pytest.approx(440, rel=0.01)
    assert made.speech_start_ms == pytest.approx(500, abs=40) and made.speech_end_ms == pytest.approx(1500, abs=40)
    assert made.sample_rate == rate or name == "ogg"
    assert not made.flaws


@pytest.mark.parametrize(("layout", "channels"), [("stereo", 2), ("5.1", 6), ("7.1", 8)])
def test_channels_are_mixed_to_one(tmp_path: Path, layout: str, channels: int) -> None:
    voice = voice_like(1.0)
    planes = np.zeros((channels, len(voice)), np.float32)
    planes[0], planes[1] = voice, voice
    if channels > 2:
        planes[2] = voice  # the centre, where films have their speech
    write_sound(tmp_path / "a.wav", planes, layout=layout)
    made = brought_in(tmp_path, page(line(1, audio="a.wav"))).lines[0].recording
    assert made is not None and made.channels == channels
    assert made.is_voice and made.pitch_hz == pytest.approx(120, rel=0.01)
    assert made.level_db is not None and -32 < made.level_db < -8


def test_a_scene_is_cut_at_the_given_times(tmp_path: Path) -> None:
    parts = [tone(1.0, hz=150), silence(1.5), tone(0.8, hz=250), silence(0.7), tone(1.0, hz=350)]
    write_sound(tmp_path / "scene.wav", np.concatenate(parts))
    made = brought_in(
        tmp_path,
        page(
            line(1, start_ms=0, end_ms=1200),
            line(2, start_ms=2300),
            line(3, start_ms=3900, end_ms=5000),
            line(4),
            audio="scene.wav",
        ),
    )
    one, two, three, four = (one.recording for one in made.lines)
    assert one and two and three and four
    assert [round(found.pitch_hz or 0) for found in (one, two, three)] == [150, 250, 350]
    assert two.duration_ms == 1600, "without an end it goes on to where the next line begins"
    assert (two.gap_before_ms, three.gap_before_ms) == (1500, 700)
    assert not four.is_voice and [flaw.kind for flaw in four.flaws] == ["no-times"]


def test_one_file_named_by_several_lines_is_a_scene_and_by_one_is_that_line() -> None:
    one, two = line(1, audio="a.wav", start_ms=0, end_ms=900), line(2, audio="a.wav", start_ms=900, end_ms=2000)
    assert [want.span for want in wanted_of(page(one, two))] == [Span(0, 900), Span(900, 2000)]
    assert [want.span for want in wanted_of(page(one))] == [Span()]
    assert [want.flaw.kind for want in wanted_of(page(one.changed(end_ms=0), two)) if want.flaw] == ["times-backwards"]
    assert not brought(page(line(1)))


def test_spans_that_overlap_are_both_whole(tmp_path: Path) -> None:
    sound = voice_like(3.0)
    write_sound(tmp_path / "a.wav", sound)
    got = {one.number: one for one in read_spans(tmp_path / "a.wav", [Span(500, 2000), Span(1000, 1500), Span(2500, None)])}
    assert [len(got[number].samples) for number in range(3)] == [72_000, 24_000, 24_000]
    np.testing.assert_allclose(got[1].samples, sound[RATE : RATE * 3 // 2], atol=1e-4)


def test_what_was_read_is_not_read_again_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []
    real = bringing.read_spans

    def counted(path: Path, spans: list[Span]) -> object:
        reads.append(path.name)
        return real(path, spans)

    monkeypatch.setattr(bringing, "read_spans", counted)
    write_sound(tmp_path / "a.wav", tone(1.0))
    source = page(line(1, audio="a.wav"))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    first = brought_in(tmp_path, source)
    assert brought_in(tmp_path, source) == first and reads == ["a.wav"]
    assert {path: path.stat().st_mtime_ns for path in before} == before, "the source's folder is left alone"
    write_sound(tmp_path / "a.wav", tone(1.0, hz=300))
    second = brought_in(tmp_path, source).lines[0].recording
    assert reads == ["a.wav", "a.wav"]
    assert second and second.sha256 != (first.lines[0].recording or second).sha256
    os.truncate(tmp_path / "kept" / f"{second.sha256}.wav", 100)
    assert brought_in(tmp_path, source).lines[0].recording == second, "a kept sound that was harmed is made anew"
    assert len(reads) == 3


def test_a_kept_recording_stands_in_for_a_file_that_is_gone(tmp_path: Path) -> None:
    write_sound(tmp_path / "a.wav", tone(1.0))
    source = page(line(1, audio="a.wav"))
    first = brought_in(tmp_path, source)
    (tmp_path / "a.wav").unlink()
    assert brought_in(tmp_path, source) == first


def test_a_kept_sound_that_was_changed_is_not_used(tmp_path: Path) -> None:
    write_sound(tmp_path / "a.wav", tone(1.0))
    made = brought_in(tmp_path, page(line(1, audio="a.wav"))).lines[0].recording
    assert made is not None
    (tmp_path / "kept" / f"{made.sha256}.wav").write_bytes(b"something else")
    with pytest.raises(ProjectError, match=r"a\.wav.*was changed"):
        Recordings(tmp_path / "kept").samples(made)


@pytest.mark.parametrize("given", ["../a.wav", "sub/../../a.wav", "link.wav", "linked/a.wav"])
def test_a_path_that_leads_out_of_the_folder_is_refused(tmp_path: Path, given: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    write_sound(tmp_path / "a.wav", tone(0.2))
    (home / "link.wav").symlink_to(tmp_path / "a.wav")
    (home / "linked").symlink_to(tmp_path)
    with pytest.raises(SourceError, match="leads out of the source's folder"):
        locate(given, home)


def test_a_whole_path_is_the_persons_own_choice(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "a.wav", tone(0.2))
    assert locate(str(path), None) == path
    with pytest.raises(SourceError, match="the source is no file"):
        locate("a.wav", None)


def test_facts_are_told_without_decoding(tmp_path: Path) -> None:
    write_sound(tmp_path / "a.wav", np.zeros((2, 24_000), np.float32), layout="stereo", rate=24_000)
    assert sound_facts(tmp_path / "a.wav") == (24_000, 2, 1000)
