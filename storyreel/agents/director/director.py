"""The Director: turns a timed Script into a Plan that a backend can carry out, every choice with its reason.

A plain object without a model: it segments, writes each Shot's spec and prompt, decides the Anchors, ties Shots into Chains and
adds up what it will cost. It knows no graph, no store and no generator, only what `PlanRequest` brings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyreel.agents.director.anchors import choose_anchors
from storyreel.agents.director.chains import make_chains
from storyreel.agents.director.fit import fit_frames, fit_rate, fit_size
from storyreel.agents.director.request import PlanRequest
from storyreel.agents.director.segment import Segmentation, segment_script
from storyreel.agents.director.spec import Surroundings, make_spec
from storyreel.agents.director.styles import choose_style
from storyreel.agents.director.totals import total_choice
from storyreel.agents.director.wording import compile_prompt
from storyreel.film.finding import Finding, Remedy
from storyreel.film.plan import Anchor, Choice, FilmSettings, Plan, PlannedShot
from storyreel.film.script import Script, Shot
from storyreel.tools.contracts import Capabilities

__all__ = ["Director"]


class Director:
    """Plans a film for one backend."""

    name = "rules"

    async def segment(self, script: Script, *, capabilities: Capabilities, settings: FilmSettings) -> Segmentation:
        """Edits that cut Shots which are too long for the backend, at Lines and silences, and why.

        Args:
            settings: Not used by the rules; a Director with a model may read its style and length.

        Returns:
            (edits, choices); no Edit cuts a Line. Apply the Edits, then `plan` the Script that they make.
        """
        return segment_script(script, capabilities)

    async def plan(self, request: PlanRequest) -> Plan:
        """The Plan: spec, Anchor, prompt and estimate of every Shot, and the Chains in which they are made.

        Raises:
            ScriptError: If the Script contradicts itself.
        """
        script, settings, capabilities = request.script, request.settings, request.capabilities
        refused = {uid for uid, found in request.findings.items() if any(one.remedy is Remedy.OTHER_ANCHOR for one in found)}
        anchors = choose_anchors(script, settings=settings, capabilities=capabilities, refused=refused)
        shots = tuple(_planned(shot, around, anchors[shot.uid]) for around in _scenes(request) for shot in around.scene.shots)
        return Plan(
            settings=settings,
            shots=shots,
            chains=make_chains(script.shots, anchors),
            choices=(*_film_choices(request), total_choice(shots)),
        )


def _scenes(request: PlanRequest) -> Iterator[Surroundings]:
    style = choose_style(request.settings, request.script).style
    size, rate = fit_size(request.settings, request.capabilities), fit_rate(request.settings, request.capabilities)
    spoken = {(one.id, one.part): one.sha256 for one in request.speech.lines}
    for scene in request.script.scenes:
        act = next((act for act in request.script.acts if {scene.id, scene.uid} & set(act.scenes)), None)
        yield Surroundings(request, scene, act, style, size, rate, spoken)


def _planned(shot: Shot, around: Surroundings, anchor: Anchor) -> PlannedShot:
    request = around.request
    frames = fit_frames(shot.duration_ms, around.rate.rate, request.capabilities)
    spec = make_spec(shot, around, frames)
    findings = request.findings.get(shot.uid, ())
    words = compile_prompt(spec, anchor=anchor, capabilities=request.capabilities, care=_care(findings))
    choices = (*((frames.choice,) if frames.choice else ()), *words.choices)
    locked = request.locked.get(shot.uid, "")
    if locked:
        choices = (*choices, Choice(about="lock", choice="its Take stands", reason="the person locked it"))
    estimate = request.estimate(spec)
    return PlannedShot(
        uid=shot.uid,
        id=shot.id,
        spec=spec,
        spec_hash=spec.hash(),
        anchor=anchor,
        prompt=words.prompt,
        negative_prompt=words.negative_prompt,
        prompt_hash=words.sha256,
        choices=choices,
        after_take=request.after_take.get(shot.uid, 0),
        locked_take=locked,
        estimate=estimate.cost,
        estimate_ms=round(estimate.wall_s * 1000),
    )


def _care(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What a new Take must do better, in the critic's words; small Findings are left out."""
    return tuple(dict.fromkeys(f"{one.kind.replace('-', ' ')} ({one.evidence})" for one in findings if one.asks_for_work))


def _film_choices(request: PlanRequest) -> tuple[Choice, ...]:
    capabilities = request.capabilities
    fitted = (fit_size(request.settings, capabilities).choice, fit_rate(request.settings, capabilities).choice)
    return (
        Choice(about="footage", choice=capabilities.label, reason=f"it is made by {request.generator_name}"),
        choose_style(request.settings, request.script).choice,
        *(choice for choice in fitted if choice),
        _sound(capabilities),
        *(() if capabilities.seed else (_NO_SEED,)),
    )


_NO_SEED = Choice(about="seed", choice="not sent", reason="the backend takes none: the same Take cannot be made a second time")


def _sound(capabilities: Capabilities) -> Choice:
    if capabilities.driven_by_speech:
        return Choice(about="sound", choice="mouths follow the voice", reason="the backend is driven by the speech files")
    if capabilities.own_audio:
        return Choice(about="sound", choice="the clip's own sound", reason="the backend speaks the Lines itself")
    return Choice(about="sound", choice="the voice is laid over", reason="the backend makes silent clips; lips may not follow")
