"""The rules as `storyreel critique` lists and explains them: those for scripts, and what films are checked for."""

from __future__ import annotations

import inspect
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from storyreel.apps.cli.critique_text import rules_text
from storyreel.errors import UserError

if TYPE_CHECKING:
    from storyreel.agents.critic.rubric import Rubric

__all__ = ["explained", "film_kinds", "list_rules"]

_UNDECODABLE = "A file that cannot be opened as a film at all."
_FAILED = "A check that broke; what it looks for was not looked at."


def film_kinds() -> Mapping[str, str]:
    """Kind of everything that can be found in a film -> what it is."""
    from storyreel.agents.critic.rubric import judged_kinds
    from storyreel.agents.critic.verdict_sarif import check_summary
    from storyreel.tools.measure import CHECKS

    others = {"undecodable": _UNDECODABLE, "check-failed": _FAILED}
    measured = {one.kind: check_summary(one) for one in CHECKS.values() if "film" in one.on}
    return {**others, **measured, **judged_kinds("film")}


def list_rules(*, as_json: bool = False) -> str:
    """The list of `--rules`, for people or as JSON."""
    from storyreel.agents.critic import listed_rules

    if not as_json:
        return rules_text(listed_rules(), film_kinds())
    written = [
        {
            "id": one.id,
            "kind": one.rule.kind,
            "dimension": one.dimension,
            "severity": str(one.rule.severity),
            "says": one.rule.says,
        }
        for one in listed_rules()
    ]
    films = [{"id": kind, "kind": kind, "dimension": None, "severity": None, "says": says} for kind, says in film_kinds().items()]
    return json.dumps([*written, *films], indent=2, ensure_ascii=False)


def explained(word: str) -> str:
    """The page of a rule, or of several that share a name; a check of films by its module's own words.

    Raises:
        UserError: If there is no such rule.
    """
    from storyreel.agents.critic import checked_words, find_rules
    from storyreel.agents.critic.rule_page import page_of

    plain = word.strip().casefold()
    parts = [page_of(one) for one in find_rules(word) if plain in (one.id.casefold(), one.rule.kind)]
    if not plain.startswith("sr"):
        parts += _of_films(plain) or _of_scripts(plain)
    if parts:
        return "\n".join(parts).rstrip()
    checked_words([word], option="--explain")
    raise UserError(f"--explain {word}: that is a family of rules. One of: {', '.join(one.id for one in find_rules(word))}.")


def _of_films(kind: str) -> list[str]:
    """What a kind means in films, which may share its name with a rule; none where films know no such kind."""
    from storyreel.agents.critic.rubric import rubrics
    from storyreel.tools.measure import CHECKS

    if kind in CHECKS:
        check = CHECKS[kind]
        about = inspect.getdoc(inspect.getmodule(type(check))) or ""
        return [f"# {kind}\n\n{about}\n\n{check.dimension}; found in films and takes. Silence it with --ignore {kind}."]
    judged = [_rubric(one) for one in rubrics("film") if one.kind == kind]
    return judged or ([f"# {kind}\n\n{film_kinds()[kind]}"] if kind in film_kinds() else [])


def _of_scripts(kind: str) -> list[str]:
    """What a judge says of scripts; none where it knows no such kind."""
    from storyreel.agents.critic.rubric import rubrics

    return [_rubric(one) for one in rubrics("script") if one.kind == kind]


def _rubric(one: Rubric) -> str:
    """A rubric as a page: what a judge is asked, and what its scores mean."""
    look = "\n".join(f"- {text}" for text in one.look_at)
    scale = "\n".join(f"{score}: {means}" for score, means in one.anchors)
    blind = "\n".join(f"- {text}" for text in one.blind)
    return (
        f"# {one.kind}\n\nA judge scored {one.dimension} low. It is asked: {one.question}\n\nIt looks at\n{look}\n\n"
        f"Scores\n{scale}\n\nNot observable\n{blind}\n\nFound with --judge. Silence it with --ignore {one.kind}."
    )
