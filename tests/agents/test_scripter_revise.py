"""Revision by Edits: each Note and Finding changes what it names, and every other Shot stays equal to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.agents.critic import script_verdict
from storyreel.film.edits import Insert, Replace, Retime, Split, apply_edits
from storyreel.film.finding import Finding, Remedy
from storyreel.film.note import Note
from storyreel.film.script import Blocking, Move, Script, Shot
from storyreel.film.speech import SpeechSheet, SpokenAudio
from storyreel.film.timing import fit_to_speech
from storyreel.film.vocabulary import Angle, CameraMove, Framing, MoveSpeed, ShotSize
from tests.agents.scripter_cases import PLAIN, finding, page, revised, untouched, written

DIALOGUE = page(PLAIN)
SCRIPT = written(DIALOGUE)
SPOKEN = [shot for shot in SCRIPT.shots if shot.lines]
PAIR = next(
    (one, two)
    for one, two in zip(SCRIPT.shots, SCRIPT.shots[1:], strict=False)
    if one.framing is two.framing is Framing.OVER_THE_SHOULDER and one.move == two.move == Move()
)
ANSWER = next(shot for shot in SPOKEN if shot.framing is Framing.OVER_THE_SHOULDER)


def note(shot: Shot | None = None, **changes: object) -> Note:
    targets = (shot.uid,) if shot else ()
    return Note.model_validate({"id": "m1", "op": "change", "text": "as asked", "targets": targets, "changes": changes})


def spoilt(shot: Shot, **fields: object) -> Script:
    return apply_edits(SCRIPT, [Replace(uid=shot.uid, fields=fields)])


def kinds(script: Script, speech: SpeechSheet | None = None) -> set[str]:
    return {one.kind for one in script_verdict(script, dialogue=DIALOGUE, speech=speech).findings}


def findings_of(script: Script, kind: str, speech: SpeechSheet | None = None) -> list[Finding]:
    return [one for one in script_verdict(script, dialogue=DIALOGUE, speech=speech).findings if one.kind == kind]


def test_nothing_asked_nothing_changed() -> None:
    edits, after = revised(SCRIPT, DIALOGUE)
    assert edits == () and after is SCRIPT


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"size": "MCU"}, "size", ShotSize.MEDIUM_CLOSE_UP),
        ({"size": "close-up"}, "in_frame", (ANSWER.subjects[0],)),
        ({"framing": "two-shot"}, "framing", Framing.TWO_SHOT),
        ({"angle": "low"}, "angle", Angle.LOW),
        ({"move": {"kind": "pan", "direction": "left"}}, "move", Move(kind=CameraMove.PAN, direction="left")),
        ({"move": "push in"}, "move", Move(kind=CameraMove.PUSH_IN, direction="in", speed=MoveSpeed.SLOW)),
        ({"lighting": "darker"}, "lighting", f"{ANSWER.lighting}, darker"),
        ({"lighting": "moonlight"}, "lighting", "moonlight"),
        ({"lens_mm": 35}, "lens_mm", 35),
        ({"action": "Nora turns away."}, "action", "Nora turns away."),
        ({"transition": {"kind": "dissolve", "frames": 12}}, "transition", ("dissolve", 12)),
        ({"emotion": "furious"}, "emotion", "furious"),
    ],
)
def test_a_note_changes_what_it_names(changes: dict[str, object], field: str, value: object) -> None:
    edits, after = revised(SCRIPT, DIALOGUE, notes=[note(ANSWER, **changes)])
    got = getattr(after.shot(ANSWER.uid), field)
    assert (str(got.kind), got.frames) == value if field == "transition" else got == value
    assert untouched(SCRIPT, after, [ANSWER.uid]) == []
    assert edits and all("as asked" in edit.reason for edit in edits)


def test_slower_stretches_silence_and_keeps_speech() -> None:
    _, after = revised(SCRIPT, DIALOGUE, notes=[note(ANSWER, pace=1.2)])
    slow = after.shot(ANSWER.uid)
    assert slow.duration_ms > ANSWER.duration_ms and slow.duration_ms % 125 == 0
    assert [x.end_ms - x.start_ms for x in slow.lines] == [x.end_ms - x.start_ms for x in ANSWER.lines]


@pytest.mark.parametrize("pace", [0.65, 0.8, 1.2, 1.5])
def test_a_pace_for_the_whole_film_keeps_every_line_whole(pace: float) -> None:
    _, after = revised(SCRIPT, DIALOGUE, notes=[note(pace=pace)])
    assert (after.duration_ms > SCRIPT.duration_ms) == (pace > 1)
    assert not {"line-does-not-fit", "shot-too-long", "speech-overlap"} & kinds(after)


def test_a_note_about_the_run_or_a_lock_is_no_edit() -> None:
    locked = Note(id="m2", op="lock", targets=(ANSWER.uid,), changes={"size": "wide"})
    assert revised(SCRIPT, DIALOGUE, notes=[note(style="noir"), locked, note(ANSWER, nonsense=1)])[0] == ()


def test_a_note_on_a_shot_that_is_gone_is_no_edit() -> None:
    gone = Note(id="m3", op="change", targets=("sh_gone",), changes={"size": "wide"})
    assert revised(SCRIPT, DIALOGUE, notes=[gone])[0] == ()


def test_an_unknown_kind_of_finding_is_no_edit() -> None:
    assert revised(SCRIPT, DIALOGUE, findings=[finding("too-beautiful", ANSWER), finding("not-on-a-shot")])[0] == ()


@pytest.mark.parametrize("longer", [1.6, 2.4])
def test_speech_that_turns_out_too_long_is_split_until_it_fits(longer: float) -> None:
    sheet = _slow_voice(SCRIPT, longer)
    script = fit_to_speech(SCRIPT, sheet)
    assert "shot-too-long" in kinds(script, sheet)
    for _ in range(3):
        found = findings_of(script, "shot-too-long", sheet)
        if not found:
            break
        edits, script = revised(script, DIALOGUE, findings=found)
        assert any(isinstance(edit, Split) for edit in edits)
        sheet = _slow_voice(script, longer)
        script = fit_to_speech(script, sheet)
    assert not {"shot-too-long", "line-altered", "missing-line", "jump-cut", "line-does-not-fit"} & kinds(script, sheet)


def _slow_voice(script: Script, factor: float) -> SpeechSheet:
    words = {(line.id, line.part): (line.speaker, len(line.text.split())) for line in script.lines}
    audio = [
        SpokenAudio(id=line_id, part=part, speaker=speaker, file="x.wav", duration_ms=round(count * 400 * factor))
        for (line_id, part), (speaker, count) in words.items()
    ]
    return SpeechSheet(lines=tuple(audio))


def test_a_line_without_room_gets_it() -> None:
    line = ANSWER.lines[0]
    script = spoilt(ANSWER, lines=[line.changed(end_ms=line.start_ms + 300)])
    script = apply_edits(script, [Retime(uid=ANSWER.uid, duration_ms=1000)])
    _, after = revised(script, DIALOGUE, findings=findings_of(script, "line-does-not-fit"))
    assert "line-does-not-fit" in kinds(script) and "line-does-not-fit" not in kinds(after)
    assert untouched(script, after, [ANSWER.uid]) == []


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("jump-cut", {name: getattr(PAIR[0], name) for name in ("setup", "size", "subjects", "framing", "angle", "props")}),
        ("crossed-line", {"side": "far"}),
        ("wrong-speaker", {"lines": [line.changed(speaker="LANE") for line in PAIR[1].lines]}),
        ("line-altered", {"lines": [line.changed(text="Something else.") for line in PAIR[1].lines]}),
        ("time-flip", {"lighting": "broad daylight, sunshine"}),
        ("missing-blocking", {"blocking": [PAIR[1].blocking[0]]}),
        ("unlisted-prop", {"blocking": [b.changed(holds=("harp",)) for b in PAIR[1].blocking]}),
    ],
)
def test_a_defect_is_mended_and_nothing_else_touched(kind: str, fields: dict[str, object]) -> None:
    target = PAIR[1]
    script = spoilt(target, **fields)
    found = findings_of(script, kind)
    assert found, f"the defect {kind} was not made"
    touched = [one.shot for one in found]
    _, after = revised(script, DIALOGUE, findings=found)
    assert kind not in kinds(after)
    assert untouched(script, after, touched) == []


def test_four_alike_sizes_are_varied() -> None:
    script = SCRIPT
    for shot in SCRIPT.shots[3:9]:
        script = apply_edits(script, [Replace(uid=shot.uid, fields={"size": "medium", "framing": "single"})])
    found = findings_of(script, "size-monotony")
    assert found
    for _ in range(3):
        _, script = revised(script, DIALOGUE, findings=findings_of(script, "size-monotony"))
    assert "size-monotony" not in kinds(script)


def test_a_jump_becomes_a_walk_in_the_shot_before() -> None:
    at = SCRIPT.shots.index(ANSWER)
    moved = [
        b.changed(x_cm=(b.x_cm or 0) + 300, to_x_cm=None, to_z_cm=None) if n == 0 else b for n, b in enumerate(ANSWER.blocking)
    ]
    script = spoilt(ANSWER, blocking=moved)
    first = next(one for one in findings_of(script, "teleport") if one.shot == ANSWER.uid)
    _, after = revised(script, DIALOGUE, findings=[first])
    assert not [one for one in findings_of(after, "teleport") if one.shot == ANSWER.uid]
    assert untouched(script, after, [SCRIPT.shots[at - 1].uid]) == []


def test_a_line_that_was_lost_comes_back_in_its_place() -> None:
    gone = PAIR[1]
    assert len(gone.lines) == 1 and gone.lines[0].parts == 1
    shots = tuple(shot for shot in SCRIPT.shots if shot.uid != gone.uid)
    script = SCRIPT.changed(scenes=(SCRIPT.scenes[0].changed(shots=shots),))
    edits, after = revised(script, DIALOGUE, findings=findings_of(script, "missing-line"))
    assert [type(edit) for edit in edits] == [Insert]
    assert not {"missing-line", "line-out-of-order", "missing-blocking", "teleport"} & kinds(after)
    assert untouched(script, after, []) == []


def test_the_first_line_comes_back_too() -> None:
    first = next(shot for shot in SPOKEN if shot.lines)
    shots = tuple(shot for shot in SCRIPT.shots if shot.uid != first.uid)
    script = SCRIPT.changed(scenes=(SCRIPT.scenes[0].changed(shots=shots),))
    _, after = revised(script, DIALOGUE, findings=findings_of(script, "missing-line"))
    assert not {"missing-line", "line-out-of-order"} & kinds(after)


def test_what_takes_could_not_show_is_made_simpler_step_by_step() -> None:
    script = spoilt(ANSWER, move={"kind": "arc", "direction": "left"}, effects="rain")
    shot = script.shot(ANSWER.uid)
    failed = finding("black", shot, remedy=Remedy.SIMPLIFY)
    _, once = revised(script, DIALOGUE, findings=[failed])
    assert once.shot(shot.uid).move == Move() and once.shot(shot.uid).framing is shot.framing
    _, twice = revised(once, DIALOGUE, findings=[failed])
    assert twice.shot(shot.uid).framing is Framing.SINGLE and len(twice.shot(shot.uid).in_frame) == 1
    assert revised(twice, DIALOGUE, findings=[failed])[0] == ()


def test_two_on_one_spot_are_set_apart() -> None:
    same = [b.changed(x_cm=0, z_cm=0, to_x_cm=None, to_z_cm=None) for b in ANSWER.blocking]
    script = spoilt(ANSWER, blocking=same)
    _, after = revised(script, DIALOGUE, findings=findings_of(script, "same-spot"))
    assert "same-spot" not in kinds(after)


def test_a_thing_in_another_hand_is_said_to_be_taken() -> None:
    first, second = PAIR
    script = spoilt(first, blocking=_holding(first, "lamp", 0))
    script = apply_edits(script, [Replace(uid=second.uid, fields={"blocking": _holding(second, "lamp", 1)})])
    found = findings_of(script, "custody-break")
    assert found
    _, after = revised(script, DIALOGUE, findings=found)
    assert "custody-break" not in kinds(after)


def _holding(shot: Shot, prop: str, who: int) -> list[Blocking]:
    return [one.changed(holds=(prop,) if at == who else ()) for at, one in enumerate(shot.blocking)]


def test_the_cast_is_completed() -> None:
    bare = SCRIPT.changed(cast=(SCRIPT.cast[0].changed(appearance="", appearance_from=""),))
    found = [one for kind in ("missing-appearance", "unknown-speaker", "unknown-character") for one in findings_of(bare, kind)]
    _, after = revised(bare, DIALOGUE, findings=found)
    assert {one.name for one in after.cast} == {"NORA", "HELMER"} and all(one.appearance for one in after.cast)


KINDS = [
    "shot-too-long",
    "size-monotony",
    "jump-cut",
    "teleport",
    "missing-blocking",
    "line-does-not-fit",
    "speech-overlap",
    "black",
]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, len(SCRIPT.shots) - 1)), max_size=6), st.booleans())
def test_any_findings_together_make_edits_that_apply(asked: list[tuple[str, int]], noted: bool) -> None:
    made = [
        finding(kind, SCRIPT.shots[at], about="NORA", line="L1", remedy=Remedy.SIMPLIFY if kind == "black" else Remedy.REWRITE)
        for kind, at in asked
    ]
    notes = [note(SCRIPT.shots[at], size="close-up", pace=1.2) for _, at in asked[:2]] if noted else []
    _, after = revised(SCRIPT, DIALOGUE, findings=made, notes=notes)
    assert not {"missing-line", "line-altered", "line-repeated", "wrong-speaker", "span-hole", "span-overlap"} & kinds(after)
    _check_untouched(after, asked)


def _check_untouched(after: Script, asked: list[tuple[str, int]]) -> None:
    near = {at + step for _, at in asked for step in (-1, 0, 1)}
    assert untouched(SCRIPT, after, [SCRIPT.shots[at].uid for at in near if 0 <= at < len(SCRIPT.shots)]) == []
