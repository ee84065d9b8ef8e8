"""How one Take is made: money set aside, job submitted or adopted, waited for, fetched, kept, judged.

Every failure of a backend becomes an Outcome with a sentence; only cancellation and bugs leave these functions. The order
of the writes is what survives a kill: the Take's record first, then the ledger's commit, then the job's folder is removed.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from storyreel.errors import BackendError, BudgetExceeded, JobFailed, JobTimeout, MediaError
from storyreel.film.plan import Plan, PlannedShot
from storyreel.film.speech import SpeechSheet, SpokenAudio
from storyreel.film.take import AnchorUsed, Cost, RenderSpec, Take, take_key, take_seed
from storyreel.graph.anchoring import anchor_file
from storyreel.graph.asking import CALL_SECONDS, ask, verdict_of
from storyreel.graph.context import Context
from storyreel.graph.picking import judged, next_number, spent
from storyreel.tools.contracts import Delivered, Evidence, RenderJob
from storyreel.tools.files import sha256_of_file, write_whole
from storyreel.tools.frames import probe
from storyreel.tools.measure import open_media
from storyreel.tools.store import Ref

__all__ = ["Outcome", "judge_take", "make_take", "speech_files"]

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Outcome:
    """How an attempt ended without a Take to pick: `final` when there is nothing more to try."""

    problem: str = ""
    status: str = "missing"
    final: bool = False
    drained: bool = False


@dataclass(frozen=True)
class _Attempt:
    planned: PlannedShot
    job: RenderJob
    anchor: AnchorUsed
    ledger_job: str


class _LeftRunning(Exception):
    """The backend cannot be reached any more, but its job may well be running."""

    def __init__(self, error: BackendError) -> None:
        self.error = error
        super().__init__(str(error))


async def make_take(planned: PlannedShot, plan: Plan, speech: Ref, context: Context) -> Outcome:
    """Make and judge one Take of a Shot, or adopt one that a dead run left unjudged or unfinished."""
    sheet = context.project.store.get(speech, SpeechSheet)
    unjudged = [take for take in context.project.store.takes_of(planned.spec_hash) if not judged(take, context)]
    if unjudged:
        await judge_take(unjudged[0], planned, sheet, context)
        return Outcome()
    if spent(context, planned, limits=context.limits):
        problems = context.failures.get(planned.spec_hash, [])
        return Outcome(problems[-1] if problems else "no take could be made", final=True)
    try:
        attempt = await _prepare(planned, plan, sheet, context)
        return await _run(attempt, sheet, context)
    except BudgetExceeded as exc:
        return Outcome(str(exc), status="unpaid", final=True)
    except _LeftRunning as left:
        context.emit("problem", f"{planned.id}: {left.error}", stage="shoot", shot=planned.id, error=type(left.error).__name__)
        return Outcome(f"its job runs on, out of reach: {left.error}", final=True)
    except (BackendError, MediaError) as exc:
        context.failures.setdefault(planned.spec_hash, []).append(str(exc))
        context.emit("problem", f"{planned.id}: {exc}", stage="shoot", shot=planned.id, error=type(exc).__name__)
        return Outcome(str(exc), final=spent(context, planned, limits=context.limits))


async def _prepare(planned: PlannedShot, plan: Plan, sheet: SpeechSheet, context: Context) -> _Attempt:
    """Number, seed, anchor and key of the next Take, with its folder and its speech files."""
    project = context.project
    number = next_number(context, planned)
    seed = take_seed(context.settings.seed, planned.uid, number)
    anchor, picture = await asyncio.to_thread(anchor_file, planned, plan, context)
    key = take_key(planned.spec_hash, anchor=anchor.sha256, seed=seed, take=number)
    job = RenderJob(
        key=key,
        spec=planned.spec,
        seed=seed,
        take=number,
        prompt=planned.prompt,
        negative_prompt=planned.negative_prompt,
        anchor=picture,
        speech=speech_files(planned.spec, sheet, context.project.store.speech),
        work=project.store.jobs / key,
    )
    again = 1
    while project.ledger.committed(ledger_job := key if again == 1 else f"{key}#{again}"):
        again += 1  # the Take was paid for and lost since: making it again is another payment
    return _Attempt(planned, job, anchor, ledger_job)


def speech_files(spec: RenderSpec, sheet: SpeechSheet, folder: Path) -> dict[tuple[str, int], tuple[Path, SpokenAudio]]:
    """The audio in the folder of each Line part that a spec has spoken."""
    found: dict[tuple[str, int], tuple[Path, SpokenAudio]] = {}
    for line in spec.lines:
        said = sheet.of(line.id, line.part)
        if said is not None and said.file:
            found[line.id, line.part] = (folder / said.file, said)
    return found


async def _run(attempt: _Attempt, sheet: SpeechSheet, context: Context) -> Outcome:
    """Submit, wait, fetch, keep and judge."""
    if not await _acquire(context):
        return Outcome(drained=True)
    try:
        began = time.monotonic()
        job_id = await _submitted(attempt, context)
        try:
            if not await _waited(attempt, job_id, context):
                return Outcome(drained=True)
            take = await _kept(attempt, job_id, context, began)
        except BackendError as exc:
            if exc.retryable:  # the way to the backend is broken, not the job: it is paid for and looked for again by a resume
                raise _LeftRunning(exc) from exc
            raise
    except (BackendError, MediaError) as exc:
        context.project.ledger.release(attempt.ledger_job, type(exc).__name__)
        shutil.rmtree(attempt.job.work, ignore_errors=True)
        raise
    finally:
        context.slot().release()
    await judge_take(take, attempt.planned, sheet, context)
    return Outcome()


async def _acquire(context: Context) -> bool:
    """A place at the generator, or False when the run is to stop."""
    while not context.draining.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(context.slot().acquire(), 0.2)
            return True
    return False


async def _submitted(attempt: _Attempt, context: Context) -> str:
    """The job's id, on disk before the first poll; a job that a dead run submitted is adopted."""
    generator, job, planned = context.crew.generator, attempt.job, attempt.planned
    estimate = generator.estimate(job.spec)
    limit = context.limits.money_micros
    # an unknown price has had the person's yes at gate_spend, or the run would not be here
    context.project.ledger.reserve(attempt.ledger_job, estimate.cost, limit_micros=limit, allow_unknown=True)
    record = job.work / "job.json"
    if record.exists():
        job = replace(job, job_id=json.loads(record.read_bytes())["job_id"])
    context.emit("shot.start", f"{planned.id} take {job.take}", stage="shoot", shot=planned.id, take=job.take)
    job_id = await _ask(lambda: generator.submit(job), context)
    write_whole(record, json.dumps({"job_id": job_id, "spec": planned.spec_hash, "ledger": attempt.ledger_job}))
    return job_id


