"""The plain commands: what each begins with, and the Note that it becomes.

Commands are tried in order on a message whose Shots are already taken out (`targets.MARK` stands for them). A reader answers None
where the message is not its own, and raises where it is its own but something is missing. No model is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pydantic import JsonValue

from storyreel.agents.producer.phrases import Changes, read_move_phrase, read_phrases, read_transition_phrase
from storyreel.agents.producer.targets import MARK
from storyreel.errors import UserError
from storyreel.film.note import NoteOp
from storyreel.film.script import Shot

__all__ = ["EXAMPLES", "Command", "Message", "read_command", "read_limit", "understood"]

EXAMPLES: Final = (
    ("retake 1.3", "another take of a Shot"),
    ("retake 1.3: darker", "the same with a change"),
    ("make 2.1 a close-up", "change size, framing, angle, move, light, emotion, pace"),
    ("1.3 darker", "the same, shorter"),
    ("slower", "the whole film, or: make 1.2 slower"),
    ("move 1.3 push in", "the camera's move; also angle, size, framing, transition, lens"),
    ("action 1.3: Rosa turns to the door", "words for action, plot, lighting, emotion, effects, sound"),
    ("style noir", "the look of the whole film"),
    ("lock 1.2, 1.4-1.6", "keep these Shots as they are; unlock 1.2 frees one; lists, ranges, scene 2, all"),
    ("use take 2 of 1.3", "choose a take"),
    ("budget 5", "most money to spend; takes 3: more takes of a Shot; rounds 2: rounds on the script"),
    ("undo", "take the last Note back"),
    ("approve", "go on as it is"),
    ("why 1.3?", "reasons; also: status?  cost?  findings?  takes 1.3?  help"),
)
"""What is understood, one of each, and what it does; every one is read by a test."""


@dataclass(frozen=True)
class Message:
    """A message with its Shots taken out: `plain` is for matching, `rest` keeps the person's own letters."""

    rest: str
    uids: tuple[str, ...]
    shots: Sequence[Shot] = ()

    @property
    def plain(self) -> str:
        """The rest in small letters without what stands around it."""
        return " ".join(self.rest.casefold().split()).strip(" .!?")


class Command(NamedTuple):
    """What was understood."""

    op: NoteOp
    changes: Changes


def read_command(message: Message) -> Command:
    """The first command that the message is.

    Raises:
        UserError: If it is none, or one that lacks something; the text lists what is understood.
    """
    for reader in _READERS:
        found = reader(message)
        if found is not None:
            return found
    raise UserError(f"{_words(message)!r} is not understood. {understood()}")


def understood() -> str:
    """One line with an example of each command.

    >>> understood().startswith("Understood: retake 1.3; ")
    True
    """
    return f"Understood: {'; '.join(example for example, _ in EXAMPLES)}"


def _words(message: Message) -> str:
    return message.rest.replace(MARK, "…").strip()


def _approve(message: Message) -> Command | None:
    words = r"(?:(?:i )?approved?(?: it| that)?|yes(?: please)?|ok|okay|go|go on|go ahead|continue|looks? good|fine)"
    return Command("approve", {}) if re.fullmatch(words, message.plain) else None


def _undo(message: Message) -> Command | None:
    words = r"(?:undo|take (?:it|that) back)(?: it| that| (?:the )?last(?: one| note| change)?)?"
    return Command("undo", {}) if re.fullmatch(words, message.plain) else None


_LIMITS = {
    "takes": "takes",
    "rounds": "script_rounds",
    "script rounds": "script_rounds",
    "film rounds": "film_rounds",
    "retries": "retries",
    "workers": "workers",
}


def read_limit(text: str) -> Command | None:
    """A command that sets a limit. It is read before Shots are looked for, since "2.50" could name one.

    Raises:
        UserError: If its figure is missing or none.

    >>> read_limit("budget 2.50")
    Command(op='limit', changes={'money_micros': 2500000})
    """
    plain = " ".join(text.casefold().split()).strip(" .!")
    names = "|".join(sorted(("budget", *_LIMITS), key=len, reverse=True))
    found = re.fullmatch(rf"(?:set |limit )?(?:the )?({names})\b\s*(?:to\b|:|=)?\s*([^?]*)", plain)
    if not found or (found[1] == "takes" and not found[2].isdigit()):
        return None
    name, value = found[1], found[2]
    if name == "budget":
        return Command("limit", {"money_micros": _micros(value)})
    if not value.isdigit():
        raise UserError(f"{name} needs a whole number, not {value!r}; write for example: {name} 3")
    return Command("limit", {_LIMITS[name]: int(value)})


def _micros(value: str) -> int | None:
    if value in ("none", "off", "unlimited"):
        return None
    found = re.fullmatch(r"[$€£]?\s*(\d+)(?:\.(\d{1,6}))?\s*(?:usd|eur|gbp|dollars?|euros?|[$€£])?", value)
    if not found:
        raise UserError(f"budget needs an amount, not {value!r}; write for example: budget 5, budget 2.50, budget none")
    return int(found[1]) * 1_000_000 + int((found[2] or "0").ljust(6, "0"))


def _choose(message: Message) -> Command | None:
    verb, take = r"(?:use|choose|pick|take|keep|prefer)", r"take\s*(\d+)"
    found = re.fullmatch(
        rf"(?:{verb}\s+)?{take}\s+(?:of|for|in|from)\s+{MARK}|(?:{verb}\s+)?{MARK}\s*[:,]?\s*{take}", message.plain
    )
    if found:
        return Command("choose", {"take": int(found[1] or found[2])})
    if re.match(r"(?:choose|use|pick)\b", message.plain):
        raise UserError("say which take of which Shot; write for example: use take 2 of 1.3")
    return None


