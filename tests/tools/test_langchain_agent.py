"""The kit in an agent: the example's loop, calls side by side, errors that the model can act on, and what stays a crash."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from langchain_core.messages import AIMessage, ToolMessage
from langgraph.graph import START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode

from storyreel.errors import BackendError, BackendUnavailable, ContentFiltered, JobFailed, RateLimited, UserError
from storyreel.film.take import RenderSpec
from storyreel.testing import PlainGenerator
from storyreel.tools.frames import probe
from storyreel.tools.langchain import toolkit

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "toolkit.py"
SPEC = RenderSpec(uid="a", backend="plain", revision="1", width_px=64, height_px=48, rate_num=12, frames=12, shot={}).to_json()


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """examples/toolkit.py as a module; its models look their own annotations up there."""
    spec = importlib.util.spec_from_file_location("example_toolkit", EXAMPLE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


async def answered(tools: list[Any], *calls: dict[str, Any]) -> list[ToolMessage]:
    """What a tool node answers to one turn of a model."""
    builder: Any = StateGraph(MessagesState)
    builder.add_node("tools", ToolNode(tools))
    builder.add_edge(START, "tools")
    turn = AIMessage("", tool_calls=[{"id": str(number), **call} for number, call in enumerate(calls)])
    state = await builder.compile().ainvoke({"messages": [turn]})
    return [message for message in state["messages"] if isinstance(message, ToolMessage)]


async def test_an_agent_makes_a_shot_and_mends_its_own_mistake(
    example: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    messages = await example.talk(tmp_path)
    answers = [message for message in messages if isinstance(message, ToolMessage)]
    assert [answer.status for answer in answers] == ["success", "success", "error", "success", "success"]
    assert "there is no file 'shots.mp4'; in that folder there are: L1.wav, shot.mp4." in answers[2].content
    assert answers[1].artifact["backend"] == "previz" and probe(tmp_path / "shot.mp4").frames == 18
    assert (tmp_path / "last.png").read_bytes().startswith(b"\x89PNG")
    assert messages[-1].content.startswith("The shot is made") and "-> extract_frame" in capsys.readouterr().out


async def test_a_model_is_offered_the_whole_kit(example: ModuleType, tmp_path: Path) -> None:
    bound = example.rehearsal().bind_tools(toolkit(tmp_path))
    assert bound.offered == [tool.name for tool in toolkit(tmp_path)]


async def test_the_same_shot_asked_twice_at_once(tmp_path: Path) -> None:
    tools = toolkit(tmp_path, generator=PlainGenerator())
    calls = [{"name": "render_shot", "args": {"spec": SPEC, "seed": 4, "to": to}} for to in ("a.mp4", "b.mp4")]
    answers = await answered(tools, *calls)
    assert [answer.artifact["path"] for answer in answers] == ["a.mp4", "b.mp4"]
    assert probe(tmp_path / "a.mp4").frames == probe(tmp_path / "b.mp4").frames == 12
    assert not list((tmp_path / ".jobs").iterdir()), "nothing is left behind"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (RateLimited("slow down", backend="plain", retry_after_s=20), "Wait 20 s, then call again"),
        (RateLimited("slow down", backend="plain"), "Wait a while, then call again"),
        (ContentFiltered("it shows a weapon", backend="plain", stage="prompt"), "Change the words"),
        (BackendUnavailable("no answer", backend="plain", retryable=True), "may succeed when called again"),
        (JobFailed("the lamp burst", backend="plain"), "the lamp burst. The same call will fail again"),
    ],
)
async def test_a_failing_backend_says_what_to_do_next(tmp_path: Path, error: BackendError, told: str) -> None:
    tools = toolkit(tmp_path, generator=PlainGenerator(fails=lambda job: error))
    (answer,) = await answered(tools, {"name": "render_shot", "args": {"spec": SPEC, "to": "a.mp4"}})
    assert answer.status == "error" and told in answer.content and answer.content.startswith(type(error).__name__)
    assert not (tmp_path / "a.mp4").exists() and not list((tmp_path / ".jobs").glob("*"))


async def test_a_damaged_file_is_named_as_the_model_named_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "bad.mp4").write_bytes(b"no film")
    (answer,) = await answered(toolkit(tmp_path), {"name": "probe_media", "args": {"path": "deep/bad.mp4"}})
    assert answer.content.startswith("MediaError: deep/bad.mp4 is not readable") and str(tmp_path) not in answer.content
    assert answer.content.endswith("Give another file, or make this one again.")


async def test_an_unknown_tool_and_wrong_arguments_are_answered(tmp_path: Path) -> None:
    unknown, wrong = await answered(
        toolkit(tmp_path),
        {"name": "make_coffee", "args": {}},
        {"name": "speak_line", "args": {"text": "", "speaker": "ROSA", "to": "a.wav"}},
    )
    assert unknown.status == "error" and "probe_media" in unknown.content
    assert wrong.status == "error" and "text: " in wrong.content and "call again" in wrong.content


async def test_a_bug_is_not_dressed_up_as_an_answer(tmp_path: Path) -> None:
    class Broken(PlainGenerator):
        def estimate(self, spec: RenderSpec) -> Any:
            raise ZeroDivisionError

        async def submit(self, job: Any) -> str:
            raise ZeroDivisionError("a bug")

    with pytest.raises(ZeroDivisionError, match="a bug"):
        await answered(toolkit(tmp_path, generator=Broken()), {"name": "render_shot", "args": {"spec": SPEC, "to": "a.mp4"}})


def test_a_folder_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no folder"):
        toolkit(tmp_path / "none")
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="Make it"):
        toolkit(str(tmp_path / "file"))


def test_the_page_on_the_tools_names_each_with_all_it_takes(tmp_path: Path) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", (EXAMPLE.parent.parent / "docs" / "tools.md").read_text(), re.MULTILINE))
    assert rows == {tool.name: ", ".join(f"`{name}`" for name in tool.args) for tool in toolkit(tmp_path)}
