"""A library made of fakes behind the real command line, so that each ending of a run can be had at will."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import storyreel.graph as graph
from storyreel.apps.cli import main
from storyreel.film.finding import Finding
from storyreel.tools.contracts import Event


@dataclass
class FakeFilm:
    """Looks like storyreel.Film."""

    film: Path | None = Path("out/film.mp4")
    script: Path = Path("out/script.json")
    screening: Path | None = None
    truth: Path | None = None
    subtitles: Path = Path("out/film.srt")
    report: Path = Path("out/report.html")
    shots: int = 3
    takes: int = 4
    retakes: int = 1
    script_rounds: int = 0
    findings: tuple[Finding, ...] = ()
    cost: dict[str, Any] = field(default_factory=dict)
    wall_s: float = 1.0
    waiting: dict[str, Any] | None = None
    missing: dict[str, str] = field(default_factory=dict)
    finished: bool = True

    def to_json(self) -> dict[str, Any]:
        return {"film": str(self.film) if self.film else None, "shots": self.shots}


class FakeControl:
    """Looks like storyreel.graph.Control."""

    def __init__(self) -> None:
        self.reason = ""

    def request_drain(self, reason: str = "") -> None:
        self.reason = reason


@dataclass
class FakeLibrary:
    """What the command line calls; `calls` has what it was given."""

    film: FakeFilm = field(default_factory=FakeFilm)
    error: BaseException | None = None
    during: Callable[[Any], Any] | None = None
    locked: int = 0
    running: bool = True
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)

    async def amake(self, source: Any, *, on_event: Any, control: Any, **given: Any) -> FakeFilm:
        self.calls.append(("make", {"source": source, **given}))
        return await self._run(on_event, control)

    async def aresume(self, out: Path, *, on_event: Any, control: Any, **given: Any) -> FakeFilm:
        from storyreel.errors import ProjectLocked

        self.calls.append(("resume", {"out": out, **given}))
        if self.locked:
            self.locked -= 1
            raise ProjectLocked("another process runs it")
        return await self._run(on_event, control)

    async def _run(self, on_event: Any, control: Any) -> FakeFilm:
        on_event(Event(type="shot.start", shot="1.1", text="begins", at_s=0.5))
        on_event(Event(type="shot.progress", shot="1.1", data={"progress": 0.5}, at_s=0.7))
        on_event(Event(type="shot.done", shot="1.1", text="take 1", at_s=1.0))
        if self.during is not None:
            await self.during(control)
        if self.error is not None:
            raise self.error
        return self.film

    def send(self, out: Path, text: str, *, author: str = "") -> str:
        self.calls.append(("send", {"out": out, "text": text, "author": author}))
        name = f"m{len(self.calls):06d}"
        self.said.append({"id": f"r{len(self.said) + 1:06d}", "text": f"heard: {text}", "about": name})
        return name

    def replies(self, out: Path, after: str | None = None) -> list[dict[str, Any]]:
        return [reply for reply in self.said if after is None or reply["id"] > after]

    def project_status(self, out: Path) -> dict[str, Any]:
        film = {"film": None, "report": None, "missing": {"1.2": "gone"}, "findings": [{}], "finished": False}
        return {
            "project": str(out), "running": self.running, "source": "a.txt", "takes": 3,
            "spent": {"micros": 1_500_000, "reserved_micros": 0, "unknown": 2, "currency": "USD"},
            "film": {**film, "waiting": {"gate": "script", "question": "Is it right?"}},
        }  # fmt: skip


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeLibrary:
    """The fakes, in a folder that is a project and has another one called P."""
    fake = FakeLibrary()
    monkeypatch.chdir(tmp_path)
    for folder in (tmp_path, tmp_path / "P"):
        folder.mkdir(exist_ok=True)
        (folder / "project.json").write_text("{}", encoding="utf-8")
    for name in ("amake", "aresume", "send", "replies", "project_status"):
        monkeypatch.setattr(graph, name, getattr(fake, name), raising=False)
    monkeypatch.setattr(graph, "Control", FakeControl, raising=False)
    return fake


TINY_SCENE = """INT. KITCHEN - NIGHT

ROSA: You came back.
TOMAS (quietly): I said I would.
"""


@pytest.fixture(scope="session")
def tiny_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real project that is only read: 208x120, 12 frames a second; shot 1.2 has two takes, the second in the film."""
    from storyreel.film.note import Limits
    from storyreel.film.plan import FilmSettings

    folder = tmp_path_factory.mktemp("tiny")
    (folder / "scene.txt").write_text(TINY_SCENE, encoding="utf-8")
    settings = FilmSettings(width_px=208, height_px=120, rate_num=12)
    graph.make(folder / "scene.txt", out=folder / "film", settings=settings, limits=Limits(workers=2))
    graph.send(folder / "film", "retake 1.2")
    graph.resume(folder / "film")
    return folder / "film"


@pytest.fixture
def own_project(tiny_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real project to be changed, as `film` in the current folder."""
    shutil.copytree(tiny_project, tmp_path / "film")
    monkeypatch.chdir(tmp_path)
    return Path("film")


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def storyreel(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run the command line in this process."""

    def run(*arguments: str) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 0 if code is None else 1, said.out, said.err)

    return run
