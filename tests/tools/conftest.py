"""Marks that LangChain's standard tests use; they are known here so that strict marks can stay strict everywhere else."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks; no test of ours carries them."""
    for name in ("benchmark", "vcr"):
        config.addinivalue_line("markers", f"{name}: set by langchain-tests on tests of chat models; not used here")
