"""What a recording tells of a Line where its words tell nothing: feeling by level, pitch and pace, beats by silence.

A voice is compared with itself: with the median of all recorded Lines of the same speaker, so that neither a low voice nor a near
microphone counts. The rules stand in one table. It hears how something is said, not why: a shout of joy and one of rage are both
"agitated", and words always win over sound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import median
from typing import Final, NamedTuple

from storyreel.agents.scripter.feeling import Feeling
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.plan import Choice
from storyreel.film.timing import estimate_speech_ms
from storyreel.tools.recordings import speech_rate

__all__ = ["BEAT_MS", "INNER_BEAT_MS", "RULES", "UNHEARD", "Heard", "heard_choices", "heard_in"]

LOUD_DB: Final = 3.0
HIGH_SEMITONES: Final = 1.5
FAST: Final = 1.25
BEAT_MS: Final = 1500
"""Silence between two Lines of one recording from which on it is played: an ordinary answer comes within 0.7 s."""
INNER_BEAT_MS: Final = 1000
"""Silence inside a Line from which on the Line stands in a Shot of its own."""
_LONGEST_BEAT_MS: Final = 4000
_ORDINARY_MS: Final = 500
_LONGEST_WORD_MS: Final = 8000


class _Rule(NamedTuple):
    """If all signs are heard, this is felt."""

    signs: frozenset[str]
    emotion: str


RULES: Final = (
    _Rule(frozenset({"loud", "high"}), "agitated"),
    _Rule(frozenset({"loud", "fast"}), "agitated"),
    _Rule(frozenset({"quiet", "low"}), "subdued"),
    _Rule(frozenset({"quiet", "slow"}), "subdued"),
    _Rule(frozenset({"loud", "low"}), "stern"),
)
"""The first that fits. Loud, quiet: 3 dB over, under the speaker's median; high, low: 1.5 semitones; fast, slow: a quarter."""


class _Sign(NamedTuple):
    """Something heard, the figures that told, and how far over its threshold (1.0 is just there)."""

    name: str
    figures: str
    over: float


@dataclass(frozen=True)
class Heard:
    """What a Line's recording tells.

    Attributes:
        feeling: By the table, None where nothing fits or there is nothing to compare with.
        before_ms: Silence to be played before the Line, beyond the ordinary.
        alone: The Line stands in a Shot of its own.
        pace: Time that it takes over the time by estimate.
        cut_pace: The same, but never so slow that a single word would be too long for a Shot: words are not cut.
        told: The reasons, in words.
    """

    feeling: Feeling | None = None
    before_ms: int = 0
    alone: bool = False
    pace: float = 1.0
    cut_pace: float = 1.0
    told: str = ""

    def ms(self, estimate_ms: int) -> int:
        """Speaking time of a piece of the Line, from its estimate."""
        return round(estimate_ms * self.pace)

    def felt(self, read: Feeling) -> Feeling:
        """The feeling: as the words have it, and as the voice has it where they say nothing.

        >>> Heard(feeling=Feeling("agitated", 0.4, "loud")).felt(Feeling("neutral", 0.0)).emotion
        'agitated'
        """
        return self.feeling if self.feeling is not None and read.emotion == "neutral" else read


UNHEARD: Final = Heard()


def heard_in(dialogue: Dialogue) -> Mapping[str, Heard]:
    """Line id to what its recording tells; only Lines whose recording is their voice."""
    recorded = [line for line in dialogue.lines if line.recording is not None and line.recording.is_voice]
    by_speaker: dict[str, list[Line]] = {}
    for line in recorded:
        by_speaker.setdefault(line.speaker, []).append(line)
    first = dialogue.lines[0].id if dialogue.lines else ""
    return {line.id: _heard(line, by_speaker[line.speaker], dialogue.language, first=line.id == first) for line in recorded}


