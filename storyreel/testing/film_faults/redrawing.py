"""Drawing some Shots of a film anew with something else in them, and joining the film again. It knows no fault.

The Cut, the Script and the plan stay as they were: they say what should have been made.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from storyreel.film.take import RenderSpec
from storyreel.testing.film_faults.contract import CleanFilm, NotPossible
from storyreel.tools.assemble import assemble

__all__ = ["redraw"]


def redraw(
    film: CleanFilm, to: Path, changes: Mapping[str, Callable[[RenderSpec], RenderSpec]], *, seed: int | None = None
) -> dict[str, Any]:
    """Write the film with some Shots drawn from another spec, in this process.

    Args:
        changes: uid -> what is asked instead of the Shot's own spec; sizes, rate and frames must stay.
        seed: Other than the Take's own.

    Returns:
        uid -> the truth of what was drawn.

    Raises:
        NotPossible: If the film was not made of takes.
    """
    truth: dict[str, Any] = {}
    takes = dict(film.takes)
    with tempfile.TemporaryDirectory() as name:
        for entry in film.cut.entries:
            if entry.uid not in changes:
                continue
            if entry.take not in takes:
                raise NotPossible(f"{film.name} was not made of takes")
            work = Path(name) / entry.uid
            work.mkdir()
            _draw(film, changes[entry.uid](film.spec(entry.uid)), film.seeds.get(entry.take, 0) if seed is None else seed, work)
            takes[entry.take] = work / "take.mp4"
            truth[entry.uid] = json.loads((work / "truth.json").read_bytes())
        assemble(film.cut, takes, to=to)
    return truth


def _draw(film: CleanFilm, spec: RenderSpec, seed: int, work: Path) -> None:
    from storyreel.tools.generators.previz.job import run  # loads the drawing library

    speech: list[dict[str, Any]] = []
    for line in spec.lines:
        said = film.speech.of(line.id, line.part)
        if said is not None and said.file and film.speech_folder is not None:
            events = [{"kind": one.kind, "at_s": one.at_ms / 1000, "text": one.text} for one in said.events]
            file = str(film.speech_folder / said.file)
            speech.append({"id": line.id, "part": line.part, "file": file, "speaker": said.speaker, "events": events})
    run({"spec": spec.to_json(), "seed": seed, "speech": speech}, work, lambda part: None)
