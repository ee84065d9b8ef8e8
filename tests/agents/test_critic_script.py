"""The verdict on a Script as a whole: with and without source and speech, deterministic, in range, told in figures and names."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.agents.critic import find_rules, rule_id, script_verdict, verdict_json
from storyreel.agents.critic.looks import body_looks, clash, garment_looks
from storyreel.agents.critic.verdict_sarif import verdict_sarif
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.finding import Severity, Verdict
from storyreel.film.script import Blocking, Scene, Script, Shot, SpokenLine
from storyreel.film.speech import SpeechSheet
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize
from tests.agents.critic_script import each_shot, good_dialogue, good_script, good_speech, with_cast, with_line, with_shot

NAMES = st.sampled_from(["ROSA", "TOM", "rosa", "李雷", "../x", ""])
TIMES = st.integers(0, 20_000)
WAYS = st.sampled_from(["left", "screen right", "stage left", "camera", ""])
BOX = st.floats(-1, 2, allow_nan=False)
WORDS = st.text(alphabet="ab é’李🎬.-\n", max_size=12)


@st.composite
def any_script(draw: st.DrawFn) -> Script:
    """Scripts of all sorts, most of them bad."""
    scenes: list[Scene] = []
    number = 0
    for scene in range(draw(st.integers(0, 2))):
        shots: list[Shot] = []
        for _ in range(draw(st.integers(0, 4))):
            number += 1
            start = draw(st.integers(0, 20_000))
            lines = draw(
                st.lists(
                    st.builds(
                        SpokenLine, id=st.sampled_from(["L1", "L2", "x", ""]), speaker=NAMES, text=WORDS,
                        start_ms=TIMES, end_ms=TIMES, part=st.integers(0, 2), parts=st.integers(1, 3),
                    ), max_size=2,
                )
            )  # fmt: skip
            marks = st.none() | st.integers(-400, 400)
            blocking = draw(
                st.lists(
                    st.builds(
                        Blocking,
                        character=NAMES,
                        position=WORDS,
                        x_cm=marks,
                        z_cm=marks,
                        to_x_cm=marks,
                        facing=NAMES | WAYS,
                        holds=st.tuples(WORDS) | st.just(()),
                    ),
                    max_size=3,
                )
            )
            shots.append(
                Shot(
                    uid=f"u{number}", id=draw(st.sampled_from([f"1.{number}", "1.1", "", "x"])), start_ms=start,
                    end_ms=start + draw(st.integers(0, 12_000)), size=draw(st.sampled_from(ShotSize)), action=draw(WORDS),
                    lines=tuple(lines), blocking=tuple(blocking), setup=draw(WORDS),
                    in_frame=draw(st.tuples(NAMES) | st.just(())), subjects=draw(st.tuples(NAMES) | st.just(())),
                    side=draw(st.sampled_from(["near", "far"])), framing=draw(st.sampled_from(Framing)),
                    boxes=draw(st.dictionaries(NAMES, st.tuples(BOX, BOX, BOX, BOX), max_size=2)),
                    extra=draw(st.sampled_from([{}, {"ignore": ["SR2", ""]}, {"ignore": 3}])),
                )
            )  # fmt: skip
        scenes.append(Scene(id=str(scene), place=draw(WORDS), shots=tuple(shots)))
    cast = tuple({"name": name, "appearance": draw(WORDS)} for name in draw(st.lists(NAMES, max_size=2)))
    return Script.model_validate({"cast": cast, "scenes": tuple(scenes), "language": draw(st.sampled_from(["en", "zh", ""]))})


LINES = st.builds(Line, id=st.sampled_from(["L1", "L2"]), speaker=NAMES, text=WORDS)
SOURCES = st.none() | st.builds(Dialogue, items=st.lists(LINES, max_size=3, unique_by=lambda line: line.id).map(tuple))


@given(script=any_script(), dialogue=SOURCES, speech=st.sampled_from([None, SpeechSheet(), good_speech()]))
def test_every_script_gets_a_verdict_in_range_and_the_same_one_again(
    script: Script, dialogue: Dialogue | None, speech: SpeechSheet | None
) -> None:
    verdict = script_verdict(script, dialogue=dialogue, speech=speech)
    assert verdict == script_verdict(script, dialogue=dialogue, speech=speech)
    for name, score in verdict.scores.items():
        assert score.value is None or 1.0 <= score.value <= 5.0, name
        assert score.value is not None or score.why.startswith("not observable: "), name
    for finding in (*verdict.findings, *verdict.silenced):
        assert finding.dimension in verdict.scores
        assert finding.evidence
        assert find_rules(rule_id(finding)), finding.kind
    log = json.loads(verdict_sarif(verdict, file="script.json", places={}, version="1"))
    assert len(log["runs"][0]["results"]) == len(verdict.findings) + len(verdict.silenced)
    assert json.loads(json.dumps(verdict_json(verdict))) == verdict_json(verdict)
    if verdict.passed:
        assert not any(one.severity is Severity.BLOCKING for one in verdict.findings)


def only(verdict: Verdict) -> str:
    assert len(verdict.findings) == 1, [one.evidence for one in verdict.findings]
    return verdict.findings[0].evidence


def test_without_the_source_lines_are_judged_on_their_ids_and_that_is_said() -> None:
    verdict = script_verdict(good_script())
    assert "the source was not given" in verdict.scores["Dialogue Completeness"].why
    assert verdict.passed
    gap = script_verdict(with_shot(good_script(), "1.3", lines=(), action="A pause."))
    assert [(one.kind, one.line, one.severity) for one in gap.findings] == [("missing-line", "L2", Severity.MAJOR)]


def test_without_lines_dialogue_is_not_observable() -> None:
    silent = each_shot(good_script(), lambda shot: shot.changed(lines=(), action=f"{shot.action} A look."))
    score = script_verdict(silent).scores["Dialogue Completeness"]
    assert score.value is None
    assert score.why == "not observable: nobody speaks and the source was not given"
    lost = script_verdict(silent, dialogue=good_dialogue())
    assert lost.scores["Dialogue Completeness"].value == 1.0
    assert len(lost.findings) == 6


def test_without_speech_an_estimate_only_advises() -> None:
    hurried = with_line(good_script(), "L6", start_ms=25_000)
    slow = script_verdict(with_line(good_script(), "L6", start_ms=26_000))
    assert [(one.kind, one.severity) for one in slow.findings] == [("line-does-not-fit", Severity.MAJOR)]
    assert script_verdict(hurried).findings[0].severity is Severity.MINOR
    spoken = script_verdict(hurried, speech=good_speech())
    assert spoken.findings[0].severity is Severity.BLOCKING
    assert only(spoken) == "line L6 of TOM needs 1.9 s (spoken) and has 1.5 s in shot 2.3"


def test_an_estimate_that_is_over_by_a_twentieth_says_nothing() -> None:
    # "We shall be there." is 1.6 s by estimate; the shot ends at 26.5 s.
    exact, over = (with_line(good_script(), "L6", start_ms=start) for start in (24_970, 25_000))
    assert script_verdict(exact).findings == ()
    assert [one.kind for one in script_verdict(over).findings] == ["line-does-not-fit"]


def test_a_foreign_id_is_matched_by_its_words() -> None:
    renamed = with_line(good_script(), "L5", id="anna-1")
    assert script_verdict(renamed, dialogue=good_dialogue(), speech=good_speech()).findings == ()


def test_evidence_names_what_stands_there_and_what_was_expected() -> None:
    altered = script_verdict(with_line(good_script(), "L5", text="The ship leaves at ten."), dialogue=good_dialogue())
    assert only(altered) == "line L5 of ANNA: expected “…ship leaves at noon.”, the script has “…ship leaves at ten.”"
    lost = script_verdict(with_shot(good_script(), "2.2", lines=(), action="A look."), dialogue=good_dialogue())
    assert only(lost) == "line L5 of ANNA “The ship leaves at noon.” is in no shot"


def test_a_split_shot_is_no_jump_cut_and_an_inserted_one_is() -> None:
    first = good_script().shots[0]
    halves = (
        first.changed(id="1.1A", end_ms=1500),
        first.changed(uid="new", id="1.1B", start_ms=1500),
    )
    scene = good_script().scenes[0]
    split = good_script().changed(scenes=(scene.changed(shots=(*halves, *scene.shots[1:])), good_script().scenes[1]))
    assert script_verdict(split).findings == ()
    inserted = each_shot(split, lambda shot: shot.changed(id="1.1") if shot.id == "1.1A" else shot)
    assert [one.kind for one in script_verdict(inserted).findings] == ["jump-cut"]


@pytest.mark.parametrize(
    "fields",
    [
        {"framing": Framing.POINT_OF_VIEW},
        {"angle": Angle.OVERHEAD},
        {"size": ShotSize.EXTREME_WIDE},
        {"move": {"kind": CameraMove.ARC}},
        {"transition": {"kind": "dissolve", "frames": 12}},
    ],
)
def test_the_line_may_be_crossed_over_a_neutral_shot_or_by_a_move(fields: dict[str, object]) -> None:
    crossed = with_shot(with_shot(good_script(), "1.4", side="far"), "1.5", side="far")
    crossed = with_shot(crossed, "1.6", side="far")
    assert [one.kind for one in script_verdict(crossed).findings] == ["crossed-line"]
    assert script_verdict(with_shot(crossed, "1.4", **fields)).findings == ()


def test_thresholds_are_per_dimension() -> None:
    script = with_shot(good_script(), "1.6", blocking=())
    assert script_verdict(script).passed
    assert not script_verdict(script, thresholds={"Content Completeness": 4.9}).passed
    assert not script_verdict(script, threshold=4.9).passed


CONTRADICTIONS = (
    "a bald man with long grey hair",
    "clean-shaven, with a thick moustache",
    "an elderly boy of nature, 12 years old",
    "short hair in a ponytail",
    "blue eyes and brown eyes",
    "a slim, portly gentleman",
    "barefoot, in heavy boots",
    "a young woman in her seventies",
    "a young man of 70",
    "black hair, the blonde of the family",
)
SOUND = (
    "a bald man with a red beard",
    "greying black hair",
    "a bald patch in his brown hair",
    "a young woman in her twenties with short black hair",
    "an old coat on a young man",
    "one blue eye and one brown eye; brown eyes in the portrait",
    "tall, thin, in a tall hat and short boots",
    "a middle-aged man of 45 with a thin smile and a stout coat",
    "fair skin, dark hair, no beard, clean-shaven",
    "留着长发的女人",
    "",
)


@pytest.mark.parametrize("words", CONTRADICTIONS)
def test_a_look_that_cannot_be_is_seen(words: str) -> None:
    assert clash(body_looks(words)) is not None
    found = script_verdict(with_cast(good_script(), "ANNA", appearance=words)).findings
    assert [(one.kind, one.about) for one in found] == [("appearance-contradiction", "ANNA")]


@pytest.mark.parametrize("words", SOUND)
def test_a_look_that_can_be_is_left_alone(words: str) -> None:
    assert clash(body_looks(words)) is None


def test_garments_have_colours() -> None:
    assert [(one.attribute, one.value) for one in garment_looks("a Gray wool coat over a white shirt")] == [
        ("coat", "grey"),
        ("shirt", "white"),
    ]
