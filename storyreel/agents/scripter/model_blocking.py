"""Where a model puts people, played on the stage of the handbook: places and deeds in words become business, then blocking.

The source rules: whom it places or moves in a shot is not moved by the model there, and nobody comes or goes on the model's
word. What the words do not say, the stage knows; so nobody is in two places, and a thing is in one hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from storyreel.agents.scripter.business import Business, read_business
from storyreel.agents.scripter.drafts import Draft
from storyreel.agents.scripter.feeling import EMOTIONS, read_feeling
from storyreel.agents.scripter.floor import Mark
from storyreel.agents.scripter.given import Given
from storyreel.agents.scripter.model_drafts import DraftedShot
from storyreel.agents.scripter.model_forms import BlockingForm
from storyreel.agents.scripter.model_names import CastNames
from storyreel.agents.scripter.names import Mentions
from storyreel.film.bank import Character
from storyreel.film.dialogue import Dialogue
from storyreel.film.script import Blocking

__all__ = ["PlayedScene", "feeling_word", "play_blocking", "said_by_the_model"]

_SET: Final = frozenset({"sit", "rise", "kneel", "lie", "lean", "stand", "move"})
_DEEDS: Final = frozenset({*_SET, "take", "give", "put down", "hold", "handle"})
_POSTURES: Final = {"sitting": "sit", "kneeling": "kneel", "lying": "lie", "leaning": "lean"}


@dataclass(frozen=True)
class PlayedScene:
    """A scene's drafts with the model's blocking in them, and how it is found."""

    shots: tuple[DraftedShot, ...]
    opening: tuple[Business, ...]


@dataclass
class _Player:
    names: CastNames
    given: Given
    mentions: Mentions
    props: tuple[str, ...]
    places: dict[str, str] = field(default_factory=dict[str, str])
    marks: dict[str, tuple[int, int]] = field(default_factory=dict[str, "tuple[int, int]"])

    def opening(self, shot: DraftedShot, placed: set[str]) -> list[Business]:
        """How the first shot finds those whom the source does not place; a mark in the picture is nearer than words."""
        found: list[Business] = []
        for one in shot.planned.blocking:
            given = one.character not in placed or one.character in shot.planned.marks
            if one.character in shot.draft.present and given:
                found += self._place(one, shot, opens=True)
        return sorted(found, key=lambda one: one.mark is None)

    def during(self, shot: DraftedShot, first: bool) -> list[Business]:
        """What is done in a shot by those whom the source leaves alone in it."""
        busy = {one.who for one in shot.draft.business}
        done: list[Business] = []
        for one in shot.planned.blocking:
            if one.character not in shot.draft.present or one.character in busy:
                continue
            done += [] if first else self._place(one, shot, opens=False)
            done += self._deeds(one)
        return done

    def _place(self, one: BlockingForm, shot: DraftedShot, *, opens: bool) -> list[Business]:
        """A new place, where the words or the marks say one; a posture alone changes no place."""
        mark = shot.planned.marks.get(one.character)
        if mark is not None:
            same = self.marks.get(one.character) == mark
            self.marks[one.character] = mark
            verb = _POSTURES.get(one.posture, "stand" if opens else "move")
            return [] if same else [Business(one.character, verb, mark=Mark(*mark), words=one.position)]
        words = one.position
        if not words or self.places.get(one.character) == words:
            return self._settled(one)
        self.places[one.character] = words
        placed = [deed for deed in self.given.of_speaker(words, one.character, opens=opens) if deed.verb in _SET]
        if not placed:
            return self._settled(one)
        verb = _POSTURES.get(one.posture, "stand" if opens else placed[0].verb)
        return [replace(placed[0], verb=verb)]

    def _settled(self, one: BlockingForm) -> list[Business]:
        key = f"{one.character}/posture"
        if one.posture == self.places.get(key, "standing") or one.posture not in (*_POSTURES, "standing"):
            return []
        self.places[key] = one.posture
        return [Business(one.character, _POSTURES.get(one.posture, "rise"), one.posture)]

    def _deeds(self, one: BlockingForm) -> list[Business]:
        """What the model's words for a person say that hands and body do."""
        found = read_business(one.action, self.mentions, default=one.character, props=self.props) if one.action else ()
        deeds = [deed for deed in found if deed.who == one.character and deed.verb in _DEEDS]
        known = {deed.prop for deed in deeds}
        holds = [thing.strip().lower() for thing in one.holds if 0 < len(thing.strip()) <= 60]
        new = [thing for thing in holds if thing not in known and self.places.get(f"thing {thing}") != one.character]
        for thing in (*known, *holds):
            self.places[f"thing {thing}"] = one.character
        return [*deeds, *(Business(one.character, "hold", "", prop=thing) for thing in dict.fromkeys(new))]


