"""What the Script or the spec asks to be seen and heard in a Shot of the file. It reads; it measures nothing."""

from __future__ import annotations

from storyreel.film.script import Shot
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.spans import ShotSpan

__all__ = ["asked_shot", "off_screen_lines", "on_screen_name"]


def asked_shot(evidence: Evidence, span: ShotSpan) -> Shot | None:
    """The Shot of a span, None where neither spec nor Script tells it."""
    if evidence.spec is not None:
        spec = evidence.spec
        return Shot.model_validate({"uid": spec.uid, "id": span.id, "start_ms": 0, "end_ms": spec.duration_ms, **spec.shot})
    if evidence.script is None:
        return None
    return next((shot for shot in evidence.script.shots if shot.uid == span.uid), None)


def off_screen_lines(evidence: Evidence) -> frozenset[tuple[str, int]]:
    """(line id, part) of the Lines whose speaker is not to be seen."""
    if evidence.spec is not None:
        return frozenset((line.id, line.part) for line in evidence.spec.lines if line.off_screen)
    if evidence.script is None:
        return frozenset()
    return frozenset((line.id, line.part) for line in evidence.script.lines if line.off_screen)


def on_screen_name(evidence: Evidence, name: str) -> str:
    """A name as the cast writes it, which is how people are known in the picture.

    >>> on_screen_name(Evidence(), "ROSA")
    'ROSA'
    """
    known = evidence.script.character(name) if evidence.script is not None else None
    return known.name if known is not None else name
