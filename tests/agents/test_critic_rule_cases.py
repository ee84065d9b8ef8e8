"""Cases for and against the rules of cutting, looking, speaking and handling: what fires them, and what is right and must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from storyreel.agents.critic import script_verdict
from storyreel.film.bank import Prop
from storyreel.film.script import Script, Transition
from storyreel.film.vocabulary import Angle, CameraMove, Framing, ShotSize, TransitionKind
from tests.agents.critic_script import (
    each_shot,
    good_dialogue,
    good_script,
    with_blocking,
    with_cast,
    with_line,
    with_scene,
    with_shot,
)

Change = Callable[[Script], Script]
GOOD = good_script()
LEFT, RIGHT = (0.1, 0.2, 0.3, 0.9), (0.6, 0.2, 0.8, 0.9)


def boxes(script: Script, **second: tuple[float, float, float, float]) -> Script:
    """ANNA left and TOM right in 2.2; the second shot's boxes as given."""
    return with_shot(with_shot(script, "2.2", boxes={"ANNA": LEFT, "TOM": RIGHT}), "2.3", boxes=second)


def on_rosa(script: Script, **fields: object) -> Script:
    """1.4 and 1.5 are both single close-ups of ROSA, from two set-ups."""
    values = {
        "subjects": ("ROSA",), "in_frame": ("ROSA",), "framing": Framing.SINGLE, "size": ShotSize.CLOSE_UP,
        "setup": "by ROSA", "props": (),
    }  # fmt: skip
    return with_shot(script, "1.4", **{**values, **fields})


def looks(script: Script, rosa: str, tom: str) -> Script:
    return with_blocking(with_blocking(script, "1.2", "ROSA", facing=rosa), "1.3", "TOM", facing=tom)


def far(script: Script, *numbers: str) -> Script:
    return each_shot(script, lambda shot: shot.changed(side="far") if shot.id in numbers else shot)


def point_of_view(script: Script, whom: str) -> Script:
    """2.2 is ANNA, who faces TOM; 2.3 is her view of somebody."""
    return with_shot(script, "2.3", framing=Framing.POINT_OF_VIEW, subjects=(whom,), in_frame=(whom,), lines=())


def at_once(script: Script, start_ms: int, **second: object) -> Script:
    five, six = (next(line for line in script.lines if line.id == name) for name in ("L5", "L6"))
    lines = (five, six.changed(**{"start_ms": start_ms, "end_ms": 24_000, **second}))
    return with_shot(with_shot(script, "2.2", lines=lines, in_frame=("ANNA", "TOM")), "2.3", lines=(), action="He nods.")


def unseen(script: Script, **line: object) -> Script:
    return with_line(with_shot(script, "2.3", in_frame=("ANNA",), subjects=("ANNA",)), "L6", **line)


def holds(script: Script, **action: str) -> Script:
    """TOM has the letter in 2.3 and had none in 2.2."""
    script = with_blocking(script, "2.3", "TOM", holds=("letter",))
    for number, text in action.items():
        script = with_shot(script, number.replace("s", "").replace("_", "."), action=text)
    return script


def coat(script: Script, text: str) -> Script:
    return with_blocking(script, "2.3", "TOM", action=text)


def gone_and_back(script: Script, x_cm: int) -> Script:
    """TOM is in 1.2 and 1.4, in no blocking of 1.3, and stands elsewhere when he is back."""
    middle = next(shot for shot in script.shots if shot.id == "1.3")
    script = with_shot(
        script, "1.3", blocking=middle.blocking[:1], subjects=("ROSA",), in_frame=("ROSA",), lines=(), action="A pause."
    )
    for number in ("1.4", "1.5", "1.6"):
        script = with_blocking(script, number, "TOM", x_cm=x_cm)
    return script


