"""The packages that Storyreel needs, each imported and its version compared with what is asked. It installs nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import import_module, metadata
from typing import Any, Literal

from storyreel.errors import StoryreelError

__all__ = ["EXTRAS", "MODULES", "Examined", "at_least", "libraries"]

MODULES = {
    "langgraph": "langgraph.graph", "langchain-core": "langchain_core", "pydantic": "pydantic", "av": "av",
    "langgraph-checkpoint-sqlite": "langgraph.checkpoint.sqlite", "skia-python": "skia", "espeakng-loader": "espeakng_loader",
    "jinja2": "jinja2", "defusedxml": "defusedxml", "numpy": "numpy", "typer": "typer", "rich": "rich",
}  # fmt: skip
"""The packages that a default installation needs, by name, and the module that is imported of each."""

EXTRAS = {
    "documents": {"pypdf": "pypdf"},
    "cloud": {
        "langchain-openai": "langchain_openai", "openai": "openai", "google-genai": "google.genai",
        "langchain-anthropic": "langchain_anthropic",
    },
    "models": {
        "torch": "", "transformers": "", "accelerate": "", "xgrammar": "", "diffusers": "", "open-clip-torch": "",
    },
    "vllm": {"vllm": ""},
}  # fmt: skip
"""The packages of each extra and the module that is imported of each; "" where importing takes long or wakes a GPU."""

_USES = {
    "documents": "to read PDF and DOCX",
    "cloud": "for language models behind an address (openai:, gemini:, anthropic:)",
    "models": "for models in this process (hf:)",
    "vllm": "for vLLM, on Linux with a GPU (vllm:, storyreel serve)",
}


@dataclass(frozen=True)
class Examined:
    """One thing that was looked at.

    Attributes:
        found: What there is.
        todo: The next step, "" where all is well.
    """

    name: str
    state: Literal["ok", "note", "problem"]
    found: str
    todo: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


def libraries() -> Iterator[Examined]:
    """Each package of a default installation, then the extras."""
    wanted = _wanted()
    for package, module in MODULES.items():
        yield _library(package, module, wanted.get(package, ""))
    for extra, packages in EXTRAS.items():
        missing = [
            package for package, module in packages.items() if _version(package) is None or (module and not _imports(module))
        ]
        if missing:
            todo = f"only {_USES[extra]}: pip install 'storyreel[{extra}]'"
            yield Examined(f"extra {extra}", "note", f"{', '.join(missing)} not installed", todo)
        else:
            yield Examined(f"extra {extra}", "ok", ", ".join(f"{one} {_version(one)}" for one in packages))


def _library(package: str, module: str, least: str) -> Examined:
    version, again = _version(package), f"pip install --upgrade '{package}{f'>={least}' if least else ''}'"
    if version is None:
        return Examined(package, "problem", "not installed", again)
    if least and not at_least(version, least):
        return Examined(package, "problem", f"{version} is too old, {least} is needed", again)
    try:
        if module == "skia":
            import_module("storyreel.tools.generators.previz.library").check_drawing_library()
        import_module(module)
    except StoryreelError as exc:
        what, _, how = str(exc).partition(" Install it with: ")
        return Examined(package, "problem", f"{version}; {what}", how or again)
    except Exception as exc:
        return Examined(package, "problem", f"{version} cannot be imported: {exc}", f"pip install --force-reinstall '{package}'")
    return Examined(package, "ok", version)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _imports(module: str) -> bool:
    try:
        import_module(module)
    except ImportError:
        return False
    return True


def _wanted() -> dict[str, str]:
    """Package -> the lowest version that this installation names; nothing where it runs from a bare checkout."""
    try:
        asked = metadata.requires("storyreel") or []
    except metadata.PackageNotFoundError:
        return {}
    found = (re.match(r"([\w.-]+)[^;]*?>=\s*([\d.]+)", one) for one in asked if "extra ==" not in one)
    return {match[1].lower(): match[2] for match in found if match}


def at_least(version: str, least: str) -> bool:
    """Whether a version is not older than another, by their numbers.

    >>> at_least("1.10.2", "1.9"), at_least("2.0rc1", "2.1")
    (True, False)
    """

    def numbers(text: str) -> list[int]:
        return [int(part) for part in re.findall(r"\d+", text.partition("+")[0])]

    mine, other = numbers(version), numbers(least)
    return mine + [0] * (len(other) - len(mine)) >= other
