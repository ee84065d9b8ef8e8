"""The camera and the time of an entry's first line: `[0s-4s] (Camera Movement: Push-in Shot+Shot Type: Medium Shot, Close-up)`.

Other spellings are read through `film.vocabulary`. A second size or move of a shot, which a Shot has no field for, is kept in
`extra["more_sizes"]` and `extra["more_moves"]`; a word that is not known is kept in `extra["unread"]`, beside the nearest.
This module knows one header, not the entry below it.
"""

from __future__ import annotations

import re
from typing import Any

from storyreel.film.base import JsonObject
from storyreel.film.script import Shot
from storyreel.film.time import parse_time_ms, seconds_text
from storyreel.film.vocabulary import (
    Angle,
    Framing,
    MoveSpeed,
    Read,
    read_angle,
    read_framing,
    read_move,
    read_size,
    read_transition,
)

__all__ = ["read_camera", "read_span", "write_camera", "write_span"]

_T = r"(?:\d+:)?(?:\d+:)?\d+(?:[.,]\d+)?\s*(?:s|secs?|seconds?|秒)?"
_SPAN = re.compile(
    rf"^[\[【(（［]\s*(?P<start>{_T})\s*(?:-|–|—|~|〜|to|until|至|到|→|->)\s*(?P<end>{_T})\s*[\]】)）］]\s*[:：]?\s*",
    re.IGNORECASE,
)
_KEYS = re.compile(
    r"(?P<key>camera\s*movements?|camera\s*moves?|movement|camera\s*angle|angle|shot\s*types?|shot\s*sizes?|framing|lens|transition"
    r"|运镜|镜头运动|景别|镜头类型|角度|camera|shot|size)\s*[:：]",
    re.IGNORECASE,
)
_DIRECTIONS = {
    "left": "left", "leftwards": "left", "right": "right", "rightwards": "right", "up": "up", "upwards": "up", "down": "down",
    "downwards": "down", "in": "in", "inwards": "in", "out": "out", "outwards": "out", "forward": "in", "backward": "out",
}  # fmt: skip
_SPEEDS = {
    "slow": "slow", "slowly": "slow", "gentle": "slow", "gently": "slow", "subtle": "slow", "medium": "medium",
    "steady": "medium", "fast": "fast", "quick": "fast", "quickly": "fast", "rapid": "fast", "swift": "fast", "whip": "fast",
}  # fmt: skip
_LENS = re.compile(r"(?P<mm>\d{1,4})\s*mm(?:\s+lens)?", re.IGNORECASE)


def read_span(text: str) -> tuple[tuple[int, int] | None, str]:
    """The span that an entry begins with, in milliseconds, and the text after it.

    >>> read_span("[0.5s - 00:04.25] (x)"), read_span("(x)")
    (((500, 4250), '(x)'), (None, '(x)'))
    """
    found = _SPAN.match(text)
    if not found:
        return None, text
    return (parse_time_ms(found["start"]), parse_time_ms(found["end"])), text[found.end() :]


def write_span(start_ms: int, end_ms: int) -> str:
    """A span as the form has it.

    >>> write_span(0, 4250)
    '[0s-4.25s]'
    """
    return f"[{seconds_text(start_ms)}s-{seconds_text(end_ms)}s]"


def read_camera(text: str) -> tuple[JsonObject, str]:
    """A Shot's fields from the camera bracket that a text begins with, and the text after it; nothing where there is none.

    >>> fields, rest = read_camera("(Camera Movement: Slow Push-in+Shot Type: Long Shot, Medium Shot) Plot: Rain.")
    >>> fields["move"], fields["size"], fields["extra"], rest
    ({'kind': 'push in', 'speed': 'slow'}, 'wide', {'more_sizes': ['Medium Shot']}, 'Plot: Rain.')
    """
    inner, rest = _bracket(text)
    if inner is None or not _KEYS.search(inner):
        return {}, text
    camera = _Camera()
    marks = list(_KEYS.finditer(inner))
    camera.kept("", inner[: marks[0].start()])
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        value = inner[mark.end() : following.start() if following else len(inner)]
        camera.kept(" ".join(mark["key"].casefold().split()), value)
    return camera.fields(), rest


def write_camera(shot: Shot) -> str:
    """The camera bracket of a Shot; what is ordinary (eye level, a single, medium speed) is not said.

    >>> write_camera(Shot(uid="a", id="1.1", start_ms=0, end_ms=1000, size="close-up", lens_mm=85))
    '(Camera Movement: static+Shot Type: close-up, 85 mm)'
    """
    move = [shot.move.kind.value]
    move += [shot.move.direction] if shot.move.direction in set(_DIRECTIONS.values()) else []
    move += [shot.move.speed.value] if shot.move.speed != MoveSpeed.MEDIUM else []
    kind = [shot.size.value]
    kind += [shot.framing.value] if shot.framing != Framing.SINGLE else []
    kind += [shot.angle.value] if shot.angle != Angle.EYE_LEVEL else []
    kind += [f"{shot.lens_mm} mm"] if shot.lens_mm is not None and 0 <= shot.lens_mm < 10_000 else []
    more = f"{', '.join([*move, *_more(shot, 'more_moves')])}+Shot Type: {', '.join([*kind, *_more(shot, 'more_sizes')])}"
    return f"(Camera Movement: {more})"


