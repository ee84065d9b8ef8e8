"""The shell's Tab key: what it is told, and what it is offered, by a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyreel.apps.cli.completion import VARIABLE, Shell

Run = Callable[..., Any]


def offered(words: str, folder: Path) -> list[str]:
    """What bash offers for a line; its last word is the one that is half typed."""
    place = len(words.split(" ")) - 1
    told = {**os.environ, VARIABLE: "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(place)}
    command = [sys.executable, "-c", "from storyreel.apps.cli import main; main()"]
    done = subprocess.run(command, env=told, cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize("shell", list(Shell))
def test_each_shell_has_its_lines(storyreel: Run, shell: Shell) -> None:
    ended = storyreel("completion", shell.value)
    assert ended.code == 0
    assert VARIABLE in ended.out
    assert "storyreel" in ended.out
    assert "for every new" in ended.err
    assert storyreel("completion", shell.value, "--json").json["script"] == ended.out.rstrip("\n")


@pytest.mark.skipif(shutil.which("bash") is None, reason="this machine has no bash")
def test_bash_reads_its_lines_and_asks(storyreel: Run, tmp_path: Path) -> None:
    (tmp_path / "lines").write_text(storyreel("completion", "bash").out, encoding="utf-8")
    program = tmp_path / "storyreel"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "from storyreel.apps.cli import main; main()" "$@"\n')
    program.chmod(0o755)
    script = (
        f"PATH={tmp_path}:$PATH; source {tmp_path}/lines; complete -p storyreel; COMP_WORDS=(storyreel sta); COMP_CWORD=1;"
        ' _storyreel_completion storyreel sta storyreel; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "status", done.stderr
    assert "_storyreel_completion" in done.stdout


def test_projects_shots_and_forms_are_offered(tiny_project: Path) -> None:
    folder = tiny_project.parent
    assert offered("storyreel status fi", folder) == ["film"]
    assert offered("storyreel takes compare film 1.", folder)[:2] == ["1.1", "1.2"]
    assert offered("storyreel export film --form vt", folder) == ["vtt"]
    assert "--style" in offered("storyreel make --", folder)


def test_nothing_is_offered_where_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "project.json").write_text("{}", encoding="utf-8")
    (tmp_path / "bad" / "script.json").write_text('{"scenes": [1, {"shots": [2, {"id": 3}]}]}', encoding="utf-8")
    assert offered("storyreel takes compare bad 1", tmp_path) == []


def test_the_shell_is_taken_from_the_environment(storyreel: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/usr/bin/zsh")
    assert storyreel("completion").out.startswith("#compdef storyreel")
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    ended = storyreel("completion")
    assert ended.code == 2
    assert "bash, zsh, fish" in ended.err
