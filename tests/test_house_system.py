"""Missing system libraries: installed and said where we may, else one line and a stop; nothing else is touched."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci/system-packages"
GL = "ImportError: libGL.so.1: cannot open shared object file: No such file or directory"
EGL = "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory"


def machine(folder: Path, *, problem: str, user: int, apt: bool) -> dict[str, str]:
    """A machine of fakes: a python that fails until apt-get has run, an id, and perhaps an apt-get."""
    for tool in ("grep", "cat", "touch"):
        (folder / tool).symlink_to(f"/usr/bin/{tool}")
    scripts = {
        "python": f'test -e "{folder}/installed" && exit 0\necho "{problem}" >&2\nexit 1\n',
        "id": f"echo {user}\n",
        "apt-get": f'echo "apt-get $*" >> "{folder}/asked"\ntest "$2" = update || touch "{folder}/installed"\n',
    }
    for name, text in scripts.items():
        if name != "apt-get" or apt:
            (folder / name).write_text(f"#!/bin/sh\n{text}", encoding="utf-8")
            (folder / name).chmod(0o755)
    return {"PATH": str(folder)}


def see(folder: Path, what: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(SCRIPT), what, str(folder / "python")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.parametrize("problem", [GL, EGL])
def test_root_gets_the_libraries_and_is_told(tmp_path: Path, problem: str) -> None:
    done = see(tmp_path, "drawing", machine(tmp_path, problem=problem, user=0, apt=True))
    assert done.returncode == 0, done.stderr
    assert "Installing libgl1 libegl1" in done.stdout
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert "update" in asked
    assert "libgl1 libegl1" in asked


@pytest.mark.parametrize(("user", "apt"), [(1000, True), (0, False)])
def test_anyone_else_gets_one_line(tmp_path: Path, user: int, apt: bool) -> None:
    done = see(tmp_path, "drawing", machine(tmp_path, problem=GL, user=user, apt=apt))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "sudo apt-get install -y libgl1 libegl1" in done.stderr
    assert not (tmp_path / "asked").exists()


def test_another_problem_is_shown_and_nothing_is_installed(tmp_path: Path) -> None:
    done = see(tmp_path, "drawing", machine(tmp_path, problem="ImportError: undefined symbol", user=0, apt=True))
    assert done.returncode == 1
    assert "undefined symbol" in done.stderr
    assert not (tmp_path / "asked").exists()


def test_nothing_is_said_where_nothing_is_missing(tmp_path: Path) -> None:
    environment = machine(tmp_path, problem=GL, user=0, apt=True)
    (tmp_path / "installed").touch()
    done = see(tmp_path, "drawing", environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_python_without_venv_is_helped_too(tmp_path: Path) -> None:
    done = see(tmp_path, "venv", machine(tmp_path, problem="No module named 'ensurepip'", user=0, apt=True))
    assert done.returncode == 0, done.stderr
    assert "python3-venv" in done.stdout


def test_the_script_can_be_run() -> None:
    assert os.access(SCRIPT, os.X_OK)
