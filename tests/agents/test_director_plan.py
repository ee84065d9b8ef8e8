"""The Plan: every Shot once, in one Chain, with a spec that knows nothing of its place in the film."""

from __future__ import annotations

import asyncio
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storyreel.agents.director import Director, add_up, shot_of
from storyreel.film.edits import Delete, Insert, Replace, Retime, apply_edits
from storyreel.film.plan import FilmSettings, Plan
from storyreel.film.script import Script, Shot
from storyreel.film.take import Cost, RenderSpec
from storyreel.film.time import frames_between
from storyreel.tools.contracts import Capabilities, Estimate
from tests.agents.director_film import DRAWN, FRAME_ONLY, MODEL, TEXT_ONLY, film, request, sheet
from tests.film.film_strategies import scripts

BACKENDS = st.sampled_from((DRAWN, MODEL, FRAME_ONLY, TEXT_ONLY))
MODES = st.sampled_from(("auto", "first", "style", "asset", "none"))


def plan(script: Script | None = None, capabilities: Capabilities = DRAWN, **fields: Any) -> Plan:
    return asyncio.run(Director().plan(request(script, capabilities, **fields)))


@given(scripts(), BACKENDS, MODES)
def test_every_shot_is_in_exactly_one_chain_after_what_it_anchors_on(script: Script, backend: Capabilities, mode: Any) -> None:
    made = plan(script, backend, settings=FilmSettings(reference_mode=mode))
    uids = [shot.uid for shot in script.shots]
    assert [shot.uid for shot in made.shots] == uids
    assert sorted(uid for chain in made.chains for uid in chain.shots) == sorted(uids)
    assert len({chain.id for chain in made.chains}) == len(made.chains)
    for chain in made.chains:
        assert [uids.index(uid) for uid in chain.shots] == sorted(uids.index(uid) for uid in chain.shots)
        for uid in chain.shots:
            source = made.shot(uid).anchor.source
            assert not source or chain.shots.index(source) < chain.shots.index(uid)
            assert made.shot(uid).anchor.reason
            assert made.shot(uid).anchor.mode == "nothing" or made.shot(uid).anchor.mode in backend.anchors


@given(scripts(), BACKENDS)
def test_the_same_request_gives_the_same_plan(script: Script, backend: Capabilities) -> None:
    assert plan(script, backend) == plan(script, backend)


@given(scripts(), BACKENDS, st.integers(1, 5000), st.data())
def test_an_edit_of_another_shot_leaves_the_spec(script: Script, backend: Capabilities, by: int, data: st.DataObject) -> None:
    if len(script.shots) < 2:
        return
    touched = data.draw(st.sampled_from(script.shots))
    added = Shot(uid="new", id="", start_ms=0, end_ms=by, action="new")
    edits = data.draw(
        st.sampled_from(
            (
                [Retime(uid=touched.uid, duration_ms=touched.duration_ms + by)],
                [Replace(uid=touched.uid, fields={"action": "something else", "lighting": "dark"})],
                [Insert(after=touched.uid, shot=added)],
                [Delete(uid=touched.uid)]
                if not touched.lines
                else [Retime(uid=touched.uid, duration_ms=touched.duration_ms + 1)],
            )
        )
    )
    edited = apply_edits(script, edits)
    before, after = plan(script, backend), plan(edited, backend)
    kept = {shot.uid: shot.spec_hash for shot in before.shots if shot.uid != touched.uid}
    again = {shot.uid: shot.spec_hash for shot in after.shots}
    assert {uid: again[uid] for uid in kept} == kept


@given(st.integers(0, 100_000), st.integers(2, 9), st.sampled_from(["9.9", "1.3B"]))
def test_neither_place_nor_version_nor_display_id_is_in_the_spec(by_ms: int, version: int, shot_id: str) -> None:
    script = film()
    scenes = tuple(
        scene.changed(shots=tuple(shot.moved(by_ms).changed(id=f"{shot_id}{shot.id}") for shot in scene.shots))
        for scene in script.scenes
    )
    moved = script.changed(version=version, scenes=scenes)
    assert [shot.spec for shot in plan(moved, MODEL).shots] == [shot.spec for shot in plan(script, MODEL).shots]
    assert [shot.prompt for shot in plan(moved, MODEL).shots] == [shot.prompt for shot in plan(script, MODEL).shots]


@given(scripts(contiguous=True))
def test_enough_frames_are_asked_wherever_the_shot_lands(script: Script) -> None:
    for one, shot in zip(plan(script, DRAWN).shots, script.shots, strict=True):
        if shot.duration_ms <= 10_000:
            assert one.spec.frames >= frames_between(shot.start_ms, shot.end_ms, one.spec.rate)
        else:
            assert one.spec.frames == 240 and one.choices[0].about == "duration"


def test_the_spec_holds_all_that_a_drawn_shot_needs() -> None:
    spec = plan().shot("u1.2").spec
    shot = shot_of(spec)
    assert (shot.size, shot.setup, shot.duration_ms, shot.start_ms) == ("medium close-up", "on ROSA", 3000, 0)
    assert [one.character for one in shot.blocking] == ["ROSA", "TOM"]
    assert [(line.speaker, line.text, line.start_ms, line.end_ms) for line in spec.lines] == [
        ("ROSA", "You are late.", 200, 1600)
    ]
    assert spec.lines[0].speech == "L1-0-You are late."
    assert {one.name: one.appearance for one in spec.cast} == {"ROSA": "forty, red coat", "TOM": "tall, grey beard"}
    assert (spec.place.name, spec.place.look, spec.place.time_of_day, spec.place.interior) == (
        "kitchen",
        "green tiles",
        "night",
        True,
    )
    assert (spec.tone, spec.frames, spec.rate, spec.width_px, spec.height_px) == ("tense", 72, Fraction(24), 832, 480)


