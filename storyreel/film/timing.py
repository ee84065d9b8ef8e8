"""How long speech takes, how much silence stands around it, and a Script whose Shots fit what was spoken.

Until a voice has spoken, a Line's time is estimated from its words; afterwards the audio's own length counts. All silences are
minima: what a plan leaves beyond them is kept. Nothing here knows a voice, a backend or a frame rate.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.film.spans import lay, lift
from storyreel.film.speech import SpeechSheet
from storyreel.film.writing import is_ideographic, is_spoken, is_unspaced

__all__ = [
    "CUT_IN_MS",
    "LEAD_IN_MS",
    "LONG_PAUSE_MS",
    "OVERLAP_MS",
    "PAUSE_MS",
    "SCENE_HEAD_MS",
    "SCENE_TAIL_MS",
    "SHOT_GRID_MS",
    "TAIL_MS",
    "SpeechMisfit",
    "at_once",
    "estimate_speech_ms",
    "fit_to_speech",
    "lead_in_ms",
    "overlap_ms",
    "pause_ms",
    "round_up_ms",
    "speech_fit",
    "tail_ms",
]

SHOT_GRID_MS = 125
"""Shots end on multiples of this: 3 frames at 24 a second, so that ends fall on frames at the usual rate."""
LEAD_IN_MS = 250
"""From a Shot's start to its first Line: the eye finds the speaker before the mouth opens."""
TAIL_MS = 250
"""From a Shot's last Line to its end. With the next Shot's lead-in it makes half a second: an answer, not an overlap."""
PAUSE_MS = 350
"""Between two Lines in one Shot: a little more than the 0.2 s of real turns, for a cut gives no help in telling them apart."""
LONG_PAUSE_MS = 750
"""After a Line that trails off, and after one that its own speaker breaks off: the silence is what was written."""
CUT_IN_MS = 125
"""After a Line that ends in a dash before another speaker: the other one cuts in."""
OVERLAP_MS = 300
"""Most that another speaker comes in on a Line that breaks off, where the Script has the two overlap: the last syllable."""
SCENE_HEAD_MS = 750
"""Lead-in of a Scene's first Shot: a new place is looked at before it is listened to."""
SCENE_TAIL_MS = 750
"""Tail of a Scene's last Shot: the last word is heard out before the place changes."""

_WORD_MS = 400  # 2.5 words a second, calm speech with its ordinary pauses
_SYLLABLE_WORD_MS = 320  # Vietnamese writes each syllable as a word
_LONG_WORD = 9  # letters; a longer word, such as a compound, takes time in proportion
_IDEOGRAPH_MS = 250  # 4 characters a second
_UNSPACED_LETTER_MS = 90  # Thai, Khmer and others: about 11 letters a second
_DIGIT_MS = 300  # numbers are read out: about three words for four digits
_MARKS_MS = {"…": 300, "—": 250, "–": 250}
_SAID_SYMBOLS = frozenset("%&+=@#€$£¥₹°§×÷<>")
_LEAST_MS = 300  # "Oh." still takes the breath around it


def estimate_speech_ms(text: str, language: str = "en") -> int:
    """How long a text takes to speak, in milliseconds; 0 where there is nothing to say.

    About 2.5 words a second where words are spaced, 4 characters a second for Chinese, Japanese and Korean, digits each for
    themselves; symbols count only beside words. The text decides, `language` (BCP-47) only tells Vietnamese.

    >>> estimate_speech_ms("We should have gone to the sea."), estimate_speech_ms("你好吗"), estimate_speech_ms("🎬!")
    (2800, 750, 0)
    """
    if not any(is_spoken(character) for character in text):
        return 0
    word_ms = _SYLLABLE_WORD_MS if language.split("-")[0].lower() == "vi" else _WORD_MS
    total = sum(_MARKS_MS.get(character, 0) for character in text.replace("...", "…"))
    for token in _tokens(text):
        if len(token) > 1 or not (token.isdecimal() or is_unspaced(token) or is_ideographic(token) or token in _SAID_SYMBOLS):
            total += word_ms * max(1.0, len(token) / _LONG_WORD)
        elif token.isdecimal():
            total += _DIGIT_MS
        elif is_ideographic(token):
            total += _IDEOGRAPH_MS
        else:
            total += _UNSPACED_LETTER_MS if is_unspaced(token) else word_ms
    return max(_LEAST_MS, round(total))


def _tokens(text: str) -> Iterator[str]:
    """Words of spaced scripts whole; every ideograph, unspaced letter, digit and spoken symbol by itself."""
    word = ""
    for character in unicodedata.normalize("NFC", text):
        alone = character.isdecimal() or is_ideographic(character) or (is_unspaced(character) and is_spoken(character))
        if is_spoken(character) and not alone:
            word += character
            continue
        inside = word and (character in "'’‘-\u200d" or unicodedata.category(character)[0] == "M")
        if inside:
            continue
        if word:
            yield word
            word = ""
        if alone or character in _SAID_SYMBOLS:
            yield character
    if word:
        yield word


