"""Scene Coherence: one place, one hour and one tone a scene, and nobody who comes or goes without a word.

Read from tables of English words in headings, lighting and actions. A Script whose blocking never has anybody out of frame lists
only whom it sees, so entrances and exits are not judged there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.rule import Dimension, Hit, Rule
from storyreel.agents.critic.wording import ARRIVES, EXITS, LEAVES, plain_name, says, sentences
from storyreel.film.finding import Severity
from storyreel.film.script import Scene, Shot
from storyreel.film.vocabulary import ShotSize

__all__ = ["DIMENSION"]

_HOURS = {"day": r"day|daylight|morning|noon|midday|afternoon", "night": r"night|midnight"}
_LIGHT = {
    "day": r"sunlight|sunshine|daylight|sunlit|midday sun|morning light|noon light|broad day",
    "night": r"moonlight|moonlit|starlight|starlit|night sky|dead of night|street ?lamps? glow",
}
_GLAD = r"joy(?:ful)?|happy|glad|delighted|cheerful|merry|amused|laughing|playful|elated"
_SAD = r"grief|grieving|sad|sorrow(?:ful)?|despair|desperate|furious|rage|angry|terrified|horror|weeping|bitter"


def _hour_of(text: str) -> str:
    """ "day", "night", or "" for neither or both."""
    found = [hour for hour, pattern in _HOURS.items() if says(pattern, text)]
    return found[0] if len(found) == 1 else ""


def _light_of(shot: Shot) -> str:
    text = f"{shot.lighting} {shot.action}"
    found = [hour for hour, pattern in _LIGHT.items() if says(pattern, text)]
    return found[0] if len(found) == 1 else ""


def _time_flips(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        hour, heading = _hour_of(scene.time_of_day), _hour_of(scene.heading)
        if hour and heading and hour != heading:
            evidence = (
                f"scene {scene.id}: the heading {scene.heading!r} says {heading}, the scene's time is {scene.time_of_day!r}"
            )
            yield Hit(scene=scene, evidence=evidence)
        hour = hour or heading
        for shot in scene.shots:
            light = _light_of(shot)
            if hour and light and light != hour:
                evidence = (
                    f"shot {shot.id} is lit for {light} ({shot.lighting or shot.action!r}); scene {scene.id} plays by {hour}"
                )
                yield Hit(shot=shot, evidence=evidence)
            hour = hour or light


def _place_flips(case: ScriptCase) -> Iterator[Hit]:
    others = {place.name for place in case.script.places} | {scene.place for scene in case.script.scenes}
    for scene in case.script.scenes:
        if scene.interior is not None and (inside := _inside(scene.heading)) is not None and inside != scene.interior:
            told = "inside" if scene.interior else "outside"
            yield Hit(scene=scene, evidence=f"scene {scene.id} is {told}, its heading is {scene.heading!r}")
        here = plain_name(scene.place)
        for shot in scene.shots:
            place = shot.extra.get("place") or _opening_place(shot, others)
            there = plain_name(str(place)) if place else ""
            if here and there and there not in here and here not in there:
                evidence = f"shot {shot.id} plays in {str(place)!r}; scene {scene.id} plays in {scene.place!r}"
                yield Hit(shot=shot, evidence=evidence)


def _inside(heading: str) -> bool | None:
    found = re.match(r"\s*(INT|EXT)(?:\.|\s)(?!\s*/)", heading, re.IGNORECASE)
    return found[1].upper() == "INT" if found else None


def _opening_place(shot: Shot, places: set[str]) -> str:
    """A known place that the action opens with: "In the harbour, …"; a place that is only talked about does not count."""
    for name in sorted(places):
        if name and re.match(rf"(?:in|at|inside|outside)\s+(?:the\s+)?{re.escape(name)}(?!\w)", shot.action, re.IGNORECASE):
            return name
    return ""


def _tone_flips(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        for before, shot, after in zip(scene.shots, scene.shots[1:], scene.shots[2:], strict=False):
            tones = [_tone(one) for one in (before, shot, after)]
            if tones[0] and tones[1] and tones[0] == tones[2] != tones[1] and not any(line.parenthetical for line in shot.lines):
                evidence = (
                    f"shot {shot.id} is {shot.emotion!r} between {before.emotion!r} ({before.id}) and {after.emotion!r}"
                    f" ({after.id}), and no line asks for it"
                )
                yield Hit(shot=shot, evidence=evidence)


def _tone(shot: Shot) -> str:
    glad, sad = says(_GLAD, shot.emotion), says(_SAD, shot.emotion)
    return "" if glad == sad else "glad" if glad else "sad"


def _rolls(case: ScriptCase, scene: Scene) -> Sequence[tuple[Shot, frozenset[str]]]:
    """Shots of a scene that tell who is there, with the names; inserts look at things."""
    if not any(len({one.character for one in shot.blocking} - set(shot.in_frame)) for shot in case.script.shots):
        return ()
    there = ((shot, frozenset(case.name_of(one.character) for one in shot.blocking)) for shot in scene.shots)
    return [(shot, names) for shot, names in there if names and shot.size is not ShotSize.INSERT]


def _entrances(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        rolls = _rolls(case, scene)
        known = rolls[0][1] if rolls else frozenset[str]()
        for (before, _), (shot, names) in pairwise(rolls):
            for name in sorted(names - known):
                if not _told(ARRIVES, (before, shot)):
                    evidence = f"{name} is there in shot {shot.id} of scene {scene.id} and not before; no entrance is told"
                    yield Hit(shot=shot, evidence=evidence, about=name)
            known |= names


def _exits(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        rolls = _rolls(case, scene)
        for at, ((before, names), (shot, now)) in enumerate(pairwise(rolls)):
            later = frozenset[str]().union(*(there for _, there in rolls[at + 1 :]))
            for name in sorted(names - now - later):
                if not _told(LEAVES, (before, shot)):
                    evidence = f"{name} is there in shot {before.id} of scene {scene.id} and never after; no exit is told"
                    yield Hit(shot=shot, evidence=evidence, about=name)


def _stays(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        gone: dict[str, Shot] = {}
        for shot in scene.shots:
            if _told(ARRIVES, (shot,)):
                gone = {}
            for name in sorted(_seen_in(case, shot) & set(gone)):
                left = gone.pop(name)
                evidence = f"{name} goes out in shot {left.id} and is there again in shot {shot.id}; no return is told"
                yield Hit(shot=shot, evidence=evidence, about=name, data={"left": left.uid})
            gone |= {name: shot for name in _leavers(case, shot)}


def _seen_in(case: ScriptCase, shot: Shot) -> set[str]:
    on_screen = (line.speaker for line in shot.lines if not line.off_screen)
    return {case.name_of(name) for name in (*shot.in_frame, *on_screen)}


def _leavers(case: ScriptCase, shot: Shot) -> Iterator[str]:
    """Who goes out by their own blocking, or by a sentence that begins with their name."""
    for one in shot.blocking:
        if says(EXITS, one.action):
            yield case.name_of(one.character)
    for sentence in sentences(shot.action):
        for one in case.script.cast:
            names = [re.escape(name) for name in (one.name, *one.aliases) if name]
            if names and re.match(rf"(?:{'|'.join(names)})\b", sentence, re.IGNORECASE) and says(EXITS, sentence):
                yield one.name


def _told(pattern: str, shots: Sequence[Shot]) -> bool:
    return any(says(pattern, " ".join((shot.action, shot.plot, *(one.action for one in shot.blocking)))) for shot in shots)


DIMENSION = Dimension(
    name="Scene Coherence",
    units=lambda case: len(case.script.shots),
    blind=lambda case: "" if case.script.shots else "not observable: the script has no shots",
    rules=(
        Rule(id="SR701", kind="place-flip", severity=Severity.MAJOR, says="a scene stays in its place", look=_place_flips),
        Rule(id="SR702", kind="time-flip", severity=Severity.MAJOR, says="a scene stays at its hour", look=_time_flips),
        Rule(
            id="SR703",
            kind="tone-flip",
            severity=Severity.MINOR,
            says="the tone does not turn and turn back unasked",
            look=_tone_flips,
        ),
        Rule(
            id="SR704", kind="untold-entrance", severity=Severity.MINOR, says="who comes in is told to come in", look=_entrances
        ),
        Rule(id="SR705", kind="untold-exit", severity=Severity.MINOR, says="who goes out is told to go out", look=_exits),
        Rule(
            id="SR706",
            kind="stays-after-exit",
            severity=Severity.MINOR,
            says="who went out is gone until told to return",
            look=_stays,
        ),
    ),
)
