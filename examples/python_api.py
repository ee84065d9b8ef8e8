"""Call Storyreel from Python: a page of dialogue in, a film and its figures out.

python examples/python_api.py SOURCE FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import storyreel
from storyreel.tools.contracts import Event


def show(event: Event) -> None:
    """Print each finished shot as it comes."""
    if event.type == "shot.done":
        print(event.text)


def make_film(source: Path, out: Path, settings: storyreel.FilmSettings | None = None) -> storyreel.Film:
    """Read, make, and say what came of it."""
    dialogue = storyreel.read_dialogue(source)
    print(f"{len(dialogue.lines)} lines by {', '.join(dialogue.speakers)}")
    film = storyreel.make(dialogue, out=out, settings=settings, limits=storyreel.Limits(takes=2), on_event=show)
    print(f"{film.film}: {film.shots} shots, {film.takes} takes, {film.wall_s:.1f} s")
    for finding in film.findings:
        print(f"stands: {finding.severity} {finding.kind}: {finding.evidence}")
    return film


if __name__ == "__main__":
    make_film(Path(sys.argv[1]), Path(sys.argv[2]))
