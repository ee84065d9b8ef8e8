"""The beats of a scene: what is spoken (a Line, or a part of one too long for a Shot) and what happens between.

Everything that the rules of coverage ask about a Line is held here: how long, how felt, to whom, what the speaker does.
`reader` fills it in from a source, `presence` says who stands on the stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storyreel.agents.scripter.business import Business
from storyreel.agents.scripter.feeling import NEUTRAL, Feeling
from storyreel.film.dialogue import Line

__all__ = ["Beat", "Happening", "Speech", "turn_of"]


@dataclass(frozen=True)
class Speech:
    """A Line, or one part of it, that will be spoken in one Shot.

    Attributes:
        speaker: Who speaks, as the cast writes the name.
        text: The words of this part; all of the Line's where `parts` is 1.
        ms: Speaking time by estimate.
        to: Whom it is said to, "" where nobody hears it.
        off: The speaker is heard and not seen.
        business: What the speaker does meanwhile, read from the parenthetical.
        present: Who is on the stage when it begins.
        turn: It is the line on which the scene turns.
        before_ms: Silence that was recorded before it and is to be played, beyond the ordinary.
        alone: It stands in a Shot of its own: a pause in it, or before it, wants to be seen.
        with_line: The id of the Line before it that it is spoken at once with, "" for most.
        heard: What its recording told of it, in words, "" where there is none or it told nothing.
    """

    line: Line
    speaker: str
    text: str
    part: int
    parts: int
    ms: int
    feeling: Feeling
    to: str = ""
    off: bool = False
    business: tuple[Business, ...] = ()
    present: tuple[str, ...] = ()
    turn: bool = False
    before_ms: int = 0
    alone: bool = False
    heard: str = ""
    with_line: str = ""


@dataclass(frozen=True)
class Happening:
    """A direction, or the piece of one that fits one Shot.

    Attributes:
        text: Its words.
        business: What is done.
        props: Props that it names.
        present: Who is on the stage before it.
        after: Who is on the stage after it.
        named: The Characters that its words name, or that do something in it.
    """

    text: str
    business: tuple[Business, ...] = ()
    props: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    feeling: Feeling = NEUTRAL
    present: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


Beat = Speech | Happening


def turn_of(beats: Sequence[Beat]) -> int | None:
    """Which beat the scene turns on: the speech felt most strongly, a later one before an earlier; None in a calm or short scene.

    >>> turn_of(()) is None
    True
    """
    spoken = [(at, beat) for at, beat in enumerate(beats) if isinstance(beat, Speech) and not beat.off]
    if len(spoken) < 3:
        return None
    strongest, best = None, 0.1
    for order, (at, beat) in enumerate(spoken):
        # A scene turns in its later part: the first third counts half, and a late line wins over an equal early one.
        place = (order + 1) / len(spoken)
        weight = beat.feeling.strength * (0.5 if place <= 0.34 else 1.0) + 0.1 * place
        if weight >= best and beat.feeling.strength > 0:
            # Of a long Line in parts the last one is the turn: that is where the point of it comes.
            strongest, best = at + beat.parts - 1 - beat.part, weight
    return strongest
