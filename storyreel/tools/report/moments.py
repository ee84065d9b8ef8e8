"""Which frames a report needs beside its thumbnails: those at which Findings were made, and the same in the Take that came after.

It chooses and fetches frames; it judges none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from storyreel.errors import MediaError
from storyreel.film.finding import Finding
from storyreel.film.take import Take
from storyreel.tools.frames import frame_at_time
from storyreel.tools.report.data import FILM, Moment, ReportData
from storyreel.tools.report.thumbs import jpeg

__all__ = ["frames_of", "moment_of", "moments"]

_MOST = 240
_PER_TAKE = 3


def moment_of(finding: Finding, clip: str) -> Moment | None:
    """The frame in the middle of a Finding's span in a clip; None for one that has no time.

    >>> black = {"dimension": "d", "kind": "black", "severity": "major", "evidence": "", "cause": "backend", "remedy": "retake"}
    >>> moment_of(Finding(**black, start_ms=500, end_ms=900), "film")
    Moment(clip='film', ms=700)
    """
    if finding.start_ms is None:
        return None
    end = finding.end_ms if finding.end_ms is not None else finding.start_ms
    return Moment(clip, max(0, (finding.start_ms + max(end, finding.start_ms)) // 2))


def moments(data: ReportData) -> list[Moment]:
    """The frames that a report on this needs, those that matter most first; at most 240."""
    found = [moment_of(one.finding, FILM) for one in data.findings if one.on == "film"]
    for uid, takes in data.takes.items():
        chosen = next((take for take in takes if take.key == data.chosen.get(uid)), None)
        for take in sorted(takes, key=lambda one: one is not chosen):
            found += _in_take(take, chosen)
    wanted = dict.fromkeys(moment for moment in found if moment is not None)
    return list(wanted)[:_MOST]


def _in_take(take: Take, chosen: Take | None) -> Iterable[Moment | None]:
    """A Take's own moments, and that of its first Finding in the Take that stands in its place."""
    findings = [one for one in (take.verdict.findings if take.verdict else ()) if one.start_ms is not None]
    findings.sort(key=lambda one: not one.asks_for_work)
    for number, finding in enumerate(findings[:_PER_TAKE]):
        yield moment_of(finding, take.key)
        if number == 0 and chosen is not None and chosen is not take:
            yield moment_of(finding, chosen.key)


def frames_of(wanted: Iterable[Moment], clips: Mapping[str, Path], width: int = 320) -> dict[Moment, bytes]:
    """A JPEG of each moment, at most `width` pixels wide.

    Args:
        wanted: Which frames; after a clip's end it is its last.
        clips: Take key, or "film", -> the file.
        width: In pixels; a smaller clip is not made larger.

    Returns:
        JPEG bytes by moment. A frame that cannot be read is left out: the report then shows none.
    """
    made: dict[Moment, bytes] = {}
    for moment in wanted:
        if moment.clip not in clips:
            continue
        try:
            made[moment] = jpeg(frame_at_time(clips[moment.clip], moment.ms), width)
        except MediaError:
            continue
    return made
