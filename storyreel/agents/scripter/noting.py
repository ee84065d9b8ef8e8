"""What a Note asks for, carried out: each named field of each Shot it targets, and what hangs on that field.

A size brings its lens, frame and set-up; a framing brings whom it shows; a pace makes silences longer or shorter, never speech.
Fields that no Shot has (style, budget) are the run's business and are left alone here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from pydantic import JsonValue

from storyreel.agents.scripter.bench import Bench
from storyreel.agents.scripter.drafts import LENS_MM
from storyreel.agents.scripter.feeling import EMOTIONS, read_feeling
from storyreel.agents.scripter.framing import reframed, resized
from storyreel.agents.scripter.pacing import paced
from storyreel.film.note import Note
from storyreel.film.script import Move, Shot, Transition
from storyreel.film.vocabulary import MoveSpeed, ShotSize, read_angle, read_framing, read_move, read_size, read_transition

__all__ = ["heed"]

_WORDS: Final = ("action", "plot", "effects", "sound")
_MORE: Final = (
    "darker",
    "brighter",
    "lighter",
    "dimmer",
    "warmer",
    "cooler",
    "colder",
    "softer",
    "harder",
    "harsher",
    "more ",
    "less ",
)


def heed(bench: Bench, note: Note) -> None:
    """Carry out a Note of the kind "change" or "retake"; without targets it holds for every Shot."""
    if note.op not in ("change", "retake") or not note.changes:
        return
    targets = note.targets or tuple(shot.uid for shot in bench.script.shots)
    for uid in targets:
        if not bench.has(uid):
            continue
        for name, value in note.changes.items():
            act = _FIELDS.get(name)
            if act is not None and value is not None:
                bench.change(uid, f"note {note.id}: {note.text or f'{name} {value}'}", **act(bench, bench.shot(uid), value))


def _size(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    return resized(shot, ShotSize(read_size(str(value)).value))


def _framing(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    return reframed(shot, read_framing(str(value)).value)


def _angle(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    return {"angle": read_angle(str(value)).value}


def _move(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    """A move in a word, or as kind, direction and speed; what is not said follows from the kind."""
    told = cast("dict[str, JsonValue]", value) if isinstance(value, dict) else {"kind": value}
    kind = read_move(str(told.get("kind", shot.move.kind))).value
    direction = str(told.get("direction") or {"push in": "in", "pull out": "out"}.get(kind, ""))
    speed = str(told.get("speed") or (MoveSpeed.SLOW if kind in ("push in", "pull out", "arc") else MoveSpeed.MEDIUM))
    return {"move": Move.model_validate({"kind": kind, "direction": direction, "speed": speed})}


def _transition(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    told = cast("dict[str, JsonValue]", value) if isinstance(value, dict) else {"kind": value}
    kind = read_transition(str(told.get("kind", "cut"))).value
    frames = told.get("frames")
    return {
        "transition": Transition.model_validate(
            {"kind": kind, "frames": (0 if kind == "cut" else 12) if frames is None else frames}
        )
    }


def _lighting(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    """A comparison ("darker") is laid on the light that is there; a description takes its place."""
    words = str(value)
    relative = any(more in f"{words} " for more in _MORE)
    return {"lighting": f"{shot.lighting}, {words}" if relative and shot.lighting and words not in shot.lighting else words}


def _emotion(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    """The word for the Shot, and the nearest of the eight for the one whom the Shot is about."""
    words = str(value)
    nearest = words if words in EMOTIONS else read_feeling("", words).emotion
    lead = shot.subjects[:1] or tuple(line.speaker for line in shot.lines[:1])
    blocking = tuple(
        one.changed(emotion=nearest) if one.character in lead and nearest != "neutral" else one for one in shot.blocking
    )
    return {"emotion": words, "blocking": blocking}


def _pace(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return {}
    scene = bench.scene_of(shot.uid)
    opens, closes = scene.shots[0].uid == shot.uid, scene.shots[-1].uid == shot.uid
    laid = paced(shot, float(value), opens=opens, closes=closes)
    return {"end_ms": laid.end_ms, "lines": laid.lines}


def _lens(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    return {"lens_mm": int(value)} if isinstance(value, int | float) and value > 0 else {"lens_mm": LENS_MM[shot.size]}


def _side(bench: Bench, shot: Shot, value: JsonValue) -> dict[str, Any]:
    return {"side": value} if value in ("near", "far") else {}


def _words(name: str) -> Callable[[Bench, Shot, JsonValue], dict[str, Any]]:
    return lambda bench, shot, value: {name: str(value)}


_FIELDS: Final[dict[str, Callable[[Bench, Shot, JsonValue], dict[str, Any]]]] = {
    "size": _size,
    "framing": _framing,
    "angle": _angle,
    "move": _move,
    "transition": _transition,
    "lighting": _lighting,
    "emotion": _emotion,
    "pace": _pace,
    "lens_mm": _lens,
    "side": _side,
    **{name: _words(name) for name in _WORDS},
}
