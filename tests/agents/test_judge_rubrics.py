"""The rubrics: one for every dimension, with anchors from 1 to 5, and pages written wrongly say what is wrong."""

from __future__ import annotations

from importlib.resources import files

import pytest

from storyreel.agents.critic.judging import Rubric, parse_rubric, rubric_of, rubrics
from storyreel.agents.critic.media_verdict import JUDGED_MEDIA_DIMENSIONS
from storyreel.agents.critic.script_rules import JUDGED_SCRIPT_DIMENSIONS, SCRIPT_DIMENSIONS
from storyreel.errors import UserError
from storyreel.tools.measure import CHECKS

SCRIPT = (
    "Format Compliance", "Shot Division Rationality", "Content Completeness", "Narrative Coherence", "Character Consistency",
    "Dramatic Tension", "Visual Imagery",
)  # fmt: skip
FILM = (
    "Visual Appeal", "Script Faithfulness", "Narrative Coherence", "Character Consistency", "Physical Law Adherence",
    "Audio-Visual Synchronization", "Emotional Consistency", "Rhythm Coordination", "Voice-Lip Sync",
)  # fmt: skip
ALL = (*rubrics("script"), *rubrics("film"))
GOOD = """---
dimension: Warmth
on: film
version: 2
kind: cold-film
cause: shot
remedy: retake
needs: picture, sound
---
Is it
warm?

## Look at
- Colours.
- Voices.

## Anchors
1: Ice.
2: Frost.
3: Dew.
4: Sun.
5: Fire.

## Not observable
- It is dark.
"""


def test_every_dimension_has_a_rubric_and_every_page_is_one() -> None:
    assert tuple(one.dimension for one in rubrics("script")) == SCRIPT
    assert tuple(one.dimension for one in rubrics("film")) == FILM
    assert set(JUDGED_SCRIPT_DIMENSIONS) <= set(SCRIPT) and set(JUDGED_MEDIA_DIMENSIONS) <= set(FILM)
    for on, count in (("script", 7), ("film", 9)):
        folder = files("storyreel.agents.critic").joinpath("rubrics", on)
        assert len([one for one in folder.iterdir() if one.name.endswith(".md")]) == count


@pytest.mark.parametrize("rubric", ALL, ids=lambda one: f"{one.on}-{one.dimension}")
def test_a_rubric_has_all_that_a_judge_needs(rubric: Rubric) -> None:
    assert [one.score for one in rubric.scale("upward")] == [1, 2, 3, 4, 5]
    assert [one.score for one in rubric.scale("downward")] == [5, 4, 3, 2, 1]
    assert len({one.means for one in rubric.anchors}) == 5 and all(len(one.means) > 25 for one in rubric.anchors)
    assert rubric.question.endswith("?") and len(rubric.look_at) >= 3 and rubric.blind
    assert ("script" if rubric.on == "script" else "picture") in rubric.needs
    text = " ".join([rubric.question, *rubric.look_at, *(one.means for one in rubric.anchors)])
    assert "4.5" not in text and "at least" not in text, "a rubric may not say what score to give"


def test_kinds_are_each_dimensions_own() -> None:
    ruled = {rule.kind for dimension in SCRIPT_DIMENSIONS for rule in dimension.rules} | set(CHECKS)
    kinds = [one.kind for one in ALL]
    assert len(set(kinds)) == len(kinds) and not set(kinds) & ruled


def test_what_only_sound_or_motion_shows_needs_it() -> None:
    assert rubric_of("Voice-Lip Sync", "film").needs == {"picture", "motion", "sound", "speech"}
    assert {"sound", "motion"} <= rubric_of("Audio-Visual Synchronization", "film").needs
    assert "source" in rubric_of("Content Completeness", "script").needs


def test_other_critics_names_are_known() -> None:
    assert rubric_of("physical law", "film").dimension == "Physical Law Adherence"
    assert rubric_of("Audio-Visual Synchronisation", "film").dimension == "Audio-Visual Synchronization"
    with pytest.raises(UserError, match=r"no dimension 'Beauty' that a judge scores on a film; there are: Visual Appeal, "):
        rubric_of("Beauty", "film")


def test_a_page_is_read_whole() -> None:
    one = parse_rubric(GOOD)
    assert (one.dimension, one.on, one.version, one.kind) == ("Warmth", "film", 2, "cold-film")
    assert one.question == "Is it warm?" and one.look_at == ("Colours.", "Voices.") and one.blind == ("It is dark.",)
    assert one.needs == {"picture", "sound"} and one.anchors[4].means == "Fire."
    assert one.named == f"rubric Warmth v2 ({one.sha256[:8]})" and parse_rubric(GOOD + "\n").sha256 != one.sha256


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("---\ndimension", "dimension", "does not open with front matter"),
        ("kind: cold-film\n", "", "missing or unknown: kind"),
        ("version: 2", "version: 2\ncolour: red", "missing or unknown: colour"),
        ("on: film", "on: play", "on is 'play'; it is one of: script, film"),
        ("cause: shot", "cause: fate", "cause is 'fate'"),
        ("remedy: retake", "remedy: prayer", "remedy is 'prayer'"),
        ("needs: picture, sound", "needs: smell", "needs is 'smell'"),
        ("Is it\nwarm?", "", "lacks its question"),
        ("## Look at", "## Seek", "lacks Look at"),
        ("5: Fire.", "", "an anchor for each whole score"),
        ("5: Fire.", "6: Fire.", "an anchor for each whole score"),
        ("5: Fire.", "5:", "an anchor for each whole score"),
    ],
)
def test_a_page_written_wrongly_says_what_is_wrong(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    with pytest.raises(UserError, match=problem):
        parse_rubric(GOOD.replace(old, new))
