"""Content Completeness: what a shooting script must say so that it can be shot.

Place and time of each scene, something to see or hear in each shot, a camera, people placed, a look for each of the cast, and
the directions of the source. It does not judge whether what is said is good.
"""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.agents.critic.case import ScriptCase, people_of
from storyreel.agents.critic.rule import Dimension, Hit, Rule
from storyreel.agents.critic.wording import content_words, coverage, names_hour
from storyreel.film.dialogue import Direction
from storyreel.film.finding import Severity
from storyreel.film.script import Scene, Shot
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize

__all__ = ["DIMENSION", "REFLECTED"]

REFLECTED = 0.5
"""Share of a direction's own words that one scene must have for the direction to count as kept."""


def _no_place(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        if not scene.place.strip() and not scene.description.strip():
            yield Hit(scene=scene, evidence=f"scene {scene.id} ({scene.heading or 'no heading'}) names and describes no place")


def _no_time(case: ScriptCase) -> Iterator[Hit]:
    for scene in case.script.scenes:
        if not scene.time_of_day.strip() and not names_hour(f"{scene.heading} {scene.description}"):
            yield Hit(scene=scene, evidence=f"scene {scene.id} ({scene.heading or scene.place}) names no time of day")


def _empty(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        told = (shot.action, shot.plot, *(one.action for one in shot.blocking))
        if not shot.lines and not any(text.strip() for text in told):
            yield Hit(shot=shot, evidence=f"shot {shot.id} has no line and no action: there is nothing to see or hear in it")


def _no_camera(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        plain = (shot.size, shot.framing, shot.angle, shot.move.kind) == (
            ShotSize.MEDIUM,
            Framing.SINGLE,
            Angle.EYE_LEVEL,
            CameraMove.STATIC,
        )
        if plain and not (shot.setup or shot.subjects or shot.in_frame):
            yield Hit(shot=shot, evidence=f"shot {shot.id} has no set-up, no subject and no camera words: where does it look?")


def _unread(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        if words := shot.extra.get("unread"):
            yield Hit(shot=shot, evidence=f"shot {shot.id}: {words!r} is not a known camera word; the nearest was taken")


def _no_blocking(case: ScriptCase) -> Iterator[Hit]:
    for shot in case.script.shots:
        people = [name for name in people_of(shot) if _seen(case, name)]
        if people and not shot.blocking and _on_screen(shot):
            evidence = f"shot {shot.id} has {', '.join(people)} in it and no blocking: nobody has a place to stand"
            yield Hit(shot=shot, evidence=evidence, data={"characters": list(people)})


def _seen(case: ScriptCase, name: str) -> bool:
    one = case.script.character(name)
    return one is None or one.seen


def _on_screen(shot: Shot) -> bool:
    return bool(shot.in_frame or shot.subjects or any(not line.off_screen for line in shot.lines))


def _no_appearance(case: ScriptCase) -> Iterator[Hit]:
    for one in case.script.cast:
        if one.seen and not one.appearance.strip() and not one.pictures:
            shot = case.first_shot_of(one.name)
            evidence = f"{one.name} has no appearance and no picture: every take would cast someone else"
            yield Hit(shot=shot, evidence=evidence, about=one.name)


def _lost_directions(case: ScriptCase) -> Iterator[Hit]:
    if case.dialogue is None:
        return
    scenes = [content_words(_prose(scene)) for scene in case.script.scenes]
    for number, item in enumerate(case.dialogue.items, 1):
        wanted = content_words(item.text) if isinstance(item, Direction) else set[str]()
        share = max((coverage(wanted, words) for words in scenes), default=0.0)
        if wanted and share < REFLECTED:
            quoted = item.text if len(item.text) <= 80 else f"{item.text[:77]}…"
            found = f"{share:.0%} of its words found"
            evidence = f"the direction “{quoted}” (item {number} of the source) is in no scene: {found}"
            yield Hit(evidence=evidence, about=f"item {number}", data={"share": round(share, 3)})


def _prose(scene: Scene) -> str:
    texts = [scene.heading, scene.place, scene.description, scene.plot, scene.sound, scene.music, " ".join(scene.props)]
    for shot in scene.shots:
        texts += [shot.action, shot.plot, shot.effects, shot.sound, shot.emotion, " ".join(shot.props)]
        texts += [f"{one.character} {one.position} {one.action} {one.posture} {' '.join(one.holds)}" for one in shot.blocking]
    return " ".join(texts)


DIMENSION = Dimension(
    name="Content Completeness",
    units=lambda case: len(case.script.shots) + len(case.script.scenes),
    blind=lambda case: "" if case.script.scenes else "not observable: the script has no scenes",
    remark=lambda case: "" if case.dialogue else "directions not compared: the source was not given",
    rules=(
        Rule(
            id="SR301",
            kind="missing-place",
            severity=Severity.MAJOR,
            says="each scene names or describes its place",
            look=_no_place,
        ),
        Rule(id="SR302", kind="missing-time", severity=Severity.MINOR, says="each scene names its time of day", look=_no_time),
        Rule(id="SR303", kind="empty-shot", severity=Severity.MAJOR, says="each shot has a line or an action", look=_empty),
        Rule(id="SR304", kind="missing-camera", severity=Severity.MINOR, says="each shot has a camera", look=_no_camera),
        Rule(id="SR305", kind="unread-words", severity=Severity.INFO, says="camera words are known ones", look=_unread),
        Rule(
            id="SR306",
            kind="missing-blocking",
            severity=Severity.MAJOR,
            says="a shot with people in it places them",
            look=_no_blocking,
        ),
        Rule(
            id="SR307",
            kind="missing-appearance",
            severity=Severity.MAJOR,
            says="each of the cast has a look",
            look=_no_appearance,
        ),
        Rule(
            id="SR308",
            kind="missing-direction",
            severity=Severity.MINOR,
            says=f"each direction of the source is in a scene ({REFLECTED:.0%} of its words)",
            look=_lost_directions,
        ),
    ),
)
