"""Missing speech: one Line is silent, in whole or in part. Strength: the part, 0 to 1."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from storyreel.testing.film_faults.contract import CleanFilm, NotPossible, Spoiled
from storyreel.testing.film_faults.rewriting import resound, sound_of
from storyreel.tools.assemble.encode import AUDIO_RATE

__all__ = ["MissingSpeech"]

_SHORTEST_MS = 600


@dataclass(frozen=True)
class MissingSpeech:
    """Silence in place of a Line or a part of it, of at least 0.6 s."""

    named: frozenset[str] = frozenset({"missing-speech"})

    def __call__(self, film: CleanFilm, to: Path, *, strength: float, chance: random.Random) -> Spoiled:
        """See the class."""
        told = [(line, film.speech.of(line.id, line.part)) for line in film.script.lines]
        fitting = [(line, said.duration_ms) for line, said in told if said and said.duration_ms * strength >= _SHORTEST_MS]
        if not fitting:
            raise NotPossible(f"no line of {film.name} is long enough")
        line, length_ms = chance.choice(fitting)
        lost_ms = round(length_ms * strength)
        start_ms = line.start_ms + chance.randint(0, length_ms - lost_ms)
        sound = sound_of(film)
        sound[start_ms * AUDIO_RATE // 1000 : (start_ms + lost_ms) * AUDIO_RATE // 1000] = 0
        resound(film, to, sound)
        return Spoiled(to, where={"line": line.id, "from_ms": start_ms, "ms": lost_ms})
