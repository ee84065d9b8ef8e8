"""Remedies for Lines: one that is missing comes back, altered words are the source's again, crowded speech gets room.

No remedy here drops a Line or shortens one.
"""

from __future__ import annotations

from storyreel.agents.scripter.bench import Bench
from storyreel.agents.scripter.drafts import LENS_MM
from storyreel.agents.scripter.feeling import read_feeling
from storyreel.agents.scripter.framing import setup_words
from storyreel.agents.scripter.pacing import lay_lines
from storyreel.agents.scripter.spans import SHORTEST_MS
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.finding import Finding
from storyreel.film.identity import new_uid
from storyreel.film.script import Blocking, Move, Shot, SpokenLine, Transition
from storyreel.film.timing import LEAD_IN_MS, TAIL_MS, estimate_speech_ms, round_up_ms
from storyreel.film.vocabulary import Framing, ShotSize

__all__ = ["give_back", "give_room", "restore_speaker", "restore_text", "say_once"]


def _line(dialogue: Dialogue, line_id: str) -> Line | None:
    return next((line for line in dialogue.lines if line.id == line_id), None)


def _why(finding: Finding) -> str:
    return f"finding {finding.kind}: {finding.evidence}"


def give_room(bench: Bench, finding: Finding, dialogue: Dialogue) -> None:
    """The Lines of the Shot one after the other, each with the time its speech needs, and the Shot long enough for them."""
    shot = bench.shot(finding.shot)
    needed = finding.data.get("needed_ms")
    lines: list[SpokenLine] = []
    for line in sorted(shot.lines, key=lambda one: (one.start_ms, one.part)):
        length = max(1, line.end_ms - line.start_ms)
        if line.id == finding.line:
            own = needed if isinstance(needed, int) else estimate_speech_ms(line.text, bench.script.language)
            length = max(length, own)
        lines.append(line.changed(end_ms=line.start_ms + length))
    laid = lay_lines(shot, lines)
    bench.change(shot.uid, _why(finding), end_ms=max(laid.end_ms, shot.end_ms), lines=laid.lines)


def give_back(bench: Bench, finding: Finding, dialogue: Dialogue) -> None:
    """A Shot for a Line that is in no Shot, after the one that speaks the Line before it.

    Lines must be given back in the source's order, so that each finds the one before.
    """
    line = _line(dialogue, finding.line)
    if line is None or any(one.id == line.id for one in bench.script.lines) or not bench.script.shots:
        return
    after, beside = _before(bench, line, dialogue)
    if after:
        shot = _shot_for(bench, beside, line)
        bench.insert(after, shot, _why(finding))
        bench.given[line.id] = (shot.uid, beside.uid)
    elif bench.has(beside.uid):
        # Before everything that is spoken there is no Shot to come after: the Line opens the first one.
        spoken_line = _as_spoken(line, bench.script.language, beside.start_ms)
        later = [one.changed(start_ms=one.start_ms + 1, end_ms=one.end_ms + 1) for one in beside.lines]
        laid = lay_lines(beside, [spoken_line, *later])
        bench.change(beside.uid, _why(finding), end_ms=max(laid.end_ms, beside.end_ms), lines=laid.lines)
        bench.given[line.id] = (beside.uid, beside.uid)


def _before(bench: Bench, line: Line, dialogue: Dialogue) -> tuple[str, Shot]:
    """The uid to come after ("" where nothing comes before), and a Shot that shows how everybody stands there."""
    speaks = {one.id: shot for shot in bench.script.shots for one in shot.lines}
    order = [one.id for one in dialogue.lines]
    for earlier in reversed(order[: order.index(line.id)]):
        if earlier in bench.given:
            uid, beside = bench.given[earlier]
            return uid, bench.shot(beside)
        if earlier in speaks:
            return speaks[earlier].uid, bench.shot(speaks[earlier].uid)
    first = bench.shot(bench.script.shots[0].uid)
    return ("" if first.lines else first.uid), first


def _as_spoken(line: Line, language: str, start_ms: int) -> SpokenLine:
    length = estimate_speech_ms(line.text, language)
    return SpokenLine(
        id=line.id,
        speaker=line.speaker,
        text=line.text,
        parenthetical=line.parenthetical,
        start_ms=start_ms,
        end_ms=start_ms + length,
    )


