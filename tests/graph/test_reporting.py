"""What the report is given: where each round on the script began and ended, and what a Finding's times count on."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.film import Finding, Score, Script, Verdict
from storyreel.graph import reporting
from storyreel.graph.state import FilmState, Record
from storyreel.tools.store import Ref, Store
from tests.tools.report_pages import script_of, shot


def judged(value: float) -> Verdict:
    return Verdict(on="script", passed=value > 3.5, scores={"Dialogue Completeness": Score(value=value)})


def noted(store: Store, script: Script, verdict: Verdict | None) -> Record:
    """Where a round began, as the scripter notes it."""
    return {"script": store.put(script), "verdict": store.put(verdict) if verdict else None}


def round_from(began: Record, number: int) -> Record:
    return {"loop": "script revision", "round": number, "why": ["it is cut"], "changed": ["1.1 was changed"], "began": began}


def test_a_round_ends_where_the_next_begins(tmp_path: Path) -> None:
    store = Store(tmp_path)
    scripts = [script_of(shot(1, end_ms=end)) for end in (2000, 3000, 4500)]
    first, second = (noted(store, script, judged(value)) for script, value in zip(scripts, (1.0, 2.0), strict=False))
    state = FilmState(
        script=store.put(scripts[2]),
        verdicts={"script": store.put(judged(5.0))},
        loops=[round_from(first, 1), round_from(second, 2)],
    )
    one, two = reporting._rounds(state, store)
    assert one["changed"] == ["shot 1.1: length 1.0 s → 2.0 s"] and one["scores"] == [("Dialogue Completeness", 1.0, 2.0)]
    assert two["changed"] == ["shot 1.1: length 2.0 s → 3.5 s"] and two["scores"] == [("Dialogue Completeness", 2.0, 5.0)]
    assert one["why"] == ["it is cut"] and "began" not in one


def test_what_is_not_known_of_a_round_is_left_as_it_was_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    here = store.put(script_of(shot(1)))
    gone = {"script": Ref(sha256="0" * 64, version=1), "verdict": Ref(sha256="1" * 64, version=1)}
    old = {"loop": "script revision", "round": 1, "changed": ["1.1 was changed"]}
    for told in (round_from(gone, 1), round_from({"script": here, "verdict": None}, 1), old):
        (shown,) = reporting._rounds(FilmState(script=here, verdicts={}, loops=[told]), store)
        assert "scores" not in shown
        assert shown["changed"] == (
            ["nothing that can be seen"] if told.get("began", {}).get("script") == here else ["1.1 was changed"]
        )
    assert reporting._rounds(FilmState(script=here), store) == []


@pytest.mark.parametrize(
    ("key", "place"), [("film:Flow/u1/black", "film"), ("escalated:Flow/u1/black", ""), ("Flow/u1/black", "script")]
)
def test_the_times_of_a_finding_count_on_what_it_was_made_on(key: str, place: str) -> None:
    assert reporting._place(key) == place


def test_what_a_judge_advises_is_told_though_nobody_acts_on_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    fields = {"dimension": "Tension", "kind": "flat-tension", "evidence": "calm", "cause": "script", "remedy": "rewrite"}
    advice, own = (Finding.model_validate({**fields, "severity": "minor", "judge": judge}) for judge in ("m", "rule"))
    scores = {"Tension": Score(value=2.0, judge="m", advisory=True)}
    verdict = Verdict(on="film", passed=True, scores=scores, findings=(advice, own, advice.changed(severity="major")))
    state = FilmState(verdicts={"film": store.put(verdict)})
    (told,) = reporting._advice(state, store)
    assert (told.finding, told.status, told.on) == (advice, "open", "film")
    assert reporting._advice(FilmState(), store) == []
