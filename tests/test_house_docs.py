"""The pages say what is: commands that exist, generated parts that have not drifted, papers that are cited."""

from __future__ import annotations

import importlib.util
import re
import shlex
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from storyreel.apps.cli.app import VERBS

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "docs/design.md", ROOT / "docs/models.md"]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs/generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date(generate: ModuleType) -> None:
    drift = generate.drift()
    assert not drift, "\n".join([*drift, "Write them again with: make docs"])


def commands(page: Path) -> list[list[str]]:
    """Each line of the page's sh blocks, as words without its comment."""
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line and not line.startswith("#")]


def test_commands_on_the_pages_exist(generate: ModuleType) -> None:
    known = generate.verbs()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    seen = 0
    for page in PAGES:
        for words in commands(page):
            seen += 1
            if words[0] == "make":
                assert set(words[1:]) <= targets, f"{page.name}: {words}"
            elif words[0] == "storyreel":
                options = {name for one in known[words[1]].params for name in one.opts}
                asked = {word.split("=")[0] for word in words if word.startswith("--")}
                assert asked <= options, f"{page.name}: {words}"
            else:
                assert words[0] in ("git", "cd", "pip", "python", "echo", "export", "ollama"), f"{page.name}: {words}"
    assert seen > 5


def test_files_that_the_pages_link_to_exist() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_each_verb_has_a_file_of_its_own() -> None:
    for verb in VERBS:
        assert verb.__module__ == f"storyreel.apps.cli.{verb.__name__}"


def test_both_papers_are_cited_and_the_licence_is_whole() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert "2601.17737" in citation
    assert "2503.07314" in citation
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert "eSpeak NG" in (ROOT / "NOTICE").read_text(encoding="utf-8")


def test_every_dependency_has_a_known_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[<>=~! ]", one)[0].lower() for one in asked}
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8").lower(), re.MULTILINE))
    assert names <= set(pinned), f"constraints.txt lacks {sorted(names - set(pinned))}"
    assert "torch" not in pinned
    assert not re.search(r"@|://|^-", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)


def test_make_help_lists_every_command() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    described = set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
    assert {"help", "film", "test", "test-all", "check", "format", "docs", "bench", "goldens", "clean"} <= described
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == described
