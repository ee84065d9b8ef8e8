"""Which verdict to keep, gain, progress, cause and void; scores and the printed form: rules that the loops stand on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.agents.critic import attribute, better, gain, progress, script_verdict, verdict_json, void
from storyreel.agents.critic.scoring import CAP_BELOW, passes, score_of
from storyreel.film.finding import Cause, Finding, Remedy, Score, Severity, Verdict
from tests.agents.critic_script import good_script, with_shot

BLOCKING, MAJOR, MINOR = Severity.BLOCKING, Severity.MAJOR, Severity.MINOR


def finding(kind: str = "black", severity: Severity = MAJOR, **fields: Any) -> Finding:
    return Finding(
        **{
            "dimension": "Technical Quality",
            "kind": kind,
            "severity": severity,
            "evidence": "12 frames",
            "cause": Cause.SHOT,
            "remedy": Remedy.RETAKE,
            "shot": "u1",
            "made_on": "take one",
            **fields,
        }
    )


def verdict(
    value: float | None = 4.0, *, passed: bool = True, spread: float | None = None, findings: tuple[Finding, ...] = ()
) -> Verdict:
    return Verdict(on="take", passed=passed, scores={"Duration": Score(value=value, spread=spread)}, findings=findings)


findings_lists = st.lists(st.builds(finding, severity=st.sampled_from(Severity)), max_size=40)


@given(found=findings_lists, units=st.integers(0, 600), threshold=st.floats(1.0, 5.0))
def test_a_score_is_never_out_of_range_and_a_blocking_finding_holds_it_down(
    found: list[Finding], units: int, threshold: float
) -> None:
    score = score_of(found, units=units, threshold=threshold).value
    assert score is not None
    assert 1.0 <= score <= 5.0
    if any(one.severity is BLOCKING for one in found):
        assert score <= max(1.0, round(threshold - CAP_BELOW, 2))
    if all(one.severity is Severity.INFO for one in found):
        assert score == 5.0


@given(found=findings_lists, units=st.integers(1, 600))
def test_one_more_finding_never_raises_a_score(found: list[Finding], units: int) -> None:
    before = score_of(found, units=units, threshold=3.5).value
    after = score_of([*found, finding()], units=units, threshold=3.5).value
    assert before is not None
    assert after is not None
    assert after <= before


def test_the_formula_is_the_documented_one() -> None:
    assert score_of([finding()] * 3 + [finding(severity=MINOR)] * 2, units=20, threshold=3.5).value == 4.3
    assert score_of([finding()], units=1, threshold=3.5).value == 4.0
    assert score_of([finding(severity=BLOCKING)], units=1000, threshold=3.5).value == 3.4
    assert score_of([finding(severity=BLOCKING)], units=1000, threshold=1.0).value == 1.0


def test_passing_goes_by_dimension() -> None:
    scores = {"Duration": Score(value=3.0), "Cut Fidelity": Score(value=5.0)}
    assert not passes(scores, (), threshold=3.5)
    assert passes(scores, (), threshold=3.5, thresholds={"Duration": 3.0})
    assert not passes(scores, [finding(severity=BLOCKING)], threshold=1.0)


def test_the_incumbent_wins_ties() -> None:
    one, two = verdict(), verdict()
    assert better(one, two) is one
    assert better(None, two) is two
    assert better(one, None) is one
    assert better(None, None) is None


@pytest.mark.parametrize(
    ("worse", "best"),
    [
        (verdict(5.0, passed=False), verdict(3.6)),
        (verdict(findings=(finding(severity=BLOCKING),)), verdict(1.0, findings=(finding(), finding("freeze")))),
        (verdict(5.0, findings=(finding(), finding("freeze"))), verdict(3.6, findings=(finding(),))),
        (verdict(3.6), verdict(3.7)),
    ],
)
def test_what_is_better_wins_from_either_side(worse: Verdict, best: Verdict) -> None:
    assert better(worse, best) is best
    assert better(best, worse) is best


def test_a_gain_within_the_judges_spread_is_none() -> None:
    low, high = verdict(3.6, spread=0.5), verdict(4.0)
    assert gain(low, high) == 0.0
    assert better(low, high) is low
    assert gain(verdict(3.6), high) == pytest.approx(0.4)


def test_gain_counts_only_what_both_observed() -> None:
    other = Verdict(on="take", passed=True, scores={"Duration": Score(value=None), "Cut Fidelity": Score(value=5.0)})
    assert gain(verdict(1.0), other) == 0.0
    assert gain(None, verdict(4.0)) == 3.0
    assert gain(verdict(4.0), None) == 0.0


def test_progress_is_less_weight_not_other_findings() -> None:
    many = [finding("black"), finding("freeze")]
    assert progress(None, many)
    assert progress(many, many[:1])
    assert not progress(many, [finding("black"), finding("wrong-duration")])
    assert not progress(many[:1], many)
    assert progress([finding(severity=BLOCKING)], [finding()])
    assert not progress([finding(severity=MINOR)], [])


def test_the_same_finding_on_two_takes_is_laid_to_the_script() -> None:
    one, two = finding(), finding(made_on="take two")
    assert attribute([one]) is Cause.SHOT
    assert attribute([one, one]) is Cause.SHOT
    assert attribute([one, two]) is Cause.SCRIPT
    assert attribute([one, finding("freeze", made_on="take two")]) is Cause.SHOT
    assert attribute([one, finding(made_on="take two", shot="u2")]) is Cause.SHOT
    dialogue = [finding(cause=Cause.DIALOGUE, made_on=name) for name in "ab"]
    assert attribute(dialogue) is Cause.DIALOGUE
    with pytest.raises(ValueError, match="no cause"):
        attribute([])


def test_findings_on_what_is_superseded_are_void() -> None:
    one, two = finding(), finding(made_on="take two")
    assert void([one, two], "take two") == (two,)
    assert void([one, two], ["take one", "take two"]) == (one, two)
    assert void([one], "") == ()


def test_a_fingerprint_survives_a_revision_that_does_not_mend() -> None:
    broken = with_shot(good_script(), "1.6", blocking=())
    revised = with_shot(broken, "2.1", action="Sunlight. Tom walks up.").changed(version=2)
    before, after = (script_verdict(script).findings[0] for script in (broken, revised))
    assert before.fingerprint == after.fingerprint
    assert before.made_on != after.made_on


def test_the_printed_form_has_the_promised_keys() -> None:
    printed = verdict_json(script_verdict(with_shot(good_script(), "1.6", blocking=())))
    assert json.loads(json.dumps(printed)) == printed
    assert set(printed["findings"][0]) == {
        *("rule", "dimension", "kind", "severity", "shot", "start_s", "end_s", "cause", "evidence", "remedy"),
    }
    assert printed["findings"][0]["shot"] == "1.6"
    assert printed["findings"][0]["start_s"] == 16.0
    assert printed["scores"]["Dramatic Tension"] == {"value": None, "why": "not observable: needs a judge", "rules": []}
