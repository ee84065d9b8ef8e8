"""The cast: every speaker, and everyone whom the source's bank or its directions name, each with an appearance.

What the source says of a person is kept to the letter; what it leaves open is made up from name and seed, and marked so.
Narrators, voices and crowds are heard and not seen.
"""

from __future__ import annotations

import re

from storyreel.agents.scripter.looks import Wardrobe, draw
from storyreel.agents.scripter.names import gender_of, is_crowd, is_voice, plain
from storyreel.film.bank import Character
from storyreel.film.dialogue import Dialogue, Direction

__all__ = ["genders", "make_cast"]

_OFF = re.compile(r"^\W*(v\.?\s?o\.?|voice[ -]?over)\b", re.IGNORECASE)
_GHOST = re.compile(r"\b(ghost|spirit|apparition|phantom|shade)\b", re.IGNORECASE)


def make_cast(dialogue: Dialogue, *, seed: int = 0) -> tuple[Character, ...]:
    """The cast in order: the source's own descriptions first as they stand, then the speakers that it does not describe.

    >>> from storyreel.film.dialogue import Line
    >>> lines = (Line(id="L1", speaker="ROSA", text="Yes."), Line(id="L2", speaker="NARRATOR", text="So."))
    >>> cast = make_cast(Dialogue(items=lines))
    >>> [(one.name, one.appearance_from, one.seen) for one in cast]
    [('ROSA', 'scripter', True), ('NARRATOR', '', False)]
    """
    speakers = dialogue.speakers
    people = [_as_spoken(one, speakers) for one in dialogue.bank.characters]
    known = {plain(name) for one in people for name in (one.name, *one.aliases)}
    people.extend(Character(name=name) for name in speakers if plain(name) not in known or name not in _names(people))
    unique = list({one.name: one for one in reversed(people)}.values())[::-1]
    wardrobe = Wardrobe(seed, [one.appearance for one in unique if one.appearance])
    told = genders(dialogue, tuple(unique), seed=seed)
    return tuple(_dressed(one, dialogue, wardrobe, told) for one in unique)


def _names(people: list[Character]) -> set[str]:
    return {name for one in people for name in (one.name, *one.aliases)}


def _as_spoken(one: Character, speakers: tuple[str, ...]) -> Character:
    """A described person under the name that the Lines use ("Nora" speaks as "NORA"); the described spelling becomes an alias."""
    known = {plain(one.name), *(plain(alias) for alias in one.aliases)}
    spoken = next((name for name in speakers if plain(name) in known), "")
    if not spoken or one.name in speakers:
        return one
    return one.changed(name=spoken, aliases=tuple(dict.fromkeys(name for name in (*one.aliases, one.name) if name != spoken)))


def genders(dialogue: Dialogue, cast: tuple[Character, ...], *, seed: int = 0) -> dict[str, str]:
    """name -> "woman" or "man": from name, description and the speaker's own parentheticals, else drawn."""
    told: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for line in dialogue.lines:
        said.setdefault(line.speaker, []).append(line.parenthetical)
    for one in cast:
        about = " ".join((one.appearance, one.profile, *said.get(one.name, [])))
        told[one.name] = (
            gender_of(one.name, about) or _from_directions(one.name, dialogue) or ("woman", "man")[draw(2, one.name, seed)]
        )
    return told


def _from_directions(name: str, dialogue: Dialogue) -> str:
    """From a direction that names this person and then says "her" or "his"; only where it names nobody else before."""
    for item in dialogue.items:
        if isinstance(item, Direction) and (
            hit := re.search(rf"(?<!\w){re.escape(name)}(?!\w)([^.]*)", item.text, re.IGNORECASE)
        ):
            pronoun = re.match(r"[^A-Z]*?\b(her|herself|his|himself)\b", hit[1])
            if pronoun:
                return "woman" if pronoun[1].startswith("her") else "man"
    return ""


def _dressed(one: Character, dialogue: Dialogue, wardrobe: Wardrobe, told: dict[str, str]) -> Character:
    spoken = [line for line in dialogue.lines if line.speaker == one.name]
    voice_only = bool(spoken) and all(_OFF.match(line.parenthetical) for line in spoken)
    if one.appearance:
        return one.changed(appearance_from=one.appearance_from or "source", seen=one.seen and not voice_only)
    if is_crowd(one.name):
        return one.changed(seen=False, profile=one.profile or "several of those present, speaking together")
    if not one.seen or voice_only or is_voice(one.name):
        return one.changed(seen=False, profile=one.profile or "a voice, never seen")
    look = wardrobe.look_for(one.name, told[one.name]).words
    if _GHOST.search(one.name):
        look = f"{look}, pale and half transparent"
    return one.changed(appearance=look, appearance_from="scripter")
