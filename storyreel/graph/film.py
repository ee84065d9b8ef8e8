"""What a run gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storyreel.film.finding import Finding

__all__ = ["Film"]


@dataclass(frozen=True, kw_only=True)
class Film:
    """A finished film, or how far it is.

    Attributes:
        film, script, subtitles, report: Files, None where there is none yet.
        screening: The film with title cards or burnt-in subtitles, where they were asked for.
        truth: The folder of ground truth, where it was asked for.
        retakes: Takes beyond the first of each Shot.
        missing: Shots for which no Take could be made: id -> reason.
        findings: Those that are not resolved.
        waiting: The question of the gate that the run waits at, None where it waits at none.
        finished: Whether no stage has work left.
    """

    project: Path
    film: Path | None = None
    script: Path | None = None
    subtitles: Path | None = None
    report: Path | None = None
    screening: Path | None = None
    truth: Path | None = None
    shots: int = 0
    takes: int = 0
    retakes: int = 0
    script_rounds: int = 0
    missing: Mapping[str, str] = field(default_factory=dict[str, str])
    findings: tuple[Finding, ...] = ()
    cost: Mapping[str, Any] = field(default_factory=dict[str, Any])
    wall_s: float = 0.0
    waiting: Mapping[str, Any] | None = None
    finished: bool = False

    def to_json(self) -> dict[str, Any]:
        """The object that `storyreel make --json` prints."""
        names = ("dimension", "kind", "severity", "start_s", "end_s", "cause", "evidence", "remedy")
        findings: list[dict[str, Any]] = []
        for finding in self.findings:
            written = finding.to_json()
            findings.append({**{name: written[name] for name in names}, "shot": finding.shot_id or None})
        files = {"film": self.film, "script": self.script, "subtitles": self.subtitles, "report": self.report}
        if self.screening:
            files["screening"] = self.screening
        if self.truth:
            files["truth"] = self.truth
        return {
            **{name: str(path) if path else None for name, path in files.items()},
            "project": str(self.project),
            "shots": self.shots,
            "takes": self.takes,
            "retakes": self.retakes,
            "script_rounds": self.script_rounds,
            "missing": dict(self.missing),
            "findings": findings,
            "cost": dict(self.cost),
            "wall_s": self.wall_s,
            "waiting": self.waiting,
            "finished": self.finished,
        }
