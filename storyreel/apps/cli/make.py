"""`storyreel make`: from a source to a film. It only gathers what the person gave."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from storyreel.apps.cli import options as o
from storyreel.apps.cli.running import run_film
from storyreel.apps.cli.values import read_gates

if TYPE_CHECKING:
    from storyreel.apps.cli.running import OnEvent
    from storyreel.graph import Control, Film

__all__ = ["make"]


def make(
    source: o.Source,
    out: o.Out = None,
    style: o.Style = None,
    size: o.Size = None,
    aspect: o.Aspect = None,
    seconds: o.Seconds = None,
    fps: o.Fps = None,
    seed: o.Seed = None,
    lang: o.Language = None,
    reference_mode: o.ReferenceMode = None,
    generator: o.Generator = None,
    scripter: o.Scripter = None,
    max_retries: o.MaxRetries = None,
    max_takes: o.MaxTakes = None,
    script_rounds: o.ScriptRounds = None,
    threshold: o.Threshold = None,
    budget: o.Budget = None,
    workers: o.Workers = None,
    approve: o.Approve = None,
    strict: o.Strict = False,
    as_json: o.Json = False,
) -> None:
    """Make a film of a page of dialogue, a synopsis or a script."""
    picture = o.picture(
        style=style, size=size, aspect=aspect, fps=fps, reference_mode=reference_mode,
        seconds=seconds, seed=seed, language=lang, threshold=threshold,
    )  # fmt: skip
    limits = o.limits(budget=budget, max_takes=max_takes, retries=max_retries, script_rounds=script_rounds, workers=workers)
    crew, gates, folder = o.given(generator=generator, scripter=scripter), read_gates(approve), out or _default_out(source)

    async def start(on_event: OnEvent, control: Control) -> Film:
        from storyreel.film.note import Limits
        from storyreel.film.plan import FilmSettings
        from storyreel.graph import amake

        return await amake(
            source, out=folder, crew=crew, settings=FilmSettings(**picture), limits=Limits(**limits),
            approve=gates, on_event=on_event, control=control,
        )  # fmt: skip

    run_film(start, out=folder, as_json=as_json, strict=strict)


def _default_out(source: Path) -> Path:
    name = re.sub(r"[^\w.-]+", "-", source.stem).strip("-.") or "film"
    return Path("out") / name
