"""Remedies for people and things: a mark for whom none was given, a walk for a jump, a word where a thing changed hands."""

from __future__ import annotations

from math import hypot
from typing import Final

from storyreel.agents.scripter.bench import Bench
from storyreel.agents.scripter.blocking import position_words
from storyreel.agents.scripter.floor import Mark
from storyreel.agents.scripter.looks import Wardrobe, draw
from storyreel.agents.scripter.names import gender_of, is_crowd, is_voice
from storyreel.agents.scripter.places import lighting_of
from storyreel.film.bank import Character
from storyreel.film.finding import Finding
from storyreel.film.script import Blocking, Shot
from storyreel.film.timing import round_up_ms

__all__ = [
    "add_to_cast",
    "dress",
    "light_right",
    "list_prop",
    "name_place",
    "place_missing",
    "set_apart",
    "slow_walk",
    "tell_transfer",
    "walk",
]

_APART_CM: Final = 80
_WALK_CM_S: Final = 140
_POSTURES: Final = {
    "sitting": "sits down",
    "standing": "stands up",
    "kneeling": "kneels down",
    "lying": "lies down",
    "leaning": "leans",
}


def _why(finding: Finding) -> str:
    return f"finding {finding.kind}: {finding.evidence}"


def place_missing(bench: Bench, finding: Finding) -> None:
    """Blocking for everyone who is to be seen or heard in the Shot and has none: as in the nearest Shot, else on a free mark."""
    shot = bench.shot(finding.shot)
    there = {one.character for one in shot.blocking}
    heard = (line.speaker for line in shot.lines if not line.off_screen)
    wanted = dict.fromkeys(name for name in (*shot.in_frame, *shot.subjects, *heard, finding.about) if name)
    missing = [name for name in wanted if name not in there and _is_seen(bench, name)]
    blocking = list(shot.blocking)
    for name in missing:
        known = _nearest_of(bench, shot.uid, name)
        own = known or Blocking(character=name, facing="camera", x_cm=0, z_cm=0)
        mark = _free(own.x_cm or 0, own.z_cm or 0, blocking)
        blocking.append(own.changed(x_cm=mark.x, z_cm=mark.z, position=position_words(mark)))
    if missing:
        bench.change(shot.uid, _why(finding), blocking=tuple(blocking))


def _is_seen(bench: Bench, name: str) -> bool:
    one = bench.script.character(name)
    return one is None or one.seen


def _nearest_of(bench: Bench, uid: str, name: str) -> Blocking | None:
    """How the Character stands at the end of the last Shot before, else at the start of the next one after, in this scene."""
    for step in (*range(-1, -40, -1), *range(1, 40)):
        other = bench.beside(uid, step)
        found = next((one for one in other.blocking if one.character == name), None) if other else None
        if found is not None:
            return _at_end(found) if step < 0 else found.changed(to_x_cm=None, to_z_cm=None, action="")
    return None


def _at_end(one: Blocking) -> Blocking:
    x = one.x_cm if one.to_x_cm is None else one.to_x_cm
    z = one.z_cm if one.to_z_cm is None else one.to_z_cm
    posture = "standing" if one.posture == "walking" else one.posture
    return one.changed(x_cm=x, z_cm=z, to_x_cm=None, to_z_cm=None, posture=posture, action="")


def _free(x: int, z: int, blocking: list[Blocking]) -> Mark:
    taken = [(one.x_cm or 0, one.z_cm or 0) for one in blocking if one.x_cm is not None or one.z_cm is not None]
    for reach in range(12):
        for dx, dz in ((1, 0), (-1, 0), (0, 1)) if reach else ((0, 0),):
            mark = Mark(x + dx * reach * 40, z + dz * reach * 40)
            if all(hypot(mark.x - a, mark.z - b) >= _APART_CM - 20 for a, b in taken):
                return mark
    return Mark(x, z)


def walk(bench: Bench, finding: Finding) -> None:
    """Who is elsewhere in the next Shot walks there in the Shot before; who sits there sits down on the way."""
    shot = bench.shot(finding.shot)
    before_uid = finding.data.get("before")
    before = bench.shot(before_uid) if isinstance(before_uid, str) and bench.has(before_uid) else bench.beside(shot.uid, -1)
    now = next((one for one in shot.blocking if one.character == finding.about), None)
    if now is None or before is None:
        return
    told: list[str] = []
    blocking: list[Blocking] = []
    for one in before.blocking:
        if one.character == finding.about:
            changed = _on_the_way(one, now)
            told.append(f"{one.character} {changed.action}.")
            one = changed
        blocking.append(one)
    if told:
        action = " ".join((before.action, *told)).strip()
        bench.change(before.uid, _why(finding), blocking=tuple(blocking), action=action)


