"""The copy of the film for a screening: asked for by the settings, made once for the same film, kept beside it.

It is made when the film is delivered and changes nothing that was judged.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from storyreel.errors import MediaError, MissingExtra, MissingSystemLibrary
from storyreel.film.base import hash_of
from storyreel.film.cut import Cut
from storyreel.film.plan import Choice, FilmSettings
from storyreel.film.script import Script
from storyreel.film.time import ms_of_frame
from storyreel.formats import write_srt
from storyreel.graph.context import Context
from storyreel.graph.now import now_of
from storyreel.graph.state import FilmState
from storyreel.tools.assemble.burning import faces_in
from storyreel.tools.assemble.screening import Wanted, make_screening
from storyreel.tools.assemble.titles import Credits
from storyreel.tools.files import move_into_place, sha256_of_file, write_whole
from storyreel.tools.measure.sight import placed_truth

__all__ = ["screening_choices", "screening_of"]

_VERSION = 1
"""Of the drawing: a copy made by another is made again."""


def screening_of(state: FilmState, context: Context) -> Path | None:
    """The file of the copy, made if it is not there; None where none is asked for. Blocking, for a thread.

    Where it cannot be made the film stands without it, and the run says why.

    Raises:
        ProjectError: If the disk is full.
    """
    record = _record(state, context)
    if record is None:
        return None
    known = _known(record, record.parent)
    if known is not None:
        return known
    context.emit("stage", "Making the copy for a screening", stage="deliver")
    try:
        return _made(state, context, record)
    except (MediaError, MissingExtra, MissingSystemLibrary) as exc:
        context.emit("problem", f"No copy for a screening: {exc}", stage="deliver", error=type(exc).__name__)
        return None


def _made(state: FilmState, context: Context, record: Path) -> Path:
    films, settings = record.parent, now_of(state, context).settings
    with tempfile.TemporaryDirectory(dir=films, prefix=".making-") as folder:
        made = Path(folder) / "screening.mp4"
        film = films / f"{state['film']['sha256']}.mp4"
        report = make_screening(film, _wanted(state, context, settings), to=made)
        sha = sha256_of_file(made)
        move_into_place(made, films / f"{sha}.mp4")
    choices = [choice.to_json() for choice in report.choices]
    write_whole(record, json.dumps({"sha256": sha, "frames": report.frames, "head": report.head, "choices": choices}))
    return films / f"{sha}.mp4"


def screening_choices(state: FilmState, context: Context) -> list[Choice]:
    """What was decided as the copy was made; nothing where there is none."""
    record = _record(state, context)
    if record is None or not record.exists():
        return []
    return [Choice.model_validate(choice) for choice in json.loads(record.read_bytes())["choices"]]


def _record(state: FilmState, context: Context) -> Path | None:
    """Where the copy of this film with these settings is noted."""
    settings = now_of(state, context).settings
    if not state.get("film") or not (settings.titles or settings.burn_subtitles):
        return None
    label = context.crew.generator.capabilities.label
    asked = [_VERSION, state["film"]["sha256"], state.get("cut_script"), settings.titles, settings.burn_subtitles, label]
    return context.project.root / "films" / f"{hash_of(asked)}.screening.json"


def _known(record: Path, films: Path) -> Path | None:
    if not record.exists():
        return None
    sha = json.loads(record.read_bytes())["sha256"]
    made = films / f"{sha}.mp4"
    return made if made.exists() and sha256_of_file(made) == sha else None


def _wanted(state: FilmState, context: Context, settings: FilmSettings) -> Wanted:
    store = context.project.store
    shown = store.get(state["cut_script"], Script)
    cut = store.get(state["cut"], Cut)
    told = {one.uid: truth for one in cut.entries if one.sha256 and (truth := store.truth(one.sha256)) is not None}
    return Wanted(
        credits=_credits(shown, context.crew.generator.capabilities.label) if settings.titles else None,
        subtitles=write_srt(shown),
        burn=settings.burn_subtitles,
        cuts_ms=[ms_of_frame(entry.start + entry.frames, cut.rate) for entry in cut.entries],
        faces=faces_in(placed_truth(cut, told)),
        language=settings.language or shown.language,
    )


def _credits(script: Script, label: str) -> Credits:
    """The title, who speaks in the order of their first Line, and what the film is: drawn or generated."""
    what = "An animatic made with Storyreel" if "animatic" in label.casefold() else "Made with Storyreel"
    speakers = dict.fromkeys(line.speaker for line in script.lines)
    silent = dict.fromkeys(one.name for one in script.cast)
    return Credits(title=script.title, label=what, cast=tuple(dict.fromkeys([*speakers, *silent])))
