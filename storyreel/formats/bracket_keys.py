"""The `Key: value` lines of the bracket script: which field each stands for, and how its value is written and read.

One table a model, used both ways, so that reader and writer cannot drift apart. Fields that have a place of their own in the form
(a character's name, a shot's span, its lines) are not in these tables.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from storyreel.errors import SourceError
from storyreel.film.base import JsonObject
from storyreel.film.vocabulary import read_transition
from storyreel.formats.bracket_form import OVERLAY, is_plain

__all__ = [
    "ACT_KEYS",
    "CHARACTER_KEYS",
    "SCENE_KEYS",
    "SCRIPT_KEYS",
    "SHOT_KEYS",
    "THING_KEYS",
    "Key",
    "overlay_line",
    "read_overlay",
    "table_of",
    "write_keys",
]


class Key(NamedTuple):
    """A field's label, other spellings of it, and its value both ways; "" from `write` means that the line is left out."""

    label: str
    field: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    others: tuple[str, ...] = ()
    lines: bool = True


def _text(label: str, field: str, *others: str, lines: bool = True) -> Key:
    return Key(label, field, str, str, others, lines)


def _write_list(values: Sequence[str]) -> str:
    return ", ".join(values)


def _read_list(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,，、]", text) if one.strip()]


def _list(label: str, field: str, *others: str) -> Key:
    return Key(label, field, _write_list, _read_list, others, lines=False)


def _read_answer(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text.strip().casefold())


