"""The graph's edges: the one place where nodes are joined. Nothing is compiled or connected at import."""

from __future__ import annotations

from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from storyreel.graph import routes
from storyreel.graph.context import Context
from storyreel.graph.nodes import direct, edit, gates, intake, judge, produce, shoot, write
from storyreel.graph.state import ChainOutput, ChainState, FilmState

__all__ = ["build_graph"]


def build_graph(*, checkpointer: BaseCheckpointSaver[str] | None = None) -> CompiledStateGraph[Any, Any, Any, Any]:
    """The film graph, compiled; call it with `context=Context(...)`.

    Args:
        checkpointer: Where steps are kept; None runs without resume (a LangGraph server brings its own).
    """
    builder: Any = StateGraph(FilmState, context_schema=Context)
    builder.add_node("producer", produce.producer)
    builder.add_node("intake", intake.intake)
    builder.add_node("planner", intake.planner)
    builder.add_node("scripter", write.scripter)
    builder.add_node("table_read", write.table_read)
    builder.add_node("script_critic", judge.script_critic)
    builder.add_node("gate_script", gates.gate_script)
    builder.add_node("director", direct.director)
    builder.add_node("gate_spend", gates.gate_spend)
    builder.add_node("shoot", _chain(), input_schema=ChainState)
    builder.add_node("editor", edit.editor)
    builder.add_node("film_critic", judge.film_critic)
    builder.add_node("gate_film", gates.gate_film)
    builder.add_edge(START, "producer")
    builder.add_conditional_edges("producer", routes.after_producer)
    builder.add_conditional_edges("intake", routes.after_intake)
    builder.add_edge("planner", "scripter")
    builder.add_edge("scripter", "table_read")
    builder.add_edge("table_read", "script_critic")
    builder.add_conditional_edges("script_critic", routes.after_script_critic)
    builder.add_conditional_edges("gate_script", routes.after_gate_script)
    builder.add_edge("director", "gate_spend")
    builder.add_conditional_edges("gate_spend", routes.after_gate_spend, ["shoot", "editor", "producer"])
    builder.add_edge("shoot", "editor")
    builder.add_edge("editor", "film_critic")
    builder.add_conditional_edges("film_critic", routes.after_film_critic)
    builder.add_conditional_edges("gate_film", routes.after_gate_film)
    return builder.compile(checkpointer=checkpointer, name="film")


def _chain() -> CompiledStateGraph[Any, Any, Any, Any]:
    """One Chain: one Shot (or one more Take of it) a superstep. It inherits the checkpointer: another would lose shots."""
    builder: Any = StateGraph(ChainState, context_schema=Context, output_schema=ChainOutput)
    builder.add_node("shot", shoot.shot)
    builder.add_edge(START, "shot")
    builder.add_conditional_edges("shot", routes.after_shot, ["shot", END])
    return builder.compile(name="shoot")
