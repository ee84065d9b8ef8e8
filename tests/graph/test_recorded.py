"""The paper's three inputs together: dialogue, recorded sound and positions become a film that holds to all of them."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel.agents.scripter import ModelScripter
from storyreel.errors import SourceError
from storyreel.film.bank import Character, VoiceChoice
from storyreel.film.dialogue import Dialogue, Synopsis
from storyreel.film.finding import Finding, Verdict
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.formats import read_source
from storyreel.graph import amake, awrite_script
from storyreel.graph.recorded import with_scene_audio
from storyreel.testing import ScriptedChat
from storyreel.tools.audio import decode_audio, read_wav, resample, write_wav
from storyreel.tools.chat import ChatCan
from storyreel.tools.contracts import Utterance
from storyreel.tools.speech import ESpeak
from tests.graph.filming import SMALL, Run, run_in

RATE = 48_000
SAID = {
    "anna": ("I never said that to him.", VoiceChoice(name="en-gb-x-rp+f3")),
    "tom": ("Then who did?", VoiceChoice(name="en-gb-x-rp+m3")),
    "anna_high": ("You have no right to ask me.", VoiceChoice(name="en-gb-x-rp+f3", pitch=95)),
    "anna_low": ("It was a long time ago now.", VoiceChoice(name="en-gb-x-rp+f3", pitch=15)),
}


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Recordings, spoken by eSpeak NG in other voices than those that the crew would cast."""
    folder = tmp_path_factory.mktemp("spoken")

    async def speak() -> None:
        voice = ESpeak()
        for name, (text, choice) in SAID.items():
            one = Utterance(id="x", part=0, text=text, character=Character(name=name), voice=choice)
            await voice.speak(one, folder / f"{name}.wav")
        await voice.close()

    asyncio.run(speak())
    return folder


def scene(**more: Any) -> dict[str, Any]:
    return {
        "title": "The letter",
        "positions": [{"speaker": "ANNA", "position": "at the window, left of Tom"}],
        "dialogue": [
            {"speaker": "ANNA", "text": SAID["anna"][0], "audio": "anna.wav"},
            {"speaker": "TOM", "text": SAID["tom"][0], "audio": "tom.wav", "position": "sits at the table"},
            {"speaker": "ANNA", "text": "Ask your brother."},
        ],
        **more,
    }


def run_on(tmp_path: Path, spoken: Path, page: Mapping[str, Any], **options: Any) -> Run:
    for path in spoken.glob("*.wav"):
        shutil.copy(path, tmp_path)
    run = run_in(tmp_path, **options)
    run.source = tmp_path / "scene.json"
    run.source.write_text(json.dumps(page), encoding="utf-8")
    return run


def newest(run: Run, kind: type[Any]) -> Any:
    """The newest document of a kind in the store."""
    schema = kind.model_fields["schema_id"].default
    found = [path for path in (run.out / "documents").glob("*.json") if json.loads(path.read_bytes())["schema"] == schema]
    return kind.model_validate(json.loads(max(found, key=lambda path: path.stat().st_mtime_ns).read_bytes()))


def likeness(film: np.ndarray, recording: np.ndarray, at: int) -> tuple[float, int]:
    """The best correlation of a recording with the film within 60 ms of a sample, and where that is."""
    around = 60 * RATE // 1000
    low = max(0, at - around)
    window = film[low : at + around + len(recording)].astype(np.float64)
    size = 1 << (len(window) + len(recording)).bit_length()
    cross = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(recording, size)), size)[: 2 * around]
    best = int(np.argmax(cross))
    part = window[best : best + len(recording)]
    return float(cross[best] / (np.linalg.norm(part) * np.linalg.norm(recording))), low + best


