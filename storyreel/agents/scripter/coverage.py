"""Which Shots a scene is covered with: the order of set-ups from the establishing shot to the closing one.

The rules, in the order in which they are asked for each beat:

1. A new place opens with an establishing shot; the opening direction is seen in it.
2. The first Lines are heard in a master that shows everyone and how they stand to each other.
3. Business that moves somebody is shown whole, in a frame wide enough to see it; a prop that is handled gets an insert.
4. Several short Lines in a row share a two-shot: cutting on each would make the eye dizzy.
5. The Line on which the scene turns is a close shot with the camera pushing in, and the listener's reaction follows it.
6. Other Lines go shot and reverse-shot across one line of action, over the shoulder while calm, single when tense.
7. After five of these the two-shot comes back, so that the room is not lost.
8. A speaker who goes on is cut on by two sizes at least, or by way of the listener or the two-shot.
9. The scene ends on a wider, silent frame.

It decides framings and lists of sizes; `sizes.py` settles the size, `camera.py` the move. The camera stays on the near side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from storyreel.agents.scripter.beats import Beat, Happening, Speech
from storyreel.agents.scripter.business import Business
from storyreel.agents.scripter.drafts import CLOSE, NEAR, TWO, Draft, Kind, group_sizes
from storyreel.agents.scripter.feeling import NEUTRAL, Feeling
from storyreel.agents.scripter.props import insists_on
from storyreel.film.vocabulary import Framing, ShotSize

__all__ = ["Coverage", "answer_to"]

_SHARED_MS: Final = 7000
"""Most speech that several Lines may share in one Shot."""
_SHORT_MS: Final = 1900
_RELIEF: Final = 5
_STRONG: Final = 0.55
_TENSE: Final = 0.55
_ALONE: Final = (ShotSize.MEDIUM, ShotSize.CLOSE_UP, ShotSize.MEDIUM_WIDE, ShotSize.MEDIUM_CLOSE_UP, ShotSize.FULL)
_TURN: Final = (ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE_UP, ShotSize.MEDIUM_CLOSE_UP)
_WIDE: Final = (ShotSize.WIDE, ShotSize.EXTREME_WIDE, ShotSize.FULL)
_ANSWERS: Final = {
    "angry": "afraid",
    "surprised": "surprised",
    "sad": "sad",
    "afraid": "afraid",
    "tender": "tender",
    "happy": "happy",
}
_MOVING: Final = frozenset({"enter", "exit", "move", "embrace"})
_SEEN: Final = frozenset({"enter", "exit", "move", "embrace", "sit", "rise", "kneel", "lie", "give", "take"})


def answer_to(feeling: Feeling) -> Feeling:
    """What a listener shows at a Line felt so.

    >>> answer_to(Feeling("angry", 0.8, "!")).emotion
    'afraid'
    """
    return Feeling(_ANSWERS.get(feeling.emotion, "neutral"), feeling.strength * 0.8, "reaction")


@dataclass
class Coverage:
    """Covers one scene.

    Args:
        beats: The scene's beats, read.
        place: The place's name, for reasons.
        new_place: It is not where the scene before was.
        interior: Inside.
        lean: Leave out what may be left out (reactions, inserts, the closing shot): the film must be short.
    """

    beats: Sequence[Beat]
    place: str
    new_place: bool
    interior: bool
    lean: bool = False
    drafts: list[Draft] = field(default_factory=list[Draft])
    opening: list[Business] = field(default_factory=list[Business])
    _since_two: int = 0
    _since_reaction: int = 9
    _since_insert: int = 9
    _run: int = 0
    _spoken: int = 0
    _on_stage: set[str] = field(default_factory=set[str])

    def cover(self) -> tuple[Draft, ...]:
        """The scene's Shots in order, sizes not yet settled."""
        at = self._open()
        while at < len(self.beats):
            beat = self.beats[at]
            at = self._speech(at, beat) if isinstance(beat, Speech) else self._happening(at, beat)
        self._close()
        return tuple(self.drafts)

    # -- the opening ---------------------------------------------------------------------------------------------------------

    def _open(self) -> int:
        """The establishing shot; what the directions before the first Line tell of is how it is found, up to the first move."""
        texts: list[str] = []
        business: list[Business] = []
        present: tuple[str, ...] = self.beats[0].present if self.beats else ()
        props: list[str] = []
        at = 0
        while at < len(self.beats) and isinstance(beat := self.beats[at], Happening):
            moves = [one for one in beat.business if one.verb in _MOVING or one.who not in beat.present]
            if texts and moves and not self.new_place:
                break
            texts.append(beat.text)
            self.opening.extend(one for one in beat.business if one not in moves)
            business.extend(moves)
            props.extend(beat.props)
            present = tuple(dict.fromkeys((*present, *beat.after)))
            at += 1
            if moves:
                break
        if not (self.new_place or texts):
            return 0
        self._on_stage.update(props)
        sizes = _WIDE if self.interior else (ShotSize.EXTREME_WIDE, ShotSize.WIDE)
        sizes = sizes if self.new_place else group_sizes(present)
        why = f"establishing: {self.place} is new" if self.new_place else f"opening: {self.place} again, and what has changed"
        words = sum(len(text.split()) for text in texts)
        self._add(
            "establishing", Framing.GROUP, sizes, present[:1] if len(present) < 2 else present[:2], present=present,
            texts=tuple(texts), business=tuple(business), props=tuple(dict.fromkeys(props)),
            silence_ms=min(4500, 2500 + 60 * words), tension=0.1, reason=why,
        )  # fmt: skip
        return at

    # -- what happens --------------------------------------------------------------------------------------------------------

    def _happening(self, at: int, beat: Happening) -> int:
        self._on_stage.update(beat.props)
        present = tuple(dict.fromkeys((*beat.present, *beat.after)))
        seen = [one for one in beat.business if one.verb in _SEEN]
        handled = next((one for one in beat.business if one.verb in ("handle", "take", "give", "put down") and one.prop), None)
        if handled and not seen and self._insert(handled.prop, present, f"{handled.who} {handled.verb}s it", beat):
            return at + 1
        if seen:
            self._action(beat, present, seen)
            if handled:
                self._insert(handled.prop, present, "it changes hands")
        else:
            self._pause(beat, present)
        return at + 1

    def _action(self, beat: Happening, present: tuple[str, ...], seen: list[Business]) -> None:
        movers = tuple(dict.fromkeys(one.who for one in seen))
        framing, subjects, sizes = self._whole(present, movers)
        length = 1750 + 40 * min(40, len(beat.text.split())) + (250 if any(one.verb == "enter" for one in seen) else 0)
        why = "action: " + "; ".join(dict.fromkeys(f"{one.who} {_DONE[one.verb]}" for one in seen))
        self._add(
            "action", framing, sizes, subjects, present=present, texts=(beat.text,), business=beat.business, props=beat.props,
            silence_ms=length, feeling=beat.feeling, reason=f"{why}, to be seen whole",
        )  # fmt: skip

    def _whole(self, present: tuple[str, ...], first: tuple[str, ...]) -> tuple[Framing, tuple[str, ...], tuple[ShotSize, ...]]:
        """A frame that shows business and whom it concerns."""
        order = tuple(dict.fromkeys((*(name for name in first if name in present), *present)))
        if len(order) <= 1:
            return Framing.SINGLE, order, (ShotSize.FULL, ShotSize.MEDIUM_WIDE, ShotSize.WIDE)
        if len(order) == 2:
            return Framing.TWO_SHOT, order, (ShotSize.FULL, ShotSize.MEDIUM_WIDE, ShotSize.WIDE)
        sizes = group_sizes(order)
        return Framing.GROUP, order[:3], (*sizes[1:], sizes[0])

    def _pause(self, beat: Happening, present: tuple[str, ...]) -> None:
        """A direction in which nobody goes anywhere: on the one it names, else on everyone."""
        named = [name for name in beat.named if name in present]
        length = 1500 + 50 * min(40, len(beat.text.split()))
        if len(named) == 1 and len(present) > 1:
            framing, subjects, sizes = Framing.SINGLE, (named[0],), (ShotSize.MEDIUM, *CLOSE)
        else:
            framing, subjects, sizes = self._whole(present, tuple(named))
        self._add(
            "pause", framing, sizes, subjects, present=present, texts=(beat.text,), business=beat.business, props=beat.props,
            silence_ms=length, feeling=beat.feeling, reason="a direction asks for silence: the faces carry it",
        )  # fmt: skip

    def _insert(self, prop: str, present: tuple[str, ...], why: str, beat: Happening | None = None) -> bool:
        """A close look at a prop, not too often; false where there has just been one."""
        if self.lean or self._since_insert < 4 or (self.drafts and self.drafts[-1].kind == "insert"):
            return False
        self._add(
            "insert", Framing.SINGLE, (ShotSize.INSERT,), (), present=present, props=(prop,), silence_ms=1750,
            texts=(beat.text,) if beat else (), business=beat.business if beat else (), reason=f"insert: the {prop}, {why}",
        )  # fmt: skip
        return True

    # -- what is spoken ------------------------------------------------------------------------------------------------------

    def _speech(self, at: int, speech: Speech) -> int:
        present = tuple(dict.fromkeys((*speech.present, *(one.who for one in speech.business))))
        self._on_stage.update(one.prop for one in speech.business if one.prop)
        held = next((one for one in speech.business if one.verb == "handle" and one.prop), None)
        if held:
            self._insert(held.prop, present, f"{speech.speaker} {held.verb}s it")
        count, kind, why = self._shared(at, speech, present)
        group = self.beats[at : at + count]
        speeches = tuple(one for one in group if isinstance(one, Speech))
        if kind:
            self._together(kind, speeches, present, why)
        elif speech.off:
            self._listening(speech, present, f"{speech.speaker} is heard and not seen")
        elif speech.turn:
            self._turn(speech, present)
        elif any(one.verb in _SEEN for one in speech.business) and not speech.part:
            self._together("exchange", (speech,), present, f"{speech.speaker} moves while speaking", whole=True)
        else:
            self._answer(speech, present)
        self._after(speeches[-1], present)
        return at + count

    def _shared(self, at: int, speech: Speech, present: tuple[str, ...]) -> tuple[int, Kind | None, str]:
        """How many Lines share the next Shot, as what, and why; kind None where the Line stands alone."""
        seen = len(present) > 1 and not speech.off and speech.parts == 1 and not speech.turn
        if self._spoken == 0 and not speech.off and (seen or not self.drafts):
            count = self._run_of(at, longest_ms=_SHARED_MS, most=3, line_ms=4500)
            return max(1, count), "master", "master: who is here and how they stand to each other"
        if not seen:
            return 1, None, ""
        count = self._run_of(at, longest_ms=_SHARED_MS, most=6, line_ms=_SHORT_MS)
        if count >= 3:
            return count, "exchange", f"two-shot: {count} short lines in a row"
        if self._since_two >= _RELIEF and speech.ms < 6000:
            count = self._run_of(at, longest_ms=_SHARED_MS, most=2, line_ms=3500)
            return max(1, count), "exchange", "two-shot: relief after shot and reverse-shot"
        return 1, None, ""

    def _run_of(self, at: int, *, longest_ms: int, most: int, line_ms: int) -> int:
        """How many of the next beats are short Lines of at most two seen speakers, without business, before the turn."""
        total, speakers = 0, set[str]()
        for count, beat in enumerate(self.beats[at : at + most]):
            if not isinstance(beat, Speech) or beat.off or beat.turn or beat.parts > 1 or beat.ms > line_ms:
                return count
            moved = count > 0 and any(one.verb in _SEEN or one.prop for one in beat.business)
            speakers.add(beat.speaker)
            total += beat.ms + 350
            if moved or len(speakers) > 2 or total > longest_ms:
                return count
        return min(most, len(self.beats) - at)

    def _together(
        self, kind: Kind, speeches: tuple[Speech, ...], present: tuple[str, ...], why: str, *, whole: bool = False
    ) -> None:
        who = tuple(dict.fromkeys((*(one.speaker for one in speeches), *(one.to for one in speeches if one.to))))
        who = tuple(name for name in who if name in present)
        if kind == "master" or whole:
            framing, subjects, sizes = self._whole(present, who)
            sizes = sizes if whole or len(present) > 2 else ((ShotSize.MEDIUM, ShotSize.FULL) if len(present) < 2 else TWO)
        elif len(who) >= 2:
            framing, subjects, sizes = Framing.TWO_SHOT, who[:2], TWO
        else:
            framing, subjects, sizes = Framing.SINGLE, who, _ALONE
        strongest = max(speeches, key=lambda one: one.feeling.strength)
        business = tuple(one for speech in speeches for one in speech.business)
        self._say(kind, framing, sizes, subjects, speeches, present, strongest.feeling, why, business)

    def _turn(self, speech: Speech, present: tuple[str, ...]) -> None:
        why = f"push in: the scene turns here ({speech.feeling.emotion}: {speech.feeling.sign})"
        self._say("turn", Framing.SINGLE, _TURN, (speech.speaker,), (speech,), present, speech.feeling, why, speech.business)

    def _listening(self, speech: Speech, present: tuple[str, ...], why: str) -> None:
        """A voice over the faces of those who hear it."""
        hearers = tuple(name for name in present if name != speech.speaker)
        if speech.to in hearers and speech.speaker != speech.to and speech.parts > 1:
            hearers = (speech.to,)
        if len(hearers) == 1:
            self._say("listening", Framing.SINGLE, CLOSE, hearers, (speech,), present, answer_to(speech.feeling), why)
            return
        framing, subjects, sizes = self._whole(hearers, (speech.to,) if speech.to else ())
        sizes = sizes if hearers else _WIDE
        self._say("listening", framing if hearers else Framing.GROUP, sizes, subjects, (speech,), present, speech.feeling, why)

    def _answer(self, speech: Speech, present: tuple[str, ...]) -> None:
        again = bool(self.drafts) and self.drafts[-1].subjects[:1] == (speech.speaker,) and self.drafts[-1].kind != "reaction"
        self._run = self._run + 1 if again else 0
        tension = self._tension(speech)
        hearer = speech.to if speech.to in present else ""
        if not hearer:
            sizes = _ALONE if tension < _TENSE else (ShotSize.CLOSE_UP, *_ALONE)
            self._say(
                "single", Framing.SINGLE, sizes, (speech.speaker,), (speech,), present, speech.feeling, "single: nobody answers"
            )
        elif again and self._run % 3 == 2 and speech.parts > 1:
            self._listening(replace(speech, off=True), present, f"listener: {speech.speaker} goes on, {hearer} hears it")
        elif again and self._run % 3 == 0 and speech.parts > 1:
            self._together("exchange", (speech,), present, f"two-shot: {speech.speaker} goes on")
        elif again or tension >= _TENSE:
            sizes = CLOSE if tension >= _TENSE else (ShotSize.MEDIUM_CLOSE_UP, ShotSize.CLOSE_UP, ShotSize.MEDIUM)
            why = f"single: {speech.speaker} goes on" if again else f"shot/reverse: answer to {hearer}, closer as it tightens"
            self._say(
                "single", Framing.SINGLE, sizes, (speech.speaker,), (speech,), present, speech.feeling, why, speech.business
            )
        else:
            why = f"shot/reverse: {speech.speaker} to {hearer}, over the shoulder"
            who = (speech.speaker, hearer)
            self._say("answer", Framing.OVER_THE_SHOULDER, NEAR, who, (speech,), present, speech.feeling, why, speech.business)

    def _after(self, speech: Speech, present: tuple[str, ...]) -> None:
        """What a Line leaves: the reaction of the one it was said to, a look at the prop that it insists on."""
        prop = next((prop for prop in sorted(self._on_stage) if insists_on(speech.text, prop)), "")
        strong = speech.turn or (speech.feeling.strength >= _STRONG and self._since_reaction >= 6)
        hearer = speech.to if speech.to in present else ""
        last = self.drafts[-1]
        if strong and hearer and not self.lean and speech.part == speech.parts - 1 and last.subjects[:1] != (hearer,):
            why = "the turn of the scene" if speech.turn else "a strong line"
            self._add(
                "reaction", Framing.SINGLE, CLOSE, (hearer,), present=last.present, silence_ms=1750 if speech.turn else 1500,
                feeling=answer_to(speech.feeling), tension=0.8, reason=f"reaction: {hearer} takes in {why}",
            )  # fmt: skip
        elif prop and self._since_insert >= 7:
            self._insert(prop, last.present, f"which {speech.speaker} speaks of")

    def _say(
        self, kind: Kind, framing: Framing, sizes: tuple[ShotSize, ...], subjects: tuple[str, ...], speeches: tuple[Speech, ...],
        present: tuple[str, ...], feeling: Feeling, reason: str, business: tuple[Business, ...] = (),
    ) -> None:  # fmt: skip
        tension = self._tension(speeches[0])
        self._add(
            kind, framing, sizes, subjects, present=present, speeches=speeches, feeling=feeling, tension=tension, reason=reason,
            business=business or speeches[0].business,
            props=tuple(dict.fromkeys(one.prop for one in (business or speeches[0].business) if one.prop)),
        )  # fmt: skip
        self._spoken += len(speeches)

    def _tension(self, speech: Speech) -> float:
        """Rises to the turn, falls after it, and follows the Line's own feeling."""
        turn = next((at for at, beat in enumerate(self.beats) if isinstance(beat, Speech) and beat.turn), len(self.beats))
        at = next(
            order
            for order, beat in enumerate(self.beats)
            if beat is speech or (isinstance(beat, Speech) and beat.line is speech.line)
        )
        base = 0.2 + 0.45 * at / max(1, turn) if at <= turn else 0.45
        return min(1.0, base + 0.4 * speech.feeling.strength)

    # -- the end -------------------------------------------------------------------------------------------------------------

    def _close(self) -> None:
        if self.lean or len(self.drafts) < 5 or self.drafts[-1].kind in ("action", "pause", "establishing"):
            return
        last = self.drafts[-1]
        left = {one.who for one in last.business if one.verb == "exit"}
        present = tuple(name for name in last.present if name not in left)
        framing, subjects, _ = self._whole(present, last.subjects[:1])
        sizes = (ShotSize.WIDE, ShotSize.FULL) if len(present) > 1 else (ShotSize.FULL, ShotSize.WIDE)
        self._add(
            "closing",
            framing,
            sizes,
            subjects,
            present=present,
            silence_ms=2000,
            tension=0.2,
            reason="closing: the room after the last word",
        )

    def _add(
        self, kind: Kind, framing: Framing, sizes: tuple[ShotSize, ...], subjects: tuple[str, ...], *, present: tuple[str, ...],
        speeches: tuple[Speech, ...] = (), texts: tuple[str, ...] = (), business: tuple[Business, ...] = (),
        props: tuple[str, ...] = (), silence_ms: int = 0, feeling: Feeling = NEUTRAL, tension: float = 0.3,
        reason: str,
    ) -> None:  # fmt: skip
        draft = Draft(
            kind=kind, framing=framing, sizes=sizes, subjects=subjects, speeches=speeches, texts=texts, business=business,
            props=props, silence_ms=silence_ms, feeling=feeling, tension=tension, reason=reason, present=present,
        )  # fmt: skip
        self.drafts.append(draft)
        together = framing in (Framing.TWO_SHOT, Framing.GROUP)
        self._since_two = 0 if together else self._since_two + bool(speeches)
        self._since_reaction = 0 if kind == "reaction" else self._since_reaction + 1
        self._since_insert = 0 if kind == "insert" else self._since_insert + 1


_DONE: Final = {
    "enter": "comes in",
    "exit": "goes out",
    "move": "crosses",
    "embrace": "comes close",
    "sit": "sits down",
    "rise": "stands up",
    "kneel": "kneels",
    "lie": "lies down",
    "give": "hands it over",
    "take": "takes it",
}
