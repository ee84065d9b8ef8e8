"""Any valid Script: every optional field, and texts that look like the formats' own marks."""

from __future__ import annotations

from hypothesis import strategies as st

from storyreel.film import (
    Act,
    Angle,
    Blocking,
    CameraMove,
    Character,
    Framing,
    Move,
    MoveSpeed,
    Place,
    Prop,
    Scene,
    Script,
    Shot,
    ShotSize,
    SpokenLine,
    Transition,
    TransitionKind,
    VoiceChoice,
)

MARKS = (
    "【Dialogue】",
    "[Blocking]",
    "1. [0s-4s] (Camera Movement: pan)",
    "2. Both move",
    "Plot: rain",
    "Storyreel: {}",
    'Storyreel: {"uid":"x"}',
    "Form: storyreel.script/9",
    'ROSA: "Yes."',
    "12. Room",
    "f/2.8",
    "3.5 seconds",
    "–",
    "?",
    "```",
    "# Title",
    "a; b",
    "a, b",
    "(x)",
    "[L1, 0s-1s]",
    "left",
    "facing TOM",
    "ROSA",
    "Tom says: “No.”",
    "INT. KITCHEN - NIGHT",
    "Scene 2",
    "yes",
    "\u2028",
    "a\nb",
    "a\n\nb",
    "\u202eabc",
    "ליאת",
    "李明：你好",
    "@x",
    "...",
    "--> 1",
    "[[x]]",
    "/* x */",
    "~la",
    " x ",
)
characters = st.characters(codec="utf-8", exclude_categories=["Cs"])
words = st.one_of(
    st.text(st.sampled_from("ab ĐéЖ李ש。.,:;'-"), max_size=10), st.sampled_from(MARKS), st.text(characters, max_size=8)
)
texts = st.one_of(
    st.just(""), words, st.lists(words, min_size=2, max_size=3).map("\n".join), st.tuples(words, words).map(" ".join)
)
names = st.one_of(st.sampled_from(("ROSA", "Tom", "李明", "Ανδρέας", "ليلى")), texts)
lists = st.lists(texts, max_size=3).map(tuple)
json_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-9, 10**9),
    texts,
    st.lists(texts, max_size=2),
    st.dictionaries(texts, texts, max_size=1),
)
known_extras = st.fixed_dictionaries(
    {},
    optional={
        "more_sizes": st.lists(st.one_of(st.sampled_from(("close-up", "Medium Shot", "left")), texts), max_size=2),
        "more_moves": st.lists(st.one_of(st.sampled_from(("pan", "Arc Shot", "slow")), texts), max_size=2),
        "blocking_text": texts,
        "unread": st.lists(texts, max_size=2),
        "sections": st.lists(st.fixed_dictionaries({"heading": texts, "text": texts}), max_size=2),
        "preamble": texts,
    },
)
extras = st.one_of(st.just({}), known_extras, st.dictionaries(texts, json_values, max_size=2))
times = st.integers(0, 90_000)
marks_cm = st.one_of(st.none(), st.integers(-900, 900))

voices = st.builds(VoiceChoice, name=texts, pitch=st.integers(-5, 99), rate_wpm=st.integers(0, 400), sample=texts)
people = st.builds(
    Character,
    name=names,
    appearance=texts,
    profile=texts,
    appearance_from=st.sampled_from(("", "source", "scripter", "else")),
    aliases=lists,
    voice=st.none() | voices,
    pictures=lists,
    seen=st.booleans(),
    extra=extras,
)
places = st.builds(Place, name=texts, look=texts, pictures=lists, extra=extras)
props = st.builds(Prop, name=texts, look=texts, pictures=lists, extra=extras)
acts = st.builds(
    Act, id=texts, title=texts, plot=texts, themes=texts, tone=texts, characters=lists, reason=texts, scenes=lists, extra=extras
)
blockings = st.builds(
    Blocking,
    character=names,
    position=texts,
    facing=texts,
    action=texts,
    holds=lists,
    posture=st.sampled_from(("standing", "sitting", "sit", "")) | texts,
    emotion=texts,
    x_cm=marks_cm,
    z_cm=marks_cm,
    to_x_cm=marks_cm,
    to_z_cm=marks_cm,
)
moves = st.builds(
    Move,
    kind=st.sampled_from(CameraMove),
    direction=st.sampled_from(("", "left", "in")) | texts,
    speed=st.sampled_from(MoveSpeed),
)
transitions = st.builds(Transition, kind=st.sampled_from(TransitionKind), frames=st.integers(0, 48))
edges = st.floats(0, 1)


