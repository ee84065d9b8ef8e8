"""Positions that the source gives against the blocking: who is placed must be there, and stand where they were placed.

Rules of Positional/Physical Rationality. A position holds from its Line on until its Character walks, is told to move, or is
placed again; entry n of a bracket script's positions holds in Shot n alone. Sides and relations are judged by marks where there
are marks, else by words; words that nobody could hold against marks are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Hit, Rule
from storyreel.film.finding import Cause, Remedy, Severity
from storyreel.film.placing import Placing
from storyreel.film.script import Blocking, Shot
from storyreel.film.telling import tells_move, tells_posture
from storyreel.formats.place_words import side_in, spot_in
from storyreel.formats.positions import placings_of, read_placings

__all__ = ["RULES", "Claim", "claims_of", "contradiction"]

_OFF_CENTRE_CM = 30
"""So far over the middle somebody may stand and still be on "their" side."""
_CENTRE_CM = 130
_NEAR_CM = 220
_FEET = frozenset({"standing", "walking", "leaning", ""})


class Claim(NamedTuple):
    """A placing and the Shots in which it holds, in order."""

    placing: Placing
    shots: tuple[Shot, ...]


def claims_of(case: ScriptCase) -> tuple[Claim, ...]:
    """Every placing that was given, with the Shots that it is about."""
    return (*_of_dialogue(case), *_of_entries(case))


def _of_dialogue(case: ScriptCase) -> list[Claim]:
    if case.dialogue is None:
        return []
    claims = [_named(case, one) for one in placings_of(case.dialogue, [one.name for one in case.script.cast])]
    return [claim._replace(shots=_until_placed_again(claim, claims)) for claim in claims]


def _of_entries(case: ScriptCase) -> list[Claim]:
    """What a bracket script's positions say of each Shot, in the words that were kept."""
    claims: list[Claim] = []
    for shot in case.script.shots:
        words = shot.extra.get("blocking_text")
        if isinstance(words, str) and words.strip():
            names = [name for one in case.script.cast for name in (one.name, *one.aliases)]
            speakers = [line.speaker for line in case.script.lines]
            read = read_placings(words, cast_names=list(dict.fromkeys((*names, *speakers))))
            claims += [Claim(one.changed(character=case.name_of(one.character)), (shot,)) for one in read]
    return claims


def _named(case: ScriptCase, one: Placing) -> Claim:
    placing = one.changed(character=case.name_of(one.character), others=tuple(case.name_of(other) for other in one.others))
    if one.entry is not None and case.dialogue is not None and one.entry > max(1, len(case.dialogue.lines)):
        return Claim(placing, ())
    return Claim(placing, _shots_from(case, one.line))


def _shots_from(case: ScriptCase, line: str) -> tuple[Shot, ...]:
    """The Shots of a scene from the one in which a Line is spoken; without a Line, of the first scene."""
    if not line:
        return case.script.scenes[0].shots if case.script.scenes else ()
    spoken = case.parts.get(line)
    if not spoken:
        return ()
    shots = case.scene_of[spoken[0].shot.uid].shots
    return shots[[shot.uid for shot in shots].index(spoken[0].shot.uid) :]


def _until_placed_again(claim: Claim, claims: Sequence[Claim]) -> tuple[Shot, ...]:
    """Its Shots up to the next one from which the same Character is placed anew."""
    others = [one for one in claims if one is not claim and one.placing.character == claim.placing.character and one.shots]
    starts = {one.shots[0].uid for one in others if claim.shots and one.shots[0].uid != claim.shots[0].uid}
    kept: list[Shot] = []
    for shot in claim.shots:
        if shot.uid in starts:
            break
        kept.append(shot)
    return tuple(kept)


def _nobodies(case: ScriptCase) -> Iterator[Hit]:
    told: set[str] = set()
    for placing, shots in claims_of(case):
        for name in (placing.character, *placing.others):
            if name and name not in told and not case.knows(name) and not _speaks(case, name):
                told.add(name)
                known = ", ".join(one.name for one in case.script.cast[:6]) or "nobody"
                evidence = f"the positions place {name} (“{_short(placing.text)}”), who is not in the cast; there are: {known}"
                # In prose it may be a thing that stands there; in a list of people it is a person.
                severity = None if placing.text == placing.position else Severity.MINOR
                yield Hit(shot=shots[0] if shots else None, about=name, evidence=evidence, severity=severity)


def _speaks(case: ScriptCase, name: str) -> bool:
    return any(one.line.speaker == name for one in case.spoken)


def _unread(case: ScriptCase) -> Iterator[Hit]:
    for placing, shots in _of_dialogue(case):
        if placing.understood and shots:
            continue
        if placing.understood or (placing.entry is not None and not shots):
            evidence = f"position {placing.entry or ''} “{_short(placing.text)}” belongs to no shot: the script has no such line"
        else:
            evidence = f"the position “{_short(placing.text)}” is not understood: it is kept, and nothing holds to it"
        yield Hit(shot=shots[0] if shots else None, about=_short(placing.text), evidence=evidence)


def _contradicted(case: ScriptCase) -> Iterator[Hit]:
    for placing, shots in claims_of(case):
        hit = _first_against(case, placing, shots) if placing.understood else None
        if hit is not None:
            yield hit