def _write_answer(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _read_seen(text: str) -> bool:
    return _read_answer(text) is not False


def _read_side(text: str) -> str:
    return text if text in ("near", "far") else "near"


def _read_version(text: str) -> int:
    return int(text) if re.fullmatch(r"[1-9]\d{0,8}", text) else 1


def _write_transition(value: Mapping[str, Any]) -> str:
    return f"{value['kind']}, {value['frames']} frames" if value["frames"] else str(value["kind"])


def _read_transition(text: str) -> JsonObject:
    found = re.search(r"(\d{1,6})\s*frames?", text)
    return {"kind": read_transition(text.split(",")[0]).value, "frames": int(found[1]) if found else 0}


def _write_voice(value: Mapping[str, Any] | None) -> str:
    if value is None:
        return ""
    sample = f", sample {value['sample']}" if value["sample"] else ""
    return f"{value['name'] or 'any'}, pitch {value['pitch']}, {value['rate_wpm']} words a minute{sample}"


def _read_voice(text: str) -> JsonObject | None:
    found = re.fullmatch(
        r"(?P<name>.*?), pitch (?P<pitch>-?\d{1,9}), (?P<rate>-?\d{1,9}) words a minute(?:, sample (?P<sample>.+))?", text
    )
    if not found:
        return {"name": text}
    name = "" if found["name"] == "any" else found["name"]
    return {"name": name, "pitch": int(found["pitch"]), "rate_wpm": int(found["rate"]), "sample": found["sample"] or ""}


def _write_boxes(value: Mapping[str, Sequence[float]]) -> str:
    return "; ".join(f"{name} {' '.join(repr(float(edge)) for edge in box)}" for name, box in value.items())


def _read_boxes(text: str) -> JsonObject:
    boxes: JsonObject = {}
    for one in text.split(";"):
        found = re.fullmatch(r"(?P<name>.+?)((?:\s+-?[\d.]+(?:e-?\d+)?){4})", one.strip())
        if found:
            boxes[found["name"]] = [float(edge) for edge in found[2].split()]
    return boxes


SCRIPT_KEYS = (
    _text("Title", "title", lines=False),
    _text("Language", "language", lines=False),
    _text("Style", "style"),
    Key("Version", "version", str, _read_version, lines=False),
)
ACT_KEYS = (
    _text("Plot", "plot"),
    _text("Themes", "themes"),
    _text("Tone", "tone"),
    _list("Characters", "characters"),
    _text("Reason", "reason"),
    _list("Scenes", "scenes"),
)
CHARACTER_KEYS = (
    _text("Profile", "profile"),
    Key("Appearance from", "appearance_from", str, str, lines=False),
    _list("Also called", "aliases"),
    Key("Voice", "voice", _write_voice, _read_voice, lines=False),
    _list("Pictures", "pictures"),
    Key("Seen", "seen", _write_answer, _read_seen, lines=False),
)
THING_KEYS = (_list("Pictures", "pictures"),)
SCENE_KEYS = (
    _text("Place", "place", "Location", "地点", lines=False),
    _text("Time of day", "time_of_day", "Time", "时间", lines=False),
    Key("Interior", "interior", _write_answer, _read_answer, lines=False),
    _text("Plot", "plot"),
    _text("Tone", "tone", "Emotional Tone", "Mood"),
    _text("Visual style", "visual_style"),
    _list("Props", "props", "Key Props"),
    _text("Music", "music"),
    _text("Sound", "sound", "Music and Sound Effects", "Sound Effects"),
    _text("Camera notes", "camera_notes", "Cinematography Notes"),
    _text("Reason", "reason"),
)
SHOT_KEYS = (
    _text("Shot", "id", "Shot id", lines=False),
    _text("Plot", "plot", "Plot/Visual Description", "Visual Description", "剧情", "情节"),
    _text("Action", "action", "动作"),
    _text("Emotion", "emotion", "Emotional Enhancement", "情绪"),
    Key("Transition", "transition", _write_transition, _read_transition, lines=False),
    _text("Set-up", "setup", lines=False),
    Key("Side", "side", str, _read_side, lines=False),
    _list("Subjects", "subjects"),
    _list("In frame", "in_frame", "Involving Characters"),
    _list("Props", "props"),
    _text("Lighting", "lighting", "灯光"),
    _text("Effects", "effects", "Special Effects"),
    _text("Sound", "sound", "Sound Effects", "SFX", "Audio", "音效"),
    Key("Boxes", "boxes", _write_boxes, _read_boxes, lines=False),
    _text("Reason", "reason"),
)


def table_of(keys: Sequence[Key]) -> dict[str, Key]:
    """Every spelling of the labels, casefolded, to its key."""
    return {spelling.casefold(): key for key in keys for spelling in (key.label, *key.others)}


def write_keys(values: Mapping[str, Any], ordinary: Mapping[str, Any], keys: Sequence[Key], indent: str = "") -> list[str]:
    """The lines for the fields that differ from what a reader takes without them; what is not plain is left out.

    >>> write_keys({"title": "Rain", "style": ""}, {"title": "", "style": ""}, SCRIPT_KEYS[:1])
    ['Title: Rain']
    """
    lines: list[str] = []
    for key in keys:
        value = values[key.field]
        if value == ordinary[key.field]:
            continue
        text = key.write(value)
        if text and is_plain(text, lines=key.lines):
            first, *more = text.split("\n")
            lines += [f"{indent}{key.label}: {first}", *(f"{indent}  {line}" for line in more)]
    return lines


def overlay_line(values: Mapping[str, Any], indent: str = "") -> list[str]:
    """The line of JSON for fields that the readable text does not give, if there are any.

    >>> overlay_line({"uid": "sh_1"})
    ['Storyreel: {"uid":"sh_1"}']
    """
    if not values:
        return []
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # Line separators inside strings would break the line for some readers; JSON allows to escape them.
    text = re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", text)
    return [f"{indent}{OVERLAY}: {text}"]


def read_overlay(value: str, file: str | None, line: int) -> JsonObject | None:
    """The object of an overlay line's value, None where it is no object.

    Raises:
        SourceError: If it begins as an object and is broken.

    >>> read_overlay('{"uid":"sh_1"}', None, 1), read_overlay("rain", None, 1)
    ({'uid': 'sh_1'}, None)
    """
    if not value.startswith("{"):
        return None
    try:
        read = json.loads(value)
    except ValueError as exc:
        raise SourceError(f"has a broken {OVERLAY} line: {exc}; expected one JSON object", file=file, line=line) from exc
    return cast(JsonObject, read) if isinstance(read, dict) else None
