"""The words of the set: shot sizes, framings, angles, moves, transitions, and the other spellings that are read.

These words are written; the aliases are read. A word that is not known is kept as text beside the nearest word: the reading
functions return `Read(value, known)` and the caller keeps and reports what was not known.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

__all__ = [
    "Angle",
    "CameraMove",
    "Framing",
    "MoveSpeed",
    "Read",
    "ShotSize",
    "TransitionKind",
    "read_angle",
    "read_framing",
    "read_move",
    "read_size",
    "read_transition",
]


class ShotSize(StrEnum):
    """How much of a standing person the frame holds."""

    EXTREME_WIDE = "extreme wide"
    WIDE = "wide"
    FULL = "full"
    MEDIUM_WIDE = "medium wide"
    MEDIUM = "medium"
    MEDIUM_CLOSE_UP = "medium close-up"
    CLOSE_UP = "close-up"
    EXTREME_CLOSE_UP = "extreme close-up"
    INSERT = "insert"


class Framing(StrEnum):
    """Who is in the frame and how."""

    SINGLE = "single"
    TWO_SHOT = "two-shot"
    GROUP = "group"
    OVER_THE_SHOULDER = "over the shoulder"
    POINT_OF_VIEW = "point of view"
    REVERSE = "reverse"


class Angle(StrEnum):
    """The camera's height and tilt against its subject."""

    EYE_LEVEL = "eye level"
    LOW = "low"
    HIGH = "high"
    OVERHEAD = "overhead"
    AERIAL = "aerial"
    DUTCH = "dutch"


class CameraMove(StrEnum):
    """What the camera does during the shot."""

    STATIC = "static"
    PAN = "pan"
    TILT = "tilt"
    PUSH_IN = "push in"
    PULL_OUT = "pull out"
    TRACK = "track"
    ARC = "arc"
    CRANE = "crane"
    HANDHELD = "handheld"
    STEADICAM = "steadicam"
    ZOOM = "zoom"
    RACK_FOCUS = "rack focus"


class MoveSpeed(StrEnum):
    """How fast the camera moves."""

    SLOW = "slow"
    MEDIUM = "medium"
    FAST = "fast"


class TransitionKind(StrEnum):
    """How a shot begins after the one before."""

    CUT = "cut"
    DISSOLVE = "dissolve"
    FADE = "fade"
    WIPE = "wipe"


class Read(NamedTuple):
    """A word read: the written word, and whether the spelling was known (else the nearest was taken)."""

    value: str
    known: bool


