"""The table of film faults: name -> injector. A fault is one file here and one line in this table; it holds nothing else."""

from __future__ import annotations

from storyreel.testing.film_faults.contract import Injector
from storyreel.testing.film_faults.flicker import Flicker

__all__ = ["INJECTORS"]

INJECTORS: dict[str, Injector] = {
    "flicker": Flicker(),
}
