"""LangChain's own standard suites, unit and integration, on every tool of the kit: one test class for each tool and suite.

The integration suite runs as it is: no tool needs a network, and each does its real work with what it uses by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.tools import BaseTool
from langchain_tests.integration_tests import ToolsIntegrationTests
from langchain_tests.unit_tests import ToolsUnitTests

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.take import RenderSpec
from storyreel.testing import write_clip
from storyreel.tools.langchain import toolkit

KIT = {type(tool).__name__: type(tool) for tool in toolkit()}
SPEC = RenderSpec(
    uid="a", backend="previz", revision="1", width_px=64, height_px=48, rate_num=12, frames=3, shot={"action": "Rosa waits"}
)
CUT = Cut(
    width_px=64,
    height_px=48,
    rate_num=12,
    entries=(CutEntry(uid="a", id="1.1", take="one", available_frames=6, frames=6, start=0),),
)
CALLS: dict[str, dict[str, Any]] = {
    "AssembleFilm": {"cut": CUT.to_json(), "takes": {"one": "clip.mp4"}, "to": "film.mp4"},
    "ExtractFrame": {"path": "clip.mp4", "at": "last", "to": "frame.png"},
    "MeasureClip": {"path": "clip.mp4"},
    "ProbeMedia": {"path": "clip.mp4"},
    "RenderShot": {"spec": SPEC.to_json(), "seed": 3, "to": "shot.mp4"},
    "SpeakLine": {"text": "You came back.", "speaker": "ROSA", "to": "voices/L1.wav"},
}
"""A call of each tool, as a model would write it."""


def pictures() -> Iterator[np.ndarray]:
    """Six grey frames with a bar that walks."""
    for number in range(6):
        rgb = np.full((48, 64, 3), 90, np.uint8)
        rgb[:, number * 8 : number * 8 + 4] = (220, 180, 40)
        yield rgb


class _InAFolder:
    """Binds the tool under test to a folder with one clip; the subclasses name the tool."""

    kind: type[BaseTool]
    root: Path

    @pytest.fixture(autouse=True)
    def _folder(self, tmp_path: Path) -> None:
        self.root = tmp_path
        write_clip(tmp_path / "clip.mp4", pictures(), np.zeros(24_000, np.float32), Fraction(12))

    @property
    def tool_constructor(self) -> type[BaseTool]:
        return self.kind

    @property
    def tool_constructor_params(self) -> dict[str, Any]:
        return {"root": self.root}

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return CALLS[self.kind.__name__]


def suites() -> Iterator[tuple[str, type]]:
    """A test class for each tool and each of LangChain's two suites."""
    for name, kind in KIT.items():
        for suite in (ToolsUnitTests, ToolsIntegrationTests):
            title = f"Test{name}{suite.__name__.removeprefix('Tools').removesuffix('Tests')}"
            doc = f"{suite.__name__} on {name}."
            yield title, type(title, (_InAFolder, suite), {"kind": kind, "__module__": __name__, "__doc__": doc})


globals().update(suites())


def test_every_tool_of_the_kit_goes_through_both_suites() -> None:
    assert set(CALLS) == set(KIT), "a new tool needs its call here"
    made = [name for name in globals() if name.startswith("Test")]
    assert sorted(made) == sorted(f"Test{name}{suite}" for name in KIT for suite in ("Unit", "Integration"))


@pytest.mark.parametrize("name", CALLS)
async def test_the_calls_of_the_suites_succeed(name: str, tmp_path: Path) -> None:
    """The suites take an error message for an answer too: here it must be the work that was asked for."""
    write_clip(tmp_path / "clip.mp4", pictures(), np.zeros(24_000, np.float32), Fraction(12))
    tool = KIT[name](root=tmp_path)
    answer = await tool.ainvoke({"type": "tool_call", "id": "1", "name": tool.name, "args": CALLS[name]})
    assert answer.status == "success", answer.content
    assert answer.artifact
    target = CALLS[name].get("to")
    assert target is None or (tmp_path / target).stat().st_size > 0
