"""The locks of conftest hold: no network, no keys, no ERROR in silence."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest


def test_connecting_to_another_machine_is_refused() -> None:
    with socket.socket() as one, pytest.raises(RuntimeError, match="tried to connect"):
        one.connect(("192.0.2.1", 80))


def test_another_machine_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="tried to look up"):
        socket.getaddrinfo("example.com", 80)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        client.sendall(b"x")


def test_home_is_not_the_persons() -> None:
    assert "home" in Path.home().name
    assert not [name for name in os.environ if name.endswith("_API_KEY")]
    assert os.environ["LANGSMITH_TRACING"] == "false"


def test_an_error_in_the_log_fails(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile("import logging\ndef test_one(): logging.getLogger('x').error('boom')\ndef test_two(): pass\n")
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, errors=1)
