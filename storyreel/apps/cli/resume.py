"""`storyreel resume`: go on with a project where it stopped. It only gathers what the person changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyreel.apps.cli import options as o
from storyreel.apps.cli.project_folder import need_project
from storyreel.apps.cli.running import run_film
from storyreel.apps.cli.values import read_gates

if TYPE_CHECKING:
    from storyreel.apps.cli.running import OnEvent
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
    max_retries: o.MaxRetries = None,
    max_takes: o.MaxTakes = None,
    script_rounds: o.ScriptRounds = None,
    budget: o.Budget = None,
    workers: o.Workers = None,
    approve: o.Approve = None,
    strict: o.Strict = False,
    as_json: o.Json = False,
) -> None:
    """Go on with a project after a stop, a crash or a change. What is finished is not made again.

    Examples:
        storyreel resume out/scene
        storyreel resume out/scene --style anime
        storyreel resume out/scene --max-takes 5 --budget 10
    """
    need_project(project)
    picture = o.picture(style=style, threshold=threshold, lufs=lufs, titles=titles, burn_subtitles=burn_subtitles, truth=truth)
    limits = o.limits(budget=budget, max_takes=max_takes, retries=max_retries, script_rounds=script_rounds, workers=workers)
    crew, gates = o.given(generator=generator, scripter=scripter), None if approve is None else read_gates(approve)

    async def start(on_event: OnEvent, control: Control) -> Film:
        from storyreel.graph import aresume
        from storyreel.tools.project import Project

        was = Project.open(project).in_force()
        return await aresume(
            project, crew=crew, approve=gates, on_event=on_event, control=control,
            settings=was.settings.changed(**picture) if picture else None,
            limits=was.limits.changed(**limits) if limits else None,
        )  # fmt: skip

    run_film(start, out=project, as_json=as_json, strict=strict)
