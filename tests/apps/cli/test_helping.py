"""Help that a newcomer can read: one screen, plain text, examples that are really commands."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from typing import Any

import pytest
import typer.main

from storyreel.apps.cli.app import VERBS, build_app
from storyreel.apps.cli.takes import TAKES_VERBS

Run = Callable[..., Any]
APP: Any = typer.main.get_command(build_app())
PATHS = [(verb.__name__,) for verb in VERBS] + [("takes", name) for name in TAKES_VERBS]
SCREEN = 56
"""Lines of a terminal of common size; `make` has twenty options and may fill it, the others stay far below."""


def command_of(words: tuple[str, ...]) -> Any:
    found = APP
    for word in words:
        found = found.commands[word]
    return found


@pytest.mark.parametrize("words", PATHS, ids=" ".join)
def test_a_page_fits_a_screen_and_ends_with_examples(
    storyreel: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ended = storyreel(*words, "--help")
    assert ended.code == 0
    lines = ended.out.splitlines()
    assert len(lines) <= (SCREEN if words in (("make",), ("resume",)) else 40)
    assert max(map(len, lines)) <= 80
    assert lines[0].startswith(f"Usage: storyreel {' '.join(words)}")
    at = lines.index("Examples:")
    assert all(line.startswith("  ") for line in lines[at + 1 :])
    assert len(lines) > at + 1


@pytest.mark.parametrize("words", PATHS, ids=" ".join)
def test_examples_are_commands_with_options_that_exist(words: tuple[str, ...]) -> None:
    shown = 0
    for line in str(command_of(words).epilog).splitlines():
        typed = [part for part in shlex.split(line) if part not in ("eval", "|", "echo")]
        if "storyreel" not in typed:
            continue  # inside $( )
        typed = typed[typed.index("storyreel") + 1 :]
        verb = APP.commands[typed[0]]
        if getattr(verb, "commands", None):
            verb = verb.commands.get(typed[1], verb.commands["list"])
        known = {name for one in verb.params for name in one.opts}
        assert {word for word in typed if word.startswith("--")} <= known, line
        shown += 1
    assert shown or words == ("completion",)


def test_the_first_page_of_help_lists_the_verbs_in_the_order_in_which_they_are_met(storyreel: Run) -> None:
    text = storyreel("--help").out
    places = [text.index(f"\n  {verb.__name__} ") for verb in VERBS]
    assert places == sorted(places)


@pytest.mark.parametrize("width", ["40", "200"])
def test_other_widths(storyreel: Run, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    ended = storyreel("status", "--help")
    text = [line for line in ended.out.splitlines() if not line.startswith(("Usage", "  storyreel"))]
    assert max(map(len, text)) <= min(100, int(width))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mak",), "Did you mean 'make'?"),
        (("nonsense",), "There are: make, script"),
        (("make", "--frobnicate", "a.txt"), "No such option: --frobnicate"),
        (("make", "a.txt", "--seconds", "long"), "'--seconds'"),
        (("script", "a.txt", "--format", "xml"), "'bracket', 'fountain', 'json'"),
    ],
)
def test_what_is_not_understood_names_the_page_that_tells(storyreel: Run, words: tuple[str, ...], said: str) -> None:
    ended = storyreel(*words, "--json")
    assert ended.code == 2
    assert said in ended.err
    assert ended.err.rstrip().endswith("--help")
    assert ended.json["error"]["message"] in ended.err
