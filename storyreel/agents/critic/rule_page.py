"""The page of a rule: its head and how to silence it from the registry, the rest from its text under `rule_pages/`.

The texts are the one source: `storyreel critique --explain` and the pages under docs/ are both made here. A text opens with what
the rule finds, then has the headings of `HEADINGS`; under "Fires" and "Does not fire" stand Scripts that the tests run, each with
its source in a block marked `source` where the rule needs one. It judges nothing.
"""

from __future__ import annotations

import re
from importlib.resources import files
from typing import NamedTuple

from storyreel.agents.critic.rule_book import ListedRule, listed_rules
from storyreel.film.finding import Severity

__all__ = ["HEADINGS", "Example", "page_examples", "page_of", "rules_index"]

HEADINGS = ("Why", "Fires", "Does not fire", "Mend", "Source")
_BLOCK = re.compile(r"^```(text|json|source)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


_SILENCE_AND_FORMS = (
    'A rule is silenced for one run with `--ignore`; for good in the script: `"extra": {"ignore": ["SR204"]}` in the',
    "script, a scene or a shot of the JSON form, or a line `Ignore: SR204` under a shot of a bracket script. What blocks",
    "cannot be silenced from within. Silenced Findings count for nothing, and the answer says how many there are.",
    "",
    "`--format text` is for people, `--format json` (or `--json`) the stable interface, `--format sarif` for code hosts and",
    "editors. With `--strict` the command ends with 7 while a blocking or major Finding stands:",
    "",
    "    storyreel critique script.json --strict --format sarif > script.sarif",
    "",
)


class Example(NamedTuple):
    """A Script as text, and the source it is held against, "" where there is none."""

    script: str
    source: str = ""


def _text_of(rule: str) -> str:
    page = files("storyreel.agents.critic") / "rule_pages" / f"{rule}.md"
    return page.read_text(encoding="utf-8") if page.is_file() else ""


def page_of(one: ListedRule) -> str:
    """The whole page of a rule as Markdown.

    >>> page_of(listed_rules()[0]).splitlines()[0]
    '# SR101 span-hole'
    """
    rule = one.rule
    head = [
        f"# {one.id} {rule.kind}",
        "",
        f"{rule.says[:1].upper()}{rule.says[1:]}.",
        "",
        f"{one.dimension}; {rule.severity}; remedy: {rule.remedy}.",
        "",
    ]
    body = _text_of(one.id).strip() or "This rule has no text of its own yet."
    opening, _, source = body.partition("\n## Source\n")
    parts = [*head, opening.strip(), "", "## Silence", "", _silence(one), ""]
    return "\n".join([*parts, *(["## Source", "", source.strip(), ""] if source else [])])


def _silence(one: ListedRule) -> str:
    option = f"For one run: `storyreel critique SCRIPT --ignore {one.id}`."
    if one.rule.severity is Severity.BLOCKING:
        return f"{option} What blocks cannot be silenced from within the script."
    return (
        f'{option} For good: `"extra": {{"ignore": ["{one.id}"]}}` in the script, a scene or a shot of the JSON form, or a line'
        f" `Ignore: {one.id}` under the shot in a bracket script."
    )


def page_examples(rule: str) -> tuple[Example, Example]:
    """The Script in which a rule fires and the one in which it does not, from its text.

    Raises:
        ValueError: If the text lacks either.

    >>> page_examples("SR101")[0].script.splitlines()[0]
    '[Characters]'
    """
    text = _text_of(rule)
    found = {name: _example(_under(text, name)) for name in ("Fires", "Does not fire")}
    lacking = [name for name, one in found.items() if not one.script]
    if lacking:
        raise ValueError(f"the page of {rule} has no example under {' and '.join(lacking)}")
    return found["Fires"], found["Does not fire"]


def _under(text: str, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def _example(text: str) -> Example:
    blocks = {"source" if kind == "source" else "script": body for kind, body in _BLOCK.findall(text)}
    return Example(blocks.get("script", ""), blocks.get("source", ""))


def rules_index() -> str:
    """The page that lists every rule by dimension, as Markdown."""
    parts = [
        "# The rules of the script critic",
        "",
        "Written by `make docs` from the rules themselves. `storyreel critique SCRIPT` applies them, `--ignore` and `--select`",
        "take ids, names (`crossed-line`) and families (`SR2`), `storyreel critique --explain ID` prints a page.",
        "",
        *_SILENCE_AND_FORMS,
    ]
    for dimension in dict.fromkeys(one.dimension for one in listed_rules()):
        parts += [f"## {dimension}", "", "| id | name | severity | |", "|---|---|---|---|"]
        parts += [
            f"| [{one.id}]({one.id}.md) | `{one.rule.kind}` | {one.rule.severity} | {one.rule.says} |"
            for one in listed_rules()
            if one.dimension == dimension
        ]
        parts.append("")
    return "\n".join(parts)