CASES: dict[str, tuple[str, bool, Change]] = {
    # 180°
    "boxes change sides": ("crossed-line", True, lambda s: boxes(s, ANNA=RIGHT, TOM=LEFT)),
    "boxes keep their sides": ("crossed-line", False, lambda s: boxes(s, ANNA=LEFT, TOM=RIGHT)),
    "boxes that nearly cover each other": ("crossed-line", False, lambda s: boxes(
        s, ANNA=(0.4, 0, 0.6, 1), TOM=(0.35, 0, 0.6, 1))),
    "boxes change sides and somebody walks": ("crossed-line", False, lambda s: with_shot(
        boxes(s, ANNA=RIGHT, TOM=LEFT), "2.3", action="Tom walks round her.")),
    "far after an overhead shot": ("crossed-line", False, lambda s: with_shot(
        far(s, "1.3", "1.4", "1.5", "1.6"), "1.2", angle=Angle.OVERHEAD)),
    "far after an insert": ("crossed-line", False, lambda s: with_shot(
        far(s, "1.3", "1.4", "1.5", "1.6"), "1.2", size=ShotSize.INSERT)),
    "far by an arc": ("crossed-line", False, lambda s: with_shot(
        far(s, "1.3", "1.4", "1.5", "1.6"), "1.3", move={"kind": CameraMove.ARC})),
    "far over a dissolve": ("crossed-line", False, lambda s: with_shot(
        far(s, "1.3", "1.4", "1.5", "1.6"), "1.3", transition=Transition(kind=TransitionKind.DISSOLVE, frames=12))),
    "far throughout": ("crossed-line", False, lambda s: far(s, *(shot.id for shot in s.shots))),
    "another side in another scene": ("crossed-line", False, lambda s: far(s, "2.1", "2.2", "2.3")),
    # 30°
    "two set-ups, one picture": ("thirty-degree-rule", True, on_rosa),
    "two set-ups, another size": ("thirty-degree-rule", False, lambda s: on_rosa(s, size=ShotSize.MEDIUM)),
    "two set-ups, another angle": ("thirty-degree-rule", False, lambda s: on_rosa(s, angle=Angle.HIGH)),
    "two set-ups, after a push in": ("thirty-degree-rule", False, lambda s: on_rosa(s, move={"kind": CameraMove.PUSH_IN})),
    "two set-ups, another subject": ("thirty-degree-rule", False, lambda s: on_rosa(s, subjects=("TOM",))),
    "one set-up, one picture": ("jump-cut", True, lambda s: on_rosa(s, setup="on ROSA")),
    "one set-up is no matter of degrees": ("thirty-degree-rule", False, lambda s: on_rosa(s, setup="on ROSA")),
    "two set-ups are no jump cut": ("jump-cut", False, on_rosa),
    # eyelines
    "both look right": ("eyeline-mismatch", True, lambda s: looks(s, "right", "ROSA")),
    "both look to the left of the screen": ("eyeline-mismatch", True, lambda s: looks(s, "TOM", "screen left")),
    "both look by words": ("eyeline-mismatch", True, lambda s: looks(s, "left", "to the left")),
    "each at the other by name": ("eyeline-mismatch", False, lambda s: s),
    "each at the other by words": ("eyeline-mismatch", False, lambda s: looks(s, "left", "right")),
    "the actor's own left": ("eyeline-mismatch", False, lambda s: looks(s, "TOM", "stage left")),
    "one looks away": ("eyeline-mismatch", False, lambda s: looks(s, "away", "right")),
    "one looks at the window": ("eyeline-mismatch", False, lambda s: looks(s, "the window", "left")),
    "nobody speaks": ("eyeline-mismatch", False, lambda s: each_shot(looks(s, "right", "right"), lambda x: x.changed(lines=()))),
    "the other side of the line": ("eyeline-mismatch", False, lambda s: far(looks(s, "right", "ROSA"), "1.3")),
    "a view of somebody else": ("eyeline-mismatch", True, lambda s: point_of_view(s, "ROSA")),
    "a view of whom she looks at": ("eyeline-mismatch", False, lambda s: point_of_view(s, "TOM")),
    "faces one who is elsewhere": ("eyeline-to-nobody", True, lambda s: with_blocking(s, "2.2", "ANNA", facing="ROSA")),
    "faces a thing": ("eyeline-to-nobody", False, lambda s: with_blocking(s, "2.2", "ANNA", facing="the ship")),
    "faces the camera": ("eyeline-to-nobody", False, lambda s: with_blocking(s, "2.2", "ANNA", facing="camera")),
    "faces one who is heard": ("eyeline-to-nobody", False, lambda s: with_line(
        with_blocking(s, "2.2", "ANNA", facing="ROSA"), "L6", speaker="ROSA", off_screen=True)),
    # voices
    "a second and more of both": ("lines-collide", True, lambda s: at_once(s, 22_100)),
    "a last syllable of both": ("lines-collide", False, lambda s: at_once(s, 23_400)),
    "both, and it is told": ("lines-collide", False, lambda s: at_once(s, 22_100, parenthetical="talking over her")),
    "both, after words that break off": ("lines-collide", False, lambda s: with_line(
        at_once(s, 22_100), "L5", text="The ship leaves at—")),
    "one after the other": ("lines-collide", False, lambda s: s),
    "out of the frame": ("speaks-unseen", True, unseen),
    "out of the frame and marked": ("speaks-unseen", False, lambda s: unseen(s, off_screen=True)),
    "out of the frame, O.S.": ("speaks-unseen", False, lambda s: unseen(s, parenthetical="O.S.")),
    "out of the frame, V.O.": ("speaks-unseen", False, lambda s: unseen(s, parenthetical="softly, V.O.")),
    "on the telephone": ("speaks-unseen", False, lambda s: unseen(s, parenthetical="on the telephone")),
    "softly is no word of it": ("speaks-unseen", True, lambda s: unseen(s, parenthetical="softly")),
    "a narrator": ("speaks-unseen", False, lambda s: with_cast(unseen(s), "TOM", seen=False)),
    "a point of view speaks": ("speaks-unseen", False, lambda s: with_shot(unseen(s), "2.3", framing=Framing.POINT_OF_VIEW)),
    "nobody is said to be in the frame": ("speaks-unseen", False, lambda s: with_shot(s, "2.3", in_frame=(), subjects=())),
    # things
    "out of the air": ("custody-untold", True, holds),
    "taken from the table": ("custody-untold", False, lambda s: holds(s, s2_3="Tom takes the letter from his coat.")),
    "read in the shot": ("custody-untold", False, lambda s: holds(s, s2_3="Tom with the letter.")),
    "brought in": ("custody-untold", False, lambda s: with_blocking(holds(s), "2.3", "TOM", action="comes back")),
    "one of many": ("custody-untold", False, lambda s: with_blocking(s, "2.3", "TOM", holds=("a letter",))),
    "gone from the hand": ("custody-untold", True, lambda s: with_blocking(s, "1.6", "TOM", holds=())),
    "gone with its holder": ("custody-untold", False, lambda s: with_shot(
        s, "1.6", blocking=s.shots[5].blocking[:1], subjects=("ROSA",), in_frame=("ROSA",), lines=())),
    "no thing of the script": ("custody-untold", False, lambda s: with_blocking(s, "2.3", "TOM", holds=("pistol",))),
    "from hand to hand": ("custody-untold", False, lambda s: with_blocking(
        with_blocking(s, "1.6", "TOM", holds=()), "1.6", "ROSA", holds=("letter",))),
    "a thing of the scene": ("custody-untold", True, lambda s: with_scene(
        with_blocking(s, "2.3", "TOM", holds=("rope",)), "2", props=("rope",))),
    "a thing of the script": ("custody-untold", True, lambda s: with_blocking(
        s, "2.3", "TOM", holds=("rope",)).changed(props=(*s.props, Prop(name="rope")))),
    # clothes
    "a black coat": ("wardrobe-contradiction", True, lambda s: coat(s, "buttons his black coat")),
    "the grey coat": ("wardrobe-contradiction", False, lambda s: coat(s, "buttons his grey coat")),
    "a coat put on": ("wardrobe-contradiction", False, lambda s: coat(s, "puts on his black coat")),
    "another garment": ("wardrobe-contradiction", False, lambda s: coat(s, "straightens his black tie")),
    "a coat of somebody else": ("wardrobe-contradiction", False, lambda s: with_shot(
        s, "2.3", action="A black coat hangs there.")),
    # ways
    "away and back, too far": ("unreachable-move", True, lambda s: gone_and_back(s, 4000)),
    "away and back, in time": ("unreachable-move", False, lambda s: gone_and_back(s, 500)),
    "untold and next to it is a teleport": ("unreachable-move", False, lambda s: with_blocking(s, "2.3", "TOM", x_cm=4000)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_rule_fires_where_it_should_and_only_there(name: str) -> None:
    kind, fires, change = CASES[name]
    found = [one for one in script_verdict(change(GOOD), dialogue=good_dialogue()).findings if one.kind == kind]
    assert [one.evidence for one in found] == [] or fires
    assert bool(found) == fires
    assert len(found) <= 1


def test_every_rule_of_these_has_cases_of_both_sorts() -> None:
    for kind in {kind for kind, *_ in CASES.values()}:
        assert {fires for other, fires, _ in CASES.values() if other == kind} == {True, False}, kind


def test_a_line_that_is_talked_over_still_has_its_time() -> None:
    """That two speak at once is one Finding, not two: nothing of the first line is cut off."""
    kinds = [one.kind for one in script_verdict(at_once(GOOD, 22_100), dialogue=good_dialogue()).findings]
    assert kinds == ["lines-collide"]
