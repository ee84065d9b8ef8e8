"""The Director with a language model: it writes the prompts of backends that read one, and chooses where long Shots are cut.

The plan itself stays the rules': specs, Anchors, Chains, cost. A prompt is no part of a spec, so no Take is made again because a
model would say it otherwise today. Spoken lines and the length are added by code, word for word; an answer that leaves somebody
out or is too long is asked for once more, and then the compiled prompt stands, with the reason. It knows no vendor.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from storyreel.agents.director.director import Director
from storyreel.agents.director.fit import longest_ms, shortest_ms
from storyreel.agents.director.request import PlanRequest
from storyreel.agents.director.segment import Segmentation, allowed_cuts, cuts_of, fits, segment_script
from storyreel.agents.director.spec import shot_of
from storyreel.agents.director.wording import spoken_words
from storyreel.errors import BackendError
from storyreel.film.plan import Choice, FilmSettings, Plan, PlannedShot
from storyreel.film.script import Script, Shot
from storyreel.film.time import seconds_text
from storyreel.prompts import load_prompt
from storyreel.tools.chat import Ask, ChatModel
from storyreel.tools.contracts import Capabilities

__all__ = ["Cuts", "ModelDirector", "Wording"]

_TRIES: Final = 2


class Wording(BaseModel):
    """A prompt as the model writes it, without what is said."""

    model_config = ConfigDict(extra="forbid")

    prompt: str = Field(min_length=1, max_length=8000)
    avoid: list[str] = Field(default_factory=list[str], max_length=8)
    why: str = Field(default="", max_length=400)


class Cuts(BaseModel):
    """Numbers of the cuts that the model chose, in order."""

    model_config = ConfigDict(extra="forbid")

    cuts: list[int] = Field(max_length=40)
    why: str = Field(default="", max_length=400)


class ModelDirector:
    """Plans as `Director` does, with a model's words where words matter.

    Args:
        chat: The model.
        at_once: Requests in flight.
    """

    def __init__(self, chat: ChatModel, *, at_once: int = 4) -> None:
        self.chat, self._rules, self._places = chat, Director(), asyncio.Semaphore(at_once)
        self._known: dict[str, PlannedShot] = {}
        self.name = f"model:{chat.name}"

    async def segment(self, script: Script, *, capabilities: Capabilities, settings: FilmSettings) -> Segmentation:
        """Edits that cut Shots which are too long for the backend, where the model says, as far as the rules allow it."""
        long = [shot for shot in script.shots if shot.duration_ms > longest_ms(capabilities)]
        found = await asyncio.gather(*(self._cuts(shot, capabilities) for shot in long))
        chosen = {shot.uid: cuts for shot, cuts in zip(long, found, strict=True) if cuts is not None}
        return segment_script(script, capabilities, chosen=chosen)

    async def plan(self, request: PlanRequest) -> Plan:
        """The Plan of the rules; the prompts of Shots to be made are the model's where the backend reads them.

        Raises:
            ScriptError: If the Script contradicts itself.
        """
        plan = await self._rules.plan(request)
        if not request.capabilities.reads_prompt:
            reason = "the backend reads no prompt: it draws from the plan itself"
            return plan.changed(choices=(*plan.choices, Choice(about="prompts", choice="by rule", reason=reason)))
        shots = await asyncio.gather(*(self._worded(shot, request) for shot in plan.shots))
        return plan.changed(shots=tuple(shots))

    async def _worded(self, planned: PlannedShot, request: PlanRequest) -> PlannedShot:
        if planned.locked_take or planned.spec.wording:
            return planned
        known = self._known.get(planned.prompt)  # everything that a prompt is made from is in the compiled one
        if known is None:
            async with self._places:
                known = self._known[planned.prompt] = await self._asked(planned, request)
        words = {"prompt": known.prompt, "negative_prompt": known.negative_prompt, "prompt_hash": known.prompt_hash}
        return planned.changed(**words, choices=(*planned.choices, known.choices[-1]))

    async def _asked(self, planned: PlannedShot, request: PlanRequest) -> PlannedShot:
        can, tail = request.capabilities, spoken_words(planned.spec)
        room = can.prompt_chars - len(tail) - 2 if can.prompt_chars else 0
        template, problem = load_prompt("director/wording"), ""
        instructions = template.render(
            avoids=can.negative_prompt,
            backend=f"{request.generator_name}, which makes {can.label}",
            characters=max(room, 0),
            habits=can.prompt_habits,
            language=can.prompt_language or "English",
            words_from=can.prompt_words[0],
            words_to=can.prompt_words[1],
        )
        for _ in range(_TRIES):
            data = (("shot", planned.prompt), *((("problem", problem),) if problem else ()))
            ask = Ask(
                task=template.id, prompt_sha256=template.sha256, instructions=instructions, data=data, max_output_tokens=2048
            )
            try:
                said = (await self.chat.fill(ask, Wording)).value
            except BackendError as exc:
                return _kept(planned, f"the model failed: {exc}")
            problem = _problem(said, shot_of(planned.spec), room)
            if not problem:
                return _with_words(planned, said, tail, template.sha256, self.chat.name, can.negative_prompt)
        return _kept(planned, f"twice the model's was unusable: {problem}")

    async def _cuts(self, shot: Shot, capabilities: Capabilities) -> tuple[tuple[int, ...], str] | None:
        """The model's choice; None where there is nothing to choose or it fails."""
        shortest, longest = shortest_ms(capabilities), longest_ms(capabilities)
        places = sorted(allowed_cuts(shot, longest))
        if (
            not fits(shot, cuts_of(shot, shortest=shortest, longest=longest), shortest=shortest, longest=longest)
            or len(places) < 2
        ):
            return None
        prompt = load_prompt("director/cuts")
        ask = Ask(
            task=prompt.id,
            prompt_sha256=prompt.sha256,
            instructions=prompt.render(longest=seconds_text(longest), shortest=seconds_text(shortest)),
            data=(("shot", f"{shot.id}: {shot.action}"), ("cuts", _listed(shot, places))),
            max_output_tokens=512,
        )
        try:
            async with self._places:
                said = (await self.chat.fill(ask, Cuts)).value
        except BackendError:
            return None
        cuts = tuple(places[number - 1] for number in sorted(set(said.cuts)) if 1 <= number <= len(places))
        return (cuts, f"chosen by {self.chat.name}: {said.why}") if cuts else None


