"""A model's planned shots made into drafts that the stage can play: lengths within the limit, frames that hold their people.

The model's choice stands wherever it can be filmed. Where a shot would last more than 10 s, or somebody would have to do two
things at once in it, it is cut between two beats. Times are ours, from the words and from the recordings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from storyreel.agents.scripter.beats import Beat, Happening, Speech
from storyreel.agents.scripter.business import Business, size_of
from storyreel.agents.scripter.drafts import LADDER, Draft, Kind
from storyreel.agents.scripter.feeling import NEUTRAL, Feeling, read_feeling
from storyreel.agents.scripter.model_material import SceneMaterial
from storyreel.agents.scripter.model_plan import PlannedShot
from storyreel.agents.scripter.presence import at_the_end
from storyreel.agents.scripter.spans import LONGEST_MS, time_shot
from storyreel.agents.scripter.verbs import MOVES
from storyreel.film.vocabulary import Framing, ShotSize

__all__ = ["DraftedShot", "draft_plan"]

_HANDED: Final = frozenset({"take", "give", "put down", "hold"})
_TOGETHER: Final = (Framing.TWO_SHOT, Framing.GROUP)
_NEAREST: Final = {Framing.TWO_SHOT: ShotSize.MEDIUM_CLOSE_UP, Framing.GROUP: ShotSize.MEDIUM_WIDE}
_COMING: Final = frozenset({"enter", "exit", "move", "embrace"})
_SHOULDER: Final = (ShotSize.MEDIUM_WIDE, ShotSize.MEDIUM, ShotSize.MEDIUM_CLOSE_UP)
_SILENT_MS: Final = {"establishing": 3000, "closing": 2000, "reaction": 1500, "insert": 1750, "pause": 2000}
_BEFORE_MS: Final = 1000
"""Time for what is done in a shot before its first word."""
_KEPT_ONCE: Final[dict[str, Any]] = {
    "action": "",
    "plot": "",
    "sound": "",
    "effects": "",
    "blocking": (),
    "unread": {},
    "silence_ms": 0,
}


class DraftedShot(NamedTuple):
    """A planned shot with the draft that plays it."""

    planned: PlannedShot
    draft: Draft


class Drafted(NamedTuple):
    """All shots of a scene, how the source's first directions find it, and what had to be changed to make them."""

    shots: tuple[DraftedShot, ...]
    opening: tuple[Business, ...]
    repairs: tuple[str, ...]


def draft_plan(plan: Sequence[PlannedShot], material: SceneMaterial) -> Drafted:
    """The drafts of a scene's planned shots, in order; each beat is in exactly one, as in the plan."""
    opening: list[Business] = []
    beats = _as_found(material.beats, opening)
    material = replace(material, beats=beats)
    repairs: list[str] = []
    cut: list[PlannedShot] = []
    for shot in plan:
        pieces = _cut_to_fit(shot, material)
        if len(pieces) > 1:
            at = ", ".join(material.labels[piece.beats[0]] for piece in pieces[1:])
            repairs.append(f"a shot was cut before {at}: it was longer than 10 s, or somebody did two things in it at once")
        cut += pieces
    drafts: list[DraftedShot] = []
    here = beats[0].present if beats else ()
    for at, shot in enumerate(cut):
        present = _present(shot, beats, here)
        draft = _draft(shot, [beats[place] for place in shot.beats], present, first=at == 0, last=at == len(cut) - 1)
        drafts.append(DraftedShot(shot, draft))
        if shot.beats:
            here = at_the_end(beats[: shot.beats[-1] + 1])
    return Drafted(tuple(drafts), tuple(opening), tuple(repairs))


def _as_found(beats: Sequence[Beat], opening: list[Business]) -> tuple[Beat, ...]:
    """The beats without what the first directions say of people who are there already: so the scene is found."""
    told = list(beats)
    for at, beat in enumerate(told):
        if not isinstance(beat, Happening):
            break
        found = [one for one in beat.business if one.verb not in _COMING and one.who in beat.present]
        opening += found
        told[at] = replace(beat, business=tuple(one for one in beat.business if one not in found))
        if told[at].business:
            break
    return tuple(told)


def _cut_to_fit(shot: PlannedShot, material: SceneMaterial) -> list[PlannedShot]:
    """The shot in as many pieces as it needs; what is said of its look stays with the first."""
    pieces: list[list[int]] = []
    for place in shot.beats:
        beats = [material.beats[one] for one in (*(pieces[-1] if pieces else ()), place)]
        if pieces and _fits(beats):
            pieces[-1].append(place)
        else:
            pieces.append([place])
    if len(pieces) < 2:
        return [shot]
    later = [replace(shot, beats=tuple(piece), subjects=_heads(piece, material, shot), **_KEPT_ONCE) for piece in pieces[1:]]
    return [replace(shot, beats=tuple(pieces[0])), *later]


def _heads(piece: Sequence[int], material: SceneMaterial, shot: PlannedShot) -> tuple[str, ...]:
    """Whom a piece that was cut off is about: who speaks in it first, then those of the shot."""
    speakers = [beat.speaker for place in piece if isinstance(beat := material.beats[place], Speech) and not beat.off]
    return tuple(dict.fromkeys((*speakers, *shot.subjects)))


def _fits(beats: Sequence[Beat]) -> bool:
    last, before = beats[-1], beats[:-1]
    moved = {one.who for beat in before for one in beat.business if one.verb in MOVES}
    handed = {one.prop for beat in before for one in beat.business if one.verb in _HANDED and one.prop}
    if any(one.who in moved and one.verb in MOVES for one in last.business):
        return False
    if any(one.prop in handed and one.verb in _HANDED for one in last.business):
        return False
    if isinstance(last, Speech) and last.alone and any(isinstance(beat, Speech) for beat in before):
        return False
    return _speaking_ms(beats) <= LONGEST_MS