def _on_the_way(one: Blocking, now: Blocking) -> Blocking:
    doing = [f"walks {f'to the {now.position}' if now.position else 'there'}"]
    if one.posture != now.posture and now.posture in _POSTURES:
        doing.append(_POSTURES[now.posture])
    return one.changed(
        to_x_cm=now.x_cm if now.x_cm is not None else one.to_x_cm,
        to_z_cm=now.z_cm if now.z_cm is not None else one.to_z_cm,
        action=", ".join([part for part in (one.action, " and ".join(doing)) if part]),
    )


def set_apart(bench: Bench, finding: Finding) -> None:
    """Two on one spot: the second steps aside, and stays there in the Shots that follow."""
    names = finding.about.split(" and ")
    shot: Shot | None = bench.shot(finding.shot)
    while shot is not None:
        pair = [one for one in shot.blocking if one.character in names]
        if len(pair) < 2 or (shot.uid != finding.shot and not _touch(pair[0], pair[1])):
            return
        moved = pair[1]
        others = [one for one in shot.blocking if one is not moved]
        start = _free((pair[0].x_cm or 0) + _APART_CM, pair[0].z_cm or 0, others)
        fields = {"x_cm": start.x, "z_cm": start.z, "to_x_cm": None, "to_z_cm": None, "position": position_words(start)}
        blocking = tuple(one.changed(**fields) if one is moved else one for one in shot.blocking)
        bench.change(shot.uid, _why(finding), blocking=blocking)
        shot = bench.beside(shot.uid, 1)


def _touch(one: Blocking, other: Blocking) -> bool:
    ends = [_at_end(who) for who in (one, other)]
    return hypot((ends[0].x_cm or 0) - (ends[1].x_cm or 0), (ends[0].z_cm or 0) - (ends[1].z_cm or 0)) < _APART_CM - 20


def slow_walk(bench: Bench, finding: Finding) -> None:
    """A walk that is too fast gets the time of a walk."""
    shot = bench.shot(finding.shot)
    way = finding.data.get("way_cm")
    if isinstance(way, int) and way * 1000 > _WALK_CM_S * shot.duration_ms:
        bench.change(shot.uid, _why(finding), end_ms=shot.start_ms + round_up_ms(way * 1000 // _WALK_CM_S))


def tell_transfer(bench: Bench, finding: Finding) -> None:
    """A thing in another's hand: the Shot says that it is taken, and only the last one holds it."""
    shot = bench.shot(finding.shot)
    holders = [one.character for one in shot.blocking if finding.about in one.holds]
    earlier = finding.data.get("holders")
    givers = [str(name) for name in earlier] if isinstance(earlier, list) else []
    taker = next((name for name in reversed(holders) if name not in givers[:1]), holders[-1] if holders else "")
    if not taker:
        return
    giver = next((name for name in givers if name != taker), "")
    words = f"{taker} takes the {finding.about}{f' from {giver}' if giver else ''}."
    blocking = tuple(
        one.changed(holds=tuple(thing for thing in one.holds if thing != finding.about or one.character == taker))
        for one in shot.blocking
    )
    bench.change(shot.uid, _why(finding), action=f"{shot.action} {words}".strip(), blocking=blocking)


def list_prop(bench: Bench, finding: Finding) -> None:
    """What is held is named among the Shot's props."""
    shot = bench.shot(finding.shot)
    if finding.about and finding.about not in shot.props:
        bench.change(shot.uid, _why(finding), props=(*shot.props, finding.about))


def add_to_cast(bench: Bench, finding: Finding) -> None:
    """Someone who speaks or is shown and is not in the cast joins it, with a look of their own."""
    name = finding.about
    if name and bench.script.character(name) is None:
        if is_voice(name) or is_crowd(name):
            bench.add_character(Character(name=name, seen=False, profile="a voice, never seen"), _why(finding))
        else:
            bench.add_character(Character(name=name, appearance=_look(bench, name), appearance_from="scripter"), _why(finding))


def dress(bench: Bench, finding: Finding) -> None:
    """One of the cast who has no look gets one, unlike the others'."""
    if bench.script.character(finding.about) is not None:
        bench.set_character(finding.about, _why(finding), appearance=_look(bench, finding.about), appearance_from="scripter")


def _look(bench: Bench, name: str) -> str:
    one = bench.script.character(name)
    gender = gender_of(name, one.profile if one else "") or ("woman", "man")[draw(2, name)]
    return Wardrobe(0, [other.appearance for other in bench.script.cast if other.name != name]).look_for(name, gender).words


def name_place(bench: Bench, finding: Finding) -> None:
    """A scene without a place or a time of day gets the neutral ones."""
    scene = next((one for one in bench.script.scenes if finding.scene in (one.id, one.uid)), None)
    if scene is not None:
        fields = {"place": scene.place or "plain room", "time_of_day": scene.time_of_day or "day"}
        bench.set_scene(scene.id, _why(finding), **fields)


def light_right(bench: Bench, finding: Finding) -> None:
    """A Shot that is lit for another hour than its scene's is lit for that one."""
    if bench.has(finding.shot):
        scene = bench.scene_of(finding.shot)
        words = lighting_of(scene.time_of_day, scene.interior is not False)
        bench.change(finding.shot, _why(finding), lighting=words)
