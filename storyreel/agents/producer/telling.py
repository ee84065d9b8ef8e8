"""What a model is told of a film so that it can talk about it: Shots, Findings and Takes as plain lines, within a stated size.

What does not fit is counted and said, never dropped in silence. It asks no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from storyreel.agents.producer.facts import Facts
from storyreel.film.script import Script
from storyreel.film.time import clock

__all__ = ["told"]

SHOTS: Final = 200
"""Shots that are told one by one."""

FINDINGS: Final = 40


def told(facts: Facts) -> tuple[tuple[str, str], ...]:
    """(name, text) blocks for an `Ask`.

    >>> told(Facts())
    (('film', 'There is no script yet.'), ('findings', 'none'), ('takes', 'none'))
    """
    film = _film(facts.script) if facts.script else "There is no script yet."
    findings = [
        f"{one.shot_id or 'film'}: {one.severity} {one.kind}: {one.evidence} (remedy: {one.remedy})" for one in facts.findings
    ]
    ids = {shot.uid: shot.id for shot in facts.script.shots} if facts.script else {}
    takes = [f"{ids[uid]}: {len(made)} takes" + _stands(facts, uid) for uid, made in facts.takes.items() if made and uid in ids]
    return (("film", film), ("findings", _first(findings, FINDINGS)), ("takes", _first(takes, SHOTS)))


def _film(script: Script) -> str:
    lines = [f"{script.title or 'untitled'}, {len(script.shots)} shots, {clock(script.duration_ms)}"]
    for scene in script.scenes:
        lines.append(f"scene {scene.id}: {scene.heading}")
        for shot in scene.shots:
            who = f" of {', '.join(shot.subjects)}" if shot.subjects else ""
            said = " / ".join(f"{line.speaker}: {line.text}" for line in shot.lines)
            lines.append(f"{shot.id} {shot.size}{who}, {shot.framing}, {shot.move.kind}. {shot.action} {said}".strip())
    return _first(lines, SHOTS)


def _stands(facts: Facts, uid: str) -> str:
    locked = ", locked" if uid in facts.locked else ""
    chosen = next((take.number for take in facts.takes[uid] if take.key == facts.chosen.get(uid)), None)
    return f", take {chosen} stands{locked}" if chosen is not None else locked


def _first(lines: Sequence[str], count: int) -> str:
    more = [f"and {len(lines) - count} more"] if len(lines) > count else []
    return "\n".join([*lines[:count], *more]) or "none"
