"""Opens a file with the system's own player. It starts a program by its path and never a shell; it knows no project."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

__all__ = ["Played", "find_player", "play_file"]


class Played(NamedTuple):
    """Whether a player was started, and the sentence for the person."""

    opened: bool
    text: str


def play_file(file: Path) -> Played:
    """Open the file, or say where it is and how to open it; it does not wait for the player."""
    player = find_player()
    shown = file.resolve().as_uri()
    if player is None:
        return Played(
            False, f"{file}\nNo player can be started here. Open {shown} in a browser, or copy the file to where you watch."
        )
    null = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    try:  # in a group of its own, so that Ctrl-C here does not end it
        os.posix_spawn(player, [player, str(file.resolve())], os.environ, file_actions=null, setpgroup=0)
    except OSError as exc:
        return Played(False, f"{file}\n{player} could not be started ({exc.strerror}). Open {shown} in a browser.")
    return Played(True, f"{file}\nopened with {player}")


def find_player() -> str | None:
    """The path of the program that opens files here; on Linux only where there is a screen to open them on."""
    if sys.platform == "darwin":
        return shutil.which("open")
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    return shutil.which("xdg-open")
