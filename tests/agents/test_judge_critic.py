"""The Critic with a judge: rules and measurements stand, the judge fills what they cannot see, and gates only when it may."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from storyreel.agents.critic import Critic, verdict_json
from storyreel.agents.critic.judgement import better, gain
from storyreel.agents.critic.judging import Judge, rubrics
from storyreel.agents.critic.media_verdict import JUDGED_MEDIA_DIMENSIONS
from storyreel.agents.critic.script_rules import JUDGED_SCRIPT_DIMENSIONS
from storyreel.agents.critic.verdict_sarif import verdict_sarif
from storyreel.errors import BackendUnavailable
from storyreel.film.finding import Severity
from storyreel.film.script import Script
from storyreel.film.take import RenderSpec
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import open_media
from storyreel.tools.report import ReportData, write_report
from storyreel.tools.report.verdict_views import verdict_view
from tests.agents.critic_script import good_dialogue, good_script
from tests.agents.judge_chats import SEES, WATCHES, in_turn, judge_chat, rated, seen, steady
from tests.agents.judge_film import grey_film, grey_script

LOW = {"Dramatic Tension": 2.0, "Format Compliance": 1.0}


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grey_film(tmp_path_factory.mktemp("films") / "film.mp4")


async def test_a_judge_fills_what_no_rule_sees_and_rules_stand() -> None:
    alone = await Critic().critique_script(good_script(), dialogue=good_dialogue())
    verdict = await Critic(judge=Judge(steady(LOW))).critique_script(good_script(), dialogue=good_dialogue())
    for name in JUDGED_SCRIPT_DIMENSIONS:
        assert alone.scores[name].value is None
        assert verdict.scores[name].value == LOW.get(name, 4.0) and verdict.scores[name].advisory
    for name, score in alone.scores.items():
        if score.observable:
            assert verdict.scores[name] == score, "a rule's score is the rule's"
    assert verdict.judged["Format Compliance"].value == 1.0 and verdict.judged["Format Compliance"].advisory
    assert set(verdict.scores) | set(verdict.judged) >= {one.dimension for one in rubrics("script")}
    assert verdict.judge == "rules, scripted:judge"


async def test_a_judge_advises_until_it_may_gate() -> None:
    advised = await Critic(judge=Judge(steady(LOW))).critique_script(good_script())
    assert advised.passed and {one.severity for one in advised.findings} == {Severity.MINOR}
    assert not any(one.asks_for_work for one in advised.findings)
    gated = await Critic(judge=Judge(steady(LOW)), judge_gates=True).critique_script(good_script())
    assert not gated.passed and not gated.scores["Dramatic Tension"].advisory
    severities = {one.dimension: one.severity for one in gated.findings}
    assert severities == {"Dramatic Tension": Severity.MAJOR, "Format Compliance": Severity.MINOR}
    assert Severity.BLOCKING not in severities.values()
    lenient = Critic(judge=Judge(steady(LOW)), judge_gates=True, thresholds={"Dramatic Tension": 1.5})
    passing = await lenient.critique_script(good_script())
    assert passing.passed and "Dramatic Tension" not in {one.dimension for one in passing.findings}


async def test_an_unsettled_judge_never_gates() -> None:
    answers = [rated(1), rated(5), rated(1), rated(5)]
    judge = Judge(in_turn(answers), dimensions=("Dramatic Tension",))
    verdict = await Critic(judge=judge, judge_gates=True).critique_script(good_script())
    assert verdict.passed and verdict.scores["Dramatic Tension"].value == 3.0 and verdict.scores["Dramatic Tension"].advisory


async def test_advice_counts_for_no_mean_and_no_choice() -> None:
    alone = await Critic().critique_script(good_script())
    praised, scorned = [
        await Critic(judge=Judge(steady(dict.fromkeys(JUDGED_SCRIPT_DIMENSIONS, score)))).critique_script(good_script())
        for score in (5.0, 4.0)
    ]
    assert praised.mean == scorned.mean == alone.mean
    assert gain(scorned, praised) == 0.0 and better(scorned, praised) is scorned


async def test_a_failed_judge_leaves_the_rules_verdict_and_says_so() -> None:
    alone = await Critic().critique_script(good_script())
    gone = judge_chat(lambda ask: BackendUnavailable("gone", backend="m"))
    verdict = await Critic(judge=Judge(gone), judge_gates=True).critique_script(good_script())
    assert verdict.passed == alone.passed and verdict.findings == alone.findings
    assert verdict.scores["Dramatic Tension"].why == "not observable: the judge failed: m: gone"


async def test_what_the_person_silences_is_silent_from_a_judge_too() -> None:
    verdict = await Critic(judge=Judge(steady(LOW)), ignore=["flat-tension"]).critique_script(good_script())
    assert "flat-tension" not in {one.kind for one in verdict.findings}
    assert "flat-tension" in {one.kind for one in verdict.silenced}


async def test_a_judge_that_nobody_wants_to_hear_is_not_asked() -> None:
    chat = steady(LOW)
    quiet = await Critic(judge=Judge(chat), select=["SR204"]).critique_script(good_script())
    assert not chat.asked and quiet.judge == "rules"
    heard = await Critic(judge=Judge(chat), select=["flat-tension"]).critique_script(good_script())
    assert {one.kind for one in heard.findings} == {"flat-tension"}


async def test_a_script_without_shots_costs_no_request() -> None:
    chat = steady()
    await Critic(judge=Judge(chat)).critique_script(Script())
    assert not chat.asked


async def test_a_film_is_measured_and_judged(film: Path) -> None:
    chat = steady(can=WATCHES)
    verdict = await Critic(judge=Judge(chat)).critique_film(Evidence(script=grey_script(), media=open_media(film)))
    for name in JUDGED_MEDIA_DIMENSIONS:
        score = verdict.scores.get(name)
        assert score is not None and score.observable
        assert score.judge == "scripted:judge" or verdict.judged[name].judge == "scripted:judge"
    assert verdict.scores["Technical Quality"].judge == "" and verdict.judge == "measured, scripted:judge"
    again = await Critic(judge=Judge(chat)).critique(film, script=grey_script())
    assert again.scores["Visual Appeal"].value == 4.0


async def test_takes_are_judged_only_when_asked(film: Path) -> None:
    spec = RenderSpec.model_validate(
        {"uid": "u1", "backend": "b", "revision": "1", "width_px": 64, "height_px": 48, "rate_num": 12, "frames": 54, "shot": {}}
    )
    evidence = Evidence(spec=spec, media=open_media(film))
    chat = judge_chat(lambda ask: rated(4, seen("")), can=SEES)
    plain = await Critic(judge=Judge(chat)).critique_take(evidence)
    assert not chat.asked and plain.scores["Visual Appeal"].value is None
    judged = await Critic(judge=Judge(chat), judge_takes=True).critique_take(evidence)
    assert judged.on == "take" and judged.scores["Visual Appeal"].value == 4.0
    assert judged.scores["Narrative Coherence"].why == "not observable: there is only one shot"
    poor = judge_chat(lambda ask: rated(2, seen("", speaks="against")), can=SEES)
    found = await Critic(judge=Judge(poor), judge_takes=True, checks=()).critique_take(evidence)
    assert found.findings and {(one.shot, one.shot_id, one.scene) for one in found.findings} == {("u1", "", "")}


async def test_a_film_that_does_not_open_is_no_matter_for_a_judge(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film")
    chat = steady()
    verdict = await Critic(judge=Judge(chat)).critique(broken, script=grey_script())
    assert not verdict.passed and not chat.asked


async def test_every_dimension_has_its_place_in_the_report_and_the_json(tmp_path: Path) -> None:
    chat = steady(LOW, family="qwen")
    verdict = await Critic(judge=Judge(chat, writers=["qwen"])).critique_script(good_script(), dialogue=good_dialogue())
    view = verdict_view(verdict)
    told = {one.name: one for one in view.scores}
    assert (told["Dramatic Tension"].spread, told["Dramatic Tension"].by) == ("± 0.25", "scripted:judge, 4 answers, advises")
    assert told["Format Compliance"].by == "" and told["Format Compliance"].spread == ""
    assert {one.name for one in view.second} == {
        "Format Compliance",
        "Shot Division Rationality",
        "Content Completeness",
        "Character Consistency",
    }
    assert "one family (qwen)" in view.warnings[0]
    assert view.mean.endswith(" of 5, without what only advises")
    page = write_report(ReportData(script=good_script(), verdicts=(verdict,)), tmp_path / "report.html").read_text(
        encoding="utf-8"
    )
    text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Dramatic Tension 2.0 ± 0.25 · scripted:judge, 4 answers, advises" in text
    assert "a judge's second opinion of what is scored above, which counts for nothing: 4" in text.replace("&#39;", "'")
    for rubric in rubrics("script"):
        assert f"rubric {rubric.dimension} v" in text
    printed = verdict_json(verdict)
    tension = printed["scores"]["Dramatic Tension"]
    assert (tension["spread"], tension["n"], tension["judge"], tension["advisory"]) == (0.25, 4, "scripted:judge", True)
    assert "spread" not in printed["scores"]["Format Compliance"]
    assert printed["judged"]["Format Compliance"]["value"] == 1.0 and printed["warnings"] == list(verdict.warnings)
    assert "judged" not in verdict_json(await Critic().critique_script(good_script()))


async def test_what_a_judge_finds_has_its_rule_in_sarif(film: Path) -> None:
    script = await Critic(judge=Judge(steady(LOW))).critique_script(good_script())
    seen_low = judge_chat(lambda ask: rated(2, seen("1.2", speaks="against")))
    judged = await Critic(judge=Judge(seen_low)).critique_film(Evidence(script=grey_script(), media=open_media(film)))
    for verdict, kind in ((script, "flat-tension"), (judged, "poor-picture")):
        (run,) = json.loads(verdict_sarif(verdict, file="x", places={}, version="1"))["runs"]
        rules = {one["id"]: one for one in run["tool"]["driver"]["rules"]}
        assert {one["ruleId"] for one in run["results"]} <= set(rules)
        assert kind in rules
