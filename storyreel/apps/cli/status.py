"""`storyreel status`: what a project has and what it waits for. It reads, and changes nothing."""

from __future__ import annotations

import json

from storyreel.apps.cli import options as o
from storyreel.apps.cli.output import print_json, print_line, table

__all__ = ["status"]


def status(project: o.Project, as_json: o.Json = False) -> None:
    """Say how far a project is: who runs it, its takes, money and last film."""
    from storyreel.graph import project_status

    found = project_status(project)
    if as_json:
        print_json(found)
        return
    print_line(table([(name.replace("_", " "), _plain(value)) for name, value in found.items()]))


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return json.dumps(value, ensure_ascii=False)
