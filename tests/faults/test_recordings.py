"""Recordings as they come: missing, empty, no sound, cut short, spoilt, hours long. An error that names the Line, or a flaw."""

from __future__ import annotations

import os
import resource
import wave
from pathlib import Path

import av
import numpy as np
import pytest

import storyreel.tools.recordings.sound as sound
from storyreel.errors import SourceError
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.recording import Recording
from storyreel.tools.recordings import Recordings, bring_recordings
from storyreel.tools.recordings.sound import Span, read_spans
from tests.tools.sounds import RATE, silence, tone, voice_like, write_sound

LINE = Line(id="L7", speaker="ROSA", text="You said nobody knew.", audio="rosa.wav", source_line=12)


def read(folder: Path, *lines: Line, audio: str = "") -> list[Recording]:
    dialogue = Dialogue(items=lines or (LINE,), audio=audio)
    made = bring_recordings(dialogue, Recordings(folder / "kept"), folder=folder, file="page.json")
    return [line.recording for line in made.lines if line.recording is not None]


def _nothing(path: Path) -> None:
    return None


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("ROSA: this is the script, not the sound\n" * 40, encoding="utf-8")


def _random(path: Path) -> None:
    path.write_bytes(np.random.default_rng(3).bytes(20_000))


def _header(path: Path) -> None:
    write_sound(path, tone(1.0))
    os.truncate(path, 44)


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _playlist(path: Path) -> None:
    path.write_text("#EXTM3U\n#EXTINF:10,\n/etc/passwd\n", encoding="utf-8")


def _pictures(path: Path) -> None:
    with av.open(str(path), "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(10):
            out.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="rgb24")))
        out.mux(stream.encode(None))


def _circle(path: Path) -> None:
    path.symlink_to(path)


