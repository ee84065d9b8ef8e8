"""The command as a whole: first page, help, endings, and what may not be imported before a verb runs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import storyreel as package
from storyreel.apps.cli.app import VERBS
from storyreel.apps.cli.progress import line_for
from storyreel.tools.contracts import Event

Run = Callable[..., Any]
HEAVY = {"langgraph", "langchain_core", "av", "skia", "numpy", "sqlite3", "jinja2"}


def imported_by(code: str) -> set[str]:
    """Names of the top modules that a fresh interpreter has after `code`."""
    ask = f"import json, sys\n{code}\nprint('\\n' + json.dumps([name.split('.')[0] for name in sys.modules]))"
    found = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(found.stdout.splitlines()[-1]))


def test_importing_storyreel_imports_nothing_heavy() -> None:
    assert not imported_by("import storyreel; dir(storyreel)") & (HEAVY | {"typer", "rich", "pydantic"})


@pytest.mark.parametrize("arguments", ["", "'--help'", "'make', '--help'", "'--version'"])
def test_help_imports_nothing_heavy(arguments: str) -> None:
    code = f"from storyreel.apps.cli import main\ntry: main([{arguments}])\nexcept SystemExit: pass"
    assert not imported_by(code) & HEAVY


def test_no_argument_prints_a_short_first_page(storyreel: Run) -> None:
    ended = storyreel()
    assert ended.code == 0
    assert "storyreel make scene.txt" in ended.out
    assert len(ended.out.splitlines()) < 12


def test_help_names_every_verb_and_every_code(storyreel: Run) -> None:
    ended = storyreel("--help")
    assert ended.code == 0
    for verb in VERBS:
        assert verb.__name__ in ended.out
    for code in ("0 done", "5 over budget", "7 unresolved", "130 interrupted"):
        assert code in " ".join(ended.out.split())


@pytest.mark.parametrize("verb", [verb.__name__ for verb in VERBS])
def test_every_verb_has_help_and_json(storyreel: Run, verb: str) -> None:
    ended = storyreel(verb, "--help")
    assert ended.code == 0
    assert "--json" in ended.out


def test_version(storyreel: Run) -> None:
    assert storyreel("--version").out.strip() == f"storyreel {package.__version__}"


@pytest.mark.parametrize("arguments", [("nonsense",), ("--nonsense",), ("script",), ("retake", "P")])
def test_what_is_not_understood_is_usage(storyreel: Run, arguments: tuple[str, ...]) -> None:
    assert storyreel(*arguments).code == 2


def test_status_prints_what_the_library_knows(storyreel: Run, library: Any) -> None:
    assert storyreel("status", "P", "--json").json == library.project_status("P")
    ended = storyreel("status", "P")
    for text in ("yes, in another process", "1.50 USD, 2 jobs of unknown price", "Is it right?", "shot 1.2: gone"):
        assert text in ended.out


def test_text_that_the_terminal_cannot_show_is_escaped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io

    from storyreel.apps.cli.output import print_json, print_line

    narrow = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", narrow)
    print_line("ROSA: 你好")
    print_json({"text": "你好"})
    narrow.flush()
    written = narrow.buffer.getvalue().decode()  # type: ignore[attr-defined]
    assert "\\u4f60" in written
    assert json.loads(written.split("\n", 1)[1]) == {"text": "你好"}


def test_an_event_is_one_line_even_if_its_text_is_not() -> None:
    assert line_for(Event(type="problem", stage="editor", text="two\nlines")) == "   0.0 s  editor two lines"
