"""The tools in LangChain's form: schemas, content and artifact, errors as sentences, and no file outside the folder."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from langgraph.graph import START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode

from storyreel.errors import JobFailed
from storyreel.film.cut import Cut, CutEntry
from storyreel.film.take import RenderSpec
from storyreel.testing import Fault, PlainGenerator, UnreliableGenerator, write_clip
from storyreel.tools.audio import read_wav, write_wav
from storyreel.tools.frames import probe
from storyreel.tools.langchain import AssembleFilm, MeasureClip, RenderShot, toolkit

RATE = Fraction(12)
NAMES = ["assemble_film", "extract_frame", "measure_clip", "probe_media", "render_shot", "speak_line"]


def spec_of(**changes: Any) -> RenderSpec:
    """A Shot of a second."""
    values: dict[str, Any] = {"uid": "a", "backend": "plain", "revision": "1", "shot": {"action": "Rosa waits"}, **changes}
    return RenderSpec(width_px=64, height_px=48, rate_num=12, **{"frames": 12, **values})


def pictures(frames: int = 12, *, black: tuple[int, int] = (0, 0)) -> Iterator[np.ndarray]:
    """A bar that walks, black in between where asked."""
    for number in range(frames):
        rgb = np.full((48, 64, 3), 90, np.uint8)
        rgb[:, number * 4 % 60 : number * 4 % 60 + 4] = (220, 180, 40)
        yield rgb * 0 if black[0] <= number < black[1] else rgb


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a good clip, a black one and one that is none; a secret lies beside it."""
    folder = tmp_path / "root"
    folder.mkdir()
    write_clip(folder / "clip.mp4", pictures(), np.zeros(48_000, np.float32), RATE)
    write_clip(folder / "dark.mp4", pictures(24, black=(8, 16)), np.zeros(96_000, np.float32), RATE)
    (folder / "rubbish.mp4").write_bytes(b"no film")
    write_clip(tmp_path / "secret.mp4", pictures(), None, RATE)
    (folder / "link.mp4").symlink_to(tmp_path / "secret.mp4")
    (folder / "way").symlink_to(tmp_path)
    return folder


def tool(root: Path, name: str) -> BaseTool:
    """One tool of the kit."""
    return next(one for one in toolkit(root) if one.name == name)


async def called(one: BaseTool, **arguments: Any) -> ToolMessage:
    """A call as an agent makes it: arguments through JSON, back as a ToolMessage."""
    sent = json.loads(json.dumps(arguments))
    answer = await one.ainvoke({"type": "tool_call", "id": "1", "name": one.name, "args": sent})
    assert isinstance(answer, ToolMessage)
    return answer


def test_every_tool_tells_a_model_what_it_takes(tmp_path: Path) -> None:
    kit = toolkit(tmp_path)
    assert [one.name for one in kit] == NAMES
    for one in kit:
        told = convert_to_openai_tool(one)["function"]
        fields = told["parameters"]["properties"]
        assert told["description"] and told["name"] == one.name
        assert all(field.get("description") for field in fields.values()), one.name
        assert not {"root", "generator", "voice"} & set(fields), "what the host binds is not the model's to give"


async def test_probe_and_frames(root: Path) -> None:
    facts = await called(tool(root, "probe_media"), path="clip.mp4")
    assert facts.artifact["frames"] == 12 and facts.artifact["rate"] == "12" and "64×48" in facts.content
    for at, to in (("first", "a.png"), ("last", "deep/b.png"), (0.5, "c.png")):
        made = await called(tool(root, "extract_frame"), path="clip.mp4", at=at, to=to)
        assert made.status == "success" and made.artifact["path"] == to
        assert (root / to).read_bytes().startswith(b"\x89PNG")
    assert (root / "a.png").read_bytes() != (root / "deep" / "b.png").read_bytes()


