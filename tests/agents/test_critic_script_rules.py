"""Each rule of the script critic finds the one defect that it is for, and nothing else does; a good Script has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storyreel.agents.critic import script_verdict
from storyreel.agents.critic.script_rules import SCRIPT_DIMENSIONS, given_positions, recorded_lines, script_kinds
from storyreel.film.bank import Character
from storyreel.film.dialogue import Direction
from storyreel.film.finding import Severity
from storyreel.film.script import Act, Scene, Script, Shot
from storyreel.film.vocabulary import ShotSize
from tests.agents.critic_script import (
    each_shot,
    good_dialogue,
    good_script,
    good_speech,
    with_blocking,
    with_cast,
    with_line,
    with_scene,
    with_shot,
)

BLOCKING, MAJOR, MINOR, INFO = Severity.BLOCKING, Severity.MAJOR, Severity.MINOR, Severity.INFO
GOOD = good_script()


def later(script: Script, number: str, by_ms: int) -> Script:
    """The Script with one Shot and all after it moved."""
    start = next(shot.start_ms for shot in script.shots if shot.id == number)
    return each_shot(script, lambda shot: shot.moved(by_ms) if shot.start_ms >= start else shot)


def longer(script: Script, number: str, by_ms: int) -> Script:
    """The Script with one Shot longer (or shorter) at its end and all after it moved."""
    start = next(shot.start_ms for shot in script.shots if shot.id == number)

    def change(shot: Shot) -> Shot:
        if shot.id == number:
            return shot.changed(end_ms=shot.end_ms + by_ms)
        return shot.moved(by_ms) if shot.start_ms > start else shot

    return each_shot(script, change)


def text_of_line(script: Script, line_id: str) -> str:
    return next(line.text for line in script.lines if line.id == line_id)


def swapped_lines(script: Script) -> Script:
    """L5 and L6 change places with their words, keeping the times."""
    one, two = (next(line for line in script.lines if line.id == name) for name in ("L5", "L6"))
    script = with_shot(script, "2.2", lines=(two.changed(start_ms=one.start_ms, end_ms=one.end_ms),), subjects=("TOM",))
    return with_shot(script, "2.3", lines=(one.changed(start_ms=two.start_ms, end_ms=two.end_ms),), subjects=("ANNA",))


def without_line(script: Script, number: str) -> Script:
    return with_shot(script, number, lines=(), action="A pause.")


def spoken_twice(script: Script) -> Script:
    last = script.shots[-1]
    return with_shot(script, last.id, end_ms=28_600, lines=(*last.lines, last.lines[0].changed(start_ms=26_500, end_ms=28_500)))


def invented(script: Script) -> Script:
    last = script.shots[-1]
    extra = last.lines[0].changed(id="X1", text="I promise it.", start_ms=26_500, end_ms=28_500)
    return with_shot(script, last.id, end_ms=28_600, lines=(*last.lines, extra))


def overlapping(script: Script) -> Script:
    line = text_of_line(script, "L6")
    one = next(line for line in script.lines if line.id == "L6")
    return with_shot(
        script, "2.3", lines=(one.changed(text=line[:14], parts=2, end_ms=26_000), one.changed(text=line[14:], part=1, parts=2))
    )


def at_once(script: Script) -> Script:
    """L6 is spoken in the Shot of L5, while it is still spoken."""
    five, six = (next(line for line in script.lines if line.id == name) for name in ("L5", "L6"))
    lines = (five, six.changed(start_ms=22_000, end_ms=23_900))
    script = with_shot(script, "2.2", lines=lines, in_frame=("ANNA", "TOM"))
    return with_shot(script, "2.3", lines=(), action="He nods.")


def same_size_throughout(script: Script) -> Script:
    def change(shot: Shot) -> Shot:
        return shot.changed(size=ShotSize.MEDIUM) if shot.id.startswith("1.") and shot.id < "1.6" else shot

    return each_shot(script, change)


def flat(script: Script) -> Script:
    def change(shot: Shot) -> Shot:
        if not shot.id.startswith("1."):
            return shot
        start = 4000 * (int(shot.id[2:]) - 1)
        moved = shot.moved(start - shot.start_ms)
        return moved.changed(end_ms=start + 4000)

    return each_shot(later(script, "2.1", 6000), change)


def over_the_scene(script: Script) -> Script:
    """The second part of L3 is spoken in the next scene, before the first line there."""
    part = next(line for line in script.lines if line.id == "L3" and line.part)
    fourth = next(line for line in script.lines if line.id == "L4")
    script = with_shot(script, "1.5", lines=(), action="A pause.")
    script = with_shot(script, "1.6", lines=(), action="He nods.")
    moved = (part.changed(start_ms=18_000, end_ms=20_000), fourth.changed(start_ms=20_000, end_ms=21_500))
    return with_shot(longer(script, "2.1", 1000), "2.1", lines=tuple(line.changed(off_screen=True) for line in moved))


def two_scenes_of_one_id(script: Script) -> Script:
    def change(shot: Shot) -> Shot:
        return shot.changed(id=f"1.{shot.id[2:]}X") if shot.id.startswith("2.") else shot

    return with_scene(each_shot(script, change), "2", id="1")


def emotion(script: Script, *words: str) -> Script:
    for number, word in zip(("2.1", "2.2", "2.3"), words, strict=True):
        script = with_shot(script, number, emotion=word)
    return script


def stranger(script: Script, number: str) -> Script:
    """ANNA stands in one Shot of the first scene without having come."""
    at = next(shot for shot in script.shots if shot.id == number)
    anna = GOOD.shots[-1].blocking[0].changed(x_cm=0, position="centre")
    return with_shot(script, number, blocking=(*at.blocking, anna))


def all_without(script: Script, name: str, start: str) -> Script:
    """Somebody is in no blocking of the scene from a Shot on, nor seen there."""

    def change(shot: Shot) -> Shot:
        if not (shot.id.startswith(start[:2]) and shot.id >= start):
            return shot
        blocking = tuple(one for one in shot.blocking if one.character != name)
        return shot.changed(blocking=blocking)

    return each_shot(script, change)


DEFECTS: dict[str, tuple[str, str, Severity, str, Callable[[Script], Script]]] = {
    # name: kind, dimension, severity, display id of the Shot, what is broken
    "hole between shots": ("span-hole", "Format", BLOCKING, "1.4", lambda s: later(s, "1.4", 250)),
    "film starts late": ("span-hole", "Format", BLOCKING, "1.1", lambda s: later(s, "1.1", 500)),
    "shots overlap": (
        "span-overlap", "Format", BLOCKING, "1.2", lambda s: with_shot(s, "1.1", end_ms=3400),
    ),
    "two shots of one id": ("bad-id", "Format", MAJOR, "1.4", lambda s: with_shot(s, "1.5", id="1.4")),
    "id without a number": ("bad-id", "Format", MAJOR, "scene one", lambda s: with_shot(s, "1.5", id="scene one")),
    "id of another scene": ("bad-id", "Format", MAJOR, "7.5", lambda s: with_shot(s, "1.5", id="7.5")),
    "scene without an id": ("bad-id", "Format", MAJOR, "", lambda s: with_scene(s, "2", id=" ")),
    "two scenes of one id": ("bad-id", "Format", MAJOR, "", two_scenes_of_one_id),
    "part two of one": ("bad-id", "Format", MAJOR, "1.2", lambda s: with_line(s, "L1", parts=1, part=1)),
    "line without an id": ("bad-id", "Format", MAJOR, "1.2", lambda s: with_line(s, "L1", id=" ")),
    "scene without shots": ("empty-scene", "Format", MAJOR, "", lambda s: s.changed(scenes=(*s.scenes, Scene(
        id="3", place="ROAD", time_of_day="day")))),
    "no language": ("missing-field", "Format", MAJOR, "", lambda s: s.changed(language=" ")),
    "act of a lost scene": ("missing-field", "Format", MAJOR, "", lambda s: s.changed(acts=(Act(id="I", scenes=("1", "9")),))),
    "endless action": ("text-too-long", "Format", MINOR, "1.2", lambda s: with_shot(s, "1.2", plot="Rosa waits. " * 200)),
    "box out of the frame": (
        "bad-box", "Format", MINOR, "1.2", lambda s: with_shot(s, "1.2", boxes={"ROSA": (0.2, 0.1, 1.4, 0.9)}),
    ),
    "silent about no rule": ("unknown-silence", "Format", INFO, "1.2", lambda s: with_shot(
        s, "1.2", extra={"ignore": ["SR999"]})),
    "eleven seconds": ("shot-too-long", "Shot Division", MAJOR, "1.3", lambda s: longer(s, "1.3", 7000)),
    "half a second, wordless": (
        "shot-too-short", "Shot Division", MINOR, "2.1", lambda s: longer(with_blocking(
            s, "2.1", "TOM", x_cm=150), "2.1", -2500),
    ),
    "no time at all": (
        "shot-too-short", "Shot Division", BLOCKING, "2.1", lambda s: longer(with_blocking(
            s, "2.1", "TOM", x_cm=90, to_x_cm=None), "2.1", -3000),
    ),
    "five of one size": ("size-monotony", "Shot Division", MAJOR, "1.5", same_size_throughout),
    "jump cut": ("jump-cut", "Shot Division", MAJOR, "1.5", lambda s: with_shot(
        s, "1.5", setup="master", subjects=("ROSA", "TOM"), framing=s.shots[3].framing, size=s.shots[3].size, props=("letter",))),
    "line of action crossed": ("crossed-line", "Shot Division", MAJOR, "2.3", lambda s: with_shot(s, "2.3", side="far")),
    "every shot as long": ("flat-pace", "Shot Division", MINOR, "", flat),
    "left and right change in the frame": ("crossed-line", "Shot Division", MAJOR, "2.3", lambda s: with_shot(with_shot(
        s, "2.2", boxes={"ANNA": (0.1, 0.2, 0.3, 0.9), "TOM": (0.6, 0.2, 0.8, 0.9)}),
        "2.3", boxes={"ANNA": (0.6, 0.2, 0.8, 0.9), "TOM": (0.1, 0.2, 0.3, 0.9)})),
    "a new set-up that changes nothing": ("thirty-degree-rule", "Shot Division", MINOR, "1.5", lambda s: with_shot(
        s, "1.4", subjects=("ROSA",), in_frame=("ROSA",), framing="single", size=ShotSize.CLOSE_UP, setup="by ROSA", props=())),
    "both look to the right": ("eyeline-mismatch", "Shot Division", MAJOR, "1.3", lambda s: with_blocking(
        s, "1.2", "ROSA", facing="right")),
    "faces one who is not there": ("eyeline-to-nobody", "Shot Division", MINOR, "2.2", lambda s: with_blocking(
        s, "2.2", "ANNA", facing="ROSA")),
    "line over two scenes": ("line-cut-by-scene", "Shot Division", MAJOR, "2.1", over_the_scene),
    "scene without a place": ("missing-place", "Content", MAJOR, "", lambda s: with_scene(s, "2", place="")),
    "scene without a time": ("missing-time", "Content", MINOR, "", lambda s: with_scene(
        s, "2", heading="EXT. HARBOUR", time_of_day="")),
    "nothing in a shot": ("empty-shot", "Content", MAJOR, "2.1", lambda s: with_blocking(
        with_shot(s, "2.1", action=""), "2.1", "TOM", action="")),
    "a camera that looks nowhere": ("missing-camera", "Content", MINOR, "2.1", lambda s: with_shot(
        s, "2.1", size=ShotSize.MEDIUM, framing="single", setup="", subjects=(), in_frame=())),
    "camera words not known": ("unread-words", "Content", INFO, "2.1", lambda s: with_shot(
        s, "2.1", extra={"unread": ["swoop"]})),
    "nobody placed": ("missing-blocking", "Content", MAJOR, "1.6", lambda s: with_shot(s, "1.6", blocking=())),
    "no look for one of the cast": ("missing-appearance", "Content", MAJOR, "2.1", lambda s: with_cast(
        s, "ANNA", appearance=" ")),
    "shown and not in the cast": ("unknown-character", "Character Consistency", MAJOR, "2.1", lambda s: with_shot(
        s, "2.1", subjects=("ANNA", "BORIS"))),
    "name in small letters": ("name-spelling", "Character Consistency", MINOR, "2.1", lambda s: with_shot(
        s, "2.1", in_frame=("Anna", "TOM"))),
    "twice in the cast": ("duplicate-character", "Character Consistency", MAJOR, "", lambda s: s.changed(
        cast=(*s.cast, Character(name="Rosa", appearance="someone else")))),
    "line lost": ("missing-line", "Dialogue", BLOCKING, "", lambda s: without_line(s, "2.3")),
    "part of a line lost": ("missing-line", "Dialogue", BLOCKING, "1.4", lambda s: without_line(s, "1.5")),
    "words changed": ("line-altered", "Dialogue", BLOCKING, "2.2", lambda s: with_line(s, "L5", text="The ship leaves at ten.")),
    "lines out of order": ("line-out-of-order", "Dialogue", BLOCKING, "2.2", swapped_lines),
    "line of another": ("wrong-speaker", "Dialogue", BLOCKING, "2.2", lambda s: with_shot(
        with_line(s, "L5", speaker="TOM"), "2.2", in_frame=("ANNA", "TOM"))),
    "line spoken twice": ("line-repeated", "Dialogue", MAJOR, "2.3", spoken_twice),
    "line nobody wrote": ("line-invented", "Dialogue", MAJOR, "2.3", invented),
    "line outlasts its shot": ("line-does-not-fit", "Dialogue", BLOCKING, "2.3", lambda s: with_line(s, "L6", end_ms=27_000)),
    "speech outlasts its shot": ("line-does-not-fit", "Dialogue", BLOCKING, "2.3", lambda s: with_line(s, "L6", start_ms=25_000)),
    "two lines of one at once": ("speech-overlap", "Dialogue", MAJOR, "2.3", overlapping),
    "two people at once": ("lines-collide", "Dialogue", MAJOR, "2.2", at_once),
    "speaks out of the frame": ("speaks-unseen", "Dialogue", MAJOR, "2.3", lambda s: with_shot(
        s, "2.3", in_frame=("ANNA",), subjects=("ANNA",))),
    "bald with long hair": ("appearance-contradiction", "Character Appearance", MAJOR, "2.1", lambda s: with_cast(
        s, "ANNA", appearance="A bald woman with long white hair")),
    "another hair in a shot": ("appearance-contradiction", "Character Appearance", MAJOR, "2.2", lambda s: with_blocking(
        s, "2.2", "ANNA", action="brushes back her black hair")),
    "another coat": ("wardrobe-change", "Character Appearance", MINOR, "2.3", lambda s: with_blocking(with_blocking(
        s, "2.1", "TOM", action="walks up the quay in his grey coat, wearing a grey coat"),
        "2.3", "TOM", action="buttons his black coat")),
    "a coat of another colour": ("wardrobe-contradiction", "Character Appearance", MINOR, "2.3", lambda s: with_blocking(
        s, "2.3", "TOM", action="buttons his black coat")),
    "another place": ("place-flip", "Scene Coherence", MAJOR, "1.6", lambda s: with_shot(
        s, "1.6", action="At the harbour, he nods.")),
    "outside in an interior": ("place-flip", "Scene Coherence", MAJOR, "", lambda s: with_scene(s, "1", interior=False)),
    "daylight by night": ("time-flip", "Scene Coherence", MAJOR, "1.6", lambda s: with_shot(s, "1.6", lighting="hard sunlight")),
    "day in a night heading": ("time-flip", "Scene Coherence", MAJOR, "", lambda s: with_scene(
        s, "2", heading="EXT. HARBOUR - NIGHT")),
    "joy between griefs": ("tone-flip", "Scene Coherence", MINOR, "2.2", lambda s: emotion(s, "grief", "joy", "sorrow")),
    "came from nowhere": ("untold-entrance", "Scene Coherence", MINOR, "1.6", lambda s: stranger(s, "1.6")),
    "gone without a word": ("untold-exit", "Scene Coherence", MINOR, "1.6", lambda s: all_without(s, "ROSA", "1.6")),
    "gone and still there": ("stays-after-exit", "Scene Coherence", MINOR, "1.4", lambda s: with_blocking(
        s, "1.3", "ROSA", action="leaves.")),
    "no place for one in frame": ("missing-blocking", "Positional", MAJOR, "1.5", lambda s: with_shot(
        s, "1.5", blocking=s.shots[4].blocking[1:])),
    "elsewhere in the next shot": ("teleport", "Positional", MAJOR, "2.3", lambda s: with_blocking(s, "2.3", "TOM", x_cm=400)),
    "in two places": ("teleport", "Positional", MAJOR, "2.3", lambda s: with_shot(
        s, "2.3", blocking=(*s.shots[-1].blocking, s.shots[-1].blocking[1]))),
    "letter changes hands unseen": ("custody-break", "Positional", MAJOR, "1.6", lambda s: with_blocking(
        with_blocking(s, "1.6", "TOM", holds=()), "1.6", "ROSA", holds=("letter",))),
    "two on one spot": ("same-spot", "Positional", MAJOR, "2.1", lambda s: with_blocking(s, "2.1", "ANNA", x_cm=300)),
    "two at the same words": ("same-spot", "Positional", MINOR, "2.3", lambda s: with_blocking(with_blocking(
        s, "2.3", "ANNA", x_cm=None, position="left"), "2.3", "TOM", x_cm=None, position="left", action="walks over")),
    "prop out of nothing": ("unlisted-prop", "Positional", MINOR, "2.3", lambda s: with_blocking(
        s, "2.3", "TOM", holds=("pistol",))),
    "letter out of the air": ("custody-untold", "Positional", MINOR, "2.3", lambda s: with_blocking(
        s, "2.3", "TOM", holds=("letter",))),
    "too far for the time between": ("unreachable-move", "Positional", MAJOR, "2.2", lambda s: with_blocking(with_blocking(
        s, "2.2", "TOM", x_cm=3000), "2.3", "TOM", x_cm=3000)),
    "faster than a runner": ("unreachable-move", "Positional", MAJOR, "2.1", lambda s: with_blocking(s, "2.1", "TOM", x_cm=1200)),
}  # fmt: skip


def kinds_of(script: Script) -> list[str]:
    verdict = script_verdict(script, dialogue=good_dialogue(), speech=good_speech())
    return [finding.kind for finding in verdict.findings]


def test_a_good_script_has_no_finding_and_full_marks() -> None:
    verdict = script_verdict(GOOD, dialogue=good_dialogue(), speech=good_speech())
    assert verdict.findings == ()
    assert verdict.passed
    assert {score.value for score in verdict.scores.values()} == {5.0, None}
    assert [name for name, score in verdict.scores.items() if score.value is None] == [
        "Narrative Coherence",
        "Dramatic Tension",
        "Visual Imagery",
    ]


@pytest.mark.parametrize("name", DEFECTS)
def test_one_defect_gives_exactly_one_finding(name: str) -> None:
    kind, dimension, severity, shot_id, broken = DEFECTS[name]
    script = broken(GOOD)
    verdict = script_verdict(script, dialogue=good_dialogue(), speech=good_speech())
    assert [(one.kind, one.severity, one.shot_id) for one in verdict.findings] == [(kind, severity, shot_id)], [
        one.evidence for one in verdict.findings
    ]
    finding = verdict.findings[0]
    assert finding.dimension.startswith(dimension)
    assert finding.evidence
    assert finding.made_on == verdict.made_on
    score = verdict.scores[finding.dimension].value
    assert score is not None
    assert (score < 5.0) == (severity is not INFO)
    assert verdict.passed == (severity is not BLOCKING and score >= 3.5)


def test_every_rule_has_a_defect_that_only_it_finds() -> None:
    covered = {kind for kind, *_ in DEFECTS.values()}
    given = {one.kind for one in (*given_positions.RULES, *recorded_lines.RULES)}  # in test_critic_given
    assert set(script_kinds()) - covered == {"missing-direction", "no-shots", "unknown-speaker"} | given


def test_a_direction_that_no_scene_shows_is_found() -> None:
    dialogue = good_dialogue()
    dialogue = dialogue.changed(items=(*dialogue.items, Direction(text="A fishing boat burns far out at sea.")))
    verdict = script_verdict(GOOD, dialogue=dialogue, speech=good_speech())
    assert [one.kind for one in verdict.findings] == ["missing-direction"]
    assert "fishing boat" in verdict.findings[0].evidence


def test_a_speaker_who_is_not_in_the_cast_is_found_and_the_nearest_named() -> None:
    dialogue = good_dialogue()
    items = (*dialogue.items[:-1], dialogue.lines[-1].changed(speaker="TOMMY"))
    script = with_line(GOOD, "L6", speaker="TOMMY")
    verdict = script_verdict(script, dialogue=dialogue.changed(items=items), speech=good_speech())
    assert [one.kind for one in verdict.findings] == ["unknown-speaker"]
    assert "nearest is 'TOM'" in verdict.findings[0].evidence


def test_a_script_without_shots_blocks() -> None:
    verdict = script_verdict(Script(), dialogue=good_dialogue())
    assert verdict.findings[0].kind == "no-shots"
    assert [one.line for one in verdict.findings if one.kind == "missing-line"] == ["L1", "L2", "L3", "L4", "L5", "L6"]
    assert not verdict.passed


def test_the_kinds_that_revision_goes_by_are_there() -> None:
    asked = (
        "missing-line line-altered line-out-of-order wrong-speaker line-does-not-fit speech-overlap shot-too-long shot-too-short "
        "size-monotony jump-cut crossed-line missing-blocking teleport custody-break same-spot missing-appearance "
        "appearance-contradiction unknown-speaker missing-place span-hole span-overlap empty-shot bad-id "
        "unreachable-move unlisted-prop"
    )
    assert set(asked.split()) <= set(script_kinds())


def test_each_score_lists_its_rules() -> None:
    verdict = script_verdict(GOOD, dialogue=good_dialogue())
    for dimension in SCRIPT_DIMENSIONS:
        rules = verdict.scores[dimension.name].rules
        assert len(rules) == len(dimension.rules)
        assert rules[0].startswith(f"{dimension.rules[0].kind} ({dimension.rules[0].severity}): ")
