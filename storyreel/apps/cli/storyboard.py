"""The storyboard of a project or a Script: a keyframe of each Shot, from its take where there is one, else drawn on the stage."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.errors import UserError

if TYPE_CHECKING:
    import numpy as np

    from storyreel.film.script import Script

__all__ = ["BOARDS", "write_board"]

BOARDS = ("storyboard", "keyframes")
_LABEL = "animatic (drawn by previz, not generated footage)"


def write_board(form: str, project: Path, script: Script, out: Path) -> list[Path]:
    """Write the sheet (a PNG file) or the keyframes (a PNG a Shot, into a folder); the files.

    Raises:
        UserError: If `out` is no place for it.
        MediaError: If a take cannot be read.
        MissingSystemLibrary: If the drawing library is missing.
    """
    if form == "storyboard" and (out.is_dir() or out.suffix.casefold() != ".png"):
        raise UserError(f"--out {out} is no PNG file. Write a name that ends in .png, such as board.png.")
    if form == "keyframes" and out.is_file():
        raise UserError(f"--out {out} is a file. Name a folder: a PNG of each shot is written there.")
    if not script.shots:
        raise UserError(f"{project} has no shots, so there is nothing to show.")
    clips = _clips(project)
    drawn = _drawn(script, [shot.uid for shot in script.shots if shot.uid not in clips])
    pictures: dict[str, Path | np.ndarray] = {**clips, **drawn}
    return [_sheet(script, pictures, out)] if form == "storyboard" else _frames(script, pictures, out)


def _sheet(script: Script, pictures: dict[str, Path | np.ndarray], out: Path) -> Path:
    from storyreel.tools.files import write_whole
    from storyreel.tools.report import contact_sheet

    write_whole(out, contact_sheet(script, pictures, title=script.title, label=_LABEL, dark=False))
    return out


def _frames(script: Script, pictures: dict[str, Path | np.ndarray], out: Path) -> list[Path]:
    from storyreel.tools.frames import frame_at, probe, save_png

    out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for shot in script.shots:
        one = pictures[shot.uid]
        pixels = frame_at(one, (probe(one).frames - 1) // 2) if isinstance(one, Path) else one
        name = re.sub(r"[^\w.-]+", "_", shot.id).strip(".") or shot.uid
        files.append(out / f"{name}.png")
        save_png(pixels, files[-1])
    return files


def _clips(project: Path) -> dict[str, Path]:
    """The takes that stand in the film of a project, by uid of their Shots."""
    cut = project / "cut.json"
    if not cut.is_file():
        return {}
    told: dict[str, Any] = json.loads(cut.read_text(encoding="utf-8"))
    found = {entry["uid"]: project / "takes" / f"{entry['take']}.mp4" for entry in told["entries"] if entry.get("take")}
    return {uid: clip for uid, clip in found.items() if clip.is_file()}


def _drawn(script: Script, wanted: list[str]) -> dict[str, np.ndarray]:
    """Keyframes of Shots without takes, from the stage."""
    if not wanted:
        return {}
    from storyreel.agents.director import Director, PlanRequest
    from storyreel.film.plan import FilmSettings
    from storyreel.tools.executor import LocalExecutor
    from storyreel.tools.generators.previz import Previz
    from storyreel.tools.generators.previz.keyframes import keyframe

    stage = Previz(LocalExecutor(1))
    settings = FilmSettings(style=script.style or "realistic", language=script.language)
    request = PlanRequest(
        script=script, settings=settings, generator_name=stage.name, generator_revision=stage.revision,
        capabilities=stage.capabilities, estimate=stage.estimate,
    )  # fmt: skip
    plan = asyncio.run(Director().plan(request))
    return {shot.uid: keyframe(shot.spec) for shot in plan.shots if shot.uid in wanted}
