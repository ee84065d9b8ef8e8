"""What the views look up: names, anchors, Takes and pictures by a Shot's uid.

Anchors are counted: uids come from documents and are no names for HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from storyreel.film.plan import PlannedShot
from storyreel.film.take import Take
from storyreel.tools.report.album import Album
from storyreel.tools.report.data import ReportData

__all__ = ["Index", "index_of"]


@dataclass(frozen=True, kw_only=True)
class Index:
    """By uid: display ids, anchors in the page, place in the film, plans, why a Take is missing, the Take in the film.

    By key: the number of a Take, "earlier 2" where the Shot has been changed since it was made.
    """

    ids: Mapping[str, str]
    anchors: Mapping[str, str]
    order: Mapping[str, int]
    planned: Mapping[str, PlannedShot]
    missing: Mapping[str, str]
    chosen: Mapping[str, Take]
    numbers: Mapping[str, str]
    album: Album


def index_of(data: ReportData, album: Album) -> Index:
    """The index of a report."""
    shots = data.script.shots
    chosen = {uid: take for uid, takes in data.takes.items() for take in takes if take.key == data.chosen.get(uid)}
    return Index(
        ids={shot.uid: shot.id for shot in shots},
        anchors={shot.uid: f"shot-{number}" for number, shot in enumerate(shots, 1)},
        order={shot.uid: number for number, shot in enumerate(shots)},
        planned={one.uid: one for one in data.plan.shots} if data.plan else {},
        missing={one.uid: one.missing.reason for one in data.cut.entries if one.missing} if data.cut else {},
        chosen=chosen,
        numbers={key: name for uid, takes in data.takes.items() for key, name in _numbers(takes, chosen.get(uid))},
        album=album,
    )


def _numbers(takes: Sequence[Take], chosen: Take | None) -> Iterator[tuple[str, str]]:
    """Numbers count the Takes of one spec: of the one in the film, else of the newest."""
    current = chosen.spec if chosen else takes[-1].spec if takes else ""
    return ((take.key, f"{take.number}" if take.spec == current else f"earlier {take.number}") for take in takes)
