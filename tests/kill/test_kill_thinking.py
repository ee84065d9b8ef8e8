"""Killed while a model writes the script: what was answered before is not asked again, and no line is lost."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from storyreel.film.script import Script
from storyreel.testing import ChatScript, ChatServer, RandomAnswers
from storyreel.tools.ledger import Ledger

PROGRAM = [sys.executable, str(Path(__file__).with_name("thinking.py"))]
SAID = [
    ("ROSA", "You said nobody knew about the letter."),
    ("TOM", "Nobody did."),
    ("ROSA", "Then who opened it?"),
    ("TOM", "Ask your brother."),
    ("TOM", "It was never sealed."),
    ("ROSA", "Read it to me."),
]


class Stopping:
    """Answers as `RandomAnswers`; the request after `good` ones hangs until it is let go, so that a kill finds it open."""

    def __init__(self, good: int) -> None:
        self.good, self.reached, self.go_on = good, threading.Event(), threading.Event()
        self._answers, self._count = RandomAnswers(3), 0

    def __call__(self, body: dict[str, Any]) -> Mapping[str, Any]:
        self._count += 1
        if self._count > self.good and not self.go_on.is_set():
            self.reached.set()
            self.go_on.wait(60)
        return self._answers(body)


def questions(server: ChatServer) -> list[str]:
    return [json.dumps([body["messages"], body.get("response_format")], sort_keys=True) for body in server.script.requests]


@pytest.mark.parametrize("good", [1, 3, 5])
def test_what_was_answered_before_a_kill_is_not_asked_again(tmp_path: Path, good: int) -> None:
    out, stopping = tmp_path / "film", Stopping(good)
    with ChatServer(ChatScript(answer=stopping)) as server:
        command = [*PROGRAM, str(out), f"openai:tiny@{server.url}"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            assert stopping.reached.wait(60), "the model was asked"
        finally:
            process.kill()
            process.wait(10)
        kept = len(list((out / "answers").glob("*.json")))
        before = questions(server)
        stopping.go_on.set()
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        after = questions(server)[len(before) :]
    assert kept >= 1 and len(before) > kept
    again = Counter(before) & Counter(after)
    assert sum(again.values()) <= len(before) - kept, "only what was not answered is asked again"
    lines = Script.model_validate_json((out / "script.json").read_bytes()).lines
    assert [(line.speaker, line.text) for line in lines if line.part == 0] == SAID
    spent = Ledger(out / "ledger.jsonl").spending()
    assert not [job for job in Ledger(out / "ledger.jsonl").open_jobs() if job.startswith("chat/")]
    assert (spent.committed, spent.reserved, spent.unknown) == (0, 0, 0)
