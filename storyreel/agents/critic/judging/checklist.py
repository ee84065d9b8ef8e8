"""The checklist: questions from the script, asked with the frames of each shot, and the share that is as scripted.

Shares carry the number of answers behind them. "Cannot tell" counts for neither side; where the judge says yes to the controls as
readily as to the rest, its yes means nothing, and the checklist says that instead of a share.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from storyreel.agents.critic.judging.forms import ChecklistForm
from storyreel.agents.critic.judging.frames_for import Moment, stills
from storyreel.agents.critic.judging.naming import ShotNames
from storyreel.agents.critic.judging.opinion import Asking, failure
from storyreel.agents.critic.judging.questions import Question, questions_of
from storyreel.agents.critic.judging.words import plain_words
from storyreel.agents.critic.rubric import NOT_AS_SCRIPTED
from storyreel.errors import ProjectError
from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.film.script import Script, Shot
from storyreel.prompts import load_prompt
from storyreel.tools.audio import decode_audio, write_wav
from storyreel.tools.chat import Ask, Medium
from storyreel.tools.frames import probe

__all__ = ["Answered", "Checklist", "asked_checklist"]

_SOUND_HZ = 16_000
_CONTROLS = 4
"""Controls from which a judge's yes is tested."""


class Answered(NamedTuple):
    """A question and what was answered; "failed" where no answer came."""

    question: Question
    answer: Literal["yes", "no", "cannot tell", "failed"]
    seen: str = ""

    @property
    def as_scripted(self) -> bool:
        """Whether the answer is what the script would have."""
        return self.answer == ("yes" if self.question.yes else "no")


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """All answers, and what they come to.

    Attributes:
        problem: Why nothing was asked, or the first failure.
    """

    answers: tuple[Answered, ...] = ()
    problem: str = ""

    @property
    def told(self) -> tuple[Answered, ...]:
        """Answers of yes or no to what the script asks for."""
        return tuple(one for one in self.answers if one.question.yes and one.answer in ("yes", "no"))

    @property
    def controls(self) -> tuple[Answered, ...]:
        """Answers of yes or no where no is right."""
        return tuple(one for one in self.answers if not one.question.yes and one.answer in ("yes", "no"))

    @property
    def share(self) -> float | None:
        """Share of yes, 0.0 to 1.0; None where nothing was told, or the judge says yes to the controls too."""
        if not self.told or self.says_yes_to_all:
            return None
        return sum(one.as_scripted for one in self.told) / len(self.told)

    @property
    def says_yes_to_all(self) -> bool:
        """Whether at least half of the controls were answered with yes."""
        wrong = sum(not one.as_scripted for one in self.controls)
        return len(self.controls) >= _CONTROLS and 2 * wrong >= len(self.controls)

    @property
    def words(self) -> str:
        """What it comes to, in a phrase with its numbers."""
        wrong = sum(not one.as_scripted for one in self.controls)
        if self.says_yes_to_all:
            tested = f"{wrong} of {len(self.controls)} things that are not there"
            return f"checklist: not observable, for the judge said yes to {tested}"
        if self.share is None:
            return f"checklist: not observable: {self.problem or 'nothing could be told'}"
        yes = sum(one.as_scripted for one in self.told)
        left = len(self.answers) - len(self.told) - len(self.controls)
        more = f"; {left} could not be told" if left else ""
        control = f"; {wrong} of {len(self.controls)} controls wrong" if self.controls else ""
        return f"checklist: {yes} of {len(self.told)} as scripted ({self.share:.0%}){more}{control}"

    def findings(self, script: Script, names: ShotNames, *, made_on: str, judge: str) -> tuple[Finding, ...]:
        """One that advises for each shot with a no; none where the judge says yes to everything or nothing was told."""
        if self.share is None:
            return ()
        by_shot: dict[str, list[Answered]] = {}
        for one in self.told:
            if not one.as_scripted:
                by_shot.setdefault(one.question.shot, []).append(one)
        return tuple(_finding(script, script.shot(uid), missed, made_on, judge) for uid, missed in by_shot.items())


