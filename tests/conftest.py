"""What holds for every test: no network, no spending, a home of its own, and no ERROR in the log.

A test that expects an ERROR in the log carries the mark `error_logs`. Goldens are compared by the fixture `golden` and remade by
`make goldens`. This file knows no part of the package.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("storyreel", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("storyreel")

_SECRET_NAME = re.compile(
    r"(API_KEY|_TOKEN|_SECRET|PASSWORD|CREDENTIALS)|^(AWS|AZURE|GOOGLE|OPENAI|ANTHROPIC|LANGSMITH|LANGCHAIN)_"
)


class NetworkLocked(RuntimeError):
    """A test tried to reach beyond this machine."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --remake-goldens."""
    parser.addoption("--remake-goldens", action="store_true", help="write the goldens instead of comparing with them")


def _is_local(address: object) -> bool:
    if not isinstance(address, tuple) or not address:
        return True
    host = str(address[0])
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def network_lock() -> Iterator[None]:
    """Let sockets connect only to this machine; names of other hosts are not looked up."""
    held = (socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo)
    connect, connect_ex, getaddrinfo = held

    def locked_connect(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not _is_local(address):
            raise NetworkLocked(f"a test tried to connect to {address}")
        connect(self, address)  # type: ignore[arg-type]

    def locked_connect_ex(self: socket.socket, address: object) -> int:
        if self.family != socket.AF_UNIX and not _is_local(address):
            raise NetworkLocked(f"a test tried to connect to {address}")
        return connect_ex(self, address)  # type: ignore[arg-type]

    def locked_getaddrinfo(host: object, *args: object, **kwargs: object) -> object:
        if host is not None and not _is_local((host,)):
            raise NetworkLocked(f"a test tried to look up {host!r}")
        return getaddrinfo(host, *args, **kwargs)  # type: ignore[arg-type]

    socket.socket.connect = locked_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = locked_connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = locked_getaddrinfo  # type: ignore[assignment]
    yield
    socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo = held  # type: ignore[method-assign]


@pytest.fixture(autouse=True, scope="session")
def clean_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of its own, no keys, no tracing; child processes inherit it."""
    home = tmp_path_factory.mktemp("home")
    patch = pytest.MonkeyPatch()
    for name in [name for name in os.environ if _SECRET_NAME.search(name)]:
        patch.delenv(name)
    patch.setenv("HOME", str(home))
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        patch.setenv(name, str(home / name.lower()))
    patch.setenv("LANGSMITH_TRACING", "false")
    patch.setenv("LANGCHAIN_TRACING_V2", "false")
    patch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    patch.setenv("COLUMNS", "120")
    patch.setenv("NO_COLOR", "1")
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def no_error_logs(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail a test that logs ERROR, unless it is marked `error_logs`."""
    yield
    if request.node.get_closest_marker("error_logs"):
        return
    errors = [record for when in ("setup", "call") for record in caplog.get_records(when) if record.levelno >= logging.ERROR]
    assert not errors, "logged as ERROR: " + "; ".join(record.getMessage() for record in errors)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file `goldens/NAME` beside the test; `--remake-goldens` writes it."""
    folder = Path(request.path).parent / "goldens"

    def compare(name: str, text: str) -> None:
        file = folder / name
        if request.config.getoption("--remake-goldens"):
            folder.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{file.name} is missing; make it with: make goldens"
        assert text == file.read_text(encoding="utf-8"), f"{file.name} differs; if that is meant: make goldens"

    return compare
