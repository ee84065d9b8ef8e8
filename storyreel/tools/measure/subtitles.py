"""Unreadable subtitles: too fast, too short, too long a row, too many rows, two at once, or over a face.

Columns are counted as on a screen: a Chinese, Japanese or Korean character takes two. Where faces are is known only from truth or
a detector. What a subtitle says is not compared with what is spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from storyreel.film.finding import Cause, Finding, Remedy
from storyreel.film.time import frame_at
from storyreel.formats.subtitles import display_columns
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.cues import SubtitleCue, cues_of
from storyreel.tools.measure.flaw import SUBTITLES, flaw
from storyreel.tools.measure.sight import Box, Sight, sight_of
from storyreel.tools.measure.spans import ShotSpan, shot_spans
from storyreel.tools.measure.thresholds_content import CONTENT, ContentThresholds

__all__ = ["SubtitleCheck"]


_NAME = re.compile(r"\S[^:：]{0,30}[:：] ?(?=\S)")


class _Fault(NamedTuple):
    why: str
    said: str
    data: dict[str, Any]


@dataclass(frozen=True)
class SubtitleCheck:
    """Subtitles that cannot be read in the time or at the place they have."""

    limits: ContentThresholds = CONTENT
    kind: str = "unreadable-subtitle"
    dimension: str = SUBTITLES
    on: frozenset[Literal["take", "film"]] = frozenset({"film"})

    def blind(self, evidence: Evidence) -> str:
        """Why nothing can be seen, "" where it can."""
        if evidence.media is None or cues_of(evidence.media.path) is None:
            return "not observable: the film has no subtitles as text"
        return ""

    def score(self, evidence: Evidence) -> float | None:
        """1.0 for a Finding, 0.0 for none, None where nothing can be known."""
        return None if self.blind(evidence) else float(bool(self(evidence)))

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """One Finding for each subtitle and each way in which it is unreadable."""
        media, spans = evidence.media, shot_spans(evidence)
        cues = cues_of(media.path) if media is not None and evidence.spec is None else None
        if media is None or not spans or not cues:
            return []
        sight = sight_of(evidence)
        found: list[Finding] = []
        for number, cue in enumerate(cues, 1):
            start, end = (min(media.frame_count, frame_at(max(0, ms), media.rate)) for ms in (cue.start_ms, cue.end_ms))
            span = next((one for one in spans if one.start <= start < one.end), spans[-1])
            faults = [*self._faults(cue), *self._overlap(cues, number), *self._over_faces(cue, sight, start, end)]
            found += [self._finding(evidence, span, cue, number, one, (start, max(start, end))) for one in faults]
        return found

    def _finding(
        self, evidence: Evidence, span: ShotSpan, cue: SubtitleCue, number: int, fault: _Fault, frames: tuple[int, int]
    ) -> Finding:
        text = " / ".join(cue.rows)
        text = text if len(text) <= 60 else text[:57] + "..."
        said = f"subtitle {number}, “{text}”, {fault.said}"
        data = {"cue": number, "why": fault.why, **fault.data}
        about = f"{fault.why} {number}"
        made = flaw(evidence, span, kind=self.kind, said=said, frames=frames, data=data, dimension=self.dimension, about=about)
        return made.changed(cause=Cause.SCRIPT, remedy=Remedy.RE_TIME)

    def _faults(self, cue: SubtitleCue) -> Iterator[_Fault]:
        limits = self.limits
        columns = sum(display_columns(row) for row in cue.rows) - _label(cue.rows[0])
        shown_s, longest = (cue.end_ms - cue.start_ms) / 1000, max(display_columns(row) for row in cue.rows)
        if shown_s < limits.subtitle_s:
            yield _Fault("duration", f"is shown for {shown_s:.2f} s", {"seconds": round(shown_s, 3)})
        elif columns / shown_s > limits.subtitle_speed:
            speed = columns / shown_s
            yield _Fault("speed", f"has {columns} columns in {shown_s:.2f} s: {speed:.0f} a second", {"speed": round(speed, 1)})
        if longest > limits.subtitle_columns:
            yield _Fault("length", f"has a row of {longest} columns", {"columns": longest})
        if len(cue.rows) > limits.subtitle_rows:
            yield _Fault("lines", f"has {len(cue.rows)} rows", {"rows": len(cue.rows)})

    def _overlap(self, cues: tuple[SubtitleCue, ...], number: int) -> Iterator[_Fault]:
        """Whether the subtitle begins before an earlier one at the same place has ended, or runs backwards."""
        cue = cues[number - 1]
        earlier = [one for one in cues[: number - 1] if one.place == cue.place]
        if earlier and cue.start_ms < earlier[-1].start_ms:
            yield _Fault("order", "stands after one that is shown later", {})
        by_ms = max((one.end_ms - cue.start_ms for one in earlier if one.start_ms <= cue.start_ms), default=0)
        if by_ms > self.limits.subtitle_overlap_ms:
            yield _Fault("overlap", f"begins {by_ms / 1000:.2f} s before the last one has ended", {"overlap_ms": by_ms})

    def _over_faces(self, cue: SubtitleCue, sight: Sight | None, start: int, end: int) -> Iterator[_Fault]:
        """Whether it hides a good part of somebody's eyes or mouth, where it could stand elsewhere."""
        if sight is None:
            return
        area = _area(cue)
        hidden = {
            one.name: share
            for _, people in sight.within(start, max(end, start + 1))
            for one in people
            if (share := _covered(one.head, area)) >= self.limits.subtitle_face_share
        }
        if hidden:
            name, share = max(hidden.items(), key=lambda one: one[1])
            who = name or "somebody"
            boxes = [area.drawn, *sight.heads(start, max(end, start + 1), name)]
            yield _Fault("faces", f"hides {share:.0%} of {who}'s face", {"face": name, "share": round(share, 3), "boxes": boxes})


def _label(row: str) -> int:
    """Columns of a name in capitals before a colon: it is known at a glance."""
    found = _NAME.match(row)
    return display_columns(found.group()) if found and found.group() == found.group().upper() else 0


def _area(cue: SubtitleCue) -> Box:
    """Where players draw it: rows of a twentieth of the picture's height, a column about a seventieth of its width."""
    height = 0.055 * len(cue.rows)
    half = min(0.45, 0.007 * max(display_columns(row) for row in cue.rows))
    top = {0: 0.95 - height, 1: 0.5 - height / 2, 2: 0.05}[(cue.place - 1) // 3]
    middle = {0: 0.05 + half, 1: 0.5, 2: 0.95 - half}[(cue.place - 1) % 3]
    return Box(middle - half, top, middle + half, top + height)


def _covered(head: Box, area: Box) -> float:
    """Share of a face (the head without its outer edge) that lies under the area."""
    face = Box(head.left, head.top + 0.3 * head.height, head.right, head.bottom - 0.1 * head.height)
    wide = min(face.right, area.right) - max(face.left, area.left)
    tall = min(face.bottom, area.bottom) - max(face.top, area.top)
    size = (face.right - face.left) * (face.bottom - face.top)
    return max(0.0, wide) * max(0.0, tall) / size if size > 0 else 0.0
