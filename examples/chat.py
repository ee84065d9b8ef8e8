"""Steer a film while it is made: the run goes on in one thread, the messages come from another.

Any process may send to a project's inbox, so this is also what `storyreel chat` does from a second terminal.

python examples/chat.py SOURCE FOLDER "lock 1.1" "why 1.1?"
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import storyreel
from storyreel.tools.contracts import Event


def steer(source: Path, out: Path, messages: Sequence[str], settings: storyreel.FilmSettings | None = None) -> storyreel.Film:
    """Send the messages once the first shot is done, and print what is answered."""
    waiting = list(messages)

    def on_event(event: Event) -> None:
        if event.type == "shot.done":
            while waiting:
                storyreel.send(out, waiting.pop(0), author="example")

    film = storyreel.make(source, out=out, settings=settings, on_event=on_event)
    for reply in storyreel.replies(out):
        print(reply["text"])
    print(f"{film.film}: {film.shots} shots, {film.takes} takes")
    return film


if __name__ == "__main__":
    steer(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
