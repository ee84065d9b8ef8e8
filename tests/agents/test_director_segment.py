"""Segmentation: Shots are cut to the backend's measure, never inside a Line or an action."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storyreel.agents.director import Director, segment_script
from storyreel.agents.director.segment import allowed_cuts, cuts_of
from storyreel.film.edits import apply_edits
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Blocking, Scene, Script, Shot, SpokenLine
from storyreel.tools.contracts import Capabilities
from tests.film.film_strategies import scripts

TEN = Capabilities(durations_s=(0.5, 10.0))


def talk(*spans: tuple[int, int], end: int, start: int = 0, **fields: Any) -> Script:
    """One Shot with Lines at these spans."""
    lines = tuple(
        SpokenLine(id=f"L{n}", speaker="ROSA", text=f"Words {n}.", start_ms=start + a, end_ms=start + b)
        for n, (a, b) in enumerate(spans, start=1)
    )
    shot = Shot(uid="a", id="1.1", start_ms=start, end_ms=start + end, lines=lines, **fields)
    return Script(scenes=(Scene(id="1", shots=(shot,)),))


def cut(script: Script) -> list[tuple[int, list[str]]]:
    """Lengths of the Shots after segmentation, and the Lines in each."""
    edits, _ = segment_script(script, TEN)
    return [(shot.duration_ms, [line.id for line in shot.lines]) for shot in apply_edits(script, edits).shots]


def test_a_long_talk_is_cut_between_lines() -> None:
    assert cut(talk((500, 4000), (4400, 8000), (8400, 13_000), end=14_000)) == [(8200, ["L1", "L2"]), (5800, ["L3"])]


def test_lines_without_a_breath_between_them_are_cut_at_their_border() -> None:
    assert cut(talk((0, 6000), (6000, 12_000), end=12_000)) == [(6000, ["L1"]), (6000, ["L2"])]


def test_a_long_silence_keeps_a_breath_at_both_sides() -> None:
    assert [length for length, _ in cut(talk((0, 3000), (9000, 12_000), end=12_000))] in ([3300, 8700], [8700, 3300])


def test_a_line_longer_than_any_clip_is_left_whole_and_said() -> None:
    script = talk((0, 12_000), end=12_000)
    edits, choices = segment_script(script, TEN)
    assert edits == ()
    assert choices[0].choice == "left whole: it will be asked at the longest and held on its last frame"
    assert choices[0].about == "segmentation of 1.1"
    assert "lasts 12 s and the backend's longest clip is 10 s" in choices[0].reason


def test_pieces_that_cannot_be_cut_further_are_counted() -> None:
    _, choices = segment_script(talk((0, 2000), (2500, 14_000), end=14_500), TEN)
    assert "1 of its pieces cannot be cut further" in choices[0].choice


def test_one_action_in_silence_is_never_cut() -> None:
    assert cut(talk(end=14_000, action="Rosa kneads the dough.")) == [(14_000, [])]
    walk = Blocking(character="ROSA", x_cm=0, to_x_cm=300)
    assert cut(talk(end=14_000, action="She walks. She stops.", blocking=(walk,))) == [(14_000, [])]


def test_actions_are_shared_out_where_their_border_is_cut() -> None:
    script = talk(end=16_000, action="Rosa kneads the dough. She looks up. Tom comes in. He sits.")
    edits, _ = segment_script(script, TEN)
    shots = apply_edits(script, edits).shots
    assert [shot.duration_ms for shot in shots] == [8000, 8000]
    assert [shot.action for shot in shots] == ["Rosa kneads the dough. She looks up.", "Tom comes in. He sits."]


def test_one_action_goes_on_after_a_cut_between_lines() -> None:
    script = talk((0, 6000), (6400, 12_000), end=12_000, action="Rosa kneads the dough.")
    edits, _ = segment_script(script, TEN)
    assert [shot.action for shot in apply_edits(script, edits).shots] == ["Rosa kneads the dough.", "… Rosa kneads the dough."]


def test_silence_without_action_is_cut_evenly() -> None:
    assert cut(talk(end=21_000)) == [(7000, []), (7000, []), (7000, [])]


def test_ids_follow_one_another_and_the_first_piece_keeps_the_uid() -> None:
    script = talk(end=21_000)
    shots = apply_edits(script, segment_script(script, TEN).edits).shots
    assert [shot.id for shot in shots] == ["1.1A", "1.1B", "1.1C"]
    assert shots[0].uid == "a" and len({shot.uid for shot in shots}) == 3


def test_cuts_do_not_depend_on_the_place_in_the_film() -> None:
    here, there = talk((0, 6000), (6400, 12_000), end=12_000), talk((0, 6000), (6400, 12_000), end=12_000, start=60_000)
    one, two = (apply_edits(script, segment_script(script, TEN).edits) for script in (here, there))
    assert [shot.rebased() for shot in one.shots] == [shot.rebased() for shot in two.shots]


def test_a_second_segmentation_finds_nothing_to_do() -> None:
    script = talk((500, 4000), (4400, 8000), (8400, 13_000), end=14_000)
    again = apply_edits(script, segment_script(script, TEN).edits)
    assert segment_script(again, TEN) == ((), ())


def test_an_earlier_split_at_the_same_place_takes_no_uid_twice() -> None:
    script = talk(end=21_000)
    once = apply_edits(script, segment_script(script, TEN).edits)
    longer = once.changed(
        scenes=(once.scenes[0].changed(shots=(once.shots[0].changed(end_ms=21_000), *(s.moved(14_000) for s in once.shots[1:]))),)
    )
    twice = apply_edits(longer, segment_script(longer, TEN).edits)
    assert len(twice.shots) == 5


@given(scripts(), st.integers(500, 4000), st.integers(1, 400))
def test_no_line_is_lost_and_no_shot_is_longer_than_it_must_be(script: Script, longest: int, shortest: int) -> None:
    backend = Capabilities(durations_s=(shortest / 1000, longest / 1000))
    edits, choices = segment_script(script, backend)
    made = apply_edits(script, edits)
    assert [(line.id, line.text) for line in made.lines] == [(line.id, line.text) for line in script.lines]
    assert len(choices) == sum(shot.duration_ms > longest for shot in script.shots)
    assert made.duration_ms == script.duration_ms
    for shot in script.shots:
        allowed = allowed_cuts(shot, longest)
        points = [shot.start_ms, *cuts_of(shot, shortest=shortest, longest=longest), shot.end_ms]
        assert all(point in allowed for point in points[1:-1])
        assert not any(line.start_ms < point < line.end_ms for line in shot.lines for point in allowed)
        for start, end in pairwise(points):
            assert end - start <= longest or not any(start < point < end for point in allowed)
    short = {shot.uid for shot in script.shots if shot.duration_ms <= longest}
    assert all(made.shot(uid).rebased() == script.shot(uid).rebased() for uid in short)


def test_the_director_offers_it() -> None:
    found = asyncio.run(Director().segment(talk(end=21_000), capabilities=TEN, settings=FilmSettings()))
    assert len(found.edits) == 2 and found.choices[0].choice == "split at 7 s and 14 s"
