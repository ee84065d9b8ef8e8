"""The `storyreel` command: its verbs, its first page, and the exit code of every ending. It knows no verb's inside."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from storyreel import __version__
from storyreel.apps.cli.chat import chat
from storyreel.apps.cli.completion import VARIABLE, completion, prepare
from storyreel.apps.cli.critique import critique
from storyreel.apps.cli.doctor import doctor
from storyreel.apps.cli.export import export
from storyreel.apps.cli.frame import frame
from storyreel.apps.cli.helping import Verb, Verbs, told
from storyreel.apps.cli.join import join
from storyreel.apps.cli.lock import lock
from storyreel.apps.cli.make import make
from storyreel.apps.cli.output import (
    FIRST_PAGE,
    INTERRUPTED,
    USAGE,
    Interrupted,
    error_json,
    print_error,
    print_json,
)
from storyreel.apps.cli.resume import resume
from storyreel.apps.cli.retake import retake
from storyreel.apps.cli.say import say
from storyreel.apps.cli.schema import schema
from storyreel.apps.cli.script import script
from storyreel.apps.cli.serve import serve
from storyreel.apps.cli.status import status
from storyreel.apps.cli.takes import TAKES_VERBS, takes
from storyreel.apps.cli.values import today_spelling
from storyreel.errors import StoryreelError

__all__ = ["VERBS", "build_app", "run"]

VERBS = (
    make, script, critique, chat, resume, retake, lock, takes, status, export, frame, join, say, serve, doctor, schema,
    completion,
)  # fmt: skip
_GROUPS: dict[Callable[..., Any], dict[str, Callable[..., Any]]] = {takes: TAKES_VERBS}

EXIT_CODES = (
    "Exit codes: 0 done, 1 a bug, 2 usage, 3 source unreadable, 4 backend failed, 5 over budget, 6 project locked,"
    " 7 unresolved Findings under --strict, 130 interrupted."
)


def _first_page(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False,
) -> None:
    """Turn dialogue into a shooting script, the script into takes, and the takes into a film."""
    if version:
        typer.echo(f"storyreel {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(FIRST_PAGE, nl=False)


def _new(name: str, *, cls: type[Verbs] = Verbs, epilog: str = "", **more: Any) -> typer.Typer:
    return typer.Typer(
        name=name, cls=cls, epilog=epilog, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, **more
    )  # fmt: skip


def build_app() -> typer.Typer:
    """The command with all its verbs, in the order in which a person meets them."""
    names = {"help_option_names": ["-h", "--help"]}
    kind = type("Verbs", (Verbs,), {"order": tuple(verb.__name__ for verb in VERBS)})
    app = _new("storyreel", cls=kind, epilog=EXIT_CODES, invoke_without_command=True, context_settings=names)
    app.callback(invoke_without_command=True)(_first_page)
    for verb in VERBS:
        if verb in _GROUPS:
            app.add_typer(_group(verb, _GROUPS[verb]), name=verb.__name__)
        else:
            _add(app, verb.__name__, verb)
    return app


def _add(app: typer.Typer, name: str, verb: Callable[..., Any]) -> None:
    text, examples = told(verb)
    app.command(name, cls=Verb, help=text, epilog=examples)(verb)


def _group(verb: Callable[..., Any], verbs: dict[str, Callable[..., Any]]) -> typer.Typer:
    """Verbs under one name, the first of which is meant where none is named."""
    text, examples = told(verb)
    kind = type("Verbs", (Verbs,), {"default": next(iter(verbs))})
    group = _new(verb.__name__, cls=kind, epilog=examples, help=text)
    for name, one in verbs.items():
        _add(group, name, one)
    return group


def run(given: Sequence[str]) -> None:
    """Run the verb that is asked for and end the process with its exit code.

    Args:
        given: The arguments without the program's name.

    Raises:
        SystemExit: Always.
    """
    as_json, code = "--json" in given, None
    if VARIABLE in os.environ:
        prepare()
    try:
        code = build_app()(args=today_spelling(given), prog_name="storyreel", standalone_mode=False)
    except StoryreelError as exc:
        _fail(exc, exc.exit_code, as_json=as_json)
    except (Interrupted, KeyboardInterrupt) as exc:
        _fail(exc if isinstance(exc, Interrupted) else Interrupted("stopped"), INTERRUPTED, as_json=as_json)
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None
    except Exception as exc:
        if hasattr(exc, "format_message"):  # what the option parser raises; its classes have moved between versions
            _usage(exc, as_json=as_json)
        traceback.print_exc()
        print_error(f"this is a bug in storyreel {__version__}, please report it with the lines above: {exc}")
        _fail(exc, 1, as_json=as_json, said=True)
    if code == INTERRUPTED:
        _fail(Interrupted("stopped"), INTERRUPTED, as_json=as_json)
    raise SystemExit(code if isinstance(code, int) else 0)


def _usage(exc: Any, *, as_json: bool) -> None:
    """Say what was not understood and which page tells more."""
    where = exc.ctx.command_path if getattr(exc, "ctx", None) else "storyreel"
    said = " ".join(str(exc.format_message()).split()).replace(": Value error, ", ": ")
    if said.startswith("No such command") and "Did you mean" not in said:
        said += f" There are: {', '.join(exc.ctx.command.commands)}."
    text = f"{said.rstrip('.?')}{'?' if said.endswith('?') else '.'} See: {where} --help"
    print_error(text)
    if as_json:
        print_json({"error": {"type": "UsageError", "message": text, "exit_code": USAGE}})
    raise SystemExit(USAGE)


def _fail(exc: BaseException, code: int, *, as_json: bool, said: bool = False) -> None:
    if not said:
        print_error(str(exc))
    if as_json:
        print_json(error_json(exc, code))
    raise SystemExit(code)
