"""State, routes and checkpoints: small, pure, safe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import ormsgpack
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langgraph.types import Send

from storyreel.graph import FilmState, build_graph, merge, routes
from storyreel.graph.drive import checkpoints
from storyreel.tools.project import Project

RECORDS = st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers())


@given(RECORDS, RECORDS)
def test_merge_twice_is_merge_once(a: dict[str, Any], b: dict[str, Any]) -> None:
    once = merge(a, b)
    assert merge(once, b) == once
    assert None not in once.values()


@given(RECORDS, RECORDS, RECORDS)
def test_merge_is_associative_where_keys_differ_or_agree(a: dict[str, Any], b: dict[str, Any], c: dict[str, Any]) -> None:
    assert merge(merge(a, b), c) == {k: v for k, v in {**a, **b, **c}.items() if v is not None}


REF = {"sha256": "0", "version": 1}


@pytest.mark.parametrize(
    ("route", "state", "target"),
    [
        (routes.after_producer, {"next": "end"}, "__end__"),
        (routes.after_producer, {"next": "director"}, "director"),
        (routes.after_intake, {"source_kind": "synopsis"}, "planner"),
        (routes.after_intake, {"source_kind": "dialogue"}, "scripter"),
        (routes.after_script_critic, {"next": "scripter"}, "scripter"),
        (routes.after_script_critic, {"next": "gate_script"}, "gate_script"),
        (routes.after_gate_script, {"next": "producer"}, "producer"),
        (routes.after_gate_script, {"next": ""}, "director"),
        (routes.after_gate_spend, {"next": "producer"}, "producer"),
        (routes.after_gate_spend, {"next": "", "due": [], "plan": REF, "speech": REF}, "editor"),
        (routes.after_film_critic, {"next": "scripter"}, "scripter"),
        (routes.after_film_critic, {"next": "director"}, "director"),
        (routes.after_film_critic, {"next": "gate_film"}, "gate_film"),
        (routes.after_gate_film, {"next": "producer"}, "producer"),
        (routes.after_gate_film, {"next": ""}, "__end__"),
        (routes.after_shot, {"chain": 0, "at": 0}, "shot"),
        (routes.after_shot, {"chain": 0, "at": -1}, "__end__"),
        (routes.after_shot, {"chain": 0, "at": 0, "halted": True}, "__end__"),
    ],
)
def test_each_route(route: Any, state: dict[str, Any], target: str) -> None:
    assert route(state) == target


def test_each_chain_is_one_send_of_ids() -> None:
    state = FilmState(plan=REF, speech=REF, due=[{"chain": 0, "at": 0}, {"chain": 2, "at": 1}], next="")  # pyright: ignore[reportArgumentType]
    sends = routes.after_gate_spend(state)
    assert isinstance(sends, list)
    assert all(isinstance(send, Send) and send.node == "shoot" for send in sends)
    assert [(send.arg["chain"], send.arg["at"]) for send in sends] == [(0, 0), (2, 1)]


def test_the_drawing_is_the_one_in_the_readme() -> None:
    drawn = build_graph().get_graph().draw_mermaid(with_styles=False)
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in drawn.splitlines() if "-->" in line or "-.->" in line or "-.&nbsp" in line]
    missing = [line for line in lines if line not in readme]
    assert missing == [], "run: make docs"


async def test_a_forged_checkpoint_executes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "pwned"
    forged = ormsgpack.packb(ormsgpack.Ext(0, ormsgpack.packb(("os", "system", f"touch {target}"))))
    async with checkpoints(Project.create(tmp_path / "p")) as saver:
        saver.serde.loads_typed(("msgpack", forged))
    assert not target.exists()
