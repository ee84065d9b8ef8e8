"""What is true of a take, cheap to know because it was drawn: boxes of heads and mouths, who speaks, which way they look.

Boxes are shares of the picture (left, top, right, bottom), so that they hold at any size.
"""

from __future__ import annotations

from typing import Any

from storyreel.tools.generators.previz.camera import View
from storyreel.tools.generators.previz.picture import FrameTruth
from storyreel.tools.generators.previz.stage import StageShot

__all__ = ["MouthTracks", "shot_truth", "truth_of_frame", "wanted_frames"]


class MouthTracks:
    """How far each mouth that is seen stands open, frame by frame.

    Attributes:
        runs: {"name", "frame", "open"}: a list of openings (0 to 1) from a first frame on, a new one after each gap.
    """

    def __init__(self) -> None:
        self.runs: list[dict[str, Any]] = []
        self._last: dict[str, dict[str, Any]] = {}

    def add(self, index: int, seen: FrameTruth) -> None:
        """Take note of a frame; they come in order."""
        for name, drawn in seen.people.items():
            if drawn.mouth is None:
                continue
            run: dict[str, Any] | None = self._last.get(name)
            if run is None or run["frame"] + len(run["open"]) != index:
                run = {"name": name, "frame": index, "open": []}
                self._last[name] = run
                self.runs.append(run)
            run["open"].append(round(drawn.mouth.open, 2))


def wanted_frames(frames: int, per_second: float) -> list[int]:
    """The frames whose truth is kept: first, last, and about four a second between, at most 60.

    >>> wanted_frames(1, 24), wanted_frames(25, 24)
    ([0], [0, 6, 12, 18, 24])
    """
    step = max(1, round(per_second / 4), -(-frames // 58))
    return sorted({*range(0, frames, step), frames - 1})


def truth_of_frame(index: int, seen: FrameTruth, stage: StageShot) -> dict[str, Any]:
    """The truth of one frame as JSON."""
    width, height = stage.width, stage.height
    view = View(stage.rig.at((index + 0.5) / stage.frames, float(index / stage.rate)), width, height)
    people: list[dict[str, Any]] = []
    for name, drawn in seen.people.items():
        x0, y0, x1, y1 = drawn.head
        middle = ((x0 + x1) / 2 / width, (y0 + y1) / 2 / height)
        person = stage.person(name)
        body = (
            view.project((person.place((index + 0.5) / stage.frames)[0], 0.0, person.place((index + 0.5) / stage.frames)[1]))
            if person
            else None
        )
        mouth = drawn.mouth
        people.append(
            {
                "name": name,
                "head": _shares((x0, y0, x1, y1), width, height),
                "mouth": _shares((mouth.left, mouth.top, mouth.right, mouth.bottom), width, height) if mouth else None,
                "mouth_open": round(mouth.open, 3) if mouth else None,
                "talking": round(seen.talking.get(name, 0.0), 3),
                "side": "left" if middle[0] < 0.42 else "right" if middle[0] > 0.58 else "centre",
                "in_frame": 0.0 < middle[0] < 1.0 and 0.0 < middle[1] < 1.0,
                "faces_lens": round(drawn.facing, 3),
                "feet_y": round(body.y / height, 4) if body and body.depth > 0.2 else None,
            }
        )
    return {"frame": index, "t_s": round(float(index / stage.rate), 3), "people": people}


def _shares(box: tuple[float, float, float, float], width: int, height: int) -> list[float]:
    return [round(box[0] / width, 4), round(box[1] / height, 4), round(box[2] / width, 4), round(box[3] / height, 4)]


def shot_truth(stage: StageShot, samples: list[dict[str, Any]]) -> dict[str, Any]:
    """The truth of a take as JSON."""
    camera = stage.rig.start
    return {
        "shot": stage.shot.uid,
        "frames": stage.frames,
        "size": stage.shot.size.value,
        "framing": stage.shot.framing.value,
        "angle": stage.shot.angle.value,
        "move": stage.shot.move.kind.value,
        "side": stage.shot.side,
        "set": stage.layout.kind,
        "light": stage.light.name,
        "style": stage.style.name,
        "subjects": list(stage.made.subjects),
        "foreground": stage.made.foreground,
        "viewer": stage.made.viewer,
        "camera": {
            "position_m": [round(v, 3) for v in camera.position],
            "target_m": [round(v, 3) for v in camera.target],
            "lens_mm": round(camera.focal * 14),
        },
        "reasons": list(stage.reasons),
        "notices": [list(notice) for notice in stage.notices],
        "samples": samples,
    }
