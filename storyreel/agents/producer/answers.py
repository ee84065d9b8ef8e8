"""Answers to questions, from facts alone: why a Shot is as it is, how far the run is, what it costs, what is wrong.

Nothing is made up: where a fact is missing, the answer says that it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from storyreel.agents.producer.commands import EXAMPLES
from storyreel.agents.producer.facts import Facts
from storyreel.film.finding import Finding
from storyreel.film.plan import Choice, PlannedShot
from storyreel.film.script import Shot
from storyreel.film.take import Cost, Take
from storyreel.film.time import clock, seconds_text

__all__ = ["ANSWERS", "help_text"]

_SHOWN = 8


def help_text() -> str:
    """All commands with what they do, one a line.

    >>> help_text().splitlines()[0]
    'You can say:'
    """
    width = max(len(example) for example, _ in EXAMPLES)
    return "\n".join(["You can say:", *(f"  {example.ljust(width)}  {what}" for example, what in EXAMPLES)])


def _why(uids: Sequence[str], facts: Facts) -> str:
    if not uids:
        choices = facts.plan.choices if facts.plan else ()
        return _lines("For the whole film:", [_choice(one) for one in choices]) + "\nAsk for a Shot, for example: why 1.3?"
    return "\n".join(_why_shot(uid, facts) for uid in uids[:_SHOWN])


def _why_shot(uid: str, facts: Facts) -> str:
    if facts.script is None:
        return "There is no Script yet."
    shot = facts.script.shot(uid)
    planned = next((one for one in facts.plan.shots if one.uid == uid), None) if facts.plan else None
    about = [f"It was written so because: {shot.reason}" if shot.reason else "The Script gives no reason for it."]
    about += _plan_words(planned, facts)
    about += [_take_words(take, facts.chosen.get(uid, "")) for take in facts.takes.get(uid, ())] or ["No take of it exists yet."]
    about += [f"Open: {_finding(one)}" for one in facts.findings if one.shot == uid]
    about += ["It is locked."] if uid in facts.locked else []
    return _lines(f"{shot.id}: {_describe(shot)}.", about)


def _plan_words(planned: PlannedShot | None, facts: Facts) -> list[str]:
    if planned is None:
        return ["It is not planned yet."]
    source = ""
    if planned.anchor.source and facts.script:
        ids = {shot.uid: shot.id for shot in facts.script.shots}
        source = f" of {ids.get(planned.anchor.source, 'a Shot that is gone')}"
    anchor = f"Anchor: {planned.anchor.mode}{source}"
    reason = f", because {planned.anchor.reason}" if planned.anchor.reason else ""
    return [f"{anchor}{reason}", *(_choice(one) for one in planned.choices)]


def _take_words(take: Take, chosen: str) -> str:
    stands = " and stands" if take.key == chosen else ""
    if take.placeholder:
        return f"Take {take.number} stands in for one that could not be made: {take.placeholder}"
    if take.verdict is None:
        return f"Take {take.number} is not judged yet{stands}"
    mean = f", mean score {take.verdict.mean:.1f}" if take.verdict.mean is not None else ""
    verdict = "passed" if take.verdict.passed else "did not pass"
    found = "; ".join(_finding(one) for one in take.verdict.findings if one.asks_for_work)
    return f"Take {take.number} {verdict}{stands}{mean}{f': {found}' if found else ''}"


def _status(uids: Sequence[str], facts: Facts) -> str:
    if facts.script is None:
        return f"There is no Script yet{_at(facts.stage)}."
    shots = facts.script.shots
    counts = ", ".join(f"{count} {status}" for status, count in sorted(facts.status.items()) if count) or "none begun"
    lines = [f"Shots: {counts}"] if facts.status else ["No Shot is planned yet"]
    work = [one for one in facts.findings if one.asks_for_work]
    lines.append(f"Open Findings that ask for work: {len(work)}")
    lines.append(f"Locked: {len(facts.locked)}")
    lines.append(_money(facts))
    lines += [f"Waiting for you: {facts.waiting}"] if facts.waiting else []
    title = f"Version {facts.script.version} of the Script: {len(facts.script.scenes)} scenes, {len(shots)} shots,"
    return _lines(f"{title} {clock(facts.script.duration_ms)}{_at(facts.stage)}.", lines)


def _at(stage: str) -> str:
    return f"; the run is at {stage}" if stage else "; the run rests"


def _cost(uids: Sequence[str], facts: Facts) -> str:
    estimate = next((one for one in facts.plan.choices if one.about == "estimate"), None) if facts.plan else None
    planned = (
        f"Estimate: {estimate.choice} ({estimate.reason})" if estimate else "Nothing is planned yet, so there is no estimate."
    )
    return f"{_money(facts)}\n{planned}"


def _money(facts: Facts) -> str:
    limit = facts.limits.money_micros if facts.limits else None
    most = "no limit is set" if limit is None else f"the limit is {_amount(Cost(micros=limit, currency=_currency(facts)))}"
    if facts.spent is None:
        return f"Spent: nothing is recorded; {most}"
    return f"Spent: {_amount(facts.spent)}; {most}"


def _currency(facts: Facts) -> str:
    return facts.limits.currency if facts.limits else "USD"


def _amount(cost: Cost) -> str:
    return "an unknown amount" if cost.micros is None else f"{cost.micros / 1_000_000:.2f} {cost.currency}"


def _findings(uids: Sequence[str], facts: Facts) -> str:
    found = [one for one in facts.findings if not uids or one.shot in uids]
    if not found:
        return "There is no open Finding" + (" on it." if uids else ".")
    more = [f"and {len(found) - 20} more"] if len(found) > 20 else []
    return _lines(f"{len(found)} open:", [*(_finding(one) for one in found[:20]), *more])


def _takes(uids: Sequence[str], facts: Facts) -> str:
    ids = {shot.uid: shot.id for shot in facts.script.shots} if facts.script else {}
    asked = list(uids) or list(facts.takes)
    lines = [
        f"{ids.get(uid, uid)}: {_take_words(take, facts.chosen.get(uid, ''))}"
        for uid in asked
        for take in facts.takes.get(uid, ())
    ]
    return _lines("Takes:", lines) if lines else "No take exists yet."


def _shot(uids: Sequence[str], facts: Facts) -> str:
    if facts.script is None:
        return "There is no Script yet."
    lines: list[str] = []
    for uid in uids[:_SHOWN]:
        shot = facts.script.shot(uid)
        lines.append(f"{shot.id}, {clock(shot.start_ms)} to {clock(shot.end_ms)}: {_describe(shot)}. {shot.action}".strip())
        lines += [f"  {line.speaker}: {line.text}" for line in shot.lines]
    return "\n".join(lines) or help_text()


def _help(uids: Sequence[str], facts: Facts) -> str:
    return help_text()


def _unknown(uids: Sequence[str], facts: Facts) -> str:
    known = "why 1.3?  status?  cost?  findings?  takes 1.3?  what is 1.3?  help"
    return f"That question needs a model, and none is set for the producer. Without one these are answered: {known}"


def _describe(shot: Shot) -> str:
    who = f" of {', '.join(shot.subjects)}" if shot.subjects else ""
    move = "" if shot.move.kind == "static" else f", {shot.move.kind}"
    return f"{shot.size}{who}, {shot.framing}, {shot.angle}{move}, {seconds_text(shot.duration_ms)} s"


def _finding(one: Finding) -> str:
    where = f" in {one.shot_id}" if one.shot_id else ""
    when = f" at {seconds_text(one.start_ms)} s" if one.start_ms is not None else ""
    return f"{one.severity} {one.kind}{where}{when}: {one.evidence} (cause: {one.cause}; remedy: {one.remedy})"


def _choice(one: Choice) -> str:
    return f"{one.about[:1].upper()}{one.about[1:]}: {one.choice}, because {one.reason}"


def _lines(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"- {line}" for line in lines)])


ANSWERS: Mapping[str, Callable[[Sequence[str], Facts], str]] = {
    "cost": _cost,
    "findings": _findings,
    "help": _help,
    "shot": _shot,
    "status": _status,
    "takes": _takes,
    "unknown": _unknown,
    "why": _why,
}
"""What can be asked about, and who answers."""
