"""Fifty people of the public domain, drawn from paraphrases of how their books describe them: are they told apart?

Each of `characters.json` stands in the same wide shot of 832x480, in views and moments of which a gallery is kept; frames in
other poses (turned otherwise, sitting, walking, pointing, opening the arms) are named by their nearest neighbour in it. What is
measured of a frame is in `characters_features`, which was fixed before the looks were tuned and stays as it is. The camera is
that of one set-up for all, made for a person of 1.75 m, so that who is tall is tall in the picture. A box known to hold the
figure says where to look; nothing else is known but pixels.

Besides, without a target: frames in another place and light, and frames in which chance filled what the words leave open in
another way than in the gallery (another film's seed), which says how much the words alone tell.

    python benchmarks/characters.py [--sheet PNG] [--json] [--only NAME ...]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import atan2, cos, radians, sin
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from characters_features import COLOUR_SIZE, features, nearest
from characters_sheet import sheet

from storyreel.film.take import RenderSpec, SpecCharacter, SpecPlace
from storyreel.tools.generators.previz.looks import Look, look_of
from storyreel.tools.generators.previz.marks import Mark
from storyreel.tools.generators.previz.people import Person
from storyreel.tools.generators.previz.picture import Picture
from storyreel.tools.generators.previz.sight import body_box
from storyreel.tools.generators.previz.stage import StageShot, stage_shot
from storyreel.tools.generators.previz.talk import Talk
from storyreel.tools.generators.previz.troupe import moment_of

CAST = Path(__file__).with_name("characters.json")
SIZE, FRAMES, WORLD, TARGET = (832, 480), 48, 1, 0.98
Array = np.ndarray[Any, Any]


class View(NamedTuple):
    """One pose: how far the body is turned from the lens (degrees, to the person's left), where it stands, what it does."""

    name: str
    turn: float
    x: float = 0.0
    posture: str = "standing"
    action: str = ""
    walk: float = 0.0
    frame: int = 10
    place: str = "Drawing room"
    time: str = "day"


GALLERY = (View("front", 0), View("three-quarter", 45), View("side", 90), View("back", 180))
PROBES = (
    View("three-quarter, other side", -40, 0.4, frame=24),
    View("side, other side", -90, -0.4, frame=30),
    View("three-quarter back", -140, 0.3, frame=18),
    View("sitting, front", 10, 0.0, "sitting", frame=26),
    View("sitting, three-quarter", 60, -0.3, "sitting", frame=34),
    View("walking", 90, -0.6, "walking", walk=1.2, frame=24),
    View("walking, other way", -90, 0.6, "walking", walk=-1.2, frame=20),
    View("opening the arms", 20, 0.2, action="opens arms", frame=40),
    View("pointing", -25, -0.2, action="points", frame=40),
)
HARDER = (
    View("front, in a street at dusk", 20, 0.2, frame=24, place="Street", time="dusk"),
    View("side, in a street by day", 80, 0.2, frame=24, place="Street"),
    View("three-quarter, in the room at night", -40, -0.2, frame=24, time="night"),
)


@dataclass(frozen=True)
class Someone:
    """One of the fifty."""

    name: str
    work: str
    author: str
    year: int
    description: str

    @property
    def look(self) -> Look:
        """As the words and the name give it."""
        return self.look_in(WORLD)

    def look_in(self, world: int) -> Look:
        """The same in the film of another seed."""
        return look_of(self.name, self.description, world)


def cast() -> tuple[Someone, ...]:
    """The fifty, in the order of the file."""
    return tuple(Someone(**one) for one in json.loads(CAST.read_text(encoding="utf-8"))["characters"])


@cache
def set_up(place: str, hour: str, size: str = "wide", width: int = SIZE[0], height: int = SIZE[1]) -> StageShot:
    """A set-up made for a person of 1.75 m, who is then replaced."""
    shot = {
        "size": size, "framing": "single", "angle": "eye level", "move": {"kind": "static"}, "subjects": ["X"], "in_frame": ["X"],
        "blocking": [{"character": "X", "x_cm": 0, "z_cm": 0, "facing": "camera"}],
    }  # fmt: skip
    spec = RenderSpec(
        uid=f"{place}/{hour}", backend="previz", revision="1", width_px=width, height_px=height, rate_num=24, rate_den=1,
        frames=FRAMES, shot=shot, lines=(), cast=(SpecCharacter(name="X", appearance="a man"),),
        place=SpecPlace(name=place, look="", time_of_day=hour, interior=place != "Street"), style="", world=WORLD,
    )  # fmt: skip
    return stage_shot(spec)


def staged(look: Look, view: View, base: StageShot, *, drawn: bool = True) -> StageShot:
    """The set-up with one person in it, in a pose."""
    lens = base.rig.start.position
    yaw = atan2(lens[0] - view.x, lens[2]) + radians(view.turn)
    mark = Mark(view.x, 0.0, view.x + view.walk, 0.0)
    person = Person(
        name=look.name, look=look, mark=mark, yaw=yaw, gaze=None, posture=view.posture, action=view.action, index=0, drawn=drawn,
        seconds=base.seconds,
    )  # fmt: skip
    gaze = (view.x + 4 * sin(yaw), person.head_up - 0.1, 4 * cos(yaw))
    return replace(base, people=(replace(person, gaze=gaze),), salt=f"{view.name}/{view.frame}", seats={})


def drawn(look: Look, view: View, base: StageShot) -> tuple[Array, tuple[int, int, int, int]]:
    """The frame, RGB, and the box that holds the figure."""
    stage = staged(look, view, base)
    at = moment_of(stage, view.frame)
    box = body_box(stage.people[0], at.view, at.part) or (0, 0, base.width, base.height)
    return Picture(stage, Talk(())).frame(view.frame)[0].copy(), box


@cache
def empty(place: str, hour: str) -> Array:
    """The set-up with nobody in it."""
    base = set_up(place, hour)
    nobody = staged(look_of("X", "a man", WORLD), GALLERY[0], base, drawn=False)
    return Picture(nobody, Talk(())).frame(10)[0].copy()


def measured(people: Sequence[Someone], views: Sequence[View], world: int = WORLD) -> Array:
    """The features of everybody in some views: (people, views, numbers)."""
    rows: list[list[Array]] = []
    for one in people:
        row: list[Array] = []
        for view in views:
            base = set_up(view.place, view.time)
            frame, box = drawn(one.look_in(world), view, base)
            seen = moment_of(base, view.frame).view
            metre_px = seen.scale(seen.depth((0.0, 1.0, 0.0)))
            row.append(features(frame, empty(view.place, view.time), box, metre_px))
        rows.append(row)
    return np.array(rows)


def identified(people: Sequence[Someone], gallery: Array, probes: Array, views: Sequence[View]) -> dict[str, Any]:
    """Who is taken for whom."""
    flat = gallery.reshape(-1, gallery.shape[-1])
    found = nearest(flat, probes.reshape(-1, probes.shape[-1])).reshape(probes.shape[:2]) // gallery.shape[1]
    right = found == np.arange(len(people))[:, None]
    misses: list[dict[str, str]] = [
        {"name": people[i].name, "view": views[j].name, "taken_for": people[int(found[i, j])].name}
        for i, j in np.argwhere(~right).tolist()
    ]
    by_view = {view.name: float(right[:, j].mean()) for j, view in enumerate(views)}
    return {"share": float(right.mean()), "n": right.size, "misses": misses, "by_view": by_view}


def _only(rows: Array, part: slice) -> Array:
    """Features of which one part counts."""
    kept = np.zeros_like(rows)
    kept[..., part] = rows[..., part]
    return kept


def report(people: Sequence[Someone]) -> dict[str, Any]:
    """Identification over all probes; by colours and by shape alone; and where place and light are others."""
    gallery, probes, harder = (measured(people, views) for views in (GALLERY, PROBES, HARDER))
    return {
        **identified(people, gallery, probes, PROBES),
        "people": len(people),
        "target": TARGET,
        "colours_alone": identified(people, _only(gallery, slice(0, COLOUR_SIZE)), _only(probes, slice(0, COLOUR_SIZE)), PROBES)[
            "share"
        ],
        "shape_alone": identified(
            people, _only(gallery, slice(COLOUR_SIZE, None)), _only(probes, slice(COLOUR_SIZE, None)), PROBES
        )["share"],
        "other_place_and_light": identified(people, gallery, harder, HARDER),
        "words_alone": identified(people, gallery, measured(people, GALLERY, WORLD + 1), GALLERY),
    }


def tell(result: dict[str, Any], seconds: float) -> None:
    """Print a report."""
    n = result["n"]
    print(f"{result['people']} people, {n} probes in poses that the gallery has not: {result['share']:.1%} named rightly"
          f" (target {TARGET:.0%}, chance {1 / result['people']:.0%})")  # fmt: skip
    for name, share in result["by_view"].items():
        print(f"  {share:6.1%}  {name}")
    print(f"by colours alone {result['colours_alone']:.1%}, by shape alone {result['shape_alone']:.1%}")
    other = result["other_place_and_light"]
    print(f"in another place and light {other['share']:.1%} (n {other['n']}; no target)")
    words = result["words_alone"]
    print(f"with another filling of what the words leave open {words['share']:.1%} (n {words['n']}; no target)")
    for miss in result["misses"]:
        print(f"  missed: {miss['name']}, {miss['view']}: taken for {miss['taken_for']}")
    print(f"{seconds:.0f} s of processor time")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and draw the sheet where it is asked for; 1 where the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sheet", type=Path, metavar="PNG", help="draw the contact sheet, and measure nothing")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--only", nargs="*", default=(), help="some of the people, by a part of their names")
    chosen = parser.parse_args(arguments)
    began = time.process_time()
    people = [p for p in cast() if not chosen.only or any(part.casefold() in p.name.casefold() for part in chosen.only)]
    if chosen.sheet:
        chosen.sheet.write_bytes(sheet([p.look for p in people], [f"{p.work}, {p.year}" for p in people]))
        return 0
    result = report(people)
    if chosen.json:
        print(json.dumps(result, indent=1))
    else:
        tell(result, time.process_time() - began)
    return 0 if result["share"] >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
