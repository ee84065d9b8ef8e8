"""The folder that a person names as a project, or why it is none and what to name instead. It reads no project."""

from __future__ import annotations

from pathlib import Path

from storyreel.errors import ProjectError

__all__ = ["MARK", "known_projects", "need_project"]

MARK = "project.json"
_SHOWN = 5


def need_project(path: Path) -> Path:
    """The path, if a project lies there.

    Raises:
        ProjectError: If none does; the text says what the path is, and which projects there are near it.
    """
    if (path.is_dir()) and (path / MARK).exists():
        return path
    if path.is_file():
        inside = path.parent if (path.parent / MARK).exists() else None
        hint = f"The project is {inside}." if inside else f"Make a project with: storyreel make {path}"
        raise ProjectError(f"{path} is a file; a project is the folder that storyreel make leaves. {hint}")
    what = f"{path} holds no project" if path.is_dir() else f"there is no folder {path}"
    near = known_projects(path if path.is_dir() else path.parent) or known_projects(Path("out"))
    if near:
        more = f" and {len(near) - _SHOWN} more" if len(near) > _SHOWN else ""
        what += f". Projects near it: {', '.join(str(one) for one in near[:_SHOWN])}{more}"
    raise ProjectError(f"{what}. Make a project with: storyreel make SOURCE --out {path}")


def known_projects(folder: Path) -> list[Path]:
    """The folder itself and those right inside it that hold a project, by name."""
    try:
        inside = sorted(one for one in folder.iterdir() if not one.name.startswith(".") and one.is_dir())
        return [one for one in (folder, *inside) if (one / MARK).exists()]
    except OSError:
        return []