@st.composite
def lines(draw: st.DrawFn) -> SpokenLine:
    start = draw(times)
    parts = draw(st.integers(1, 3))
    return SpokenLine(
        id=draw(st.sampled_from(("L1", "L2", "x y")) | texts),
        speaker=draw(names),
        text=draw(texts),
        parenthetical=draw(texts),
        start_ms=start,
        end_ms=start + draw(st.integers(-start, 9000)),
        part=draw(st.integers(0, 3)),
        parts=parts,
        off_screen=draw(st.booleans()),
    )


@st.composite
def shots(draw: st.DrawFn, uid: str) -> Shot:
    start = draw(times)
    values = {
        "id": draw(st.sampled_from(("1.1", "1.3A")) | texts),
        "start_ms": start,
        "end_ms": start + draw(st.integers(0, 9000)),
        "size": draw(st.sampled_from(ShotSize)),
    }
    optional = {
        "framing": st.sampled_from(Framing),
        "angle": st.sampled_from(Angle),
        "lens_mm": st.none() | st.integers(-9, 99_999),
        "move": moves,
        "transition": transitions,
        "setup": texts,
        "side": st.sampled_from(("near", "far")),
        "subjects": lists,
        "in_frame": lists,
        "action": texts,
        "emotion": texts,
        "lines": st.lists(lines(), max_size=2).map(tuple),
        "blocking": st.lists(blockings, max_size=2).map(tuple),
        "props": lists,
        "plot": texts,
        "lighting": texts,
        "effects": texts,
        "sound": texts,
        "reason": texts,
        "boxes": st.dictionaries(names, st.tuples(edges, edges, edges, edges), max_size=2),
        "extra": extras,
    }
    for name, values_of in optional.items():
        if draw(st.booleans()):
            values[name] = draw(values_of)
    return Shot(uid=uid, **values)


@st.composite
def scenes(draw: st.DrawFn, number: int) -> Scene:
    fields = (
        "heading",
        "place",
        "time_of_day",
        "description",
        "plot",
        "tone",
        "visual_style",
        "music",
        "sound",
        "camera_notes",
        "reason",
    )
    values = {name: draw(texts) for name in fields if draw(st.booleans())}
    made = tuple(
        draw(shots(draw(st.sampled_from(("sh_", "odd\nuid", "【"))) + f"{number}-{at}")) for at in range(draw(st.integers(0, 2)))
    )
    return Scene(
        id=draw(st.sampled_from((str(number), "2a", "A", "x.1")) | texts),
        uid=draw(texts),
        interior=draw(st.sampled_from((None, True, False))),
        props=draw(lists),
        shots=made,
        extra=draw(extras),
        **values,
    )


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """Any valid Script."""
    return Script(
        title=draw(texts),
        language=draw(st.sampled_from(("en", "zh")) | texts),
        version=draw(st.integers(1, 10**6)),
        style=draw(texts),
        cast=tuple(draw(st.lists(people, max_size=2))),
        places=tuple(draw(st.lists(places, max_size=1))),
        props=tuple(draw(st.lists(props, max_size=1))),
        acts=tuple(draw(st.lists(acts, max_size=1))),
        scenes=tuple(draw(scenes(number)) for number in range(1, draw(st.integers(0, 2)) + 1)),
        extra=draw(extras),
    )