def _problem(said: Wording, shot: Shot, room: int) -> str:
    """What is wrong with a wording, "" where nothing is."""
    if room and len(said.prompt) > room:
        return f"it has {len(said.prompt)} characters; at most {room} are read"
    if room < 0:
        return "the spoken lines alone fill what the backend reads"
    text = said.prompt.casefold()
    gone = [name for name in shot.in_frame if name.casefold() not in text]
    return f"it leaves out {', '.join(gone)}, who must be in the frame" if gone else ""


def _with_words(planned: PlannedShot, said: Wording, tail: str, sha256: str, model: str, avoids: bool) -> PlannedShot:
    negative = (
        ", ".join(dict.fromkeys([*planned.negative_prompt.split(", "), *said.avoid])) if avoids else planned.negative_prompt
    )
    choice = Choice(about="prompt", choice=f"worded by {model}", reason=said.why or "a model words what the script says")
    prompt = f"{said.prompt.strip()}\n\n{tail}"
    return planned.changed(prompt=prompt, negative_prompt=negative, prompt_hash=sha256, choices=(choice,))


def _kept(planned: PlannedShot, why: str) -> PlannedShot:
    return planned.changed(choices=(Choice(about="prompt", choice="the compiled one", reason=why),))


def _listed(shot: Shot, places: Sequence[int]) -> str:
    """The places with what is said around each."""
    rows: list[str] = []
    for number, (before, at) in enumerate(pairwise((shot.start_ms, *places)), start=1):
        said = " / ".join(f"{line.speaker}: {line.text}" for line in shot.lines if before <= line.start_ms < at)
        rows.append(f"{number}. at {seconds_text(at - shot.start_ms)} s, after: {said or 'no new line'}")
    rest = " / ".join(f"{line.speaker}: {line.text}" for line in shot.lines if line.start_ms >= places[-1])
    return "\n".join([*rows, f"end at {seconds_text(shot.duration_ms)} s, after: {rest or 'no new line'}"])
