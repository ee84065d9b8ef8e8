"""`storyreel status`: what a project has and what it waits for. It reads, and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_json, print_line, table
from storyreel.apps.cli.project_folder import need_project

__all__ = ["status"]


def status(project: o.Project, as_json: o.Json = False) -> None:
    """Say how far a project is: who runs it, its takes, money and last film.

    Examples:
        storyreel status out/scene
        storyreel status out/scene --json
    """
    need_project(project)
    from storyreel.graph import project_status

    found = project_status(project)
    if as_json:
        print_json(found)
    else:
        print_line(table([*_project(found), *_film(found["film"])]))


def _project(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    spent = found["spent"]
    money = f"{spent['micros'] / 1e6:.2f} {spent['currency']}"
    if spent["reserved_micros"]:
        money += f", {spent['reserved_micros'] / 1e6:.2f} reserved"
    if spent["unknown"]:
        money += f", {spent['unknown']} jobs of unknown price"
    asked = [(f"asked of {one['model']}", _words(one)) for one in found.get("models", ())]
    running = "yes, in another process" if found["running"] else "no"
    return [
        ("project", found["project"]),
        ("source", found["source"]),
        ("running", running),
        ("takes", str(found["takes"])),
        ("spent", money),
        *asked,
    ]


def _words(model: Mapping[str, Any]) -> str:
    from storyreel.graph.model_usage import ModelUsage, usage_words

    return usage_words(ModelUsage(**model))


def _film(film: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    """What the last run left; nothing where none has ended yet."""
    if film is None:
        return [("film", "not yet")]
    rows = [("film", film["film"] or "not yet"), ("report", film["report"] or "not yet")]
    rows += [("missing", f"shot {shot}: {reason}") for shot, reason in film["missing"].items()]
    rows.append(("findings", str(len(film["findings"]))))
    if film["waiting"]:
        rows.append(("waits for", film["waiting"]["question"]))
    elif not film["finished"]:
        rows.append(("unfinished", "go on with: storyreel resume"))
    return rows
