"""What a message came to: Notes to apply, a proposal to ask about first, or only an answer; and the proposal as people see it.

It knows no model and no graph. What a proposal changes is shown as a diff against the Script, Shot by Shot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from storyreel.film.note import Note
from storyreel.film.plan import Plan
from storyreel.film.script import Script, Shot

__all__ = ["Understood", "proposal_text"]

_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class Understood:
    """One message, understood.

    Attributes:
        notes: What is asked for, in order.
        ask_first: True where the Notes are a reading of free words: they are shown, and wait for the person's yes.
        answer: Said to the person, before the proposal where there is one.
    """

    notes: tuple[Note, ...] = ()
    ask_first: bool = False
    answer: str = ""


def proposal_text(notes: Sequence[Note], *, script: Script | None, plan: Plan | None, locked: Iterable[str] = ()) -> str:
    """What the Notes would change, as a diff, and what the takes would cost; it ends with how to say yes.

    Args:
        locked: uids of Shots that stay as they are.

    >>> proposal_text([Note(id="m", op="change", text="style noir", changes={"style": "noir"})], script=None, plan=None)
    'I would do this:\\n- style noir\\n    style -> noir\\nWrite yes to do it, or anything else to leave it.'
    """
    kept = set(locked)
    lines = ["I would do this:"]
    for note in notes:
        lines.append(f"- {note.text}")
        lines += [f"    {line}" for line in _diff(note, script, kept)]
    cost = _cost(notes, plan, kept)
    return "\n".join([*lines, *([cost] if cost else []), "Write yes to do it, or anything else to leave it."])


def _diff(note: Note, script: Script | None, locked: set[str]) -> list[str]:
    shots = [shot for shot in script.shots if shot.uid in note.targets] if script else []
    if not shots:
        return [f"{name} -> {_said(value)}" for name, value in note.changes.items()]
    lines: list[str] = []
    for shot in shots[:_SHOWN]:
        if shot.uid in locked and note.op in ("retake", "change", "choose"):
            lines.append(f"{shot.id}: locked, so left alone")
            continue
        lines += [f"{shot.id} {name}: {_before(shot, name)} -> {_said(value)}" for name, value in note.changes.items()]
        lines += [] if note.changes else [f"{shot.id}: {note.op}"]
    return [*lines, *([f"and {len(shots) - _SHOWN} more shots"] if len(shots) > _SHOWN else [])]


def _before(shot: Shot, name: str) -> str:
    value = shot.to_json().get(name)
    return _said(value) if value not in (None, "", {}, []) else "as it is"


def _said(value: JsonValue) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_said(part)}" for part in value.values() if part)
    return str(value)


def _cost(notes: Sequence[Note], plan: Plan | None, locked: set[str]) -> str:
    """What new takes of the Shots are estimated at by the plan that stands; "" where none are asked for or nothing is planned."""
    touched = {uid for note in notes if note.op in ("retake", "change") for uid in note.targets} - locked
    planned = [one for one in plan.shots if one.uid in touched] if plan else []
    if not planned:
        return ""
    takes = f"{len(planned)} shot{'s' if len(planned) > 1 else ''} to be made again"
    costs = [one.estimate for one in planned]
    if any(cost.micros is None for cost in costs):
        return f"{takes}; the price is unknown."
    micros = sum(cost.micros or 0 for cost in costs)
    return f"{takes}, about {micros / 1_000_000:.2f} {costs[0].currency}."