def round_up_ms(duration_ms: int) -> int:
    """A length on the grid of Shots, the same or longer.

    >>> round_up_ms(1001), round_up_ms(1000)
    (1125, 1000)
    """
    return -(-duration_ms // SHOT_GRID_MS) * SHOT_GRID_MS


def lead_in_ms(line: SpokenLine, *, opens_scene: bool = False) -> int:
    """The least silence before the first Line of a Shot; a Line that goes on from the Shot before needs none.

    >>> lead_in_ms(SpokenLine(id="L1", speaker="ROSA", text="Yes.", start_ms=0, end_ms=400))
    250
    """
    if line.part:
        return 0
    return SCENE_HEAD_MS if opens_scene else LEAD_IN_MS


def pause_ms(before: SpokenLine, after: SpokenLine) -> int:
    """The least silence between two Lines of one Shot.

    >>> one = SpokenLine(id="L1", speaker="ROSA", text="I thought…", start_ms=0, end_ms=400)
    >>> two = SpokenLine(id="L2", speaker="TOM", text="No.", start_ms=400, end_ms=800)
    >>> pause_ms(one, two), pause_ms(two, one), pause_ms(one.changed(text="I thought—"), two)
    (750, 350, 125)
    """
    if before.id == after.id:
        return 0
    ending = _ending(before.text)
    if ending == "…":
        return LONG_PAUSE_MS
    if ending == "—":
        return LONG_PAUSE_MS if before.speaker == after.speaker else CUT_IN_MS
    return PAUSE_MS


def overlap_ms(before: SpokenLine, after: SpokenLine) -> int:
    """How long before the end of a Line the next in the same Shot may begin; 0 where they may not overlap.

    Where the two are spoken at once, all of it. Else only where the first breaks off with a dash and somebody else speaks, and
    never more than a third of it, so that it is understood.

    >>> one = SpokenLine(id="L1", speaker="ROSA", text="I thought—", start_ms=0, end_ms=900)
    >>> two = SpokenLine(id="L2", speaker="TOM", text="No.", start_ms=700, end_ms=1000)
    >>> overlap_ms(one, two), overlap_ms(two, one), overlap_ms(one.changed(end_ms=300), two)
    (300, 0, 100)
    >>> overlap_ms(two, one.changed(with_line="L2"))
    300
    """
    if at_once(before, after):
        return max(0, before.end_ms - before.start_ms)
    if before.speaker == after.speaker or _ending(before.text) != "—":
        return 0
    return min(OVERLAP_MS, max(0, before.end_ms - before.start_ms) // 3)


def at_once(before: SpokenLine, after: SpokenLine) -> bool:
    """Whether two neighbouring Lines are spoken at once: both whole, by two people, as the source has them side by side.

    >>> one = SpokenLine(id="L1", speaker="ROSA", text="No!", start_ms=0, end_ms=900)
    >>> at_once(one, SpokenLine(id="L2", speaker="TOM", text="Yes!", start_ms=0, end_ms=900, with_line="L1"))
    True
    """
    return after.with_line == before.id and before.speaker != after.speaker and before.parts == after.parts == 1


def tail_ms(line: SpokenLine, *, closes_scene: bool = False) -> int:
    """The least silence after the last Line of a Shot; a Line that goes on in the next Shot needs none.

    >>> tail_ms(SpokenLine(id="L1", speaker="ROSA", text="Well…", start_ms=0, end_ms=400))
    750
    """
    if line.part + 1 < line.parts:
        return 0
    return SCENE_TAIL_MS if closes_scene else LONG_PAUSE_MS if _ending(line.text) == "…" else TAIL_MS


def _ending(text: str) -> str:
    text = text.rstrip(" \t\r\n\"'”’»)]」』")
    if text.endswith(("…", "...", "。。。")):
        return "…"
    return "—" if text.endswith(("—", "–", "--", "―", " -")) else ""


class SpeechMisfit(NamedTuple):
    """A Line that does not fit its Shot: what its audio needs, and the room up to the next Line or the Shot's end."""

    uid: str
    line_id: str
    needed_ms: int
    room_ms: int


def speech_fit(script: Script, sheet: SpeechSheet | None) -> tuple[SpeechMisfit, ...]:
    """The Lines and parts that do not fit where they stand, in order; without a sheet, by estimate.

    >>> line = SpokenLine(id="L1", speaker="ROSA", text="One two three four five.", start_ms=0, end_ms=900)
    >>> shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=1000, lines=(line,))
    >>> speech_fit(Script(scenes=(Scene(id="1", shots=(shot,)),)), None)
    (SpeechMisfit(uid='a', line_id='L1', needed_ms=2000, room_ms=1000),)
    """
    spoken = _spoken(sheet)
    misfits: list[SpeechMisfit] = []
    for shot in script.shots:
        order = _in_time(shot)
        for at, line in enumerate(order):
            end = next((after.start_ms for after in order[at + 1 :] if not at_once(line, after)), shot.end_ms)
            needed = estimate_speech_ms(line.text, script.language) if sheet is None else spoken.get((line.id, line.part), 0)
            room = max(0, min(end, shot.end_ms) - line.start_ms)
            if needed > room:
                misfits.append(SpeechMisfit(shot.uid, line.id, needed, room))
    return tuple(misfits)


def fit_to_speech(script: Script, sheet: SpeechSheet) -> Script:
    """The Script with each Shot as long as its Lines, as spoken, need it, and every later Shot moved accordingly.

    Each spoken Line lasts exactly its audio; its order, the silence planned before, between and after Lines, and time left on
    purpose are kept, and never less than the minima of this module. Where the plan has somebody come in on a Line that
    breaks off, they do (`overlap_ms`). A Line that could not be spoken keeps its planned time. A Shot that is changed ends on
    the grid; one without Lines keeps its length. A Shot whose Lines already last exactly their audio, inside it and one after
    another, is left alone, with silences under the minima too: it may be a piece of a Shot that was split, and silence added to
    every piece would make the film longer each time it is read aloud and split again. The version stays, for only Edits make
    versions.

    >>> line = SpokenLine(id="L1", speaker="ROSA", text="Yes.", start_ms=0, end_ms=400)
    >>> shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=500, lines=(line,))
    >>> sheet = SpeechSheet.model_validate({"lines": [{"id": "L1", "speaker": "ROSA", "duration_ms": 730}]})
    >>> fitted = fit_to_speech(Script(scenes=(Scene(id="1", shots=(shot,)),)), sheet).shots[0]
    >>> fitted.lines[0].start_ms, fitted.lines[0].end_ms, fitted.end_ms
    (750, 1480, 2250)
    """
    spoken = _spoken(sheet)
    lifted = lift(script)
    for scene, spans in zip(script.scenes, lifted, strict=True):
        spans[:] = [span.holding(_fitted(span.shot, spoken, scene)) for span in spans]
    scenes = lay(script.scenes, lifted)
    return script if all(a is b for a, b in zip(scenes, script.scenes, strict=True)) else script.changed(scenes=scenes)


def _spoken(sheet: SpeechSheet | None) -> dict[tuple[str, int], int]:
    if sheet is None:
        return {}
    return {(one.id, one.part): one.duration_ms for one in sheet.lines if one.duration_ms and not one.problem}


def _in_time(shot: Shot) -> Sequence[SpokenLine]:
    return sorted(shot.lines, key=lambda line: line.start_ms)


def _settled(shot: Shot, order: Sequence[SpokenLine], spoken: Mapping[tuple[str, int], int]) -> bool:
    """Whether every Line lasts exactly its audio, inside the Shot, and none overlaps that may not; `order` is by start."""
    at = shot.start_ms
    for before, line in zip((None, *order), order, strict=False):
        length = line.end_ms - line.start_ms
        early = overlap_ms(before, line) if before else 0
        if line.start_ms < at - early or length != spoken.get((line.id, line.part), length):
            return False
        at = max(at, line.end_ms)
    return at <= shot.end_ms


def _fitted(shot: Shot, spoken: Mapping[tuple[str, int], int], scene: Scene) -> Shot:
    order = _in_time(shot)
    if not any((line.id, line.part) in spoken for line in order) or _settled(shot, order, spoken):
        return shot
    at = shot.start_ms
    planned_end = shot.start_ms
    placed: dict[int, SpokenLine] = {}
    for before, line in zip((None, *order), order, strict=False):
        least = pause_ms(before, line) if before else lead_in_ms(line, opens_scene=shot.uid == scene.shots[0].uid)
        gap = line.start_ms - planned_end
        early = overlap_ms(placed[id(before)], line) if before and gap < 0 else 0
        start = at + (max(gap, -early) if early else max(gap, least))
        if before and at_once(before, line):
            start = placed[id(before)].start_ms
        length = spoken.get((line.id, line.part), line.end_ms - line.start_ms)
        placed[id(line)] = line.changed(start_ms=start, end_ms=start + length)
        at, planned_end = max(at, start + length), max(planned_end, line.end_ms)
    least = tail_ms(order[-1], closes_scene=shot.uid == scene.shots[-1].uid)
    end = shot.start_ms + round_up_ms(at - shot.start_ms + max(shot.end_ms - planned_end, least))
    lines = tuple(placed[id(line)] for line in shot.lines)
    return shot if lines == shot.lines and end == shot.end_ms else shot.changed(end_ms=end, lines=lines)
