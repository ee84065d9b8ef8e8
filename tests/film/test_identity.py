"""uids and display ids."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storyreel.film import insert_id, new_uid, split_ids

shot_ids = st.from_regex(r"[1-9]\.[1-9][A-C]?", fullmatch=True)


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_a_uid_is_the_same_for_the_same_parts_only(one: list[str], two: list[str]) -> None:
    assert (new_uid(*one) == new_uid(*two)) == (one == two or "\x1f".join(one) == "\x1f".join(two))
    assert len(new_uid(*one)) == 13


def test_parts_count_by_their_place() -> None:
    assert new_uid("a", "bc") != new_uid("ab", "c")


@given(shot_ids, st.sets(shot_ids))
def test_new_ids_are_free(shot_id: str, taken: set[str]) -> None:
    taken = {*taken, shot_id}
    assert insert_id(shot_id, taken) not in taken
    first, second = split_ids(shot_id, taken)
    assert second not in taken and first != second
    assert first not in taken - {shot_id}


def test_letters_go_on_after_z() -> None:
    taken = {"1.3", *(f"1.3{chr(65 + n)}" for n in range(26))}
    assert insert_id("1.3", taken) == "1.3AA"
    assert insert_id("1.3AA", {*taken, "1.3AA"}) == "1.3AB"


def test_an_id_that_is_no_number_is_kept_whole() -> None:
    assert insert_id("OPENING", set()) == "OPENINGA"
    assert split_ids("1.3", {"1.3", "1.3A"}) == ("1.3B", "1.3C")