def _more(shot: Shot, key: str) -> list[str]:
    values = shot.extra.get(key)
    if not isinstance(values, list):
        return []
    # Only what is read back as the same word may stand in the header; the rest goes with the other extras.
    return [one for one in values if isinstance(one, str) and re.fullmatch(r"[A-Za-z][A-Za-z -]*", one)]


def _bracket(text: str) -> tuple[str | None, str]:
    if text[:1] not in ("(", "（", "["):
        return None, text
    depth = 0
    for at, letter in enumerate(text):
        depth += letter in "(（["
        depth -= letter in ")）]"
        if depth == 0:
            return text[1:at], text[at + 1 :].lstrip(" :：")
    return None, text


class _Camera:
    """Collects what one header says."""

    def __init__(self) -> None:
        self.move: JsonObject = {}
        self.values: JsonObject = {}
        self.more_sizes: list[str] = []
        self.more_moves: list[str] = []
        self.unread: list[str] = []

    def fields(self) -> JsonObject:
        extra = {"more_sizes": self.more_sizes, "more_moves": self.more_moves, "unread": self.unread}
        kept = {key: value for key, value in extra.items() if value}
        return {**self.values, **({"move": self.move} if self.move else {}), **({"extra": kept} if kept else {})}

    def kept(self, key: str, value: str) -> None:
        for item in re.split(r"[,，、;；|/]|\bthen\b|→", value.strip(" +,，;；|\n")):
            item = item.strip(" +.")
            if item:
                self._item(key, item)

    def _item(self, key: str, item: str) -> None:
        if key.startswith(("camera m", "movement", "运镜", "镜头运动")) or key == "camera":
            self._movement(item)
        elif key == "transition":
            read = read_transition(item)
            self.values["transition"] = {"kind": read.value}
            self.unread += [] if read.known else [f"Transition: {item}"]
        elif key.startswith(("shot", "size", "framing", "景别", "镜头类型", "lens", "angle", "camera angle", "角度")):
            self._kind(item)
        elif not self._known_kind(item):
            self._movement(item)

    def _movement(self, item: str) -> None:
        words = re.split(r"[\s]+", item.casefold())
        if item.casefold() in _DIRECTIONS and self.move:
            self.move["direction"] = _DIRECTIONS[item.casefold()]
            return
        if item.casefold() in _SPEEDS:
            self.move["speed"] = _SPEEDS[item.casefold()]
            return
        read = read_move(item)
        speeds = [_SPEEDS[word] for word in words if word in _SPEEDS]
        if not read.known and speeds:
            bare = read_move(" ".join(word for word in item.split() if word.casefold() not in _SPEEDS))
            read = bare if bare.known else read
        if "kind" in self.move:
            (self.more_moves if read.known else self.unread).append(item if read.known else f"Camera Movement: {item}")
            return
        self.move["kind"] = read.value
        if speeds:
            self.move["speed"] = speeds[0]
        if words[-1] in ("left", "right", "up", "down"):
            self.move["direction"] = words[-1]
        if not read.known:
            self.unread.append(f"Camera Movement: {item}")

    def _kind(self, item: str) -> None:
        if self._known_kind(item):
            return
        # A mixed or unknown word: take what is nearest of each, and keep the word.
        self.unread.append(f"Shot Type: {item}")
        lens = _LENS.search(item)
        if lens:
            self.values.setdefault("lens_mm", int(lens["mm"]))
        readings: tuple[tuple[str, Read, str], ...] = (
            ("framing", read_framing(item), "single"),
            ("angle", read_angle(item), "eye level"),
            ("size", read_size(item), ""),
        )
        for field, read, ordinary in readings:
            if read.value != ordinary:
                self.values.setdefault(field, read.value)

    def _known_kind(self, item: str) -> bool:
        lens = _LENS.fullmatch(item)
        if lens:
            self.values["lens_mm"] = int(lens["mm"])
            return True
        readings: tuple[tuple[str, Any], ...] = (("size", read_size), ("framing", read_framing), ("angle", read_angle))
        for field, reads in readings:
            read: Read = reads(item)
            if read.known:
                if field == "size" and "size" in self.values:
                    self.more_sizes.append(item)
                else:
                    self.values.setdefault(field, read.value)
                return True
        return False
