"""The rules of the script critic as a book: each by its id, its name or a family of ids, and the id of any Finding.

A word means a rule by id ("SR204"), by name ("crossed-line", which two dimensions may share) or a family ("SR2"). What a film is
checked for has no number: there the kind is the id. This module reads the registry of rules and knows no Script and no page.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from storyreel.agents.critic.rubric import judged_kinds
from storyreel.agents.critic.rule import Rule
from storyreel.agents.critic.script_rules import SCRIPT_DIMENSIONS
from storyreel.errors import UserError
from storyreel.film.finding import Finding

__all__ = ["ListedRule", "checked_words", "find_rules", "listed_rules", "matches", "rule_id"]

_FAMILY = re.compile(r"sr\d{0,3}", re.IGNORECASE)


class ListedRule(NamedTuple):
    """A rule with the dimension that it counts against."""

    dimension: str
    rule: Rule

    @property
    def id(self) -> str:
        """Its id, or its name where it has none yet."""
        return self.rule.id or self.rule.kind


@cache
def listed_rules() -> tuple[ListedRule, ...]:
    """Every rule in the order of the dimensions.

    >>> listed_rules()[0].id, listed_rules()[0].rule.kind
    ('SR101', 'span-hole')
    """
    return tuple(ListedRule(one.name, rule) for one in SCRIPT_DIMENSIONS for rule in one.rules)


@cache
def _ids() -> dict[tuple[str, str], str]:
    return {(one.dimension, one.rule.kind): one.id for one in listed_rules()}


def rule_id(finding: Finding) -> str:
    """The id of the rule that made a Finding; the kind itself where a film was measured.

    >>> from storyreel.film.finding import Cause, Remedy, Severity
    >>> seen = dict(severity=Severity.MAJOR, evidence="", cause=Cause.SCRIPT, remedy=Remedy.REWRITE)
    >>> [rule_id(Finding(dimension=name, kind=kind, **seen)) for name, kind in
    ...  (("Format Compliance", "span-hole"), ("Technical Quality", "black"))]
    ['SR101', 'black']
    """
    return _ids().get((finding.dimension, finding.kind), finding.kind)


def matches(word: str, rule: str, kind: str) -> bool:
    """Whether a word means the rule of this id and name.

    >>> [matches(word, "SR204", "crossed-line") for word in ("sr204", "SR2", "crossed-line", "SR20", "black")]
    [True, True, True, True, False]
    """
    plain, own = word.strip().casefold(), rule.casefold()
    return plain in (own, kind.casefold()) or (bool(_FAMILY.fullmatch(plain)) and own.startswith(plain) and own != kind)


def find_rules(word: str) -> tuple[ListedRule, ...]:
    """The rules that a word means, none where it means none.

    >>> [one.id for one in find_rules("missing-blocking")]
    ['SR306', 'SR803']
    """
    return tuple(one for one in listed_rules() if matches(word, one.id, one.rule.kind))


def checked_words(words: Iterable[str], *, option: str, kinds: Collection[str] = ()) -> tuple[str, ...]:
    """The words of an option that names rules, taken apart at commas.

    Args:
        words: As given: "SR204,jump-cut".
        option: The option's name, for the error.
        kinds: What else may be named: the kinds of the film's checks. Where given, rules for scripts are refused.

    Raises:
        UserError: If a word means nothing here, with the nearest that does.

    >>> checked_words(["SR204, jump-cut"], option="--ignore")
    ('SR204', 'jump-cut')
    """
    given = tuple(part.strip() for word in words for part in word.split(",") if part.strip())
    for word in given:
        if word.casefold() in kinds or (not kinds and (find_rules(word) or word.casefold() in judged_kinds("script"))):
            continue
        if kinds and find_rules(word):
            there = ", ".join(sorted(kinds))
            raise UserError(f"{option} {word}: that is a rule for scripts, and a film is judged here. There are: {there}.")
        names = kinds or {name for one in listed_rules() for name in (one.id, one.rule.kind)}
        near = difflib.get_close_matches(word, names, n=1, cutoff=0.6) or difflib.get_close_matches(word.upper(), names, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        there = f"There are: {', '.join(sorted(kinds))}." if kinds else "List them all with: storyreel critique --rules"
        raise UserError(f"{option} {word}: there is no such rule.{meant} {there}")
    return given
