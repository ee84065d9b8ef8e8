"""What is measured of a recording, against sounds whose level, pitch and pauses are known."""

from __future__ import annotations

import math
from pathlib import Path

import av
import numpy as np
import pytest

from storyreel.film.bank import Character, VoiceChoice
from storyreel.film.recording import Pause, Recording
from storyreel.film.take import SpecLine
from storyreel.tools.audio import read_wav, resample
from storyreel.tools.contracts import Utterance
from storyreel.tools.generators.previz.talk import talk_of
from storyreel.tools.loudness import integrated_lufs
from storyreel.tools.recordings.measuring import measure
from storyreel.tools.recordings.pauses import voicing_of
from storyreel.tools.recordings.pitch import pitch_of
from storyreel.tools.recordings.voice import gain_of, spoken_parts
from storyreel.tools.recordings.words import borders_of, speech_rate, word_times
from storyreel.tools.speech import ESpeak
from tests.tools.sounds import RATE, silence, tone, voice_like, write_sound

BARE = Recording(source="a.wav")


@pytest.mark.parametrize("hz", [75.0, 98.0, 131.0, 220.0, 392.0, 520.0])
@pytest.mark.parametrize("made", [tone, voice_like])
def test_pitch_is_within_half_a_percent(hz: float, made: object) -> None:
    sound = made(1.5, hz=hz, rate=16_000)  # type: ignore[operator]
    found = pitch_of(sound, 16_000)
    assert found is not None and found.median_hz == pytest.approx(hz, rel=0.005)


def test_the_range_of_a_glide_is_that_of_its_ends() -> None:
    t = np.arange(32_000) / 16_000
    glide = np.sin(2 * np.pi * (100 * t + 25 * t * t))  # 100 to 200 Hz
    found = pitch_of(glide, 16_000)
    assert found is not None
    assert found.low_hz == pytest.approx(110, abs=6) and found.high_hz == pytest.approx(190, abs=8)


def test_noise_and_silence_have_no_pitch() -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 16_000)
    found = pitch_of(noise, 16_000)
    assert found is None or found.voiced < 0.1
    assert pitch_of(np.zeros(16_000), 16_000) is None
    assert pitch_of(np.zeros(10), 16_000) is None


@pytest.mark.parametrize("db", [-40.0, -26.0, -12.0])
def test_level_of_a_tone_is_its_level(db: float) -> None:
    made = measure(tone(1.0, db=db), BARE)
    assert made.level_db == pytest.approx(db, abs=0.1)


def lufs_by_ffmpeg(path: Path) -> float:
    """Integrated loudness by FFmpeg's own ebur128 filter: an independent reference."""
    with av.open(str(path)) as container:
        graph = av.filter.Graph()
        source = graph.add_abuffer(template=container.streams.audio[0])
        meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        last = math.nan
        for frame in container.decode(audio=0):
            graph.push(frame)
            while True:
                try:
                    last = float(graph.pull().metadata.get("lavfi.r128.I", last))  # type: ignore[union-attr]
                except (av.BlockingIOError, av.EOFError):
                    break
        return last


@pytest.mark.parametrize("kind", ["tone", "voice", "gated"])
def test_loudness_is_that_of_another_meter(tmp_path: Path, kind: str) -> None:
    sound = {
        "tone": tone(4, hz=997, db=-23),
        "voice": voice_like(4, db=-28),
        "gated": np.concatenate([voice_like(3, db=-20), silence(3), voice_like(2, hz=200, db=-30)]),
    }[kind]
    ours = integrated_lufs(sound)
    theirs = lufs_by_ffmpeg(write_sound(tmp_path / "a.wav", sound))
    assert ours == pytest.approx(theirs, abs=0.2)


def test_loudness_of_what_is_too_short_or_silent_is_not_available() -> None:
    assert integrated_lufs(tone(0.3)) is None
    assert integrated_lufs(silence(2.0)) is None


def test_edges_and_pauses_are_found_within_a_step() -> None:
    sound = np.concatenate([silence(0.5), voice_like(1.0), silence(0.7), voice_like(0.6), silence(1.2)])
    made = measure(sound, BARE)
    assert (made.speech_start_ms, made.speech_end_ms, made.duration_ms) == (500, 2800, 4000)
    assert [(pause.start_ms, pause.end_ms) for pause in made.pauses] == [(1500, 2200)]
    assert made.sounding_ms == 1600 and made.speech_ms == 2300


def test_pauses_are_found_over_the_noise_of_a_room() -> None:
    noise = np.random.default_rng(2).normal(0, 10 ** (-50 / 20), 4 * RATE).astype(np.float32)
    noise[RATE : 2 * RATE] += voice_like(1.0, db=-22)
    noise[round(2.8 * RATE) : round(3.4 * RATE)] += voice_like(0.6, db=-22)
    found = voicing_of(noise, RATE)
    assert found.start_ms == pytest.approx(1000, abs=30) and found.end_ms == pytest.approx(3400, abs=30)
    assert len(found.pauses) == 1 and found.pauses[0] == pytest.approx((2000, 2800), abs=30)


