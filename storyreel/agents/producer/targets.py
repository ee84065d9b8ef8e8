"""Which Shots a message names: display ids in any case, lists, ranges, scenes, all.

"1.2", "1.3a", "1.4-1.6", "1.4-6", "scene 2", "scenes 1-2", "all"; a Shot that was split answers to its old id with all its
pieces. This module knows no command.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from storyreel.errors import UserError
from storyreel.film.script import Script

__all__ = ["MARK", "Targets", "read_targets"]

MARK = "§"
"""Stands in the rest of a message where the Shots were named."""

_RANGE = r"\s*(?:-|–|—|\.\.+|…|\bto\b)\s*"
_BETWEEN = r"(?:\s*[,;&]\s*(?:and\s+)?|\s+and\s+|\s+)"
_ALL = r"all(?:\s+(?:of\s+)?(?:the\s+)?shots)?|every\s+shot|everything"
_SHOWN = 40


class Targets(NamedTuple):
    """What a message touches.

    Attributes:
        uids: Of the Shots, in the film's order; empty where none was named.
        rest: The message with `MARK` in place of the names.
    """

    uids: tuple[str, ...]
    rest: str


def read_targets(text: str, script: Script | None) -> Targets:
    """The Shots that a message names, and the message without them.

    Raises:
        UserError: If a Shot or Scene is named that the Script does not have, or there is no Script yet.

    >>> read_targets("retake 1.1: darker", Script(scenes=({"id": "1", "shots": ({"uid": "a", "id": "1.1",
    ...                                                    "start_ms": 0, "end_ms": 1},)},)))
    Targets(uids=('a',), rest='retake §: darker')
    """
    item = _item(script)
    found = re.search(rf"(?<![\w.§])(?:{item})(?:{_BETWEEN}(?:{item}))*(?!\w|\.\d)", text, re.IGNORECASE)
    if not found:
        return Targets((), text)
    if script is None or not script.shots:
        raise UserError(
            f"{found[0]!r} names a Shot, but there is no Script yet; wait for it, or say what holds for the whole film"
        )
    named: set[str] = set()
    for one in re.finditer(item, found[0], re.IGNORECASE):
        named.update(_uids(one[0].strip(), script))
    uids = tuple(shot.uid for shot in script.shots if shot.uid in named)
    return Targets(uids, f"{text[: found.start()]}{MARK}{text[found.end() :]}")


def _item(script: Script | None) -> str:
    """A pattern for one name: a range, a Shot, scenes, or all."""
    own = sorted({shot.id for shot in script.shots} if script else (), key=len, reverse=True)
    shot = "|".join([*(re.escape(name) for name in own if name), r"\d+\.\d+[a-z]*"])
    shot = rf"(?:shots?\s+)?(?:{shot})(?!\w|\.\d)"
    scene = r"\d+[a-z]?(?!\w|\.\d)"
    scenes = rf"scenes?\s+{scene}(?:(?:{_RANGE}|{_BETWEEN}){scene})*"
    return rf"{scenes}|{shot}(?:{_RANGE}(?:{shot}|\d+[a-z]*(?!\w|\.\d)))?|(?:{_ALL})(?!\w)"


def _uids(name: str, script: Script) -> Sequence[str]:
    if re.fullmatch(_ALL, name, re.IGNORECASE):
        return [shot.uid for shot in script.shots]
    if re.match(r"scenes?\s", name, re.IGNORECASE):
        return _of_scenes(re.sub(r"^scenes?\s+", "", name, flags=re.IGNORECASE), script)
    name = re.sub(r"\bshots?\s+", "", name, flags=re.IGNORECASE)
    if exact := _of_shot(name, script):
        return exact
    first, *last = re.split(_RANGE, name, maxsplit=1, flags=re.IGNORECASE)
    start = _of_shot(first, script)
    if not last:
        if not start:
            raise UserError(f"there is no shot {first}; the Script has {_ids(script)}")
        return start
    end = _of_shot(last[0], script) or _of_shot(f"{first.rpartition('.')[0]}.{last[0]}", script)
    if not start or not end:
        raise UserError(f"there is no shot {first if not start else last[0]}; the Script has {_ids(script)}")
    order = [shot.uid for shot in script.shots]
    at = sorted(order.index(uid) for uid in (*start, *end))
    return order[at[0] : at[-1] + 1]


def _of_shot(name: str, script: Script) -> list[str]:
    plain = name.casefold()
    exact = [shot.uid for shot in script.shots if shot.id.casefold() == plain]
    return exact or [shot.uid for shot in script.shots if re.fullmatch(rf"{re.escape(plain)}[a-z]+", shot.id.casefold())]


def _of_scenes(names: str, script: Script) -> list[str]:
    known = [scene.id.casefold() for scene in script.scenes]
    uids: list[str] = []
    for part in re.split(r"\s*(?:,|;|&|\band\b)\s*|(?<=\w)\s+(?=\d)", names, flags=re.IGNORECASE):
        ends = [end.casefold() for end in re.split(_RANGE, part.strip(), flags=re.IGNORECASE) if end]
        missing = [end for end in ends if end not in known]
        if missing:
            raise UserError(f"there is no scene {missing[0]}; the Script has {', '.join(s.id for s in script.scenes)}")
        at = sorted(known.index(end) for end in ends)
        uids += [shot.uid for scene in script.scenes[at[0] : at[-1] + 1] for shot in scene.shots] if at else []
    return uids


def _ids(script: Script) -> str:
    ids = [shot.id for shot in script.shots]
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return f"{', '.join(ids[:_SHOWN])}{more}"