async def _ask(call: Callable[[], Awaitable[Answer]], context: Context, seconds: float = CALL_SECONDS) -> Answer:
    """The generator's answer; no call may take longer than a whole job."""
    limit = min(seconds, context.limits.job_seconds)
    return await ask(call, backend=context.crew.generator.name, context=context, seconds=limit)


async def _waited(attempt: _Attempt, job_id: str, context: Context) -> bool:
    """True when the job is done, False when the run is to stop first.

    Raises:
        JobFailed: If the backend says so.
        JobTimeout: If it takes longer than the Limits allow; the job is cancelled.
    """
    generator, planned = context.crew.generator, attempt.planned
    until = time.monotonic() + context.limits.job_seconds
    shown = -1.0
    while not context.draining.is_set():
        state = await _ask(lambda: generator.poll(job_id), context)
        if state.status == "done":
            return True
        if state.status == "failed":
            raise JobFailed(state.problem or "the job failed", backend=generator.name)
        if state.progress - shown >= 0.1:
            shown = state.progress
            context.emit("shot.progress", f"{planned.id} {state.progress:.0%}", stage="shoot", shot=planned.id, progress=shown)
        if time.monotonic() > until:
            with suppress(BackendError):
                await _ask(lambda: generator.cancel(job_id), context)
            raise JobTimeout(f"{planned.id} was not done after {context.limits.job_seconds:.0f} s", backend=generator.name)
    return False


