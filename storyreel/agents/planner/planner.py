"""The handbook Planner: a Synopsis becomes a Dialogue by rule, and says that no model read it.

A paragraph becomes a scene, with a heading from the place and time that it names, and another one where it jumps ("Years
later"); speech within a scene goes on with it. Quoted speech with a speaker becomes Lines, every other sentence a Direction. No
word is added to a Line and none is lost: the words of attributions ("said Rosa") are kept in `extra["planner"]`. It invents no
speech, so a story without any has Directions alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pydantic import JsonValue

from storyreel.agents.planner.passages import jumps, passages_of
from storyreel.agents.planner.people import people_of
from storyreel.agents.planner.settings import Setting, heading_of, read_setting
from storyreel.agents.planner.speech import Names, Said, Told, holds_speech, opens_with_speech, read_paragraph
from storyreel.errors import SourceError
from storyreel.film.bank import Bank
from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Line, Synopsis

__all__ = ["HandbookPlanner"]

_HOW = (
    "split by paragraphs and jumps in time, without a model: each is a scene, quoted speech with a speaker is a Line, the rest"
    " Directions; people are those of the bank and those whom the story names"
)


@dataclass
class _Page:
    """The Dialogue while it is written."""

    names: Names
    items: list[DialogueItem] = field(default_factory=list[DialogueItem])
    tags: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    guessed: list[JsonValue] = field(default_factory=list[JsonValue])
    unnamed: list[JsonValue] = field(default_factory=list[JsonValue])
    setting: Setting = field(default_factory=lambda: Setting("", "", None))
    scenes: int = 0
    lines: int = 0
    spoken: bool = False

    def head(self, setting: Setting, *, jumped: bool) -> None:
        """Open a scene; what its paragraph does not say is carried on from the scene before, the hour not over a jump."""
        place = setting if setting.place else self.setting
        time = setting.time_of_day or ("" if jumped else self.setting.time_of_day)
        self.setting = Setting(place.place, time, place.interior)
        self.scenes += 1
        self.items.append(heading_of(self.setting, self.scenes))
        self.names.turns.clear()

    def add(self, piece: Said | Told) -> None:
        """Write one piece of a paragraph."""
        if isinstance(piece, Told):
            self.items.append(Direction(text=piece.text))
            self.unnamed += [piece.text] if piece.quoted else []
            return
        self.lines += 1
        line = f"L{self.lines}"
        self.items.append(Line(id=line, speaker=piece.speaker, text=piece.text, parenthetical=piece.how))
        self.tags.update({line: piece.tag} if piece.tag else {})
        self.guessed += [line] if piece.guessed else []


class HandbookPlanner:
    """Plans without a model."""

    name = "handbook"

    async def plan(self, synopsis: Synopsis) -> Dialogue:
        """The Synopsis as a Dialogue, with its Bank.

        Returns:
            A Dialogue whose `extra["planner"]` says how it was made, which words are attributions ("tags": Line id to words),
            which speakers were guessed ("guessed": Line ids) and which quotations have none ("unattributed": sentences).

        Raises:
            SourceError: If the story holds no word.
        """
        paragraphs = _paragraphs(synopsis.story)
        if not paragraphs:
            raise SourceError("the synopsis has no story to plan; write at least one sentence of it")
        bank = _peopled(synopsis)
        page = _Page(_names(bank, paragraphs))
        places = [place.name for place in synopsis.bank.places]
        for paragraph in [part for whole in paragraphs for part in ([whole] if holds_speech(whole) else passages_of(whole))]:
            setting = read_setting(paragraph, places)
            jumped = jumps(paragraph)
            if not page.scenes or jumped or not _goes_on(paragraph, setting, spoken=page.spoken):
                page.head(setting, jumped=jumped)
            pieces = read_paragraph(paragraph, page.names)
            for piece in pieces:
                page.add(piece)
            page.spoken = any(isinstance(piece, Said) for piece in pieces)
        told: dict[str, JsonValue] = {"name": self.name, "how": _HOW, "scenes": page.scenes}
        told |= {"tags": page.tags, "guessed": page.guessed, "unattributed": page.unnamed}
        return Dialogue(
            title=synopsis.title,
            language=synopsis.language,
            items=tuple(page.items),
            bank=bank,
            extra={**synopsis.extra, "planner": told},
        )


def _paragraphs(story: str) -> list[str]:
    """Paragraphs between empty lines; without any empty line, lines that end like sentences are paragraphs."""
    text = story.replace("\r\n", "\n").replace("\r", "\n")
    parts = re.split(r"\n[^\S\n]*\n\s*", text)
    lines = [line for line in text.split("\n") if line.strip()]
    if len(parts) == 1 and len(lines) > 1 and all(re.search(r"[.!?…:。！？\"”»」]\s*$", line) for line in lines):
        parts = lines
    return [part.strip() for part in parts if re.search(r"\w", part)]


def _goes_on(paragraph: str, setting: Setting, *, spoken: bool) -> bool:
    """Whether a paragraph belongs to the scene before: it opens with speech, or names no place and time amid speech."""
    elsewhere = bool(setting.place or setting.time_of_day)
    return opens_with_speech(paragraph) or (not elsewhere and (spoken or holds_speech(paragraph)))


def _peopled(synopsis: Synopsis) -> Bank:
    """The Bank, and those whom the story names besides."""
    characters = synopsis.bank.characters
    others = (*(name for one in characters for name in (one.name, *one.aliases)), *(place.name for place in synopsis.bank.places))
    return synopsis.bank.changed(characters=(*characters, *people_of(synopsis.story, others)))


def _names(bank: Bank, paragraphs: list[str]) -> Names:
    """The Bank's names and aliases, and all who are named as speakers anywhere: a pronoun may stand before the first naming."""
    names = Names()
    for one in bank.characters:
        for spelling in (one.name, *one.aliases):
            names.known[spelling.casefold()] = one.name
    for one in bank.characters:
        first = one.name.split()[0] if one.name.split() else ""
        if len(first) > 2 and first.casefold() not in names.known:
            names.known[first.casefold()] = one.name
    for paragraph in paragraphs:
        read_paragraph(paragraph, names)
    names.turns.clear()
    return names
