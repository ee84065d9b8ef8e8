"""Shots in which somebody speaks: masters, shot and reverse-shot, shared two-shots, the turn, and what a listener shows.

A Line stays whole in one Shot; only a part of a Line that is too long for one may be heard over a listener's face.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from storyreel.agents.scripter.beats import Speech
from storyreel.agents.scripter.board import Board
from storyreel.agents.scripter.drafts import CLOSE, NEAR, TWO, Frame, Kind, whole_frame
from storyreel.agents.scripter.feeling import Feeling
from storyreel.agents.scripter.names import is_crowd
from storyreel.agents.scripter.props import insists_on
from storyreel.agents.scripter.silences import pin_action, pin_insert
from storyreel.agents.scripter.verbs import SEEN
from storyreel.film.timing import PAUSE_MS
from storyreel.film.vocabulary import Framing, ShotSize

__all__ = ["answer_to", "cover_speech"]

_SHARED_MS: Final = 7000
"""Most speech that several Lines may share in one Shot."""
_SHORT_MS: Final = 1900
_RELIEF: Final = 5
_STRONG: Final = 0.5
_TENSE: Final = 0.55
_REACTIONS_APART: Final = 6
_ASKED_FOR_APART: Final = 7
_WAITS: Final = re.compile(r"\b(silence|pause|pausing|beat|hesitat\w+|after a (?:moment|while))\b|停顿|沉默", re.IGNORECASE)
_BEFORE_MS: Final = 1000
"""Silence before a Line whose parenthetical asks for one."""
_ALONE: Final = (ShotSize.MEDIUM, ShotSize.CLOSE_UP, ShotSize.MEDIUM_WIDE, ShotSize.MEDIUM_CLOSE_UP, ShotSize.FULL)
_BREAKS_OFF: Final = re.compile(r"(?:[—–]|--)[\"'”’»]?\s*$")
"""The end of a Line that its speaker does not finish."""
_TURN: Final = (ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE_UP, ShotSize.MEDIUM_CLOSE_UP)
_EMPTY: Final = (ShotSize.WIDE, ShotSize.EXTREME_WIDE, ShotSize.FULL)
_ANSWERS: Final = {
    "angry": "afraid",
    "surprised": "surprised",
    "sad": "sad",
    "afraid": "afraid",
    "tender": "tender",
    "happy": "happy",
    "tired": "tender",
}


class _Run(NamedTuple):
    """Lines that share a Shot, as what and why."""

    lines: int
    kind: Kind
    why: str


def answer_to(feeling: Feeling) -> Feeling:
    """What a listener shows at a Line felt so.

    >>> answer_to(Feeling("angry", 0.5, "!"))
    Feeling(emotion='afraid', strength=0.4, sign='reaction')
    """
    return Feeling(_ANSWERS.get(feeling.emotion, "neutral"), round(feeling.strength * 0.8, 3), "reaction")


def cover_speech(board: Board, at: int, speech: Speech) -> int:
    """The Shot, or Shots, of the speech at this beat; returns the beat to go on with."""
    present = tuple(dict.fromkeys((*speech.present, *(one.who for one in speech.business if one.verb == "enter"))))
    held = next((one for one in speech.business if one.verb == "handle" and one.prop), None)
    if held:
        board.on_stage.add(held.prop)
        pin_insert(board, held.prop, speech.present, f"{speech.speaker} looks at it", business=(held,))
    run = _shared(board, at, speech, present)
    speeches = tuple(beat for beat in board.beats[at : at + (run.lines if run else 1)] if isinstance(beat, Speech))
    if run:
        _together(board, run, speeches, present)
    elif speech.off:
        why = "all speak: they are seen together" if is_crowd(speech.speaker) else f"{speech.speaker} is heard and not seen"
        _listening(board, speech, present, why)
    elif speech.turn:
        speech = _come_first(board, speech, present)
        felt = speech.feeling.emotion
        why = f"push in: the scene turns here ({'said most strongly' if felt == 'neutral' else f'{felt}: {speech.feeling.sign}'})"
        _say(board, "turn", Frame(Framing.SINGLE, (speech.speaker,), _TURN), (speech,), present, why)
    else:
        _answer(board, speech, present)
    after = at + len(speeches)
    if not _interrupted(speeches[-1], board.beats[after : after + 1]):
        _leave(board, speeches[-1])
    return after


def _interrupted(speech: Speech, next_beats: Sequence[object]) -> bool:
    """Whether somebody else cuts in: then nothing stands between the two, no face and no thing."""
    return any(
        isinstance(beat, Speech) and beat.speaker != speech.speaker and _BREAKS_OFF.search(speech.text) for beat in next_beats
    )


def _come_first(board: Board, speech: Speech, present: tuple[str, ...]) -> Speech:
    """The turn is a close shot: what has to be seen whole before it, such as the speaker coming in, gets a Shot of its own."""
    seen = [one for one in speech.business if one.verb in SEEN]
    if not seen:
        return speech
    pin_action(board, present, speech.business, feeling=speech.feeling)
    return replace(speech, business=())


def _shared(board: Board, at: int, speech: Speech, present: Sequence[str]) -> _Run | None:
    """The Lines that share the next Shot; None where the Line stands alone."""
    if _pair_at(board, at):
        first = not any(draft.speeches for draft in board.drafts)
        return _Run(2, "master" if first else "exchange", "two-shot: both speak at once")
    if speech.off or speech.parts > 1 or speech.turn:
        return None
    first = not any(draft.speeches for draft in board.drafts)
    if any(one.verb in SEEN for one in speech.business):
        return _Run(1, "exchange", f"action: {speech.speaker} moves while speaking, to be seen whole")
    if first:
        return _Run(_run_of(board, at, most=3, line_ms=4500), "master", "master: who is here and how they stand to each other")
    if len(present) < 2:
        return None
    count = _run_of(board, at, most=6, line_ms=_SHORT_MS)
    if count >= 3:
        return _Run(count, "exchange", f"two-shot: {count} short lines in a row")
    if board.since_two >= _RELIEF and speech.ms < 6000:
        return _Run(_run_of(board, at, most=2, line_ms=3500), "exchange", "two-shot: relief after shot and reverse-shot")
    return None


def _pair_at(board: Board, at: int) -> bool:
    """Whether the next two beats are Lines that are spoken at once by two people who are both seen."""
    one, two = (*board.beats[at : at + 2], None, None)[:2]
    if not (isinstance(one, Speech) and isinstance(two, Speech)):
        return False
    return two.with_line == one.line.id and one.speaker != two.speaker and one.parts == 1 and not (one.off or two.off)


def _run_of(board: Board, at: int, *, most: int, line_ms: int) -> int:
    """How many of the next beats, one at least, are short Lines of two speakers at most, seen and still, before the turn."""
    total, speakers = 0, set[str]()
    for count, beat in enumerate(board.beats[at : at + most]):
        if count and _pair_at(board, at + count):
            return count
        if not isinstance(beat, Speech) or beat.off or beat.turn or beat.parts > 1 or beat.ms > line_ms or beat.alone:
            return max(1, count)
        moved = count > 0 and any(one.verb in SEEN or one.prop for one in beat.business)
        speakers.add(beat.speaker)
        total += beat.ms + PAUSE_MS
        if moved or len(speakers) > 2 or total > _SHARED_MS:
            return max(1, count)
    return max(1, min(most, len(board.beats) - at))


def _together(board: Board, run: _Run, speeches: tuple[Speech, ...], present: tuple[str, ...]) -> None:
    who = tuple(dict.fromkeys((*(one.speaker for one in speeches), *(one.to for one in speeches if one.to))))
    who = tuple(name for name in who if name in present)
    moves = any(one.verb in SEEN for one in speeches[0].business)
    if run.kind == "master" or moves:
        frame = whole_frame(present, who)
        if not moves and len(present) < 3:
            frame = frame._replace(sizes=(ShotSize.MEDIUM, ShotSize.MEDIUM_WIDE, ShotSize.CLOSE_UP) if len(present) < 2 else TWO)
    elif len(who) > 1:
        frame = Frame(Framing.TWO_SHOT, who[:2], TWO)
    else:
        frame = Frame(Framing.SINGLE, who, _ALONE)
    _say(board, run.kind, frame, speeches, present, run.why)


def _listening(board: Board, speech: Speech, present: tuple[str, ...], why: str) -> None:
    """A voice over the faces of those who hear it, or over the empty place."""
    hearers = tuple(name for name in present if name != speech.speaker)
    if speech.parts > 1 and speech.to in hearers:
        hearers = (speech.to,)
    if not hearers:
        frame = Frame(Framing.GROUP, (), _EMPTY)
    elif len(hearers) == 1:
        frame = Frame(Framing.SINGLE, hearers, CLOSE)
    else:
        frame = whole_frame(hearers, (speech.to,))
    _say(board, "listening", frame, (speech,), present, why, feeling=answer_to(speech.feeling))


def _answer(board: Board, speech: Speech, present: tuple[str, ...]) -> None:
    """Shot and reverse-shot; and for one who goes on: nearer or farther, the listener, the two-shot, in turn."""
    before = next((draft.speeches[-1] for draft in reversed(board.drafts) if draft.speeches), None)
    again = before is not None and before.speaker == speech.speaker
    board.goes_on = board.goes_on + 1 if again else 0
    tense = board.tension(speech) >= _TENSE
    hearer = speech.to if speech.to in present else ""
    if not hearer:
        sizes = (ShotSize.CLOSE_UP, *_ALONE) if tense else _ALONE
        _say(board, "single", Frame(Framing.SINGLE, (speech.speaker,), sizes), (speech,), present, "single: nobody answers")
    elif again and speech.part and board.goes_on % 3 == 2:
        _listening(board, speech, present, f"listener: {speech.speaker} goes on, {hearer} hears it")
    elif again and speech.part and board.goes_on % 3 == 0:
        why = f"two-shot: {speech.speaker} goes on"
        _say(board, "exchange", Frame(Framing.TWO_SHOT, (speech.speaker, hearer), TWO), (speech,), present, why)
    elif again or tense:
        sizes = CLOSE if tense else (ShotSize.MEDIUM_CLOSE_UP, ShotSize.CLOSE_UP, ShotSize.MEDIUM)
        why = f"single: {speech.speaker} goes on" if again else f"shot/reverse: answer to {hearer}, closer as it tightens"
        _say(board, "single", Frame(Framing.SINGLE, (speech.speaker,), sizes), (speech,), present, why)
    else:
        why = f"shot/reverse: {speech.speaker} to {hearer}, over the shoulder"
        frame = Frame(Framing.OVER_THE_SHOULDER, (speech.speaker, hearer), NEAR)
        _say(board, "answer", frame, (speech,), present, why)


def _leave(board: Board, speech: Speech) -> None:
    """What a Line leaves behind: the reaction of the one it was said to, or a look at the prop that it insists on."""
    last = board.drafts[-1]
    present = tuple(name for name in last.present if name not in {one.who for one in last.business if one.verb == "exit"})
    strong = speech.turn or (speech.feeling.strength >= _STRONG and board.since_reaction >= _REACTIONS_APART)
    whole = speech.part == speech.parts - 1
    if strong and whole and speech.to in present and last.subjects[:1] != (speech.to,) and not board.lean:
        _react(board, speech, present)
        return
    taken = next((one.prop for one in speech.business if one.verb in ("take", "give") and one.prop), "")
    prop = next((prop for prop in sorted(board.on_stage) if insists_on(speech.text, prop)), "")
    if taken and whole:
        pin_insert(
            board, taken, present, f"{speech.speaker} has it now" if speech.business[-1].verb == "take" else "it changes hands"
        )
    elif prop and whole and board.since_insert >= _ASKED_FOR_APART:
        pin_insert(board, prop, present, f"{speech.speaker} speaks of it")


def _react(board: Board, speech: Speech, present: tuple[str, ...]) -> None:
    board.pin(
        kind="reaction",
        framing=Framing.SINGLE,
        sizes=CLOSE,
        subjects=(speech.to,),
        present=present,
        silence_ms=1750 if speech.turn else 1500,
        feeling=answer_to(speech.feeling),
        tension=0.8,
        reason=f"reaction: {speech.to} takes in {'the turn of the scene' if speech.turn else 'a strong line'}",
    )


def _say(
    board: Board,
    kind: Kind,
    frame: Frame,
    speeches: tuple[Speech, ...],
    present: tuple[str, ...],
    reason: str,
    *,
    feeling: Feeling | None = None,
) -> None:
    strongest = max(speeches, key=lambda one: one.feeling.strength)
    business = tuple(one for speech in speeches for one in speech.business)
    board.pin(
        kind=kind,
        framing=frame.framing,
        sizes=frame.sizes,
        subjects=frame.subjects,
        speeches=speeches,
        business=business,
        props=tuple(dict.fromkeys(one.prop for one in business if one.prop)),
        silence_ms=max(speeches[0].before_ms, _BEFORE_MS if _waits(speeches[0]) else 0),
        feeling=feeling or strongest.feeling,
        tension=max(board.tension(one) for one in speeches),
        reason="; ".join((reason, *(f"{one.line.id}: {one.heard}" for one in speeches if one.heard))),
        present=present,
    )


def _waits(speech: Speech) -> bool:
    return not speech.part and bool(_WAITS.search(speech.line.parenthetical))