def _speaking_ms(beats: Sequence[Beat]) -> int:
    # Measured as the first and last of its scene, so that it fits wherever it comes to stand.
    draft = _draft(PlannedShot(beats=tuple(range(len(beats)))), beats, (), first=True, last=True)
    return time_shot(draft, opens=True, closes=True).duration_ms


def _present(shot: PlannedShot, beats: Sequence[Beat], here: tuple[str, ...]) -> tuple[str, ...]:
    """Who is on the stage during a shot, those who come and go in it included."""
    there = dict.fromkeys(here)
    for place in shot.beats:
        beat = beats[place]
        there |= dict.fromkeys((*beat.present, *(one.who for one in beat.business if one.verb == "enter")))
        there |= dict.fromkeys(beat.after if isinstance(beat, Happening) else ())
    return tuple(there)


def _draft(shot: PlannedShot, beats: Sequence[Beat], present: tuple[str, ...], *, first: bool, last: bool) -> Draft:
    speeches = tuple(beat for beat in beats if isinstance(beat, Speech))
    happenings = [beat for beat in beats if isinstance(beat, Happening)]
    business = tuple(one for beat in beats for one in beat.business)
    props = tuple(dict.fromkeys((*(one.prop for one in business if one.prop), *(p for h in happenings for p in h.props))))
    props = tuple(dict.fromkeys((*shot.props, *props)))
    framing, subjects = _frame(shot, speeches, business, present, wide=first and not speeches)
    kind = _kind(shot, speeches, happenings, props, subjects, first=first, last=last)
    size = _size(shot, kind, framing, subjects)
    return Draft(
        kind=kind,
        framing=framing,
        sizes=(size,),
        size=size,
        subjects=subjects,
        speeches=speeches,
        texts=tuple(one.text for one in happenings),
        business=business,
        props=props,
        silence_ms=_silence(shot, kind, speeches, happenings, beats),
        feeling=_feeling(shot, speeches),
        reason=shot.reason or "planned by the model",
        present=present,
    )


def _frame(
    shot: PlannedShot, speeches: Sequence[Speech], business: Sequence[Business], present: tuple[str, ...], *, wide: bool
) -> tuple[Framing, tuple[str, ...]]:
    """The framing and whom it is about: those whom the model names and who are there, else who speaks or does something."""
    speakers = [one.speaker for one in speeches if not one.off]
    wished = [*shot.subjects, *speakers, *(one.to for one in speeches if one.to), *(one.who for one in business), *present]
    order = [name for name in dict.fromkeys(wished) if name in present]
    named = [name for name in shot.subjects if name in present]
    framing = shot.framing or (Framing.GROUP if wide else _by_number(len(named) or len(set(speakers))))
    if framing in (Framing.OVER_THE_SHOULDER, Framing.REVERSE, Framing.TWO_SHOT):
        return (framing, tuple(order[:2])) if len(order) > 1 else (Framing.SINGLE, tuple(order[:1]))
    if framing is Framing.GROUP:
        return framing, tuple(named or order)[:3]
    return framing, tuple(order[:1])


def _by_number(people: int) -> Framing:
    return Framing.SINGLE if people < 2 else Framing.TWO_SHOT if people == 2 else Framing.GROUP


def _kind(
    shot: PlannedShot,
    speeches: Sequence[Speech],
    happenings: Sequence[Happening],
    props: Sequence[str],
    subjects: Sequence[str],
    *,
    first: bool,
    last: bool,
) -> Kind:
    if shot.size is ShotSize.INSERT and props:
        return "insert"
    if speeches:
        return "exchange" if len(speeches) > 1 else "single"
    if first:
        return "establishing"
    if happenings:
        return "action"
    if last:
        return "closing"
    return "reaction" if len(subjects) == 1 else "pause"


def _size(shot: PlannedShot, kind: Kind, framing: Framing, subjects: Sequence[str]) -> ShotSize:
    """The model's size where the frame can hold it; without one, what the kind of shot asks for."""
    if kind == "insert":
        return ShotSize.INSERT
    size = shot.size if shot.size is not ShotSize.INSERT else ShotSize.CLOSE_UP
    if size is None:
        wide = kind in ("establishing", "closing") or not subjects
        size = ShotSize.WIDE if wide else ShotSize.MEDIUM_WIDE if framing in _TOGETHER or kind == "action" else ShotSize.MEDIUM
    if framing in _NEAREST and LADDER.index(size) > LADDER.index(_NEAREST[framing]):
        return _NEAREST[framing]
    if framing is Framing.OVER_THE_SHOULDER and size not in _SHOULDER:
        return _SHOULDER[0] if LADDER.index(size) < LADDER.index(_SHOULDER[0]) else _SHOULDER[-1]
    return size


def _silence(
    shot: PlannedShot, kind: Kind, speeches: Sequence[Speech], happenings: Sequence[Happening], beats: Sequence[Beat]
) -> int:
    if speeches:
        before = _BEFORE_MS if isinstance(beats[0], Happening) else 0
        return max(speeches[0].before_ms, before)
    words = sum(size_of(one.text) for one in happenings)
    return shot.silence_ms or (1750 + 40 * min(60, words) if happenings else _SILENT_MS.get(kind, 2000))


def _feeling(shot: PlannedShot, speeches: Sequence[Speech]) -> Feeling:
    felt = max((one.feeling for one in speeches), key=lambda one: one.strength, default=NEUTRAL)
    return felt if felt.emotion != "neutral" or not shot.emotion else read_feeling("", shot.emotion)