def test_a_click_is_no_speech() -> None:
    sound = silence(1.0)
    sound[20_000:20_200] = 0.5
    assert voicing_of(sound, RATE).level_db is None


async def test_words_of_real_speech_are_found_within_half_a_second(tmp_path: Path) -> None:
    said = "You said nobody knew about the letter. Then who opened it, and when?"
    voice = ESpeak()
    spoken = Utterance(
        id="L1", part=0, text=said, character=Character(name="ROSA"), voice=VoiceChoice(name="en-gb-x-rp+f3"), language="en"
    )
    record = await voice.speak(spoken, tmp_path / "a.wav")
    await voice.close()
    samples, rate = read_wav(tmp_path / "a.wav")
    made = measure(resample(samples, rate, RATE), BARE.changed(sha256="x"))
    true = [event.at_ms for event in record.events if event.kind == "word"]
    off = [abs(at - known) for (at, _), known in zip(word_times(said, made), true, strict=True)]
    assert max(off) < 500 and float(np.median(off)) < 200
    assert made.pitch_hz is not None and 170 < made.pitch_hz < 240, "measured at 175 to 232 Hz for women's voices"
    assert [pause.duration_ms > 250 for pause in made.pauses] == [True], "one stop, after the first sentence"
    rate_of = speech_rate(said, made)
    assert rate_of is not None and 140 < rate_of.words_per_min < 260


def test_lips_follow_the_level_of_a_recording() -> None:
    sound = np.concatenate([silence(0.5), voice_like(1), silence(1), voice_like(1), silence(0.5)])
    (part,) = spoken_parts("L1", "ROSA", ["One two three. Four five."], SPOKEN, sound)
    line = SpecLine(id="L1", speaker="ROSA", text="One two three. Four five.", start_ms=0, end_ms=part.said.duration_ms)
    events = [{"kind": event.kind, "at_s": event.at_ms / 1000, "text": event.text} for event in part.said.events]
    samples = np.frombuffer(part.wav[44:], "<i2").astype(np.float32) / 32768
    talk = talk_of([line], {("L1", 0): (samples, RATE)}, {("L1", 0): events})
    opened = [talk.mouth("ROSA", at)[0].open for at in np.arange(0.1, 0.9, 0.05)]
    shut = [talk.mouth("ROSA", at)[0].open for at in np.arange(1.1, 1.9, 0.05)]
    assert max(opened) > 0.6 and max(shut) == 0.0


SPOKEN = Recording(
    source="a.wav", sha256="x", duration_ms=4000, speech_start_ms=500, speech_end_ms=3500, level_db=-20,
    pauses=(Pause(start_ms=1500, end_ms=2500),),
)  # fmt: skip


def test_words_are_spread_over_what_sounds_and_not_over_the_pause() -> None:
    times = word_times("one two three four", SPOKEN)
    assert [at for at, _ in times] == [500, 1000, 2500, 3000]


def test_parts_are_cut_in_the_pause_and_lose_nothing() -> None:
    sound = np.concatenate([silence(0.5), voice_like(1), silence(1), voice_like(1), silence(0.5)])
    assert borders_of(["One two three.", "Four five."], SPOKEN, sound) == (2000,)
    parts = spoken_parts("L1", "ROSA", ["One two three.", "Four five."], SPOKEN, sound)
    assert [part.said.part for part in parts] == [0, 1]
    assert sum(part.said.duration_ms for part in parts) == 3500 + 120 - (500 - 40)
    assert [event.text for event in parts[1].said.events] == ["Four", "five."]
    assert all(0 <= event.at_ms <= part.said.duration_ms for part in parts for event in part.said.events)


def test_many_parts_of_a_short_sound_stay_in_order() -> None:
    texts = [f"word{number}." for number in range(30)]
    short = SPOKEN.changed(duration_ms=800, speech_start_ms=0, speech_end_ms=700, pauses=())
    parts = spoken_parts("L1", "ROSA", texts, short, voice_like(0.8))
    assert len(parts) == 30 and sum(part.said.duration_ms for part in parts) == 800


@pytest.mark.parametrize(("level", "gain"), [(-20.0, 0.0), (-30.0, 0.0), (-45.0, 15.0), (-8.0, -6.0), (None, 0.0)])
def test_only_a_level_out_of_bounds_is_changed(level: float | None, gain: float) -> None:
    made, why = gain_of(BARE.changed(level_db=level))
    assert made == gain and bool(why) == bool(gain)
