"""Conformance suites: what every Generator, Voice, Executor and Check promises, run against one of them.

Each function does the work and raises AssertionError with a sentence that names the broken promise. They need no test runner:
third parties call them from their own tests, as Storyreel's tests call them for everything in the registry.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from pathlib import Path

from storyreel.errors import BackendError
from storyreel.film.bank import Character
from storyreel.film.finding import Finding
from storyreel.film.take import RenderSpec, take_key
from storyreel.tools.audio import read_wav
from storyreel.tools.contracts import Check, Evidence, Executor, Generator, JobState, RenderJob, Utterance, Voice
from storyreel.tools.frames import MediaInfo, decode_frames, probe

__all__ = ["conform_check", "conform_executor", "conform_generator", "conform_voice"]


def _promise(kept: bool, sentence: str) -> None:
    if not kept:
        raise AssertionError(sentence)


async def _finished(poll: Callable[[], object], seconds: float) -> JobState:
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while loop.time() < until:
        state = await poll()  # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType]
        assert isinstance(state, JobState)
        if state.status in ("done", "failed"):
            return state
        await asyncio.sleep(0.01)
    raise AssertionError(f"the job was not done after {seconds:g} s")


def _pictures(path: Path) -> str:
    digest = hashlib.sha256()
    for frame in decode_frames(path):
        digest.update(frame.to_ndarray().tobytes())
    return digest.hexdigest()


async def conform_generator(
    make: Callable[[], Generator], spec: RenderSpec, folder: Path, *, seconds: float = 120.0
) -> MediaInfo:
    """Run a generator through what it declares: length, size, rate, sound, seed, adoption, typed errors.

    Args:
        make: Makes a fresh generator, as another process would.
        spec: A Shot within its Capabilities, with `backend` set to its name.
        folder: An empty folder.

    Returns:
        What was delivered.
    """
    first = make()
    can = first.capabilities
    _promise(bool(first.name) and bool(first.revision), "a generator has a name and a revision")
    estimate = first.estimate(spec)
    _promise(estimate.wall_s >= 0 and bool(estimate.why), "an estimate has a time and says where it comes from")
    job = _job(spec, folder, seed=7, name="a")
    job_id = await first.submit(job)
    _promise(await first.submit(job) == job_id, "the same key submitted twice is one job")
    _promise((await _finished(lambda: first.poll(job_id), seconds)).status == "done", "a job within the capabilities is done")
    clip = folder / "first.mp4"
    delivered = await first.fetch(job_id, clip)
    _promise(delivered.file == clip and clip.exists(), "fetch writes to the path it is given")
    facts = probe(clip)
    _promise((facts.width, facts.height) == (spec.width_px, spec.height_px), "the size asked is delivered")
    _promise(facts.rate == spec.rate, "the rate asked is delivered")
    _promise(facts.frames == spec.frames, f"{spec.frames} frames were asked, {facts.frames} delivered")
    _promise(facts.has_audio == can.own_audio, "own_audio says whether there is sound")
    await first.close()
    await _adopts(make, job, folder, _pictures(clip), seconds)
    if can.seed:
        await _same_seed(make, spec, folder, _pictures(clip), seconds)
    await _typed(make, folder)
    return facts


def _job(spec: RenderSpec, folder: Path, *, seed: int, name: str) -> RenderJob:
    key = take_key(spec.hash(), anchor="", seed=seed, take=1)
    return RenderJob(key=key, spec=spec, seed=seed, take=1, prompt="a test shot", work=folder / name / key)


async def _adopts(make: Callable[[], Generator], job: RenderJob, folder: Path, pictures: str, seconds: float) -> None:
    """Another process asks for the same key."""
    other = make()
    job_id = await other.submit(job)
    _promise(
        (await _finished(lambda: other.poll(job_id), seconds)).status == "done", "a job of another process is adopted by its key"
    )
    await other.fetch(job_id, folder / "adopted.mp4")
    _promise(_pictures(folder / "adopted.mp4") == pictures, "the adopted job gives the same clip")
    await other.close()


async def _same_seed(make: Callable[[], Generator], spec: RenderSpec, folder: Path, pictures: str, seconds: float) -> None:
    """The same spec and seed made anew, in another folder."""
    again = make()
    job_id = await again.submit(_job(spec, folder, seed=7, name="b"))
    await _finished(lambda: again.poll(job_id), seconds)
    await again.fetch(job_id, folder / "again.mp4")
    _promise(
        _pictures(folder / "again.mp4") == pictures, "a generator that declares `seed` gives the same pictures for the same seed"
    )
    await again.close()


async def _typed(make: Callable[[], Generator], folder: Path) -> None:
    """A job that nobody submitted."""
    generator = make()
    try:
        state = await generator.poll("nobody-submitted-this")
        _promise(state.status == "failed" and bool(state.problem), "an unknown job is failed, with a sentence")
    except (BackendError, KeyError) as exc:
        _promise(isinstance(exc, BackendError), f"errors are typed: {type(exc).__name__} is no BackendError")
    await generator.cancel("nobody-submitted-this")
    await generator.close()


async def conform_voice(make: Callable[[], Voice], folder: Path, *, language: str = "en") -> None:
    """Run a voice through its promises: stable, distinct, measured, honest about what it cannot say."""
    voice = make()
    rosa, tom = Character(name="ROSA", appearance="a woman of forty"), Character(name="TOM", appearance="a young man")
    choice, reason = voice.cast(rosa, language)
    _promise(bool(reason), "the choice of a voice has a reason")
    _promise(voice.cast(rosa, language)[0] == choice, "the same Character has the same voice")
    _promise(voice.cast(tom, language, taken=[choice])[0] != choice, "another Character has another voice")
    files: list[bytes] = []
    for number in range(2):
        path = folder / f"{number}.wav"
        said = await voice.speak(
            Utterance(id="L1", part=0, text="Good evening, my friend.", character=rosa, voice=choice, language=language), path
        )
        samples, rate = read_wav(path)
        _promise(abs(said.duration_ms - len(samples) * 1000 / rate) <= 1, "duration_ms is the length of the file")
        _promise(all(0 <= event.at_ms <= said.duration_ms for event in said.events), "events lie inside the audio")
        files.append(path.read_bytes())
    _promise(files[0] == files[1], "the same utterance is the same file")
    silent = folder / "silent.wav"
    said = await voice.speak(Utterance(id="L2", part=0, text="…!?", character=rosa, voice=choice, language=language), silent)
    _promise(bool(said.problem) and not said.file and not silent.exists(), "what cannot be spoken has a problem and no file")
    await voice.close()


async def conform_executor(make: Callable[[], Executor], job: str, folder: Path, *, seconds: float = 60.0) -> None:
    """Run an executor through its promises: results by key, adoption, typed failures.

    Args:
        job: Name of a job that ends well with an empty payload.
    """
    executor = make()
    await executor.submit(job, "k", {}, folder / "k")
    _promise((await _finished(lambda: executor.poll("k"), seconds)).status == "done", "a job that ends well is done")
    result = await executor.result("k")
    await executor.submit("no-such-job", "bad", {}, folder / "bad")
    state = await _finished(lambda: executor.poll("bad"), seconds)
    _promise(state.status == "failed" and bool(state.problem), "an unknown job fails with a sentence")
    await executor.close()
    other = make()
    await other.submit(job, "k", {}, folder / "k")
    _promise((await other.poll("k")).status == "done", "a finished job is adopted at once")
    _promise((await other.result("k")).figures == result.figures, "the adopted job gives the same figures")
    await other.close()


def conform_check(check: Check, evidence: Evidence) -> list[Finding]:
    """Run a check through its promises: pure, complete, silent where it does not apply."""
    _promise(bool(check.kind) and bool(check.dimension) and bool(check.on), "a check has a kind, a dimension and what it is on")
    _promise(check(Evidence()) == [], "a check that does not apply finds nothing")
    first, second = check(evidence), check(evidence)
    _promise(first == second, "a check is pure: the same evidence gives the same Findings")
    for finding in first:
        _promise(any(c.isdigit() for c in finding.evidence), f"{finding.kind}: evidence has figures")
    return first
