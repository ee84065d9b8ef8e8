"""Remedies for how the time is cut and filmed: lengths, sizes, jump cuts, sides, and Shots that are too hard to make.

Each remedy changes the Shot that the Finding names and nothing else.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from storyreel.agents.scripter.bench import Bench
from storyreel.agents.scripter.framing import other_size, reframed, resized
from storyreel.agents.scripter.parts import cut_text
from storyreel.agents.scripter.spans import LONGEST_MS, SHORTEST_MS
from storyreel.film.finding import Finding
from storyreel.film.identity import new_uid
from storyreel.film.script import Move, Shot, SpokenLine
from storyreel.film.timing import estimate_speech_ms
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize

__all__ = ["change_size", "keep_side", "lengthen", "simplify", "split_long"]


def split_long(bench: Bench, finding: Finding) -> None:
    """A Shot that is too long becomes two: between two Lines, else inside its Line at a border of sense, else it is shortened."""
    shot = bench.shot(finding.shot)
    lines = sorted(shot.lines, key=lambda line: line.start_ms)
    if not lines:
        bench.change(shot.uid, _why(finding), end_ms=shot.start_ms + LONGEST_MS)
        return
    middle = (shot.start_ms + shot.end_ms) // 2
    gaps = [(one.end_ms + two.start_ms) // 2 for one, two in pairwise(lines) if one.end_ms <= two.start_ms]
    new = new_uid(shot.uid, "split", lines[-1].id, lines[-1].part)
    if gaps:
        at = min(gaps, key=lambda gap: abs(gap - middle))
        bench.split(shot.uid, at, new, _why(finding), **_second_half(bench, shot, [x for x in lines if x.start_ms >= at]))
        return
    line = max(lines, key=lambda one: one.end_ms - one.start_ms)
    pieces = _two_pieces(line.text, bench.script.language)
    if pieces is None:
        return
    share = len(pieces[0]) / max(1, len(line.text))
    at = line.start_ms + max(1, min(line.end_ms - line.start_ms - 1, round((line.end_ms - line.start_ms) * share)))
    fields = _second_half(bench, shot, [line.changed(text=pieces[1])], rest=True)
    bench.split(shot.uid, at, new, _why(finding), parts={line.id: pieces}, **fields)


def _two_pieces(text: str, language: str) -> tuple[str, str] | None:
    """A text in two at the best border near its middle, None where it has none."""
    whole = estimate_speech_ms(text, language)
    pieces = cut_text(text, longest_ms=max(1, round(whole * 0.7)), speech_ms=lambda words: estimate_speech_ms(words, language))
    if len(pieces) < 2:
        return None
    best = min(range(1, len(pieces)), key=lambda at: abs(2 * len("".join(pieces[:at])) - len(text)))
    first, second = "".join(pieces[:best]), "".join(pieces[best:])
    return (first, second) if first.strip() and second.strip() else None


def _second_half(bench: Bench, shot: Shot, lines: list[SpokenLine], *, rest: bool = False) -> dict[str, Any]:
    """Another size for the second half, so that the cut is seen to be meant."""
    speaker = next((line.speaker for line in lines if not line.off_screen), "")
    if shot.framing in (Framing.TWO_SHOT, Framing.GROUP) and speaker in shot.in_frame:
        near = shot.changed(subjects=(speaker, *(name for name in shot.subjects if name != speaker)))
        fields = resized(near, ShotSize.MEDIUM_CLOSE_UP)
    else:
        size = other_size(shot, shot, bench.beside(shot.uid, 1))
        fields = resized(shot, size) if size else {}
    # The Lines are shared out by the split itself.
    return {name: value for name, value in fields.items() if name != "lines"}


def lengthen(bench: Bench, finding: Finding) -> None:
    """A Shot that is too short gets the least length."""
    shot = bench.shot(finding.shot)
    if shot.duration_ms < SHORTEST_MS:
        bench.change(shot.uid, _why(finding), end_ms=shot.start_ms + SHORTEST_MS)


def change_size(bench: Bench, finding: Finding) -> None:
    """A Shot like its neighbours gets another size."""
    shot = bench.shot(finding.shot)
    size = other_size(shot, bench.beside(shot.uid, -1), bench.beside(shot.uid, 1))
    if size is not None:
        bench.change(shot.uid, _why(finding), **resized(shot, size))


def keep_side(bench: Bench, finding: Finding) -> None:
    """The camera comes back to the side of the line that it was on."""
    before = bench.beside(finding.shot, -1)
    side = before.side if before is not None else "near"
    bench.change(finding.shot, _why(finding), side=side)


def simplify(bench: Bench, finding: Finding) -> None:
    """What takes could not show is asked for no more: first the camera's move, angle and effects, then the crowd in the frame."""
    shot = bench.shot(finding.shot)
    plain: dict[str, Any] = {"move": Move(), "effects": "", "angle": Angle.EYE_LEVEL, "boxes": {}}
    if shot.move.kind is not CameraMove.STATIC or shot.effects or shot.angle is not Angle.EYE_LEVEL or shot.boxes:
        bench.change(shot.uid, _why(finding), **plain)
    elif shot.framing in (Framing.GROUP, Framing.TWO_SHOT, Framing.OVER_THE_SHOULDER) and len(shot.in_frame) > 1:
        size = shot.size if shot.size in (ShotSize.MEDIUM, ShotSize.MEDIUM_CLOSE_UP) else ShotSize.MEDIUM
        bench.change(shot.uid, _why(finding), **reframed(shot.changed(size=size), "single"))


def _why(finding: Finding) -> str:
    return f"finding {finding.kind}: {finding.evidence}"
