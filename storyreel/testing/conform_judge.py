"""What every judge has to keep to, whoever made it: run it on a judge of one's own.

It looks at scores, places, failures and repeats; how well a judge agrees with people it does not measure.
"""

from __future__ import annotations

from pathlib import Path

from storyreel.agents.critic.judge_contract import AnyJudge
from storyreel.film.base import hash_of
from storyreel.film.finding import Severity, Verdict
from storyreel.film.script import Script

__all__ = ["conform_judge"]


async def conform_judge(judge: AnyJudge, script: Script, folder: Path, *, film: Path | None = None) -> Verdict:
    """Check a judge.

    Args:
        judge: To be checked.
        script: A Script with Shots.
        folder: An empty folder.
        film: Of that Script, where films are to be judged.

    Returns:
        What it said of the Script.

    Raises:
        AssertionError: With a sentence that names the broken promise.
    """
    verdict = await judge.judge_script(script)
    _kept(verdict, judge, script)
    _promise(verdict.on == "script", "a verdict on a Script says so")
    _promise(verdict.made_on == hash_of(script), "a verdict carries the hash of what it was made on")
    again = await judge.judge_script(script)
    _repeats(verdict, again)
    empty = await judge.judge_script(Script())
    _promise(not any(one.observable for one in empty.scores.values()), "a Script without Shots has nothing to be scored")
    broken = folder / "broken.mp4"
    broken.write_bytes(b"no film at all")
    failed = await judge.judge_film(broken, script)
    _promise(not any(one.observable for one in failed.scores.values()), "a file that is no film has nothing to be scored")
    _promise(bool(failed.scores) and failed.passed, "a judge that cannot look says so for every dimension, and blocks nothing")
    if film is not None:
        seen = await judge.judge_film(film, script)
        _kept(seen, judge, script)
        _promise(seen.on == "film", "a verdict on a film says so")
    return verdict


def _promise(kept: bool, sentence: str) -> None:
    if not kept:
        raise AssertionError(sentence)


def _kept(verdict: Verdict, judge: AnyJudge, script: Script) -> None:
    """What a verdict itself has to keep to."""
    _promise(bool(verdict.scores), "a verdict names the dimensions that were judged")
    for name, score in verdict.scores.items():
        if score.observable:
            _promise(score.judge == judge.name, f"{name}: a judge's score says who gave it")
            _promise(score.n is not None and score.n >= 1, f"{name}: a score says of how many answers it is the mean")
            _promise(score.spread is not None and score.spread >= 0, f"{name}: a score says how far a repeat may lie")
        else:
            _promise(
                score.why.startswith("not observable: "), f"{name}: where there is no score, it says 'not observable: ' and why"
            )
    shots = {shot.uid for shot in script.shots}
    for finding in verdict.findings:
        _promise(finding.severity is not Severity.BLOCKING, f"{finding.kind}: a judge blocks nothing")
        _promise(finding.shot in {"", *shots}, f"{finding.kind}: {finding.shot!r} is no Shot of the Script")
        _promise(finding.judge == judge.name, f"{finding.kind}: a judge's Finding says who made it")
        _promise(bool(finding.evidence), f"{finding.kind}: a Finding has evidence")
        _promise(finding.made_on == verdict.made_on, f"{finding.kind}: a Finding carries the hash of what it was made on")


def _repeats(one: Verdict, two: Verdict) -> None:
    """Whether most scores of unchanged input lie within the stated spread; a single one may lie outside of it by chance."""
    pairs = [
        (name, score.value, score.spread or 0.0, other.value)
        for name, score in one.scores.items()
        if score.value is not None and (other := two.scores.get(name)) is not None and other.value is not None
    ]
    outside = [name for name, value, spread, other in pairs if abs(other - value) > spread + 1e-9]
    _promise(
        len(outside) <= max(1, len(pairs) // 5), f"unchanged input was scored outside of the stated spread: {', '.join(outside)}"
    )
