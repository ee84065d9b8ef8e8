"""The doctor tries things, says what to do, and ends with 0 or 2; each broken thing is broken here on purpose."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from storyreel.apps.cli import examinations
from storyreel.apps.cli.examinations import examine
from storyreel.apps.cli.libraries import EXTRAS, MODULES, Examined
from storyreel.errors import BackendUnavailable, MissingSystemLibrary
from storyreel.tools.chat.secrets import KEYS

Run = Callable[..., Any]
ROOT = Path(__file__).parents[3]


def one(name: str, folder: Path = Path()) -> Examined:
    return next(result for result in examine(folder) if result.name == name)


def test_a_machine_that_can_make_films_ends_with_0(storyreel: Run, tmp_path: Path) -> None:
    ended = storyreel("doctor", str(tmp_path))
    assert ended.code == 0, ended.out
    for name in ("Python", "langgraph", "voice (eSpeak NG)", "fonts", "encoder", "disk", "folder", "terminal"):
        assert re.search(rf"^(ok|note) +{re.escape(name)} ", ended.out, re.MULTILINE), name
    assert "This machine can make films." in ended.out
    found = storyreel("doctor", str(tmp_path), "--json").json
    assert found["ok"] is True
    assert {check["state"] for check in found["checks"]} <= {"ok", "note"}
    assert all(check["todo"] for check in found["checks"] if check["state"] == "note")


def test_every_package_of_the_default_installation_is_looked_at() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {re.split(r"[<>=~! \[]", asked)[0] for asked in project["dependencies"]} == set(MODULES)
    for extra, packages in EXTRAS.items():
        assert {re.split(r"[<>=~! \[]", asked)[0] for asked in project["optional-dependencies"][extra]} == set(packages)


def test_a_problem_ends_with_2_and_says_what_to_do(storyreel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MODULES, "nowhere-to-be-found", "nowhere")
    ended = storyreel("doctor", str(tmp_path))
    assert ended.code == 2
    assert re.search(r"^PROBLEM +nowhere-to-be-found +not installed\n +next: pip install", ended.out, re.MULTILINE)
    assert "1 problem." in ended.out
    assert storyreel("doctor", str(tmp_path), "--json").json["ok"] is False


def test_an_old_package_is_told_with_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "requires", lambda name: ["numpy>=99.1,<100", "rich>=1"])
    found = one("numpy")
    assert (found.state, "99.1 is needed" in found.found, "'numpy>=99.1'" in found.todo) == ("problem", True, True)
    assert one("rich").state == "ok"


def test_a_missing_system_library_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from storyreel.tools.generators.previz import library

    def broken() -> None:
        raise MissingSystemLibrary("previz (drawing)", "libGL.so.1", "apt-get install -y libgl1 libegl1")

    monkeypatch.setattr(library, "check_drawing_library", broken)
    found = one("skia-python")
    assert (found.state, found.todo) == ("problem", "apt-get install -y libgl1 libegl1")
    assert "libGL.so.1" in found.found
    assert one("fonts").state == "problem"


def test_a_voice_that_does_not_speak_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    from storyreel.tools.speech import ESpeak

    async def silent(*_: object) -> None:
        raise BackendUnavailable("the speech process did not start", backend="espeak")

    monkeypatch.setattr(ESpeak, "speak", silent)
    found = one("voice (eSpeak NG)")
    assert (found.state, "did not start" in found.found, bool(found.todo)) == ("problem", True, True)


def test_an_encoder_that_fails_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storyreel.tools.assemble.encode._CODEC", "no_such_encoder")
    found = one("encoder")
    assert (found.state, bool(found.todo)) == ("problem", True)


def test_fonts_that_lack_are_named_with_their_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from storyreel.tools.generators.previz import library

    class Fonts:
        def matchFamilyStyleCharacter(self, family: str, style: object, languages: list[str], letter: int) -> object:
            return None if letter > 0x2000 else object()

    monkeypatch.setattr(library, "check_drawing_library", lambda: SimpleNamespace(FontMgr=Fonts, FontStyle=lambda: None))
    found = one("fonts")
    assert found.state == "note"
    assert "none for Chinese, Japanese, Korean" in found.found
    assert found.todo.endswith("apt-get install -y fonts-noto-cjk")


@pytest.mark.parametrize(("free", "state"), [(10**8, "problem"), (10**9, "note"), (10**10, "ok")])
def test_room_on_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, free: int, state: str) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda place: SimpleNamespace(free=free))
    found = one("disk", tmp_path / "not" / "yet" / "there")
    assert (found.state, bool(found.todo)) == (state, state != "ok")
    assert str(tmp_path) in found.found


def test_a_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert one("folder", Path("/proc/1")).state == "problem"
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert one("folder", tmp_path / "file").state == "problem"
    assert one("folder", tmp_path).state == "ok"
    assert not [path for path in tmp_path.iterdir() if path.name != "file"]


def test_a_narrow_terminal_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding="ascii"))
    assert "LC_ALL" in one("terminal").todo


def test_a_look_that_breaks_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(folder: Path) -> Examined:
        raise ZeroDivisionError("by zero")

    monkeypatch.setitem(examinations.LOOKS, "disk", breaks)
    found = {result.name: result for result in examine(Path())}
    assert (found["disk"].state, "by zero" in found["disk"].found) == ("problem", True)
    assert "player" in found


def test_keys_are_named_and_never_shown(storyreel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in {name for several in KEYS.values() for name in several}:
        monkeypatch.delenv(name, raising=False)
    found = one("keys of models")
    assert (found.state, "GEMINI_API_KEY" in found.todo) == ("note", True)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-very-secret-4471")
    monkeypatch.setenv("OPENAI_API_KEY", " ")
    found = one("keys of models")
    assert (found.state, found.found) == ("ok", "ANTHROPIC_API_KEY set, for anthropic:MODEL")
    for ended in (storyreel("doctor", str(tmp_path)), storyreel("doctor", str(tmp_path), "--json")):
        assert "ANTHROPIC_API_KEY" in ended.out and "sk-very-secret-4471" not in ended.out + ended.err


def test_an_extra_that_lacks_is_a_note_with_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EXTRAS, "cloud", {"nowhere-to-be-found": "nowhere"})
    found = one("extra cloud")
    assert (found.state, found.found) == ("note", "nowhere-to-be-found not installed")
    assert "openai:" in found.todo and found.todo.endswith("pip install 'storyreel[cloud]'")
    assert one("extra vllm").state in ("ok", "note")
