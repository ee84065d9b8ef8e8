"""The timeline: the film's seconds laid out in rows, with scenes, shots and cuts, who speaks when, scores and Findings.

It gives places on a drawing 1000 wide; how they look is the page's. A row holds about two dozen Shots, so that a film of three
hundred is as legible as one of ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storyreel.film.script import Shot, SpokenLine
from storyreel.film.time import clock
from storyreel.film.vocabulary import TransitionKind
from storyreel.tools.report.data import ReportData
from storyreel.tools.report.finding_views import is_settled, take_name
from storyreel.tools.report.index import Index
from storyreel.tools.report.wording import camera_words, duration_words, shortened

__all__ = ["Bar", "Lane", "Mark", "TimelineRow", "timeline_rows"]

LEFT, RIGHT = 112.0, 980.0
"""Where time begins and ends on the drawing; names of the lanes stand before."""
SHOT_TOP, LANE_HEIGHT, SCORE_HEIGHT = 30, 18, 40
_SHOTS_A_ROW = 24
_STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
_VOICES = 7


class Bar(NamedTuple):
    """A span of time: where it begins and how wide it is, a label that fits or "", what it says in full, its Shot's anchor.

    `kind` is how it is drawn: "odd" and "even" Shots, "good" and "low" scores.
    """

    x: float
    width: float
    label: str
    title: str
    anchor: str = ""
    kind: str = ""
    height: float = 0.0


class Mark(NamedTuple):
    """A point in time: a cut, a second, or a Finding; `kind` is how it is drawn."""

    x: float
    title: str
    anchor: str = ""
    kind: str = ""


class Lane(NamedTuple):
    """A voice: its name, the name in full, and when it is heard."""

    name: str
    title: str
    y: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True)
class TimelineRow:
    """One row: all that lies between two times."""

    label: str
    shots: tuple[Bar, ...]
    cuts: tuple[Mark, ...]
    lanes: tuple[Lane, ...]
    scores: tuple[Bar, ...]
    scores_y: float
    threshold_y: float
    findings: tuple[Mark, ...]
    findings_y: float
    seconds: tuple[Mark, ...]
    height: float


@dataclass(frozen=True, kw_only=True)
class _Axis:
    start_ms: int
    end_ms: int

    def x(self, ms: float) -> float:
        share = (min(max(ms, self.start_ms), self.end_ms) - self.start_ms) / (self.end_ms - self.start_ms)
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def holds(self, start_ms: int, end_ms: int) -> bool:
        return start_ms < self.end_ms and end_ms > self.start_ms

    def bar(self, start_ms: int, end_ms: int) -> tuple[float, float]:
        left, right = self.x(start_ms), self.x(end_ms)
        return left, round(max(0.8, right - left), 1)


def timeline_rows(data: ReportData, index: Index) -> tuple[TimelineRow, ...]:
    """The film's time in rows; none for a Script without Shots."""
    shots, total = data.script.shots, data.script.duration_ms
    if not shots or total <= 0:
        return ()
    step_ms = _row_s(total / 1000, len(shots)) * 1000
    voices = [name for name, _ in Counter(line.speaker for line in data.script.lines).most_common()]
    count = -(-total // step_ms)
    span_ms = total if count == 1 else step_ms
    axes = [_Axis(start_ms=number * span_ms, end_ms=(number + 1) * span_ms) for number in range(count)]
    return tuple(_row(axis, data, index, voices) for axis in axes)


def _row_s(total_s: float, shots: int) -> int:
    """Seconds of a row: all of it where it has few Shots, else a round number that holds about two dozen."""
    if shots <= _SHOTS_A_ROW * 1.5 or total_s <= _STEPS_S[0]:
        return max(1, -int(-total_s // 1))
    wanted = total_s / shots * _SHOTS_A_ROW
    return min(_STEPS_S, key=lambda step: abs(step - wanted))


def _row(axis: _Axis, data: ReportData, index: Index, voices: Sequence[str]) -> TimelineRow:
    here = [shot for shot in data.script.shots if axis.holds(shot.start_ms, shot.end_ms)]
    lanes = _lanes(axis, [line for shot in here for line in shot.lines], voices)
    scores_y = SHOT_TOP + 26 + LANE_HEIGHT * len(lanes) + 8
    findings_y = scores_y + SCORE_HEIGHT + 12
    return TimelineRow(
        label=f"{clock(axis.start_ms)} to {clock(axis.end_ms)}",
        shots=tuple(_shot(axis, shot, index) for shot in here),
        cuts=tuple(_cut(axis, shot) for shot in here if shot.start_ms > axis.start_ms),
        lanes=lanes,
        scores=tuple(bar for shot in here for bar in _score(axis, shot, index)),
        scores_y=scores_y,
        threshold_y=scores_y + SCORE_HEIGHT * (1 - (_threshold(data) - 1) / 4),
        findings=tuple(mark for _, mark in sorted(_findings(axis, here, data, index), key=lambda one: one[0])),
        findings_y=findings_y,
        seconds=_seconds(axis),
        height=findings_y + 14,
    )


def _shot(axis: _Axis, shot: Shot, index: Index) -> Bar:
    x, width = axis.bar(shot.start_ms, shot.end_ms)
    parity = "odd" if index.order[shot.uid] % 2 else "even"
    told = f"shot {shot.id}: {', '.join(camera_words(shot))}, {duration_words(shot.duration_ms / 1000)}"
    return Bar(x, width, shot.id if len(shot.id) * 5.6 <= width else "", told, index.anchors[shot.uid], parity)


def _cut(axis: _Axis, shot: Shot) -> Mark:
    kind = shot.transition.kind
    return Mark(axis.x(shot.start_ms), f"{kind.value} to shot {shot.id}", kind="cut" if kind is TransitionKind.CUT else "soft")


def _lanes(axis: _Axis, lines: Sequence[SpokenLine], voices: Sequence[str]) -> tuple[Lane, ...]:
    """A lane for each voice of the row, the most talkative of the film first; beyond seven, the rest share one."""
    heard = [name for name in voices if any(line.speaker == name for line in lines)]
    alone = heard if len(heard) <= _VOICES else heard[: _VOICES - 1]
    lanes: list[Lane] = []
    named = [*alone, ""] if len(alone) < len(heard) else alone
    for number, name in enumerate(named):
        said = [line for line in lines if (line.speaker == name if name else line.speaker not in alone)]
        title = name or f"{len(heard) - len(alone)} others"
        bars = tuple(Bar(*axis.bar(line.start_ms, line.end_ms), "", f"{line.speaker}: {line.text}") for line in said)
        lanes.append(Lane(shortened(title, 15), title, SHOT_TOP + 26 + number * LANE_HEIGHT, bars))
    return tuple(lanes)


def _score(axis: _Axis, shot: Shot, index: Index) -> list[Bar]:
    take = index.chosen.get(shot.uid)
    mean = take.verdict.mean if take and take.verdict else None
    if take is None or take.verdict is None or mean is None:
        return []
    x, width = axis.bar(shot.start_ms, shot.end_ms)
    low = "good" if mean >= take.verdict.threshold and take.verdict.passed else "low"
    title = f"shot {shot.id}, {take_name(take, index)}: mean {mean:.1f} of 5"
    label = f"{mean:.1f}" if width > 24 else ""
    return [
        Bar(x + 0.5, max(0.6, width - 1), label, title, index.anchors[shot.uid], low, round(SCORE_HEIGHT * (mean - 1) / 4, 1))
    ]


def _threshold(data: ReportData) -> float:
    return next((take.verdict.threshold for takes in data.takes.values() for take in takes if take.verdict), 3.5)


def _findings(axis: _Axis, shots: Sequence[Shot], data: ReportData, index: Index) -> list[tuple[bool, Mark]]:
    """Findings with a time, those that stand last so that they are drawn on top: (stands, mark)."""
    found: list[tuple[bool, int, str, str]] = []
    for finding, status, on in data.findings:
        if finding.start_ms is not None and on:
            stands = not is_settled(status)
            found.append((stands, finding.start_ms, f"{finding.kind} ({status})", index.anchors.get(finding.shot, "")))
    for shot in shots:
        chosen = index.chosen.get(shot.uid)
        for take in data.takes.get(shot.uid, ()):
            for finding in take.verdict.findings if take.verdict else ():
                at = shot.start_ms + min(finding.start_ms or 0, max(0, shot.duration_ms - 1))
                stands = take is chosen or chosen is None
                found.append((stands, at, f"shot {shot.id}, {take_name(take, index)}: {finding.kind}", index.anchors[shot.uid]))
    return [
        (stands, Mark(axis.x(ms), title, anchor, "stands" if stands else "settled"))
        for stands, ms, title, anchor in found
        if axis.start_ms <= ms < axis.end_ms
    ]


def _seconds(axis: _Axis) -> tuple[Mark, ...]:
    """About ten round times."""
    span_s = (axis.end_ms - axis.start_ms) / 1000
    step_ms = next((step for step in (0.5, 1, 2, *_STEPS_S) if span_s / step <= 12), 3600) * 1000
    first = -int(-axis.start_ms // step_ms)
    count = int((axis.end_ms - first * step_ms) // step_ms) + 1
    times = [round((first + number) * step_ms) for number in range(count)]
    return tuple(Mark(axis.x(ms), _second(ms, step_ms)) for ms in times)


def _second(ms: int, step_ms: float) -> str:
    return clock(ms) if step_ms < 1000 else clock(ms).rpartition(".")[0]
