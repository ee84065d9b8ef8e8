"""Speaking a Line, rendering a Shot and joining Takes as LangChain tools."""

from __future__ import annotations

import asyncio
import shutil
import time
from pathlib import Path
from typing import Any

from langchain_core.tools.base import ArgsSchema
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from storyreel.errors import JobFailed, JobTimeout, UserError
from storyreel.film.bank import Character
from storyreel.film.cut import Cut
from storyreel.film.speech import SpokenAudio
from storyreel.film.take import RenderSpec, take_key
from storyreel.tools.assemble import assemble
from storyreel.tools.contracts import Capabilities, Generator, JobState, RenderJob, Utterance, Voice
from storyreel.tools.langchain.base import Answer, FilmTool

__all__ = ["AssembleFilm", "RenderShot", "SpeakLine"]


class SpeakLineArgs(BaseModel):
    """What is said by whom."""

    text: str = Field(description="What is said.", min_length=1)
    speaker: str = Field(description="The character's name; the same name has the same voice.")
    appearance: str = Field("", description="Words about the character: age, man or woman.")
    language: str = Field("en", description="Language tag, such as en or de.")
    parenthetical: str = Field("", description="How it is said: quietly, angrily.")
    to: str = Field(description="WAV file to write, inside the tools' folder.")