HARMS = {
    "missing": (_nothing, "cannot be found"),
    "empty": (_empty, r"empty \(0 bytes\)"),
    "text": (_text, "not readable as media"),
    "random": (_random, "cannot be used"),
    "header alone": (_header, "cannot be used"),
    "folder": (_folder, "no plain file"),
    "pipe": (_pipe, "no plain file"),
    "playlist": (_playlist, "not readable as media"),
    "film without sound": (_pictures, "has no sound; it has: video"),
    "link in a circle": (_circle, "cannot be found"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_no_recording_is_an_error_that_names_the_line(tmp_path: Path, harm: str) -> None:
    break_it, says = HARMS[harm]
    break_it(tmp_path / "rosa.wav")
    with pytest.raises(SourceError, match=says) as told:
        read(tmp_path)
    assert told.value.line == 12 and told.value.file == "page.json"
    assert "line L7 (ROSA: 'You said nobody knew.')" in told.value.message


def test_a_missing_file_is_told_with_those_that_are_there(tmp_path: Path) -> None:
    write_sound(tmp_path / "rosa_1.wav", tone(0.2))
    with pytest.raises(SourceError, match=r"there is: rosa_1\.wav"):
        read(tmp_path)


def test_a_file_cut_short_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "rosa.wav", voice_like(4.0))
    os.truncate(path, path.stat().st_size // 2)
    (made,) = read(tmp_path)
    assert made.is_voice and made.duration_ms == pytest.approx(2000, abs=60)
    assert [flaw.kind for flaw in made.flaws] == ["damaged"] and "holds 1.99" in made.flaws[0].text


def test_damage_in_the_middle_is_silence_of_the_same_length(tmp_path: Path) -> None:
    path = write_sound(tmp_path / "rosa.flac", voice_like(6.0), codec="flac")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + len(data) // 10] = bytes(len(data) // 10)
    path.write_bytes(bytes(data))
    (made,) = read(tmp_path, LINE.changed(audio="rosa.flac"))
    assert made.is_voice and made.duration_ms == pytest.approx(6000, abs=200)
    assert "damaged" in {flaw.kind for flaw in made.flaws}


def test_random_damage_never_escapes_as_another_error(tmp_path: Path) -> None:
    random = np.random.default_rng(4)
    for number, codec in enumerate(("pcm_s16le", "flac", "libmp3lame", "aac", "libopus")):
        suffix = {"pcm_s16le": "wav", "flac": "flac", "libmp3lame": "mp3", "aac": "m4a", "libopus": "ogg"}[codec]
        path = write_sound(tmp_path / f"{number}.{suffix}", voice_like(1.0), codec=codec)
        whole = path.read_bytes()
        for _ in range(12):
            data = bytearray(whole)
            for at in random.integers(0, len(data), 1 + len(data) // 200):
                data[at] = random.integers(0, 256)
            path.write_bytes(bytes(data[: random.integers(1, len(data) + 1)]))
            try:
                made = read(tmp_path, LINE.changed(audio=path.name))
            except SourceError:
                continue
            assert all(one.duration_ms <= 4 * 3600 * 1000 for one in made)


def test_silence_is_a_flaw_and_no_voice(tmp_path: Path) -> None:
    write_sound(tmp_path / "rosa.wav", silence(2.0))
    (made,) = read(tmp_path)
    assert not made.is_voice and made.flaws[0].kind == "silent"
    assert made.level_db is made.lufs is made.pitch_hz is None, "what was not measured is not 0"


def test_times_beyond_the_end_are_flaws(tmp_path: Path) -> None:
    write_sound(tmp_path / "scene.wav", voice_like(3.0))
    lines = [
        Line(id="L1", speaker="ROSA", text="Yes.", start_ms=0, end_ms=1000),
        Line(id="L2", speaker="TOM", text="No.", start_ms=2000, end_ms=5000),
        Line(id="L3", speaker="ROSA", text="So.", start_ms=9000, end_ms=9900),
    ]
    one, two, three = read(tmp_path, *lines, audio="scene.wav")
    assert not one.flaws
    assert two.is_voice and two.flaws[0].kind == "cut-off" and "2.0 s before" in two.flaws[0].text.replace("2 s", "2.0 s")
    assert not three.is_voice and three.flaws[0].kind == "outside-the-file"


def test_clipping_is_told(tmp_path: Path) -> None:
    write_sound(tmp_path / "rosa.wav", np.clip(voice_like(1.0) * 20, -1, 1))
    assert [flaw.kind for flaw in read(tmp_path)[0].flaws] == ["clipped"]


def long_silence(path: Path, seconds: int, speech: dict[int, np.ndarray], rate: int = 8000) -> None:
    """An 8 kHz file of any length, written in pieces, with speech at some seconds."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        quiet = bytes(2 * rate)
        at = 0
        while at < seconds:
            spoken = speech.get(at)
            out.writeframes(quiet if spoken is None else (spoken * 32767).astype("<i2").tobytes())
            at += 1 if spoken is None else len(spoken) // rate


def test_three_hours_are_read_in_the_memory_of_their_lines(tmp_path: Path) -> None:
    said = voice_like(2.0, rate=8000)
    long_silence(tmp_path / "scene.wav", 3 * 3600, {60: said, 10_700: said})
    lines = [
        Line(id="L1", speaker="ROSA", text="Yes, I do.", start_ms=59_000, end_ms=63_000),
        Line(id="L2", speaker="TOM", text="No, I do not.", start_ms=10_699_000, end_ms=10_703_000),
    ]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    one, two = read(tmp_path, *lines, audio="scene.wav")
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown_mb < 150, "all of it would be 2,000 MB"
    for made in (one, two):
        assert made.is_voice and made.speech_start_ms == pytest.approx(1000, abs=20)
        assert made.speech_ms == pytest.approx(2000, abs=40)


def test_hours_for_one_line_are_refused_with_what_to_do(tmp_path: Path) -> None:
    long_silence(tmp_path / "rosa.wav", 11 * 60, {})
    with pytest.raises(SourceError, match="more than 10 minutes for one line; give start and end"):
        read(tmp_path)


def test_a_file_of_too_many_hours_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "LONGEST_FILE_MS", 3000)
    write_sound(tmp_path / "rosa.wav", tone(4.0))
    with pytest.raises(Exception, match="longer than 0 hours"):
        list(read_spans(tmp_path / "rosa.wav", [Span(3500, 3900)]))


def test_samples_that_are_no_numbers_are_silence(tmp_path: Path) -> None:
    samples = voice_like(1.0)
    path = write_sound(tmp_path / "rosa.wav", samples, codec="pcm_f32le")
    data = bytearray(path.read_bytes())
    data[-4 * RATE // 2 : -4 * RATE // 2 + 400] = np.full(100, np.nan, "<f4").tobytes()
    path.write_bytes(bytes(data))
    (made,) = read(tmp_path)
    assert made.is_voice and made.level_db is not None and np.isfinite(made.level_db)
