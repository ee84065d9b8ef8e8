"""Clean films for the measurement of the checks: those that thresholds were set on, and others in which they are tried.

The two sets share no scene, no style and no seed, and of their sizes only 416x240. It measures nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks.closed_loop import SCENES
from storyreel.film.base import FilmModel
from storyreel.film.cut import Cut
from storyreel.film.plan import FilmSettings, Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.graph import amake
from storyreel.testing import PlainGenerator
from storyreel.testing.film_faults import CleanFilm
from storyreel.tools.store import Store

__all__ = ["LEARNT", "TRIED", "Scene", "make_films"]

Model = TypeVar("Model", bound=FilmModel)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What a film is made from; `plain` uses the test pictures in place of previz."""

    name: str
    text: str
    style: str = "realistic"
    width_px: int = 416
    height_px: int = 240
    rate_num: int = 24
    rate_den: int = 1
    seed: int = 0
    plain: bool = False

    @property
    def settings(self) -> FilmSettings:
        """As the film is made."""
        return FilmSettings(
            style=self.style,
            width_px=self.width_px,
            height_px=self.height_px,
            rate_num=self.rate_num,
            rate_den=self.rate_den,
            seed=self.seed,
        )


_NEW = (
    """INT. LIGHTHOUSE - NIGHT

NOOR: The lamp went out twice.
BEN: Then somebody lit it twice.
NOOR: (quietly) Nobody else has the key.
""",
    """EXT. MARKET SQUARE - DAY

GUS, a tall man in a green apron, counts oranges.

GUS: Eleven. There were twelve.
ILKA: I ate one an hour ago.
GUS: You owe me a song.
""",
    """INT. TRAIN CARRIAGE - EVENING

DR. AMARI: Is this seat taken?
HOLLIS: It was, until Vienna.
DR. AMARI: And what happened in Vienna?
HOLLIS: He got off without his hat.
""",
    """EXT. BEACH - DAWN

[Two sisters walk along the water.]
VERA: You never learnt to swim.
OLGA: You never learnt to wait!
VERA: No.
""",
    """INT. LABORATORY - NIGHT

TAM: It moved.
PROFESSOR LIND: It cannot move. It is a stone.
TAM: (afraid) Then who opened the box?
""",
    """INT. LIBRARY - DAY

JUDE: Whisper, please.
MARTHA: I am whispering. You are listening too hard.
JUDE: What are you looking for?
MARTHA: The way out.
""",
)
_LOOKS: tuple[tuple[str, int, int, int, int], ...] = (
    ("anime", 416, 240, 24, 1),
    ("1940s noir, hard side light", 400, 300, 24, 1),
    ("painterly", 320, 180, 30, 1),
    ("animated", 240, 416, 25, 1),
    ("abstract", 384, 164, 24, 1),
    ("anime", 320, 240, 30000, 1001),
    ("painterly", 416, 234, 24000, 1001),
    ("1940s noir, hard side light", 384, 216, 25, 1),
    ("animated", 360, 360, 30, 1),
    ("abstract", 320, 180, 12, 1),
)

_MORE_LOOKS: tuple[tuple[str, int, int, int], ...] = (
    ("realistic", 512, 216, 25),
    ("sepia", 288, 512, 24),
    ("muted documentary", 448, 336, 30),
    ("pastel", 256, 256, 24),
    ("cyberpunk", 480, 270, 25),
    ("realistic", 216, 384, 24),
    ("vivid", 352, 288, 25),
    ("realistic", 640, 360, 30),
    ("warm 1970s", 270, 480, 25),
    ("cold", 400, 168, 24),
    ("realistic", 288, 512, 24),
    ("high contrast", 300, 300, 25),
)

LEARNT: tuple[Scene, ...] = (
    *(Scene(name=f"learnt-{number}", text=SCENES[number % len(SCENES)], seed=number) for number in range(10)),
    *(
        Scene(
            name=f"learnt-{10 + number}",
            text=SCENES[(number + 2) % len(SCENES)],
            style=look[0],
            width_px=look[1],
            height_px=look[2],
            rate_num=look[3],
            seed=50 + number,
            plain=number in (0, 6, 10),
        )
        for number, look in enumerate(_MORE_LOOKS)
    ),
)
"""Films that thresholds were set on: ten of previz in its own style at 416x240 and 24 frames a second, for all thresholds; twelve
of other sizes, rates and colours of that style, three of them test pictures, for those of jumps and cuts."""

TRIED: tuple[Scene, ...] = tuple(
    Scene(
        name=f"tried-{number}",
        text=_NEW[number % len(_NEW)],
        style=(look := _LOOKS[number % len(_LOOKS)])[0],
        width_px=look[1],
        height_px=look[2],
        rate_num=look[3],
        rate_den=look[4],
        seed=100 + number,
        plain=number in (4, 9, 15, 18),
    )
    for number in range(20)
)
"""Films that no threshold has seen: other scenes, styles and seeds, and other rates and shapes; four of them test pictures."""


def make_films(scenes: Sequence[Scene], folder: Path) -> Iterator[CleanFilm]:
    """Make each film, or take it from the folder where an earlier run left it."""
    for scene in scenes:
        root = folder / scene.name
        if not (root / "film.mp4").exists():
            source = folder / f"{scene.name}.txt"
            source.write_text(scene.text, encoding="utf-8")
            crew: dict[str, object] = {"generator": PlainGenerator()} if scene.plain else {}
            asyncio.run(amake(source, out=root, settings=scene.settings, crew=crew))
        yield _read(scene.name, root)


def _read(name: str, root: Path) -> CleanFilm:
    store = Store(root)
    cut = _newest(store, Cut, "storyreel.cut/1")
    made = {entry.take: store.take(entry.take) for entry in cut.entries if entry.take}
    told = {entry.uid: truth for entry in cut.entries if entry.sha256 and (truth := store.truth(entry.sha256)) is not None}
    return CleanFilm(
        name=name,
        file=root / "film.mp4",
        script=Script.model_validate_json((root / "script.json").read_bytes()),
        cut=cut,
        plan=_newest(store, Plan, "storyreel.plan/1"),
        speech=_newest(store, SpeechSheet, "storyreel.speech/1"),
        speech_folder=store.speech,
        takes={key: store.take_path(key) for key in made},
        seeds={key: take.seed for key, take in made.items() if take is not None},
        truth=told,
    )


def _newest(store: Store, kind: type[Model], schema: str) -> Model:
    """The last document of this kind that the run wrote."""
    paths = sorted(store.documents.glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    mark = f'"{schema}"'.encode()
    found = next(path for path in paths if mark in path.read_bytes()[:64])
    return kind.model_validate_json(found.read_bytes())
