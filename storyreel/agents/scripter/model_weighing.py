"""How good a scene is by the rules: what a correction must not make worse, and what the rounds keep as the best.

A scene is judged as a film of its own against its own part of the source. It weighs Findings and knows no model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, NamedTuple

from storyreel.agents.critic.script_verdict import script_verdict
from storyreel.agents.scripter.handbook import ReadScene
from storyreel.agents.scripter.revise import revise_script
from storyreel.errors import ScriptError
from storyreel.film.bank import Character, Place, Prop
from storyreel.film.dialogue import Dialogue
from storyreel.film.edits import apply_edits
from storyreel.film.finding import Finding, Severity, Verdict
from storyreel.film.script import Scene, Script

__all__ = ["OneScene", "Weight", "mended_by_rules", "scene_source"]

_PASSES: Final = 3


class Weight(NamedTuple):
    """Findings by severity, and the mean score turned round; the smaller the better."""

    blocking: int
    major: int
    minor: int
    lost: float

    def no_worse_than(self, other: Weight) -> bool:
        """Whether there is no more to find than before.

        >>> Weight(0, 1, 0, 0.5).no_worse_than(Weight(0, 1, 2, 0.1)), Weight(0, 2, 0, 0.0).no_worse_than(Weight(0, 1, 2, 0.1))
        (True, False)
        """
        return self[:3] <= other[:3]


def scene_source(dialogue: Dialogue, read: ReadScene, number: int) -> Dialogue:
    """The part of the source that one scene is made from, with the placings that hold in it."""
    items = (*((read.source.heading,) if read.source.heading else ()), *read.source.items)
    part = dialogue.changed(items=items)
    mine = {line.id for line in part.lines}
    placings = tuple(one for one in dialogue.placings if one.line in mine or (not one.line and number == 1))
    return part.changed(placings=placings, extra={})


@dataclass(frozen=True)
class OneScene:
    """A scene with all that judging it takes."""

    scene: Scene
    source: Dialogue
    language: str
    cast: tuple[Character, ...]
    props: tuple[Prop, ...]

    @property
    def script(self) -> Script:
        """The scene as a Script."""
        names = {name for shot in self.scene.shots for one in shot.blocking for name in (one.character,)}
        names |= {line.speaker for shot in self.scene.shots for line in shot.lines}
        cast = tuple(one for one in self.cast if names & {one.name, *one.aliases})
        place = (Place(name=self.scene.place, look=self.scene.description),) if self.scene.place else ()
        return Script(language=self.language, cast=cast, places=place, props=self.props, scenes=(self.scene,))

    @cached_property
    def verdict(self) -> Verdict:
        """What the rules say of it."""
        return script_verdict(self.script, dialogue=self.source)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules find."""
        return self.verdict.findings

    @property
    def weight(self) -> Weight:
        """How much there is to find."""
        return Weight(*_counts(self.findings), round(5.0 - (self.verdict.mean or 0.0), 6))


def _counts(findings: Sequence[Finding]) -> tuple[int, int, int]:
    told = [finding.severity for finding in findings]
    return told.count(Severity.BLOCKING), told.count(Severity.MAJOR), told.count(Severity.MINOR)


def mended_by_rules(one: OneScene) -> tuple[OneScene, Weight]:
    """The scene with what the handbook's remedies mend, as far as the rules then find less."""
    best, weight = one, one.weight
    for _ in range(_PASSES):
        findings = [finding for finding in best.findings if finding.severity is not Severity.INFO]
        edits = revise_script(best.script, best.source, findings=findings)
        if not edits:
            break
        try:
            after = apply_edits(best.script, edits)
        except ScriptError:
            break  # two remedies that do not go together: the scene stands as the best so far
        tried = replace(best, scene=after.scenes[0], props=after.props)
        if not tried.weight < weight:
            break
        best, weight = tried, tried.weight
    return best, weight
