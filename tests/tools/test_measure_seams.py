"""Seams, teleports and subtitles, on drawn clips: what is clean is left alone, what jumps is named with its place."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.finding import Cause, Finding, Remedy
from storyreel.film.plan import Anchor, Plan, PlannedShot
from storyreel.film.script import Scene, Script, Shot
from storyreel.film.take import RenderSpec
from storyreel.testing.clips import write_clip
from storyreel.testing.film_faults import CleanFilm
from storyreel.testing.film_faults.seams import SeamColour, SeamMotion, with_a_seam
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import CHECKS, measure, open_media
from storyreel.tools.measure.cues import cues_of, read_cue_text
from tests.tools.drawn_stage import RATE, SIZE, shot_frames

FRAMES = 60


def planned(uid: str, anchor: Anchor | None = None) -> PlannedShot:
    spec = RenderSpec(uid=uid, backend="b", revision="1", width_px=160, height_px=96, rate_num=24, frames=FRAMES, shot={})
    return PlannedShot(uid=uid, id=uid, spec=spec, spec_hash="h", anchor=anchor or Anchor())


def a_film(path: Path, name: str = "wide") -> CleanFilm:
    """One Shot of 60 frames, with its plan."""
    write_clip(path, shot_frames(name, FRAMES), np.zeros(FRAMES * 2000, np.float32), RATE)
    entry = CutEntry(uid="u1", id="1.1", take="k", available_frames=FRAMES, frames=FRAMES, start=0)
    script = Script(scenes=(Scene(id="1", shots=(Shot(uid="u1", id="1.1", start_ms=0, end_ms=2500),)),))
    cut = Cut(width_px=SIZE[0], height_px=SIZE[1], rate_num=24, entries=(entry,))
    return CleanFilm(name=name, file=path, script=script, cut=cut, plan=Plan(shots=(planned("u1"),)))


SEAMS = [CHECKS["seam-colour"], CHECKS["seam-motion"], CHECKS["missing-cut"]]


@pytest.mark.parametrize("name", ["wide", "push in", "handheld", "walk through", "night"])
def test_a_cut_over_which_the_action_goes_on_is_clean_and_not_missing(name: str, tmp_path: Path) -> None:
    film = with_a_seam(a_film(tmp_path / "f.mp4", name))
    evidence = film.evidence(open_media(film.file))
    assert measure(evidence, SEAMS) == []
    unplanned = Evidence(script=film.script, cut=film.cut, media=evidence.media)
    assert [one.kind for one in measure(unplanned, SEAMS)] == ["missing-cut"], "without the plan the cut should be seen"


@pytest.mark.parametrize("name", ["wide", "push in", "gesture"])
def test_a_seam_in_colour_and_one_in_motion_are_told_apart(name: str, tmp_path: Path) -> None:
    film = a_film(tmp_path / "f.mp4", name)
    for fault, strength in ((SeamColour(), 8.0), (SeamMotion(), 0.05)):
        spoiled = fault(film, tmp_path / "g.mp4", strength=strength, chance=random.Random(3))
        (one,) = measure(spoiled.evidence(film, open_media(spoiled.file)), SEAMS)
        assert {one.kind} == fault.named
        assert (one.shot, one.dimension, one.cause, one.remedy) == ("u1-later", "Continuity", Cause.BACKEND, Remedy.RETAKE)
        assert one.start_ms == 1250 and "the plan hands on the last frame of 1.1" in one.evidence


def returning(after: str, path: Path) -> list[Finding]:
    """A set-up, another, and the first again, with the later pictures changed."""
    first, other = list(shot_frames("wide", 30)), list(shot_frames("still other", 30))
    again = [(x * 0.85).astype(np.uint8) if after == "darker" else x for x in shot_frames("wide", 30)]
    write_clip(path, [*first, *other, *again], None, RATE)
    setups = ("master", "on TOM", "master")
    shots = tuple(
        Shot(uid=f"u{n}", id=f"1.{n}", start_ms=1250 * n, end_ms=1250 * (n + 1), setup=setup) for n, setup in enumerate(setups)
    )
    return measure(Evidence(script=Script(scenes=(Scene(id="1", shots=shots),)), media=open_media(path)), SEAMS)


def test_a_return_to_a_set_up_must_match_its_colours(tmp_path: Path) -> None:
    assert returning("the same", tmp_path / "f.mp4") == []
    (one,) = returning("darker", tmp_path / "g.mp4")
    assert (one.kind, one.shot) == ("seam-colour", "u2") and "back at the set-up of 1.0" in one.evidence


def jumping(by: int, at: int = 30) -> list[np.ndarray]:
    """A figure before a patterned wall that from a frame on stands elsewhere."""
    rng = np.random.default_rng(5)
    wall = np.repeat(np.repeat(rng.integers(60, 150, (12, 20, 3), np.uint8), 8, axis=0), 8, axis=1)
    figure = np.repeat(np.repeat(rng.integers(150, 255, (12, 4, 3), np.uint8), 6, axis=0), 6, axis=1)
    pictures: list[np.ndarray] = []
    for number in range(FRAMES):
        picture, left = wall.copy(), 30 + (by if number >= at else 0)
        sway = round(1.5 * np.sin(number / 4))
        picture[20:92, left + sway : left + sway + 24] = figure
        pictures.append(picture)
    return pictures


def teleports(pictures: list[np.ndarray], path: Path) -> list[Finding]:
    write_clip(path, pictures, None, RATE)
    shot = Shot(uid="u1", id="1.1", start_ms=0, end_ms=2500)
    script = Script(scenes=(Scene(id="1", shots=(shot,)),))
    return measure(Evidence(script=script, media=open_media(path)), [CHECKS["teleport"], CHECKS["extra-cut"]])


@pytest.mark.parametrize("by", [24, 40, 80])
def test_a_figure_that_jumps_is_found_with_the_distance(by: int, tmp_path: Path) -> None:
    (one,) = teleports(jumping(by), tmp_path / "t.mp4")
    assert (one.kind, one.data["frame"]) == ("teleport", 30)
    assert one.data["right"] == pytest.approx(by / 160, abs=0.03)


def test_where_heads_are_known_to_stay_nobody_has_jumped(tmp_path: Path) -> None:
    write_clip(tmp_path / "t.mp4", jumping(40), None, RATE)
    script = Script(scenes=(Scene(id="1", shots=(Shot(uid="u1", id="1.1", start_ms=0, end_ms=2500),)),))

    def told(after: float) -> list[Finding]:
        heads = [(frame, 0.25 if frame < 30 else after) for frame in range(0, FRAMES, 6)]
        samples = [{"frame": n, "people": [{"name": "ROSA", "head": [x - 0.05, 0.2, x + 0.05, 0.4]}]} for n, x in heads]
        media = open_media(tmp_path / "t.mp4")
        return measure(Evidence(script=script, media=media, truth={"samples": samples}), [CHECKS["teleport"]])

    assert told(0.25) == []
    assert [one.kind for one in told(0.5)] == ["teleport"]


def test_who_walks_sways_or_turns_does_not_teleport(tmp_path: Path) -> None:
    assert teleports(jumping(0), tmp_path / "a.mp4") == []
    assert teleports(list(shot_frames("walk through", FRAMES)), tmp_path / "b.mp4") == []
    turned = [picture if n < 30 else np.hstack([picture[:, :36], picture[:, 36:48][:, ::-1], picture[:, 48:]])
              for n, picture in enumerate(jumping(0))]  # fmt: skip
    assert teleports(turned, tmp_path / "c.mp4") == []


def test_another_picture_is_a_cut_and_no_teleport(tmp_path: Path) -> None:
    pictures = [*shot_frames("wide", 30), *shot_frames("still other", 30)]
    assert [one.kind for one in teleports(pictures, tmp_path / "t.mp4")] == ["extra-cut"]


SRT = """1
00:00:00,100 --> 00:00:01,300
ROSA: I know.

