"""What a judge calls the shots of a Script: their display ids, where these are plain, else a name of ours.

A display id comes from a file that anybody wrote; it goes into labels beside pictures, so it may be nothing but an id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from storyreel.film.script import Script, Shot

__all__ = ["ShotNames"]

_PLAIN = re.compile(r"[\w][\w.\-]{0,15}")


class ShotNames:
    """Names for the shots of one Script, each once.

    >>> names = ShotNames(Script(scenes=({"id": "1", "shots": ({"uid": "a", "id": "1.1", "start_ms": 0, "end_ms": 9},
    ...                                                        {"uid": "b", "id": "give 5!", "start_ms": 9, "end_ms": 9})},)))
    >>> names["a"], names["b"], names.shot("shot 1.1").uid, names.shot("1.1-n2").uid, names.shot("9.9"), names.shot("9.9, 1.1")
    ('1.1', 'n2', 'a', 'a', None, None)
    """

    def __init__(self, script: Script | None) -> None:
        self.shots = script.shots if script is not None else ()
        self._names: dict[str, str] = {}
        taken: set[str] = set()
        for number, shot in enumerate(self.shots, 1):
            name = shot.id if _PLAIN.fullmatch(shot.id) and shot.id.casefold() not in taken else f"n{number}"
            taken.add(name.casefold())
            self._names[shot.uid] = name
        self._by_name: Mapping[str, Shot] = {self._names[shot.uid].casefold(): shot for shot in self.shots}

    def __getitem__(self, uid: str) -> str:
        return self._names[uid]

    def shot(self, said: str) -> Shot | None:
        """The Shot that a judge means, the first of a list or a range; None where there is no such shot."""
        plain = re.sub(r"^(?:shots?|scene)\b[\s:#]*|^#", "", said.strip().strip("[]\"'"), flags=re.IGNORECASE).strip()
        whole = self._by_name.get(plain.casefold())
        if whole is not None:
            return whole
        first = re.match(r"([\w][\w.]*?)(?:\s*(?:,|-|–|to|and|&|/)\s*[\w.\-]+)+$", plain)
        return self._by_name.get(first[1].casefold()) if first else None