async def test_measuring_with_and_without_a_plan(root: Path) -> None:
    one = tool(root, "measure_clip")
    assert (await called(one, path="clip.mp4")).content == "no defect measured"
    dark = await called(one, path="dark.mp4")
    assert [found["kind"] for found in dark.artifact["findings"]] == ["black"] and "8 black frames" in dark.content
    short = await called(one, path="clip.mp4", spec=spec_of(frames=24).to_json())
    assert "wrong-duration" in [found["kind"] for found in short.artifact["findings"]]
    broken = await called(one, path="rubbish.mp4")
    assert [found["kind"] for found in broken.artifact["findings"]] == ["undecodable"]
    write_wav(root / "voice.wav", np.zeros(16_000, np.float32), 16_000)
    mute = await called(one, path="voice.wav")
    assert [found["kind"] for found in mute.artifact["findings"]] == ["missing-stream"], "sound alone is whole, not broken"


async def test_speaking_a_line(root: Path) -> None:
    made = await called(tool(root, "speak_line"), text="Good evening.", speaker="ROSA", to="voices/a.wav")
    samples, rate = read_wav(root / "voices" / "a.wav")
    assert made.artifact["duration_s"] == pytest.approx(len(samples) / rate, abs=0.01)
    assert [word["text"] for word in made.artifact["words"]] == ["Good", "evening"]
    silent = await called(tool(root, "speak_line"), text="🎬🎬", speaker="ROSA", to="b.wav")
    assert silent.content.startswith("Not spoken:") and not (root / "b.wav").exists()


async def test_rendering_and_joining(root: Path) -> None:
    render = RenderShot(root=root, generator=PlainGenerator())
    keys: dict[str, str] = {}
    for number, name in enumerate(("one.mp4", "two.mp4")):
        made = await called(render, spec=spec_of(uid=name).to_json(), seed=number, to=name)
        keys[made.artifact["key"]] = name
        assert made.artifact["label"] == "test pictures" and probe(root / name).frames == 12
    assert len(keys) == 2
    entries = [
        CutEntry(uid=name, id=f"1.{n + 1}", take=key, available_frames=12, frames=12, start=12 * n)
        for n, (key, name) in enumerate(keys.items())
    ]
    cut = Cut(width_px=64, height_px=48, rate_num=12, entries=tuple(entries))
    joined = await called(AssembleFilm(root=root), cut=cut.to_json(), takes=keys, to="film.mp4")
    assert joined.artifact["frames"] == 24 == probe(root / "film.mp4").frames
    missing = await called(AssembleFilm(root=root), cut=cut.to_json(), takes=dict([next(iter(keys.items()))]), to="x.mp4")
    assert missing.status == "error" and "1.2" in missing.content and not (root / "x.mp4").exists()


@pytest.mark.parametrize("name", ["../secret.mp4", "/etc/passwd", "link.mp4", "way/secret.mp4", "a/../../secret.mp4", "\0", ""])
@pytest.mark.parametrize("kind", ["probe_media", "extract_frame", "measure_clip"])
async def test_a_path_outside_is_not_read(root: Path, kind: str, name: str) -> None:
    more = {"to": "out.png"} if kind == "extract_frame" else {}
    refused = await called(tool(root, kind), path=name, **more)
    assert refused.status == "error" and refused.content.startswith("UserError:") and "inside" in refused.content
    assert not (root / "out.png").exists()


@pytest.mark.parametrize("to", ["../made", "/tmp/storyreel-made", "way/made", "link.mp4"])
async def test_a_path_outside_is_not_written(root: Path, to: str) -> None:
    secret = (root.parent / "secret.mp4").read_bytes()
    cut = Cut(
        width_px=64,
        height_px=48,
        rate_num=12,
        entries=(CutEntry(uid="a", id="1", take="k", available_frames=12, frames=12, start=0),),
    )
    calls: list[tuple[BaseTool, dict[str, Any]]] = [
        (tool(root, "extract_frame"), {"path": "clip.mp4"}),
        (tool(root, "speak_line"), {"text": "Yes.", "speaker": "A"}),
        (RenderShot(root=root, generator=PlainGenerator()), {"spec": spec_of().to_json()}),
        (AssembleFilm(root=root), {"cut": cut.to_json(), "takes": {"k": "clip.mp4"}}),
    ]
    for one, arguments in calls:
        refused = await called(one, to=to, **arguments)
        assert refused.status == "error" and "outside" in refused.content, one.name
    assert not (root.parent / "made").exists() and not Path("/tmp/storyreel-made").exists()
    assert (root.parent / "secret.mp4").read_bytes() == secret


