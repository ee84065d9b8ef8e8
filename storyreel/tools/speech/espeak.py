"""The local voice: eSpeak NG through a process of its own.

It speaks more than a hundred languages plainly, without a network and a thousand times faster than speech. It acts no feeling:
a parenthetical changes rate, pitch and level a little. The same utterance gives the same bytes in every process.
"""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.errors import BackendUnavailable, JobFailed, JobTimeout
from storyreel.film.bank import Character, VoiceChoice
from storyreel.film.speech import SpokenAudio
from storyreel.tools.audio import wav_bytes
from storyreel.tools.contracts import Utterance
from storyreel.tools.files import write_whole
from storyreel.tools.speech.casting import cast_voice
from storyreel.tools.speech.delivery import Delivery, delivery_of
from storyreel.tools.speech.engine import EngineProcess, engine_command
from storyreel.tools.speech.languages import voice_for_language
from storyreel.tools.speech.trimming import trim
from storyreel.tools.speech.wording import Wording, word

__all__ = ["ESpeak"]

_RATES, _PITCHES = (80, 450), (0, 99)
_GRACE_S = 5.0


class ESpeak:
    """Speaks Lines with eSpeak NG. It may be used from any event loop; `close` ends its process.

    Args:
        timeout_s: Longest time for a Line of a few words; a long text gets more.
        command: Another command line for the engine's process, for tests.
    """

    name = "espeak"
    revision = "espeak-ng-1.52/2"

    def __init__(self, *, timeout_s: float = 20.0, command: list[str] | None = None) -> None:
        self._timeout_s, self._command = timeout_s, command
        self._engine: EngineProcess | None = None
        self._starting = threading.Lock()

    def cast(self, character: Character, language: str, *, taken: Sequence[VoiceChoice] = ()) -> tuple[VoiceChoice, str]:
        """A voice for a Character, stable for name and words, unlike those taken; and the reason.

        >>> ESpeak().cast(Character(name="MR GREY"), "en-gb")[1]
        "adult man, by 'mr' in the name; eSpeak NG speaks en-gb"
        """
        return cast_voice(character, language, taken)

    async def speak(self, utterance: Utterance, to: Path) -> SpokenAudio:
        """Write mono 16-bit WAV to `to`. A text that cannot be spoken gives a record with `problem`, no file and no error.

        Phoneme events are IPA without stress marks; an empty text is a pause.

        Raises:
            BackendUnavailable: If the engine's process cannot be started or dies; the next call starts another.
            JobTimeout: If the engine does not finish in time.
            JobFailed: If the engine refuses the voice or the text.
            ProjectError: If the file cannot be written.
        """
        voice = utterance.voice.name or voice_for_language(utterance.language).choice
        wording = word(utterance.text, voice)
        if wording.problem:
            return self._record(utterance, problem=wording.problem)
        asked = delivery_of(utterance.parenthetical)
        rate = _within(round(utterance.voice.rate_wpm * asked.rate), _RATES)
        pitch = _within(utterance.voice.pitch + asked.pitch, _PITCHES)
        timeout_s = self._timeout_s + len(utterance.text) / 100
        with tempfile.TemporaryDirectory(prefix="storyreel-speech-") as folder:
            raw = Path(folder) / "raw"
            runs = [{"voice": run.voice, "text": run.text} for run in wording.runs]
            request = {"runs": runs, "rate": rate, "pitch": pitch, "timeout_s": timeout_s, "out": str(raw)}
            said = await self._ask(request, timeout_s + _GRACE_S)
            described = _described(voice, rate, pitch, asked, wording)
            return await asyncio.to_thread(self._finish, utterance, said, raw, to, asked.gain_db, described)

    async def close(self) -> None:
        """End the engine's process."""
        engine, self._engine = self._engine, None
        if engine is not None:
            await asyncio.to_thread(engine.stop)

    async def _ask(self, request: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        engine = await asyncio.to_thread(self._ready)
        answer = await asyncio.to_thread(engine.ask, request)
        try:
            said = await asyncio.wait_for(asyncio.wrap_future(answer), timeout_s)
        except TimeoutError:
            await asyncio.to_thread(engine.kill)
            raise JobTimeout(
                f"the speech process did not answer within {timeout_s:.0f} s and was ended", backend=self.name, retryable=True
            ) from None
        if said["ok"]:
            return said
        if said["problem"] == "timeout":
            raise JobTimeout(f"{said['detail']} ({timeout_s:.0f} s)", backend=self.name, retryable=True)
        raise JobFailed(str(said["detail"]), backend=self.name, retryable=said["problem"] == "engine")

    def _ready(self) -> EngineProcess:
        """The running process; a new one where it has died.

        Raises:
            BackendUnavailable: If it does not start.
        """
        with self._starting:
            if self._engine is not None and not self._engine.alive:
                self._engine.stop()
                self._engine = None
            if self._engine is None:
                self._engine = EngineProcess(self._command or engine_command(self.name), backend=self.name)
            return self._engine

    def _finish(
        self, utterance: Utterance, said: dict[str, Any], raw: Path, to: Path, gain_db: float, described: str
    ) -> SpokenAudio:
        rate = int(said["sample_rate"])
        samples = np.fromfile(raw, "<i2").astype(np.float32) / 32768
        if len(samples) != said["samples"]:
            raise BackendUnavailable(
                "the engine's samples are not all there. Speak the Line again.", backend=self.name, retryable=True
            )
        made = trim(samples, rate, said["events"], gain_db=gain_db)
        if len(made.samples) == 0:
            return self._record(utterance, problem="the engine made no sound of this text")
        data = wav_bytes(made.samples, rate)
        write_whole(to, data)
        return self._record(utterance).changed(
            file=to.name,
            sha256=hashlib.sha256(data).hexdigest(),
            duration_ms=round(len(made.samples) * 1000 / rate),
            sample_rate=rate,
            voice=described,
            events=made.events,
        )

    def _record(self, utterance: Utterance, *, problem: str = "") -> SpokenAudio:
        return SpokenAudio(
            id=utterance.id, part=utterance.part, speaker=utterance.character.name, engine=self.revision, problem=problem
        )


def _within(value: int, limits: tuple[int, int]) -> int:
    return min(limits[1], max(limits[0], value))


def _described(voice: str, rate: int, pitch: int, asked: Delivery, wording: Wording) -> str:
    parts = [f"{voice}, {rate} words a minute, pitch {pitch}", *wording.notes]
    if asked.because:
        parts.append(f"read as {asked.because!r}")
    return "; ".join(parts)
