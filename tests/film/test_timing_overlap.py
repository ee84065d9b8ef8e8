"""Lines that overlap on purpose: somebody comes in on one that breaks off, both are whole, and nobody else ever overlaps."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from storyreel.agents.critic.case import ScriptCase
from storyreel.agents.critic.script_rules.line_fit import RULE as FITS
from storyreel.agents.scripter import HandbookScripter
from storyreel.agents.scripter.pacing import lay_lines
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Scene, Script, Shot, SpokenLine
from storyreel.film.speech import SpeechSheet
from storyreel.film.timing import OVERLAP_MS, fit_to_speech, overlap_ms
from storyreel.formats import parse_dialogue, write_srt

PAGE = """INT. KITCHEN - NIGHT

ROSA
I never said that you were—

TOM
You did.

ROSA
Then hear me out.

TOM
No.
"""


def a_script(first: str = "I never said that—", *, other: str = "TOM", start_ms: int = 1800) -> Script:
    one = SpokenLine(id="L1", speaker="ROSA", text=first, start_ms=500, end_ms=2000)
    two = SpokenLine(id="L2", speaker=other, text="You did.", start_ms=start_ms, end_ms=start_ms + 700)
    shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=3000, lines=(one, two))
    return Script(scenes=(Scene(id="1", shots=(shot,)),))


def sheet(first_ms: int = 1640, second_ms: int = 520) -> SpeechSheet:
    return SpeechSheet.model_validate({"lines": [
        {"id": "L1", "speaker": "ROSA", "duration_ms": first_ms}, {"id": "L2", "speaker": "TOM", "duration_ms": second_ms},
    ]})  # fmt: skip


def test_an_overlap_that_is_scripted_is_kept_and_both_lines_are_whole() -> None:
    script = fit_to_speech(a_script(), sheet())
    one, two = script.shots[0].lines
    assert one.end_ms - two.start_ms == 200
    assert (one.end_ms - one.start_ms, two.end_ms - two.start_ms) == (1640, 520)
    assert script.shots[0].end_ms >= two.end_ms
    assert fit_to_speech(script, sheet()) == script


@pytest.mark.parametrize(("first", "other"), [("I never said that.", "TOM"), ("I never said that…", "TOM"), ("I never—", "ROSA")])
def test_nothing_else_overlaps(first: str, other: str) -> None:
    one, two = fit_to_speech(a_script(first, other=other), sheet()).shots[0].lines
    assert two.start_ms >= one.end_ms


def test_no_more_than_the_last_syllable_is_spoken_over() -> None:
    one, two = fit_to_speech(a_script(start_ms=600), sheet()).shots[0].lines
    assert one.end_ms - two.start_ms == OVERLAP_MS == overlap_ms(one, two)
    short, after = fit_to_speech(a_script(start_ms=600), sheet(first_ms=300)).shots[0].lines
    assert short.end_ms - after.start_ms <= 100


def test_an_interruption_that_is_shorter_than_the_overlap_leaves_the_shot_long_enough() -> None:
    script = fit_to_speech(a_script(), sheet(second_ms=90))
    assert all(line.end_ms <= script.shots[0].end_ms for line in script.lines)


def test_the_rule_of_room_takes_it_as_meant() -> None:
    script = fit_to_speech(a_script(), sheet())
    assert list(FITS.look(ScriptCase(script=script, speech=sheet()))) == []


def test_subtitles_show_one_text_at_a_time() -> None:
    script = fit_to_speech(a_script(), sheet())
    spans = [row.split(" --> ") for row in write_srt(script).splitlines() if "-->" in row]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_laying_lines_anew_keeps_it() -> None:
    shot = fit_to_speech(a_script(), sheet()).shots[0]
    one, two = lay_lines(shot, shot.lines).lines
    assert one.end_ms - two.start_ms == 200


def test_the_scripter_has_people_interrupt_in_a_shared_shot() -> None:
    script = asyncio.run(HandbookScripter().write(parse_dialogue(PAGE), settings=FilmSettings()))
    shared = [(a, b) for shot in script.shots for a, b in pairwise(shot.lines) if a.text.endswith("—") and a.speaker != b.speaker]
    assert shared and all(0 < a.end_ms - b.start_ms <= OVERLAP_MS for a, b in shared)
    others = [(a, b) for shot in script.shots for a, b in pairwise(shot.lines) if not a.text.endswith("—")]
    assert all(b.start_ms >= a.end_ms for a, b in others)


def test_nothing_is_shown_between_a_line_that_breaks_off_and_who_cuts_in() -> None:
    lines = ("ROSA\nYou lied to me!", "TOM\nNever! I swear I would never ever have—", "ROSA\nGet out!", "TOM\nNo.")
    page = "INT. KITCHEN - NIGHT\n\n" + "\n\n".join(lines) + "\n"
    script = asyncio.run(HandbookScripter().write(parse_dialogue(page), settings=FilmSettings()))
    shots = script.shots
    broken = next(i for i, shot in enumerate(shots) if any(line.text.endswith("—") for line in shot.lines))
    last = shots[broken].lines[-1]
    assert not last.text.endswith("—") or shots[broken + 1].lines
