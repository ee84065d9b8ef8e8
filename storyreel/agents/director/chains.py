"""Chains: runs of Shots that must be made one after another, because one hands a picture to the next.

Shots that no picture links are Chains of their own, so that they run side by side. A Chain's id comes from its first Shot's uid
and stays while that Shot leads it. This module knows only Anchors and the film's order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storyreel.errors import ScriptError
from storyreel.film.plan import Anchor, Chain
from storyreel.film.script import Shot

__all__ = ["make_chains"]


def make_chains(shots: Sequence[Shot], anchors: Mapping[str, Anchor]) -> tuple[Chain, ...]:
    """Every Shot in exactly one Chain, in the film's order; an Anchor's source always stands earlier in the same Chain.

    Raises:
        ScriptError: If an Anchor's source is not an earlier Shot.

    >>> one, two = (Shot(uid=uid, id=uid, start_ms=0, end_ms=1) for uid in "ab")
    >>> [chain.shots for chain in make_chains((one, two), {"b": Anchor(mode="last frame", source="a")})]
    [('a', 'b')]
    """
    head: dict[str, str] = {}
    members: dict[str, list[Shot]] = {}
    for shot in shots:
        source = anchors[shot.uid].source if shot.uid in anchors else ""
        if source and source not in head:
            raise ScriptError(f"shot {shot.id} is to be anchored on {source!r}, which is no Shot before it; plan the film again")
        head[shot.uid] = head[source] if source else shot.uid
        members.setdefault(head[shot.uid], []).append(shot)
    return tuple(
        Chain(id=f"chain-{uid}", shots=tuple(shot.uid for shot in chain), reason=_reason(chain, anchors))
        for uid, chain in members.items()
    )


def _reason(chain: Sequence[Shot], anchors: Mapping[str, Anchor]) -> str:
    if len(chain) == 1:
        return f"{chain[0].id} neither needs a picture of another Shot nor gives one"
    modes = sorted({anchors[shot.uid].mode for shot in chain if shot.uid in anchors and anchors[shot.uid].source})
    return f"{', '.join(shot.id for shot in chain)} hand pictures on: {', '.join(modes)}"
