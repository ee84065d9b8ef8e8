"""The local voice: the same bytes every time, sounds with their times, and an engine that may die or hang."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
import wave
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel.errors import BackendUnavailable, JobFailed, JobTimeout, ProjectError
from storyreel.film.bank import Character, VoiceChoice
from storyreel.film.speech import SpokenAudio
from storyreel.tools.audio import read_wav, rms_db
from storyreel.tools.contracts import Utterance
from storyreel.tools.speech import ESpeak
from storyreel.tools.speech.engine import engine_command
from storyreel.tools.speech.trimming import HEAD_MS, TAIL_MS

ROSA = Character(name="ROSA", appearance="a woman")


def line(text: str, *, voice: str = "en-us+f3", **changes: Any) -> Utterance:
    """A Line of Rosa's."""
    values: dict[str, Any] = {"id": "l1", "part": 0, "text": text, "character": ROSA, "voice": VoiceChoice(name=voice), **changes}
    return Utterance(**values)


@pytest.fixture
async def voice() -> Any:
    made = ESpeak()
    yield made
    await made.close()


async def test_a_line_is_a_wav_with_words_and_sounds_at_their_times(voice: ESpeak, tmp_path: Path) -> None:
    spoken = await voice.speak(line("Where were you, Rosa?"), tmp_path / "l1.wav")
    with wave.open(str(tmp_path / "l1.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050) == (1, 2, spoken.sample_rate)
        assert spoken.duration_ms == round(file.getnframes() * 1000 / 22_050)
    assert (spoken.id, spoken.speaker, spoken.file, spoken.problem) == ("l1", "ROSA", "l1.wav", "")
    assert [event.text for event in spoken.events if event.kind == "word"] == ["Where", "were", "you", "Rosa"]
    sounds = [event for event in spoken.events if event.kind == "phoneme"]
    assert [event.text for event in sounds][:2] == ["w", "ɛɹ"]
    assert all(a.at_ms <= b.at_ms for a, b in pairwise(sounds))
    assert sounds[-1].at_ms <= spoken.duration_ms


async def test_silence_around_a_line_is_cut_to_known_margins(voice: ESpeak, tmp_path: Path) -> None:
    await voice.speak(line("Stop."), tmp_path / "a.wav")
    samples, rate = read_wav(tmp_path / "a.wav")
    heard = np.flatnonzero(np.abs(samples) > 0.003)
    assert int(heard[0]) * 1000 / rate == pytest.approx(HEAD_MS, abs=2)
    assert (len(samples) - int(heard[-1])) * 1000 / rate == pytest.approx(TAIL_MS, abs=2)


async def test_the_same_line_gives_the_same_bytes_in_three_calls_and_two_processes(tmp_path: Path) -> None:
    """The second process is set up in another second: the engine seeds its noise from the clock then."""
    made: set[bytes] = set()
    events: set[tuple[Any, ...]] = set()
    for process in range(2):
        voice = ESpeak()
        for call in range(3):
            to = tmp_path / f"{process}{call}.wav"
            spoken = await voice.speak(line("Where were you last night, Rosa?"), to)
            made.add(to.read_bytes())
            events.add(spoken.events)
        await voice.close()
        await asyncio.sleep(1.1)
    assert len(made) == len(events) == 1


async def test_many_lines_at_once_leave_the_loop_free(voice: ESpeak, tmp_path: Path) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0)
            ticks += 1

    ticking = asyncio.create_task(tick())
    jobs = [voice.speak(line(f"Line number {n}.", id=f"l{n}"), tmp_path / f"{n}.wav") for n in range(12)]
    spoken = await asyncio.gather(*jobs)
    ticking.cancel()
    assert [one.id for one in spoken] == [f"l{n}" for n in range(12)]
    assert len({one.sha256 for one in spoken}) == 12 and ticks > 50


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("🎉🎉", "only symbols or emoji"),
        ("...?!", "only symbols or emoji"),
        ("  ", "an empty text"),
        ("សួស្តី", "no Khmer writing"),
        ("", "an empty text"),
    ],
)
async def test_what_cannot_be_spoken_is_a_record_with_the_reason(voice: ESpeak, text: str, said: str, tmp_path: Path) -> None:
    spoken = await voice.speak(line(text), tmp_path / "x.wav")
    assert said in spoken.problem and spoken.file == "" and spoken.duration_ms == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "language", "speaks"),
    [
        ("你好，你去哪里了？", "zh", "cmn"),
        ("مرحبا بالعالم", "ar", "ar"),
        ("Привет, мир", "ru", "ru"),
        ("안녕하세요", "ko", "ko"),
        ("नमस्ते", "hi", "hi"),
        ("今日はいい天気ですね", "ja", "ja"),
        ("Wo bist du gewesen?", "de", "de"),
    ],
)
async def test_languages_are_spoken_by_their_own_voices(
    voice: ESpeak, text: str, language: str, speaks: str, tmp_path: Path
) -> None:
    chosen, _ = voice.cast(ROSA, language)
    assert chosen.name.partition("+")[0] == speaks
    spoken = await voice.speak(line(text, voice=chosen.name, language=language), tmp_path / "a.wav")
    assert spoken.problem == "" and spoken.duration_ms > 300
    assert not any("letter" in event.text for event in spoken.events)


