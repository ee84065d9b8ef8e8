"""chat, retake and lock: what is said reaches the inbox, whoever runs the project, and what is answered is printed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyreel.film.script import Script

Run = Callable[..., Any]


def say(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def sent(library: Any) -> list[str]:
    return [given["text"] for name, given in library.calls if name == "send"]


def test_each_line_is_a_message_and_each_answer_is_printed(
    storyreel: Run, library: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    say(monkeypatch, "why 1.3?\n\n  lock 1.2  \n")
    ended = storyreel("chat", str(tmp_path), "--author", "Ada")
    assert ended.code == 0, ended.err
    assert sent(library) == ["why 1.3?", "lock 1.2"]
    assert ended.out.splitlines() == ["heard: why 1.3?", "heard: lock 1.2"]
    assert library.calls[-1][0] == "resume"


def test_a_model_reads_the_chat_where_one_is_named(
    storyreel: Run, library: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for named, crew in (([], {}), (["--model", "hf:models/small"], {"producer": "hf:models/small"})):
        say(monkeypatch, "lock 1.2\n")
        assert storyreel("chat", str(tmp_path), *named).code == 0
        assert [given["crew"] for name, given in library.calls if name == "resume"][-1] == crew


def test_chat_waits_for_the_other_process(storyreel: Run, library: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    library.locked = 1
    monkeypatch.setattr("storyreel.apps.cli.chat.RETRY_S", 0.01)
    say(monkeypatch, "retake 1.1: darker\n")
    ended = storyreel("chat", str(tmp_path))
    assert (ended.code, sent(library)) == (0, ["retake 1.1: darker"])
    assert "heard: retake 1.1: darker" in ended.out


def test_exit_leaves_without_a_message(storyreel: Run, library: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    say(monkeypatch, "EXIT\nlock 1.1\n")
    assert storyreel("chat", str(tmp_path)).code == 0
    assert sent(library) == []


def test_chat_in_json_is_one_object(storyreel: Run, library: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    say(monkeypatch, "why 1.3?\n")
    found = storyreel("chat", str(tmp_path), "--json").json
    assert [reply["text"] for reply in found["replies"]] == ["heard: why 1.3?"]
    assert found["film"] == {"film": "out/film.mp4", "shots": 3}


def test_an_error_of_the_run_ends_the_chat_with_its_code(
    storyreel: Run, library: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from storyreel.errors import BudgetExceeded

    library.error = BudgetExceeded("too dear")
    say(monkeypatch, "retake 1.1\n")
    assert storyreel("chat", str(tmp_path)).code == 5


def test_chat_needs_a_project(storyreel: Run, library: Any, tmp_path: Path) -> None:
    ended = storyreel("chat", str(tmp_path / "none"))
    assert ended.code == 2
    assert "storyreel make" in ended.err


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("retake", "P", "1.3"), "retake 1.3"),
        (("retake", "P", "1.3", "darker", "and slower"), "retake 1.3: darker and slower"),
        (("lock", "P", "1.2"), "lock 1.2"),
        (("lock", "P", "1.2", "1.3"), "lock 1.2 1.3"),
        (("lock", "P", "1.2", "--unlock"), "unlock 1.2"),
    ],
)
def test_verbs_become_messages_and_the_project_goes_on(
    storyreel: Run, library: Any, arguments: tuple[str, ...], text: str
) -> None:
    ended = storyreel(*arguments, "--json")
    assert ended.code == 0, ended.err
    assert [name for name, _ in library.calls] == ["send", "resume"]
    assert sent(library) == [text]
    assert [reply["text"] for reply in ended.json["replies"]] == [f"heard: {text}"]


def test_a_running_project_takes_the_message_up_itself(storyreel: Run, library: Any) -> None:
    library.locked = 1
    ended = storyreel("lock", "P", "1.2", "--json")
    assert ended.code == 0
    assert ended.json["film"] is None
    assert "takes it up" in ended.err


def test_what_the_script_shows_to_be_wrong_is_refused_at_once(
    storyreel: Run, library: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "script.json").write_text(json.dumps(Script(title="empty").to_json()), encoding="utf-8")
    library.running = False
    ended = storyreel("lock", str(tmp_path), "9.9")
    assert ended.code == 2
    assert "9.9" in ended.err
    assert not library.calls