2
00:00:01,500 --> 00:00:02,400
{place}{text}
"""


def subtitled(text: str, path: Path, *, place: str = "", head: float = 0.2, srt: str = SRT) -> list[Finding]:
    film = a_film(path)
    path.with_suffix(".srt").write_text(srt.replace("{place}", place).replace("{text}", text), encoding="utf-8")
    people = [{"name": "ROSA", "head": [0.35, 0.5 - head, 0.65, 0.5 + head], "in_frame": True}]
    truth = {"samples": [{"frame": frame, "people": people} for frame in range(0, FRAMES, 6)]}
    return measure(Evidence(script=film.script, media=open_media(path), truth=truth), [CHECKS["unreadable-subtitle"]])


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("Yes.", "", []),
        ("Twenty columns of it\nand twenty more here", "", ["speed"]),
        ("A row that goes on and on and on, far beyond the edge", "", ["speed", "length"]),
        ("One.\nTwo.\nThree.", "", ["lines"]),
        ("ROSA: I was always there.", "{\\an5}", ["faces"]),
        ("I was always there.", "{\\an8}", []),
        ("LADY MACBETH OF INVERNESS: So do I.", "", []),
    ],
)
def test_a_subtitle_that_cannot_be_read_is_named_with_the_reason(text: str, place: str, why: list[str], tmp_path: Path) -> None:
    said = subtitled(text, tmp_path / "f.mp4", place=place)
    assert [one.data["why"] for one in said] == why
    assert all((one.kind, one.data["cue"], one.shot) == ("unreadable-subtitle", 2, "u1") for one in said)
    assert all((one.cause, one.remedy) == (Cause.SCRIPT, Remedy.RE_TIME) for one in said)


def test_subtitles_that_overlap_run_backwards_or_flash_are_found(tmp_path: Path) -> None:
    late = SRT.replace("00:00:01,300", "00:00:01,900")
    assert [one.data["why"] for one in subtitled("Yes.", tmp_path / "a.mp4", srt=late)] == ["overlap"]
    flash = SRT.replace("00:00:02,400", "00:00:01,700")
    assert [one.data["why"] for one in subtitled("Yes.", tmp_path / "b.mp4", srt=flash)] == ["duration"]
    first, second = SRT.strip().split("\n\n")
    back = f"{second}\n\n{first}\n"
    assert [one.data["why"] for one in subtitled("Yes.", tmp_path / "c.mp4", srt=back)] == ["order"]


def test_a_film_without_subtitles_has_none_to_read(tmp_path: Path) -> None:
    film = a_film(tmp_path / "f.mp4")
    assert cues_of(film.file) is None
    assert measure(film.evidence(open_media(film.file)), [CHECKS["unreadable-subtitle"]]) == []


def test_vtt_places_hours_and_marks_are_read() -> None:
    cues = read_cue_text("WEBVTT\n\n00:01.000 --> 01:00:02.000 line:10%\n<v ROSA>Good <i>evening</i>.\n")
    assert cues == ((1000, 3_602_000, ("Good evening.",), 8),)
