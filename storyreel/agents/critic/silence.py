"""Silencing: which Findings the person, or the Script itself, asked not to hear of.

A Script, a Scene or a Shot names rules in its `extra`: {"ignore": ["SR204", "flat-pace"]}. It silences what is found within it,
but never a blocking Finding: that a line is lost is not for a document to wave through. `--ignore` silences anything, once.
What is silenced is kept apart and counted. It knows no rule's inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from pydantic import JsonValue

from storyreel.agents.critic.rule_book import find_rules, matches, rule_id
from storyreel.film.finding import Finding, Severity
from storyreel.film.script import Script

__all__ = ["SILENCED_BY", "Sifted", "Wishes", "ignored_words", "names_a_rule", "sift"]

SILENCED_BY = "silenced_by"
"""Key of a silenced Finding's data: "script", or "--ignore"."""


@dataclass(frozen=True)
class Wishes:
    """What the person asked for by option.

    Attributes:
        ignore: Rules not to hear of, by id, name or family.
        select: The only rules to apply; empty is all of them.
    """

    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()

    def selects(self, rule: str, kind: str) -> bool:
        """Whether a rule is to be applied."""
        return not self.select or any(matches(word, rule, kind) for word in self.select)

    def ignores(self, rule: str, kind: str) -> bool:
        """Whether the person does not want to hear of a rule."""
        return any(matches(word, rule, kind) for word in self.ignore)


class Sifted(NamedTuple):
    """Findings to be heard of, and those that are silenced."""

    heard: tuple[Finding, ...]
    silenced: tuple[Finding, ...]


def sift(findings: Iterable[Finding], script: Script | None, wishes: Wishes) -> Sifted:
    """Findings apart by what the person and the Script ask for; what is not selected is in neither.

    >>> sift((), None, Wishes())
    Sifted(heard=(), silenced=())
    """
    own = _Asked(script)
    heard: list[Finding] = []
    silenced: list[Finding] = []
    for finding in findings:
        rule = rule_id(finding)
        if not wishes.selects(rule, finding.kind):
            continue
        by = "--ignore" if wishes.ignores(rule, finding.kind) else "script" if own.silences(finding, rule) else ""
        if by:
            silenced.append(finding.changed(data={**finding.data, SILENCED_BY: by}))
        else:
            heard.append(finding)
    return Sifted(tuple(heard), tuple(silenced))


class _Asked:
    """What a Script asks to be silent about: for itself, for a Scene, for a Shot."""

    def __init__(self, script: Script | None) -> None:
        scenes = script.scenes if script is not None else ()
        self.whole = ignored_words(script.extra) if script is not None else ()
        self.scenes = {scene.id: words for scene in scenes if (words := ignored_words(scene.extra))}
        self.shots = {shot.uid: words for scene in scenes for shot in scene.shots if (words := ignored_words(shot.extra))}

    def silences(self, finding: Finding, rule: str) -> bool:
        if finding.severity is Severity.BLOCKING:
            return False
        words = (*self.whole, *self.scenes.get(finding.scene, ()), *self.shots.get(finding.shot, ()))
        return any(matches(word, rule, finding.kind) for word in words)


def ignored_words(extra: Mapping[str, JsonValue]) -> Sequence[str]:
    """The rules that an `extra` names under "ignore": a list of words, or one text with commas; anything else names none.

    >>> ignored_words({"ignore": ["SR204", 3]}), ignored_words({"ignore": "SR204, flat-pace"}), ignored_words({"ignore": None})
    (['SR204'], ['SR204', 'flat-pace'], [])
    """
    return list(_words(extra.get("ignore")))


def names_a_rule(word: str) -> bool:
    """Whether a word of a Script may be silent about something; words that are no ids may be kinds of what is found in films.

    >>> names_a_rule("SR204"), names_a_rule("SR999"), names_a_rule("missing-cut")
    (True, False, True)
    """
    return not re.match(r"sr\d", word, re.IGNORECASE) or bool(find_rules(word))


def _words(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield from (word for word in re.split(r"[\s,]+", value) if word)
    elif isinstance(value, list):
        yield from (word.strip() for word in cast("list[object]", value) if isinstance(word, str) and word.strip())
