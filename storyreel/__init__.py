"""Storyreel: dialogue to shooting script, script to takes, takes to a film.

The public names are loaded when they are first used, so that `import storyreel` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storyreel.agents.critic import Critic
    from storyreel.film.note import Limits
    from storyreel.film.plan import FilmSettings
    from storyreel.formats import read_dialogue, read_script
    from storyreel.graph import Context, Film, amake, aresume, build_graph, make, replies, resume, send
    from storyreel.tools.project import Project

__version__ = "0.1.0"

__all__ = [
    "Context",
    "Critic",
    "Film",
    "FilmSettings",
    "Limits",
    "Project",
    "__version__",
    "amake",
    "aresume",
    "build_graph",
    "make",
    "read_dialogue",
    "read_script",
    "replies",
    "resume",
    "send",
]

_HOMES = {
    "Context": "storyreel.graph",
    "Critic": "storyreel.agents.critic",
    "Film": "storyreel.graph",
    "FilmSettings": "storyreel.film.plan",
    "Limits": "storyreel.film.note",
    "Project": "storyreel.tools.project",
    "amake": "storyreel.graph",
    "aresume": "storyreel.graph",
    "build_graph": "storyreel.graph",
    "make": "storyreel.graph",
    "read_dialogue": "storyreel.formats",
    "read_script": "storyreel.formats",
    "replies": "storyreel.graph",
    "resume": "storyreel.graph",
    "send": "storyreel.graph",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'storyreel' has no attribute {name!r}. It has: {', '.join(__all__)}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
