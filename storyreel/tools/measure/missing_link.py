"""Missing link: somebody is elsewhere from one Shot to the next that is shown, and nothing that is shown tells how.

It compares the world as the Shots leave it, by marks, positions and what the actions tell; it looks at no picture but whether a
Shot is in the film at all. A Shot that told of the move and is not shown takes the link with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from storyreel.film.finding import Cause, Finding, Remedy, Severity
from storyreel.film.script import Scene, Script
from storyreel.film.telling import tells_move
from storyreel.film.world import Teleport, teleports
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure.flaw import CONTINUITY, flaw
from storyreel.tools.measure.spans import ShotSpan, shot_spans

__all__ = ["MissingLinkCheck"]


@dataclass(frozen=True)
class MissingLinkCheck:
    """Jumps of a Character's mark or position over a cut."""

    kind: str = "missing-link"
    dimension: str = CONTINUITY
    on: frozenset[Literal["take", "film"]] = frozenset({"film"})

    def blind(self, evidence: Evidence) -> str:
        """Why nothing can be seen, "" where it can."""
        script = evidence.script
        if script is None or not any(one.position or one.x_cm is not None for shot in script.shots for one in shot.blocking):
            return "not observable: no script tells where people are"
        return ""

    def score(self, evidence: Evidence) -> float | None:
        """1.0 for a Finding, 0.0 for none, None where nothing can be known."""
        return None if self.blind(evidence) else float(bool(self(evidence)))

    def __call__(self, evidence: Evidence) -> list[Finding]:
        """One Finding for each Character and cut; another posture alone is no matter of place."""
        script = evidence.script
        if script is None or evidence.media is None or evidence.spec is not None:
            return []
        spans = {span.uid: span for span in shot_spans(evidence) if span.shown and span.frames}
        shown = _shown(script, spans)
        jumps = [one for one in teleports(shown) if one.what != "posture" and not _told_in_prose(shown, one)]
        told = {(one.uid, one.character) for one in teleports(script)}
        return [self._finding(evidence, script, spans, one, (one.uid, one.character) in told) for one in jumps]

    def _finding(
        self, evidence: Evidence, script: Script, spans: dict[str, ShotSpan], jump: Teleport, in_script: bool
    ) -> Finding:
        span, before = spans[jump.uid], spans[jump.before_uid]
        said = f"{jump.character} is elsewhere than {before.id or 'the shot before'} left them: {jump.evidence}"
        if in_script:
            said += "; no shot tells how"
        else:
            lost = _between(script, jump, spans)
            said += f"; {', '.join(lost)}, which {'tells' if len(lost) == 1 else 'tell'} of it, is not in the film"
        frames = (span.start, span.start + 1)
        data = {"character": jump.character, "before": jump.before_uid, "what": jump.what}
        made = flaw(
            evidence,
            span,
            kind=self.kind,
            said=said,
            frames=frames,
            data=data,
            dimension=self.dimension,
            about=jump.character,
            # Words for places are compared, not understood: only marks are sure enough to ask for work.
            severity=Severity.MAJOR if jump.what == "mark" else Severity.MINOR,
        )
        return made.changed(cause=Cause.SCRIPT, remedy=Remedy.LINKING_SHOT)


def _told_in_prose(script: Script, jump: Teleport) -> bool:
    """Whether the plot, or blocking that came as prose, tells the move that the actions do not."""
    one, two = script.shot(jump.before_uid), script.shot(jump.uid)
    return tells_move(f"{one.plot} {two.plot} {two.extra.get('blocking_text', '')}", script.language)


def _shown(script: Script, spans: dict[str, ShotSpan]) -> Script:
    """The Script with the Shots alone that are in the film."""
    scenes = (_of_scene(scene, spans) for scene in script.scenes)
    return script.changed(scenes=tuple(scene for scene in scenes if scene.shots))


def _of_scene(scene: Scene, spans: dict[str, ShotSpan]) -> Scene:
    return scene.changed(shots=tuple(shot for shot in scene.shots if shot.uid in spans))


def _between(script: Script, jump: Teleport, spans: dict[str, ShotSpan]) -> list[str]:
    """Ids of the Shots between two that are not shown."""
    uids = [shot.uid for shot in script.shots]
    low, high = uids.index(jump.before_uid), uids.index(jump.uid)
    return [shot.id for shot in script.shots[low + 1 : high] if shot.uid not in spans]