class SpeakLine(FilmTool):
    """Speaks a Line with a Character's voice."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    name: str = "speak_line"
    description: str = "Speak one line of dialogue into a WAV file; gives its length and the times of its words."
    args_schema: ArgsSchema | None = SpeakLineArgs
    voice: Any = Field(default=None, description="A Voice; the embedded one where none is given.")

    async def work(
        self, text: str, speaker: str, to: str, appearance: str = "", language: str = "en", parenthetical: str = ""
    ) -> Answer:
        """See the class."""
        target = self.folder.to_write(to)
        voice, owned = self.voice or _embedded(), self.voice is None
        try:
            said = await _say(voice, Character(name=speaker, appearance=appearance), text, language, parenthetical, target)
        finally:
            if owned:
                await voice.close()
        if said.problem:
            return f"Not spoken: {said.problem}", {"path": None, "problem": said.problem}
        words = [{"at_s": e.at_ms / 1000, "text": e.text} for e in said.events if e.kind == "word"]
        figures = {"path": self.folder.shown(target), "duration_s": said.duration_ms / 1000, "voice": said.voice, "words": words}
        return f"Spoken in {said.duration_ms / 1000:.2f} s: {figures['path']}", figures


def _embedded() -> Voice:
    from storyreel.tools import registry

    return registry.make("voice", registry.DEFAULT_CREW["voice"])


async def _say(voice: Voice, who: Character, text: str, language: str, parenthetical: str, target: Path) -> SpokenAudio:
    choice, _ = voice.cast(who, language)
    return await voice.speak(
        Utterance(id="L1", part=0, text=text, character=who, voice=choice, language=language, parenthetical=parenthetical), target
    )


class RenderShotArgs(BaseModel):
    """What to render."""

    spec: RenderSpec = Field(description="What is asked: schema storyreel.render/1.")
    seed: int = Field(0, ge=0, description="Another seed gives another take.")
    to: str = Field(description="MP4 file to write, inside the tools' folder.")


class RenderShot(FilmTool):
    """Renders one Shot with a generator."""

    model_config = ConfigDict(arbitrary_types_allowed=True)
    name: str = "render_shot"
    description: str = "Render one shot of a plan into an MP4 file with the configured generator."
    args_schema: ArgsSchema | None = RenderShotArgs
    generator: Any = Field(default=None, description="A Generator; previz in a worker process where none is given.")
    job_seconds: float = Field(default=600.0, gt=0, description="How long the shot may take.")
    _making: dict[str, object] = PrivateAttr(default_factory=dict[str, object])

    async def work(self, spec: RenderSpec, to: str, seed: int = 0) -> Answer:
        """See the class."""
        target = self.folder.to_write(to)
        generator, executor = self.generator, None
        if generator is None:
            from storyreel.tools import registry
            from storyreel.tools.executor import LocalExecutor

            executor = LocalExecutor(1)
            generator = registry.make("generator", registry.DEFAULT_CREW["generator"], executor=executor)
        try:
            return await self._rendered(generator, spec, seed, target)
        finally:
            if executor is not None:
                await generator.close()
                await executor.close()

    async def _rendered(self, generator: Generator, spec: RenderSpec, seed: int, target: Path) -> Answer:
        _must_fit(spec, generator.capabilities)
        for name in _pictures(spec):
            self.folder.inside(name)
        key = take_key(spec.hash(), anchor="", seed=seed, take=1)
        work, turn = self.folder.inside(f".jobs/{key}"), object()
        # an agent may ask for the same shot twice at once, from one loop or from threads: the second waits for the first
        while self._making.setdefault(key, turn) is not turn:  # noqa: ASYNC110 - an Event belongs to one loop
            await asyncio.sleep(0.02)
        try:
            job_id = await generator.submit(RenderJob(key=key, spec=spec, seed=seed, take=1, work=work))
            await self._waited(generator, job_id)
            delivered = await generator.fetch(job_id, target)
        finally:
            shutil.rmtree(work, ignore_errors=True)
            self._making.pop(key)
        shown = self.folder.shown(target)
        cost = "unknown" if delivered.cost.micros is None else f"{delivered.cost.micros / 1e6:g} {delivered.cost.currency}"
        figures = {"path": shown, "key": key, "backend": generator.name, "label": generator.capabilities.label, "cost": cost}
        return f"Rendered by {generator.name} ({figures['label']}): {shown}", figures

    async def _waited(self, generator: Generator, job_id: str) -> None:
        until = time.monotonic() + self.job_seconds
        state = JobState("queued")
        while state.status in ("queued", "running"):
            state = await generator.poll(job_id)
            if state.status != "done" and time.monotonic() > until:
                await generator.cancel(job_id)
                raise JobTimeout(f"the shot was not done after {self.job_seconds:g} s", backend=generator.name)
        if state.status == "failed":
            raise JobFailed(state.problem or "the job failed", backend=generator.name)


def _must_fit(spec: RenderSpec, can: Capabilities) -> None:
    """A shot that the generator cannot make is refused before anything is started."""
    seconds = float(spec.frames / spec.rate)
    shortest, longest = can.durations_s
    if not shortest <= seconds <= longest:
        raise UserError(f"the shot is {seconds:g} s long; this generator makes {shortest:g} to {longest:g} s. Change its frames.")


def _pictures(spec: RenderSpec) -> list[str]:
    return [name for one in (*spec.cast, spec.place) for name in one.pictures]


class AssembleFilmArgs(BaseModel):
    """The cut, and where its takes lie."""

    cut: Cut = Field(description="The cut: schema storyreel.cut/1.")
    takes: dict[str, str] = Field(description="Key of each take in the cut -> its file, inside the tools' folder.")
    to: str = Field(description="MP4 file to write, inside the tools' folder.")


class AssembleFilm(FilmTool):
    """Joins Takes into a film."""

    name: str = "assemble_film"
    description: str = "Join the takes of a cut into one MP4; packets are copied where they agree, else encoded and said so."
    args_schema: ArgsSchema | None = AssembleFilmArgs

    async def work(self, cut: Cut, takes: dict[str, str], to: str) -> Answer:
        """See the class."""
        target = self.folder.to_write(to)
        files = {key: self.folder.there(name) for key, name in takes.items()}
        report = await asyncio.to_thread(lambda: assemble(cut, files, to=target))
        choices = [f"{choice.about}: {choice.choice} ({choice.reason})" for choice in report.choices]
        shown = self.folder.shown(target)
        return f"{report.frames} frames in {shown}.", {"path": shown, "frames": report.frames, "choices": choices}
