"""The project folder: where everything of one film lies, and what is in force.

It knows the files and their names; it knows no graph and no agent. `project.json` holds the crew, settings and limits in
force; the source is copied, never changed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storyreel.errors import ProjectError, VersionMismatch
from storyreel.film.note import Limits
from storyreel.film.plan import FilmSettings
from storyreel.tools.files import append_line, disk_errors, write_whole
from storyreel.tools.inbox import MessageList
from storyreel.tools.lease import Lease
from storyreel.tools.ledger import Ledger
from storyreel.tools.store import Store

__all__ = ["InForce", "Project"]


class InForce:
    """What is in force in a project; written to project.json.

    Attributes:
        crew: Role to "name:argument".
        approve: Gates that wait for a yes.
        graph_version: Of the graph that wrote the checkpoints.
    """

    def __init__(
        self,
        *,
        settings: FilmSettings,
        limits: Limits,
        crew: Mapping[str, str],
        approve: frozenset[str],
        graph_version: int,
        source_name: str = "",
    ) -> None:
        self.settings, self.limits, self.crew, self.approve = settings, limits, dict(crew), approve
        self.graph_version, self.source_name = graph_version, source_name

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "schema": "storyreel.project/1",
            "graph_version": self.graph_version,
            "source": self.source_name,
            "settings": self.settings.to_json(),
            "limits": self.limits.to_json(),
            "crew": self.crew,
            "approve": sorted(self.approve),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> InForce:
        """Read it back.

        Raises:
            VersionMismatch: If another version wrote it.
        """
        if data.get("schema") != "storyreel.project/1":
            raise VersionMismatch(f"project.json is {data.get('schema')!r}; this version reads 'storyreel.project/1'.")
        return cls(
            settings=FilmSettings.model_validate(data["settings"]),
            limits=Limits.model_validate(data["limits"]),
            crew=data["crew"],
            approve=frozenset(data["approve"]),
            graph_version=data["graph_version"],
            source_name=data.get("source", ""),
        )


class Project:
    """One film's folder.

    Args:
        root: The folder; `create` makes it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.store = Store(self.root)
        self.ledger = Ledger(self.root / "ledger.jsonl")
        self.inbox = MessageList(self.root / "inbox.jsonl", prefix="m")
        self.replies = MessageList(self.root / "replies.jsonl", prefix="r")
        self.lease = Lease(self.root / "lease")
        self.checkpoints = self.root / "checkpoints.sqlite"
        self._began = time.monotonic()

    @classmethod
    def create(cls, root: Path) -> Project:
        """The project in a folder, made if it is not there.

        Raises:
            ProjectError: If the folder cannot be made or written, or holds something else.
        """
        project = cls(root)
        with disk_errors(project.root):
            project.root.mkdir(parents=True, exist_ok=True)
            there = [p.name for p in project.root.iterdir()] if not project.made else []
        foreign = [name for name in there if not (name.startswith(".") and name.endswith(".part"))]
        ours = {"source.json", "documents"} <= set(foreign)  # a project whose project.json was lost
        if not ours and set(foreign) - {"lease", "log.jsonl", "source", "source.json", "documents", "recordings"}:
            raise ProjectError(
                f"{root} holds other files ({', '.join(sorted(foreign)[:3])}, …) and no project. Give --out a new folder."
            )
        return project

    @classmethod
    def open(cls, root: Path) -> Project:
        """The project in a folder.

        Raises:
            ProjectError: If there is none.
        """
        project = cls(root)
        if not project.made:
            raise ProjectError(f"There is no project in {root}. Make one with: storyreel make SOURCE --out {root}")
        return project

    @property
    def made(self) -> bool:
        """Whether a project lies in the folder."""
        return (self.root / "project.json").exists()

    def in_force(self) -> InForce:
        """What is in force.

        Raises:
            ProjectError: If project.json cannot be read.
        """
        try:
            return InForce.from_json(json.loads((self.root / "project.json").read_bytes()))
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as exc:
            path, again = self.root / "project.json", "Run storyreel make again with the same --out: takes are kept."
            raise ProjectError(f"{path} cannot be read ({exc}). {again}") from exc

    def put_in_force(self, now: InForce) -> None:
        """Write what is in force; a change is logged."""
        text = json.dumps(now.to_json(), indent=2, ensure_ascii=False)
        path = self.root / "project.json"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text)
            self.log("in-force", now.to_json())

    def keep_source(self, name: str, data: bytes) -> Path:
        """Copy the source into the project, unchanged; its name is only ever the last part of a path."""
        safe = Path(name).name or "source.txt"
        path = self.root / "source" / safe
        if not path.exists() or path.read_bytes() != data:
            write_whole(path, data)
        return path

    def log(self, what: str, data: Mapping[str, Any]) -> None:
        """Append to the run log: for people and reports, never read back to decide anything."""
        entry = {"at": round(time.time(), 3), "what": what, **data}
        append_line(self.root / "log.jsonl", json.dumps(entry, ensure_ascii=False, default=str), sync=False)
