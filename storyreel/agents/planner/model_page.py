"""A plan of MovieAgent's as a page of dialogue: a heading for each scene, a direction for each shot, its subtitles as Lines.

A scene without shots is told by the handbook from its own part of the story. What the story quotes is in the Lines word for word.
It also says which shot each item came from, so that a Script of the page can be given the plan's shots again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from storyreel.agents.planner.model_quotes import Spoken, with_quotations
from storyreel.agents.planner.people import people_of
from storyreel.agents.planner.planner import HandbookPlanner
from storyreel.agents.scripter.model_telling import Telling
from storyreel.agents.scripter.model_words import clean_words
from storyreel.film.bank import Bank, Prop
from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Heading, Line, Synopsis
from storyreel.formats.movieagent import MoviePlan, MovieScene, SubScript

__all__ = ["Owner", "PlannedPage", "peopled", "write_page"]


class Owner(NamedTuple):
    """Where an item of the page stands in the plan: sub-script, scene and shot, counted from 0; no shot is -1."""

    sub: int
    scene: int
    shot: int


@dataclass(frozen=True)
class PlannedPage:
    """The page, and the owner of each item but the headings, in order."""

    dialogue: Dialogue
    owners: tuple[Owner, ...]


@dataclass
class _Page:
    bank: Bank
    items: list[DialogueItem] = field(default_factory=list[DialogueItem])
    owners: list[Owner] = field(default_factory=list[Owner])
    lines: int = 0

    def direct(self, text: str, owner: Owner) -> None:
        """A direction, where there is one."""
        if text.strip():
            self.items.append(Direction(text=text))
            self.owners.append(owner)

    def say(self, speaker: str, text: str, how: str, owner: Owner) -> None:
        """A Line."""
        self.lines += 1
        self.items.append(Line(id=f"L{self.lines}", speaker=speaker, text=text, parenthetical=how))
        self.owners.append(owner)


def peopled(synopsis: Synopsis) -> Bank:
    """The Bank of a Synopsis with the people whom its story names besides."""
    bank = synopsis.bank
    known = (*(name for one in bank.characters for name in (one.name, *one.aliases)), *(place.name for place in bank.places))
    return bank.changed(characters=(*bank.characters, *people_of(synopsis.story, known)))


async def write_page(plan: MoviePlan, synopsis: Synopsis, bank: Bank, telling: Telling) -> PlannedPage:
    """The page of a plan, with the Bank's people, and the plan's props beside the Bank's."""
    page = _Page(bank)
    for at, sub in enumerate(plan.sub_scripts):
        for number, scene in enumerate(sub.scenes):
            page.items.append(_heading(scene, len(page.items)))
            await _write_scene(page, sub, scene, Owner(at, number, -1), synopsis, telling)
    dialogue = Dialogue(title=synopsis.title, language=synopsis.language, items=tuple(page.items), bank=_with_props(plan, bank))
    return PlannedPage(dialogue, tuple(page.owners))


async def _write_scene(
    page: _Page, sub: SubScript, scene: MovieScene, owner: Owner, synopsis: Synopsis, telling: Telling
) -> None:
    story = str(scene.extra.get("Story", "")) or scene.plot or sub.plot
    told = await _by_handbook(story, synopsis, page.bank)
    if not scene.shots:
        for item in told:
            if isinstance(item, Line):
                page.say(item.speaker, item.text, item.parenthetical, owner)
            elif isinstance(item, Direction):
                page.direct(item.text, owner)
        return
    spoken = [one for at, shot in enumerate(scene.shots) for one in _subtitles(at, shot.subtitles, shot.extra.get("Manners"))]
    mended = with_quotations(spoken, [item for item in told if isinstance(item, Line)])
    telling.repaired(f"{sub.name}, {scene.name}", *mended.repairs)
    names = [one.name for one in page.bank.characters]
    for at, shot in enumerate(scene.shots):
        mine = owner._replace(shot=at)
        page.direct(clean_words(shot.plot or shot.coarse_plot, names).text, mine)
        for one in mended.spoken:
            if one.shot == at:
                page.say(one.speaker, one.text, one.how, mine)


def _subtitles(at: int, subtitles: Sequence[tuple[str, str]], manners: object) -> list[Spoken]:
    hows = [str(one) for one in cast("list[object]", manners)] if isinstance(manners, list) else []
    return [Spoken(at, who, text, hows[place] if place < len(hows) else "") for place, (who, text) in enumerate(subtitles)]


async def _by_handbook(story: str, synopsis: Synopsis, bank: Bank) -> list[DialogueItem]:
    """What the handbook reads in a part of the story, without headings."""
    if not any(character.isalnum() for character in story):
        return []
    part = Synopsis(language=synopsis.language, story=story, bank=bank)
    return [item for item in (await HandbookPlanner().plan(part)).items if not isinstance(item, Heading)]


def _heading(scene: MovieScene, number: int) -> Heading:
    place = str(scene.extra.get("Place", "")).strip() or f"Place {number + 1}"
    time, inside = str(scene.extra.get("Time of Day", "")).strip(), bool(scene.extra.get("Inside", True))
    text = f"{'INT' if inside else 'EXT'}. {place.upper()}{f' - {time.upper()}' if time else ''}"
    return Heading(text=text, place=place, time_of_day=time.lower(), interior=inside)


def _with_props(plan: MoviePlan, bank: Bank) -> Bank:
    known = {prop.name.casefold() for prop in bank.props}
    named = dict.fromkeys(name.strip().lower() for sub in plan.sub_scripts for scene in sub.scenes for name in scene.props)
    return bank.changed(props=(*bank.props, *(Prop(name=name) for name in named if name and name not in known)))
