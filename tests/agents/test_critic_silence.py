"""Silencing by option and by the Script itself: it counts for nothing, is kept apart, and hides no lost line."""

from __future__ import annotations

import pytest

from storyreel.agents.critic import Critic, Wishes, checked_words, script_verdict, verdict_json
from storyreel.agents.critic.silence import ignored_words
from storyreel.errors import UserError
from storyreel.film.finding import Verdict
from storyreel.film.script import Script
from storyreel.film.vocabulary import ShotSize
from storyreel.formats import read_script, write_bracket
from tests.agents.critic_script import good_dialogue, good_script, good_speech, with_scene, with_shot

CROSSED = with_shot(good_script(), "2.3", side="far")
LOST = with_shot(good_script(), "2.2", lines=(), action="A look.")


def judged(script: Script, *, ignore: tuple[str, ...] = (), select: tuple[str, ...] = ()) -> Verdict:
    wishes = Wishes(ignore=ignore, select=select)
    return script_verdict(script, dialogue=good_dialogue(), speech=good_speech(), wishes=wishes)


def kinds(verdict: Verdict) -> tuple[list[str], list[str]]:
    return [one.kind for one in verdict.findings], [one.kind for one in verdict.silenced]


@pytest.mark.parametrize("word", ["SR204", "sr204", "crossed-line", "SR2", "SR"])
def test_what_is_ignored_counts_for_nothing_and_is_kept_apart(word: str) -> None:
    verdict = judged(CROSSED, ignore=(word,))
    assert kinds(verdict) == ([], ["crossed-line"])
    assert verdict.silenced[0].data["silenced_by"] == "--ignore"
    assert kinds(judged(CROSSED, ignore=("SR205",))) == (["crossed-line"], [])


def test_the_score_forgets_what_is_silenced_and_says_so() -> None:
    score = judged(CROSSED, ignore=("SR204",)).scores["Shot Division Rationality"]
    assert (score.value, score.why) == (5.0, "1 silenced")
    assert not any(rule.startswith("crossed-line") for rule in score.rules)
    whole = judged(CROSSED, ignore=("SR2",)).scores["Shot Division Rationality"]
    assert (whole.value, whole.why) == (None, "not observable: all of its rules are ignored")


def test_only_what_is_selected_is_applied() -> None:
    both = with_shot(CROSSED, "1.6", blocking=())
    verdict = judged(both, select=("SR204",))
    assert kinds(verdict) == (["crossed-line"], [])
    assert verdict.scores["Content Completeness"].why == "not observable: none of its rules was selected"
    assert kinds(judged(both, select=("SR2", "SR3"), ignore=("SR204",))) == (["missing-blocking"], ["crossed-line"])


def test_a_shot_a_scene_or_the_script_silences_what_is_within_it() -> None:
    asks = {"ignore": ["SR204"]}
    assert kinds(judged(with_shot(CROSSED, "2.3", extra=asks))) == ([], ["crossed-line"])
    assert kinds(judged(with_scene(CROSSED, "2", extra=asks))) == ([], ["crossed-line"])
    assert kinds(judged(CROSSED.changed(extra=asks))) == ([], ["crossed-line"])
    assert judged(CROSSED.changed(extra=asks)).silenced[0].data["silenced_by"] == "script"


def test_a_silence_elsewhere_does_not_reach() -> None:
    asks = {"ignore": ["SR204"]}
    assert kinds(judged(with_shot(CROSSED, "2.2", extra=asks))) == (["crossed-line"], [])
    assert kinds(judged(with_scene(CROSSED, "1", extra=asks))) == (["crossed-line"], [])


def test_a_script_cannot_silence_what_blocks_and_the_person_can() -> None:
    asks = {"ignore": ["SR5", "missing-line"]}
    assert kinds(judged(LOST.changed(extra=asks))) == (["missing-line"], [])
    assert kinds(judged(LOST, ignore=("missing-line",))) == ([], ["missing-line"])


def test_a_line_of_a_bracket_script_silences_its_shot_and_comes_back() -> None:
    text = '[Dialogue]\n1. [0s-4s] (Shot Type: Medium)\nROSA: "Here."\nIgnore: SR306, missing-appearance\n'
    script = read_script(text)
    assert script.shots[0].extra == {"ignore": ["SR306", "missing-appearance"]}
    assert read_script(write_bracket(script)).shots[0].extra == script.shots[0].extra
    loud, quiet = kinds(script_verdict(script))
    assert quiet == ["missing-blocking"]
    assert "missing-blocking" not in loud


def test_what_is_no_rule_in_such_a_line_stays_a_word_of_the_script() -> None:
    text = '[Dialogue]\n1. [0s-4s] (Shot Type: Medium)\nROSA: "Here."\nIgnore: the cat\n'
    assert "ignore" not in read_script(text).shots[0].extra


@pytest.mark.parametrize("value", [None, 3, {"a": 1}, [], [1, None], True])
def test_an_odd_note_silences_nothing(value: object) -> None:
    assert ignored_words({"ignore": value}) == []  # type: ignore[dict-item]


def test_a_silence_changes_no_shot_that_is_made() -> None:
    """The note is in `extra`, which no RenderSpec holds; the Script's own hash is another, its Shots' content is not."""
    asked = with_shot(good_script(), "2.3", extra={"ignore": ["SR204"]})
    assert asked.shots[-1].changed(extra={}) == good_script().shots[-1]


async def test_the_critic_takes_wishes_and_the_form_shows_the_silenced() -> None:
    verdict = await Critic(ignore=["SR204"]).critique(CROSSED)
    printed = verdict_json(verdict)
    assert printed["findings"] == []
    assert [(one["rule"], one["shot"]) for one in printed["silenced"]] == [("SR204", "2.3")]


def test_a_word_that_is_no_rule_is_refused_with_the_nearest() -> None:
    assert checked_words(["SR204, jump-cut", "SR7"], option="--ignore") == ("SR204", "jump-cut", "SR7")
    with pytest.raises(UserError, match=r"--ignore crosed-line: there is no such rule. Did you mean crossed-line\?"):
        checked_words(["crosed-line"], option="--ignore")
    with pytest.raises(UserError, match="that is a rule for scripts, and a film is judged here"):
        checked_words(["SR204"], option="--select", kinds={"black"})
    with pytest.raises(UserError, match=r"--select blak: .* Did you mean black\? There are: black, freeze"):
        checked_words(["blak"], option="--select", kinds={"black", "freeze"})


def test_a_size_run_that_is_meant_can_be_silenced_where_it_stands() -> None:
    script = good_script()
    for number in ("1.1", "1.2", "1.3", "1.4", "1.5"):
        script = with_shot(script, number, size=ShotSize.MEDIUM)
    assert kinds(judged(script)) == (["size-monotony"], [])
    assert kinds(judged(with_shot(script, "1.5", extra={"ignore": "size-monotony"}))) == ([], ["size-monotony"])