def test_reasons_and_extras_make_no_new_take_of_a_drawn_film() -> None:
    script = film()
    first = script.scenes[0]
    other = script.changed(
        scenes=(
            first.changed(reason="r", shots=tuple(s.changed(reason="because", extra={"x": 1}) for s in first.shots)),
            *script.scenes[1:],
        )
    )
    assert [s.spec_hash for s in plan(script).shots] == [s.spec_hash for s in plan(other).shots]
    assert plan(script, MODEL).shots[0].spec_hash != plan(other, MODEL).shots[0].spec_hash


def test_aliases_are_written_as_the_cast_writes_them() -> None:
    script = film()
    first = script.scenes[0]
    renamed = apply_edits(
        script,
        [
            Replace(
                uid="u1.2",
                fields={
                    "in_frame": ["Rosie"],
                    "subjects": ["Rosie"],
                    "blocking": [
                        one.changed(character="Rosie", facing="TOM") if one.character == "ROSA" else one
                        for one in first.shots[1].blocking
                    ],
                },
            )
        ],
    )
    assert plan(renamed).shot("u1.2").spec == plan(script).shot("u1.2").spec


def test_a_voice_off_screen_and_a_narrator_are_not_in_the_cast() -> None:
    script = film()
    line = script.shot("u2.1").lines
    assert not line
    voiced = apply_edits(script, [Replace(uid="u2.1", fields={"blocking": []})])
    shot = voiced.shot("u2.1")
    off = shot.changed(
        lines=({"id": "L9", "speaker": "TOM", "text": "Far away.", "start_ms": 14000, "end_ms": 15000, "off_screen": True},)
    )
    scenes = (voiced.scenes[0], voiced.scenes[1].changed(shots=(off,)))
    assert plan(voiced.changed(scenes=scenes)).shot("u2.1").spec.cast == ()


def test_locks_wording_and_counted_takes_reach_the_plan() -> None:
    made = plan(
        capabilities=MODEL, locked={"u1.1": "key", "gone": "x"}, after_take={"u1.2": 2}, wording={"u1.3": "Only these words."}
    )
    assert (made.shot("u1.1").locked_take, made.shot("u1.2").after_take) == ("key", 2)
    assert (made.shot("u1.3").prompt, made.shot("u1.3").spec.wording) == ("Only these words.", "Only these words.")
    assert any(choice.about == "lock" for choice in made.shot("u1.1").choices)
    assert add_up(made.shots).shots == 5


def test_money_and_time_are_added_up_and_unknown_stays_unknown() -> None:
    made = plan()
    assert add_up(made.shots).cost == Cost(micros=432_000) and add_up(made.shots).wall_ms == 4320
    assert next(one for one in made.choices if one.about == "estimate").choice.startswith("0.43 USD; 0:04.3")

    def shy(spec: RenderSpec) -> Estimate:
        return Estimate(Cost(micros=None if spec.uid == "u1.1" else 500_000), 1.0, "asked")

    total = add_up(plan(estimate=shy).shots)
    assert (total.cost.micros, total.known_micros, total.unknown) == (None, 2_500_000, 1)
    said = next(one for one in plan(estimate=shy).choices if one.about == "estimate").choice
    assert said.startswith("an unknown price for 1 of 6 Shots, and 2.50 USD for the rest")


def test_size_rate_and_length_fit_the_backend_and_say_so() -> None:
    backend = Capabilities(durations_s=(4.0, 8.0), sizes=((1280, 720), (720, 1280)), rates=(Fraction(16), Fraction(30)))
    made = plan(capabilities=backend)
    spec = made.shot("u1.1").spec
    assert (spec.width_px, spec.height_px, spec.rate, spec.frames) == (1280, 720, Fraction(30), 120)
    assert made.settings == FilmSettings()
    assert {"size", "rate"} <= {choice.about for choice in made.choices}
    assert made.shot("u1.1").choices[0].choice == "asked at the shortest clip and trimmed"
    assert "only the first 3 s is used" in made.shot("u1.1").prompt
    assert not made.shot("u2.1").choices
    long = film().changed(
        scenes=(film().scenes[0], film().scenes[1].changed(shots=(film().shot("u2.1").changed(end_ms=30_000),)))
    )
    held = plan(long, backend).shot("u2.1")
    assert (held.spec.frames, held.choices[0].choice) == (240, "asked at the longest clip and held")


def test_the_look_comes_from_the_settings_else_the_script() -> None:
    looks = [
        plan(film(style=own), settings=FilmSettings(style=asked)).shots[0].spec.style
        for own, asked in (("", "realistic"), ("Anime", "realistic"), ("anime", "cartoon"), ("", "1940s noir"))
    ]
    assert looks == ["realistic", "anime", "animated", "1940s noir"]


def test_a_script_without_shots_is_planned() -> None:
    made = plan(Script())
    assert (made.shots, made.chains) == ((), ())
    assert sheet(Script()).lines == ()
