"""The public names of the package: sorted, complete, loaded when used."""

from __future__ import annotations

import importlib
import pkgutil
import tomllib
from pathlib import Path

import pytest

import storyreel

ROOT = Path(__file__).parent.parent
PACKAGES = ["storyreel", *(one.name for one in pkgutil.walk_packages(storyreel.__path__, "storyreel.") if one.ispkg)]


def order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest: the order that the linter keeps."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_says_what_lives_there_and_exports_it_sorted(name: str) -> None:
    package = importlib.import_module(name)
    assert package.__doc__, f"{name} has no docstring"
    assert len(package.__doc__) >= 20, f"{name}: the docstring says nothing"
    names = list(package.__all__)
    assert names in (sorted(names), sorted(names, key=order)), f"{name}.__all__ is not sorted"
    assert len(set(package.__all__)) == len(package.__all__)
    for public in package.__all__:
        assert getattr(package, public) is not None


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(AttributeError, match="read_dialogue"):
        storyreel.no_such_name  # noqa: B018


def test_dir_lists_the_public_names() -> None:
    assert dir(storyreel) == storyreel.__all__


def test_the_version_stands_once_more_in_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == storyreel.__version__
