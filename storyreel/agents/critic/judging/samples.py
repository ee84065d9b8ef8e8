"""From several answers to one score: a mean that no order of the rubric tilts, and a spread that says how far a repeat may lie.

Two ways: answers drawn several times, half of them with the rubric read upward and half downward; or, where an endpoint gives the
probabilities of its tokens, the expected value over the digits 1 to 5 in one answer for each order (as in G-Eval). This is
arithmetic: no model is known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import sqrt
from statistics import fmean, stdev
from typing import NamedTuple

from storyreel.agents.critic.rubric import Order

__all__ = ["UNSETTLED", "UNSETTLED_SD", "Pooled", "Rated", "digit_shares", "pooled"]

UNSETTLED_SD = 1.0
"""Answers that differ by more than this are no measurement of one thing: their mean never gates."""

UNSETTLED = "not settled"
"""How a score says of itself that its answers differ by more."""

_LEAST = 0.05
_T95 = (12.71, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131)
_T95_BEYOND = 2.131
_SCORE = re.compile(r'"score"\s*:\s*"?\s*')


class Rated(NamedTuple):
    """One answer's score; `shares` are the probabilities of 1 to 5, () where the endpoint gave none."""

    order: Order
    score: float
    shares: tuple[float, ...] = ()

    @property
    def value(self) -> float:
        """The expected score, or the score itself."""
        return sum(place * share for place, share in enumerate(self.shares, 1)) if self.shares else self.score

    @property
    def variance(self) -> float:
        """Of the shares, 0.0 without them."""
        return sum((place - self.value) ** 2 * share for place, share in enumerate(self.shares, 1))


class Pooled(NamedTuple):
    """Several answers as one.

    Attributes:
        spread: A repeat with as many answers lies within so much of `value`, 95 times in 100.
        n: Answers.
        sd: Standard deviation of single answers.
        tilt: How much higher answers lie that read the rubric upward; None where one order has none.
    """

    value: float
    spread: float
    n: int
    sd: float
    tilt: float | None

    @property
    def settled(self) -> bool:
        """Whether the answers agree well enough for their mean to mean something."""
        return self.sd <= UNSETTLED_SD


def pooled(answers: Sequence[Rated]) -> Pooled:
    """The mean of the orders' means, with its spread.

    Drawn answers: t(0.975, n - 1) * sd * sqrt(2 / n), which is the interval for the difference of two such means, and at least
    1 / n, for answers that agree may hide one that would not. Shares: the standard deviation of the distribution itself.

    Raises:
        ValueError: If there is no answer.

    >>> one = pooled([Rated("upward", 4), Rated("downward", 3), Rated("upward", 4), Rated("downward", 3)])
    >>> one.value, round(one.spread, 2), one.n, one.tilt
    (3.5, 1.3, 4, 1.0)
    """
    if not answers:
        raise ValueError("no answer, no score")
    orders = {order: [one.value for one in answers if one.order == order] for order in ("upward", "downward")}
    means = {order: fmean(values) for order, values in orders.items() if values}
    value = fmean(means.values())
    tilt = means["upward"] - means["downward"] if len(means) == 2 else None
    if all(one.shares for one in answers):
        sd = sqrt(fmean(one.variance + (one.value - value) ** 2 for one in answers))
        return Pooled(value, min(4.0, max(sd, _LEAST)), len(answers), sd, tilt)
    values = [one.value for one in answers]
    sd = stdev(values) if len(values) > 1 else 0.0
    return Pooled(value, _spread(sd, [len(one) for one in orders.values() if one]), len(values), sd, tilt)


def _spread(sd: float, counts: Sequence[int]) -> float:
    """Half of the interval in which a repeat lies, for a mean of the means of so many answers each."""
    n = sum(counts)
    share = sum(1 / count for count in counts) / len(counts) ** 2
    if n == 1:
        return 4.0  # one answer says nothing of how far another would lie: it may be anywhere on the scale
    t = _T95[n - 2] if n - 2 < len(_T95) else _T95_BEYOND
    return min(4.0, max(1 / n, t * sd * sqrt(2 * share)))


def digit_shares(probabilities: Sequence[Sequence[tuple[str, float]]]) -> tuple[float, ...]:
    """The probabilities of 1 to 5 at the place of the answer's score; () where they cannot be had.

    Args:
        probabilities: (token, probability) alternatives at each place of the answer.

    >>> digit_shares([(('{"score":', 1.0),), (("4", 0.5), ("3", 0.25), ("x", 0.25)), (("}", 1.0),)])
    (0.0, 0.0, 0.3333333333333333, 0.6666666666666666, 0.0)
    """
    likeliest = [max(place, key=lambda one: one[1])[0] if place else "" for place in probabilities]
    found = list(_SCORE.finditer("".join(likeliest)))
    if not found:
        return ()
    at, place = found[-1].end(), 0
    while place < len(likeliest) and at >= len(likeliest[place]):
        at -= len(likeliest[place])
        place += 1
    if place == len(likeliest):
        return ()
    shares = [0.0] * 5
    for token, share in probabilities[place]:
        digit = re.fullmatch(r'[\s":]*([1-5])', token)
        if digit:
            shares[int(digit[1]) - 1] += share
    mass = sum(shares)
    return tuple(share / mass for share in shares) if mass >= 0.5 else ()
