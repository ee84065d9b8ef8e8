"""The `storyreel` command: its verbs, its first page, and the exit code of every ending. It knows no verb's inside."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from storyreel import __version__
from storyreel.apps.cli.chat import chat
from storyreel.apps.cli.critique import critique
from storyreel.apps.cli.lock import lock
from storyreel.apps.cli.make import make
from storyreel.apps.cli.output import FIRST_PAGE, INTERRUPTED, Interrupted, error_json, print_error, print_json
from storyreel.apps.cli.resume import resume
from storyreel.apps.cli.retake import retake
from storyreel.apps.cli.schema import schema
from storyreel.apps.cli.script import script
from storyreel.apps.cli.status import status
from storyreel.apps.cli.values import today_spelling
from storyreel.errors import StoryreelError

__all__ = ["VERBS", "build_app", "run"]

VERBS = (make, script, critique, chat, resume, retake, lock, status, schema)

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


def build_app() -> typer.Typer:
    """The command with all its verbs, in the order in which a person meets them."""
    app = typer.Typer(
        name="storyreel",
        add_completion=False,
        invoke_without_command=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="rich",
        epilog=EXIT_CODES,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_first_page)
    for verb in VERBS:
        app.command()(verb)
    return app


def run(given: Sequence[str]) -> None:
    """Run the verb that is asked for and end the process with its exit code.

    Args:
        given: The arguments without the program's name.

    Raises:
        SystemExit: Always.
    """
    as_json = "--json" in given
    try:
        build_app()(args=today_spelling(given), prog_name="storyreel")
    except StoryreelError as exc:
        _fail(exc, exc.exit_code, as_json=as_json)
    except (Interrupted, KeyboardInterrupt) as exc:
        _fail(exc if isinstance(exc, Interrupted) else Interrupted("stopped"), INTERRUPTED, as_json=as_json)
    except SystemExit as exc:
        if exc.code == 2 and as_json:
            print_json({"error": {"type": "UsageError", "message": "standard error says why", "exit_code": 2}})
        raise
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None
    except Exception as exc:
        traceback.print_exc()
        print_error(f"this is a bug in storyreel {__version__}, please report it with the lines above: {exc}")
        _fail(exc, 1, as_json=as_json, said=True)
    raise SystemExit(0)


def _fail(exc: BaseException, code: int, *, as_json: bool, said: bool = False) -> None:
    if not said:
        print_error(str(exc))
    if as_json:
        print_json(error_json(exc, code))
    raise SystemExit(code)