def _first_against(case: ScriptCase, placing: Placing, shots: Sequence[Shot]) -> Hit | None:
    here = False
    for shot in shots:
        placed = {case.name_of(one.character): one for one in shot.blocking}
        own = placed.get(placing.character)
        if own is None:
            continue
        against = contradiction(placing, own, placed)
        moves = _moves(own, shot, case.script.language)
        if against and not (here and moves):
            given = placing.position or placing.text
            evidence = f"{placing.character} is given as “{_short(given)}” and in shot {shot.id} {against}"
            return Hit(shot=shot, about=placing.character, evidence=evidence, data={"given": placing.text})
        if here and moves:
            return None  # they were where they were to be, and are told to go: the position has served
        here = True
    return None


def _moves(one: Blocking, shot: Shot, language: str) -> bool:
    told = f"{one.action} {shot.action}"
    return one.to_x_cm is not None or one.to_z_cm is not None or tells_move(told, language) or tells_posture(told, language)


def contradiction(placing: Placing, own: Blocking, placed: Mapping[str, Blocking]) -> str:
    """How a Character's blocking contradicts where they were placed, as the end of a sentence; "" where it does not.

    Args:
        placed: Blocking of everyone in the Shot, by name.

    >>> contradiction(Placing(character="ROSA", text="left", side="left"), Blocking(character="ROSA", x_cm=120), {})
    'stands at x 120 cm, on the right'
    """
    ways = (_against_side, _against_relation, _against_spot, _against_posture)
    return next((told for way in ways if (told := way(placing, own, placed))), "")


def _span(one: Blocking) -> tuple[int, int] | None:
    """Where they are from left to right during the Shot."""
    if one.x_cm is None:
        return None
    end = one.x_cm if one.to_x_cm is None else one.to_x_cm
    return min(one.x_cm, end), max(one.x_cm, end)


def _against_side(placing: Placing, own: Blocking, placed: Mapping[str, Blocking]) -> str:
    if placing.side is None:
        return ""
    span = _span(own)
    if span is None:
        side = side_in(own.position)
        return f"stands “{own.position}”" if side not in (None, placing.side) else ""
    low, high = span
    wrong = {"left": low > _OFF_CENTRE_CM, "right": high < -_OFF_CENTRE_CM, "centre": low > _CENTRE_CM or high < -_CENTRE_CM}
    where = "on the right" if low > 0 else "on the left"
    return f"stands at x {low if low > 0 else high} cm, {where}" if wrong[placing.side] else ""


def _against_relation(placing: Placing, own: Blocking, placed: Mapping[str, Blocking]) -> str:
    for name in placing.others if placing.relation else ():
        other = placed.get(name)
        if other is None:
            continue
        mine, theirs = _span(own), _span(other)
        if mine is None or theirs is None:
            sides = side_in(own.position), side_in(other.position)
            if (placing.relation, sides) in (("left of", ("right", "left")), ("right of", ("left", "right"))):
                return f"stands “{own.position}”, and {name} “{other.position}”"
            continue
        if (placing.relation == "left of" and mine[0] >= theirs[1]) or (placing.relation == "right of" and mine[1] <= theirs[0]):
            return f"stands at x {mine[0]} cm, and {name} at x {theirs[0]} cm"
        if placing.relation == "beside" and max(mine[0] - theirs[1], theirs[0] - mine[1]) > _NEAR_CM:
            return f"stands {max(mine[0] - theirs[1], theirs[0] - mine[1])} cm from {name}"
    return _against_depth(placing, own, placed)


def _against_depth(placing: Placing, own: Blocking, placed: Mapping[str, Blocking]) -> str:
    way = {"behind": 1, "in front of": -1}.get(placing.relation or "", 0)
    for name in placing.others if way else ():
        other = placed.get(name)
        mine = [z for z in (own.z_cm, own.to_z_cm) if z is not None]
        theirs = [z for z in (other.z_cm, other.to_z_cm) if z is not None] if other else []
        if mine and theirs and all((z - at) * way <= 0 for z in mine for at in theirs):
            return f"stands at depth {mine[-1]} cm, and {name} at {theirs[-1]} cm"
    return ""


def _against_spot(placing: Placing, own: Blocking, placed: Mapping[str, Blocking]) -> str:
    there = spot_in(own.position)
    if not placing.spot or not there or _same_thing(placing.spot, own.position) or _same_thing(there, placing.text):
        return ""
    return f"stands “{own.position}”"


def _same_thing(thing: str, words: str) -> bool:
    return thing.split()[-1].rstrip("s") in words.casefold()


def _against_posture(placing: Placing, own: Blocking, placed: Mapping[str, Blocking]) -> str:
    if not placing.posture or placing.posture == own.posture or {placing.posture, own.posture} <= _FEET:
        return ""
    return f"is {own.posture or 'standing'}, not {placing.posture}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}..."


RULES = (
    Rule(
        id="SR821",
        kind="position-of-nobody",
        severity=Severity.MAJOR,
        says="whoever is placed by the source is in the cast (minor where prose may mean a thing)",
        look=_nobodies,
        cause=Cause.DIALOGUE,
        remedy=Remedy.NONE,
    ),
    Rule(
        id="SR822",
        kind="position-contradicted",
        severity=Severity.MAJOR,
        says="everyone stands where the source places them, until they are told to move",
        look=_contradicted,
    ),
    Rule(
        id="SR823",
        kind="position-not-understood",
        severity=Severity.MINOR,
        says="every position that the source gives can be held against the blocking",
        look=_unread,
        cause=Cause.DIALOGUE,
        remedy=Remedy.NONE,
    ),
)
