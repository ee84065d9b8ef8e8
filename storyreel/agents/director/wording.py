"""The words that a backend is given: a Shot's spec and Anchor, put through `prompts/director/shot.md`.

Everything in a prompt comes from the spec, the Anchor and what was wrong with the last Take, so equal specs have equal prompts.
Where the backend's limit is shorter than the words, whole parts go, the least important first, and a Choice names them; the
Lines that are spoken go last of all. This module asks no model and rewrites no word of the writer's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from storyreel.agents.director.spec import shot_of
from storyreel.film.plan import Anchor, Choice
from storyreel.film.script import Blocking, Move, Shot
from storyreel.film.take import RenderSpec, SpecLine, SpecPlace
from storyreel.film.time import seconds_text
from storyreel.film.vocabulary import CameraMove, MoveSpeed, TransitionKind
from storyreel.prompts import load_prompt
from storyreel.tools.contracts import Capabilities

__all__ = ["DROPPED_FIRST", "Compiled", "compile_prompt", "spoken_words"]

DROPPED_FIRST: Final = (
    ("intent", "reasons"),
    ("act", "act"),
    ("film", "title"),
    ("camera_notes", "camera notes of the scene"),
    ("music", "music"),
    ("profiles", "manner of the cast"),
    ("scene_plot", "plot of the scene"),
    ("scene_sound", "sound of the scene"),
    ("prop_looks", "looks of the props"),
    ("boxes", "boxes"),
    ("setup", "name of the set-up"),
    ("plot", "plot"),
    ("transition", "transition"),
    ("effects", "effects"),
    ("sound", "sound"),
    ("unread", "unread words"),
    ("props", "props"),
    ("scene_style", "visual style of the scene"),
    ("tone", "tone"),
    ("subjects", "subjects"),
    ("care", "what failed before"),
    ("lighting", "lighting"),
    ("emotion", "emotion"),
    ("continuity", "continuity"),
    ("blocking", "blocking"),
    ("place", "place"),
    ("style", "style"),
    ("cast", "cast"),
    ("action", "action"),
)
"""Parts of a prompt by importance, the least first: (variable of the template, its name for people)."""


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """The words for one Take; `sha256` is the template's, not the text's."""

    prompt: str
    negative_prompt: str
    sha256: str
    choices: tuple[Choice, ...] = ()


def compile_prompt(
    spec: RenderSpec, *, anchor: Anchor | None = None, capabilities: Capabilities | None = None, care: Sequence[str] = ()
) -> Compiled:
    """The prompt of a spec, no longer than the backend allows, and the negative prompt where the backend takes one.

    Args:
        care: What was wrong with the last Take, in words.
    """
    backend = capabilities or Capabilities()
    template = load_prompt("director/shot")
    choices: list[Choice] = []
    if spec.wording:
        text = spec.wording
        choices.append(Choice(about="prompt", choice="the words that were given", reason="they replace the compiled prompt"))
    else:
        values = _values(spec, anchor or Anchor(), care)
        text = template.render(**values)
        text, dropped = _within(text, values, backend.prompt_chars)
        if dropped:
            reason = f"the backend reads {backend.prompt_chars} characters; the least important parts go first"
            choices.append(Choice(about="prompt", choice=f"left out: {', '.join(dropped)}", reason=reason))
    if backend.prompt_chars and len(text) > backend.prompt_chars:
        kept = _clipped(text, backend.prompt_chars)
        reason = f"the backend reads {backend.prompt_chars} characters and nothing more could be left out"
        choices.append(Choice(about="prompt", choice=f"cut off after {len(kept)} of {len(text)} characters", reason=reason))
        text = kept
    negative = load_prompt("director/negative").render(style=spec.style, silent=not spec.lines) if backend.negative_prompt else ""
    return Compiled(prompt=text, negative_prompt=negative, sha256=template.sha256, choices=tuple(choices))


def spoken_words(spec: RenderSpec) -> str:
    """What is said in the shot, word for word and with its times, and how long the shot lasts: the end of any prompt.

    >>> shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=2000).to_json()
    >>> spec = RenderSpec(uid="a", backend="b", revision="1", width_px=64, height_px=48, rate_num=10, frames=20, shot=shot)
    >>> spoken_words(spec).splitlines()
    ['Nobody speaks; lips stay closed.', '2 seconds.']
    """
    lines = [_line(one) for one in spec.lines] or ["Nobody speaks; lips stay closed."]
    outside = ["What is heard from outside the frame moves nobody's lips."] if any(one.off_screen for one in spec.lines) else []
    return "\n".join([*lines, *outside, _duration(spec, shot_of(spec))])


def _within(text: str, values: Mapping[str, Any], limit: int) -> tuple[str, list[str]]:
    """The text without as many parts as it takes, and the names of those that went."""
    dropped: list[str] = []
    left = dict(values)
    for name, called in DROPPED_FIRST:
        if not limit or len(text) <= limit:
            break
        if left[name]:
            left[name] = type(left[name])()
            dropped.append(called)
            text = load_prompt("director/shot").render(**left)
    return text, dropped


def _clipped(text: str, limit: int) -> str:
    cut = text[:limit]
    return cut.rsplit(None, 1)[0] if " " in cut else cut


def _values(spec: RenderSpec, anchor: Anchor, care: Sequence[str]) -> dict[str, Any]:
    shot = shot_of(spec)
    context = spec.context
    words: dict[str, Any] = {name: context.get(name, "") for name in _CONTEXT_WORDS}
    words |= {name: context.get(name, []) for name in _CONTEXT_LISTS}
    return words | {
        "act": context.get("act", {}),
        "action": shot.action,
        "anchor": anchor.mode,
        "angle": shot.angle.value,
        "blocking": [_blocking(one, shot) for one in shot.blocking],
        "boxes": [f"{who} {' '.join(f'{edge:g}' for edge in box)}" for who, box in shot.boxes.items()],
        "care": list(care),
        "cast": [{"name": one.name, "appearance": one.appearance} for one in spec.cast],
        "continuity": True,
        "duration": _duration(spec, shot),
        "effects": shot.effects,
        "emotion": shot.emotion,
        "framing": shot.framing.value,
        "in_frame": list(shot.in_frame),
        "lens_mm": shot.lens_mm,
        "lighting": shot.lighting,
        "lines": [_line(one) for one in spec.lines],
        "move": _move(shot.move),
        "narrated": any(one.off_screen for one in spec.lines),
        "place": _place(spec.place),
        "plot": shot.plot,
        "props": list(spec.props),
        "setup": shot.setup,
        "size": shot.size.value,
        "sound": shot.sound,
        "style": load_prompt("director/style").render(style=spec.style),
        "subjects": list(shot.subjects),
        "tone": spec.tone,
        "transition": _transition(shot),
    }


_CONTEXT_WORDS = ("camera_notes", "film", "music", "scene_plot", "scene_sound", "scene_style")
_CONTEXT_LISTS = ("intent", "profiles", "prop_looks", "unread")


def _move(move: Move) -> str:
    if move.kind is CameraMove.STATIC:
        return "static"
    speed = "" if move.speed is MoveSpeed.MEDIUM else f", {move.speed.value}"
    direction = "" if move.direction in move.kind.value.split() else move.direction
    return " ".join(part for part in (move.kind.value, direction) if part) + speed


def _transition(shot: Shot) -> str:
    if shot.transition.kind is TransitionKind.CUT:
        return ""
    return f"{shot.transition.kind.value}{f' over {shot.transition.frames} frames' if shot.transition.frames else ''}"


def _place(place: SpecPlace) -> str:
    where = {True: "interior", False: "exterior", None: ""}[place.interior]
    return ". ".join(part for part in (place.name, place.look, ", ".join(filter(None, (where, place.time_of_day)))) if part)


def _blocking(one: Blocking, shot: Shot) -> str:
    outside = "out of the frame" if shot.in_frame and one.character not in shot.in_frame else ""
    facing = f"facing {one.facing}" if one.facing else ""
    holds = f"holds {', '.join(one.holds)}" if one.holds else ""
    parts = (outside, one.position or _mark(one), one.posture, facing, one.action, holds, one.emotion, _walk(one))
    return f"{one.character}: {', '.join(part for part in parts if part)}"


def _mark(one: Blocking) -> str:
    if one.x_cm is None:
        return ""
    return f"{_side(one.x_cm)}{', further back' if (one.z_cm or 0) > 150 else ''}"


def _side(x_cm: int) -> str:
    return "on the left" if x_cm < -50 else "on the right" if x_cm > 50 else "in the middle"


def _walk(one: Blocking) -> str:
    if one.to_x_cm is None and one.to_z_cm is None:
        return ""
    x, z = one.x_cm or 0, one.z_cm or 0
    across = (x if one.to_x_cm is None else one.to_x_cm) - x
    away = (z if one.to_z_cm is None else one.to_z_cm) - z
    if abs(across) >= abs(away):
        return f"moves to the {'right' if across > 0 else 'left'}" if across else ""
    return "moves away from the camera" if away > 0 else "moves towards the camera"


def _line(one: SpecLine) -> str:
    how = f" ({one.emotion})" if one.emotion else ""
    heard = ", heard from outside the frame" if one.off_screen else ""
    when = f"{seconds_text(one.start_ms)} s to {seconds_text(one.end_ms)} s"
    return f'{one.speaker}{how}{heard}, {when}: "{one.text}"'


def _duration(spec: RenderSpec, shot: Shot) -> str:
    asked = seconds_text(round(spec.duration_ms, -1))
    if spec.duration_ms - shot.duration_ms > 200:
        return f"{asked} seconds; only the first {seconds_text(round(shot.duration_ms, -1))} s is used: everything happens in it."
    return f"{asked} seconds."
