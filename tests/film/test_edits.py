"""Edits one by one: what each does, and what each refuses."""

from __future__ import annotations

import pytest

from storyreel.errors import ScriptError
from storyreel.film import (
    AddCharacter,
    Blocking,
    Character,
    Delete,
    Insert,
    Merge,
    Move,
    Replace,
    ReplaceCharacter,
    ReplaceScene,
    Retime,
    Scene,
    Script,
    Shot,
    ShotSize,
    Split,
    SpokenLine,
    apply_edits,
    read_edits,
)


def line(number: int, start: int, end: int, text: str = "Yes.", **fields: object) -> SpokenLine:
    return SpokenLine.model_validate(
        {"id": f"L{number}", "speaker": "ROSA", "text": text, "start_ms": start, "end_ms": end, **fields}
    )


@pytest.fixture
def script() -> Script:
    """Scene 1: a (two Lines), b (silent), c (one Line); scene 2: d (one Line). All contiguous."""
    walk = Blocking(character="ROSA", x_cm=-100, to_x_cm=100)
    return Script(
        cast=(Character(name="ROSA"), Character(name="TOM")),
        scenes=(
            Scene(
                id="1",
                shots=(
                    Shot(
                        uid="a",
                        id="1.1",
                        start_ms=0,
                        end_ms=4000,
                        lines=(line(1, 500, 1500), line(2, 2000, 3500)),
                        blocking=(walk,),
                    ),
                    Shot(uid="b", id="1.2", start_ms=4000, end_ms=6000, in_frame=("TOM",)),
                    Shot(uid="c", id="1.3", start_ms=6000, end_ms=8000, lines=(line(3, 6250, 7500),)),
                ),
            ),
            Scene(id="2", shots=(Shot(uid="d", id="2.1", start_ms=8000, end_ms=9000, lines=(line(4, 8200, 8800),)),)),
        ),
    )


def ids(script: Script) -> list[str]:
    return [shot.id for shot in script.shots]


def spans(script: Script) -> list[tuple[int, int]]:
    return [(shot.start_ms, shot.end_ms) for shot in script.shots]


def test_no_edit_is_no_new_version(script: Script) -> None:
    assert apply_edits(script, ()) is script


def test_replace_takes_json_names_and_values_and_python_ones(script: Script) -> None:
    edited = apply_edits(
        script,
        [Replace(uid="b", fields={"size": "close-up", "move": Move(), "lines": [line(5, 4500, 5000)], "in_frame": ("TOM",)})],
    )
    shot = edited.shot("b")
    assert shot.size is ShotSize.CLOSE_UP and shot.lines[0].start_ms == 4500 and edited.version == 2
    assert [one for one in edited.shots if one.uid != "b"] == [one for one in script.shots if one.uid != "b"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"end_s": 3}, "retime"),
        ({"start_ms": 3}, "retime"),
        ({"uid": "x"}, "for ever"),
        ({"id": "9"}, "never renumbered"),
        ({"colour": "red"}, "no field 'colour'.*lighting"),
        ({"size": "huge"}, "shot 1.2: size"),
    ],
)
def test_replace_refuses(script: Script, fields: dict[str, object], told: str) -> None:
    with pytest.raises(ScriptError, match=told):
        apply_edits(script, [Replace(uid="b", fields=fields)])


def test_an_unknown_uid_says_what_exists_and_a_display_id_says_its_uid(script: Script) -> None:
    with pytest.raises(ScriptError, match=r"no shot has the uid 'x'; the Script has a \(1.1\), b \(1.2\)"):
        apply_edits(script, [Retime(uid="x", duration_ms=5)])
    with pytest.raises(ScriptError, match=r"'1.2' is a display id; edits use the uid, here 'b'"):
        apply_edits(script, [Retime(uid="1.2", duration_ms=5)])


def test_lines_of_a_replace_are_on_the_clock_of_the_script_edited(script: Script) -> None:
    later = line(3, 6250, 7500, "Yes, I do.")
    edited = apply_edits(script, [Retime(uid="b", duration_ms=5000), Replace(uid="c", fields={"lines": [later]})])
    assert edited.shot("c").start_ms == 9000
    assert edited.shot("c").lines[0].start_ms == 9250


