"""What a project holds can be read at any time: before a script, while a run goes on, after a change."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from storyreel import graph
from storyreel.errors import ProjectError, UserError
from storyreel.film.note import Limits
from storyreel.film.plan import FilmSettings
from storyreel.tools.contracts import Event
from storyreel.tools.project import InForce, Project

SCENE = "INT. KITCHEN - NIGHT\n\nROSA: You came back.\nTOM: Yes.\n"
SETTINGS = FilmSettings(width_px=160, height_px=96, rate_num=12)


def test_while_a_run_goes_on_it_reads_and_holds_nothing_up(tmp_path: Path) -> None:
    (tmp_path / "scene.txt").write_text(SCENE, encoding="utf-8")
    seen: list[tuple[int, int]] = []
    passed: list[bool] = []

    async def film() -> graph.Film:
        looks: list[asyncio.Task[list[graph.ShotTakes]]] = []

        def listen(event: Event) -> None:
            if event.type == "take.verdict":
                passed.append(event.data["passed"] is True and event.data["score"] >= 3.5 and event.data["micros"] == 0)
                looks.append(asyncio.create_task(graph.atakes(tmp_path / "film")))

        done = await graph.amake(
            tmp_path / "scene.txt", out=tmp_path / "film", settings=SETTINGS, limits=Limits(workers=2), on_event=listen
        )
        for look in looks:
            found = await look
            seen.append((len(found), sum(len(one.takes) for one in found)))
        return done

    made = asyncio.run(film())
    assert made.finished
    assert passed
    assert all(passed)
    assert {shots for shots, _ in seen} == {made.shots}
    assert seen[-1][1] >= 1
    found = asyncio.run(graph.atakes(tmp_path / "film"))
    assert all(one.standing is not None and one.standing.key == one.chosen for one in found)
    with pytest.raises(UserError, match=r"its takes are: 1$"):
        found[0].take(2)
    assert asyncio.run(graph.acurrent_dialogue(tmp_path / "film")).speakers == ("ROSA", "TOM")


def test_before_a_script_there_is_nothing_and_before_a_project_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        asyncio.run(graph.atakes(tmp_path / "none"))
    project = Project.create(tmp_path / "film")
    project.put_in_force(
        InForce(settings=SETTINGS, limits=Limits(), crew={}, approve=frozenset(), graph_version=graph.GRAPH_VERSION)
    )
    assert asyncio.run(graph.atakes(tmp_path / "film")) == []
    assert not project.checkpoints.exists(), "to look is not to write"
    with pytest.raises(ProjectError, match="storyreel resume"):
        asyncio.run(graph.acurrent_dialogue(tmp_path / "film"))
