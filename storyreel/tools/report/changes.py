"""What changed from one version of a Script to the next, and from one Verdict to the next, in words and figures.

It compares; it does not say which is better.
"""

from __future__ import annotations

from typing import Any

from storyreel.film.finding import Verdict
from storyreel.film.script import Script, Shot
from storyreel.tools.report.wording import camera_words, duration_words

__all__ = ["score_changes", "script_changes"]

_TOLD = ("action", "blocking", "props", "emotion", "lighting", "effects", "sound", "plot", "setup", "side", "boxes")


def script_changes(before: Script, after: Script) -> list[str]:
    """Each Shot that is new, gone or changed, with what of it changed; in the order of the film.

    >>> one = Shot(uid="a", id="1.1", start_ms=0, end_ms=2000)
    >>> two = one.changed(end_ms=3500, action="Rain.")
    >>> [script_changes(Script(scenes=({"id": "1", "shots": (x,)},)), Script(scenes=({"id": "1", "shots": (y,)},)))
    ...  for x, y in ((one, two), (one, one))]
    [['shot 1.1: length 2.0 s → 3.5 s; action: “” → “Rain.”'], []]
    """
    was, now = ({shot.uid: shot for shot in script.shots} for script in (before, after))
    told: list[str] = []
    for uid, shot in now.items():
        if uid not in was:
            told.append(f"shot {shot.id} is new: {', '.join(camera_words(shot))}, {duration_words(shot.duration_ms / 1000)}")
            continue
        parts = _parts(was[uid], shot)
        if parts:
            told.append(f"shot {shot.id}: {'; '.join(parts)}")
    return told + [f"shot {shot.id} is gone" for uid, shot in was.items() if uid not in now]


def _parts(was: Shot, now: Shot) -> list[str]:
    """What of a Shot changed."""
    parts: list[str] = []
    if was.id != now.id:
        parts.append(f"was {was.id}")
    lengths = [duration_words(shot.duration_ms / 1000) for shot in (was, now)]
    if lengths[0] != lengths[1]:
        parts.append(f"length {lengths[0]} → {lengths[1]}")
    cameras = [", ".join(camera_words(shot)) for shot in (was, now)]
    if cameras[0] != cameras[1]:
        parts.append(f"camera {cameras[0]} → {cameras[1]}")
    spoken = [[line.text for line in shot.lines] for shot in (was, now)]
    if spoken[0] != spoken[1]:
        parts.append(f"lines {_named(was)} → {_named(now)}")
    changed = [name for name in _TOLD if getattr(was, name) != getattr(now, name)]
    return parts + [_field(name, getattr(was, name), getattr(now, name)) for name in changed]


def _named(shot: Shot) -> str:
    return ", ".join(f"{line.id} ({line.part + 1}/{line.parts})" if line.parts > 1 else line.id for line in shot.lines) or "none"


def _field(name: str, was: Any, now: Any) -> str:
    if isinstance(was, str) and len(was) + len(now) <= 160:
        return f"{name}: “{was}” → “{now}”"
    return f"{name} changed"


def score_changes(before: Verdict | None, after: Verdict | None) -> list[tuple[str, float, float]]:
    """(dimension, before, after) for each that both Verdicts could score, where the figure shown is another.

    >>> from storyreel.film.finding import Score
    >>> low, high = (Verdict(on="take", passed=True, scores={"A": Score(value=v), "B": Score(value=5)}) for v in (2, 5))
    >>> score_changes(low, high), score_changes(None, high)
    ([('A', 2.0, 5.0)], [])
    """
    if before is None or after is None:
        return []
    pairs = ((name, before.scores[name].value, score.value) for name, score in after.scores.items() if name in before.scores)
    both = ((name, float(was), float(now)) for name, was, now in pairs if was is not None and now is not None)
    return [(name, was, now) for name, was, now in both if f"{was:.1f}" != f"{now:.1f}"]
