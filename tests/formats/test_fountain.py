"""Fountain: every Line comes out in order and by its speaker, whatever it looks like, and nothing is misread."""

from __future__ import annotations

from hypothesis import given, settings

from storyreel.film import Act, Move, Scene, Script, Shot, SpokenLine, Transition
from storyreel.formats import parse_dialogue, write_fountain
from tests.formats.fountain_reader import Element, read_fountain
from tests.formats.odd_scripts import scripts


def _line(speaker: str, text: str, **more: object) -> SpokenLine:
    return SpokenLine.model_validate({"id": "L1", "speaker": speaker, "text": text, "start_s": 0, "end_s": 1, **more})


def _script(*lines: SpokenLine, action: str = "") -> Script:
    shot = Shot(uid="a", id="1.1", start_ms=0, end_ms=4000, action=action, lines=lines)
    return Script(scenes=(Scene(id="1", heading="INT. HALL - DAY", shots=(shot,)),))


@settings(max_examples=50)
@given(scripts())
def test_all_lines_come_out_in_order(script: Script) -> None:
    _, elements = read_fountain(write_fountain(script))
    said = [(one.text, two.text) for one, two in _cued(elements)]
    assert said == [(" ".join(line.speaker.split()) or "?", " ".join(line.text.split())) for line in script.lines]


def _cued(elements: list[Element]) -> list[tuple[Element, Element]]:
    spoken = [one for one in elements if one.kind in ("cue", "dialogue")]
    return list(zip(spoken[::2], spoken[1::2], strict=True))


@settings(max_examples=50)
@given(scripts())
def test_every_shot_is_a_note_and_every_scene_a_heading(script: Script) -> None:
    _, elements = read_fountain(write_fountain(script))
    kinds = [one.kind for one in elements]
    assert kinds.count("heading") == len(script.scenes)
    assert kinds.count("note") == len(script.shots)


def test_what_would_be_misread_is_forced_or_escaped() -> None:
    lines = (
        _line("Rosa", "(not a parenthetical)"),
        _line("McAVOY", "*Stop* _it_ [[now]] /* x */ 2\\3"),
        _line("INT. VOICE", "first\n\nsecond\n~ tra la"),
        _line("CUT TO:", "x", parenthetical="quietly"),
        _line("李明", "你好", off_screen=True),
        _line("TOM", "go on", part=1, parts=2),
    )
    action = "BANG\nINT. SPACE\n> Fade\n@home\n#1\nthe *end*\n(quiet)\n\nCUT TO:"
    text = write_fountain(_script(*lines, action=action))
    _, elements = read_fountain(text)
    assert [(one.text, two.text) for one, two in _cued(elements)] == [
        ("Rosa", "(not a parenthetical)"),
        ("McAVOY", "*Stop* _it_ [[now]] /* x */ 2\\3"),
        ("INT. VOICE", "first second ~ tra la"),
        ("CUT TO:", "x"),
        ("李明", "你好"),
        ("TOM", "go on"),
    ]
    acted = [one.text for one in elements if one.kind == "action"]
    assert acted == ["BANG", "INT. SPACE", "> Fade", "@home", "#1", "the *end*", "(quiet)", "CUT TO:"]
    assert "@李明 (O.S.)\n" in text
    assert "\nTOM (CONT'D)\n" in text


def test_headings_titles_acts_and_shots() -> None:
    close = Shot(
        uid="a",
        id="1.3",
        start_ms=0,
        end_ms=4000,
        size="close-up",
        subjects=("ROSA",),
        move=Move(kind="push in", speed="slow"),
        transition=Transition(kind="dissolve", frames=12),
        action="She looks up.",
    )
    scenes = (Scene(id="1", heading="A garden: dusk", plot="They meet.", shots=(close,)), Scene(id="2a", heading=""))
    script = Script(
        title="The Lamp", style="noir", version=3, acts=(Act(id="I", title="Before", plot="p", scenes=("1",)),), scenes=scenes
    )
    assert write_fountain(script) == (
        "Title: The Lamp\nNotes: Shooting script, version 3; noir\n\n# Act I: Before\n\n= p\n\n"
        ".A garden: dusk #1#\n\n= They meet.\n\n"
        "> DISSOLVE TO:\n\n[[1.3 CLOSE-UP on ROSA, slow push in]]\n\nShe looks up.\n\n.SCENE 2a #2a#\n"
    )


def test_our_own_dialogue_reader_reads_its_speeches() -> None:
    text = write_fountain(_script(_line("ROSA", "You came back."), _line("TOM", "I said I would."), action="Rain falls."))
    assert [(line.speaker, line.text) for line in parse_dialogue(text).lines] == [
        ("ROSA", "You came back."),
        ("TOM", "I said I would."),
    ]
