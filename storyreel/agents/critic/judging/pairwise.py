"""Which of two versions is better: asked in both orders, so that the place a version is named in cannot win.

A challenger wins only where it is preferred in both orders; anything else is a tie, and the incumbent keeps its place.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from storyreel.agents.critic.judging.forms import ChoiceForm
from storyreel.agents.critic.judging.opinion import Asking, failure
from storyreel.agents.critic.judging.showing import Showing, show_film, show_script
from storyreel.agents.critic.judging.words import plain_words
from storyreel.agents.critic.rubric import Rubric, rubric_of
from storyreel.errors import ProjectError, UserError
from storyreel.film.script import Script
from storyreel.prompts import load_prompt
from storyreel.tools.chat import Ask, Medium

__all__ = ["Choice", "Version", "chosen"]

Version = Script | Path
"""What can be compared: two Scripts, or two files of films or Takes."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The better of two.

    Attributes:
        winner: "a" is the incumbent; it also wins ties and failures.
        reason: Why, with how the answers fell.
        consistent: Pairs in which both orders preferred the same version; None where none could be had.
        pairs: Pairs of answers that count.
        failed: Pairs in which an answer failed.
    """

    winner: Literal["a", "b"]
    reason: str
    consistent: int | None = None
    pairs: int = 0
    failed: int = 0


class _Said(NamedTuple):
    better: Literal["a", "b", "neither", "failed"]
    why: str


async def chosen(
    asking: Asking,
    a: Version,
    b: Version,
    folder: Path,
    *,
    script: Script | None = None,
    dimension: str = "",
    pairs: int = 1,
    frames: int = 24,
    chars: int = 60_000,
) -> Choice:
    """Compare two versions, each pair of requests with the two in both orders; see `Judge.compare`."""
    if isinstance(a, Script) != isinstance(b, Script):
        raise UserError("two Scripts, or two films, can be compared; one of each cannot")
    on: Literal["script", "film"] = "script" if isinstance(a, Script) else "film"
    rubric = rubric_of(dimension, on) if dimension else None
    try:
        shown = [
            await _shown(asking, one, folder / name, script, frames=frames // 2 or 1, chars=chars // 2)
            for name, one in (("a", a), ("b", b))
        ]
    except Exception as exc:  # a file that cannot be read leaves the incumbent where it is
        return Choice(winner="a", reason=f"the incumbent stands: the judge failed: {failure(exc)}", failed=pairs)
    said = await asyncio.gather(
        *(
            _said(asking, shown, rubric, on, swapped=swapped, number=2 * pair + swapped)
            for pair in range(pairs)
            for swapped in (False, True)
        )
    )
    return _settled([(said[at], said[at + 1]) for at in range(0, len(said), 2)])


def _settled(pairs: list[tuple[_Said, _Said]]) -> Choice:
    """The choice from pairs of answers in both orders."""
    counted = [pair for pair in pairs if all(one.better != "failed" for one in pair)]
    failed = len(pairs) - len(counted)
    if not counted:
        return Choice(winner="a", reason=f"the incumbent stands: the judge failed: {_problem(pairs)}", failed=failed)
    agreed = [pair for pair in counted if pair[0].better == pair[1].better]
    for_b = [pair for pair in agreed if pair[0].better == "b"]
    for_a = [pair for pair in agreed if pair[0].better == "a"]
    won = len(for_b) > len(counted) / 2
    tally = f"{len(for_b)} of {len(counted)} pairs prefer the challenger in both orders, {len(for_a)} the incumbent"
    words = (for_b if won else for_a or counted)[0][0].why
    reason = f"{tally}; {'the challenger wins' if won else 'the incumbent stands'}{f': {words}' if words else ''}"
    return Choice(winner="b" if won else "a", reason=reason, consistent=len(agreed), pairs=len(counted), failed=failed)


def _problem(pairs: list[tuple[_Said, _Said]]) -> str:
    return next((one.why for pair in pairs for one in pair if one.better == "failed"), "no answer")


async def _shown(asking: Asking, one: Version, folder: Path, script: Script | None, *, frames: int, chars: int) -> Showing:
    if isinstance(one, Script):
        return show_script(one, chars=chars)
    await asyncio.to_thread(folder.mkdir)
    return await show_film(one, script, asking.chat.can, folder, frames=frames, chars=chars)


async def _said(asking: Asking, shown: list[Showing], rubric: Rubric | None, on: str, *, swapped: bool, number: int) -> _Said:
    first, second = reversed(shown) if swapped else shown
    if on == "film" and not first.senses & {"picture", "sound"}:
        return _Said("failed", "the judge's model sees no pictures and hears no sound")
    prompt = load_prompt("critic/choose")
    stills = "picture" in first.senses and "motion" not in first.senses
    text = prompt.render(
        dimension=rubric.dimension if rubric else "",
        look_at=rubric.look_at if rubric else (),
        on="shooting script" if on == "script" else "film",
        question=rubric.question if rubric else "Which of the two would you rather keep, all in all?",
        stills=stills,
    )
    ask = Ask(
        task=prompt.id,
        prompt_sha256=prompt.sha256,
        instructions=text,
        data=_data(first, second, on),
        media=(*_labelled(first, "first"), *_labelled(second, "second")),
        seed=asking.seed + number,
        temperature=0.0 if number < 2 else asking.temperature,
        max_output_tokens=2048,
    )
    try:
        async with asking.gate:
            form = (await asking.chat.fill(ask, ChoiceForm)).value
    except ProjectError:
        raise  # the project itself cannot be written: that is no judge's failure
    except Exception as exc:  # an endpoint is code of anybody's; the incumbent stands
        return _Said("failed", failure(exc))
    if form.better == "neither":
        return _Said("neither", "")
    better: Literal["a", "b"] = "b" if (form.better == "first") == swapped else "a"
    return _Said(better, plain_words(form.why))


def _data(first: Showing, second: Showing, on: str) -> tuple[tuple[str, str], ...]:
    """Both Scripts, or the one Script that both films are held against."""
    if on == "film":
        return first.data
    return tuple((f"{name}: {block}", text) for name, one in (("first", first), ("second", second)) for block, text in one.data)


def _labelled(showing: Showing, name: str) -> tuple[Medium, ...]:
    return tuple(one._replace(label=f"{name} version, {one.label}") for one in showing.media)
