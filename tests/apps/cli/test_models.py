"""The command line with a model in every place: make, chat, status and critique against a scripted server of this machine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from storyreel.testing import ChatScript, ChatServer, RandomAnswers

SCENE = "INT. KITCHEN - NIGHT\n\nROSA: You came back.\nTOM: I said I would.\n"


def run(*words: str, said: str = "") -> str:
    command = [sys.executable, "-m", "storyreel", *words]
    done = subprocess.run(command, input=said, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture
def model() -> Iterator[str]:
    with ChatServer(ChatScript(answer=RandomAnswers(4))) as server:
        yield f"openai:tiny@{server.url}"


def test_the_whole_loop_by_named_models(tmp_path: Path, model: str) -> None:
    source, out = tmp_path / "scene.txt", str(tmp_path / "film")
    source.write_text(SCENE, encoding="utf-8")
    run("make", str(source), "--out", out, "--scripter", model, "--judge", model, "--size", "208x120")
    crew = json.loads((tmp_path / "film/project.json").read_text(encoding="utf-8"))["crew"]
    assert (crew["scripter"], crew["judge"]) == (model, model)
    log = (tmp_path / "film/log.jsonl").read_text(encoding="utf-8")
    assert '"scripter/shots"' in log and '"critic/rate"' in log
    assert "Left out" in run("chat", out, "--model", model, said="would it not be nicer if it rained all through\n")
    told = run("status", out)
    assert f"asked of {model}" in told and "0.0000 USD" in told
    scored = json.loads(run("critique", f"{out}/script.json", "--judge", model, "--json"))
    assert model in json.dumps(scored)
