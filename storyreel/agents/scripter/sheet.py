"""Writes one scene's Shots: its drafts put on the stage, filmed and timed.

This is where the rules meet: coverage, sizes, stage, camera and spans each decide one thing, and nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Final

from storyreel.agents.scripter.beats import Beat, Speech
from storyreel.agents.scripter.blocking import block
from storyreel.agents.scripter.business import Business
from storyreel.agents.scripter.camera import SceneCut, angle_of, move_of, transition_of
from storyreel.agents.scripter.drafts import LENS_MM, Draft
from storyreel.agents.scripter.floor import marks_for, order_for
from storyreel.agents.scripter.framing import setup_words
from storyreel.agents.scripter.places import Setting, lighting_of
from storyreel.agents.scripter.spans import time_shot
from storyreel.agents.scripter.stage import Person, Stage
from storyreel.agents.scripter.wording import action_of, effects_in, plot_of, sounds_in
from storyreel.film.identity import new_uid
from storyreel.film.script import Move, Shot
from storyreel.film.vocabulary import CameraMove, Framing

__all__ = ["SceneSheet", "write_shots"]

_WALK_CM_S: Final = 220
"""A brisk walk: film people do not stroll through a cut."""


@dataclass(frozen=True)
class SceneSheet:
    """All that is known of a scene before its Shots are written.

    Attributes:
        number: Of the scene, from 1.
        opening: Business that is done before the scene begins: who sits, where, holding what.
        cut: What changes at the cut into the scene.
        start_ms: When it begins.
        pace: As in `spans`.
    """

    number: int
    beats: Sequence[Beat]
    drafts: Sequence[Draft]
    opening: Sequence[Business]
    setting: Setting
    cut: SceneCut
    start_ms: int
    pace: float
    seed: int
    frames_per_second: float


def write_shots(sheet: SceneSheet) -> tuple[Shot, ...]:
    """The scene's Shots, contiguous from its start."""
    stage = Stage(marks_for(order_for(_by_weight(sheet), sheet.opening)), open_air=not sheet.setting.interior)
    stage.open(_present_at_start(sheet), sheet.opening)
    writer = _Writer(sheet)
    shots: list[Shot] = []
    at_ms = sheet.start_ms
    for order, draft in enumerate(sheet.drafts):
        staged = stage.begin(_bringing(draft.business, sheet.drafts[order : order + 4]))
        draft = replace(draft, business=staged.business)
        if draft.kind == "insert":
            draft = replace(draft, subjects=tuple(one.name for one in staged.people if draft.props[0] in one.holds))
        shots.append(writer.shot(order, draft, staged.people, at_ms))
        stage.end()
        at_ms = shots[-1].end_ms
    return tuple(shots)


def _bringing(business: Sequence[Business], soon: Sequence[Draft]) -> tuple[Business, ...]:
    """Who comes in with a thing that somebody will take from them goes up to that somebody."""
    carried = [(one.who, one.prop) for one in business if one.verb == "hold"]
    takes = [one for draft in soon for one in draft.business if one.verb == "take"]
    takers = {who: one.who for who, prop in carried for one in reversed(takes) if one.prop == prop and one.who != who}
    return tuple(replace(one, to=takers.get(one.who) or one.to) if one.verb == "enter" else one for one in business)


def _present_at_start(sheet: SceneSheet) -> tuple[str, ...]:
    return sheet.beats[0].present if sheet.beats else ()


def _by_weight(sheet: SceneSheet) -> list[str]:
    """Everyone who is on the stage in this scene, those who speak most first; they get the marks in the middle."""
    words: dict[str, int] = {}
    for draft in sheet.drafts:
        for name in draft.present:
            words.setdefault(name, 0)
    for beat in sheet.beats:
        if isinstance(beat, Speech) and beat.speaker in words:
            words[beat.speaker] += beat.ms
    order = list(words)
    return sorted(words, key=lambda name: (-words[name], order.index(name)))


class _Writer:
    def __init__(self, sheet: SceneSheet) -> None:
        self._sheet = sheet
        self._light = lighting_of(sheet.setting.time_of_day, sheet.setting.interior)
        self._moods: dict[str, str] = {}
        self._setups: dict[str, list[object]] = {}
        self._before = Move()
        self._uids: dict[tuple[object, ...], int] = {}

    def shot(self, order: int, draft: Draft, people: Sequence[Person], at_ms: int) -> Shot:
        sheet = self._sheet
        self._feel(draft)
        blocking = block(draft, people, self._moods, draft.business)
        last = order == len(sheet.drafts) - 1
        span = time_shot(draft, opens=order == 0, closes=last, pace=sheet.pace, least_ms=_walking_ms(people))
        cut = sheet.cut if order == 0 else None
        still = self._before.kind is CameraMove.STATIC
        move = move_of(draft, people, still=still, interior=sheet.setting.interior, seed=sheet.seed)
        self._before = move
        text = " ".join((*draft.texts, *(one.line.parenthetical for one in draft.speeches)))
        return Shot(
            uid=self._uid(draft),
            id=f"{sheet.number}.{order + 1}",
            start_ms=at_ms,
            end_ms=at_ms + span.duration_ms,
            size=draft.size,
            framing=draft.framing,
            angle=angle_of(draft),
            lens_mm=LENS_MM[draft.size],
            move=move,
            transition=transition_of(cut, sheet.frames_per_second),
            setup=self._setup(draft, people),
            subjects=draft.subjects,
            in_frame=draft.in_frame,
            action=action_of(draft, blocking),
            emotion=draft.feeling.emotion,
            lines=tuple(line.changed(start_ms=line.start_ms + at_ms, end_ms=line.end_ms + at_ms) for line in span.lines),
            blocking=blocking,
            props=draft.props,
            plot=plot_of(draft),
            lighting=self._light,
            effects=effects_in(text),
            sound=sounds_in(text),
            reason=draft.reason,
        )

    def _feel(self, draft: Draft) -> None:
        for speech in draft.speeches:
            self._moods[speech.speaker] = speech.feeling.emotion
        if draft.kind in ("reaction", "pause") and len(draft.subjects) == 1:
            self._moods[draft.subjects[0]] = draft.feeling.emotion

    def _uid(self, draft: Draft) -> str:
        """From scene, kind and Lines, and a count where these do not tell two apart: the same source gives the same uid."""
        lines = [f"{one.line.id}/{one.part}" for one in draft.speeches]
        what = (self._sheet.number, draft.kind, *lines, *(() if lines else (*draft.texts, *draft.props)))
        self._uids[what] = self._uids.get(what, 0) + 1
        return new_uid("handbook", *what, self._uids[what])

    def _setup(self, draft: Draft, people: Sequence[Person]) -> str:
        """The name of the camera's place: another number when people have moved, for the same words mean the same place."""
        name = _setup_name(draft)
        where = sorted((one.name, one.at, one.posture) for one in people if one.name in draft.subjects)
        seen = self._setups.setdefault(name, [])
        if where not in seen:
            seen.append(where)
        number = seen.index(where)
        return name if number == 0 else f"{name} ({number + 1})"


def _walking_ms(people: Sequence[Person]) -> int:
    """Time that the longest walk of a Shot takes."""
    way = max((hypot(one.to.x - one.at.x, one.to.z - one.at.z) for one in people), default=0.0)
    return round(way * 1000 / _WALK_CM_S)


def _setup_name(draft: Draft) -> str:
    if draft.kind in ("establishing", "closing") and draft.framing is Framing.GROUP:
        return f"establishing, {draft.size}"
    return setup_words(draft.framing, draft.subjects, draft.size, draft.props[0] if draft.props else "")