async def test_a_film_of_recorded_lines_and_positions(tmp_path: Path, spoken: Path) -> None:
    run = run_on(tmp_path, spoken, scene())
    film = await run.make()
    assert film.film is not None and film.finished and not film.findings
    script, sheet = Script.model_validate(json.loads(film.script.read_bytes())), newest(run, SpeechSheet)
    assert [one.engine for one in sheet.lines][:2] == ["recording/1", "recording/1"]
    assert sheet.of("L3").engine.startswith("espeak")
    heard = decode_audio(film.film, RATE)
    for line, name in (("L1", "anna"), ("L2", "tom")):
        samples, rate = read_wav(spoken / f"{name}.wav")
        recording = resample(samples, rate, RATE).astype(np.float64)
        placed = next(one for one in script.lines if one.id == line)
        assert placed.end_ms - placed.start_ms == sheet.of(line).duration_ms
        assert sheet.of(line).duration_ms == pytest.approx(len(samples) * 1000 / rate, abs=60)
        like, at = likeness(heard, recording, placed.start_ms * RATE // 1000)
        assert like > 0.95, f"{name}.wav is not what is heard at {placed.start_ms} ms"
        assert at == pytest.approx(placed.start_ms * RATE / 1000, abs=0.045 * RATE)
    for shot in script.shots:
        people = {one.character: one for one in shot.blocking}
        anna, tom = people["ANNA"], people["TOM"]
        assert anna.x_cm is not None and tom.x_cm is not None and anna.x_cm < tom.x_cm
        assert anna.position == "at the window, left of Tom" and tom.posture == "sitting"
    reasons = [choice.about for choice in newest(run, Plan).choices]
    assert "voice of line L1" in reasons and not any("Voice of TOM" in text for text in run.said("choice"))


async def test_a_model_that_hears_is_given_the_recordings(tmp_path: Path, spoken: Path) -> None:
    chat = ScriptedChat(lambda ask, form: {}, can=ChatCan(hears=True))
    run = run_on(tmp_path, spoken, scene())
    run.crew = {"scripter": ModelScripter(chat)}
    assert (await run.make()).finished
    asked = next(ask for ask in chat.asked if ask.task == "scripter/context")
    assert [one.kind for one in asked.media] == ["sound", "sound"] and all(one.file.is_file() for one in asked.media)


async def test_a_resume_needs_no_source_and_a_make_reads_only_what_changed(tmp_path: Path, spoken: Path) -> None:
    run = run_on(tmp_path, spoken, scene())
    first = await run.make()
    again = await run.make()
    assert [text for text in run.said("stage") if text.startswith("Reading the recording")] == [
        "Reading the recording anna.wav",
        "Reading the recording tom.wav",
    ]
    assert again.retakes == 0 and again.takes == first.takes and first.film is not None
    before = {path.name for path in (run.out / "takes").glob("*.mp4")}
    samples, rate = read_wav(spoken / "tom.wav")
    write_wav(tmp_path / "tom.wav", samples[: len(samples) * 3 // 4], rate)
    await run.make()
    after = {path.name for path in (run.out / "takes").glob("*.mp4")}
    script, spoken_by = newest(run, Script), {"L2"}
    remade = [shot for shot in script.shots if spoken_by & {line.id for line in shot.lines}]
    assert 1 <= len(after - before) <= len(remade), "only shots in which the changed line is spoken are made again"
    (tmp_path / "anna.wav").unlink()
    (tmp_path / "tom.wav").unlink()
    assert (await run.resume()).finished


async def test_subtitles_and_one_recording_of_the_scene(tmp_path: Path, spoken: Path) -> None:
    gap = np.zeros(2 * RATE, np.float32)
    anna, tom = (resample(*read_wav(spoken / f"{name}.wav"), RATE) for name in ("anna", "tom"))  # type: ignore[arg-type]
    write_wav(tmp_path / "all.wav", np.concatenate([gap, anna, gap, tom, gap]), RATE)
    one, two = 2.0, 4.0 + len(anna) / RATE
    page = {
        "audio": "all.wav",
        "dialogue": [
            {"speaker": "ANNA", "text": SAID["anna"][0], "start": one - 0.2, "end": one + len(anna) / RATE + 0.2},
            {"speaker": "TOM", "text": SAID["tom"][0], "start": two - 0.2, "end": two + len(tom) / RATE + 0.2},
        ],
    }
    run = run_on(tmp_path, spoken, page)
    film = await run.make()
    sheet, script = newest(run, SpeechSheet), Script.model_validate(json.loads(film.script.read_bytes()))
    assert sheet.of("L1").duration_ms == pytest.approx(len(anna) * 1000 / RATE, abs=80)
    gap_before_tom = next(one for one in script.lines if one.id == "L2").start_ms - script.lines[0].end_ms
    assert gap_before_tom >= 1500, "the two seconds of silence in the recording are played"
    assert any("beat at line L2" in text for text in run.said("choice"))


async def test_what_cannot_speak_its_line_is_told_and_the_line_is_spoken_all_the_same(tmp_path: Path, spoken: Path) -> None:
    page = scene()
    page["dialogue"][0]["text"] = (
        "I never said that to him, nor to anybody else whom you have ever met in your whole life, and you know it."
    )
    page["positions"].append({"speaker": "ZOE", "position": "by the door"})
    run = run_on(tmp_path, spoken, page)
    write_wav(tmp_path / "tom.wav", np.zeros(RATE, np.float32), RATE)
    film = await run.make()
    assert film.film is not None and film.finished
    found = {(one.kind, one.line or one.about) for one in _findings(run)}
    assert {("recording-misfit", "L1"), ("recording-unheard", "L2"), ("position-of-nobody", "ZOE")} <= found
    assert newest(run, SpeechSheet).of("L2").engine.startswith("espeak")


def _findings(run: Run) -> list[Finding]:
    read = [json.loads(path.read_bytes()) for path in (run.out / "documents").glob("*.json")]
    verdicts = [Verdict.model_validate(one) for one in read if one["schema"] == "storyreel.verdict/1" and one["on"] == "script"]
    return [finding for verdict in verdicts for finding in verdict.findings]


async def test_how_a_line_is_spoken_is_felt_where_its_words_say_nothing(tmp_path: Path, spoken: Path) -> None:
    for path in spoken.glob("*.wav"):
        shutil.copy(path, tmp_path)
    for name, gain in (("anna_high", 2.0), ("anna_low", 0.35)):
        samples, rate = read_wav(spoken / f"{name}.wav")
        write_wav(tmp_path / f"{name}.wav", samples * gain, rate)
    names = ("anna", "anna_high", "anna_low")
    page = [{"speaker": "ANNA", "text": SAID[name][0], "audio": f"{name}.wav"} for name in names]
    page.insert(1, {"speaker": "TOM", "text": SAID["tom"][0]})
    source = tmp_path / "scene.json"
    source.write_text(json.dumps(page), encoding="utf-8")
    script = await awrite_script(source)
    felt = {
        line.id: one.emotion
        for shot in script.shots
        for line in shot.lines
        for one in shot.blocking
        if one.character == line.speaker
    }
    assert felt["L3"] == "agitated" and felt["L4"] == "subdued"
    assert not (tmp_path / "recordings").exists(), "a script alone keeps nothing beside its source"


def test_one_recording_goes_with_a_dialogue_that_has_times(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ANNA: Yes.\nTOM: No.\n", encoding="utf-8")
    with pytest.raises(SourceError, match="has no times"):
        with_scene_audio(read_source(path), tmp_path / "a.wav")
    with pytest.raises(SourceError, match="is a synopsis"):
        with_scene_audio(Synopsis(story="Once."), tmp_path / "a.wav")
    timed = Dialogue.model_validate(
        {"items": [{"kind": "line", "id": "L1", "speaker": "A", "text": "Yes.", "start_s": 0, "end_s": 1}]}
    )
    given = with_scene_audio(timed, "a.wav")
    assert isinstance(given, Dialogue) and Path(given.audio).is_absolute() and with_scene_audio(timed, None) is timed


async def test_a_missing_recording_leaves_no_project_behind(tmp_path: Path, spoken: Path) -> None:
    run = run_on(tmp_path, spoken, scene())
    (tmp_path / "tom.wav").unlink()
    with pytest.raises(SourceError, match=r"line L2 \(TOM: 'Then who did\?'\).*tom\.wav.*there is: anna\.wav"):
        await run.make()
    assert not (run.out / "project.json").exists()


async def test_a_subtitle_file_with_the_scenes_sound_beside_it(tmp_path: Path, spoken: Path) -> None:
    quiet = np.zeros(RATE // 2, np.float32)
    anna, tom = (resample(*read_wav(spoken / f"{name}.wav"), RATE) for name in ("anna", "tom"))
    write_wav(tmp_path / "all.wav", np.concatenate([quiet, anna, quiet, tom, quiet]), RATE)
    times = np.cumsum([0.5, len(anna) / RATE, 0.5, len(tom) / RATE])
    stamps = [f"00:00:{at:06.3f}".replace(".", ",") for at in times]
    cues = [(stamps[0], stamps[1], f"Anna: {SAID['anna'][0]}"), (stamps[2], stamps[3], f"Tom: {SAID['tom'][0]}")]
    source = tmp_path / "scene.srt"
    source.write_text("\n".join(f"{n}\n{a} --> {b}\n{text}\n" for n, (a, b, text) in enumerate(cues, 1)), encoding="utf-8")
    run = run_in(tmp_path)
    out = tmp_path / "film"
    film = await amake(source, out=out, audio=tmp_path / "all.wav", crew={"generator": run.generator}, settings=SMALL)
    sheet = newest(run, SpeechSheet)
    assert film.finished and [one.engine for one in sheet.lines] == ["recording/1", "recording/1"]
    assert [one.duration_ms for one in sheet.lines] == pytest.approx([len(x) * 1000 / RATE for x in (anna, tom)], abs=60)
