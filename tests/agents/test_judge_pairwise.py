"""Choosing between two: both orders, the incumbent wins ties, and a judge that fails changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from storyreel.agents.critic.judging import Judge
from storyreel.errors import AnswerRefused, UserError
from storyreel.film.script import Script
from storyreel.testing import ScriptedChat
from storyreel.tools.chat import Ask, ChatCan
from tests.agents.critic_script import good_script
from tests.agents.judge_chats import SEES, WATCHES, seen
from tests.agents.judge_film import grey_film, grey_script

A = good_script().changed(title="OLD")
B = good_script().changed(title="NEW")


def says(better: str) -> dict[str, Any]:
    return {"evidence": [seen()], "why": f"{better} is clearer", "better": better}


def prefers(title: str, *, can: ChatCan = SEES) -> ScriptedChat:
    """A judge that always likes one of the two, wherever it is named."""

    def answer(ask: Ask, form: object) -> dict[str, Any]:
        first = dict(ask.data)["first: shooting script"]
        return says("first" if f"TITLE: {title}" in first else "second")

    return ScriptedChat(answer, can=can)


async def test_the_one_that_wins_in_both_orders_wins() -> None:
    chat = prefers("NEW")
    choice = await Judge(chat).compare(A, B)
    assert (choice.winner, choice.consistent, choice.pairs, choice.failed) == ("b", 1, 1, 0)
    assert "1 of 1 pairs prefer the challenger in both orders" in choice.reason and len(chat.asked) == 2
    assert (await Judge(prefers("OLD")).compare(A, B)).winner == "a"


@pytest.mark.parametrize("always", ["first", "second", "neither"])
async def test_a_judge_that_goes_by_the_place_leaves_the_incumbent(always: str) -> None:
    choice = await Judge(ScriptedChat(lambda ask, form: says(always))).compare(A, B)
    assert choice.winner == "a" and choice.pairs == 1 and choice.consistent == (1 if always == "neither" else 0)
    assert "0 of 1 pairs prefer the challenger" in choice.reason


async def test_most_pairs_must_agree() -> None:
    steady, swayed = [says("second"), says("first")], [says("first"), says("first")]
    one = Judge(ScriptedChat([*steady, *swayed, *steady]), at_once=1)
    choice = await one.compare(A, B, pairs=3)
    assert (choice.winner, choice.consistent, choice.pairs) == ("b", 2, 3)
    split = await Judge(ScriptedChat([*steady, *swayed]), at_once=1).compare(A, B, pairs=2)
    assert (split.winner, split.consistent) == ("a", 1)


async def test_a_failed_judge_changes_nothing() -> None:
    choice = await Judge(ScriptedChat(lambda ask, form: AnswerRefused("declined", backend="m"))).compare(A, B)
    assert (choice.winner, choice.pairs, choice.failed) == ("a", 0, 1)
    assert choice.reason == "the incumbent stands: the judge failed: m: declined"


async def test_one_dimension_can_be_asked_about() -> None:
    chat = prefers("NEW")
    await Judge(chat).compare(A, B, dimension="Dramatic Tension")
    assert "by one quality and nothing else: Dramatic Tension" in chat.asked[0].instructions
    with pytest.raises(UserError, match="no dimension 'Beauty'"):
        await Judge(chat).compare(A, B, dimension="Beauty")


async def test_films_are_compared_by_their_frames_in_both_orders(tmp_path: Path) -> None:
    light, dark = grey_film(tmp_path / "a.mp4"), grey_film(tmp_path / "b.mp4", shades=(20, 30, 40))
    chat = ScriptedChat(lambda ask, form: says("first"), can=SEES)
    choice = await Judge(chat, frames=12).compare(light, dark, script=grey_script())
    labels = [[one.label.split(",")[0] for one in ask.media] for ask in chat.asked]
    assert labels == [["first version"] * 6 + ["second version"] * 6] * 2 and choice.winner == "a"
    first, second = (ask.media[0].file.parent.name for ask in chat.asked)
    assert (first, second) == ("a", "b"), "the second request names them in the other order"
    watched = ScriptedChat(lambda ask, form: says("second"), can=WATCHES)
    await Judge(watched).compare(light, dark)
    assert [one.kind for one in watched.asked[0].media] == ["video", "sound", "video", "sound"]


async def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    film = grey_film(tmp_path / "a.mp4")
    with pytest.raises(UserError, match="one of each cannot"):
        await Judge(ScriptedChat([])).compare(Script(), film)
    gone = await Judge(ScriptedChat([])).compare(film, tmp_path / "none.mp4")
    assert gone.winner == "a" and "cannot be opened" in gone.reason
    blind = await Judge(ScriptedChat([], can=ChatCan(sees=False))).compare(film, film)
    assert "sees no pictures" in blind.reason