async def _kept(attempt: _Attempt, job_id: str, context: Context, began: float) -> Take:
    """Fetch the clip and keep it as a Take, then write down what it cost."""
    project, generator, job = context.project, context.crew.generator, attempt.job
    made = job.work / "fetched.mp4"
    delivered = await _ask(lambda: generator.fetch(job_id, made), context, context.limits.job_seconds)
    if not made.is_file():
        raise JobFailed(f"says that {attempt.planned.id} is done, but delivered no file", backend=generator.name)
    take = await asyncio.to_thread(_take, attempt, made, delivered, generator.name, round((time.monotonic() - began) * 1000))
    kept = project.store.add_take(take, made)
    if delivered.truth is not None and delivered.truth.is_file():
        project.store.keep_truth(kept.sha256, delivered.truth.read_text(encoding="utf-8"))
    project.ledger.commit(attempt.ledger_job, delivered.cost)
    shutil.rmtree(job.work, ignore_errors=True)
    return kept


def _take(attempt: _Attempt, made: Path, delivered: Delivered, backend: str, wall_ms: int) -> Take:
    """The record of a fetched clip; one that cannot be read is a Take of no frames, for the critic to name."""
    planned, job, spec = attempt.planned, attempt.job, attempt.job.spec
    try:
        media = probe(made)
        facts = (media.width, media.height, media.rate.numerator, media.rate.denominator, media.frames, media.has_audio)
    except MediaError:
        facts = (0, 0, spec.rate_num, spec.rate_den, 0, False)
    width, height, num, den, frames, has_audio = facts
    return Take(
        key=job.key,
        spec=planned.spec_hash,
        uid=planned.uid,
        number=job.take,
        seed=job.seed,
        backend=backend,
        revision=delivered.revision,
        file=f"{job.key}.mp4",
        sha256=sha256_of_file(made),
        width_px=width,
        height_px=height,
        rate_num=num,
        rate_den=den,
        asked_frames=spec.frames,
        frames=frames,
        has_audio=has_audio,
        prompt=job.prompt,
        prompt_hash=planned.prompt_hash,
        anchor=attempt.anchor,
        cost=Cost(micros=delivered.cost.micros, currency=delivered.cost.currency),
        wall_ms=wall_ms,
        made_at_ms=round(time.time() * 1000),
    )


async def judge_take(take: Take, planned: PlannedShot, sheet: SpeechSheet, context: Context) -> Take:
    """The Take with the critic's Verdict in its record."""
    store = context.project.store
    media = None
    if take.frames > 0:
        with suppress(MediaError):
            media = await asyncio.to_thread(open_media, store.take_path(take.key))
    evidence = Evidence(
        spec=planned.spec,
        take=take,
        media=media,
        speech=sheet,
        speech_folder=store.speech,
        own_audio=context.crew.generator.capabilities.own_audio,
        truth=store.truth(take.sha256),
    )
    critic = context.crew.critic
    verdict = await verdict_of(
        lambda: critic.critique_take(evidence), context, on="take", made_on=take.sha256, shot=planned.uid, shot_id=planned.id
    )
    text = "passes" if verdict.passed else ", ".join(f.kind for f in verdict.findings if f.asks_for_work) or "does not pass"
    facts = {"take": take.number, "passed": verdict.passed, "score": verdict.mean, "micros": take.cost.micros}
    context.emit("take.verdict", f"{planned.id} take {take.number} {text}", stage="shoot", shot=planned.id, **facts)
    return store.judge(take.key, verdict)