async def test_foreign_words_within_a_line_are_spoken_by_a_voice_that_reads_them(voice: ESpeak, tmp_path: Path) -> None:
    spoken = await voice.speak(line("She said привет to me"), tmp_path / "a.wav")
    words = [event.text for event in spoken.events if event.kind == "word"]
    assert words == ["She", "said", "привет", "to", "me"] and "ru+f3" in spoken.voice
    alone = await voice.speak(line("привет", voice="ru+f3"), tmp_path / "b.wav")
    inside = [event.text for event in spoken.events if event.kind == "phoneme"]
    assert "".join(event.text for event in alone.events if event.kind == "phoneme") in "".join(inside)


async def test_markup_in_a_line_is_text(voice: ESpeak, tmp_path: Path) -> None:
    spoken = await voice.speak(line("Say <break time='9s'/> [[aI]] now"), tmp_path / "a.wav")
    assert "break" in [event.text for event in spoken.events] and spoken.duration_ms < 12_000


async def test_a_parenthetical_changes_the_reading_a_little(voice: ESpeak, tmp_path: Path) -> None:
    made: dict[str, tuple[SpokenAudio, float]] = {}
    for how in ("", "whispering", "shouting", "slowly", "pours the tea"):
        spoken = await voice.speak(line("I never said that to anyone.", parenthetical=how), tmp_path / "a.wav")
        made[how] = spoken, rms_db(read_wav(tmp_path / "a.wav")[0])
    plain, level = made[""]
    assert made["whispering"][1] < level - 5 and made["shouting"][1] > level + 1
    assert plain.duration_ms * 1.05 < made["slowly"][0].duration_ms < plain.duration_ms * 1.3
    assert made["pours the tea"][0].sha256 == plain.sha256


async def test_five_thousand_words_are_spoken(voice: ESpeak, tmp_path: Path) -> None:
    spoken = await voice.speak(line("on and on it goes " * 1000), tmp_path / "a.wav")
    assert sum(event.kind == "word" for event in spoken.events) == 5000
    assert spoken.duration_ms > 600_000


async def test_a_voice_that_does_not_exist_is_refused_not_replaced(voice: ESpeak, tmp_path: Path) -> None:
    with pytest.raises(JobFailed, match="no voice 'en-gb\\+f3'"):
        await voice.speak(line("Hello.", voice="en-gb+f3"), tmp_path / "a.wav")
    assert (await voice.speak(line("Hello."), tmp_path / "a.wav")).problem == ""


async def test_a_file_that_cannot_be_written_is_a_project_error(voice: ESpeak, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ProjectError):
        await voice.speak(line("Hello."), tmp_path / "file" / "a.wav")


async def test_an_engine_that_dies_fails_its_lines_and_is_started_again(voice: ESpeak, tmp_path: Path) -> None:
    await voice.speak(line("Hello."), tmp_path / "a.wav")
    first = voice._engine  # pyright: ignore[reportPrivateUsage]
    assert first is not None
    os.kill(first.pid, signal.SIGSTOP)
    waiting = asyncio.create_task(voice.speak(line("Are you there?"), tmp_path / "b.wav"))
    while not first._pending:  # pyright: ignore[reportPrivateUsage]
        await asyncio.sleep(0.001)
    os.kill(first.pid, signal.SIGKILL)
    with pytest.raises(BackendUnavailable) as caught:
        await waiting
    assert caught.value.retryable
    assert (await voice.speak(line("Are you there?"), tmp_path / "b.wav")).problem == ""


