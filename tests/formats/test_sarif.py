"""SARIF logs hold what the published schema asks for and nothing that it does not know; places in files are found."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.formats import read_script, script_json, write_bracket
from storyreel.formats.locating import shot_places
from storyreel.formats.sarif import SarifResult, SarifRule, write_sarif
from tests.agents.critic_script import good_script

# Of sarif-schema-2.1.0.json: what each object must have, and what else it may have of what is used here.
OBJECTS = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"invocations", "artifacts", "results", "columnKind"}),
    "driver": ({"name"}, {"version", "rules"}),
    "rule": ({"id"}, {"name", "shortDescription", "defaultConfiguration", "help", "properties"}),
    "invocation": ({"executionSuccessful"}, set[str]()),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations", "partialFingerprints", "suppressions", "properties"}),
    "location": (set[str](), {"physicalLocation", "logicalLocations"}),
    "physical": (set[str](), {"artifactLocation", "region"}),
    "artifact": (set[str](), {"uri", "index"}),
    "region": (set[str](), {"startLine"}),
    "logical": (set[str](), {"name", "fullyQualifiedName", "kind"}),
    "suppression": ({"kind"}, set[str]()),
}
LEVELS = {"none", "note", "warning", "error"}
RULES = (
    SarifRule(id="SR101", name="span-hole", summary="no hole", severity="blocking", dimension="Format Compliance", help="# Page"),
    SarifRule(id="SR209", name="flat-pace", summary="lengths vary", severity="minor", dimension="Shot Division Rationality"),
)


def check(kind: str, one: dict[str, Any]) -> dict[str, Any]:
    needed, allowed = OBJECTS[kind]
    assert needed <= set(one) <= needed | allowed, f"{kind}: {sorted(one)}"
    return one


def checked(text: str) -> dict[str, Any]:
    """The one run of a log, with every object in it held against the schema."""
    log = check("log", json.loads(text))
    assert log["version"] == "2.1.0"
    run = check("run", log["runs"][0])
    driver = check("driver", run["tool"]["driver"])
    for rule in driver["rules"]:
        check("rule", rule)
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in LEVELS
    for one in run["invocations"]:
        check("invocation", one)
    for result in run["results"]:
        check("result", result)
        assert result["message"]["text"]
        assert result["level"] in LEVELS
        assert "ruleIndex" not in result or driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for suppression in result.get("suppressions", []):
            assert check("suppression", suppression)["kind"] in ("inSource", "external")
        for location in result["locations"]:
            physical = check("physical", check("location", location)["physicalLocation"])
            place = check("artifact", physical["artifactLocation"])
            assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
            assert " " not in place["uri"]
            if "region" in physical:
                assert check("region", physical["region"])["startLine"] >= 1
            for logical in location.get("logicalLocations", []):
                check("logical", logical)
    return run


def test_a_log_has_rules_results_and_places() -> None:
    hole = SarifResult(
        rule="SR101", severity="blocking", text="a hole", file="my scripts/script.json", fingerprint="a", line=12,
        pointer="/scenes/0/shots/2", place="shot 1.3", data={"start_s": 1.5},
    )  # fmt: skip
    flat = SarifResult(rule="SR209", severity="minor", text="flat", file="/films/a.txt", fingerprint="b", silenced="inSource")
    foreign = SarifResult(rule="black", severity="major", text="dark", file="/films/a.txt", fingerprint="c")
    run = checked(write_sarif(RULES, [hole, flat, foreign], version="0.1.0"))
    first, second, third = run["results"]
    assert (first["level"], second["level"], third["level"]) == ("error", "note", "warning")
    place = first["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20scripts/script.json", "index": 0},
        "region": {"startLine": 12},
    }
    assert place["logicalLocations"] == [{"kind": "element", "name": "shot 1.3", "fullyQualifiedName": "/scenes/0/shots/2"}]
    assert second["suppressions"] == [{"kind": "inSource"}]
    assert "suppressions" not in first
    assert run["artifacts"][1]["location"]["uri"] == "file:///films/a.txt"
    assert "ruleIndex" not in third
    assert first["partialFingerprints"] == {"storyreel/1": "a"}


def test_an_empty_log_is_one_too() -> None:
    assert checked(write_sarif(RULES, (), version="0.1.0"))["results"] == []


def test_shots_of_a_document_have_pointers_and_lines() -> None:
    text = script_json(good_script())
    places = shot_places(text, read_script(text))
    rows = text.split("\n")
    for shot in good_script().shots:
        line, pointer = places[shot.uid]
        assert line is not None
        assert f'"uid": "{shot.uid}"' in rows[line - 1]
        scene, number = pointer.split("/")[2::2]
        assert json.loads(text)["scenes"][int(scene)]["shots"][int(number)]["uid"] == shot.uid


def test_shots_of_a_bracket_script_have_the_line_of_their_number() -> None:
    text = write_bracket(good_script())
    places = shot_places(text, read_script(text))
    rows = text.split("\n")
    for scene in good_script().scenes:
        for number, shot in enumerate(scene.shots, 1):
            line, pointer = places[shot.uid]
            assert line is not None
            assert rows[line - 1].startswith(f"{number}. [")
            assert pointer == ""


@pytest.mark.parametrize("text", ['{"script": 1}', "{broken", "[1]", "no script at all", '{"scenes": 3}', '{"scenes": [1, {}]}'])
def test_where_the_form_does_not_tell_there_is_no_place(text: str) -> None:
    assert all(not pointer for _, pointer in shot_places(text, good_script()).values())


@given(text=st.text(alphabet='{}[]":,\\\n uidxscenhots1.', max_size=200))
def test_no_text_breaks_the_search_for_places(text: str) -> None:
    places = shot_places(text, good_script())
    assert all(place.line is None or 1 <= place.line <= text.count("\n") + 1 for place in places.values())


def test_a_uid_that_stands_twice_tells_no_line() -> None:
    text = script_json(good_script()).replace('"title": "The Letter"', '"title": "The Letter", "extra": {"uid": "u1.1"}')
    places = shot_places(text, good_script())
    assert places["u1.1"] == (None, "/scenes/0/shots/0")
    assert places["u1.2"].line is not None
