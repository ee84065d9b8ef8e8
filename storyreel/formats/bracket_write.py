"""The bracket script, written: pleasant to read, and read back equal.

The text is written first and read back; where a field then differs from the Script's (a uid, a line break inside a name, whatever
the form has no words for), one `Storyreel:` line below it carries that field as JSON. So the text need not be able to say
everything, and nothing is said twice without need. Values that would be misread where they stand are in that line alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from storyreel.errors import ScriptError
from storyreel.film.bank import Character, Place
from storyreel.film.base import JsonObject
from storyreel.film.documents import load_document
from storyreel.film.script import Act, Blocking, Scene, Script, Shot
from storyreel.formats.bracket import read_draft
from storyreel.formats.bracket_blocking import names_of, read_blocking, write_blocking
from storyreel.formats.bracket_camera import write_camera, write_span
from storyreel.formats.bracket_form import FORM, OVERLAY, is_plain, kind_of
from storyreel.formats.bracket_keys import (
    ACT_KEYS,
    CHARACTER_KEYS,
    SCENE_KEYS,
    SCRIPT_KEYS,
    SHOT_KEYS,
    THING_KEYS,
    overlay_line,
    write_keys,
)
from storyreel.formats.bracket_speech import write_spoken
from storyreel.formats.headings import read_heading

__all__ = ["write_bracket"]

_LISTS = ("cast", "places", "props", "acts")
_ORDINARY_SHOT = Shot(uid="-", id="", start_ms=0, end_ms=0).to_json()
_ORDINARY_SCENE = Scene(id="-").to_json()


def write_bracket(script: Script) -> str:
    """The Script as bracket text; `parse_bracket` reads it back equal.

    Raises:
        ScriptError: If it holds a number that JSON has not (infinite, not a number).

    >>> print(write_bracket(Script(title="Rain", scenes=(Scene(id="1", place="street", shots=(
    ...     Shot(uid="sh_1", id="1.1", start_ms=0, end_ms=4000, plot="Rain."),)),))))
    【Script】
    Form: storyreel.script/1
    Title: Rain
    <BLANKLINE>
    【Scene 1】
    Place: street
    <BLANKLINE>
    【Dialogue】
    1. [0s-4s] (Camera Movement: static+Shot Type: medium)
    Plot: Rain.
    Storyreel: {"uid":"sh_1"}
    <BLANKLINE>
    """
    bare = _render(script, {})
    given = load_document(read_draft(bare).json(overlaid=False), Script).to_json()
    try:
        return _render(script, _difference(given, script.to_json()))
    except ValueError as exc:
        raise ScriptError(f"the script cannot be written: it holds a number that is not finite ({exc})") from exc


def _difference(given: JsonObject, wanted: JsonObject) -> JsonObject:
    """Fields of the Script that its text does not give, nested as the Script is; lists part by part where they are as long."""
    out = {key: value for key, value in wanted.items() if given[key] != value and key not in (*_LISTS, "scenes", "schema")}
    for name in (*_LISTS, "scenes"):
        if len(given[name]) != len(wanted[name]):
            out[name] = wanted[name]
        else:
            out[f"~{name}"] = [_part(one, other) for one, other in zip(given[name], wanted[name], strict=True)]
    return out


def _part(given: JsonObject, wanted: JsonObject) -> JsonObject:
    out = {key: value for key, value in wanted.items() if given[key] != value and key != "shots"}
    if "shots" in wanted:
        if len(given["shots"]) != len(wanted["shots"]):
            out["shots"] = wanted["shots"]
        else:
            out["~shots"] = [_part(one, other) for one, other in zip(given["shots"], wanted["shots"], strict=True)]
    return out


def _own(overlay: Mapping[str, Any]) -> JsonObject:
    return {key: value for key, value in overlay.items() if not key.startswith("~")}


def _of(overlay: Mapping[str, Any], name: str, at: int) -> JsonObject:
    parts = overlay.get(f"~{name}")
    return parts[at] if parts else {}


def _render(script: Script, overlay: JsonObject) -> str:
    values = script.to_json()
    names = names_of([one.name for one in script.cast], {one.name: one.aliases for one in script.cast})
    head = ["【Script】", f"Form: {FORM}", *write_keys(values, Script().to_json(), SCRIPT_KEYS), *overlay_line(_own(overlay))]
    blocks = [head]
    if script.cast:
        blocks.append(["【Character Profiles】", *_each(script.cast, overlay, "cast")])
    if script.places:
        blocks.append(["【Places】", *_each(script.places, overlay, "places")])
    if script.props:
        blocks.append(["【Props】", *_each(script.props, overlay, "props")])
    blocks += [_act(act, _of(overlay, "acts", at)) for at, act in enumerate(script.acts)]
    for at, scene in enumerate(script.scenes):
        blocks += _scene(scene, at, _of(overlay, "scenes", at), names)
    blocks += _sections(script)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _each(things: Sequence[Any], overlay: JsonObject, name: str) -> list[str]:
    lines: list[str] = []
    for at, one in enumerate(things):
        person = isinstance(one, Character)
        words = one.appearance if person else cast(Place, one).look
        label = one.name if _is_label(one.name) else "?"
        first, *more = words.split("\n") if is_plain(words) and (one.name or words) else [""]
        lines += [f"{label}: {first}".rstrip(), *(f"  {line}" for line in more)]
        ordinary = type(one)(name="-").to_json()
        if person:
            ordinary["appearance_from"] = "source" if first else ""
        lines += write_keys(one.to_json(), ordinary, CHARACTER_KEYS if person else THING_KEYS, "  ")
        lines += overlay_line(_own(_of(overlay, name, at)), "  ")
    return lines


def _is_label(text: str) -> bool:
    plain = (
        is_plain(text, lines=False)
        and not re.search(r"[:：()（）【】\[\]\"“”*_•]", text)
        and len(text) <= 40
        and len(text.split()) <= 6
    )
    return plain and not text[0].isdigit() and text[0] not in "-#>`~" and text != OVERLAY


def _act(act: Act, overlay: JsonObject) -> list[str]:
    number = act.id if re.fullmatch(r"[\w.]+", act.id) and kind_of(f"Act {act.id}") == "act" else "0"
    title = f": {act.title}" if _is_title(act.title) else ""
    keys = write_keys(act.to_json(), Act(id="-").to_json(), ACT_KEYS)
    return [f"【Act {number}{title}】", *keys, *overlay_line(_own(overlay))]


def _is_title(text: str) -> bool:
    return is_plain(text, lines=False) and not re.search(r"[【】\[\]［］]", text) and len(text) <= 80


def _scene(scene: Scene, at: int, overlay: JsonObject, names: Mapping[str, str]) -> list[list[str]]:
    number = scene.id if re.fullmatch(r"\d[\w.]*", scene.id) and scene.id.isascii() else str(at + 1)
    title = f": {scene.heading}" if _is_title(scene.heading) else ""
    ordinary = dict(_ORDINARY_SCENE)
    heading = read_heading(scene.heading) if title else None
    if title:
        ordinary["place"] = heading.place if heading else scene.heading
    if heading:
        ordinary |= {"time_of_day": heading.time_of_day, "interior": heading.interior}
    head = [f"【Scene {number}{title}】", *write_keys(scene.to_json(), ordinary, SCENE_KEYS), *overlay_line(_own(overlay))]
    blocks = [head]
    if scene.description and all(
        is_plain(line, lines=False) and line[0] not in "【[［#>*_`~" for line in scene.description.split("\n")
    ):
        blocks.append(["【Scene Description】", *scene.description.split("\n")])
    if scene.shots:
        shots = [_shot(shot, number, order, _of(overlay, "shots", order - 1)) for order, shot in enumerate(scene.shots, 1)]
        blocks.append(["【Dialogue】", *"\n\n".join("\n".join(lines) for lines in shots).split("\n")])
    if any(shot.blocking for shot in scene.shots):
        blocks.append(
            ["【Blocking】", *(line for order, shot in enumerate(scene.shots, 1) for line in _blocking(shot, order, names))]
        )
    return blocks


def _shot(shot: Shot, scene: str, number: int, overlay: JsonObject) -> list[str]:
    ordinary = {**_ORDINARY_SHOT, "id": f"{scene}.{number}"}
    keys = write_keys(shot.to_json(), ordinary, SHOT_KEYS)
    # The plot stands first, then what is said in it, then the rest, as the released form has it.
    first = next((at for at, line in enumerate(keys) if not re.match(r"(?:Shot|Plot|Action|Emotion): |  ", line)), len(keys))
    spoken = [write_spoken(line) for line in shot.lines]
    header = f"{number}. {write_span(shot.start_ms, shot.end_ms)} {write_camera(shot)}"
    return [header, *keys[:first], *spoken, *keys[first:], *overlay_line(_own(overlay))]


def _blocking(shot: Shot, number: int, names: Mapping[str, str]) -> list[str]:
    if not shot.blocking:
        return []
    text = shot.extra.get("blocking_text")
    # A source's own words stand only while they still say what the blocking is.
    if isinstance(text, str) and is_plain(text) and _says(text, shot, names):
        first, *more = text.split("\n")
        return [f"{number}. {first}", *(f"   {line}" for line in more)]
    lines = [f"{one.character if _is_label(one.character) else '?'}: {write_blocking(one)}" for one in shot.blocking]
    return [f"{number}. {lines[0]}", *(f"   {line}" for line in lines[1:])]


def _says(text: str, shot: Shot, names: Mapping[str, str]) -> bool:
    read = read_blocking(text, names, list(dict.fromkeys(names.values())))
    return tuple(Blocking.model_validate(one) for one in read) == shot.blocking


def _sections(script: Script) -> list[list[str]]:
    """Sections that were read from elsewhere and are not known here, as they stood."""
    sections = script.extra.get("sections")
    blocks: list[list[str]] = []
    for one in sections if isinstance(sections, list) else []:
        heading, text = (one.get("heading"), one.get("text")) if isinstance(one, dict) else (None, None)
        if isinstance(heading, str) and isinstance(text, str) and _is_title(heading) and not kind_of(heading):
            lines = text.split("\n")
            if all(line == "" or (is_plain(line, lines=False) and line[0] not in "【[［") for line in lines):
                blocks.append([f"【{heading}】", *lines])
    return blocks