def test_insert_moves_the_rest_and_takes_a_letter(script: Script) -> None:
    new = Shot(uid="n", id="", start_ms=100, end_ms=1100)
    edited = apply_edits(script, [Insert(after="a", shot=new), Insert(after="a", shot=new.changed(uid="m"))])
    assert ids(edited) == ["1.1", "1.1B", "1.1A", "1.2", "1.3", "2.1"]
    assert spans(edited)[:4] == [(0, 4000), (4000, 5000), (5000, 6000), (6000, 8000)]


def test_insert_at_the_head_of_a_scene(script: Script) -> None:
    edited = apply_edits(script, [Insert(scene="2", shot=Shot(uid="n", id="2.1", start_ms=0, end_ms=500))])
    assert ids(edited)[-2:] == ["2.0A", "2.1"]
    assert edited.shot("d").start_ms == 8500
    with pytest.raises(ScriptError, match="no scene has the id '7'; the Script has 1, 2"):
        apply_edits(script, [Insert(scene="7", shot=Shot(uid="n", id="", start_ms=0, end_ms=500))])


def test_insert_refuses_a_uid_that_is_taken_and_a_line_that_is_spoken_elsewhere(script: Script) -> None:
    with pytest.raises(ScriptError, match=r"taken by shot 1.1"):
        apply_edits(script, [Insert(after="a", shot=Shot(uid="a", id="", start_ms=0, end_ms=500))])
    again = Shot(uid="n", id="", start_ms=0, end_ms=2000, lines=(line(3, 0, 900),))
    with pytest.raises(ScriptError, match="speak L3 twice"):
        apply_edits(script, [Insert(after="a", shot=again)])


def test_split_puts_each_line_where_it_starts(script: Script) -> None:
    edited = apply_edits(script, [Split(uid="a", at_ms=1800, new_uid="a2")])
    assert ids(edited)[:2] == ["1.1A", "1.1B"] and spans(edited)[:2] == [(0, 1800), (1800, 4000)]
    assert [[x.id for x in shot.lines] for shot in edited.shots[:2]] == [["L1"], ["L2"]]
    first, second = edited.shots[0].blocking[0], edited.shots[1].blocking[0]
    assert first.to_x_cm == second.x_cm == -10 and second.to_x_cm == 100


def test_split_waits_for_the_line_to_end(script: Script) -> None:
    edited = apply_edits(script, [Split(uid="a", at_ms=1000)])
    assert spans(edited)[:2] == [(0, 1500), (1500, 4000)]


def test_split_refuses_to_cut_the_last_line_and_times_outside(script: Script) -> None:
    short = apply_edits(script, [Retime(uid="a", duration_ms=3500)])
    with pytest.raises(ScriptError, match="Line L2 is spoken from 2 s to the Shot's end"):
        apply_edits(short, [Split(uid="a", at_ms=3000)])
    with pytest.raises(ScriptError, match="it runs from 4 s to 6 s"):
        apply_edits(script, [Split(uid="b", at_ms=3000)])


def test_split_divides_a_line_where_the_caller_says(script: Script) -> None:
    long = apply_edits(script, [Replace(uid="c", fields={"lines": [line(3, 6250, 7500, "When I was young, I knew them all.")]})])
    parts = {"L3": ("When I was young,", "I knew them all.")}
    edited = apply_edits(long, [Split(uid="c", at_ms=7000, new_uid="c2", parts=parts)])
    one, two = edited.shot("c").lines[0], edited.shot("c2").lines[0]
    assert (one.part, one.parts, one.end_ms, one.text) == (0, 2, 7000, "When I was young,")
    assert (two.part, two.parts, two.start_ms, two.end_ms) == (1, 2, 7000, 7500)
    three = apply_edits(edited, [Split(uid="c", at_ms=6600, new_uid="c1", parts={"L3": ("When I", "was young,")})])
    assert [(x.part, x.parts, x.text) for x in three.lines if x.id == "L3"] == [
        (0, 3, "When I"),
        (1, 3, "was young,"),
        (2, 3, "I knew them all."),
    ]
    back = apply_edits(three, [Merge(first="c", second="c1"), Merge(first="c", second="c2")])
    assert back.shot("c").lines == long.shot("c").lines


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"L3": ("Yes", "no.")}, "make up its text 'Yes"),
        ({"L3": ("Yes.", " ")}, "do not make up"),
        ({"L1": ("Ye", "s.")}, "given for L1"),
    ],
)
def test_split_refuses_parts_that_are_not_the_line(script: Script, parts: dict[str, tuple[str, str]], told: str) -> None:
    with pytest.raises(ScriptError, match=told):
        apply_edits(script, [Split(uid="c", at_ms=7000, parts=parts)])


