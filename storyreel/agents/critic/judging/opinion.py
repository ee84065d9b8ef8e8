"""One dimension, asked about: several answers, each with its evidence held against the script, become one score with a spread.

A failed answer is a missing answer, never a low one; where none is left, the dimension is "not observable: the judge failed". It
knows prompts and the chat contract, and no vendor.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from storyreel.agents.critic.judging.evidence import Checked, Sighting, checked_evidence
from storyreel.agents.critic.judging.forms import RatedForm, WholeForm
from storyreel.agents.critic.judging.samples import UNSETTLED, Pooled, Rated, digit_shares, pooled
from storyreel.agents.critic.judging.showing import Showing
from storyreel.agents.critic.judging.words import plain_words
from storyreel.agents.critic.rubric import Order, Rubric
from storyreel.errors import BackendUnavailable, BudgetExceeded, ProjectError, StoryreelError
from storyreel.film.finding import Score
from storyreel.prompts import load_prompt
from storyreel.tools.chat import Ask, ChatModel

__all__ = ["Asking", "Opinion", "failure", "opinion_of"]


@dataclass(kw_only=True)
class Asking:
    """How a judge asks, and whether its endpoint is still there.

    Attributes:
        samples: Answers for each dimension, half of them for each order of the rubric.
        by: "samples" draws them; "probabilities" takes one answer for each order and the probabilities of its digits.
        seed: Of the first answer; the next ones count on.
        down: Why nothing more is asked, "" while the endpoint answers.
    """

    chat: ChatModel
    samples: int = 4
    by: Literal["samples", "probabilities"] = "samples"
    temperature: float = 0.7
    seed: int = 7
    down: str = ""
    gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(4))

    @property
    def orders(self) -> tuple[Order, ...]:
        """The order in which each answer reads the rubric."""
        count = 2 if self.by == "probabilities" else self.samples
        return tuple("upward" if at % 2 == 0 else "downward" for at in range(count))


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What a judge thinks of one dimension.

    Attributes:
        sightings: Of all answers that count, each with the number of its answer.
        invented, misplaced: Pieces of evidence that named a shot that is not there, or a time that cannot be.
        settled: Whether the answers agree within a point.
    """

    rubric: Rubric
    score: Score
    sightings: tuple[tuple[int, Sighting], ...] = ()
    invented: int = 0
    misplaced: int = 0
    settled: bool = True


class _Answer(NamedTuple):
    """One answer: a score, or that it could not be told, or why there is none."""

    order: Order
    rated: Rated | None = None
    blind: str | None = None
    problem: str = ""
    checked: Checked = Checked(())
    why: str = ""


async def opinion_of(rubric: Rubric, showing: Showing, asking: Asking) -> Opinion:
    """Ask about one dimension; a failure of the endpoint is part of the answer.

    Raises:
        ProjectError: If the project cannot be written, such as its ledger.
    """
    answers = await asyncio.gather(*(_one(rubric, showing, asking, order, number) for number, order in enumerate(asking.orders)))
    scored = [(number, one) for number, one in enumerate(answers) if one.rated is not None]
    blind = [one for one in answers if one.blind is not None]
    score = _score(rubric, answers, [one.rated for _, one in scored if one.rated is not None], blind, asking)
    found = pooled([one.rated for _, one in scored if one.rated is not None]) if scored else None
    return Opinion(
        rubric=rubric,
        score=score,
        sightings=tuple((number, seen) for number, one in scored for seen in one.checked.kept),
        invented=sum(one.checked.invented for one in answers),
        misplaced=sum(one.checked.misplaced for one in answers),
        settled=found is None or found.settled,
    )


