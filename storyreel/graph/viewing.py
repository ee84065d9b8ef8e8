"""What the film critic looks at: the finished file with the script, the voices and the cut it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.graph.context import Context
from storyreel.graph.state import FilmState
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import open_media
from storyreel.tools.store import Store

__all__ = ["film_file", "truth_of_film", "view_film"]


def film_file(state: FilmState, context: Context) -> str:
    """Name of the film's file in the project."""
    return f"films/{state['film']['sha256']}.mp4"


def view_film(state: FilmState, context: Context) -> Evidence:
    """Evidence on the film; blocking, for a thread.

    Raises:
        MediaError: If the file cannot be opened.
    """
    store = context.project.store
    cut = store.get(state["cut"], Cut)
    return Evidence(
        script=store.get(state["script"], Script),
        speech=store.get(state["speech"], SpeechSheet),
        speech_folder=store.speech,
        cut=cut,
        plan=store.get(state["plan"], Plan),
        media=open_media(context.project.root / film_file(state, context)),
        truth=truth_of_film(cut, store),
    )


def truth_of_film(cut: Cut, store: Store) -> dict[str, Any] | None:
    """What is to be seen in the film, from what is known of its Takes; None where nothing is known of any.

    A Shot that begins with a transition shows two Takes at once: its own are told from the transition's end on.
    """
    samples: list[dict[str, Any]] = []
    mouths: list[dict[str, Any]] = []
    known = False
    for entry in cut.entries:
        told = store.truth(entry.sha256) if entry.sha256 else None
        if told is None:
            continue
        known = True
        samples += _samples(told, entry)
        mouths += _mouths(told, entry)
    return {"samples": samples, "mouths": mouths} if known else None


def _samples(told: Mapping[str, Any], entry: CutEntry) -> Iterator[dict[str, Any]]:
    for sample in told.get("samples", ()):
        at = sample["frame"] - entry.source_start
        if entry.transition.frames <= at < entry.frames:
            yield {**sample, "frame": entry.start + at}


def _mouths(told: Mapping[str, Any], entry: CutEntry) -> Iterator[dict[str, Any]]:
    for run in told.get("mouths", ()):
        first = run["frame"] - entry.source_start
        low, high = max(0, -first), min(len(run["open"]), entry.frames - first)
        if low < high:
            yield {**run, "frame": entry.start + first + low, "open": run["open"][low:high]}
