"""What a project holds, read from its files at any time, also while another process runs it: Takes by Shot, the Dialogue.

It takes no lease, changes nothing and starts nothing. What a Chain in hand has made is read from the store, as everywhere.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from storyreel.errors import ProjectError, UserError
from storyreel.film.dialogue import Dialogue
from storyreel.film.script import Script, Shot
from storyreel.film.take import Take
from storyreel.graph.build import build_graph
from storyreel.graph.drive import CONFIG, checkpoints
from storyreel.graph.state import FilmState, Record
from storyreel.tools.project import Project

__all__ = ["ShotTakes", "acurrent_dialogue", "atakes"]


@dataclass(frozen=True, kw_only=True)
class ShotTakes:
    """A Shot of the Script as it now is, and what was made of it.

    Attributes:
        takes: Of what the Shot asks for now, by number; those that can be chosen.
        earlier: Of what it asked for before it was changed; kept, and chosen again when that comes back.
        chosen: Key of the Take that stands, "" where none does.
        locked: Whether the person locked it.
        why: Why there is no Take, where there is a reason.
    """

    shot: Shot
    takes: tuple[Take, ...] = ()
    earlier: tuple[Take, ...] = ()
    chosen: str = ""
    locked: bool = False
    why: str = ""

    def take(self, number: int) -> Take:
        """The Take of that number.

        Raises:
            UserError: If there is none; the text lists those that there are.
        """
        for take in self.takes:
            if take.number == number:
                return take
        there = ", ".join(str(take.number) for take in self.takes) or "none yet"
        raise UserError(f"shot {self.shot.id} has no take {number}; its takes are: {there}")

    @property
    def standing(self) -> Take | None:
        """The Take that stands."""
        return next((take for take in (*self.takes, *self.earlier) if take.key == self.chosen), None)


async def atakes(out: str | Path) -> list[ShotTakes]:
    """The Shots of a project in the film's order, with their Takes; empty while there is no Script.

    Raises:
        ProjectError: If there is no project, or it cannot be read.
    """
    project = Project.open(Path(out))
    state = await _state(project)
    if not state.get("script"):
        return []
    return await asyncio.to_thread(_takes, project, state)


def _takes(project: Project, state: FilmState) -> list[ShotTakes]:
    script = project.store.get(state["script"], Script)
    made: dict[str, list[Take]] = {}
    for take in project.store.all_takes():
        made.setdefault(take.uid, []).append(take)
    shots, locks = state.get("shots", {}), state.get("locks", {})
    return [_of(shot, made.get(shot.uid, []), shots.get(shot.uid, {}), shot.uid in locks) for shot in script.shots]


def _of(shot: Shot, made: list[Take], record: Record, locked: bool) -> ShotTakes:
    made = sorted(made, key=lambda take: (take.number, take.made_at_ms, take.key))
    chosen = str(record.get("chosen") or "")
    known = next((take.spec for take in made if take.key == chosen), "")
    spec = str(record.get("spec") or known or (max(made, key=lambda take: take.made_at_ms).spec if made else ""))
    takes = tuple(take for take in made if take.spec == spec)
    if not chosen:
        chosen = next((take.key for take in reversed(takes) if take.verdict and take.verdict.passed), "")
    earlier = tuple(take for take in made if take.spec != spec)
    why = str(record.get("why") or "")
    return ShotTakes(shot=shot, takes=takes, earlier=earlier, chosen=chosen, locked=locked, why=why)


async def acurrent_dialogue(out: str | Path) -> Dialogue:
    """The Dialogue that the project's Script was written from.

    Raises:
        ProjectError: If there is no project, or its source was not read yet.
    """
    project = Project.open(Path(out))
    state = await _state(project)
    if not state.get("dialogue"):
        raise ProjectError(f"{out} has not read its source yet. Go on with: storyreel resume {out}")
    return await asyncio.to_thread(project.store.get, state["dialogue"], Dialogue)


async def _state(project: Project) -> FilmState:
    project.in_force()  # a project.json that cannot be read is told as such, not as an empty project
    if not await asyncio.to_thread(project.checkpoints.exists):
        return FilmState()
    async with checkpoints(project) as saver:
        graph = build_graph(checkpointer=saver)
        return cast("FilmState", (await graph.aget_state(CONFIG)).values)
