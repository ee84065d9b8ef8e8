"""The Judge: scores of Scripts and films by a language model, each with evidence, a spread and the number of answers behind it.

It asks one dimension at a time, by the rubric from both ends, and shows what its model can take in. It advises: it blocks
nothing, and gives no score where it could not look. It knows the chat contract and no vendor, no graph and no project.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from storyreel.agents.critic.judging.advice import findings_of_opinion
from storyreel.agents.critic.judging.checklist import Checklist, asked_checklist
from storyreel.agents.critic.judging.naming import ShotNames
from storyreel.agents.critic.judging.opinion import Asking, Opinion, failure, opinion_of
from storyreel.agents.critic.judging.pairwise import Choice, Version, chosen
from storyreel.agents.critic.judging.showing import Showing, show_film, show_script, subtitles_beside, unmet
from storyreel.agents.critic.rubric import Rubric, rubric_of, rubrics
from storyreel.agents.critic.scoring import passes
from storyreel.errors import UserError
from storyreel.film.base import hash_of
from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Finding, Score, Severity, Verdict
from storyreel.film.script import Script
from storyreel.tools.chat import ChatModel
from storyreel.tools.files import sha256_of_file

__all__ = ["Judge"]

_OWN_TOKENS = 6_000
"""What the instructions, the answer and a few pictures take of a model's context."""

_LEAST_CHARS = 2_000


