"""What the shell may put in for a word half typed: projects near here, and the shots of the project named before.

It reads files and says nothing: whatever goes wrong, there is just nothing to put in.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import typer

from storyreel.apps.cli.project_folder import MARK, known_projects

__all__ = ["project_names", "shot_names"]


def project_names(incomplete: str) -> list[str]:
    """Projects whose path begins so; without one, the folders that lead on."""
    typed = Path(incomplete)
    folder = typed if incomplete.endswith(os.sep) else typed.parent
    near = known_projects(folder) + known_projects(Path("out"))
    names = dict.fromkeys(str(one) for one in near if one != Path())
    fitting = [name for name in names if name.startswith(incomplete)]
    return fitting or [f"{one}{os.sep}" for one in _folders(folder) if str(one).startswith(incomplete)]


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
    except OSError:
        return []


def shot_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """Ids of the shots of the project that stands before on the line."""
    project = ctx.params.get("project") or ctx.params.get("path")
    if project is None or not (Path(str(project)) / MARK).exists():
        return []
    return [name for name in _shot_ids(Path(str(project)) / "script.json") if name.startswith(incomplete)]


def _shot_ids(script: Path) -> list[str]:
    try:
        return list(_ids(json.loads(script.read_bytes())))
    except (OSError, ValueError):
        return []


def _ids(script: Any) -> Iterator[str]:
    """The ids in the JSON of a Script, read without its model: a word is completed in a moment or not at all."""
    for scene in _listed(script, "scenes"):
        for shot in _listed(scene, "shots"):
            if isinstance(name := shot.get("id"), str):
                yield name


def _listed(value: Any, name: str) -> list[dict[str, Any]]:
    """The objects in a list of a JSON object, as far as it is one."""
    found: Any = cast("dict[str, Any]", value).get(name) if isinstance(value, dict) else None
    return [one for one in cast("list[Any]", found) if isinstance(one, dict)] if isinstance(found, list) else []
