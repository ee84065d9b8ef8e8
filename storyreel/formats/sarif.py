"""SARIF 2.1.0: what was found, as code hosts and editors read it.

One run with the rules and one result a Finding; what was silenced is there too, with its suppression. The form knows files, lines
and names, and nothing of a Script. Source: OASIS, SARIF Version 2.1.0 Plus Errata 01.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Literal
from urllib.parse import quote

__all__ = ["SARIF_SCHEMA", "SarifResult", "SarifRule", "write_sarif"]

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Mapping[str, str] = {"blocking": "error", "major": "warning", "minor": "note", "info": "note"}


@dataclass(frozen=True, kw_only=True)
class SarifRule:
    """A rule as the run describes it; `help` is Markdown."""

    id: str
    name: str
    summary: str
    severity: str
    dimension: str
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class SarifResult:
    """One Finding.

    Attributes:
        file: The file as the person named it.
        line: 1-based, None where there is none to tell.
        pointer: JSON pointer within the file, "" where there is none.
        place: What people call the place: "shot 1.3"; "" for the whole.
        silenced: "" where it is heard of, "inSource" where the Script asks to be silent, "external" where the person does.
        data: Figures for programs.
    """

    rule: str
    severity: str
    text: str
    file: str
    fingerprint: str
    line: int | None = None
    pointer: str = ""
    place: str = ""
    silenced: Literal["", "inSource", "external"] = ""
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])


def write_sarif(rules: Sequence[SarifRule], results: Sequence[SarifResult], *, version: str) -> str:
    """A SARIF log as indented JSON.

    Args:
        rules: Every rule that a result may name; one that is not among them is left without an index.
        version: Storyreel's own.

    >>> one = SarifResult(rule="SR101", severity="blocking", text="a hole", file="my film.json", fingerprint="x")
    >>> log = json.loads(write_sarif((), [one], version="1"))
    >>> log["runs"][0]["results"][0]["level"], log["runs"][0]["artifacts"][0]["location"]["uri"]
    ('error', 'my%20film.json')
    """
    index = {rule.id: at for at, rule in enumerate(rules)}
    files = list(dict.fromkeys(result.file for result in results))
    driver = {"name": "storyreel", "version": version, "rules": [_rule(rule) for rule in rules]}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [{"location": {"uri": _uri(file)}} for file in files],
        "results": [_result(result, index, files) for result in results],
        "columnKind": "unicodeCodePoints",
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: SarifRule) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.dimension], "severity": rule.severity},
    }
    if rule.help:
        written["help"] = {"text": rule.help, "markdown": rule.help}
    return written


def _result(result: SarifResult, index: Mapping[str, int], files: Sequence[str]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(result.file), "index": files.index(result.file)}}
    if result.line is not None:
        physical["region"] = {"startLine": result.line}
    location: dict[str, Any] = {"physicalLocation": physical}
    if result.place or result.pointer:
        location["logicalLocations"] = [_logical(result)]
    written: dict[str, Any] = {
        "ruleId": result.rule,
        "level": _LEVELS[result.severity],
        "message": {"text": result.text},
        "locations": [location],
        "partialFingerprints": {"storyreel/1": result.fingerprint},
        "properties": {"severity": result.severity, **result.data},
    }
    if result.rule in index:
        written["ruleIndex"] = index[result.rule]
    if result.silenced:
        written["suppressions"] = [{"kind": result.silenced}]
    return written


def _logical(result: SarifResult) -> dict[str, str]:
    named = {"name": result.place, "fullyQualifiedName": result.pointer}
    return {"kind": "element", **{name: text for name, text in named.items() if text}}


def _uri(file: str) -> str:
    """A relative path stays one, so that a log of one checkout fits another."""
    path = PurePath(file)
    return f"{'file:///' if path.is_absolute() else ''}{quote(path.as_posix().lstrip('/'))}"
