"""Blocking in words and marks: where each Character stands in a Shot, faces, does, feels and holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from storyreel.agents.scripter.business import Business
from storyreel.agents.scripter.drafts import Draft
from storyreel.agents.scripter.floor import Mark
from storyreel.agents.scripter.stage import Person
from storyreel.agents.scripter.verbs import MOVES
from storyreel.film.script import Blocking

__all__ = ["block", "position_words"]

_SIDES: Final = ((-180, "far left"), (-45, "left"), (45, "centre"), (180, "right"))
_LOW: Final = frozenset({"sitting", "kneeling", "lying"})
_DOING: Final = {
    "enter": "comes in",
    "exit": "goes out",
    "sit": "sits down",
    "rise": "stands up",
    "kneel": "kneels down",
    "lie": "lies down",
    "lean": "leans",
    "stand": "stands",
    "embrace": "embraces",
}


def position_words(mark: Mark, spot: str = "") -> str:
    """A mark in words.

    >>> position_words(Mark(-85, 0)), position_words(Mark(200, 220), "window")
    ('left', 'far right, at the back, by the window')
    """
    side = next((words for limit, words in _SIDES if mark.x < limit), "far right")
    depth = ", at the back" if mark.z >= 180 else ", further back" if mark.z >= 90 else ", in front" if mark.z <= -30 else ""
    by = f", by the {spot}" if spot and spot not in ("left", "right", "centre", "center", "front", "back") else ""
    return f"{side}{depth}{by}"


def block(draft: Draft, people: Sequence[Person], moods: Mapping[str, str], business: Sequence[Business]) -> tuple[Blocking, ...]:
    """One entry for everyone in the scene during the Shot, seen or not.

    Args:
        draft: The Shot.
        people: From the stage, with where they stand and walk.
        moods: What each last showed.
        business: What is done in the Shot.
    """
    return tuple(_entry(one, draft, people, moods, business) for one in people)


def _entry(
    one: Person, draft: Draft, people: Sequence[Person], moods: Mapping[str, str], business: Sequence[Business]
) -> Blocking:
    walks = one.to != one.at
    return Blocking(
        character=one.name,
        position=one.words or position_words(one.to if one.coming else one.at, one.spot if not one.leaving else ""),
        facing=_facing(one, draft, people),
        action=_doing(one, draft, business),
        holds=one.holds,
        posture="walking" if walks and one.posture == "standing" else one.posture,
        emotion=moods.get(one.name, "neutral"),
        x_cm=one.at.x,
        z_cm=one.at.z,
        to_x_cm=one.to.x if walks else None,
        to_z_cm=one.to.z if walks else None,
    )


def _facing(one: Person, draft: Draft, people: Sequence[Person]) -> str:
    """A speaker faces whom they speak to, everyone else whoever speaks or moves; alone, one faces the camera."""
    others = [other.name for other in people if other.name != one.name]
    if one.leaving:
        return "away"
    spoken = [speech for speech in draft.speeches if speech.speaker == one.name]
    if spoken and spoken[0].to in others:
        return spoken[0].to
    looked_at = [speech.speaker for speech in draft.speeches if speech.speaker in others]
    looked_at += [other.name for other in people if other.name != one.name and (other.coming or other.to != other.at)]
    if looked_at:
        return looked_at[0]
    listener = draft.subjects[0] if draft.subjects and draft.subjects[0] in others else ""
    nearest = sorted(
        (other for other in people if other.name != one.name),
        key=lambda who: (who.at.x - one.at.x) ** 2 + (who.at.z - one.at.z) ** 2,
    )
    return listener or (nearest[0].name if nearest else "camera")


def _doing(one: Person, draft: Draft, business: Sequence[Business]) -> str:
    done = [_words(deed) for deed in business if deed.who == one.name]
    told = any(deed.who == one.name and deed.verb in MOVES for deed in business)
    if one.to != one.at and not told:
        done.insert(0, "walks up")
    if (
        one.was in _LOW
        and one.posture == "standing"
        and not any(deed.verb == "rise" for deed in business if deed.who == one.name)
    ):
        done.insert(0, "stands up")
    if done:
        return ", ".join(dict.fromkeys(done))
    spoken = [speech for speech in draft.speeches if speech.speaker == one.name]
    if spoken:
        return f"speaks to {spoken[0].to}" if spoken[0].to else "speaks"
    if draft.speeches:
        return f"listens to {draft.speeches[0].speaker}"
    return "reacts" if draft.kind == "reaction" and one.name in draft.subjects else ""


def _words(deed: Business) -> str:
    spot = f" to the {deed.spot}" if deed.spot and deed.verb == "move" else f" by the {deed.spot}" if deed.spot else ""
    if deed.verb == "move":
        return f"walks{f' to {deed.to}' if deed.to else spot}"
    if deed.prop:
        to = f" to {deed.to}" if deed.to and deed.verb == "give" else ""
        verb = {"take": "takes", "give": "gives", "put down": "puts down", "hold": "holds", "handle": "looks at"}[deed.verb]
        return f"{verb} the {deed.prop}{to}"
    return f"{_DOING.get(deed.verb, deed.verb)}{spot}"
