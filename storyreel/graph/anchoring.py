"""The picture that a Take is conditioned on, from the Take that stands for another Shot; and whether the seam holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from storyreel.errors import MediaError
from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.film.plan import Plan, PlannedShot
from storyreel.film.take import AnchorUsed, Take
from storyreel.graph.context import Context
from storyreel.graph.picking import pick_take
from storyreel.tools.files import sha256_of_file
from storyreel.tools.frames import first_frame, last_frame, save_png

__all__ = ["SEAM_LIMIT", "anchor_file", "broken_seams"]

SEAM_LIMIT = 24.0
"""Mean difference (0 to 255) of a Shot's last picture and the first of the one that continues it, above which the seam shows."""


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


def broken_seams(plan: Plan, chosen: dict[str, Take], context: Context) -> list[Finding]:
    """A Finding for each Take that was to continue another which has been replaced since, where the pictures no longer meet.

    Blocking, for a thread.
    """
    found: list[Finding] = []
    for planned in plan.shots:
        take, source = chosen.get(planned.uid), chosen.get(planned.anchor.source)
        if planned.anchor.mode not in ("last frame", "tail") or take is None or source is None or planned.locked_take:
            continue
        used, _ = anchor_file(planned, plan, context)
        if used.sha256 in ("", take.anchor.sha256):
            continue
        store = context.project.store
        before, after = last_frame(store.take_path(source.key)), first_frame(store.take_path(take.key))
        jump = float(np.abs(before.astype(np.int16) - after.astype(np.int16)).mean()) if before.shape == after.shape else 255.0
        if jump > SEAM_LIMIT:
            found.append(_seam(planned, jump))
    return found


def _seam(planned: PlannedShot, jump: float) -> Finding:
    return Finding(
        dimension="Cut Fidelity",
        kind="broken-seam",
        severity=Severity.MAJOR,
        evidence=f"the shot before was replaced; its last picture and the first of {planned.id} differ by {jump:.0f} of 255"
        f" (at most {SEAM_LIMIT:.0f})",
        cause=Cause.SHOT,
        remedy=Remedy.RETAKE,
        shot=planned.uid,
        shot_id=planned.id,
        data={"jump": round(jump, 1)},
        judge="measured",
    )