def test_split_refuses_parts_of_a_line_that_is_over_by_then(script: Script) -> None:
    with pytest.raises(ScriptError, match=r"given for L1, not spoken across 1.8 s; spoken there: nothing"):
        apply_edits(script, [Split(uid="a", at_ms=1800, parts={"L1": ("Ye", "s.")})])


def test_merge_keeps_all_that_both_say(script: Script) -> None:
    told = apply_edits(
        script,
        [
            Replace(uid="a", fields={"action": "Rosa waits.", "extra": {"x": 1}}),
            Replace(uid="b", fields={"action": "Tom turns.", "extra": {"x": 2}}),
        ],
    )
    shot = apply_edits(told, [Merge(first="a", second="b")]).shot("a")
    assert shot.action == "Rosa waits. Tom turns." and shot.duration_ms == 6000 and shot.in_frame == ("TOM",)
    assert shot.extra == {"x": 1, "x (of 1.2)": 2} and [x.id for x in shot.lines] == ["L1", "L2"]


def test_merge_walks_as_far_as_both_and_feels_what_is_told(script: Script) -> None:
    def blocked(uid: str, emotion: str, **marks: int) -> Replace:
        return Replace(uid=uid, fields={"emotion": emotion, "blocking": [Blocking(character="TOM", **marks)]})

    away_and_back = apply_edits(script, [blocked("a", "calm", x_cm=0, to_x_cm=50), blocked("b", "glad", x_cm=50, to_x_cm=0)])
    shot = apply_edits(away_and_back, [Merge(first="a", second="b")]).shot("a")
    assert (shot.blocking[0].x_cm, shot.blocking[0].to_x_cm, shot.emotion) == (0, 0, "calm")
    still = apply_edits(script, [blocked("a", "", x_cm=0, z_cm=9), blocked("b", "glad", x_cm=0, z_cm=9)])
    shot = apply_edits(still, [Merge(first="a", second="b")]).shot("a")
    assert (shot.blocking[0].to_x_cm, shot.blocking[0].to_z_cm, shot.emotion) == (None, None, "glad")


def test_parts_of_one_line_in_one_shot_are_counted_through() -> None:
    def part(number: int, of: int, text: str) -> SpokenLine:
        return line(1, number * 1000, number * 1000 + 900, text, part=number, parts=of)

    one = Shot(uid="a", id="1.1", start_ms=0, end_ms=2000, lines=(part(0, 3, "One two."), part(1, 3, "Three,")))
    two = Shot(uid="b", id="1.2", start_ms=2000, end_ms=3000, lines=(part(2, 3, "four."),))
    script = Script(scenes=(Scene(id="1", shots=(one, two)),))
    merged = apply_edits(script, [Merge(first="a", second="b")])
    assert [(x.part, x.parts, x.text) for x in merged.lines] == [(0, 2, "One two."), (1, 2, "Three, four.")]
    split = apply_edits(script, [Split(uid="a", at_ms=500, new_uid="c", parts={"L1": ("One", "two.")})])
    told = [(x.part, x.parts, x.text) for x in split.lines]
    assert told == [(0, 4, "One"), (1, 4, "two."), (2, 4, "Three,"), (3, 4, "four.")]
    with pytest.raises(ScriptError, match=r"speak L1 \(part 3\) twice"):
        apply_edits(script, [Insert(after="b", shot=two.changed(uid="n"))])


@pytest.mark.parametrize(("first", "second", "told"), [("a", "c", r"after it comes b \(1.2\)"), ("c", "d", "last of its scene")])
def test_merge_refuses_what_are_not_neighbours(script: Script, first: str, second: str, told: str) -> None:
    with pytest.raises(ScriptError, match=told):
        apply_edits(script, [Merge(first=first, second=second)])


def test_delete_closes_up_and_never_loses_a_line(script: Script) -> None:
    assert spans(apply_edits(script, [Delete(uid="b")])) == [(0, 4000), (4000, 6000), (6000, 7000)]
    with pytest.raises(ScriptError, match=r"lose L3 of shot 1.3 \(c\); give the delete edit move_lines_to"):
        apply_edits(script, [Delete(uid="c")])


