"""Faults that are put into finished films, one file a fault: what the checks are measured by.

To add a fault: (1) write one file here with a frozen dataclass that is an `Injector`: `named` holds the kinds of the
Findings that rightly name it, and calling it with a `CleanFilm`, a path, a strength and a source of chance writes the
spoiled film (pictures and sound are rewritten with `rewriting.rewrite`; Shots are drawn anew and joined with
`redrawing.redraw`). It raises `NotPossible` where the film cannot have the fault. (2) Add one line to `table.INJECTORS`.
(3) Fix its strengths in `benchmarks/levels.json`, with their unit, before any threshold of the check is chosen. (4) The
check gives a score where it can: a method `score(evidence) -> float | None`, 1.0 where a Finding begins and more for worse,
None where it cannot tell; or the figure `"strength"` in its Findings' data; without either, a Finding counts 1.0 and none
counts 0.0. An injector that needs the film to be planned otherwise (a seam) has `clean(film)`, which gives the same film so
planned: the clean score is measured on that. `python benchmarks/checks.py --faults NAME` then measures it.
"""

from storyreel.testing.film_faults.contract import CleanFilm, Injector, NotPossible, Spoiled
from storyreel.testing.film_faults.rewriting import pictures_of, rewrite, sound_of
from storyreel.testing.film_faults.table import INJECTORS

__all__ = ["INJECTORS", "CleanFilm", "Injector", "NotPossible", "Spoiled", "pictures_of", "rewrite", "sound_of"]
