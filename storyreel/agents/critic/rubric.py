"""The rubrics: for each dimension what it asks, what to look at, what 1 to 5 mean, and when it cannot be observed.

Each stands in `rubrics/script/` or `rubrics/film/` as a page with front matter. Dimensions and their names are those of
ScriptAgent (arXiv 2601.17737) and MovieAgent (arXiv 2503.07314); the words are our own. Nothing here knows a model or a prompt.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast, get_args

from storyreel.errors import UserError
from storyreel.film.finding import Cause, Remedy

__all__ = ["NOT_AS_SCRIPTED", "Anchor", "Need", "Order", "Rubric", "judged_kinds", "parse_rubric", "rubric_of", "rubrics"]

Need = Literal["script", "source", "cast", "shots", "picture", "motion", "sound", "speech"]
Order = Literal["upward", "downward"]

NOT_AS_SCRIPTED = "not-as-scripted"
"""Kind of the Findings of a judge's checklist: what a shot should have and has not."""

_NEEDS: frozenset[str] = frozenset(get_args(Need))
_FIELDS = frozenset({"dimension", "aliases", "on", "version", "kind", "cause", "remedy", "needs"})
_OPTIONAL = frozenset({"aliases"})
_PAGES: Mapping[str, tuple[str, ...]] = {
    "script": (
        "format_compliance",
        "shot_division_rationality",
        "content_completeness",
        "narrative_coherence",
        "character_consistency",
        "dramatic_tension",
        "visual_imagery",
    ),
    "film": (
        "visual_appeal",
        "script_faithfulness",
        "narrative_coherence",
        "character_consistency",
        "physical_law_adherence",
        "audio_visual_synchronization",
        "emotional_consistency",
        "rhythm_coordination",
        "voice_lip_sync",
    ),
}


class Anchor(NamedTuple):
    """What one whole score means."""

    score: int
    means: str


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """One dimension as a judge is asked about it.

    Attributes:
        aliases: Other names under which published critics report it.
        kind: Of the Findings that its evidence gives.
        needs: What the judge must have before it; without it the dimension is not observable, and nobody is asked.
        look_at: What counts, one thing each.
        anchors: Five, from 1 to 5.
        blind: When it is not observable.
        sha256: Of the page.
    """

    dimension: str
    aliases: tuple[str, ...] = ()
    on: Literal["script", "film"]
    version: int
    kind: str
    cause: Cause
    remedy: Remedy
    needs: frozenset[Need]
    question: str
    look_at: tuple[str, ...]
    anchors: tuple[Anchor, ...]
    blind: tuple[str, ...]
    sha256: str

    def scale(self, order: Order) -> tuple[Anchor, ...]:
        """The anchors from 1 up, or from 5 down."""
        return self.anchors if order == "upward" else tuple(reversed(self.anchors))

    @property
    def named(self) -> str:
        """How a score says what it rests on: name, version and the page's hash.

        >>> rubric_of("Visual Imagery", "script").named[:26]
        'rubric Visual Imagery v1 ('
        """
        return f"rubric {self.dimension} v{self.version} ({self.sha256[:8]})"


@cache
def rubrics(on: Literal["script", "film"]) -> tuple[Rubric, ...]:
    """All rubrics for scripts or for films, in the report's order.

    >>> len(rubrics("script")), len(rubrics("film"))
    (7, 9)
    """
    folder = files("storyreel.agents.critic").joinpath("rubrics", on)
    pages = [(f"{page}.md", folder.joinpath(f"{page}.md").read_text(encoding="utf-8")) for page in _PAGES[on]]
    return tuple(parse_rubric(text, where=name) for name, text in pages)


def judged_kinds(on: Literal["script", "film"]) -> Mapping[str, str]:
    """Kind of every Finding that a judge can make -> what it means.

    >>> judged_kinds("script")["flat-tension"]
    'Low in Dramatic Tension, as a judge sees it: Does the staging make somebody want to know what happens next?'
    """
    kinds = {one.kind: f"Low in {one.dimension}, as a judge sees it: {one.question}" for one in rubrics(on)}
    return kinds if on == "script" else {**kinds, NOT_AS_SCRIPTED: "A judge said no to what the script says of a shot."}


