"""What a report is made of: the documents of a film, what was said about it, what it took. Plain values, read-only.

It knows no project and no graph: whoever writes a report hands all of it over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from storyreel.film.cut import Cut
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Finding, Verdict
from storyreel.film.plan import Choice, FilmSettings, Plan
from storyreel.film.script import Script
from storyreel.film.take import Take

__all__ = ["FILM", "Moment", "ReportData", "ReportFinding", "SilentLine"]

FILM = "film"
"""The clip of a `Moment` that is the film itself."""


class Moment(NamedTuple):
    """A frame of a clip: a Take's key or "film", and milliseconds from its first frame."""

    clip: str
    ms: int


class ReportFinding(NamedTuple):
    """A Finding and where it stands: "open", "resolved by take 2", "kept: no gain", …

    `on` is "script" or "film" where its times are those of the script or the film, "" where they are a Take's or not known.
    """

    finding: Finding
    status: str = "open"
    on: str = ""


class SilentLine(NamedTuple):
    """A Line that is in the script and the subtitles, and could not be spoken."""

    id: str
    speaker: str
    text: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ReportData:
    """All that a report shows.

    Attributes:
        takes: uid -> every Take of that Shot, oldest first.
        chosen: uid -> key of the Take in the Cut.
        verdicts: On the Script and on the film; those on Takes are in the Takes.
        findings: With their status; a Finding that stands in a Take's own verdict need not be repeated here.
        loops: What each round on the script changed, oldest first. Read are `loop` ("script revision"), `round`, `why` and
            `changed` (lists of sentences), `scores` (from `score_changes`) and `result`; any other key is shown as it is. What
            each Take changed is read from the Takes.
        cost: `micros` (None is unknown), `estimate_micros` and `currency`; any other key is shown as it is.
        models: (language model, what it was asked and what that cost, in words), over all runs.
        wall_s: Seconds that the run took.
        generator: How the generator's output is named to people: "animatic (drawn, not generated footage)".
        unspeakable: Lines without a voice.
        title: Of the film; "" takes the Script's.
        film: The film file's name beside the report; "" where there is none.
        thumbnails: JPEG by Take key, or by uid where a Shot has no Take.
        frames: JPEG of the frames at which Findings were made: see `moments`.
    """

    script: Script
    settings: FilmSettings = field(default_factory=FilmSettings)
    dialogue: Dialogue | None = None
    plan: Plan | None = None
    takes: Mapping[str, Sequence[Take]] = field(default_factory=dict[str, Sequence[Take]])
    chosen: Mapping[str, str] = field(default_factory=dict[str, str])
    cut: Cut | None = None
    verdicts: Sequence[Verdict] = ()
    findings: Sequence[ReportFinding] = ()
    choices: Sequence[Choice] = ()
    loops: Sequence[Mapping[str, Any]] = ()
    cost: Mapping[str, Any] = field(default_factory=dict[str, Any])
    models: Sequence[tuple[str, str]] = ()
    wall_s: float = 0.0
    generator: str = ""
    unspeakable: Sequence[SilentLine] = ()
    title: str = ""
    film: str = "film.mp4"
    thumbnails: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    frames: Mapping[Moment, bytes] = field(default_factory=dict["Moment", bytes])
