"""The Critic: one object with a method for each thing that is judged.

It reads Scripts through `formats` and measures through `tools.measure`; what rules and measurements say is in `script_verdict`
and `media_verdict`. What they cannot see is "not observable: needs a judge", or is asked of the judge that it was given. It knows
no graph and no project.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from storyreel.agents.critic.judge_contract import AnyJudge
from storyreel.agents.critic.media_verdict import media_verdict
from storyreel.agents.critic.rubric import judged_kinds, rubrics
from storyreel.agents.critic.script_verdict import script_verdict
from storyreel.agents.critic.silence import Wishes
from storyreel.errors import MediaError, SourceError, UserError
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Finding, Verdict
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.formats import read_dialogue, read_script
from storyreel.tools.contracts import Check, Evidence

__all__ = ["FILM_SUFFIXES", "Critic"]

FILM_SUFFIXES = frozenset({".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts"})


class Critic:
    """Judges Scripts by rules, Takes and films by measurement.

    Args:
        threshold: Score from which a dimension passes, 1.0 to 5.0.
        thresholds: Dimension -> its own threshold.
        checks: Measurements to use instead of all that are registered.
        ignore: Rules and kinds not to hear of, by id, name or family: "SR204", "flat-pace", "SR2", "black".
        select: The only ones to apply.
        judge: A language model with rubrics, for what no rule and no measurement sees; without one that stays unobserved.
        judge_gates: Whether its scores decide whether something passes; else they advise, but where it is calibrated.
        judge_takes: Whether it is asked about every Take too, and not only about Scripts and films.

    Raises:
        UserError: If a threshold is not within 1.0 to 5.0.
    """

    name = "rules"

    def __init__(
        self,
        threshold: float = 3.5,
        thresholds: Mapping[str, float] | None = None,
        checks: Sequence[Check] | None = None,
        *,
        ignore: Sequence[str] = (),
        select: Sequence[str] = (),
        judge: AnyJudge | None = None,
        judge_gates: bool = False,
        judge_takes: bool = False,
    ) -> None:
        self.threshold = threshold
        self.thresholds = {name: _checked(value, name) for name, value in (thresholds or {}).items()}
        self.checks = checks
        self.wishes = Wishes(ignore=tuple(ignore), select=tuple(select))
        self.judge, self.judge_gates, self.judge_takes = judge, judge_gates, judge_takes

    @property
    def threshold(self) -> float:
        """Score from which a dimension passes that has no threshold of its own."""
        return self._threshold

    @threshold.setter
    def threshold(self, value: float) -> None:
        self._threshold = _checked(value, "the threshold")

    async def critique_script(
        self, script: Script, *, dialogue: Dialogue | None = None, speech: SpeechSheet | None = None
    ) -> Verdict:
        """The verdict of the rules on a Script, against its source and its table read where they are given; then the judge's."""
        ruled = await asyncio.to_thread(
            script_verdict,
            script,
            dialogue=dialogue,
            speech=speech,
            threshold=self.threshold,
            thresholds=self.thresholds,
            wishes=self.wishes,
        )
        if self.judge is None or not script.shots or not self._wants_a_judge("script"):
            return ruled
        judged = await self.judge.judge_script(script, source=dialogue, thresholds=self._own_thresholds())
        return self._with(ruled, judged, script)

    async def critique_take(self, evidence: Evidence) -> Verdict:
        """The verdict of measurements on a Take, and of the judge where it is asked about Takes.

        A file that does not open is a blocking Finding.
        """
        measured = await self._measured(evidence)
        if self.judge is None or not self.judge_takes or evidence.media is None or evidence.spec is None:
            return measured
        if not self._wants_a_judge("film"):
            return measured
        from storyreel.agents.critic.judging import script_of_take

        script = script_of_take(evidence.spec)
        judged = await self.judge.judge_film(
            evidence.media.path, script, made_on=measured.made_on, thresholds=self._own_thresholds(), on="take"
        )
        return self._with(measured, judged, script)

    async def critique_film(self, evidence: Evidence) -> Verdict:
        """The verdict of measurements on a film, and of the judge; without a Cut, the Script's own spans are what is expected."""
        return await self._on_film(evidence)

    async def critique(
        self,
        what: str | Path | Script,
        *,
        script: Script | str | Path | None = None,
        dialogue: Dialogue | str | Path | None = None,
    ) -> Verdict:
        """The verdict on a Script (or a file of one), or on any film file against its Script, whoever made it.

        Args:
            what: A Script, a Script file, or a film file by its suffix.
            script: What a film is held against; without it only technical quality can be seen.
            dialogue: The source of a Script.

        Raises:
            SourceError: If a file does not exist or cannot be read as what it should be.
        """
        source = read_dialogue(_present(dialogue)) if isinstance(dialogue, str | Path) else dialogue
        if isinstance(what, Script):
            return await self.critique_script(what, dialogue=source)
        path = _present(what)
        if path.suffix.lower() not in FILM_SUFFIXES:
            return await self.critique_script(read_script(path), dialogue=source)
        held = read_script(_present(script)) if isinstance(script, str | Path) else script
        evidence, problem = await asyncio.to_thread(_opened, path, Evidence(script=held))
        return await self._on_film(evidence, problem)

    async def _on_film(self, evidence: Evidence, problem: Finding | None = None) -> Verdict:
        measured = await self._measured(evidence, problem)
        if self.judge is None or evidence.media is None or not self._wants_a_judge("film") or _all_missing(evidence):
            return measured
        judged = await self.judge.judge_film(
            evidence.media.path, evidence.script, made_on=measured.made_on, thresholds=self._own_thresholds()
        )
        return self._with(measured, judged, evidence.script)

    def _with(self, verdict: Verdict, judged: Verdict, script: Script | None) -> Verdict:
        from storyreel.agents.critic.judging import with_judge

        return with_judge(verdict, judged, gates=self.judge_gates, thresholds=self.thresholds, script=script, wishes=self.wishes)

    def _wants_a_judge(self, on: Literal["script", "film"]) -> bool:
        """Whether anything that a judge finds was selected: one that nobody hears is not paid for."""
        return not self.wishes.select or any(self.wishes.selects(kind, kind) for kind in judged_kinds(on))

    def _own_thresholds(self) -> Mapping[str, float]:
        """Dimension -> threshold for every dimension that a judge scores."""
        names = (one.dimension for on in ("script", "film") for one in rubrics(on))
        return {name: self.thresholds.get(name, self.threshold) for name in names}

    async def _measured(self, evidence: Evidence, problem: Finding | None = None) -> Verdict:
        checks = _all_checks() if self.checks is None else self.checks
        return await asyncio.to_thread(
            media_verdict,
            evidence,
            checks,
            threshold=self.threshold,
            thresholds=self.thresholds,
            wishes=self.wishes,
            problem=problem,
        )


def _checked(value: float, name: str) -> float:
    if not 1.0 <= value <= 5.0:
        raise UserError(f"{name} is {value:g}; scores and thresholds go from 1.0 to 5.0.")
    return value


def _present(path: str | Path) -> Path:
    path = Path(path)
    if not path.is_file():
        raise SourceError("there is no such file. Give a Script, a dialogue or a film file.", file=str(path))
    return path


def _opened(path: Path, evidence: Evidence) -> tuple[Evidence, Finding | None]:
    """The evidence with the film; where it does not decode, a Finding that says why: that is no error."""
    from storyreel.tools.measure import open_media, unreadable

    try:
        return replace(evidence, media=open_media(path)), None
    except MediaError as exc:
        return evidence, unreadable(exc, evidence, path)


def _all_missing(evidence: Evidence) -> bool:
    """Whether the film is slates alone."""
    return evidence.cut is not None and bool(evidence.cut.entries) and all(one.missing for one in evidence.cut.entries)


def _all_checks() -> tuple[Check, ...]:
    # Measuring loads the decoder: only where there is something to decode.
    from storyreel.tools.measure import CHECKS

    return tuple(CHECKS.values())
