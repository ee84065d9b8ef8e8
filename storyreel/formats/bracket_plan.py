"""What a bracket script leaves out, filled in: spans and speaking times by estimate, ids and uids by place.

A span that is written is kept as it is, even where its lines do not fit: that is for the critic to say. This module knows JSON
forms of scenes, not their text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from storyreel.film.base import JsonObject
from storyreel.film.identity import new_uid
from storyreel.film.timing import LEAD_IN_MS, PAUSE_MS, TAIL_MS, estimate_speech_ms, round_up_ms
from storyreel.formats.bracket_speech import Said

__all__ = ["plan_scenes", "renew_copies"]

_SILENT_SHOT_MS = 3000
"""A shot in which nobody speaks and no span is written: long enough to be looked at."""


def plan_scenes(scenes: Sequence[JsonObject], language: str, *, ours: bool) -> None:
    """Give every shot of the scenes its span, lines, id and uid, in place; `~` fields but the overlay are used up.

    Args:
        scenes: JSON forms as the reader makes them.
        language: For estimating speech.
        ours: Whether the text is our own form, in which a silent shot has a span too.
    """
    at = 0
    ids = _free_ids({said.id for scene in scenes for shot in scene["shots"] for said in shot["~said"] if said.id})
    for scene_number, scene in enumerate(scenes, 1):
        for number, shot in enumerate(scene["shots"], 1):
            said: list[Said] = shot.pop("~said")
            order = shot.pop("~order")
            start = round(shot["start_s"] * 1000) if shot.pop("~span", False) else at
            end = round(shot["end_s"] * 1000) if "end_s" in shot else None
            lines = list(_placed(said, start, end, language, ids))
            if end is None:
                spoken = max((line["end_s"] for line in lines), default=0)
                end = round_up_ms(round(spoken * 1000) + TAIL_MS) if lines else start + _SILENT_SHOT_MS
            shot |= {"start_s": start / 1000, "end_s": end / 1000}
            if lines or said:
                shot["lines"] = lines
            shot.setdefault("id", f"{scene['id']}.{number if ours else order}")
            shot["uid"] = new_uid("bracket", scene_number, number)
            at = max(at, end)


def renew_copies(scenes: Any) -> None:
    """Give a shot that was copied by hand, its `Storyreel:` line with it, a uid and line ids of its own, in place.

    >>> scenes = [{"shots": [{"uid": "a", "lines": [{"id": "L1"}]}, {"uid": "a", "lines": [{"id": "L1"}]}]}]
    >>> renew_copies(scenes)
    >>> scenes[0]["shots"][1]["uid"] != "a", scenes[0]["shots"][1]["lines"]
    (True, [{'id': 'L2'}])
    """
    shots = [shot for scene in _objects(scenes) for shot in _objects(scene.get("shots"))]
    ids = _free_ids({str(line.get("id")) for shot in shots for line in _objects(shot.get("lines"))})
    seen: set[str] = set()
    for number, shot in enumerate(shots):
        uid = str(shot.get("uid"))
        if uid in seen:
            shot["uid"] = new_uid("copy", uid, number)
            shot["lines"] = [{**line, "id": next(ids)} for line in _objects(shot.get("lines"))]
        seen.add(str(shot.get("uid")))


def _objects(value: Any) -> list[JsonObject]:
    """The objects in a list that an overlay may have made into anything; what is wrong with it is said when it is loaded."""
    values = cast("list[Any]", value) if isinstance(value, list) else []
    return [cast(JsonObject, one) for one in values if isinstance(one, dict)]


def _placed(said: Sequence[Said], start_ms: int, end_ms: int | None, language: str, ids: Iterator[str]) -> Iterator[JsonObject]:
    """Lines one after another; inside a written span the silences shrink before a line is let out of it."""
    lengths = [one.span[1] - one.span[0] if one.span else estimate_speech_ms(one.text, language) for one in said]
    lead, pause = LEAD_IN_MS, PAUSE_MS
    wanted = sum(lengths) + pause * max(0, len(said) - 1) + lead
    if end_ms is not None and wanted > end_ms - start_ms:
        spare = max(0, end_ms - start_ms - sum(lengths))
        lead = min(lead, spare // (len(said) or 1))
        pause = min(pause, max(0, spare - lead) // max(1, len(said) - 1))
    at = start_ms + lead
    for one, length in zip(said, lengths, strict=True):
        start = one.span[0] if one.span else at
        fields = {
            "text": one.text,
            "parenthetical": one.parenthetical,
            "part": one.part,
            "parts": one.parts,
            "off_screen": one.off_screen,
        }
        yield {
            "id": one.id or next(ids),
            "speaker": one.speaker,
            **fields,
            "start_s": start / 1000,
            "end_s": (start + length) / 1000,
        }
        at = start + length + pause


def _free_ids(taken: set[str]) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        if f"L{number}" not in taken:
            yield f"L{number}"
