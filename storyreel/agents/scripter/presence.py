"""Who is on the stage at each beat, whom a Line is said to, and how long a feeling lasts: what one beat cannot tell alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from storyreel.agents.scripter.beats import Beat, Happening, Speech
from storyreel.agents.scripter.business import EVERYONE, Business
from storyreel.agents.scripter.feeling import NEUTRAL, Feeling
from storyreel.agents.scripter.names import Mentions

__all__ = ["addressed", "at_the_end", "lasting", "with_presence"]

_LASTS: Final = 2
"""Lines of one speaker that a feeling outlasts its sign."""
_THEY: Final = re.compile(r"\b(?:they|both|the two)\b", re.IGNORECASE)
_ONE: Final = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_TO: Final = re.compile(r"\b(?:to|at|towards?)\s+(?:the\s+)?$", re.IGNORECASE)


def with_presence(beats: Sequence[Beat], unseen: frozenset[str], before: Sequence[str] = ()) -> list[Beat]:
    """The beats with who is on the stage; who speaks or acts without having come in comes in with that beat.

    Args:
        before: Who was there at the end of the scene before: "they" of a scene in which nobody speaks or is named.
    """
    here = dict.fromkeys(_at_the_start(beats, unseen) or _told_of(beats, before))
    told: list[Beat] = []
    for beat in beats:
        business = [done for one in beat.business for done in _each(one, here)]
        if isinstance(beat, Speech) and not beat.off:
            business.insert(0, Business(beat.speaker, "stand", ""))
        beat = replace(beat, business=_possible(business, here), present=tuple(here))
        here = _after(here, beat.business)
        told.append(replace(beat, after=tuple(here)) if isinstance(beat, Happening) else beat)
    return told


def _possible(business: Sequence[Business], here: Mapping[str, None]) -> tuple[Business, ...]:
    """Business as it can be done: who is not there comes in before doing anything, and cannot go out."""
    now = dict(here)
    done: list[Business] = []
    for one in business:
        if one.who not in now:
            if one.verb == "exit":
                continue
            if one.verb != "enter":
                done.append(Business(one.who, "enter", one.text))
        if one.verb != "stand" or one.text:
            done.append(one)
        now = _after(now, [one])
    return tuple(done)


def _each(one: Business, here: Mapping[str, None]) -> list[Business]:
    """Business of everyone, as the business of each who is there."""
    if one.who != EVERYONE:
        return [one]
    return [replace(one, who=name, to="") for name in here if name != one.to]


def _after(here: Mapping[str, None], business: Sequence[Business]) -> dict[str, None]:
    now = dict(here)
    for one in business:
        if one.verb == "exit":
            now.pop(one.who, None)
        else:
            now[one.who] = None
    return now


def at_the_end(beats: Sequence[Beat]) -> tuple[str, ...]:
    """Who is on the stage as the last beat ends.

    >>> at_the_end(())
    ()
    """
    if not beats:
        return ()
    last = beats[-1]
    return last.after if isinstance(last, Happening) else tuple(_after(dict.fromkeys(last.present), last.business))


def _at_the_start(beats: Sequence[Beat], unseen: frozenset[str]) -> list[str]:
    """Who is there when the scene begins: whoever acts or speaks in it without having come in first."""
    seen: dict[str, bool] = {}
    for beat in beats:
        for one in beat.business:
            if one.who != EVERYONE:
                seen.setdefault(one.who, one.verb != "enter")
        if isinstance(beat, Speech) and not beat.off:
            seen.setdefault(beat.speaker, True)
    if not any(isinstance(beat, Speech) for beat in beats):  # a story is told: whom its words name is seen
        for beat in beats:
            for name in beat.named if isinstance(beat, Happening) else ():
                seen.setdefault(name, True)
    return [name for name, there in seen.items() if there and name not in unseen]


def _told_of(beats: Sequence[Beat], before: Sequence[str]) -> Sequence[str]:
    """Those of the scene before whom the pronouns of a told scene mean: all of them for "they", else the last."""
    texts = [beat.text for beat in beats if isinstance(beat, Happening)]
    if len(texts) < len(beats) or not before:
        return ()
    if any(_THEY.search(text) for text in texts):
        return before
    return before[-1:] if any(_ONE.search(text) for text in texts) else ()


def addressed(beats: Sequence[Beat], mentions: Mentions) -> tuple[Beat, ...]:
    """The beats with whom each speech is said to: the one named in the parenthetical or called by name, else who answers,
    else who spoke before, else anyone there.
    """
    order = [beat for beat in beats if isinstance(beat, Speech)]
    told: list[Beat] = []
    at = -1
    for beat in beats:
        if isinstance(beat, Speech):
            at += 1
            others = [name for name in _around(beat) if name != beat.speaker]
            to = _addressee(beat, order, at, others, mentions)
            business = tuple(replace(one, to=to) if one.to == "*" else one for one in beat.business)
            told.append(replace(beat, to=to, business=business))
        else:
            told.append(beat)
    return tuple(told)


def _around(speech: Speech) -> tuple[str, ...]:
    return tuple(_after(dict.fromkeys(speech.present), [one for one in speech.business if one.verb == "enter"]))


def _addressee(speech: Speech, order: Sequence[Speech], at: int, others: Sequence[str], mentions: Mentions) -> str:
    if len(others) < 2:
        return others[0] if others else ""
    for mention in mentions.of(speech.line.parenthetical):
        if mention.name in others and _TO.search(speech.line.parenthetical[: mention.start]):
            return mention.name
    for mention in mentions.of(speech.text):
        called = re.match(r"\s*[,.!?;:—]", speech.text[mention.end :]) or not speech.text[mention.end :].strip()
        if mention.name in others and called:
            return mention.name
    after = next((one.speaker for one in order[at + 1 : at + 4] if one.speaker != speech.speaker), "")
    before = next((one.speaker for one in reversed(order[max(0, at - 3) : at]) if one.speaker != speech.speaker), "")
    return next((name for name in (after, before) if name in others), others[0])


def lasting(beats: Sequence[Beat]) -> list[Beat]:
    """The beats with feelings that last: a Line that tells nothing by itself keeps half of what its speaker felt just before."""
    moods: dict[str, tuple[Feeling, int]] = {}
    told: list[Beat] = []
    for beat in beats:
        if isinstance(beat, Speech):
            mood, age = moods.get(beat.speaker, (NEUTRAL, 0))
            if beat.feeling.emotion != "neutral":
                moods[beat.speaker] = (beat.feeling, 0)
            elif mood.emotion != "neutral" and age < _LASTS:
                moods[beat.speaker] = (mood, age + 1)
                strength = round(max(beat.feeling.strength, mood.strength / 2), 3)
                beat = replace(beat, feeling=Feeling(mood.emotion, strength, f"still, after {mood.sign}"))
        told.append(beat)
    return told