async def test_an_engine_that_hangs_is_ended(tmp_path: Path) -> None:
    hangs = 'import sys,time;print(\'{"ready":true,"sample_rate":22050}\',flush=True);time.sleep(600)'
    voice = ESpeak(timeout_s=-4.7, command=[sys.executable, "-c", hangs])  # with the grace, a third of a second
    with pytest.raises(JobTimeout, match="did not answer"):
        await voice.speak(line("Hello."), tmp_path / "a.wav")
    await voice.close()


async def test_a_child_that_takes_too_long_is_ended_alone(voice: ESpeak, tmp_path: Path) -> None:
    await voice.speak(line("Hello."), tmp_path / "a.wav")
    engine = voice._engine  # pyright: ignore[reportPrivateUsage]
    assert engine is not None
    request = {"runs": [{"voice": "en-us", "text": "word " * 20_000}], "rate": 165, "pitch": 50, "timeout_s": 0.01}
    said = await asyncio.wrap_future(engine.ask({**request, "out": str(tmp_path / "raw")}))
    assert (said["ok"], said["problem"]) == (False, "timeout") and engine.alive


@pytest.mark.parametrize("program", ["print('no json')", "raise SystemExit(3)", 'print(\'{"ready":false,"detail":"why"}\')'])
async def test_an_engine_that_does_not_start_is_unavailable(program: str, tmp_path: Path) -> None:
    voice = ESpeak(command=[sys.executable, "-c", program])
    with pytest.raises(BackendUnavailable, match="did not start"):
        await voice.speak(line("Hello."), tmp_path / "a.wav")
    with pytest.raises(BackendUnavailable, match="cannot be started"):
        await ESpeak(command=[str(tmp_path / "nothing")]).speak(line("Hello."), tmp_path / "a.wav")
    await voice.close()


async def test_closing_ends_the_process(tmp_path: Path) -> None:
    voice = ESpeak()
    await voice.speak(line("Hello."), tmp_path / "a.wav")
    engine = voice._engine  # pyright: ignore[reportPrivateUsage]
    assert engine is not None and engine.alive
    await voice.close()
    assert not engine.alive
    with pytest.raises(ProcessLookupError):
        os.kill(engine.pid, 0)
    await voice.close()


def test_the_end_of_its_input_ends_the_process() -> None:
    with subprocess.Popen(engine_command("espeak"), stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdin is not None
        assert b"ready" in process.stdout.readline()
        process.stdin.close()
        assert process.wait(timeout=10) == 0


def test_the_death_of_the_parent_ends_the_process() -> None:
    program = (
        "import subprocess,sys,os,signal;"
        f"p=subprocess.Popen({engine_command('espeak')!r},stdin=subprocess.PIPE,stdout=subprocess.PIPE);"
        "p.stdout.readline();print(p.pid,flush=True);os.kill(os.getpid(),signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    pid = int(done.stdout)
    for _ in range(1000):
        if not _runs(pid):
            return
        time.sleep(0.01)
    pytest.fail(f"process {pid} still runs")


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_the_library_is_not_loaded_here() -> None:
    program = (
        "import asyncio,tempfile,pathlib;from storyreel.tools.speech import ESpeak;"
        "from storyreel.tools.contracts import Utterance;from storyreel.film.bank import Character,VoiceChoice;"
        "u=Utterance(id='a',part=0,text='hello',character=Character(name='A'),voice=VoiceChoice());v=ESpeak();\n"
        "async def main():\n"
        " with tempfile.TemporaryDirectory() as d:\n"
        "  print((await v.speak(u,pathlib.Path(d)/'a.wav')).duration_ms>0); await v.close()\n"
        "asyncio.run(main());print('espeak' in pathlib.Path('/proc/self/maps').read_text())"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_it_works_in_one_loop_after_another(tmp_path: Path) -> None:
    voice = ESpeak()
    first = asyncio.run(voice.speak(line("Hello."), tmp_path / "a.wav"))
    second = asyncio.run(voice.speak(line("Hello."), tmp_path / "b.wav"))
    asyncio.run(voice.close())
    assert first.sha256 == second.sha256
