"""The command line: one file a verb, and `main`. It reads options and prints; the library decides.

Nothing heavy is imported before a verb runs, so that help answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from storyreel.apps.cli.output import FIRST_PAGE

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    Args:
        arguments: Without the program's name; None takes them from the process.

    Raises:
        SystemExit: Always.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given and "_STORYREEL_COMPLETE" not in os.environ:
        sys.stdout.write(FIRST_PAGE)
        raise SystemExit(0)
    from storyreel.apps.cli.app import run

    run(given)
