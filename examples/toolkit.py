"""Hand Storyreel's tools to a LangChain agent: a chat model, a tool node, and the loop between them.

`agent` takes any chat model that can call tools. `Rehearsed` stands in for one, so that this runs without a key: it speaks a
line, renders the shot in which it is said, gives the wrong name of the clip, reads the answer, mends it, and has it measured.

python examples/toolkit.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.tools import BaseTool
from langgraph.graph import START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode, tools_condition

from storyreel.film import RenderSpec, SpecLine
from storyreel.tools.langchain import toolkit


class Rehearsed(BaseChatModel):
    """A chat model whose turns are written beforehand; put your own in its place."""

    turns: list[Any]
    offered: list[str] = []

    @property
    def _llm_type(self) -> str:
        return "rehearsed"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Rehearsed:
        """Note what is offered, as a real model is told it."""
        return self.model_copy(update={"offered": [tool.name for tool in tools]})

    def _generate(self, messages: list[BaseMessage], stop: Any = None, run_manager: Any = None, **kwargs: Any) -> ChatResult:
        past = sum(isinstance(message, AIMessage) for message in messages)
        return ChatResult(generations=[ChatGeneration(message=self.turns[past])])


def agent(model: BaseChatModel, tools: list[BaseTool]) -> Any:
    """A graph in which the model calls tools until it has its answer."""
    bound = model.bind_tools(tools)

    async def think(state: MessagesState) -> dict[str, list[BaseMessage]]:
        return {"messages": [await bound.ainvoke(state["messages"])]}

    builder: Any = StateGraph(MessagesState)
    builder.add_node("think", think)
    builder.add_node("tools", ToolNode(tools))
    builder.add_edge(START, "think")
    builder.add_conditional_edges("think", tools_condition)
    builder.add_edge("tools", "think")
    return builder.compile()


def rehearsal() -> Rehearsed:
    """A model that makes one shot, with a mistake on the way."""
    line = SpecLine(id="L1", speaker="ROSA", text="You came back.", start_ms=300, end_ms=1300)
    asked = {"width_px": 160, "height_px": 96, "rate_num": 12, "frames": 18, "shot": {"action": "Rosa waits by the window."}}
    spec = RenderSpec.model_validate({"uid": "a", "backend": "previz", "revision": "1", "lines": [line], **asked}).to_json()
    calls = [
        ("speak_line", {"text": line.text, "speaker": line.speaker, "parenthetical": "quietly", "to": "L1.wav"}),
        ("render_shot", {"spec": spec, "seed": 1, "to": "shot.mp4"}),
        ("measure_clip", {"path": "shots.mp4"}),
        ("measure_clip", {"path": "shot.mp4"}),
        ("extract_frame", {"path": "shot.mp4", "at": "last", "to": "last.png"}),
    ]
    turns = [
        AIMessage("", tool_calls=[{"name": name, "args": args, "id": str(number)}])
        for number, (name, args) in enumerate(calls, 1)
    ]
    return Rehearsed(turns=[*turns, AIMessage("The shot is made and measured; its last frame is in last.png.")])


async def talk(folder: Path, model: BaseChatModel | None = None) -> list[BaseMessage]:
    """Ask for a shot, and print what was called and what came back."""
    graph = agent(model or rehearsal(), toolkit(folder))
    state = await graph.ainvoke({"messages": [HumanMessage("Make a shot in which Rosa says: You came back.")]})
    for message in state["messages"]:
        for call in getattr(message, "tool_calls", []):
            print(f"-> {call['name']}")
        if isinstance(message, ToolMessage):
            print(f"   {message.status}: {message.content}")
    print(state["messages"][-1].content)
    return state["messages"]


if __name__ == "__main__":
    import asyncio

    asyncio.run(talk(Path(sys.argv[1])))