def _lock(message: Message) -> Command | None:
    found = re.fullmatch(rf"(lock|freeze|unlock|unfreeze|release)\b\s*({MARK})?", message.plain)
    if not found:
        return None
    op: NoteOp = "lock" if found[1] in ("lock", "freeze") else "unlock"
    if not message.uids:
        raise UserError(f"say which Shots to {op}; write for example: {op} 1.2, {op} 1.4-1.6, {op} scene 2 or {op} all")
    return Command(op, {})


def _retake(message: Message) -> Command | None:
    verb = r"(?:retake|reshoot|re-shoot|redo|remake|(?:another|a new|new) take of|try again)"
    found = re.fullmatch(rf"{verb}\b\s*({MARK})?\s*(?:again)?\s*[:,–-]?\s*(.*)|({MARK}) again", message.plain)
    if not found:
        return None
    if not message.uids:
        raise UserError("say which Shots to retake; write for example: retake 1.3, retake scene 2 or retake all")
    words = found[2] or ""
    changes = read_phrases(words, message.shots) if words else {}
    if words and not changes:
        raise UserError(
            f"retake is understood, {words!r} is not; name a size, angle, move, light, emotion or pace, or write words for one"
            f" field, for example: action 1.3: {words}"
        )
    return Command("retake", changes)


_TEXT_FIELDS = {
    **{name: name for name in ("action", "plot", "lighting", "emotion", "effects", "sound")},
    "light": "lighting",
    "mood": "emotion",
}
_READ_FIELDS: dict[str, Callable[[str], Changes]] = {
    "move": read_move_phrase,
    "camera": read_move_phrase,
    "transition": read_transition_phrase,
    "size": lambda text: _only(read_phrases(text, ()), "size"),
    "angle": lambda text: _only(read_phrases(text, ()) or read_phrases(f"{text} angle", ()), "angle"),
    "framing": lambda text: _only(read_phrases(text, ()), "framing"),
    "lens": lambda text: {"lens_mm": int(found[1])} if (found := re.fullmatch(r"(\d{1,4})\s*(?:mm)?", text)) else {},
}


def _field(message: Message) -> Command | None:
    """`<field> 1.3: words`, or `1.3 <field>: words`."""
    names = "|".join((*_TEXT_FIELDS, *_READ_FIELDS))
    rest = message.rest.strip()
    found = re.fullmatch(
        rf"(?:set\s+)?(?:the\s+)?({names})\b\s*(?:of|for|in|on|into)?\s*{MARK}\s*(?:to\b|[:=,-])?\s*(.*)",
        rest,
        re.IGNORECASE | re.DOTALL,
    ) or re.fullmatch(rf"{MARK}\s*[:,]?\s*({names})\s*[:=]\s*(.*)", rest, re.IGNORECASE | re.DOTALL)
    if not found:
        return None
    name, words = found[1].casefold(), found[2].strip()
    if name in _READ_FIELDS:
        changes = _READ_FIELDS[name](words.casefold().strip(" ."))
        if not changes:
            raise UserError(f"{words!r} is no {name} that is known; write for example: {_FIELD_EXAMPLES[name]}")
        return Command("change", changes)
    if not words:
        raise UserError(f"{name} needs words; write for example: {name} 1.3: what it should be")
    return Command("change", {_TEXT_FIELDS[name]: words})


_FIELD_EXAMPLES = {
    "move": "move 1.3 push in, move 1.3 slow pan left",
    "camera": "camera 1.3 static",
    "transition": "transition 1.3 dissolve; there are cut, dissolve, fade, wipe",
    "size": "size 1.3 close-up",
    "angle": "angle 1.3 low; there are eye level, low, high, overhead, aerial, dutch",
    "framing": "framing 1.3 over the shoulder",
    "lens": "lens 1.3 85",
}


def _style(message: Message) -> Command | None:
    found = re.fullmatch(
        r"(?:set\s+)?(?:the\s+)?(?:style|look)\b\s*(?:to\b|is\b|[:=])?\s*(.*)", message.rest.strip(), re.IGNORECASE
    )
    if not found:
        return None
    words = found[1].strip(" .")
    if MARK in words or not words:
        raise UserError("style holds for the whole film and needs words; write for example: style anime, style 1940s noir")
    return Command("change", {"style": words})


_WHOLE_FILM = frozenset({"pace", "lighting", "emotion", "style"})


def _change(message: Message) -> Command | None:
    """`make 1.3 darker`, `1.3 darker`, `darker`, `push in on 1.3`, `dissolve into 1.3`."""
    words = re.sub(rf"\s*(?:\b(?:on|for|in|into|at|to|of)\s+)?{MARK}\s*[:,]?\s*", " ", message.plain, count=1)
    words = re.sub(r"^\s*(?:make|set|change|turn|give)\b\s*", "", words)
    words = re.sub(r"^\s*(?:it|this|that|(?:the )?(?:whole )?film|(?:the )?(?:whole )?movie)\b(?=\s+\S)\s*", "", words).strip()
    changes = read_phrases(words, message.shots) if words else {}
    if not changes:
        return None
    if not message.uids and (single := sorted(set(changes) - _WHOLE_FILM)):
        raise UserError(f"{', '.join(single)} is a Shot's own: say which Shots; write for example: make 1.3 {words}")
    if message.uids and "style" in changes:
        raise UserError(f"style holds for the whole film, not for one Shot; write: style {changes['style']}")
    return Command("change", changes)


def _only(changes: dict[str, JsonValue], name: str) -> Changes:
    return changes if set(changes) == {name} else {}


_READERS: tuple[Callable[[Message], Command | None], ...] = (
    _approve,
    _undo,
    _choose,
    _lock,
    _retake,
    _field,
    _style,
    _change,
)
