"""Backends that raise, hang, lie or deliver rubbish: the run ends with a film, each fault is named, nothing is made twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from storyreel.agents.critic import Critic
from storyreel.errors import JobFailed, MediaError, ProjectError, RateLimited
from storyreel.film.finding import Verdict
from storyreel.film.note import Limits
from storyreel.film.speech import SpokenAudio
from storyreel.film.take import RenderSpec, Take
from storyreel.graph import project_status
from storyreel.testing import FAULT_KINDS, Fault, FaultKind, PlainGenerator, UnreliableGenerator
from storyreel.testing.faults import applies
from storyreel.tools.contracts import Delivered, Evidence, JobState, RenderJob, Utterance
from storyreel.tools.frames import probe
from storyreel.tools.speech import ESpeak
from tests.graph.filming import Run, run_in

SHORT = "ROSA: You said nobody knew about the letter.\nTOM: Then ask your brother.\n"
QUICK = Limits(takes=1, retries=1, job_seconds=1.0)


@dataclass
class Wild(PlainGenerator):
    """A generator that does something wild to the first Shot it is asked for, and to no other.

    Attributes:
        submits, polls, fetches: Called with the job's key instead of the real step.
        takes: How many takes of that Shot are struck.
    """

    submits: Callable[[str], Coroutine[Any, Any, Any]] | None = None
    polls: Callable[[str], Coroutine[Any, Any, Any]] | None = None
    fetches: Callable[[str, Path], Coroutine[Any, Any, Any]] | None = None
    takes: int = 99
    first: str = ""
    struck: set[str] = field(default_factory=set[str])

    async def submit(self, job: RenderJob) -> str:
        self.first = self.first or job.spec.uid
        if job.spec.uid == self.first and job.take <= self.takes:
            self.struck.add(job.key)
            if self.submits is not None:
                return await self.submits(job.key)
        return await super().submit(job)

    async def poll(self, job_id: str) -> JobState:
        if job_id in self.struck and self.polls is not None:
            return await self.polls(job_id)
        return await super().poll(job_id)

    async def fetch(self, job_id: str, to: Path) -> Delivered:
        if job_id in self.struck and self.fetches is not None:
            return await self.fetches(job_id, to)
        return await super().fetch(job_id, to)


async def never(*_: Any) -> Any:
    await asyncio.sleep(3600)


async def boom(*_: Any) -> Any:
    raise RuntimeError("boom")


async def dropped(*_: Any) -> Any:
    raise ConnectionResetError(104, "connection reset by peer")


async def cancelled(*_: Any) -> Any:
    raise asyncio.CancelledError


async def limited(*_: Any) -> Any:
    raise RateLimited("slow down", backend="wild", retry_after_s=0.01)


async def garbled(*_: Any) -> Any:
    raise MediaError("the clip cannot be read")


async def failed(*_: Any) -> JobState:
    return JobState("failed", problem="")


async def delivers_nothing(_: str, to: Path) -> Delivered:
    return Delivered(to, PlainGenerator().price)


def delivers(data: bytes) -> Callable[[str, Path], Coroutine[Any, Any, Delivered]]:
    async def fetch(_: str, to: Path) -> Delivered:
        to.write_bytes(data)
        return Delivered(to, PlainGenerator().price)

    return fetch


def takes_of(run: Run, uid: str) -> list[Take]:
    """The Takes of a Shot, by number."""
    read = [Take.model_validate_json(path.read_bytes()) for path in (run.out / "takes").glob("*.json")]
    return sorted((take for take in read if take.uid == uid), key=lambda take: take.number)


@pytest.mark.parametrize(
    ("wild", "says"),
    [
        ({"submits": boom}, "RuntimeError: boom"),
        ({"submits": dropped}, "connection reset"),
        ({"submits": never}, "not answered after 1 s"),
        ({"submits": cancelled}, "was cancelled"),
        ({"submits": limited}, "slow down"),
        ({"polls": boom}, "RuntimeError: boom"),
        ({"polls": never}, "not answered after 1 s"),
        ({"polls": failed}, "the job failed"),
        ({"fetches": boom}, "RuntimeError: boom"),
        ({"fetches": never}, "not answered after 1 s"),
        ({"fetches": garbled}, "cannot be read"),
        ({"fetches": delivers_nothing}, "delivered no file"),
    ],
    ids=lambda value: "-".join(f"{k} {v.__name__}" for k, v in value.items()) if isinstance(value, dict) else "",
)
async def test_a_shot_that_cannot_be_made_is_named_and_the_rest_is_a_film(
    tmp_path: Path, wild: dict[str, Any], says: str
) -> None:
    run = run_in(tmp_path, SHORT, generator=Wild(**wild), limits=QUICK.changed(takes=0, retries=0))
    film = await run.make()
    assert film.finished and film.film is not None and probe(film.film).frames > 0
    assert len(film.missing) == 1 and says in next(iter(film.missing.values()))
    found = [finding for finding in film.findings if finding.kind == "missing-take"]
    assert len(found) == 1 and says in found[0].evidence and found[0].shot_id in film.missing
    assert len(run.generator.made) == len(set(run.generator.made))
    assert project_status(run.out)["spent"]["reserved_micros"] == 0


async def test_what_failed_is_tried_again_by_a_resume_and_nothing_else_is(tmp_path: Path) -> None:
    run = run_in(tmp_path, SHORT, generator=Wild(submits=boom), limits=QUICK.changed(takes=0, retries=0))
    first = await run.make()
    assert len(first.missing) == 1
    made = list(run.generator.made)
    run.generator = PlainGenerator(name="plain")
    film = await run.resume()
    assert film.finished and not film.missing and film.film is not None
    assert not set(made) & set(run.generator.made) and len(run.generator.made) == 1


async def test_a_take_that_fails_once_is_followed_by_another(tmp_path: Path) -> None:
    run = run_in(tmp_path, SHORT, generator=Wild(submits=boom, takes=1), limits=QUICK)
    film = await run.make()
    assert film.finished and not film.missing
    assert any("RuntimeError: boom" in text for text in run.said("problem"))


RUBBISH = {"nothing": b"", "text": b"<html>502 Bad Gateway</html>", "head of a film": b"\x00\x00\x00\x20ftypisom" + bytes(100)}


@pytest.mark.parametrize("name", RUBBISH)
async def test_rubbish_is_a_take_that_is_judged_kept_and_replaced(tmp_path: Path, name: str) -> None:
    run = run_in(tmp_path, SHORT, generator=Wild(fetches=delivers(RUBBISH[name]), takes=1), limits=QUICK)
    film = await run.make()
    assert film.finished and not film.missing and film.retakes == 1 and film.findings == ()
    bad, good = takes_of(run, run.generator.first)
    assert bad.verdict is not None and [finding.kind for finding in bad.verdict.findings] == ["undecodable"]
    assert (run.out / "takes" / bad.file).read_bytes() == RUBBISH[name], "nothing that was delivered is lost"
    assert good.verdict is not None and good.verdict.passed


@dataclass
class FirstThatCan:
    """True for one Shot: the first that speaks and lasts long enough to show any fault."""

    uid: str = ""

    def __call__(self, spec: RenderSpec) -> bool:
        if not self.uid and all(applies(kind, spec) for kind in FAULT_KINDS):
            self.uid = spec.uid
        return spec.uid == self.uid


NAMED: dict[FaultKind, str] = {
    "black": "black",
    "freeze": "freeze",
    "wrong-duration": "wrong-duration",
    "missing-speech": "missing-speech",
    "silent": "missing-speech",
    "extra-cut": "extra-cut",
    "truncated": "undecodable",
    "one-frame": "undecodable",
}


@pytest.mark.parametrize("kind", NAMED)
async def test_a_spoiled_take_is_named_and_replaced_by_one_more(tmp_path: Path, kind: FaultKind) -> None:
    one = FirstThatCan()
    generator = UnreliableGenerator(PlainGenerator(), faults=[Fault(kind, 1.0, when=one, takes=1)])
    run = run_in(tmp_path, SHORT, generator=generator, limits=QUICK)
    film = await run.make()
    assert film.finished and film.retakes == 1 and film.findings == () and not film.missing
    spoiled, good = takes_of(run, one.uid)
    assert spoiled.verdict is not None and good.verdict is not None
    work = [finding for finding in spoiled.verdict.findings if finding.asks_for_work]
    assert NAMED[kind] in [finding.kind for finding in work]
    assert all(finding.evidence and finding.shot == one.uid and finding.remedy for finding in work)
    assert good.verdict.passed and good.seed != spoiled.seed and good.spec == spoiled.spec
    cut = json.loads((run.out / "cut.json").read_text(encoding="utf-8"))["entries"]
    assert good.key in [entry["take"] for entry in cut] and spoiled.key not in [entry["take"] for entry in cut]


@pytest.mark.parametrize("kind", ["raise", "hang"])
async def test_a_backend_that_always_fails_leaves_a_film_of_slates(tmp_path: Path, kind: FaultKind) -> None:
    generator = UnreliableGenerator(PlainGenerator(), faults=[Fault(kind, 1.0)])
    run = run_in(tmp_path, SHORT, generator=generator, limits=Limits(takes=0, job_seconds=0.2))
    film = await run.make()
    assert film.finished and film.film is not None and len(film.missing) == film.shots > 0
    assert {finding.kind for finding in film.findings} >= {"missing-take"}
    log = (run.out / "jobs" / ".injected").read_text(encoding="utf-8").splitlines()
    assert len(log) == film.shots, "each shot was tried once"


async def test_a_shot_whose_takes_all_fail_is_in_the_film_with_its_finding(tmp_path: Path) -> None:
    one = FirstThatCan()
    faults = [Fault("black", 1.0, when=one, takes=1), Fault("wrong-duration", 1.0, when=one)]
    run = run_in(
        tmp_path, generator=UnreliableGenerator(PlainGenerator(), faults=faults), limits=Limits(takes=1, script_rounds=0)
    )
    film = await run.make()
    assert film.finished and not film.missing and len(takes_of(run, one.uid)) == 2
    assert {finding.kind for finding in film.findings} & {"black", "wrong-duration"}
    assert all(finding.asks_for_work and finding.shot_id for finding in film.findings)


class Fails(Critic):
    """A critic that breaks on takes, on films or on scripts."""

    def __init__(self, on: str) -> None:
        super().__init__()
        self.on = on

    async def critique_take(self, evidence: Evidence) -> Verdict:
        return await self._or_break("take", super().critique_take(evidence))

    async def critique_film(self, evidence: Evidence) -> Verdict:
        return await self._or_break("film", super().critique_film(evidence))

    async def critique_script(self, *args: Any, **options: Any) -> Verdict:
        return await self._or_break("script", super().critique_script(*args, **options))

    async def _or_break(self, on: str, answer: Coroutine[Any, Any, Verdict]) -> Verdict:
        if on == self.on:
            answer.close()
            raise ZeroDivisionError("the judge fell asleep")
        return await answer


@pytest.mark.parametrize("on", ["script", "take", "film"])
async def test_a_critic_that_fails_never_blocks_and_the_report_says_so(tmp_path: Path, on: str) -> None:
    run = run_in(tmp_path, SHORT, crew={"critic": Fails(on)})
    film = await run.make()
    assert film.finished and film.retakes == 0
    said = [finding for finding in film.findings if finding.kind == "critic-failed"]
    assert len(said) == (film.shots if on == "take" else 1)
    assert all("the judge fell asleep" in finding.evidence and on in finding.evidence for finding in said)
    assert film.report is not None and "the judge fell asleep" in film.report.read_text(encoding="utf-8")


class Mute(ESpeak):
    """A voice that raises at one Line."""

    async def speak(self, utterance: Utterance, to: Path) -> SpokenAudio:
        if "brother" in utterance.text:
            raise ValueError("no such phoneme")
        return await super().speak(utterance, to)


async def test_a_voice_that_raises_is_a_typed_error_and_a_resume_goes_on(tmp_path: Path) -> None:
    run = run_in(tmp_path, SHORT, crew={"voice": Mute()}, limits=QUICK)
    with pytest.raises(JobFailed, match="no such phoneme"):
        await run.make()
    spoken = {path.name for path in (run.out / "speech").glob("*.wav")}
    assert len(spoken) == 1, "what was begun when the voice failed is kept"
    run.crew = {}
    film = await run.resume()
    assert film.finished and {path.name for path in (run.out / "speech").glob("*.wav")} > spoken


async def test_a_disk_that_is_full_in_the_backend_stops_the_run_and_loses_nothing(tmp_path: Path) -> None:
    async def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    run = run_in(tmp_path, SHORT, generator=Wild(fetches=full), limits=QUICK)
    with pytest.raises(ProjectError, match=r"No space left .* storyreel resume"):
        await run.make()
    made = list(run.generator.made)
    run.generator.fetches = None
    film = await run.resume()
    assert film.finished and not film.missing and film.retakes == 0
    assert len(set(run.generator.made)) == film.shots and run.generator.made[: len(made)] == made
