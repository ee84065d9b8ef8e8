"""Made-up Scripts for property tests: valid, small, and as odd as a Script may be."""

from __future__ import annotations

from hypothesis import strategies as st

from storyreel.film import (
    Angle,
    Blocking,
    CameraMove,
    Character,
    Framing,
    Move,
    MoveSpeed,
    Scene,
    Script,
    Shot,
    ShotSize,
    SpeechSheet,
    SpokenAudio,
    SpokenLine,
    Transition,
    TransitionKind,
)

NAMES = ("ROSA", "TOM", "李明", "Zoë")
WORDS = ("Well…", "Yes.", "I never said that—", "你好吗", "The train leaves at 7.", "…", "One two three four five six.", "🎬")

names = st.sampled_from(NAMES)
texts = st.one_of(st.just(""), st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12))
marks = st.one_of(st.none(), st.integers(-300, 300))
numbers = st.floats(allow_nan=False, allow_infinity=False)
odd_values = st.one_of(texts, st.integers(), st.booleans(), st.lists(numbers, max_size=2))
extras = st.dictionaries(texts, odd_values, max_size=2)

blockings = st.builds(
    Blocking,
    character=names,
    position=texts,
    facing=texts,
    action=texts,
    holds=st.lists(st.sampled_from(("letter", "the letter", "a glass")), max_size=2).map(tuple),
    posture=st.sampled_from(("standing", "sitting", "walking")),
    x_cm=marks,
    z_cm=marks,
    to_x_cm=marks,
    to_z_cm=marks,
)
moves = st.builds(Move, kind=st.sampled_from(CameraMove), direction=texts, speed=st.sampled_from(MoveSpeed))
transitions = st.builds(Transition, kind=st.sampled_from(TransitionKind), frames=st.integers(0, 24))


@st.composite
def shots(draw: st.DrawFn, uid: str, shot_id: str, start: int, lines: list[str]) -> Shot:
    """A Shot from `start` on that speaks the Lines with these ids, one after another."""
    at = start
    spoken: list[SpokenLine] = []
    for line in lines:
        at += draw(st.integers(0, 900))
        length = draw(st.integers(1, 3000))
        spoken.append(
            SpokenLine(id=line, speaker=draw(names), text=draw(st.sampled_from(WORDS)), start_ms=at, end_ms=at + length)
        )
        at += length
    end = at + draw(st.integers(2, 2000))
    return Shot(
        uid=uid,
        id=shot_id,
        start_ms=start,
        end_ms=end,
        size=draw(st.sampled_from(ShotSize)),
        framing=draw(st.sampled_from(Framing)),
        angle=draw(st.sampled_from(Angle)),
        move=draw(moves),
        transition=draw(transitions),
        side=draw(st.sampled_from(("near", "far"))),
        action=draw(texts),
        in_frame=tuple(draw(st.lists(names, max_size=2, unique=True))),
        lines=tuple(spoken),
        blocking=tuple(draw(st.lists(blockings, max_size=2, unique_by=lambda b: b.character))),
        extra=draw(extras),
    )


@st.composite
def scripts(draw: st.DrawFn, *, contiguous: bool = False) -> Script:
    """A Script of up to three Scenes and a dozen Shots, with gaps between them unless `contiguous`."""
    at = 0 if contiguous else draw(st.sampled_from((0, 500)))
    number = 0
    scenes: list[Scene] = []
    for scene in range(1, draw(st.integers(1, 3)) + 1):
        inside: list[Shot] = []
        for index in range(1, draw(st.integers(0, 4)) + 1):
            lines = [f"L{number + k}" for k in range(1, draw(st.integers(0, 3)) + 1)]
            number += len(lines)
            inside.append(draw(shots(f"sh_{scene}{index}", f"{scene}.{index}", at, lines)))
            at = inside[-1].end_ms + (0 if contiguous else draw(st.sampled_from((0, 0, 40))))
        scenes.append(Scene(id=str(scene), heading=draw(texts), place=draw(texts), shots=tuple(inside), extra=draw(extras)))
    cast = tuple(Character(name=name, appearance=draw(texts)) for name in NAMES)
    return Script(title=draw(texts), version=draw(st.integers(1, 9)), cast=cast, scenes=tuple(scenes), extra=draw(extras))


@st.composite
def sheets(draw: st.DrawFn, script: Script) -> SpeechSheet:
    """What a voice might make of the Script's Lines: any length, some not speakable, some not spoken at all."""
    spoken = [line for line in script.lines if draw(st.booleans())]
    return SpeechSheet(lines=tuple(draw(audios(line)) for line in spoken))


@st.composite
def audios(draw: st.DrawFn, line: SpokenLine) -> SpokenAudio:
    """The Line's audio of any length, or none with its problem."""
    length = draw(st.one_of(st.just(0), st.integers(1, 12_000)))
    problem = "" if length else "nothing to say"
    return SpokenAudio(id=line.id, part=line.part, speaker=line.speaker, duration_ms=length, problem=problem)