def _shot_for(bench: Bench, beside: Shot, line: Line) -> Shot:
    """A plain Shot of the speaker where they stand; heard off screen where they do not stand anywhere."""
    blocking = tuple(_standing(one) for one in beside.blocking)
    here = line.speaker in {one.character for one in blocking}
    feeling = read_feeling(line.text, line.parenthetical)
    size = ShotSize.CLOSE_UP if beside.size is ShotSize.MEDIUM and beside.subjects[:1] == (line.speaker,) else ShotSize.MEDIUM
    subjects = (line.speaker,) if here else beside.subjects
    framing = Framing.SINGLE if here else beside.framing
    spoken = _as_spoken(line, bench.script.language, LEAD_IN_MS)
    return Shot(
        uid=new_uid("handbook", "given back", line.id, bench.script.version),
        id="",
        start_ms=0,
        end_ms=max(SHORTEST_MS, round_up_ms(spoken.end_ms + TAIL_MS)),
        size=size if here else beside.size,
        framing=framing,
        lens_mm=LENS_MM[size if here else beside.size],
        move=Move(),
        transition=Transition(),
        setup=setup_words(framing, subjects, size if here else beside.size),
        side=beside.side,
        subjects=subjects,
        in_frame=subjects if here else beside.in_frame,
        action=f"{line.speaker} speaks{f': {line.parenthetical}' if line.parenthetical else ''}.",
        emotion=feeling.emotion,
        lines=(spoken.changed(off_screen=not here),),
        blocking=tuple(one.changed(emotion=feeling.emotion) if one.character == line.speaker else one for one in blocking),
        lighting=beside.lighting,
        reason=f"single: line {line.id} had no shot",
    )


def _standing(one: Blocking) -> Blocking:
    """Where somebody is once the Shot before is over."""
    return one.changed(
        x_cm=one.x_cm if one.to_x_cm is None else one.to_x_cm,
        z_cm=one.z_cm if one.to_z_cm is None else one.to_z_cm,
        to_x_cm=None,
        to_z_cm=None,
        posture="standing" if one.posture == "walking" else one.posture,
        action="",
    )


def restore_text(bench: Bench, finding: Finding, dialogue: Dialogue) -> None:
    """The source's words for a Line that was altered, where it is spoken in one piece."""
    line, shot = _line(dialogue, finding.line), bench.shot(finding.shot)
    held = [one for one in shot.lines if one.id == finding.line]
    if line is None or len(held) != 1 or held[0].parts != 1:
        return
    length = max(held[0].end_ms - held[0].start_ms, estimate_speech_ms(line.text, bench.script.language))
    own = held[0].changed(text=line.text, end_ms=held[0].start_ms + length)
    laid = lay_lines(shot, [own if one.id == line.id else one for one in sorted(shot.lines, key=lambda one: one.start_ms)])
    bench.change(shot.uid, _why(finding), end_ms=max(laid.end_ms, shot.end_ms), lines=laid.lines)


def restore_speaker(bench: Bench, finding: Finding, dialogue: Dialogue) -> None:
    """The source's speaker for a Line that was given to another."""
    line, shot = _line(dialogue, finding.line), bench.shot(finding.shot)
    if line is not None:
        lines = tuple(
            one.changed(speaker=line.speaker, off_screen=line.speaker not in shot.in_frame) if one.id == line.id else one
            for one in shot.lines
        )
        bench.change(shot.uid, _why(finding), lines=lines)


def say_once(bench: Bench, finding: Finding, dialogue: Dialogue) -> None:
    """A Line that is spoken twice is taken out of the later Shot, which the Finding names."""
    shot = bench.shot(finding.shot)
    spoken = {(one.id, one.part) for other in bench.script.shots if other.uid != shot.uid for one in other.lines}
    lines = tuple(one for one in shot.lines if one.id != finding.line or (one.id, one.part) not in spoken)
    if len(lines) == len(shot.lines):
        once = {(one.id, one.part): one for one in reversed(shot.lines)}
        lines = tuple(one for one in shot.lines if once[one.id, one.part] is one)
    bench.change(shot.uid, _why(finding), lines=lines)
