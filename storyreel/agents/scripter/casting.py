"""The cast: every speaker, and everyone whom the source's bank or its directions name, each with an appearance.

What the source says of a person is kept to the letter; what it leaves open is made up from name and seed, and marked so.
Narrators, voices and crowds are heard and not seen.
"""

from __future__ import annotations

import re

from storyreel.agents.scripter.looks import Wardrobe, draw
from storyreel.agents.scripter.names import gender_of, is_crowd, is_voice, one_name, speak_together, voice_of
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
    spellings: dict[str, list[str]] = {}
    for name in dialogue.speakers:
        spellings.setdefault(one_name(name), []).append(name)
    for name in [key for key in spellings if voice_of(key) in spellings]:
        spellings[voice_of(name)] += spellings.pop(name)
    people = [_as_spoken(one, spellings) for one in dialogue.bank.characters]
    known = {one_name(name) for one in people for name in (one.name, *one.aliases)}
    people.extend(Character(name=names[0], aliases=tuple(names[1:])) for key, names in spellings.items() if key not in known)
    unique = list({one.name: one for one in reversed(people)}.values())[::-1]
    wardrobe = Wardrobe(seed, [one.appearance for one in unique if one.appearance])
    told = genders(dialogue, tuple(unique), seed=seed)
    known = {one_name(name) for one in unique for name in (one.name, *one.aliases)}
    return tuple(_dressed(one, dialogue, wardrobe, told, known - {one_name(one.name)}) for one in unique)


def _as_spoken(one: Character, spellings: dict[str, list[str]]) -> Character:
    """A described person under the name that the Lines use ("Nora" speaks as "NORA"); other spellings become aliases."""
    spoken = [name for written in (one.name, *one.aliases) for name in spellings.get(one_name(written), [])]
    if not spoken:
        return one
    name = one.name if one.name in spoken else spoken[0]
    others = dict.fromkeys(other for other in (*one.aliases, one.name, *spoken) if other != name)
    return one.changed(name=name, aliases=tuple(others))


def genders(dialogue: Dialogue, cast: tuple[Character, ...], *, seed: int = 0) -> dict[str, str]:
    """name -> "woman" or "man": from name, description and the speaker's own parentheticals, else drawn."""
    told: dict[str, str] = {}
    said: dict[str, list[str]] = {}
    for line in dialogue.lines:
        said.setdefault(line.speaker, []).append(line.parenthetical)
    for one in cast:
        manners = [manner for name in (one.name, *one.aliases) for manner in said.get(name, [])]
        about = " ".join((one.appearance, one.profile, *manners))
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


def _dressed(one: Character, dialogue: Dialogue, wardrobe: Wardrobe, told: dict[str, str], others: set[str]) -> Character:
    spoken = [line for line in dialogue.lines if line.speaker == one.name or line.speaker in one.aliases]
    voice_only = bool(spoken) and all(_OFF.match(line.parenthetical) for line in spoken)
    if one.appearance:
        return one.changed(appearance_from=one.appearance_from or "source", seen=one.seen and not voice_only)
    if is_crowd(one.name) or speak_together(one.name, others):
        return one.changed(seen=False, profile=one.profile or "several of those present, speaking together")
    if not one.seen or voice_only or is_voice(one.name):
        return one.changed(seen=False, profile=one.profile or "a voice, never seen")
    look = wardrobe.look_for(one.name, told[one.name], one.profile).words
    if _GHOST.search(one.name):
        look = f"{look}, pale and half transparent"
    return one.changed(appearance=look, appearance_from="scripter")