async def _one(rubric: Rubric, showing: Showing, asking: Asking, order: Order, number: int) -> _Answer:
    if asking.down:
        return _Answer(order, problem=asking.down)
    whole = asking.by == "probabilities"
    ask = _ask(rubric, showing, asking, order, number)
    try:
        async with asking.gate:
            if asking.down:
                return _Answer(order, problem=asking.down)
            answer = await asking.chat.fill(ask, WholeForm if whole else RatedForm)
    except ProjectError:
        raise  # the project itself cannot be written: that is no judge's failure
    except Exception as exc:  # an endpoint is code of anybody's; a judge that fails must not end a run
        problem = failure(exc)
        if isinstance(exc, BackendUnavailable | BudgetExceeded):
            asking.down = problem
        return _Answer(order, problem=problem)
    form = answer.value
    checked = checked_evidence(form.evidence, showing.names, showing.duration_ms)
    why = plain_words(form.why)
    if not form.observable or form.score is None:
        return _Answer(order, blind=why or "no reason was given", checked=checked)
    if not checked.kept:
        return _Answer(order, problem="a score without evidence that can be true", checked=checked)
    shares = digit_shares(answer.probabilities) if whole else ()
    return _Answer(order, rated=Rated(order, float(form.score), shares), checked=checked, why=why)


def failure(exc: Exception) -> str:
    """What went wrong, in a line for a reader.

    >>> failure(ValueError("two\\nlines"))
    'ValueError: two lines'
    """
    text = plain_words(str(exc), 200)
    return text if isinstance(exc, StoryreelError) else f"{type(exc).__name__}: {text}"


def _ask(rubric: Rubric, showing: Showing, asking: Asking, order: Order, number: int) -> Ask:
    prompt = load_prompt("critic/rate")
    whole = asking.by == "probabilities"
    text = prompt.render(
        blind=rubric.blind,
        dimension=rubric.dimension,
        look_at=rubric.look_at,
        on="shooting script" if rubric.on == "script" else "film",
        order=order,
        question=rubric.question,
        scale=rubric.scale(order),
        stills="picture" in showing.senses and "motion" not in showing.senses,
        whole=whole,
    )
    return Ask(
        task=prompt.id,
        prompt_sha256=prompt.sha256,
        instructions=text,
        data=showing.data,
        media=showing.media,
        temperature=0.0 if whole else asking.temperature,
        seed=asking.seed + number,
        max_output_tokens=2048,
        probabilities=whole,
    )


def _score(rubric: Rubric, answers: Sequence[_Answer], rated: list[Rated], blind: list[_Answer], asking: Asking) -> Score:
    name = asking.chat.name
    problems = [one.problem for one in answers if one.problem]
    if not rated and not blind:
        return Score(why=f"not observable: the judge failed: {_commonest(problems)}", judge=name, n=0)
    if len(blind) > len(rated) or not rated:
        return Score(why=f"not observable: {_commonest([one.blind or '' for one in blind])}", judge=name, n=len(blind))
    found = pooled(rated)
    why = [_reason(answers, found)]
    if blind:
        why.append(f"{len(blind)} of {len(answers)} answers could not tell")
    if problems:
        why.append(f"{len(problems)} of {len(answers)} answers failed: {_commonest(problems)}")
    if asking.by == "probabilities" and not all(one.shares for one in rated):
        why.append("the endpoint gave no probabilities of digits; whole scores were averaged")
    why += _doubts(answers, found)
    return Score(
        value=min(5.0, max(1.0, round(found.value, 2))),
        why="; ".join(part for part in why if part),
        rules=(rubric.named,),
        spread=round(found.spread, 2),
        n=found.n,
        judge=name,
    )


def _reason(answers: Sequence[_Answer], found: Pooled) -> str:
    """The words of the answer that lies nearest to the mean."""
    nearest = min((one for one in answers if one.rated), key=lambda one: abs(one.rated.value - found.value) if one.rated else 9.0)
    return nearest.why


def _doubts(answers: Sequence[_Answer], found: Pooled) -> list[str]:
    doubts: list[str] = []
    if not found.settled:
        doubts.append(f"{UNSETTLED}: the answers differ by more than a point")
    if found.tilt is not None and abs(found.tilt) >= 1.0:
        doubts.append(f"answers that read the scale upward lie {found.tilt:+.1f} from the others")
    dropped = sum(one.checked.invented for one in answers)
    elsewhere = sum(one.checked.misplaced for one in answers)
    if dropped:
        doubts.append(f"{dropped} pieces of evidence named a shot that is not there and were dropped")
    if elsewhere:
        doubts.append(f"{elsewhere} pieces of evidence named a time outside their shot and were dropped")
    return doubts


def _commonest(texts: Sequence[str]) -> str:
    return Counter(texts).most_common(1)[0][0] if texts else "it gave no answer"