def heard_choices(dialogue: Dialogue) -> tuple[Choice, ...]:
    """What was concluded from the recordings, each with its figures; a feeling counts only where the words tell none."""
    choices: list[Choice] = []
    for line, heard in heard_in(dialogue).items():
        if heard.feeling is not None:
            choices.append(Choice(about=f"feeling of line {line}", choice=heard.feeling.emotion, reason=heard.feeling.sign))
        if heard.before_ms:
            choice = f"{heard.before_ms / 1000:.1f} s of silence before it"
            choices.append(Choice(about=f"beat at line {line}", choice=choice, reason=heard.told))
        elif heard.alone:
            choices.append(Choice(about=f"beat at line {line}", choice="a shot of its own", reason=heard.told))
    return tuple(choices)


def _heard(line: Line, own: Sequence[Line], language: str, *, first: bool) -> Heard:
    recording = line.recording
    assert recording is not None
    estimate = estimate_speech_ms(line.text, language)
    gap = 0 if first else recording.gap_before_ms or 0
    before = min(_LONGEST_BEAT_MS, gap) - _ORDINARY_MS if gap >= BEAT_MS else 0
    inner = max((pause.duration_ms for pause in recording.pauses), default=0)
    told = [f"{gap / 1000:.1f} s of silence before it in the recording"] if before else []
    told += [f"a pause of {inner / 1000:.1f} s in it"] if inner >= INNER_BEAT_MS else []
    pace = recording.speech_ms / estimate if estimate else 1.0
    units = line.text.split() if " " in line.text else list(line.text)
    longest = max((estimate_speech_ms(unit, language) for unit in units), default=0)
    return Heard(
        feeling=_feeling(list(_signs(line, own, language))) if len(own) > 1 else None,
        before_ms=before,
        alone=bool(told),
        pace=pace,
        cut_pace=min(pace, _LONGEST_WORD_MS / longest) if longest else pace,
        told="; ".join(told),
    )


def _feeling(signs: Sequence[_Sign]) -> Feeling | None:
    heard = {sign.name: sign for sign in signs}
    for rule in RULES:
        if rule.signs <= heard.keys():
            told = [heard[name] for name in sorted(rule.signs)]
            strength = min(0.6, 0.2 + 0.1 * sum(sign.over for sign in told) / len(told))
            return Feeling(rule.emotion, round(strength, 3), "heard: " + ", ".join(sign.figures for sign in told))
    return None


def _signs(line: Line, own: Sequence[Line], language: str) -> Iterator[_Sign]:
    level, pitch, pace = _level(line), _pitch(line), _pace(line, language)
    levels = [value for one in own if (value := _level(one)) is not None]
    pitches = [value for one in own if (value := _pitch(one)) is not None]
    paces = [value for one in own if (value := _pace(one, language)) is not None]
    if level is not None and len(levels) > 1:
        yield from _sign(level - median(levels), LOUD_DB, ("loud", "quiet"), "{:.1f} dB {} their median", ("over", "under"))
    if pitch is not None and len(pitches) > 1:
        semitones = 12 * log2(pitch / median(pitches))
        yield from _sign(semitones, HIGH_SEMITONES, ("high", "low"), "{:.1f} semitones {}", ("higher", "lower"))
    if pace is not None and len(paces) > 1:
        share = pace / median(paces)
        figures = ("{:.0%} {} than their median", ("faster", "slower"))
        yield from _sign(share - 1 if share >= 1 else 1 - 1 / share, FAST - 1, ("fast", "slow"), *figures)


def _sign(value: float, threshold: float, names: tuple[str, str], words: str, ways: tuple[str, str]) -> Iterator[_Sign]:
    if abs(value) >= threshold:
        way = 0 if value > 0 else 1
        yield _Sign(names[way], words.format(abs(value), ways[way]), abs(value) / threshold)


def _level(line: Line) -> float | None:
    return line.recording.level_db if line.recording else None


def _pitch(line: Line) -> float | None:
    return line.recording.pitch_hz if line.recording else None


def _pace(line: Line, language: str) -> float | None:
    rate = speech_rate(line.text, line.recording, language) if line.recording else None
    return rate.pace if rate else None
