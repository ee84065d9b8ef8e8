"""What the graph's tests share: a short dialogue, small pictures, and runs that are listened to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from storyreel.film.note import Limits
from storyreel.film.plan import FilmSettings
from storyreel.graph import Control, Film, amake, aresume
from storyreel.testing import PlainGenerator
from storyreel.tools.contracts import Capabilities, Event

DIALOGUE = """INT. KITCHEN - NIGHT

ROSA: You said nobody knew about the letter.
TOM: (quietly) Nobody did.
ROSA: Then who opened it?
TOM: Ask your brother.
"""

SMALL = FilmSettings(width_px=160, height_px=96, rate_num=12)
CHAINED = Capabilities(
    durations_s=(0.04, 600.0), own_audio=True, label="test pictures", anchors=frozenset({"last frame", "first of set-up"})
)
RATE = Fraction(12)


@dataclass
class Run:
    """One project and what was heard of its runs."""

    out: Path
    source: Path
    generator: Any = field(default_factory=PlainGenerator)
    settings: FilmSettings = SMALL
    limits: Limits = field(default_factory=Limits)
    approve: frozenset[str] = frozenset()
    events: list[Event] = field(default_factory=list[Event])
    crew: Mapping[str, object] = field(default_factory=dict[str, object])
    hear: Callable[[Event], None] = lambda event: None
    control: Control = field(default_factory=Control)

    def _listen(self, event: Event) -> None:
        self.events.append(event)
        self.hear(event)

    async def make(self) -> Film:
        """Make the film in this loop."""
        self.control = Control()
        return await amake(
            self.source,
            out=self.out,
            crew={**self.crew, "generator": self.generator},
            settings=self.settings,
            limits=self.limits,
            approve=self.approve,
            on_event=self._listen,
            control=self.control,
        )

    async def resume(self, **changes: Any) -> Film:
        """Go on with it in this loop."""
        self.control = Control()
        crew = {**self.crew, "generator": self.generator}
        return await aresume(self.out, crew=crew, on_event=self._listen, control=self.control, **changes)

    def said(self, kind: str) -> list[str]:
        """Texts of the events of one kind."""
        return [event.text for event in self.events if event.type == kind]


def run_in(tmp_path: Path, text: str = DIALOGUE, **options: Any) -> Run:
    """A Run on a dialogue written to a file."""
    source = tmp_path / "scene.txt"
    source.write_text(text, encoding="utf-8")
    return Run(out=tmp_path / "film", source=source, **options)
