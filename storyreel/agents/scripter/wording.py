"""The words of a Shot and a scene: action, plot, tone, effects and sound, put together from the source and what was planned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from storyreel.agents.scripter.beats import Beat, Happening, Speech
from storyreel.agents.scripter.business import sentences
from storyreel.agents.scripter.drafts import Draft
from storyreel.film.script import Blocking

__all__ = ["action_of", "described", "effects_in", "plot_of", "scene_plot", "sounds_in", "tone_of"]

_PLOT_CHARS: Final = 900
_EFFECTS: Final = {
    r"\brain(?:s|ing|y)?\b|雨": "rain",
    r"\bsnow(?:s|ing)?\b|雪": "snow",
    r"\bfog|mist\b|雾": "mist",
    r"\blightning\b|闪电": "lightning",
    r"\bsmok(?:e|y|ing)\b|烟": "smoke",
    r"\bfire(?:light)?\b|flames?\b": "flickering firelight",
    r"\bwind(?:y)?\b|storm": "wind",
}
_SOUNDS: Final = {
    r"\bknock(?:s|ing)?\b|敲门": "a knock at the door",
    r"\bbells?\b|\bring(?:s|ing) (?:of|at)|铃": "a bell",
    r"\bthunder\b|雷": "thunder",
    r"\bmusic\b|piano|音乐": "music",
    r"\bfootsteps?\b|脚步": "footsteps",
    r"\bgun ?shots?\b|shots? (?:is|are) (?:heard|fired)|枪声": "a shot",
    r"\bclock (?:strikes|chimes)|strikes (?:one|two|three|twelve|midnight)": "a clock strikes",
    r"\bdogs?\b.*\bbark|狗叫": "a dog barks",
    r"\btelephone rings|phone rings|电话响": "a telephone rings",
    r"\bowl\b": "an owl",
}
_TONES: Final = {
    "happy": "cheerful",
    "sad": "sorrowful",
    "angry": "heated",
    "afraid": "fearful",
    "surprised": "surprised",
    "tender": "tender",
    "tired": "weary",
    "agitated": "agitated",
    "subdued": "subdued",
    "stern": "stern",
    "neutral": "calm",
}


def _found(text: str, table: dict[str, str]) -> str:
    return ", ".join(dict.fromkeys(words for pattern, words in table.items() if re.search(pattern, text, re.IGNORECASE)))


def effects_in(text: str) -> str:
    """What is to be seen in the air, from a direction's words.

    >>> effects_in("It is raining; lightning."), effects_in("He sits.")
    ('rain, lightning', '')
    """
    return _found(text, _EFFECTS)


def sounds_in(text: str) -> str:
    """What is to be heard besides speech, from a direction's words.

    >>> sounds_in("Knocking within.")
    'a knock at the door'
    """
    return _found(text, _SOUNDS)


def action_of(draft: Draft, blocking: Sequence[Blocking]) -> str:
    """What is seen: the directions as they stand, then the manners in which Lines are spoken, then what those in frame do."""
    told = [text.rstrip() if text.rstrip().endswith((".", "!", "?", "。")) else f"{text.rstrip()}." for text in draft.texts]
    manners = [
        f"{one.speaker}: {one.line.parenthetical.strip()}." for one in draft.speeches if one.line.parenthetical and one.part == 0
    ]
    # Each parenthetical once, without the doubled full stop of those that end in one.
    told.extend(manner.replace("..", ".") for manner in dict.fromkeys(manners))
    order = [one for name in draft.in_frame for one in blocking if one.character == name]
    doing = [f"{one.character} {one.action}" for one in order if one.action]
    shown = " ".join(draft.texts)
    if draft.kind == "insert":
        told.insert(0, f"The {draft.props[0]}, close.")
    elif not told or any(deed.text not in shown or not deed.text for deed in draft.business):
        told.extend([f"{'; '.join(doing)}."] if doing else [])
    if not told:
        stay = "stay" if len(draft.in_frame) > 1 else "stays"
        told.append(f"{_listed(draft.in_frame)} {stay} as before." if draft.in_frame else "Nobody is there; only the place.")
    return " ".join(told)


def plot_of(draft: Draft) -> str:
    """What the Shot tells, in a sentence."""
    if draft.kind == "insert":
        return f"We see the {draft.props[0]}."
    if draft.speeches:
        said = [
            f"{one.speaker}{f' ({one.feeling.emotion})' if one.feeling.emotion != 'neutral' else ''}"
            f" {'goes on' if one.part else 'speaks'}{f' to {one.to}' if one.to else ''}"
            for one in draft.speeches
        ]
        return f"{'; '.join(dict.fromkeys(said))}."
    if draft.texts:
        return " ".join(draft.texts)
    if draft.kind == "reaction":
        felt = "" if draft.feeling.emotion == "neutral" else f", {draft.feeling.emotion}"
        return f"{draft.subjects[0]} takes it in{felt}."
    who = ", ".join(draft.in_frame[:4])
    return f"The place, with {who}." if who else "The place, empty."


def tone_of(beats: Sequence[Beat]) -> str:
    """A scene's tone in words: what is felt most, and what it turns to.

    >>> tone_of(())
    'calm'
    """
    spoken = [beat for beat in beats if isinstance(beat, Speech)]
    felt = Counter(beat.feeling.emotion for beat in spoken if beat.feeling.emotion != "neutral")
    main = min(felt, key=lambda name: (-felt[name], name)) if felt else "neutral"
    turn = next((beat.feeling.emotion for beat in spoken if beat.turn), main)
    return _TONES[main] if turn in (main, "neutral") else f"{_TONES[main]}, turning {_TONES[turn]}"


def described(look: str, beats: Sequence[Beat]) -> str:
    """A scene's description: the look of its place, and what the directions before the first Line say that is nobody's doing."""
    parts = [look] if look else []
    for beat in beats:
        if isinstance(beat, Speech):
            break
        done = {one.text for one in beat.business}
        named = [name.casefold() for name in beat.named]
        told = (words for words in sentences(beat.text) if words not in done and not sounds_in(words))
        parts.extend(words for words in told if not any(name in words.casefold() for name in named))
    return " ".join(part if part.endswith((".", "!", "?", "。")) else f"{part}." for part in parts)


def scene_plot(beats: Sequence[Beat]) -> str:
    """What happens in a scene, from its own words: who speaks, what is done first, and the Line that it turns on."""
    spoken = [beat for beat in beats if isinstance(beat, Speech)]
    who = list(dict.fromkeys(beat.speaker for beat in spoken))
    parts = [f"{_listed(who)} {'speak' if len(who) > 1 else 'speaks'}."] if who else []
    parts.extend(
        beat.text for beat in beats if isinstance(beat, Happening) and len(" ".join(parts)) + len(beat.text) < _PLOT_CHARS
    )
    turn = next((beat for beat in spoken if beat.turn), None)
    if turn is not None:
        words = turn.text.strip()
        parts.append(f"It turns when {turn.speaker} says: {words if len(words) <= 120 else words[:117].rstrip() + '…'}")
    return " ".join(parts)


def _listed(names: Sequence[str]) -> str:
    if len(names) > 6:
        return f"{', '.join(names[:5])} and {len(names) - 5} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