def play_blocking(
    shots: Sequence[DraftedShot], opening: Sequence[Business], *, cast: Sequence[Character], props: tuple[str, ...]
) -> PlayedScene:
    """The scene with what the model's blocking asks for beside what the source asks for.

    Args:
        shots: In order.
        opening: How the source finds the scene.
        cast: Everyone.
        props: Names of things that are known besides those of the list.
    """
    spelt = {alias: one.name for one in reversed(cast) for alias in one.aliases} | {one.name: one.name for one in cast}
    unseen = frozenset(one.name for one in cast if not one.seen)
    player = _Player(CastNames(cast), Given(Dialogue(), spelt, unseen), Mentions(spelt), props)
    found = player.opening(shots[0], {one.who for one in opening}) if shots else []
    played: list[DraftedShot] = []
    for at, shot in enumerate(shots):
        more = player.during(shot, at == 0)
        props_now = tuple(dict.fromkeys((*shot.draft.props, *(one.prop for one in more if one.prop))))
        draft = replace(shot.draft, business=(*shot.draft.business, *more), props=props_now) if more else shot.draft
        played.append(DraftedShot(shot.planned, draft))
    return PlayedScene(tuple(played), (*opening, *found))


def said_by_the_model(
    staged: Sequence[Blocking], draft: Draft, forms: Sequence[BlockingForm], names: CastNames
) -> tuple[Blocking, ...]:
    """The stage's blocking with what the model says of faces and deeds; places and things stay as the stage has them."""
    told = {one.character: one for one in forms}
    there = [one.character for one in staged]
    return tuple(_worded(one, told[one.character], there, draft, names) if one.character in told else one for one in staged)


def _worded(one: Blocking, form: BlockingForm, there: Sequence[str], draft: Draft, names: CastNames) -> Blocking:
    doing = any(deed.who == one.character for deed in draft.business)
    action = one.action
    if form.action and form.action.casefold() not in action.casefold():
        action = f"{action}; {form.action}" if doing and action else form.action
    return one.changed(
        facing=_facing(form.facing, one, there, names),
        action=action,
        emotion=feeling_word(form.emotion) or one.emotion,
    )


def _facing(written: str, one: Blocking, there: Sequence[str], names: CastNames) -> str:
    words = " ".join(written.split())[:80]
    if not words or one.to_x_cm is not None:
        return one.facing
    if words.casefold() in ("camera", "away"):
        return words.casefold()
    found = names.find(words)
    if found.known:
        return found.name if found.name in there and found.name != one.character else one.facing
    return words


def feeling_word(written: str) -> str:
    """One of the eight feelings that a face can show, else the word as it is.

    >>> feeling_word("Furious"), feeling_word("angry"), feeling_word("wistful")
    ('angry', 'angry', 'wistful')
    """
    plain = " ".join(written.split())[:60].casefold()
    nearest = plain if plain in EMOTIONS else read_feeling("", plain).emotion
    return nearest if plain and nearest != "neutral" else plain
