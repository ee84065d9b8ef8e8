"""What is shipped: the sdist holds no link to the package's parts, and a wheel built from it runs alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP = {"storyreel", "tests", "examples", "benchmarks", "docs", ".ci"}


def run(*words: str | Path, cwd: Path | None = None) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=environment, capture_output=True, text=True, check=False, timeout=600
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def made_venv(folder: Path) -> Path:
    """Python of a fresh virtual environment."""
    venv.create(folder, with_pip=True)
    return folder / "bin" / "python"


@pytest.mark.slow
def test_a_wheel_built_from_the_sdist_runs_alone(tmp_path: Path) -> None:
    builder = made_venv(tmp_path / "builder")
    run(builder, "-m", "pip", "install", "-qq", "hatchling")
    run(builder, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path / "dist", cwd=ROOT)
    (sdist,) = (tmp_path / "dist").glob("*.tar.gz")
    with tarfile.open(sdist) as tar:
        members = [name.split("/", 1)[1] for name in tar.getnames() if "/" in name]
        assert not [one.name for one in tar.getmembers() if one.issym()]
        tar.extractall(tmp_path / "source", filter="data")
    assert {name.split("/")[0] for name in members if "/" in name} <= TOP
    assert not [name for name in members if "__pycache__" in name or name.startswith("out/")]
    assert {"LICENSE", "NOTICE", "Makefile", "pyproject.toml", "constraints.txt"} <= set(members)
    (source,) = (tmp_path / "source").iterdir()

    run(builder, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path / "dist", cwd=source)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"storyreel"}
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "storyreel").rglob("*") if path.is_file()}
    here = {name for name in here if not name.endswith(".pyc")}
    assert here <= set(names), f"the wheel lacks {sorted(here - set(names))}"

    clean = made_venv(tmp_path / "clean")
    run(clean, "-m", "pip", "install", "-qq", "--no-deps", "--no-index", wheel)
    own = run(clean, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    theirs = next(path for path in sys.path if path.endswith("site-packages"))
    Path(own, "dependencies.pth").write_text(theirs + "\n", encoding="utf-8")
    home = run(clean, "-c", "import storyreel; print(storyreel.__file__)", cwd=tmp_path)
    assert home.startswith(own + os.sep)
    assert "storyreel make" in run(tmp_path / "clean/bin/storyreel", cwd=tmp_path)
    assert "--json" in run(tmp_path / "clean/bin/storyreel", "make", "--help", cwd=tmp_path)
