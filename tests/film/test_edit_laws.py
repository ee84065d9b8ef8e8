"""What holds for every list of Edits on every Script."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from storyreel.errors import ScriptError
from storyreel.film import Delete, Edit, Insert, Merge, Replace, Retime, Script, Shot, Split, SpokenLine, apply_edits
from tests.film.film_strategies import scripts


def edit_for(data: st.DataObject, script: Script) -> Edit | None:
    """One Edit that names what exists, or None where the Script has no Shot."""
    if not script.shots:
        return None
    shot = data.draw(st.sampled_from(script.shots))
    other = data.draw(st.sampled_from(script.shots))
    new = Shot(uid=f"new_{script.version}", id="", start_ms=7, end_ms=7 + data.draw(st.integers(1, 4000)))
    text = data.draw(st.text(max_size=5))
    return data.draw(
        st.sampled_from(
            [
                Replace(uid=shot.uid, fields={"action": text, "size": "wide"}),
                Insert(after=shot.uid, shot=new),
                Split(uid=shot.uid, at_ms=data.draw(st.integers(shot.start_ms, shot.end_ms)), new_uid=new.uid),
                Merge(first=shot.uid, second=other.uid),
                Delete(uid=shot.uid),
                Delete(uid=shot.uid, move_lines_to=other.uid),
                Retime(uid=shot.uid, duration_ms=data.draw(st.integers(1, 20_000))),
            ]
        )
    )


def touched(edit: Edit) -> set[str]:
    values = edit.model_dump()
    return {values[name] for name in ("uid", "first", "second", "new_uid", "move_lines_to") if values.get(name)}


def whole_lines(script: Script) -> dict[str, str]:
    texts: dict[str, str] = {}
    for line in script.lines:
        texts[line.id] = "".join((texts.get(line.id, "") + line.text).split())
    return texts


def applied(script: Script, edit: Edit | None) -> Script:
    assume(edit is not None)
    assert edit is not None
    try:
        return apply_edits(script, [edit])
    except ScriptError:
        assume(False)
        raise


@given(scripts(), st.data())
def test_untouched_shots_are_equal_and_uids_kept(script: Script, data: st.DataObject) -> None:
    edit = edit_for(data, script)
    edited = applied(script, edit)
    uids = [shot.uid for shot in edited.shots]
    gone = {edit.uid} if isinstance(edit, Delete) else {edit.second} if isinstance(edit, Merge) else set[str]()
    assert len(set(uids)) == len(uids)
    assert {shot.uid for shot in script.shots} - gone <= set(uids)
    assert [uid for uid in uids if uid in {shot.uid for shot in script.shots}] == [
        s.uid for s in script.shots if s.uid not in gone
    ]
    for shot in script.shots:
        if shot.uid not in touched(edit):
            after = edited.shot(shot.uid)
            assert after.rebased() == shot.rebased()
            assert after.rebased().model_dump_json() == shot.rebased().model_dump_json()
            assert after.id == shot.id
    assert edited.version == script.version + 1


@given(scripts(), st.data())
def test_no_line_is_lost_and_order_is_kept(script: Script, data: st.DataObject) -> None:
    edited = applied(script, edit_for(data, script))
    assert list(whole_lines(edited)) == list(whole_lines(script))
    assert whole_lines(edited) == whole_lines(script)
    for shot in edited.shots:
        before = {line.id: line for line in script.lines}
        for line in shot.lines:
            assert line.end_ms - line.start_ms == before[line.id].end_ms - before[line.id].start_ms
            assert shot.start_ms <= line.start_ms and line.end_ms <= shot.end_ms


@given(scripts(contiguous=True), st.data())
def test_contiguous_spans_stay_contiguous(script: Script, data: st.DataObject) -> None:
    edited = applied(script, edit_for(data, script))
    assert not edited.shots or edited.shots[0].start_ms == 0
    assert all(one.end_ms == two.start_ms for one, two in pairwise(edited.shots))


@given(scripts(), st.data())
def test_later_shots_move_by_the_difference(script: Script, data: st.DataObject) -> None:
    edit = edit_for(data, script)
    edited = applied(script, edit)
    order = [shot.uid for shot in script.shots]
    last = max((order.index(uid) for uid in touched(edit) | {getattr(edit, "after", "")} if uid in order), default=-1)
    moved = {edited.shot(shot.uid).start_ms - shot.start_ms for shot in script.shots[last + 1 :]}
    assert len(moved) <= 1
    if moved:
        assert moved == {edited.duration_ms - script.duration_ms}


@given(scripts(), st.data())
def test_display_ids_are_unique_and_never_used_again(script: Script, data: st.DataObject) -> None:
    known = {shot.id for shot in script.shots}
    edited = applied(script, edit_for(data, script))
    ids = [shot.id for shot in edited.shots]
    assert len(set(ids)) == len(ids)
    fresh = {shot.uid for shot in edited.shots} - {shot.uid for shot in script.shots}
    assert not known & {edited.shot(uid).id for uid in fresh}


@given(scripts(), st.data())
def test_a_split_merged_again_is_the_shot_it_was(script: Script, data: st.DataObject) -> None:
    assume(script.shots)
    shot = data.draw(st.sampled_from(script.shots))
    edited = applied(script, Split(uid=shot.uid, at_ms=data.draw(st.integers(shot.start_ms, shot.end_ms)), new_uid="new"))
    back = apply_edits(edited, [Merge(first=shot.uid, second="new")]).shot(shot.uid)
    walks = {"blocking": ()}
    assert back.changed(id="", **walks) == shot.changed(id="", **walks)
    ends = [(b.x_cm, b.to_x_cm if b.to_x_cm is not None else b.x_cm) for b in back.blocking if b.x_cm is not None]
    assert ends == [(b.x_cm, b.to_x_cm if b.to_x_cm is not None else b.x_cm) for b in shot.blocking if b.x_cm is not None]


@given(st.integers(2, 40))
def test_a_line_too_long_for_any_shot_may_be_split_many_times(pieces: int) -> None:
    words = [f"word{number}" for number in range(pieces)]
    line = SpokenLine(id="L1", speaker="ROSA", text=" ".join(words), start_ms=0, end_ms=1000 * pieces)
    script = Script.model_validate(
        {"scenes": [{"id": "1", "shots": [Shot(uid="s0", id="1.1", start_ms=0, end_ms=1000 * pieces, lines=(line,))]}]}
    )
    edits = [
        Split(uid=f"s{n}", at_ms=1000 * (n + 1), new_uid=f"s{n + 1}", parts={"L1": (words[n], " ".join(words[n + 1 :]))})
        for n in range(pieces - 1)
    ]
    edited = apply_edits(script, edits)
    assert [(one.text, one.part, one.parts) for one in edited.lines] == [(word, n, pieces) for n, word in enumerate(words)]
    assert len({shot.id for shot in edited.shots}) == pieces
