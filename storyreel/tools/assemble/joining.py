"""Whole clips one after another as one film: the Cut that this takes, and its assembly.

It judges no clip and shortens none. Size and frame rate are those of the first clip; what differs is encoded again, and said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from storyreel.errors import MediaError, UserError
from storyreel.film.cut import Cut, CutEntry
from storyreel.film.time import frame_at
from storyreel.tools.assemble.assembly import AssemblyReport, assemble
from storyreel.tools.frames import MediaInfo, probe

__all__ = ["join_clips"]


def join_clips(clips: Sequence[Path], to: Path, *, title: str = "") -> AssemblyReport:
    """Write one film of whole clips in the order given.

    Packets are copied where the codec parameters agree. The sound is mixed to one track of 48 kHz; a clip without any is silent.

    Raises:
        UserError: If there is no clip, or the film would be written over one of them.
        MediaError: If a clip cannot be read or holds no picture; the text names it.
        ProjectError: If the film cannot be written.
    """
    if not clips:
        raise UserError("there is nothing to join. Name the files in their order: storyreel join a.mp4 b.mp4 --out film.mp4")
    same = next((clip for clip in clips if clip.resolve() == to.resolve()), None)
    if same is not None:
        raise UserError(f"{same} would be written over while it is read. Give --out another name.")
    known = [_probed(clip) for clip in clips]
    takes = {str(number): clip for number, clip in enumerate(clips)}
    return assemble(_cut(clips, known), takes, to=to, title=title, comment="Joined with Storyreel.")


def _probed(clip: Path) -> MediaInfo:
    media = probe(clip)
    if media.frames < 1:
        raise MediaError(f"{clip} holds no picture. Leave it out, or make it again.")
    return media


def _cut(clips: Sequence[Path], known: Sequence[MediaInfo]) -> Cut:
    """One entry a clip; borders are rounded from running milliseconds, so that other frame rates do not drift."""
    rate = known[0].rate
    entries: list[CutEntry] = []
    at, end_ms = 0, 0
    for number, (clip, media) in enumerate(zip(clips, known, strict=True)):
        end_ms += media.duration_ms
        own = media.frames if media.rate == rate else frame_at(end_ms, rate) - at
        frames = max(1, own)
        name = str(number)
        entry = CutEntry(uid=name, id=clip.name, take=name, available_frames=media.frames, frames=frames, start=at)
        entries.append(entry)
        at += frames
    first = known[0]
    return Cut(
        width_px=first.width,
        height_px=first.height,
        rate_num=rate.numerator,
        rate_den=rate.denominator,
        entries=tuple(entries),
    )
