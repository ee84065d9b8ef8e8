"""`storyreel resume`: go on with a project where it stopped. It only gathers what the person changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.apps.cli import options as o
from storyreel.apps.cli.project_folder import need_project
from storyreel.apps.cli.running import run_film
from storyreel.apps.cli.values import read_gates

if TYPE_CHECKING:
    from storyreel.apps.cli.running import OnEvent, Start
    from storyreel.graph import Control, Film

__all__ = ["resume"]


def resume(
    project: o.Project,
    style: o.Style = None,
    titles: o.Titles = None,
    burn_subtitles: o.BurnSubtitles = None,
    truth: o.Truth = None,
    threshold: o.Threshold = None,
    lufs: o.Lufs = None,
    generator: o.Generator = None,
    scripter: o.Scripter = None,
    judge: o.Judge = None,
    judge_gates: o.JudgeGates = None,
    model: o.Model = None,
    roles: o.Roles = None,
    max_retries: o.MaxRetries = None,
    max_takes: o.MaxTakes = None,
    script_rounds: o.ScriptRounds = None,
    budget: o.Budget = None,
    workers: o.Workers = None,
    approve: o.Approve = None,
    strict: o.Strict = False,
    as_json: o.Json = False,
) -> None:
    """Go on with a project after a stop or a change; what is finished is kept.

    Examples:
        storyreel resume out/scene
        storyreel resume out/scene --style anime
        storyreel resume out/scene --max-takes 5 --budget 10
    """
    need_project(project)
    picture = o.picture(
        style=style, threshold=threshold, lufs=lufs, titles=titles, burn_subtitles=burn_subtitles, truth=truth,
        judge_gates=judge_gates,
    )  # fmt: skip
    limits = o.limits(budget=budget, max_takes=max_takes, retries=max_retries, script_rounds=script_rounds, workers=workers)
    crew = o.crew(generator=generator, scripter=scripter, judge=judge, model=model, roles=roles)
    gates = None if approve is None else read_gates(approve)

    start = _resuming(project, picture=picture, limits=limits, crew=crew, approve=gates)
    run_film(start, out=project, as_json=as_json, strict=strict)


def _resuming(project: Path, *, picture: dict[str, Any], limits: dict[str, Any], **others: Any) -> Start:
    """The run, to be gone on with; `others` go to it as they are."""

    async def start(on_event: OnEvent, control: Control) -> Film:
        from storyreel.graph import aresume
        from storyreel.tools.project import Project

        was = Project.open(project).in_force()
        settings = was.settings.changed(**picture) if picture else None
        most = was.limits.changed(**limits) if limits else None
        return await aresume(project, settings=settings, limits=most, on_event=on_event, control=control, **others)

    return start
