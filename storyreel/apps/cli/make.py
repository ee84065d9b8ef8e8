"""`storyreel make`: from a source to a film. It only gathers what the person gave."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from storyreel.apps.cli import options as o
from storyreel.apps.cli.project_folder import MARK
from storyreel.apps.cli.running import run_film
from storyreel.apps.cli.values import read_gates
from storyreel.errors import UserError

Audio = Annotated[
    Path | None,
    typer.Option("--audio", metavar="FILE", help="One recording of all; timed lines are cut from it."),
]

Cast = Annotated[Path | None, typer.Option("--cast", metavar="FOLDER", help="Characters of a synopsis: Ron_Weasley/best.png, …")]

if TYPE_CHECKING:
    from storyreel.apps.cli.running import OnEvent, Start
    from storyreel.graph import Control, Film

__all__ = ["make"]


def make(
    source: o.Source,
    out: o.Out = None,
    audio: Audio = None,
    cast: Cast = None,
    style: o.Style = None,
    size: o.Size = None,
    aspect: o.Aspect = None,
    titles: o.Titles = None,
    burn_subtitles: o.BurnSubtitles = None,
    truth: o.Truth = None,
    seconds: o.Seconds = None,
    fps: o.Fps = None,
    seed: o.Seed = None,
    lang: o.Language = None,
    lufs: o.Lufs = None,
    reference_mode: o.ReferenceMode = None,
    generator: o.Generator = None,
    scripter: o.Scripter = None,
    judge: o.Judge = None,
    judge_gates: o.JudgeGates = None,
    model: o.Model = None,
    roles: o.Roles = None,
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
    """Make a film of a page of dialogue, a screenplay, a synopsis or a script.

    Examples:
        storyreel make scene.txt
        storyreel make scene.txt --out out/noir --style "1940s noir, hard side light"
        storyreel make scene.txt --size 640x360 --seconds 60 --approve script
    """
    picture = o.picture(
        style=style, size=size, aspect=aspect, fps=fps, reference_mode=reference_mode, seconds=seconds, seed=seed, language=lang,
        threshold=threshold, lufs=lufs, titles=titles, burn_subtitles=burn_subtitles, truth=truth, judge_gates=judge_gates,
    )  # fmt: skip
    limits = o.limits(budget=budget, max_takes=max_takes, retries=max_retries, script_rounds=script_rounds, workers=workers)
    crew = o.crew(generator=generator, scripter=scripter, judge=judge, model=model, roles=roles)
    gates, folder = read_gates(approve), _folder(source, out or _default_out(source))
    start = _making(source, picture=picture, limits=limits, out=folder, audio=audio, cast=cast, crew=crew, approve=gates)
    with _workers(folder, limits, crew, sure=not gates):
        run_film(start, out=folder, as_json=as_json, strict=strict)


@contextmanager
def _workers(out: Path, limits: dict[str, Any], crew: dict[str, Any], *, sure: bool) -> Generator[None]:
    """Where Takes are sure to be drawn here, the workers load what they need while this process loads the rest."""
    from storyreel.tools.executor import end_ahead, start_ahead

    if sure and not (out / MARK).exists() and "executor" not in crew and crew.get("generator", "previz") == "previz":
        start_ahead("previz", limits.get("workers", 0))
    try:
        yield
    finally:
        end_ahead()


def _making(source: Path, *, picture: dict[str, Any], limits: dict[str, Any], **others: Any) -> Start:
    """The run, to be started; `others` go to it as they are."""

    async def start(on_event: OnEvent, control: Control) -> Film:
        from storyreel.film.note import Limits
        from storyreel.film.plan import FilmSettings
        from storyreel.graph import amake

        settings, most = FilmSettings(**picture), Limits(**limits)
        return await amake(source, settings=settings, limits=most, on_event=on_event, control=control, **others)

    return start


def _folder(source: Path, out: Path) -> Path:
    """The project folder; what is named in the wrong place is told at once.

    Raises:
        UserError: If the source is a project, or the project folder a file.
    """
    if (source / MARK).exists():
        raise UserError(f"{source} is a project already. Go on with it: storyreel resume {source}")
    if out.is_file():
        raise UserError(f"--out {out} is a file; it names the folder that the film is made in, such as out/{source.stem}")
    return out


def _default_out(source: Path) -> Path:
    name = re.sub(r"[^\w.-]+", "-", source.stem).strip("-.") or "film"
    return Path("out") / name
