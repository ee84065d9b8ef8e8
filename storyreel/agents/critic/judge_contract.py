"""What the Critic asks of a judge, whoever made it: `judging.Judge` keeps to it, and so may anybody's.

`storyreel.testing.conform_judge` holds a judge to it. It knows no model.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Protocol

from storyreel.film.dialogue import Dialogue
from storyreel.film.finding import Verdict
from storyreel.film.script import Script

__all__ = ["AnyJudge"]


class AnyJudge(Protocol):
    """Scores Scripts and films from 1.0 to 5.0, or says "not observable" and why; it blocks nothing and fails without an error.

    Attributes:
        writers: Families of the models that made what is judged; the crew adds those of its scripter and planner.
    """

    writers: tuple[str, ...]

    @property
    def name(self) -> str:
        """As scores and Findings name it, without secrets."""
        ...

    async def judge_script(
        self, script: Script, *, source: Dialogue | None = None, thresholds: Mapping[str, float] | None = None
    ) -> Verdict:
        """Scores of a Script, each with `judge`, `n` and `spread`, and Findings on Shots that are there."""
        ...

    async def judge_film(
        self,
        film: Path,
        script: Script | None = None,
        *,
        subtitles: str | None = None,
        made_on: str = "",
        thresholds: Mapping[str, float] | None = None,
        on: Literal["film", "take"] = "film",
    ) -> Verdict:
        """Scores of a film or a Take, against its Script where there is one."""
        ...