def test_delete_keeps_the_gaps_around_it() -> None:
    shots = [Shot(uid=uid, id=uid, start_ms=at, end_ms=at + 1000) for uid, at in (("a", 0), ("b", 1300), ("c", 2500))]
    edited = apply_edits(Script(scenes=(Scene(id="1", shots=tuple(shots)),)), [Delete(uid="b")])
    assert spans(edited) == [(0, 1000), (1500, 2500)]


def test_delete_moves_lines_to_a_neighbour_off_screen_if_the_speaker_is_not_in_frame(script: Script) -> None:
    shot = apply_edits(script, [Delete(uid="c", move_lines_to="b")]).shot("b")
    assert [(x.id, x.start_ms, x.end_ms, x.off_screen) for x in shot.lines] == [("L3", 4250, 5500, True)]
    assert shot.end_ms == 6000
    grown = apply_edits(script, [Delete(uid="c", move_lines_to="d")]).shot("d")
    assert [x.id for x in grown.lines] == ["L3", "L4"]
    assert grown.lines[1].start_ms - grown.lines[0].end_ms == 250
    assert [x.id for x in apply_edits(script, [Delete(uid="c", move_lines_to="a")]).shot("a").lines] == ["L1", "L2", "L3"]
    with pytest.raises(ScriptError, match=r"Lines are spoken between them, in 1.3"):
        apply_edits(script, [Delete(uid="d", move_lines_to="a")])


def test_a_line_may_move_by_other_edits_of_the_same_list(script: Script) -> None:
    new = Shot(uid="n", id="", start_ms=0, end_ms=2000, lines=(line(3, 100, 1200),))
    edited = apply_edits(script, [Delete(uid="c"), Insert(after="b", shot=new)])
    assert [x.id for x in edited.lines] == ["L1", "L2", "L3", "L4"]
    assert edited.shot("n").id == "1.2A"


def test_retime_keeps_lines_or_closes_them_up_and_never_cuts(script: Script) -> None:
    longer = apply_edits(script, [Retime(uid="a", duration_ms=5000)])
    assert longer.shot("a").lines == script.shot("a").lines and longer.shot("b").start_ms == 5000
    shorter = apply_edits(script, [Retime(uid="a", duration_ms=3000)]).shot("a")
    assert [(x.start_ms, x.end_ms) for x in shorter.lines] == [(250, 1250), (1500, 3000)]
    with pytest.raises(ScriptError, match=r"L1, L2 take 2.5 s"):
        apply_edits(script, [Retime(uid="a", duration_ms=2400)])


def test_cast_and_scene_edits(script: Script) -> None:
    edited = apply_edits(
        script,
        [
            ReplaceCharacter(name="ROSA", fields={"appearance": "a red coat"}),
            AddCharacter(character=Character(name="NURSE")),
            ReplaceScene(id="2", fields={"tone": "cold"}),
        ],
    )
    assert edited.cast[0].appearance == "a red coat" and edited.cast[2].name == "NURSE" and edited.scenes[1].tone == "cold"
    assert edited.shots == script.shots


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (ReplaceCharacter(name="EVE", fields={}), "nobody in the cast is called 'EVE'; the cast has ROSA, TOM"),
        (ReplaceCharacter(name="TOM", fields={"name": "TIM"}), "alias"),
        (AddCharacter(character=Character(name="TOM")), "has a 'TOM' already"),
        (ReplaceScene(id="2", fields={"shots": []}), "edit the Shots themselves"),
        (ReplaceScene(id="4", fields={}), "no scene has the id '4'"),
    ],
)
def test_cast_and_scene_edits_refuse(script: Script, edit: ReplaceCharacter | AddCharacter | ReplaceScene, told: str) -> None:
    with pytest.raises(ScriptError, match=told):
        apply_edits(script, [edit])


def test_edits_read_back_from_json(script: Script) -> None:
    edits = (
        Replace(uid="b", fields={"size": ShotSize.WIDE, "move": Move(direction="left")}, reason="variety"),
        Insert(after="b", shot=Shot(uid="n", id="", start_ms=0, end_ms=900)),
        Split(uid="a", at_ms=1800, parts={}),
        Delete(uid="b"),
    )
    for brief in (False, True):
        assert read_edits([edit.to_json(brief=brief) for edit in edits]) == edits
    with pytest.raises(ScriptError, match="edit 0"):
        read_edits([{"op": "explode"}])
