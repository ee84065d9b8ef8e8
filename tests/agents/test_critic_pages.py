"""Each rule has an id of its own and a page, and the Scripts on the page do what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from storyreel.agents.critic import ListedRule, find_rules, listed_rules, rule_id, script_verdict
from storyreel.agents.critic.rule_page import HEADINGS, Example, page_examples, page_of, rules_index
from storyreel.film.finding import Finding
from storyreel.film.script import Script
from storyreel.formats import parse_source, read_dialogue

ROOT = Path(__file__).parents[2]
RULES = [pytest.param(one, id=one.id) for one in listed_rules()]


def found(example: Example) -> list[Finding]:
    script = parse_source(example.script)
    assert isinstance(script, Script)
    source = read_dialogue(example.source) if example.source else None
    return list(script_verdict(script, dialogue=source).findings)


def test_ids_are_unique_and_told_by_dimension() -> None:
    ids = [one.id for one in listed_rules()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"SR[1-9]\d\d", one) for one in ids), "a rule needs an id such as SR808: see storyreel/agents/critic"
    families: dict[str, set[str]] = {}
    for one in listed_rules():
        families.setdefault(one.dimension, set()).add(one.id[:3])
    assert all(len(digits) == 1 for digits in families.values())


@pytest.mark.parametrize("one", RULES)
def test_the_examples_of_a_page_do_what_it_says(one: ListedRule) -> None:
    fires, clean = page_examples(one.id)
    assert one.id in [rule_id(finding) for finding in found(fires)]
    assert [finding.evidence for finding in found(clean) if rule_id(finding) == one.id] == []


@pytest.mark.parametrize("one", RULES)
def test_a_page_has_all_its_parts(one: ListedRule) -> None:
    page = page_of(one)
    assert page.startswith(f"# {one.id} {one.rule.kind}\n")
    headings = re.findall(r"^## (.*)$", page, re.MULTILINE)
    assert headings == [*HEADINGS[:-1], "Silence", HEADINGS[-1]]
    parts = re.split(r"^## .*$", page, flags=re.MULTILINE)
    assert all(len(part.strip()) > 15 for part in parts)
    assert f"--ignore {one.id}" in page


def test_the_pages_under_docs_are_those_of_the_rules() -> None:
    folder = ROOT / "docs/rules"
    written = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    should = {one.id: page_of(one) for one in listed_rules()} | {"index": rules_index()}
    assert sorted(written) == sorted(should), "write them again with: make docs (and delete those of rules that are gone)"
    assert [name for name in should if written[name] != should[name]] == []
    texts = {path.stem for path in (ROOT / "storyreel/agents/critic/rule_pages").glob("*.md")}
    assert texts == {one.id for one in listed_rules()}


def test_the_index_names_every_rule_once() -> None:
    assert re.findall(r"^\| \[(SR\d+)\]", rules_index(), re.MULTILINE) == [one.id for one in listed_rules()]


def test_rules_are_found_by_id_name_and_family() -> None:
    assert [one.rule.kind for one in find_rules("sr204")] == ["crossed-line"]
    assert [one.id for one in find_rules("missing-blocking")] == ["SR306", "SR803"]
    assert {one.dimension for one in find_rules("SR7")} == {"Scene Coherence"}
    assert find_rules("SR") == listed_rules()
    assert find_rules("SR999") == find_rules("black") == ()


def test_an_example_that_lacks_is_told() -> None:
    with pytest.raises(ValueError, match="no example under Fires and Does not fire"):
        page_examples("SR999")