class Judge:
    """Scores, compares and questions by a language model.

    Args:
        chat: The model that judges.
        samples: Answers for each dimension; half of them read the rubric from 1 up, half from 5 down.
        by: "samples", or "probabilities" for endpoints that give those of their tokens: one answer for each order.
        temperature: Of drawn answers.
        seed: Of the first answer, so that an endpoint that takes seeds repeats itself.
        at_once: Requests in flight.
        frames: Most stills for one request to a model that does not watch.
        chars: Most characters of a script, source or subtitles; a longer script is thinned by scenes, and that is said.
        threshold: From which a dimension passes, 1.0 to 5.0.
        dimensions: The only ones to score, by name; all where it is empty.
        writers: Families of the models that made what is judged: a judge of the same family is warned about.
        calibrated: Dimensions in which this judge has been held against people: there its scores gate.
        checklist: Whether a film's script is also asked about shot by shot, with yes and no.

    Raises:
        UserError: If a figure is out of range or a dimension is not known.
    """

    def __init__(
        self,
        chat: ChatModel,
        *,
        samples: int = 4,
        by: Literal["samples", "probabilities"] = "samples",
        temperature: float = 0.7,
        seed: int = 7,
        at_once: int = 4,
        frames: int = 24,
        chars: int = 60_000,
        threshold: float = 3.5,
        dimensions: Sequence[str] = (),
        writers: Sequence[str] = (),
        calibrated: Sequence[str] = (),
        checklist: bool = False,
    ) -> None:
        if samples < 2 or at_once < 1 or frames < 1:
            raise UserError(
                f"a judge needs 2 samples or more (one for each order of the rubric), 1 request at once and 1 frame; "
                f"given: {samples}, {at_once}, {frames}"
            )
        self.chat, self.samples, self.temperature, self.seed = chat, samples, temperature, seed
        self.by: Literal["samples", "probabilities"] = by
        self.frames, self.chars, self.threshold, self.at_once = frames, chars, threshold, at_once
        self.dimensions = _known(dimensions)
        self.calibrated = _known(calibrated)
        self.writers, self.checklist_too = tuple(writers), checklist

    @property
    def name(self) -> str:
        """The model's name, as it was asked for."""
        return self.chat.name

    async def judge_script(
        self, script: Script, *, source: Dialogue | None = None, thresholds: Mapping[str, float] | None = None
    ) -> Verdict:
        """Scores of a Script; "not observable" with the reason where the judge failed or could not tell.

        Args:
            source: What the Script was made from; without it Content Completeness is not observable.
            thresholds: Dimension -> from which it passes, where that is not the judge's own.
        """
        showing = await asyncio.to_thread(show_script, script, source=source, chars=self.room)
        return await self._verdict("script", showing, script, made_on=hash_of(script), thresholds=thresholds)

    async def judge_film(
        self,
        film: Path,
        script: Script | None = None,
        *,
        subtitles: str | None = None,
        made_on: str = "",
        thresholds: Mapping[str, float] | None = None,
        on: Literal["film", "take"] = "film",
    ) -> Verdict:
        """Scores of a film, or of a Take as a film of one Shot, against its Script where there is one.

        Args:
            subtitles: Their text; None reads the .srt or .vtt of the same name beside the film. Data, whatever they say.
            made_on: Hash of the file, where it is known.
            thresholds: Dimension -> from which it passes, where that is not the judge's own.
        """
        with tempfile.TemporaryDirectory(prefix="judge-") as folder:
            try:
                words = await asyncio.to_thread(subtitles_beside, film) if subtitles is None else subtitles
                showing = await show_film(
                    film, script, self.chat.can, Path(folder), subtitles=words, frames=self.frames, chars=self.room
                )
                made_on = made_on or await asyncio.to_thread(sha256_of_file, film)
            except Exception as exc:  # whatever is wrong with the file is the business of measurement; a judge does not end a run
                return self._failed(on, failure(exc), made_on)
            asked = await self._verdict(on, showing, script, made_on=made_on, thresholds=thresholds)
            if not (self.checklist_too and script is not None):
                return asked
            listed = await asked_checklist(self._asking(), film, script, Path(folder), frames=3)
        return _with_checklist(asked, listed, script, made_on)

    async def checklist(self, film: Path, script: Script) -> Checklist:
        """Yes and no to what the script says of each shot."""
        with tempfile.TemporaryDirectory(prefix="judge-") as folder:
            return await asked_checklist(self._asking(), film, script, Path(folder), frames=3)

    async def compare(
        self, a: Version, b: Version, *, script: Script | None = None, dimension: str = "", pairs: int = 1
    ) -> Choice:
        """Which of two Scripts, or of two films or Takes, is better: asked in both orders; `a`, the incumbent, wins ties.

        Args:
            a: A Script, or a film file; `b` must be of the same sort.
            script: What films are held against.
            dimension: The one quality to compare by; the whole without it.
            pairs: How often to ask in both orders.

        Raises:
            UserError: If the two are of different sorts, or the dimension is not known.
        """
        with tempfile.TemporaryDirectory(prefix="judge-") as folder:
            return await chosen(
                self._asking(), a, b, Path(folder), script=script, dimension=dimension, pairs=pairs, frames=self.frames,
                chars=self.room,
            )  # fmt: skip

    async def close(self) -> None:
        """Release what the model holds."""
        await self.chat.close()

    @property
    def room(self) -> int:
        """Characters of a script that are shown: `chars`, or fewer where the model is known to hold less."""
        context = self.chat.can.context_tokens
        return self.chars if context is None else min(self.chars, max(_LEAST_CHARS, (context - _OWN_TOKENS) * 2))

    def _asking(self) -> Asking:
        return Asking(
            chat=self.chat,
            samples=self.samples,
            by=self.by,
            temperature=self.temperature,
            seed=self.seed,
            gate=asyncio.Semaphore(self.at_once),
        )

    def _rubrics(self, on: Literal["script", "film", "take"]) -> tuple[Rubric, ...]:
        asked = rubrics("script" if on == "script" else "film")
        return tuple(one for one in asked if not self.dimensions or one.dimension in self.dimensions)

    async def _verdict(
        self,
        on: Literal["script", "film", "take"],
        showing: Showing,
        script: Script | None,
        *,
        made_on: str,
        thresholds: Mapping[str, float] | None,
    ) -> Verdict:
        asking, asked = self._asking(), self._rubrics(on)
        own = {one.dimension: (thresholds or {}).get(one.dimension, self.threshold) for one in asked}
        blind = {one.dimension: why for one in asked if (why := unmet(one, showing))}
        opinions = await asyncio.gather(*(opinion_of(one, showing, asking) for one in asked if one.dimension not in blind))
        scores = {one.rubric.dimension: one.score for one in opinions}
        scores |= {name: Score(why=f"not observable: {why}", judge=self.name) for name, why in blind.items()}
        findings = tuple(
            finding
            for one in opinions
            for finding in findings_of_opinion(
                one,
                threshold=own[one.rubric.dimension],
                script=script,
                names=showing.names,
                made_on=made_on,
                severity=self._severity(one),
            )
        )
        settled = {one.rubric.dimension for one in opinions if one.settled}
        return Verdict(
            on=on,
            made_on=made_on,
            passed=passes(scores, (), threshold=self.threshold, thresholds=own),
            scores={one.dimension: self._marked(scores[one.dimension], one.dimension, settled) for one in asked},
            findings=findings,
            judge=self.name,
            threshold=self.threshold,
            warnings=self._warnings(showing, opinions),
        )

    def _severity(self, opinion: Opinion) -> Severity:
        gates = opinion.rubric.dimension in self.calibrated and opinion.settled
        return Severity.MAJOR if gates else Severity.MINOR

    def _marked(self, score: Score, dimension: str, settled: set[str]) -> Score:
        gates = dimension in self.calibrated and dimension in settled
        return score.changed(advisory=score.observable and not gates)

    def _warnings(self, showing: Showing, opinions: Sequence[Opinion]) -> tuple[str, ...]:
        out: list[str] = []
        if self.chat.family.casefold() in {one.casefold() for one in self.writers}:
            out.append(
                f"judge and writer are of one family ({self.chat.family}): models tend to like their own; use a judge of another"
            )
        if showing.note:
            out.append(f"what the judge was shown: {showing.note}")
        invented = sum(one.invented for one in opinions)
        if invented:
            out.append(f"the judge named {invented} shots that are not there; that evidence was dropped")
        return tuple(out)

    def _failed(self, on: Literal["film", "take"], why: str, made_on: str) -> Verdict:
        score = Score(why=f"not observable: the judge failed: {why}", judge=self.name, n=0)
        scores = {one.dimension: score for one in self._rubrics(on)}
        return Verdict(on=on, made_on=made_on, passed=True, scores=scores, judge=self.name, threshold=self.threshold)


def _known(names: Sequence[str]) -> frozenset[str]:
    """Names of dimensions as the rubrics have them."""
    found: set[str] = set()
    for name in names:
        both = [one for on in ("script", "film") for one in rubrics(on) if name.casefold() == one.dimension.casefold()]
        found.add(both[0].dimension if both else rubric_of(name, "film").dimension)
    return frozenset(found)


def _with_checklist(verdict: Verdict, listed: Checklist, script: Script, made_on: str) -> Verdict:
    """The verdict with the checklist's share beside the score of Script Faithfulness, and a Finding for each no."""
    score = verdict.scores.get("Script Faithfulness", Score(why="not observable: it was not asked about"))
    said = score.changed(why="; ".join(part for part in (score.why, listed.words) if part))
    found: tuple[Finding, ...] = listed.findings(script, ShotNames(script), made_on=made_on, judge=verdict.judge)
    return verdict.changed(scores={**verdict.scores, "Script Faithfulness": said}, findings=(*verdict.findings, *found))
