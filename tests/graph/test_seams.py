"""Seams in the graph: measured whoever the critic is, told once, and kept with the Shots."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.finding import Finding, Verdict
from storyreel.film.plan import Plan, PlannedShot
from storyreel.film.script import Scene, Script, Shot
from storyreel.film.take import RenderSpec
from storyreel.graph.seams import broken_seams, seams_held, with_seams
from storyreel.graph.state import FilmState
from storyreel.testing.clips import write_clip
from storyreel.testing.film_faults import CleanFilm
from storyreel.testing.film_faults.seams import with_a_seam
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import open_media
from tests.tools.drawn_stage import RATE, SIZE, shot_frames

FRAMES = 48
LATER = "u1-later"
STATE: FilmState = {"shots": {"u1": {"spec": "s", "status": "done"}, LATER: {"spec": "t", "status": "done"}}}


def a_film(path: Path) -> CleanFilm:
    write_clip(path, shot_frames("wide", FRAMES), None, RATE)
    spec = RenderSpec(uid="u1", backend="b", revision="1", width_px=160, height_px=96, rate_num=24, frames=FRAMES, shot={})
    entry = CutEntry(uid="u1", id="1.1", take="k", available_frames=FRAMES, frames=FRAMES, start=0)
    return CleanFilm(
        name="wide",
        file=path,
        script=Script(scenes=(Scene(id="1", shots=(Shot(uid="u1", id="1.1", start_ms=0, end_ms=2000),)),)),
        cut=Cut(width_px=SIZE[0], height_px=SIZE[1], rate_num=24, entries=(entry,)),
        plan=Plan(shots=(PlannedShot(uid="u1", id="1.1", spec=spec, spec_hash="h"),)),
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    film = with_a_seam(a_film(tmp_path_factory.mktemp("f") / "f.mp4"))
    return film.evidence(open_media(film.file))


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    folder = tmp_path_factory.mktemp("g")
    film = a_film(folder / "f.mp4")
    seamed = with_a_seam(film)
    later = seamed.cut.entries[1]
    pictures = ((p * 0.8).astype("uint8") if n >= later.start else p for n, p in enumerate(shot_frames("wide", FRAMES)))
    write_clip(folder / "g.mp4", pictures, None, RATE)
    return seamed.evidence(open_media(folder / "g.mp4"))


def a_verdict(*findings: Finding) -> Verdict:
    return Verdict(on="film", made_on="abc", passed=True, findings=findings)


def test_a_seam_that_holds_is_told_in_the_state_and_changes_no_verdict(whole: Evidence) -> None:
    assert broken_seams(whole) == []
    verdict = a_verdict()
    assert with_seams(verdict, []) is verdict
    held = seams_held(STATE, {}, whole, verdict)
    assert held == {LATER: {"spec": "t", "status": "done", "seam_ok": True}}


def test_a_broken_seam_orders_a_retake_of_the_later_shot_and_is_told_once(broken: Evidence) -> None:
    (seam,) = broken_seams(broken)
    assert (seam.kind, seam.shot, seam.asks_for_work) == ("seam-colour", LATER, True)
    verdict = with_seams(a_verdict(), [seam])
    assert not verdict.passed and [one.made_on for one in verdict.findings] == ["abc"]
    assert with_seams(verdict, [seam]) is verdict, "the critic told of it already"
    again: FilmState = {"shots": {LATER: {"spec": "t", "status": "pending"}}}
    held = seams_held(STATE, again, broken, verdict)
    assert held == {LATER: {"spec": "t", "status": "pending", "seam_ok": False}}, "the retake that was ordered stays ordered"
