"""What the film critic looks at: the finished file with the script, the voices and the cut it came from."""

from __future__ import annotations

from storyreel.film.cut import Cut
from storyreel.film.plan import Plan
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.graph.context import Context
from storyreel.graph.state import FilmState
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import open_media
from storyreel.tools.measure.sight import placed_truth

__all__ = ["film_file", "view_film"]


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
    told = {one.uid: truth for one in cut.entries if one.sha256 and (truth := store.truth(one.sha256)) is not None}
    return Evidence(
        script=store.get(state["script"], Script),
        speech=store.get(state["speech"], SpeechSheet),
        speech_folder=store.speech,
        cut=cut,
        plan=store.get(state["plan"], Plan),
        media=open_media(context.project.root / film_file(state, context)),
        truth=placed_truth(cut, told),
    )
