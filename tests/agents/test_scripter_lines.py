"""Every Line of the source is in the Script once, whole, in order, under its own speaker: for any dialogue at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings

from storyreel.agents.critic import script_verdict
from storyreel.errors import SourceError
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.script import Script
from storyreel.film.timing import overlap_ms
from tests.agents.scripter_cases import EXAMPLES, dialogues, example, lines_of, written

LONG = " ".join(f"Word{n}, and then number {n} came; it never ended." for n in range(556))


def said(script: Script) -> list[tuple[str, str, str]]:
    """Each Line as it is heard, its parts put together without white space."""
    heard: dict[str, tuple[str, list[str]]] = {}
    for line in script.lines:
        speaker, parts = heard.setdefault(line.id, (line.speaker, []))
        assert speaker == line.speaker and line.part == len(parts)
        parts.append(line.text)
    counts = {line.id: line.parts for line in script.lines}
    assert all(counts[line_id] == len(parts) for line_id, (_, parts) in heard.items())
    return [(line_id, speaker, "".join("".join(parts).split())) for line_id, (speaker, parts) in heard.items()]


def asked(dialogue: Dialogue) -> list[tuple[str, str, str]]:
    return [(line.id, line.speaker, "".join(line.text.split())) for line in dialogue.lines]


def check_times(script: Script) -> None:
    at = 0
    for shot in script.shots:
        assert shot.start_ms == at and shot.duration_ms % 125 == 0 and 1500 <= shot.duration_ms <= 10_000, shot.id
        spoken, before = shot.start_ms, None
        for line in shot.lines:
            over = overlap_ms(before, line) if before is not None else 0  # who cuts in may begin on the last syllable
            assert spoken - over <= line.start_ms <= line.end_ms <= shot.end_ms, (shot.id, line.id)
            spoken, before = line.end_ms, line
        at = shot.end_ms


@given(dialogues())
def test_every_line_is_spoken_once_whole_and_in_order(dialogue: Dialogue) -> None:
    script = written(dialogue)
    assert said(script) == asked(dialogue)
    check_times(script)


@given(dialogues())
def test_a_line_that_fits_a_shot_is_not_touched(dialogue: Dialogue) -> None:
    script = written(dialogue)
    texts = {line.id: line.text for line in dialogue.lines}
    assert all(line.text == texts[line.id] for line in script.lines if line.parts == 1)


@settings(max_examples=30)
@given(dialogues())
def test_the_critic_finds_nothing_that_blocks(dialogue: Dialogue) -> None:
    verdict = script_verdict(written(dialogue), dialogue=dialogue)
    assert not [f"{f.kind} {f.shot_id}: {f.evidence}" for f in verdict.findings if f.asks_for_work]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_pass_the_critic_with_nothing_to_say(path: object) -> None:
    dialogue, script = example(path)  # type: ignore[arg-type]
    verdict = script_verdict(script, dialogue=dialogue)
    assert verdict.passed and not verdict.findings
    assert said(script) == asked(dialogue)


def test_a_monologue_of_5000_words_is_spread_over_shots() -> None:
    dialogue = lines_of(("HAMLET", LONG), ("GHOST", "Mark me."))
    assert len(LONG.split()) > 5000
    script = written(dialogue)
    assert said(script) == asked(dialogue)
    check_times(script)
    assert len(script.shots) > 200
    assert all(one.setup != two.setup for one, two in zip(script.shots, script.shots[1:], strict=False))


def test_sixty_speakers_all_have_a_place() -> None:
    dialogue = lines_of(*((f"PERSON {n}", f"I am number {n}, and I say so!") for n in range(60)))
    script = written(dialogue)
    assert said(script) == asked(dialogue)
    marks = {(one.x_cm, one.z_cm) for one in script.shots[0].blocking}
    assert len(script.shots[0].blocking) == 60 == len(marks)
    assert len({one.appearance for one in script.cast}) == 60


@pytest.mark.parametrize("text", ["😀", "🎬🎬🎬", "!?", "…", "م" * 400, "字" * 400, "x" * 3000, "a  b\tc"])
def test_one_single_line_makes_a_film(text: str) -> None:
    dialogue = lines_of(("../../x", text))
    script = written(dialogue)
    assert said(script) == asked(dialogue)
    assert script.cast[0].name == "../../x"
    check_times(script)


def test_an_empty_dialogue_says_what_was_expected() -> None:
    with pytest.raises(SourceError, match="NAME: text"):
        written(Dialogue())


def test_the_same_source_and_seed_give_the_same_script() -> None:
    dialogue = example(EXAMPLES[0])[0]
    assert written(dialogue, seed=3) == written(dialogue, seed=3)
    strangers = lines_of(("XQ", "Yes."), ("ZV", "No."))
    assert written(strangers, seed=1).cast != written(strangers, seed=2).cast


def test_time_grows_in_proportion_to_the_lines() -> None:
    def took(lines: int) -> float:
        dialogue = Dialogue(items=tuple(Line(id=f"L{n}", speaker=f"P{n % 4}", text=f"This is number {n}.") for n in range(lines)))
        began = time.process_time()
        written(dialogue)
        return time.process_time() - began

    took(20)
    assert took(800) < 16 * max(0.02, took(200))
