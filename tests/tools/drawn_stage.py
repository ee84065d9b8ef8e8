"""Small drawn shots for measuring: two people on a stage, breathing and talking, under a camera that may move.

Everything is a smooth function of place and time, so that a movement of a hundredth of a dot changes the picture as it would
on film. A shot is named by its kind; `SHOTS` has still, moving and dark ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np

RATE = Fraction(24)
SIZE = (160, 96)
_LENGTH = 90  # of a camera move, whatever part of it is used


@dataclass(frozen=True)
class Drawn:
    """A shot: camera (x, y, zoom at start and end), brightness, and what people do."""

    camera: tuple[tuple[float, float, float], tuple[float, float, float]] = ((0, 0, 1.0), (0, 0, 1.0))
    light: float = 1.0
    place: int = 0
    gesture: bool = False
    shake: float = 0.0
    walk: float = 0.0


SHOTS: dict[str, Drawn] = {
    "wide": Drawn(),
    "still close": Drawn(camera=((-0.35, 0.2, 2.6), (-0.35, 0.2, 2.6))),
    "still other": Drawn(camera=((0.4, 0.2, 2.4), (0.4, 0.2, 2.4)), place=1),
    "push in": Drawn(camera=((-0.2, 0.1, 1.1), (-0.3, 0.2, 2.2))),
    "fast pan": Drawn(camera=((-0.9, 0, 1.5), (0.9, 0, 1.5))),
    "tilt": Drawn(camera=((0, -0.3, 1.6), (0, 0.4, 1.6)), place=2),
    "handheld": Drawn(camera=((0, 0.1, 1.4), (0, 0.1, 1.4)), shake=0.02),
    "night": Drawn(light=0.16, place=3, gesture=True),
    "dark night close": Drawn(light=0.12, camera=((0.35, 0.2, 2.2), (0.35, 0.2, 2.2)), place=3),
    "gesture": Drawn(gesture=True, place=1, camera=((0, 0.1, 1.7), (0, 0.1, 1.7))),
    "walk through": Drawn(walk=1.6, place=2),
    "insert": Drawn(camera=((0.1, -0.25, 4.0), (0.1, -0.25, 4.0)), place=1, gesture=True),
}


@cache
def draw(shot: Drawn, number: int) -> np.ndarray:
    """Frame `number`, RGB (96, 160, 3) uint8."""
    time, part = number / float(RATE), number / (_LENGTH - 1)
    (x0, y0, z0), (x1, y1, z1) = shot.camera
    zoom = z0 * (z1 / z0) ** part
    shake = shot.shake * np.array([np.sin(time * 9.1) + np.sin(time * 23), np.cos(time * 7.3) + np.sin(time * 19)])
    width, height = SIZE
    u, v = np.meshgrid((np.arange(width) - width / 2) / height, (height / 2 - np.arange(height)) / height)
    x = u * 2 / zoom + x0 + (x1 - x0) * part + shake[0]
    y = v * 2 / zoom + y0 + (y1 - y0) * part + shake[1]
    soft = 2 / (zoom * height)
    hue = np.random.default_rng(shot.place + 11).uniform(70, 190, (6, 3))
    picture = hue[0] + 14 * np.sin(x * 7 + shot.place)[..., None] * np.cos(y * 5)[..., None]
    picture = _over(picture, _edge(-0.55 - y, soft), hue[1] * 0.7)
    for pane in (-0.9, 0.15, 0.8):
        picture = _over(picture, _box(x - pane, y - 0.45, 0.16, 0.25, soft), hue[2] * 1.25)
    for who, home in enumerate((-0.4, 0.4)):
        picture = _person(picture, x, y, soft, shot, who, home, time, hue)
    return np.clip(picture * shot.light, 0, 255).astype(np.uint8)


def _person(
    picture: np.ndarray,
    x: np.ndarray,
    y: np.ndarray,
    soft: float,
    shot: Drawn,
    who: int,
    home: float,
    time: float,
    hue: np.ndarray,
) -> np.ndarray:
    place = home + (shot.walk * time / 2 if who == 0 else 0.0)
    breath = 0.006 * np.sin(2 * np.pi * (time / 3.6 + who * 0.4)) + 0.003 * np.sin(2 * np.pi * time / 1.3)
    sway = 0.006 * np.sin(2 * np.pi * time / 2.9 + who)
    body = _round(x - place, y + 0.25, 0.16 + breath, 0.42 + breath, soft)
    head = _round(x - place - sway, y - 0.28 - breath, 0.1, 0.13, soft)
    mouth = _round(x - place - sway, y - 0.22 - breath, 0.03, 0.004 + 0.014 * abs(np.sin(time * 11)) * (who == 0), soft)
    picture = _over(_over(picture, body, hue[3 + who]), head, np.array([214.0, 176.0, 150.0]))
    picture = _over(picture, mouth, np.array([120.0, 40.0, 40.0]))
    if shot.gesture and who == 0:
        lift = 0.35 * max(0.0, np.sin(time * 5)) ** 2
        picture = _over(picture, _round(x - place - 0.25, y + 0.1 - lift, 0.12, 0.05, soft), hue[5])
    return picture


def _edge(distance: np.ndarray, soft: float) -> np.ndarray:
    return np.clip(0.5 + distance / soft, 0, 1)


def _round(x: np.ndarray, y: np.ndarray, width: float, height: float, soft: float) -> np.ndarray:
    far = np.sqrt((x / width) ** 2 + (y / height) ** 2)
    return _edge((1 - far) * min(width, height), soft)


def _box(x: np.ndarray, y: np.ndarray, width: float, height: float, soft: float) -> np.ndarray:
    return _edge(width - abs(x), soft) * _edge(height - abs(y), soft)


def _over(picture: np.ndarray, cover: np.ndarray, colour: np.ndarray) -> np.ndarray:
    return picture * (1 - cover[..., None]) + colour * cover[..., None]


def shot_frames(name: str, frames: int) -> Iterator[np.ndarray]:
    """The first frames of a drawn shot."""
    return (draw(SHOTS[name], number) for number in range(frames))
