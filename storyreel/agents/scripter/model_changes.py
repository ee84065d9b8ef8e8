"""Changes that a model asks for, made Edits: only the fields that it may change, only on the Shots that it was given.

A change is carried out as a person's Note would be, so that a size brings its lens and a framing its people. Words of Lines,
places, postures and what is held are out of its reach.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from pydantic import JsonValue

from storyreel.agents.scripter.bench import Bench
from storyreel.agents.scripter.model_blocking import feeling_word
from storyreel.agents.scripter.model_forms import BlockingForm, ChangeForm
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.model_words import clean_words
from storyreel.agents.scripter.noting import heed
from storyreel.errors import ScriptError
from storyreel.film.edits import Edit, apply_edits
from storyreel.film.note import Note
from storyreel.film.script import Blocking, Script, Shot
from storyreel.film.vocabulary import read_angle, read_framing, read_move, read_size

__all__ = ["Changed", "changed", "shot_rows"]

_WORDS: Final = ("action", "plot", "emotion", "lighting", "effects", "sound")
_CAMERA: Final = {"size": read_size, "framing": read_framing, "angle": read_angle, "move": read_move}


class Changed(NamedTuple):
    """The Edits of one change with the Script that they give, or why there are none."""

    edits: tuple[Edit, ...]
    script: Script
    refused: str = ""


def changed(script: Script, change: ChangeForm, *, allowed: Mapping[str, str], names: CastNames, why: str) -> Changed:
    """One change, carried out.

    Args:
        script: As it is now.
        change: What the model asks for.
        allowed: Number of a Shot, as shown to the model -> its uid; only these may change.
        names: Of the cast.
        why: What the reason of the Edits begins with.
    """
    uid = allowed.get(change.shot.strip().strip("*#[]() ").removeprefix("shot ").strip())
    if uid is None:
        return Changed((), script, f"shot {change.shot[:40]!r} is not one that may change; its change was left out")
    bench = Bench(script)
    fields, refused = _fields(change, names)
    heed(bench, Note(id=why, op="change", text=change.problem[:200], targets=(uid,), changes=fields))
    if change.blocking:
        shot = bench.shot(uid)
        bench.change(uid, f"{why}: {change.problem[:200]}", blocking=_blocking(shot, change.blocking, names))
    edits = bench.edits()
    try:
        return Changed(edits, apply_edits(script, edits) if edits else script, "; ".join(refused))
    except ScriptError as exc:
        return Changed((), script, f"shot {change.shot}: the change cannot be made: {exc}")


def _fields(change: ChangeForm, names: CastNames) -> tuple[dict[str, JsonValue], list[str]]:
    texts = {name: clean_words(getattr(change, name), names.all) for name in _WORDS}
    fields: dict[str, JsonValue] = {name: clean.text for name, clean in texts.items() if clean.text}
    refused = [f"shot {change.shot}: {name}: {clean.removed} left out" for name, clean in texts.items() if clean.removed]
    for name, read in _CAMERA.items():
        written = str(getattr(change, name)).strip()
        if not written:
            continue
        value, known = read(written)
        if not known:
            refused.append(f"shot {change.shot}: {name} {written[:60]!r} is not known; left as it was")
            continue
        fields[name] = {"kind": value, "direction": change.direction} if name == "move" else value
    return fields, refused


def _blocking(shot: Shot, forms: Sequence[BlockingForm], names: CastNames) -> tuple[Blocking, ...]:
    told = {names.find(one.character).name: one for one in forms}
    there = {one.character for one in shot.blocking}
    return tuple(_worded(one, told[one.character], there, names) if one.character in told else one for one in shot.blocking)


def _worded(one: Blocking, form: BlockingForm, there: set[str], names: CastNames) -> Blocking:
    facing = names.find(form.facing).name if names.find(form.facing).known else form.facing.strip().casefold()
    known = facing in ("camera", "away") or (facing in there and facing != one.character)
    return one.changed(
        facing=facing if known else one.facing,
        action=clean_words(form.action, names.all).text or one.action,
        emotion=feeling_word(form.emotion) or one.emotion,
    )


def shot_rows(shots: Sequence[Shot], marked: Sequence[str] = ()) -> str:
    """Shots as a model is shown them, one a row; those whose uid is in `marked` have a star."""
    return "\n".join(_row(shot, "*" if shot.uid in marked else "") for shot in shots)


def _row(shot: Shot, star: str) -> str:
    lines = ", ".join(line.id if line.parts == 1 else f"{line.id}.{line.part + 1}" for line in shot.lines)
    move = f"{shot.move.kind} {shot.move.direction}".strip()
    camera = f"{shot.size}, {shot.framing}, {shot.angle}, {move}; on {', '.join(shot.subjects) or 'the place'}"
    parts = [f"{star}{shot.id} [{lines}] {shot.duration_ms / 1000:g} s. {camera}.", f"Action: {shot.action}"]
    parts += [f"Light: {shot.lighting}"] if shot.lighting else []
    parts += [f"Feeling: {shot.emotion}"] if shot.emotion else []
    parts += [_stands(one) for one in shot.blocking]
    return " ".join(parts)


def _stands(one: Blocking) -> str:
    held = f", holds {', '.join(one.holds)}" if one.holds else ""
    return f"| {one.character}: {one.position}, {one.posture}, faces {one.facing}{held}: {one.action or 'waits'}"
