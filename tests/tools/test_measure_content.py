"""Checks of content on truth that is told by hand: who is seen, how large, on which side, whose lips move, and missing links."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from storyreel.agents.critic import Critic
from storyreel.film.cut import Cut, CutEntry
from storyreel.film.finding import Cause, Finding, Remedy
from storyreel.film.script import Blocking, Scene, Script, Shot, SpokenLine, Transition
from storyreel.film.take import MissingMedia
from storyreel.film.vocabulary import Framing, ShotSize, TransitionKind
from storyreel.testing.clips import write_clip
from storyreel.tools.contracts import Evidence, FilmFile
from storyreel.tools.measure import CHECKS, measure, open_media
from storyreel.tools.measure.sight import placed_truth, sight_of
from tests.tools.drawn_stage import RATE, shot_frames

FRAMES = 48
ROSA, TOM = Blocking(character="ROSA", x_cm=-90), Blocking(character="TOM", x_cm=90)


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> FilmFile:
    path = tmp_path_factory.mktemp("film") / "f.mp4"
    write_clip(path, shot_frames("wide", FRAMES), None, RATE)
    return open_media(path)


def a_shot(**fields: Any) -> Shot:
    line = SpokenLine(id="l1", speaker="ROSA", text="I know.", start_ms=250, end_ms=1250)
    told: dict[str, Any] = {"uid": "u1", "id": "1.1", "start_ms": 0, "end_ms": 2000, "in_frame": ("ROSA", "TOM")}
    told |= {"subjects": ("ROSA", "TOM"), "blocking": (ROSA, TOM), "lines": (line,), "framing": Framing.TWO_SHOT}
    return Shot(**{**told, **fields})


def truth(people: dict[str, tuple[float, float]], **speaking: list[float]) -> dict[str, Any]:
    """Truth of the 48 frames: name -> (middle of the head, its height); name -> openings of the mouth from the first frame on."""
    told = [{"name": name, "head": [x - 0.05, 0.2, x + 0.05, 0.2 + tall], "in_frame": True} for name, (x, tall) in people.items()]
    mouths = [{"name": name, "frame": 0, "open": track} for name, track in speaking.items()]
    return {"samples": [{"frame": frame, "people": told} for frame in range(0, FRAMES, 6)], "mouths": mouths}


BOTH = {"ROSA": (0.3, 0.24), "TOM": (0.7, 0.24)}


def found(media: FilmFile, told: dict[str, Any] | None, shot: Shot | None = None) -> list[Finding]:
    script = Script(scenes=(Scene(id="1", shots=(shot or a_shot(),)),))
    kinds = ("missing-character", "wrong-shot-size", "wrong-screen-side", "wrong-speaker")
    return measure(Evidence(script=script, media=media, truth=told), [CHECKS[kind] for kind in kinds])


def kinds_of(findings: list[Finding]) -> list[str]:
    return [one.kind for one in findings]


def test_what_is_as_asked_is_left_alone(media: FilmFile) -> None:
    assert found(media, truth(BOTH)) == []
    assert found(media, None) == [], "nothing tells where people are: nothing is found"


def test_who_is_not_seen_is_missed_by_name(media: FilmFile) -> None:
    (one,) = found(media, truth({"ROSA": (0.3, 0.24)}))
    assert (one.kind, one.about, one.shot, one.dimension, one.remedy) == (
        "missing-character", "TOM", "u1", "Staging", Remedy.RETAKE,
    )  # fmt: skip
    assert "seen: ROSA" in one.evidence
    assert found(media, truth({"ROSA": (0.3, 0.24), "": (0.7, 0.24)})) == [], "a face without a name may be TOM's"
    over = a_shot(framing=Framing.OVER_THE_SHOULDER)
    assert found(media, truth({"ROSA": (0.3, 0.24)}), over) == [], "of TOM no more than a shoulder need be seen"
    assert found(media, truth({}), a_shot(size=ShotSize.INSERT)) == []
    assert found(media, {"samples": []}) == [], "no frame of the shot was looked at"


@pytest.mark.parametrize(
    ("asked", "head", "wrong"),
    [
        (ShotSize.MEDIUM, 1 / 4.2, False), (ShotSize.MEDIUM, 1 / 2.95, False), (ShotSize.MEDIUM, 1 / 2.0, True),
        (ShotSize.MEDIUM, 1 / 9.4, True), (ShotSize.CLOSE_UP, 1 / 2.2, False), (ShotSize.CLOSE_UP, 1 / 4.2, True),
        (ShotSize.EXTREME_WIDE, 1 / 40, False), (ShotSize.EXTREME_CLOSE_UP, 0.95, False),
    ],
)  # fmt: skip
def test_a_size_is_told_by_the_head(asked: ShotSize, head: float, wrong: bool, media: FilmFile) -> None:
    shot = a_shot(size=asked, subjects=("ROSA",), in_frame=("ROSA",))
    said = found(media, truth({"ROSA": (0.5, head)}), shot)
    assert kinds_of(said) == (["wrong-shot-size"] if wrong else [])
    assert all(f"asked is a {asked}" in one.evidence for one in said)


def test_a_push_in_is_judged_at_its_best_moment(media: FilmFile) -> None:
    shot = a_shot(size=ShotSize.CLOSE_UP, subjects=("ROSA",), in_frame=("ROSA",))
    near, far = truth({"ROSA": (0.5, 0.5)}), truth({"ROSA": (0.5, 0.12)})
    assert kinds_of(found(media, far, shot)) == ["wrong-shot-size"]
    assert found(media, {"samples": far["samples"][:4] + near["samples"][4:]}, shot) == []


def test_who_has_changed_sides_is_found_from_marks_and_camera(media: FilmFile) -> None:
    turned = truth({"ROSA": (0.7, 0.24), "TOM": (0.3, 0.24)})
    (one,) = found(media, turned)
    assert (one.kind, one.data["left"], one.data["right"]) == ("wrong-screen-side", "ROSA", "TOM")
    assert found(media, turned, a_shot(side="far")) == []
    assert kinds_of(found(media, truth(BOTH), a_shot(side="far"))) == ["wrong-screen-side"]
    deep = (ROSA.changed(x_cm=0), TOM.changed(x_cm=40, z_cm=200))
    assert found(media, turned, a_shot(blocking=deep)) == [], "one behind the other: either side is right"
    boxes = {"ROSA": (0.6, 0.1, 0.8, 0.9), "TOM": (0.2, 0.1, 0.4, 0.9)}
    assert found(media, turned, a_shot(boxes=boxes)) == [], "the script's own boxes count"


def test_who_only_stands_behind_a_single_shot_may_be_on_either_side(media: FilmFile) -> None:
    alone = a_shot(subjects=("ROSA",), in_frame=("ROSA",), framing=Framing.SINGLE)
    assert found(media, truth({"ROSA": (0.7, 0.24), "TOM": (0.3, 0.24)}), alone) == []


def test_the_camera_may_step_back_for_three(media: FilmFile) -> None:
    three = {**{name: (x, 1 / 7.2) for name, (x, _) in BOTH.items()}, "ANNA": (0.5, 1 / 7.2)}
    assert "wrong-shot-size" in kinds_of(found(media, truth({name: three[name] for name in BOTH})))
    group = a_shot(in_frame=tuple(three), subjects=tuple(three), framing=Framing.GROUP)
    assert found(media, truth(three), group) == []


SPEAKS, RESTS = [abs(float(np.sin(n))) for n in range(FRAMES)], [0.3] * FRAMES


def test_whose_lips_move_is_who_speaks(media: FilmFile) -> None:
    assert found(media, truth(BOTH, ROSA=SPEAKS, TOM=RESTS)) == []
    (one,) = found(media, truth(BOTH, ROSA=RESTS, TOM=SPEAKS))
    assert (one.kind, one.line, one.data["seen"]) == ("wrong-speaker", "l1", ["TOM"])
    (other,) = found(media, truth(BOTH, ROSA=RESTS))
    assert "nobody is seen to speak" in other.evidence
    assert found(media, truth(BOTH, ROSA=RESTS[:12])) == [], "a face that turns away may speak unseen"
    assert found(media, truth(BOTH)) == []


def test_an_unseen_speaker_and_two_at_once_are_no_fault(media: FilmFile) -> None:
    line = SpokenLine(id="l1", speaker="ROSA", text="I know.", start_ms=250, end_ms=1250)
    assert found(media, truth(BOTH, ROSA=RESTS), a_shot(lines=(line.changed(off_screen=True),))) == []
    both = (line, line.changed(id="l2", speaker="TOM"))
    assert found(media, truth(BOTH, ROSA=RESTS, TOM=SPEAKS), a_shot(lines=both)) == []


async def test_without_truth_staging_is_not_observable(media: FilmFile) -> None:
    script = Script(scenes=(Scene(id="1", shots=(a_shot(lines=()),)),))
    verdict = await Critic().critique_film(Evidence(script=script, media=media))
    assert verdict.scores["Staging"].value is None and "no detector" in verdict.scores["Staging"].why
    seen = await Critic().critique_film(Evidence(script=script, media=media, truth=truth(BOTH)))
    assert seen.scores["Staging"].value == 5.0


def test_the_truth_of_takes_is_placed_where_the_cut_shows_them() -> None:
    entries = (
        CutEntry(uid="a", id="1", take="x", available_frames=48, source_start=6, frames=20, start=0),
        CutEntry(uid="b", id="2", take="y", available_frames=48, frames=24, start=20,
                 transition=Transition(kind=TransitionKind.DISSOLVE, frames=8)),
        CutEntry(uid="c", id="3", missing=MissingMedia(uid="c", reason="no"), available_frames=0, frames=4, start=44),
    )  # fmt: skip
    told = truth({"ROSA": (0.3, 0.2)}, ROSA=[n / 100 for n in range(FRAMES)])
    placed = placed_truth(Cut(width_px=160, height_px=96, rate_num=24, entries=entries), {"a": told, "b": told, "c": told})
    sight = sight_of(Evidence(truth=placed))
    assert sight is not None
    assert [frame for frame, _ in sight.samples] == [0, 6, 12, 18, 32, 38]
    assert sight.openings(0, 44)["ROSA"].round(2).tolist() == [n / 100 for n in [*range(6, 26), *range(24)]]


def linked(*shots: Shot) -> Script:
    return Script(scenes=(Scene(id="1", shots=shots),))


def test_a_move_that_nothing_tells_misses_its_link(media: FilmFile) -> None:
    one = a_shot(end_ms=700, lines=())
    two = a_shot(uid="u2", id="1.2", start_ms=700, end_ms=1400, lines=(), blocking=(ROSA.changed(x_cm=110), TOM))
    (told,) = measure(Evidence(script=linked(one, two), media=media), [CHECKS["missing-link"]])
    assert (told.shot, told.about, told.cause, told.remedy) == ("u2", "ROSA", Cause.SCRIPT, Remedy.LINKING_SHOT)
    assert "x -90 to 110 cm" in told.evidence and "no shot tells how" in told.evidence
    walks = linked(one, two.changed(action="Rosa walks to the window."))
    assert measure(Evidence(script=walks, media=media), [CHECKS["missing-link"]]) == []


def test_a_linking_shot_that_is_not_in_the_film_is_named(media: FilmFile) -> None:
    one = a_shot(end_ms=700, lines=())
    walk = ROSA.changed(to_x_cm=110)
    two = a_shot(uid="u2", id="1.2", start_ms=700, end_ms=1400, lines=(), blocking=(walk, TOM), action="Rosa crosses.")
    three = a_shot(uid="u3", id="1.3", start_ms=1400, lines=(), blocking=(ROSA.changed(x_cm=110), TOM))
    script = linked(one, two, three)
    entries = [
        CutEntry(uid=shot.uid, id=shot.id, take=shot.uid, available_frames=16, frames=16, start=16 * n)
        for n, shot in enumerate((one, two, three))
    ]
    cut = Cut(width_px=160, height_px=96, rate_num=24, entries=tuple(entries))
    assert measure(Evidence(script=script, cut=cut, media=media), [CHECKS["missing-link"]]) == []
    entries[1] = entries[1].changed(take="", missing=MissingMedia(uid="u2", reason="not made"))
    (told,) = measure(Evidence(script=script, cut=cut.changed(entries=tuple(entries)), media=media), [CHECKS["missing-link"]])
    assert told.shot == "u3" and "1.2, which tells of it, is not in the film" in told.evidence
