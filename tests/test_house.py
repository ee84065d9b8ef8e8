"""The house rules that a tool does not hold: caps, names, docstrings, stubs, and what may not stand in the tree."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("storyreel", "tests", "examples", "benchmarks", "docs")
LINKS = ("graph", "agents", "tools", "prompts", "evals")
BANNED = {"utils", "helpers", "helper", "util", "common", "manager", "misc"}
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if "__pycache__" not in path.parts)
SHIPPED = [path for path in SOURCES if path.parts[len(ROOT.parts)] != "tests"]
PACKAGE = [path for path in SOURCES if path.parts[len(ROOT.parts)] == "storyreel"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (one for one in ast.walk(parsed(path)) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


def test_there_is_something_to_look_at() -> None:
    assert len(SOURCES) > 40


def test_files_are_short() -> None:
    caps = {path: 600 if path.relative_to(ROOT).parts[0] == "tests" else 400 for path in SOURCES}
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert not [f"{name_of(path)}: {lengths[path]} lines" for path in SOURCES if lengths[path] > caps[path]]


def test_functions_are_short() -> None:
    long = [
        f"{name_of(path)}:{one.lineno} {one.name}"
        for path in SHIPPED
        for one in functions(path)
        if (one.end_lineno or one.lineno) - one.lineno + 1 > 50
    ]
    assert not long


def test_files_are_named_after_what_they_hold() -> None:
    assert not [name_of(path) for path in SOURCES if BANNED & set(re.split(r"[_\W]", path.stem.lower()))]


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_a_module_says_what_it_is(path: Path) -> None:
    text = ast.get_docstring(parsed(path)) or ""
    assert len(text) >= 20, "the module's docstring says nothing"


def test_no_error_is_swallowed_and_no_stub_is_left() -> None:
    found: list[str] = []
    for path in SOURCES:
        for one in ast.walk(parsed(path)):
            if isinstance(one, ast.ExceptHandler) and all(_says_nothing(step) for step in one.body):
                found.append(f"{name_of(path)}:{one.lineno} except: pass")
            if isinstance(one, ast.Name) and one.id == "NotImplementedError":
                found.append(f"{name_of(path)}:{one.lineno} NotImplementedError")
    assert not found


def _says_nothing(step: ast.stmt) -> bool:
    return isinstance(step, ast.Pass) or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))


def test_nothing_is_imported_through_the_links() -> None:
    found: list[str] = []
    for path in SOURCES:
        for one in ast.walk(parsed(path)):
            names = [alias.name for alias in one.names] if isinstance(one, ast.Import) else []
            if isinstance(one, ast.ImportFrom) and not one.level:
                names = [one.module or ""]
            found += [f"{name_of(path)}:{one.lineno} {name}" for name in names if name.split(".")[0] in LINKS]
    assert not found


@pytest.mark.parametrize("name", LINKS)
def test_a_link_points_into_the_package(name: str) -> None:
    link = ROOT / name
    if not link.is_symlink():
        pytest.skip("a checkout without links works too")
    assert link.readlink() == Path("storyreel") / name


def test_graph_is_the_only_place_that_imports_langgraph() -> None:
    found = [
        name_of(path)
        for path in PACKAGE
        for one in ast.walk(parsed(path))
        if isinstance(one, ast.Import | ast.ImportFrom)
        for name in ([one.module or ""] if isinstance(one, ast.ImportFrom) else [alias.name for alias in one.names])
        if name.split(".")[0] == "langgraph" and path.relative_to(ROOT).parts[1] not in ("graph",)
    ]
    assert not found


MACHINE = re.compile(
    r"/(?:root|work|home/\w+|Users/\w+|opt/pypi|tmp/notes)/|\b(?:sk|rk)-[A-Za-z0-9_-]{20,}|\bghp_\w{20,}|\bhf_[A-Za-z]{20,}|\bAKIA[0-9A-Z]{16}"
    r"|\bAIza[\w-]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY|--(?:extra-)?index-url|\b\w+:\w+@[\w-]+\.\w+/"
)


def tracked() -> list[Path]:
    """Text files that git knows, or all of them in a tree without git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in listed.stdout.split("\0") if name] if listed.returncode == 0 else []
    paths = [ROOT / name for name in names] or SOURCES
    return [path for path in paths if path.is_file() and not path.is_symlink() and path != Path(__file__)]


def test_no_path_of_a_machine_no_registry_and_no_secret_stands_in_the_tree() -> None:
    found: list[str] = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name_of(path)}: {hit[0]}" for hit in MACHINE.finditer(text)]
    assert not found
