"""A Script as a judge reads it: a plain list of scenes and shots, in whole scenes up to a length, and what was left out.

It is data for a prompt. A long Script is thinned evenly by scenes, never cut off in the middle, and names those it lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from storyreel.agents.critic.judging.naming import ShotNames
from storyreel.film.dialogue import Dialogue, Heading, Line
from storyreel.film.script import Blocking, Scene, Script, Shot, SpokenLine
from storyreel.film.vocabulary import CameraMove

__all__ = ["Sheet", "script_sheet", "source_sheet"]


class Sheet(NamedTuple):
    """The list, and a sentence on what it leaves out ("" where it is whole)."""

    text: str
    note: str = ""


def script_sheet(script: Script, names: ShotNames, chars: int = 60_000) -> Sheet:
    """The Script in at most about `chars` characters.

    >>> script_sheet(Script(title="Rain"), ShotNames(None)).text
    'TITLE: Rain'
    """
    head = "\n".join(map(_flat, _head(script)))
    room = chars - len(head)
    scenes = [_scene_text(scene, names) for scene in script.scenes]
    shown = _fitting([len(one) for one in scenes], room)
    left_out = [scene.id for at, scene in enumerate(script.scenes) if at not in shown]
    notes = [f"{len(shown)} of {len(scenes)} scenes fitted; not shown: {_some(left_out)}"] if left_out else []
    if len(shown) == 1 and len(scenes[min(shown)]) > room:
        thinned = _thinned(script.scenes[min(shown)], names, room)
        scenes[min(shown)] = thinned.text
        notes.append(thinned.note)
    rows = _rows(scenes, shown, "SCENE", [str(number) for number in range(1, len(scenes) + 1)])
    return Sheet("\n\n".join([head, *rows]).strip(), "; ".join(note for note in notes if note))


def _scene_text(scene: Scene, names: ShotNames) -> str:
    return "\n".join([*map(_flat, _scene(scene)), *(_shot_text(shot, names) for shot in scene.shots)])


def _shot_text(shot: Shot, names: ShotNames) -> str:
    return "\n".join(map(_flat, _shot(shot, names[shot.uid])))


def _thinned(scene: Scene, names: ShotNames, chars: int) -> Sheet:
    """A scene that is too long by itself: as many of its shots as fit, spread evenly."""
    head = "\n".join(map(_flat, _scene(scene)))
    shots = [_shot_text(shot, names) for shot in scene.shots]
    shown = _fitting([len(one) for one in shots], chars - len(head))
    rows = _rows(shots, shown, "SHOT", [names[shot.uid] for shot in scene.shots])
    note = f"{len(shown)} of {len(shots)} shots of scene {_flat(scene.id)} fitted" if len(shown) < len(shots) else ""
    return Sheet("\n".join([head, *rows]), note)


def _rows(texts: Sequence[str], shown: frozenset[int], what: str, names: Sequence[str]) -> Iterator[str]:
    """The texts that are shown, with a line for each run of those that are not."""
    for here, run in groupby(range(len(texts)), key=shown.__contains__):
        places = list(run)
        if here:
            yield from (texts[at] for at in places)
        elif len(places) == 1:
            yield f"{what} {names[places[0]]} is not shown."
        else:
            yield f"{what}S {names[places[0]]} to {names[places[-1]]} are not shown."


def source_sheet(source: Dialogue, chars: int = 60_000) -> Sheet:
    """The source that a Script was made from, in at most about `chars` characters, with a note where more is left out."""
    rows = list(_source_rows(source))
    kept: list[str] = []
    used = 0
    for row in rows:
        used += len(row) + 1
        if used > chars:
            break
        kept.append(row)
    note = f"the first {len(kept)} of {len(rows)} entries of the source fitted" if len(kept) < len(rows) else ""
    return Sheet("\n".join(kept), note)


def _source_rows(source: Dialogue) -> Iterator[str]:
    for item in source.items:
        if isinstance(item, Line):
            aside = f" ({item.parenthetical})" if item.parenthetical else ""
            yield _flat(f"{item.speaker}{aside}: {item.text}")
        elif isinstance(item, Heading):
            yield _flat(f"[place] {item.text}")
        else:
            yield _flat(f"[direction] {item.text}")


def _head(script: Script) -> Iterator[str]:
    yield f"TITLE: {script.title or 'none'}"
    if script.style:
        yield f"STYLE: {script.style}"
    for one in script.cast:
        yield f"CAST: {one.name}{f', {one.appearance}' if one.appearance else ''}"
    for one in script.places:
        yield f"PLACE: {one.name}{f', {one.look}' if one.look else ''}"


def _scene(scene: Scene) -> Iterator[str]:
    told = {
        "place": scene.place,
        "time": scene.time_of_day,
        "description": scene.description,
        "plot": scene.plot,
        "tone": scene.tone,
        "props": ", ".join(scene.props),
        "music": scene.music,
        "sound": scene.sound,
    }
    yield f"SCENE {scene.id}: {scene.heading or scene.place}"
    yield from (f"  {name}: {words}" for name, words in told.items() if words)


def _shot(shot: Shot, name: str) -> Iterator[str]:
    move = "static camera" if shot.move.kind is CameraMove.STATIC else f"{shot.move.kind.value} {shot.move.direction}".strip()
    camera = ", ".join(part for part in (shot.size.value, shot.framing.value, shot.angle.value, move, shot.setup) if part)
    yield f"SHOT {name} | {shot.start_ms / 1000:g} to {shot.end_ms / 1000:g} s | {camera}"
    told = {
        "in frame": ", ".join(shot.in_frame) or "nobody",
        "action": shot.action,
        "plot": shot.plot,
        "emotion": shot.emotion,
        "light": shot.lighting,
        "effects": shot.effects,
        "sound": shot.sound,
        "props": ", ".join(shot.props),
    }
    yield from (f"  {key}: {words}" for key, words in told.items() if words)
    yield from (f"  stands: {_stands(one)}" for one in shot.blocking)
    yield from (f"  line: {_spoken(one)}" for one in shot.lines)


def _stands(one: Blocking) -> str:
    holds = f"holds {', '.join(one.holds)}" if one.holds else ""
    facing = f"facing {one.facing}" if one.facing else ""
    parts = (one.character, one.position, one.posture, facing, one.action, holds, one.emotion)
    return ", ".join(part for part in parts if part)


def _spoken(line: SpokenLine) -> str:
    aside = f" ({line.parenthetical})" if line.parenthetical else ""
    part = f" [part {line.part + 1} of {line.parts}]" if line.parts > 1 else ""
    off = " [off screen]" if line.off_screen else ""
    return f"{line.start_ms / 1000:g} to {line.end_ms / 1000:g} s {line.speaker}{aside}{off}{part}: {line.text}"


def _fitting(lengths: Sequence[int], chars: int) -> frozenset[int]:
    """Which of the texts to show: all, else as many as fit, spread evenly; at least one."""
    count, whole = len(lengths), sum(lengths)
    # Of thousands of texts only about so many can fit: there is no sense in trying them all.
    most = count if whole <= chars else min(count, int(count * max(0, chars) / whole * 1.5) + 2)
    for some in range(most, 0, -1):
        chosen = frozenset(round(at * (count - 1) / max(1, some - 1)) for at in range(some))
        if some == 1 or sum(lengths[at] for at in chosen) <= chars:
            return chosen
    return frozenset()


def _flat(row: str) -> str:
    """One row on one line, its indent kept: what a script says must not look like a row of the list."""
    return f"{'  ' if row.startswith('  ') else ''}{' '.join(row.split())}"


def _some(names: Iterable[str]) -> str:
    listed = list(names)
    return ", ".join(listed[:8]) + (f" and {len(listed) - 8} more" if len(listed) > 8 else "")
