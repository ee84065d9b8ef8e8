"""What the Director is asked: a timed Script, the backend's figures, and what the person has decided already.

The backend comes in as plain figures and one function, so that the Director never holds a generator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from storyreel.film.finding import Finding
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script
from storyreel.film.speech import SpeechSheet
from storyreel.film.take import RenderSpec
from storyreel.tools.contracts import Capabilities, Estimate

__all__ = ["PlanRequest"]


@dataclass(frozen=True, kw_only=True)
class PlanRequest:
    """One film to plan.

    Attributes:
        script: Timed by the table read, and segmented for the backend.
        speech: What the voice made of the Lines.
        generator_name, generator_revision: Part of every spec, and so of every Take's key.
        estimate: The generator's own estimate of one Take.
        locked: uid to the key of the Take that stands.
        after_take: uid to the number of the last Take that no longer counts.
        wording: uid to words that replace the compiled prompt.
        findings: What was wrong with earlier Takes of a Shot, by uid: the prompt is told, and "other anchor" is obeyed.
    """

    script: Script
    settings: FilmSettings
    generator_name: str
    generator_revision: str
    capabilities: Capabilities
    estimate: Callable[[RenderSpec], Estimate]
    speech: SpeechSheet = field(default_factory=SpeechSheet)
    locked: Mapping[str, str] = field(default_factory=dict[str, str])
    after_take: Mapping[str, int] = field(default_factory=dict[str, int])
    wording: Mapping[str, str] = field(default_factory=dict[str, str])
    findings: Mapping[str, Sequence[Finding]] = field(default_factory=dict[str, Sequence[Finding]])