def rubric_of(name: str, on: Literal["script", "film"]) -> Rubric:
    """The rubric of a dimension by its name or an alias.

    Raises:
        UserError: If there is none, with those there are.

    >>> rubric_of("Physical Law", "film").dimension
    'Physical Law Adherence'
    """
    for one in rubrics(on):
        if name.casefold() in (one.dimension.casefold(), *(alias.casefold() for alias in one.aliases)):
            return one
    there = ", ".join(one.dimension for one in rubrics(on))
    raise UserError(f"there is no dimension {name!r} that a judge scores on a {on}; there are: {there}")


def parse_rubric(source: str, *, where: str = "rubric") -> Rubric:
    """A Rubric from a page.

    Args:
        source: Front matter between two lines of `---`, a question, then the sections Look at, Anchors and Not observable.
        where: What to call the page in an error.

    Raises:
        UserError: If a field or section is missing or unknown, or the anchors are not 1 to 5.
    """
    found = re.match(r"---\n(.*?)\n---\n(.*)", source.replace("\r\n", "\n"), re.DOTALL)
    if not found:
        raise UserError(f"{where} does not open with front matter; write {', '.join(sorted(_FIELDS))} between two lines of ---")
    head = _head(found[1], where)
    question, *sections = re.split(r"^## ", found[2].strip(), flags=re.MULTILINE)
    parts = {title.strip(): body.strip() for title, _, body in (one.partition("\n") for one in sections)}
    missing = [title for title in ("Look at", "Anchors", "Not observable") if not parts.get(title)]
    if missing or not question.strip():
        raise UserError(f"{where} lacks {', '.join(missing) or 'its question'}")
    return Rubric(
        dimension=head["dimension"],
        aliases=_listed(head.get("aliases", "")),
        on=cast('Literal["script", "film"]', _one_of(head["on"], ("script", "film"), "on", where)),
        version=int(head["version"]) if head["version"].isdigit() else 1,
        kind=head["kind"],
        cause=Cause(_one_of(head["cause"], tuple(Cause), "cause", where)),
        remedy=Remedy(_one_of(head["remedy"], tuple(Remedy), "remedy", where)),
        needs=_needs(head["needs"], where),
        question=" ".join(question.split()),
        look_at=_bullets(parts["Look at"]),
        anchors=_anchors(parts["Anchors"], where),
        blind=_bullets(parts["Not observable"]),
        sha256=hashlib.sha256(source.encode()).hexdigest(),
    )


def _head(text: str, where: str) -> dict[str, str]:
    head = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in text.splitlines())}
    wrong = sorted((_FIELDS - _OPTIONAL - set(head)) | (set(head) - _FIELDS))
    if wrong:
        raise UserError(f"{where}: the front matter holds {', '.join(sorted(_FIELDS))}; missing or unknown: {', '.join(wrong)}")
    return head


def _one_of(word: str, known: Sequence[str], field: str, where: str) -> str:
    if word not in known:
        raise UserError(f"{where}: {field} is {word!r}; it is one of: {', '.join(known)}")
    return word


def _needs(text: str, where: str) -> frozenset[Need]:
    return frozenset(cast("Need", _one_of(one, sorted(_NEEDS), "needs", where)) for one in _listed(text))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _bullets(text: str) -> tuple[str, ...]:
    return tuple(line.removeprefix("-").strip() for line in text.splitlines() if line.strip())


def _anchors(text: str, where: str) -> tuple[Anchor, ...]:
    rows = [line.partition(":") for line in text.splitlines() if line.strip()]
    found = tuple(Anchor(int(score), means.strip()) for score, _, means in rows if score.strip().isdigit() and means.strip())
    if [one.score for one in found] != [1, 2, 3, 4, 5] or len(found) != len(rows):
        raise UserError(f"{where}: write an anchor for each whole score: five lines from '1: …' to '5: …'")
    return found
