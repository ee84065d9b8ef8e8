"""The picture that a Take is conditioned on, from the Take that stands for another Shot."""

from __future__ import annotations

from pathlib import Path

from storyreel.errors import MediaError
from storyreel.film.plan import Plan, PlannedShot
from storyreel.film.take import AnchorUsed
from storyreel.graph.context import Context
from storyreel.graph.picking import pick_take
from storyreel.tools.files import sha256_of_file
from storyreel.tools.frames import first_frame, last_frame, save_png

__all__ = ["anchor_file"]


def anchor_file(planned: PlannedShot, plan: Plan, context: Context) -> tuple[AnchorUsed, Path | None]:
    """What the Take is conditioned on and its file; nothing, with the reason, where the plan's source has no Take.

    Blocking, for a thread.
    """
    anchor = planned.anchor
    if anchor.mode == "nothing" or (anchor.mode == "references" and not anchor.source):
        return AnchorUsed(mode=anchor.mode, reason=anchor.reason), None
    take = pick_take(context, plan.shot(anchor.source), limits=context.limits)
    if take is None:
        return AnchorUsed(mode="nothing", reason=f"{anchor.mode} was planned, but that shot has no take"), None
    edge = "first" if anchor.mode in ("first of set-up", "references") else "last"
    picture = context.project.root / "anchors" / f"{take.key}-{edge}.png"
    try:
        if not picture.exists():
            picture.parent.mkdir(exist_ok=True)
            path = context.project.store.take_path(take.key)
            save_png(first_frame(path) if edge == "first" else last_frame(path), picture)
    except MediaError as exc:
        return AnchorUsed(mode="nothing", reason=f"{anchor.mode} was planned, but: {exc}"), None
    return AnchorUsed(mode=anchor.mode, source=anchor.source, sha256=sha256_of_file(picture), reason=anchor.reason), picture