def _finding(script: Script, shot: Shot, missed: Sequence[Answered], made_on: str, judge: str) -> Finding:
    said = "; ".join(f"{one.question.text} No{f': {one.seen}' if one.seen else ''}" for one in missed[:4])
    topics: list[str] = sorted({one.question.topic for one in missed})
    return Finding(
        dimension="Script Faithfulness",
        kind=NOT_AS_SCRIPTED,
        severity=Severity.MINOR,
        evidence=said,
        cause=Cause.BACKEND,
        remedy=Remedy.RETAKE,
        shot=shot.uid,
        shot_id=shot.id,
        scene=script.scene_of(shot.uid).id,
        start_ms=shot.start_ms,
        end_ms=shot.end_ms,
        made_on=made_on,
        judge=judge,
        data={"topics": list(topics), "missed": len(missed)},
    )


async def asked_checklist(asking: Asking, film: Path, script: Script, folder: Path, *, frames: int = 3) -> Checklist:
    """Ask about every shot that the film holds; failures are answers that failed, and raise nothing.

    Args:
        folder: For frames and sound.
        frames: Stills of each shot.
    """
    can = asking.chat.can
    if can.sees is False:
        return Checklist(problem="the judge's model sees no pictures")
    names = ShotNames(script)
    try:
        media = await asyncio.to_thread(_media, film, script, names, folder, frames, bool(can.hears))
    except Exception as exc:  # whatever is wrong with the file is the business of measurement; a judge does not end a run
        return Checklist(problem=failure(exc))
    asked: dict[str, list[Question]] = {}
    for one in questions_of(script):
        shown = media.get(one.shot, ())
        if shown and (one.needs == "picture" or any(medium.kind == "sound" for medium in shown)):
            asked.setdefault(one.shot, []).append(one)
    rows = await asyncio.gather(*(_of_shot(asking, media[uid], questions) for uid, questions in asked.items()))
    answers = tuple(one for row in rows for one in row)
    failed = [one for one in answers if one.answer == "failed"]
    return Checklist(answers=answers, problem=failed[0].seen if failed else "" if answers else "there was nothing to ask about")


def _media(film: Path, script: Script, names: ShotNames, folder: Path, frames: int, hears: bool) -> dict[str, tuple[Medium, ...]]:
    info = probe(film)
    duration_ms = round(info.frames * 1000 / info.rate)
    wanted = [
        Moment(shot.start_ms + round((at + 0.5) * (min(shot.end_ms, duration_ms) - shot.start_ms) / frames), names[shot.uid])
        for shot in script.shots
        if shot.start_ms < duration_ms
        for at in range(frames)
    ]
    place = folder / "checklist"
    place.mkdir()
    by_name: dict[str, list[Medium]] = {}
    for one in stills(film, wanted, place, shots=len(script.shots)).media:
        by_name.setdefault(one.label.partition("of shot ")[2].partition(",")[0], []).append(one)
    samples = decode_audio(film, _SOUND_HZ) if hears and info.has_audio else None
    for shot in script.shots:
        if samples is not None and shot.lines and names[shot.uid] in by_name:
            file = place / f"{names[shot.uid]}.wav"
            write_wav(file, samples[shot.start_ms * _SOUND_HZ // 1000 : shot.end_ms * _SOUND_HZ // 1000], _SOUND_HZ)
            by_name[names[shot.uid]].append(Medium(file, "sound", f"sound of shot {names[shot.uid]}"))
    return {shot.uid: tuple(by_name[names[shot.uid]]) for shot in script.shots if names[shot.uid] in by_name}


async def _of_shot(asking: Asking, media: tuple[Medium, ...], questions: Sequence[Question]) -> list[Answered]:
    prompt = load_prompt("critic/checklist")
    listed = "\n".join(f"{number}. {' '.join(one.text.split())}" for number, one in enumerate(questions, 1))
    ask = Ask(
        task=prompt.id,
        prompt_sha256=prompt.sha256,
        instructions=prompt.render(stills=True),
        data=(("questions", listed),),
        media=media,
        seed=asking.seed,
        max_output_tokens=2048,
    )
    try:
        async with asking.gate:
            form = (await asking.chat.fill(ask, ChecklistForm)).value
    except ProjectError:
        raise  # the project itself cannot be written: that is no judge's failure
    except Exception as exc:  # an endpoint is code of anybody's; what it did not answer is told as failed
        return [Answered(one, "failed", failure(exc)) for one in questions]
    replies = {one.question: one for one in form.replies}
    out: list[Answered] = []
    for number, question in enumerate(questions, 1):
        reply = replies.get(number)
        if reply is None:
            out.append(Answered(question, "failed", "the question was passed over"))
        else:
            out.append(Answered(question, reply.answer, plain_words(reply.seen, 200)))
    return out
