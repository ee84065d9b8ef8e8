"""What `benchmarks/checks.py` is made of: clean films of many styles, the faults put into them, the scores, and the cost."""

from benchmarks.checking.films import LEARNT, TRIED, Scene, make_films
from benchmarks.checking.measuring import Scored, auc, levels, measure_clean, measure_faults

__all__ = ["LEARNT", "TRIED", "Scene", "Scored", "auc", "levels", "make_films", "measure_clean", "measure_faults"]
