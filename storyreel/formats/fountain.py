"""The Script as Fountain, the plain-text screenplay format (fountain.io), for any screenwriting program.

Headings, action, cues, parentheticals and dialogue in the film's order; every Shot stands as a note above what happens in it:
`[[1.3 CLOSE-UP on ROSA, push in]]`. What Fountain would misread is forced (`.` heading, `@` cue, `!` action) or escaped with a
backslash. A Line spoken over several Shots is cued again with (CONT'D). What a shot's plot says beside its action, marks on the
floor, boxes and reasons have no place in a screenplay: the JSON and the bracket script keep them.
"""

from __future__ import annotations

import re

from storyreel.film.script import Act, Scene, Script, Shot, SpokenLine
from storyreel.film.timing import at_once
from storyreel.film.vocabulary import Angle, CameraMove, Framing, MoveSpeed, ShotSize, TransitionKind

__all__ = ["write_fountain"]

_HEADING = re.compile(r"^(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I\.?/E)[. ]", re.IGNORECASE)
_FORCED_STARTS = (".", "@", "!", ">", "~", "#", "=", "(")


def write_fountain(script: Script) -> str:
    """The Script as Fountain text.

    >>> print(write_fountain(Script(title="Rain", scenes=(Scene(id="1", heading="INT. KITCHEN - NIGHT", shots=(
    ...     Shot(uid="a", id="1.1", start_ms=0, end_ms=2000, size="close-up", subjects=("Rosa",), lines=(
    ...         SpokenLine(id="L1", speaker="Rosa", text="Yes.", parenthetical="quietly", start_ms=200, end_ms=900),)),)),))))
    Title: Rain
    Notes: Shooting script, version 1
    <BLANKLINE>
    INT. KITCHEN - NIGHT #1#
    <BLANKLINE>
    [[1.1 CLOSE-UP on Rosa]]
    <BLANKLINE>
    @Rosa
    (quietly)
    Yes.
    <BLANKLINE>
    """
    parts = [_title_page(script)]
    opened: set[str] = set()
    for scene in script.scenes:
        for act in script.acts:
            if scene.id in act.scenes and act.id not in opened:
                opened.add(act.id)
                parts += _act(act)
        parts += _scene(scene)
    return "\n\n".join(parts) + "\n"


def _title_page(script: Script) -> str:
    title = [f"Title: {_line(script.title)}"] if script.title.strip() else []
    # A first line "key: value" is always a title page, so that a heading with a colon is never taken for one.
    style = f"; {_line(script.style)}" if script.style.strip() else ""
    return "\n".join([*title, f"Notes: Shooting script, version {script.version}{style}"])


def _act(act: Act) -> list[str]:
    name = f"Act {_line(act.id)}"
    head = f"# {name}: {_line(act.title)}" if act.title.strip() else f"# {name}"
    return [head, f"= {_line(act.plot)}"] if act.plot.strip() else [head]


def _scene(scene: Scene) -> list[str]:
    heading = _line(scene.heading) or f"SCENE {_line(scene.id)}"
    forced = "" if _HEADING.match(heading) else "."
    number = f" #{scene.id}#" if re.fullmatch(r"[A-Za-z0-9.-]+", scene.id) else ""
    parts = [f"{forced}{heading.lstrip('.') or 'SCENE'}{number}"]
    if scene.plot.strip():
        parts.append(f"= {_line(scene.plot)}")
    if scene.description.strip():
        parts += _action(scene.description)
    for shot in scene.shots:
        parts += _shot(shot)
    return parts


def _shot(shot: Shot) -> list[str]:
    parts: list[str] = []
    if shot.transition.kind != TransitionKind.CUT:
        fade = shot.transition.kind == TransitionKind.FADE
        parts.append("> FADE IN:" if fade else f"> {shot.transition.kind.value.upper()} TO:")
    parts.append(f"[[{_note(_camera(shot))}]]")
    told = shot.action or shot.plot
    if told.strip():
        parts += _action(told)
    beside = (before is not None and at_once(before, line) for before, line in zip((None, *shot.lines), shot.lines, strict=False))
    return [*parts, *(_speech(line, dual=dual) for line, dual in zip(shot.lines, beside, strict=True))]


def _camera(shot: Shot) -> str:
    size = shot.size.value.upper() if shot.size != ShotSize.INSERT else "INSERT"
    words = [size]
    if shot.framing != Framing.SINGLE:
        words.append(shot.framing.value)
    on = f" on {', '.join(_line(name) for name in shot.subjects)}" if shot.subjects else ""
    more = [shot.angle.value] if shot.angle != Angle.EYE_LEVEL else []
    if shot.move.kind != CameraMove.STATIC:
        speed = f"{shot.move.speed.value} " if shot.move.speed != MoveSpeed.MEDIUM else ""
        direction = (
            f" {_line(shot.move.direction)}" if shot.move.direction and shot.move.direction not in shot.move.kind.value else ""
        )
        more.append(f"{speed}{shot.move.kind.value}{direction}")
    more += [f"{shot.lens_mm} mm"] if shot.lens_mm is not None else []
    return ", ".join([f"{_line(shot.id)} {' '.join(words)}{on}".strip(), *more])


def _action(text: str) -> list[str]:
    paragraphs = [paragraph for paragraph in re.split(r"\n\s*\n", text.strip()) if paragraph.strip()]
    return ["\n".join(_action_line(line) for line in paragraph.split("\n") if line.strip()) for paragraph in paragraphs]


def _action_line(line: str) -> str:
    text = _escaped(line.strip())
    capitals = text.isupper()
    misread = capitals or text.startswith(_FORCED_STARTS) or _HEADING.match(text) or text.rstrip().endswith("TO:")
    return f"!{text}" if misread else text


def _speech(line: SpokenLine, *, dual: bool) -> str:
    name = _escaped(_line(line.speaker)).replace("^", "\\^") or "?"
    capitals = name.isupper() and not _HEADING.match(name) and not name.startswith(_FORCED_STARTS) and not name.endswith("TO:")
    marks = [mark for mark, on in (("(O.S.)", line.off_screen), ("(CONT'D)", line.part > 0), ("^", dual)) if on]
    cue = " ".join([name if capitals else f"@{name}", *marks])
    manner = [f"({_line(line.parenthetical)})"] if line.parenthetical.strip() else []
    # Two spaces keep a blank line inside the speech; it would end there otherwise.
    spoken = [_spoken_line(one) if one.strip() else "  " for one in re.split(r"[\n\r\x0b\x0c\x85\u2028\u2029]", line.text)]
    return "\n".join([cue, *manner, *spoken])


def _spoken_line(text: str) -> str:
    text = _escaped(text.strip())
    return f"\\{text}" if text.startswith(("(", "~")) else text


def _escaped(text: str) -> str:
    """Text whose asterisks, underscores, note brackets and backslashes stand for themselves."""
    text = re.sub(r"([\\*_])", r"\\\1", text)
    return text.replace("[[", "\\[\\[").replace("]]", "\\]\\]")


def _note(text: str) -> str:
    return text.replace("[[", "[ [").replace("]]", "] ]")


def _line(text: str) -> str:
    return " ".join(text.split())
