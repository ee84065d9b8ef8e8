"""The copy for a screening in a run: beside the film, which stays what it was; asked for, changed and taken back by settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storyreel.errors import MissingSystemLibrary
from storyreel.graph import screening
from storyreel.graph.stale import InForceNow, plan_inputs
from storyreel.tools.frames import probe
from tests.graph.filming import SMALL, run_in

ASKED = SMALL.changed(titles=True, burn_subtitles=True)


async def test_the_film_keeps_its_length_and_the_copy_stands_beside_it(tmp_path: Path) -> None:
    run = run_in(tmp_path, settings=ASKED)
    film = await run.make()
    assert film.finished and film.film is not None and film.screening is not None and film.report is not None
    assert film.screening == run.out.absolute() / "screening.mp4"
    head = 2 * 32
    assert probe(film.screening).frames == probe(film.film).frames + head
    assert json.loads((run.out / "film.json").read_text(encoding="utf-8"))["screening"] == str(film.screening)
    assert "title cards were asked for" in film.report.read_text(encoding="utf-8")


async def test_asking_later_makes_no_take_and_no_film_again(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    plain = await run.make()
    assert plain.screening is None and plain.film is not None and not (run.out / "screening.mp4").exists()
    before, made, spoken = plain.film.read_bytes(), list(run.generator.made), len(run.said("stage"))
    later = await run.resume(settings=ASKED)
    assert later.finished and later.screening is not None and later.film is not None
    assert later.film.read_bytes() == before and run.generator.made == made
    assert run.said("stage")[spoken:] == ["Making the copy for a screening"]
    was = later.screening.read_bytes()
    again = await run.resume()
    assert again.screening is not None and again.screening.read_bytes() == was
    assert run.said("stage")[spoken + 1 :] == [], "what is made is not made again"
    without = await run.resume(settings=SMALL)
    assert without.screening is None and not (run.out / "screening.mp4").exists()


async def test_a_film_stands_without_its_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise MissingSystemLibrary("text in pictures", "libGL.so.1", "apt-get install -y libgl1")

    monkeypatch.setattr(screening, "make_screening", broken)
    run = run_in(tmp_path, settings=ASKED)
    film = await run.make()
    assert film.finished and film.film is not None and film.screening is None
    assert any("libGL.so.1" in said for said in run.said("problem"))


def test_no_plan_depends_on_it(tmp_path: Path) -> None:
    limits = run_in(tmp_path).limits
    asked, plain = (plan_inputs({}, InForceNow(settings, limits, "g", "v", None)) for settings in (ASKED, SMALL))
    other = plan_inputs({}, InForceNow(SMALL.changed(style="anime"), limits, "g", "v", None))
    assert asked == plain != other