async def test_a_takes_file_and_a_reference_picture_outside_are_refused(root: Path) -> None:
    cut = Cut(
        width_px=64,
        height_px=48,
        rate_num=12,
        entries=(CutEntry(uid="a", id="1", take="k", available_frames=12, frames=12, start=0),),
    )
    refused = await called(AssembleFilm(root=root), cut=cut.to_json(), takes={"k": "../secret.mp4"}, to="film.mp4")
    assert refused.status == "error" and "outside" in refused.content
    generator = PlainGenerator()
    asked = spec_of(place={"name": "room", "pictures": ["/etc/passwd"]}).to_json()
    refused = await called(RenderShot(root=root, generator=generator), spec=asked, to="a.mp4")
    assert refused.status == "error" and "outside" in refused.content and not generator.submitted


async def test_errors_are_sentences(root: Path) -> None:
    absent = await called(tool(root, "probe_media"), path="clipp.mp4")
    assert absent.status == "error" and "clip.mp4" in absent.content, "what exists is named"
    rubbish = await called(tool(root, "probe_media"), path="rubbish.mp4")
    assert rubbish.status == "error" and rubbish.content.startswith("MediaError:") and "rubbish.mp4" in rubbish.content
    folder = await called(tool(root, "extract_frame"), path="clip.mp4", to="way/..")
    assert folder.status == "error"
    (root / "file").write_bytes(b"")
    blocked = await called(tool(root, "extract_frame"), path="clip.mp4", to="file/a.png")
    assert blocked.status == "error" and "cannot be used" in blocked.content
    wrong = await called(tool(root, "extract_frame"), path="clip.mp4", at=float(-1), to="a.png")
    assert wrong.status == "error" and wrong.content.startswith("The arguments do not fit: at")
    long = await called(RenderShot(root=root, generator=PlainGenerator()), spec=spec_of(frames=120_000).to_json(), to="a.mp4")
    assert long.status == "error" and "0.04 to 600 s" in long.content


async def test_a_generator_that_fails_or_hangs_is_a_sentence(root: Path) -> None:
    failing = PlainGenerator(fails=lambda job: JobFailed("the lamp burst", backend="plain"))
    failed = await called(RenderShot(root=root, generator=failing), spec=spec_of().to_json(), to="a.mp4")
    assert failed.status == "error" and failed.content.startswith("JobFailed: plain: the lamp burst. ")
    hanging = UnreliableGenerator(PlainGenerator(), faults=[Fault("hang", 1.0)])
    hung = await called(RenderShot(root=root, generator=hanging, job_seconds=0.1), spec=spec_of().to_json(), to="a.mp4")
    assert hung.status == "error" and "not done after 0.1 s" in hung.content


async def test_a_tool_answers_without_await_inside_a_running_loop(root: Path) -> None:
    assert asyncio.get_running_loop().is_running()
    assert MeasureClip(root=root).invoke({"path": "clip.mp4"}) == "no defect measured"


async def test_an_agents_tool_node_runs_them(root: Path) -> None:
    builder: Any = StateGraph(MessagesState)
    builder.add_node("tools", ToolNode(toolkit(root)))
    builder.add_edge(START, "tools")
    calls = [
        {"name": "probe_media", "args": {"path": "clip.mp4"}, "id": "1"},
        {"name": "probe_media", "args": {"path": "../secret.mp4"}, "id": "2"},
        {"name": "extract_frame", "args": {"path": "clip.mp4"}, "id": "3"},
        {"name": "measure_clip", "args": {"path": "dark.mp4"}, "id": "4"},
    ]
    state = await builder.compile().ainvoke({"messages": [AIMessage("", tool_calls=calls)]})
    answers = {message.tool_call_id: message for message in state["messages"] if isinstance(message, ToolMessage)}
    assert answers["1"].artifact["frames"] == 12
    assert [answers[one].status for one in "1234"] == ["success", "error", "error", "success"]
    assert "outside" in answers["2"].content and "to: Field required" in answers["3"].content
    assert answers["4"].artifact["findings"][0]["kind"] == "black"
