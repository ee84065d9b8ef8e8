"""The Planner that thinks: a Synopsis and a Bank become a Dialogue and a Script by MovieAgent's steps (arXiv 2503.07314).

Director, scene planner and shot planner each write down their chain of thought, which is passed on and kept. Quoted speech of
the story stays word for word; the rest of what is said is the model's, for a synopsis does not say it. Without any answer the
handbook plans, and says so. It knows a `ChatModel` and no endpoint.
"""

from __future__ import annotations

from typing import Any, NamedTuple, cast

from pydantic import JsonValue

from storyreel.agents.planner.model_film import write_planned_film
from storyreel.agents.planner.model_page import PlannedPage, peopled, write_page
from storyreel.agents.planner.model_steps import Steps
from storyreel.agents.planner.model_story import Story
from storyreel.agents.planner.planner import HandbookPlanner
from storyreel.agents.scripter.handbook import HandbookScripter
from storyreel.agents.scripter.model_telling import Telling, account_choices
from storyreel.errors import SourceError
from storyreel.film.dialogue import Dialogue, Synopsis
from storyreel.film.plan import Choice, FilmSettings
from storyreel.film.script import Script
from storyreel.formats.movieagent import MoviePlan, read_movie_plan, write_step
from storyreel.tools.chat import ChatModel

__all__ = ["ModelPlanner", "PlannedFilm", "movie_plan_of", "planner_choices", "script_of_plan"]

_HOW = "director, scenes and shots by the model, each with its chain of thought; the story's own words and quotations by rule"


class PlannedFilm(NamedTuple):
    """What a plan gives: the page, its Script, and the plan itself, None where the handbook planned."""

    dialogue: Dialogue
    script: Script
    plan: MoviePlan | None


class ModelPlanner:
    """Plans with a language model.

    Args:
        chat: The model.
        language: What plots and reasons are written in; "" is English.
        spoken: What new speech is written in, such as "French"; "" is the story's language.
    """

    def __init__(self, chat: ChatModel, *, language: str = "", spoken: str = "") -> None:
        self.chat, self.language, self.spoken = chat, language, spoken

    @property
    def name(self) -> str:
        """The model's name."""
        return self.chat.name

    async def plan(self, synopsis: Synopsis) -> Dialogue:
        """The Synopsis as a Dialogue; `extra["planner"]` holds the plan in MovieAgent's form and how it was made.

        Raises:
            SourceError: If the story holds no word.
        """
        return (await self._planned(synopsis, 0))[0]

    async def plan_film(self, synopsis: Synopsis, *, settings: FilmSettings) -> PlannedFilm:
        """The Synopsis as a Dialogue and its Script, with the plan.

        Raises:
            SourceError: If the story holds no word.
        """
        dialogue, plan = await self._planned(synopsis, settings.seed)
        script = await script_of_plan(dialogue, settings=settings)
        if script is None:
            script = await HandbookScripter().write(dialogue, settings=settings)
        return PlannedFilm(dialogue, script, plan)

    async def _planned(self, synopsis: Synopsis, seed: int) -> tuple[Dialogue, MoviePlan | None]:
        story = Story.of(synopsis.story)
        if not any(character.isalnum() for character in synopsis.story):
            raise SourceError("the synopsis has no story to plan; write at least one sentence of it")
        telling, bank = Telling(self.name), peopled(synopsis)
        steps = Steps(self.chat, story, bank, telling, self.language, self.spoken, seed)
        plan = await steps.plan()
        if not steps.answered:
            return await _by_handbook(synopsis, steps.failed, self.name), None
        page = await write_page(plan, synopsis, bank, telling)
        told = telling.as_json(how=_HOW, movie=write_step(plan, 3))
        return page.dialogue.changed(extra={**synopsis.extra, "planner": told}), plan


async def _by_handbook(synopsis: Synopsis, why: str, name: str) -> Dialogue:
    dialogue = await HandbookPlanner().plan(synopsis)
    told = dialogue.extra.get("planner")
    account: dict[str, JsonValue] = {**told} if isinstance(told, dict) else {}
    account |= {"asked": name, "why": f"the model gave no answer: {why}"}
    return dialogue.changed(extra={**dialogue.extra, "planner": account})


def planner_choices(dialogue: Dialogue) -> tuple[Choice, ...]:
    """What a ModelPlanner's account on a Dialogue says, each as a choice with its reason; nothing for other Dialogues.

    >>> planner_choices(Dialogue(extra={"planner": {"name": "handbook", "asked": "m", "why": "no answer"}}))[0].choice
    'the handbook'
    """
    told = dialogue.extra.get("planner")
    account = cast("dict[str, Any]", told) if isinstance(told, dict) else {}
    if "asked" in account:
        return (Choice(about="plan", choice="the handbook", reason=str(account.get("why", ""))),)
    return account_choices(account) if "movie" in account else ()


def movie_plan_of(dialogue: Dialogue) -> MoviePlan | None:
    """The plan that a Dialogue carries, None where it carries none, or where a file brought something else under its name.

    >>> movie_plan_of(Dialogue()) is None
    True
    """
    told = dialogue.extra.get("planner")
    movie = cast("dict[str, Any]", told).get("movie") if isinstance(told, dict) else None
    try:
        return read_movie_plan(movie) if movie is not None else None
    except SourceError:
        return None


async def script_of_plan(dialogue: Dialogue, *, settings: FilmSettings) -> Script | None:
    """The Script of a Dialogue that a ModelPlanner wrote, without asking anybody; None where it carries no plan, or was changed.

    The page is written again from the plan it carries: where it comes out otherwise, somebody changed the Dialogue since, and the
    plan's shots no longer fit it.
    """
    plan = movie_plan_of(dialogue)
    if plan is None:
        return None
    account = cast("dict[str, Any]", dialogue.extra["planner"])
    known = Synopsis(title=dialogue.title, language=dialogue.language, story="…", bank=dialogue.bank)
    page = await write_page(plan, known, dialogue.bank, Telling(""))
    if page.dialogue.items != dialogue.items:
        return None
    whole = PlannedPage(page.dialogue.changed(extra=dialogue.extra), page.owners)
    return await write_planned_film(plan, whole, settings, name=str(account.get("name", "a model")))