_SIZES = {
    ShotSize.EXTREME_WIDE: "extreme wide shot, extreme long shot, extreme long, ews, els, very wide, panorama, 大远景",
    ShotSize.WIDE: "wide shot, long shot, long, ws, ls, establishing shot, establishing, master shot, master, 远景",
    ShotSize.FULL: "full shot, full body, fs, whole body, 全景",
    ShotSize.MEDIUM_WIDE: "medium wide shot, medium long shot, medium long, mws, mls, american shot, cowboy shot,"
    " cowboy,"
    " three-quarter shot, medium full shot, medium full, knee shot, 中远景, 中全景",
    ShotSize.MEDIUM: "medium shot, mid shot, mid, ms, waist shot, 中景",
    ShotSize.MEDIUM_CLOSE_UP: "medium close-up shot, medium close up, medium close, medium closeup, mcu, bust shot, 中近景, 近景",
    ShotSize.CLOSE_UP: "close-up shot, close up, closeup, close, close shot, cu, tight shot, head shot, 特写",
    ShotSize.EXTREME_CLOSE_UP: "extreme close-up shot, extreme close up, extreme closeup, ecu, xcu, big close-up, bcu, 大特写",
    ShotSize.INSERT: "insert shot, detail, detail shot, cutaway, cut-in, macro",
}
_FRAMINGS = {
    Framing.SINGLE: "one shot, one-shot, clean single, single shot",
    Framing.TWO_SHOT: "two shot, 2-shot, 2 shot, two",
    Framing.GROUP: "group shot, three shot, three-shot, crowd, ensemble",
    Framing.OVER_THE_SHOULDER: "over-the-shoulder, over the shoulder shot, over-the-shoulder shot, ots, over shoulder,"
    " dirty single, 过肩",
    Framing.POINT_OF_VIEW: "pov, point-of-view, pov shot, subjective, point of view shot, 主观",
    Framing.REVERSE: "reverse shot, reverse angle, counter shot, countershot",
}
_ANGLES = {
    Angle.EYE_LEVEL: "eye-level, eye level shot, straight on, neutral, normal, 平视",
    Angle.LOW: "low angle, low-angle, low angle shot, worm's eye, 仰视, 仰拍",
    Angle.HIGH: "high angle, high-angle, high angle shot, 俯视, 俯拍",
    Angle.OVERHEAD: "overhead shot, top shot, top down, top-down, god's eye, bird's eye, bird's-eye, 顶拍",
    Angle.AERIAL: "aerial shot, drone, drone shot, helicopter shot, 航拍",
    Angle.DUTCH: "dutch angle, canted, canted angle, tilted angle, oblique angle",
}
_MOVES = {
    CameraMove.STATIC: "static shot, static camera, fixed, fixed shot, fixed camera, locked-off, locked off,"
    " still, none, tripod, 固定",
    CameraMove.PAN: "pan shot, panning, panning shot, pan left, pan right, whip pan, swish pan, 摇",
    CameraMove.TILT: "tilt shot, tilting, tilt up, tilt down",
    CameraMove.PUSH_IN: "push-in, push-in shot, push in shot, push, dolly in, dolly-in, dolly forward, track in, move in, 推",
    CameraMove.PULL_OUT: "pull-out, pull-out shot, pull back, pull-back, pull, dolly out, dolly-out, dolly back, track out, 拉",
    CameraMove.TRACK: "tracking, tracking shot, track shot, dolly, dolly shot, truck, trucking, follow, follow shot,"
    " following shot, lateral track, slide, slider, 跟, 移",
    CameraMove.ARC: "arc shot, orbit, orbit shot, orbiting, circle, circling, 环绕",
    CameraMove.CRANE: "crane shot, crane up, crane down, jib, boom, boom up, boom down, pedestal, 升降",
    CameraMove.HANDHELD: "handheld camera, handheld camera effect, handheld shot, hand-held, hand held, shaky, 手持",
    CameraMove.STEADICAM: "steadicam walk, steadicam shot, steadycam, gimbal, stabilizer, stabiliser, 斯坦尼康",
    CameraMove.ZOOM: "zoom in, zoom out, zoom shot, zooming, crash zoom, dolly zoom, 变焦",
    CameraMove.RACK_FOCUS: "rack-focus, rack focus shot, focus pull, pull focus, focus shift, 变焦点",
}
_TRANSITIONS = {
    TransitionKind.CUT: "cut to, hard cut, straight cut, smash cut, match cut, jump cut, none",
    TransitionKind.DISSOLVE: "dissolve to, cross dissolve, cross-dissolve, crossfade, cross fade, cross-fade, lap dissolve",
    TransitionKind.FADE: "fade in, fade out, fade to black, fade from black, fade to, fade up, dip to black",
    TransitionKind.WIPE: "wipe to, wipe left, wipe right, iris, iris in, iris out",
}


def _table(words: Mapping[Any, str]) -> dict[str, str]:
    table: dict[str, str] = {}
    for word, aliases in words.items():
        for alias in (str(word), *aliases.split(",")):
            table[_plain(alias)] = str(word)
    return table


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-–]+", " ", text.strip().strip(".").casefold())


_SIZE_TABLE, _FRAMING_TABLE = _table(_SIZES), _table(_FRAMINGS)
_ANGLE_TABLE, _MOVE_TABLE, _TRANSITION_TABLE = _table(_ANGLES), _table(_MOVES), _table(_TRANSITIONS)


def _read(text: str, table: dict[str, str], default: str) -> Read:
    plain = _plain(text)
    if plain in table:
        return Read(table[plain], known=True)
    inside = [alias for alias in table if alias and re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", plain)]
    if inside:
        return Read(table[max(inside, key=len)], known=False)
    close = difflib.get_close_matches(plain, table, n=1, cutoff=0.75)
    return Read(table[close[0]] if close else default, known=False)


def read_size(text: str) -> Read:
    """The shot size that a spelling means.

    >>> read_size("MCU"), read_size("Long Shot")
    (Read(value='medium close-up', known=True), Read(value='wide', known=True))
    """
    return _read(text, _SIZE_TABLE, ShotSize.MEDIUM.value)


def read_framing(text: str) -> Read:
    """The framing that a spelling means.

    >>> read_framing("OTS")
    Read(value='over the shoulder', known=True)
    """
    return _read(text, _FRAMING_TABLE, Framing.SINGLE.value)


def read_angle(text: str) -> Read:
    """The camera angle that a spelling means.

    >>> read_angle("bird's eye")
    Read(value='overhead', known=True)
    """
    return _read(text, _ANGLE_TABLE, Angle.EYE_LEVEL.value)


def read_move(text: str) -> Read:
    """The camera move that a spelling means.

    >>> read_move("Push-in Shot"), read_move("swooping")
    (Read(value='push in', known=True), Read(value='static', known=False))
    """
    return _read(text, _MOVE_TABLE, CameraMove.STATIC.value)


def read_transition(text: str) -> Read:
    """The transition that a spelling means.

    >>> read_transition("CUT TO:".rstrip(":"))
    Read(value='cut', known=True)
    """
    return _read(text, _TRANSITION_TABLE, TransitionKind.CUT.value)
