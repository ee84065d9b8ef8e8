"""The command line: one file a verb, and `main`. It reads options and prints; the library decides.

Nothing heavy is imported before a verb runs, so that help answers at once.
"""

from __future__ import annotations

from storyreel.apps.cli.app import main

__all__ = ["main"]
