"""From answers to a score: what order does not tilt, what the spread covers, and what digits' probabilities say."""

from __future__ import annotations

import json
import random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.agents.critic.judgement import gain
from storyreel.agents.critic.judging import Judge
from storyreel.agents.critic.judging.samples import Pooled, Rated, digit_shares, pooled
from storyreel.film.finding import Verdict
from tests.agents.critic_script import good_dialogue, good_script
from tests.agents.judge_chats import noisy, steady

TENSION = ("Dramatic Tension",)


def both(*scores: float) -> list[Rated]:
    return [Rated("upward" if at % 2 == 0 else "downward", score) for at, score in enumerate(scores)]


@given(st.lists(st.sampled_from([1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]), min_size=1, max_size=12))
def test_a_mean_stays_on_the_scale_and_its_spread_is_stated(scores: list[float]) -> None:
    one = pooled(both(*scores))
    assert min(scores) <= one.value <= max(scores) and one.n == len(scores)
    assert 1 / one.n <= one.spread <= 4.0 or (one.n == 1 and one.spread == 4.0)


def test_each_order_weighs_the_same() -> None:
    assert pooled(both(5, 3, 5)).value == 4.0
    assert pooled(both(5, 3, 5)).tilt == 2.0
    assert pooled([Rated("upward", 4)]).tilt is None


def test_more_answers_and_nearer_ones_mean_less_spread() -> None:
    assert pooled(both(3, 4, 3, 4)).spread > pooled(both(*(3, 4) * 4)).spread > pooled(both(*(3, 3.5) * 4)).spread
    assert pooled(both(1, 5, 1, 5)).settled is False and pooled(both(3, 4, 3, 4)).settled


def test_no_answer_is_no_score() -> None:
    with pytest.raises(ValueError, match="no answer"):
        pooled([])


@pytest.mark.parametrize(
    ("tokens", "shares"),
    [
        ([[('{"why":"4","score":', 1.0)], [("3", 0.5), ("4", 0.5)], [("}", 1.0)]], (0, 0, 0.5, 0.5, 0)),
        ([[('{"score', 1.0)], [('":', 1.0)], [(" 5", 0.9), (" 4", 0.1)]], (0, 0, 0, 0.1, 0.9)),
        ([[('{"score": 2', 0.8), ('{"score": 3', 0.2)]], ()),
        ([[('{"score":', 1.0)], [("null", 0.9), ("3", 0.1)]], ()),
        ([[('{"score":', 1.0)]], ()),
        ([[('{"why":', 1.0)], [("3", 1.0)]], ()),
        ([[]], ()),
        ([], ()),
    ],
)
def test_digits_are_read_at_the_place_of_the_score(tokens: list[list[tuple[str, float]]], shares: tuple[float, ...]) -> None:
    assert digit_shares(tokens) == pytest.approx(shares)


def test_probabilities_give_the_expected_value_and_the_distributions_own_spread() -> None:
    one = pooled([Rated("upward", 4, (0, 0, 0.5, 0.5, 0)), Rated("downward", 3, (0, 0, 0.5, 0.5, 0))])
    assert (one.value, one.spread, one.n) == (3.5, 0.5, 2)
    sure = pooled([Rated("upward", 4, (0, 0, 0, 1, 0)), Rated("downward", 4, (0, 0, 0, 1, 0))])
    assert (sure.value, sure.spread) == (4.0, 0.05)


@pytest.mark.parametrize("count", [4, 6, 8])
@pytest.mark.parametrize("step", [0.5, 1.0], ids=["half points", "whole points"])
@pytest.mark.parametrize("sd", [0.0, 0.15, 0.3, 0.6, 0.9])
def test_a_repeat_lies_within_the_spread_about_95_times_in_100(sd: float, step: float, count: int) -> None:
    """Scores drawn twice from one noisy judge, 1,000 times, over the whole scale and with a tilt between the orders."""
    dice = random.Random(1)

    def drawn(mean: float) -> Pooled:
        scores = [dice.gauss(mean + (0.4 if at % 2 == 0 else 0.0), sd) for at in range(count)]
        return pooled(both(*(min(5.0, max(1.0, round(one / step) * step)) for one in scores)))

    pairs = [(drawn(mean), drawn(mean)) for mean in (dice.uniform(1.5, 4.5) for _ in range(1000))]
    assert sum(abs(one.value - two.value) <= one.spread + 1e-9 for one, two in pairs) >= 930


@pytest.mark.parametrize("sd", [0.0, 0.3])
async def test_the_critic_on_unchanged_input_repeats_within_its_stated_spread(sd: float) -> None:
    """A Script judged twice by a judge with other noise, in all dimensions, 20 times: 280 repeats, of which 9 in 10 must fit."""
    inside: list[bool] = []
    for seed in range(20):
        mean = 1.5 + 3 * seed / 20
        first, second = [
            (await Judge(noisy(mean, sd, seed=2 * seed + at, tilt=0.4)).judge_script(good_script(), source=good_dialogue()))
            for at in range(2)
        ]
        for name, one in first.scores.items():
            two = second.scores[name]
            assert one.value is not None and two.value is not None and one.spread is not None and two.spread is not None
            inside += [abs(one.value - two.value) <= spread + 1e-9 for spread in (one.spread, two.spread)]
    assert len(inside) == 280
    assert sum(inside) >= 0.9 * len(inside), sum(inside)


async def test_a_model_that_repeats_itself_gives_the_same_verdict() -> None:
    one, two = [await Judge(steady({"Dramatic Tension": 2.0})).judge_script(good_script()) for _ in range(2)]
    assert one == two
    assert Verdict.model_validate(one.to_json()) == one


async def test_noise_alone_is_no_gain() -> None:
    judged = [
        await Judge(noisy(3.5, 0.4, seed=seed), dimensions=TENSION, calibrated=TENSION).judge_script(good_script())
        for seed in range(40)
    ]
    gains = [gain(a, b) for a, b in zip(judged[::2], judged[1::2], strict=True)]
    assert sum(one != 0.0 for one in gains) <= 2
    low = await Judge(noisy(1.5, 0.1, seed=1), dimensions=TENSION, calibrated=TENSION).judge_script(good_script())
    high = await Judge(noisy(4.5, 0.1, seed=2), dimensions=TENSION, calibrated=TENSION).judge_script(good_script())
    assert gain(low, high) > 2


async def test_the_mean_is_without_the_order_bias_of_its_judge() -> None:
    means = [
        (await Judge(noisy(3.0, 0.2, seed=seed, tilt=1.0), dimensions=TENSION).judge_script(good_script())).scores[
            "Dramatic Tension"
        ]
        for seed in range(20)
    ]
    assert fmean(one.value or 0.0 for one in means) == pytest.approx(3.5, abs=0.1)


def test_a_score_keeps_its_figures_in_json() -> None:
    verdict = Verdict.model_validate(
        {"on": "script", "passed": True, "scores": {"A": {"value": 4, "spread": 0.3, "n": 4, "judge": "m", "advisory": True}}}
    )
    assert json.loads(json.dumps(verdict.to_json()))["scores"]["A"]["advisory"] is True and verdict.mean is None
