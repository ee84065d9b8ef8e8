"""Blocking as words: read from prose ("Alice stands on the left, Bob on the right"), read and written line by line.

    1. ROSA: left, by the window; sitting; facing TOM; holding lamp; weeps
       TOM: right

In the line form, parts are separated by "; ": the place first ("–" for none), then posture, facing, holding, feeling, marks on
the floor in centimetres, and what is done. Prose is cut where a clause begins with a name; what stays or stands is a position,
what moves is an action, and "both" and "all" speak of everyone. Prose is never lost: the caller keeps it beside what was read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from storyreel.film.base import JsonObject
from storyreel.film.script import Blocking
from storyreel.formats.bracket_form import is_plain, key_of

__all__ = ["find_names", "names_of", "read_blocking", "write_blocking"]

_POSTURES = "standing|sitting|lying|kneeling|walking|leaning|crouching|running"
_POSTURE_VERBS = {
    "standing": "stand|stands|standing|stood|remain|remains|stay|stays|wait|waits|站",
    "sitting": "sit|sits|sitting|seated|sat|坐",
    "lying": "lie|lies|lying|lay|躺",
    "kneeling": "kneel|kneels|kneeling|knelt|跪",
    "leaning": "lean|leans|leaning",
    "walking": "walk|walks|walking|step|steps|stepping|move|moves|moving|enter|enters|approach|approaches|cross|crosses"
    "|come|comes|go|goes"
    "|run|runs|pass|passes|走",
}
_PLACE_START = re.compile(
    r"^(?:is |are |now |still |also |alone |together |quietly |silently )*(?:on|at|by|in|near|beside|behind|under|next"
    r"|between|against|to the"
    r"|left|right|center|centre|front|back|foreground|background|opposite|across|outside|inside|far|a (?:short|few|little))\b",
    re.IGNORECASE,
)
_STAGE_PLACE = re.compile(
    r"\b(?:far |down|up|centre-|center-)?(?:left|right|center|centre|middle|foreground|background)\b", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"\s*(?:[;；。.]|(?<!\d),|，|、)\s*(?:and\s+|while\s+|then\s+)?|\s+(?:and|while|as|but|和|与)\s+", re.IGNORECASE
)
_EVERYONE = re.compile(
    r"^(?:both(?: of them)?|they|all(?: of them)?|everyone|everybody|the two|两人|二人|他们|众人|所有人)\b\s*", re.IGNORECASE
)
_FACING = re.compile(r"\bfac(?:es|ing)\s+(?P<who>(?:the\s+)?[^,;.]+)", re.IGNORECASE)
_MARK = re.compile(r"^(?P<to>to )?mark (?P<x>-?\d+|\?),(?P<z>-?\d+|\?)$")


def names_of(cast: Sequence[str], aliases: Mapping[str, Sequence[str]] | None = None) -> dict[str, str]:
    """Every way the cast may be named in prose, to the name in the cast: whole names, aliases, and parts that are one person's.

    >>> names_of(["Takumi Nishioka", "Okita Anri"])["anri"]
    'Okita Anri'
    """
    table: dict[str, str] = {}
    owners: dict[str, set[str]] = {}
    for name in cast:
        for way in (name, *(aliases or {}).get(name, ())):
            table[way.casefold()] = name
        for part in name.split():
            if len(part.strip(".")) > 2 or not part.isascii():
                owners.setdefault(part.casefold().strip(".,"), set()).add(name)
    for part, owner in owners.items():
        if len(owner) == 1 and part not in ("the", "old", "young", "man", "woman", "boy", "girl", "doctor", "mrs", "miss"):
            table.setdefault(part, next(iter(owner)))
    return table


def find_names(text: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Where the cast is named in a text: start, end and the name in the cast, in order, the longest way of naming first.

    >>> find_names("Anri and Takumi", {"anri": "Okita Anri", "takumi": "Takumi"})
    [(0, 4, 'Okita Anri'), (9, 15, 'Takumi')]
    """
    ways = sorted((way for way in names if way), key=len, reverse=True)
    if not ways:
        return []
    # Names in scripts without spaces stand against other letters; in others they are whole words.
    pattern = "|".join(re.escape(way) if _unspaced(way) else rf"(?<!\w){re.escape(way)}(?!\w)" for way in ways)
    return [
        (found.start(), found.end(), names[found[0].casefold()])
        for found in re.finditer(pattern, text, re.IGNORECASE)
        if found[0].casefold() in names
    ]


def _unspaced(text: str) -> bool:
    return bool(re.search(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]", text))


def read_blocking(text: str, names: Mapping[str, str], present: Sequence[str]) -> list[JsonObject]:
    """Blocking fields from an entry's words.

    Args:
        text: The entry, one or more lines.
        names: Ways of naming, from `names_of`.
        present: Who "both" and "all" mean.

    >>> read = read_blocking("Alice stands on the left, Bob on the right", names_of(["Alice", "Bob"]), [])
    >>> [(one["character"], one.get("position")) for one in read]
    [('Alice', 'on the left'), ('Bob', 'on the right')]
    """
    read: list[JsonObject] = []
    for line in text.split("\n"):
        labelled = key_of(line)
        if labelled and labelled[0].casefold() in names:
            read.append(_from_parts(names[labelled[0].casefold()], labelled[1]))
        else:
            for one in _from_prose(line, names, present):
                _merge(read, one)
    return read


def write_blocking(one: Blocking) -> str:
    """One Character's blocking as a line, without the name; what would be misread is left out.

    >>> write_blocking(Blocking(character="ROSA", position="left", posture="sitting", facing="TOM", holds=("lamp",)))
    'left; sitting; facing TOM; holding lamp'
    """
    parts = [one.position if _part(one.position) else "–"]
    parts += [one.posture] if one.posture != "standing" and _part(one.posture) else []
    parts += [f"facing {one.facing}"] if _part(one.facing) else []
    parts += [f"holding {', '.join(one.holds)}"] if one.holds and all(_part(held) for held in one.holds) else []
    parts += [f"feeling {one.emotion}"] if _part(one.emotion) else []
    parts += [_mark("", one.x_cm, one.z_cm), _mark("to ", one.to_x_cm, one.to_z_cm)]
    parts += [one.action] if _part(one.action) else []
    return "; ".join(part for part in parts if part)


def _part(text: str) -> bool:
    return bool(text) and ";" not in text and is_plain(text, lines=False)


def _mark(to: str, x_cm: int | None, z_cm: int | None) -> str:
    if x_cm is None and z_cm is None:
        return ""
    return f"{to}mark {'?' if x_cm is None else x_cm},{'?' if z_cm is None else z_cm}"


def _from_parts(name: str, text: str) -> JsonObject:
    first, *parts = [part.strip() for part in re.split(r"\s*[;；]\s*", text)]
    one: JsonObject = {"character": name, "position": "" if first == "–" else first}
    for part in parts:
        mark = _MARK.match(part)
        if mark:
            to = "to_" if mark["to"] else ""
            one |= {f"{to}{axis}_cm": None if mark[axis] == "?" else int(mark[axis]) for axis in ("x", "z")}
        elif re.fullmatch(_POSTURES, part):
            one["posture"] = part
        elif part.startswith("facing "):
            one["facing"] = part.removeprefix("facing ").strip()
        elif part.startswith("holding "):
            one["holds"] = [held.strip() for held in part.removeprefix("holding ").split(",")]
        elif part.startswith("feeling "):
            one["emotion"] = part.removeprefix("feeling ").strip()
        elif part:
            one["action"] = f"{one['action']}; {part}" if one.get("action") else part
    return one


def _from_prose(text: str, names: Mapping[str, str], present: Sequence[str]) -> list[JsonObject]:
    """Clauses by who they are about; a clause without a subject goes on with the one before."""
    about: list[tuple[list[str], str]] = []
    waiting: list[str] = []
    for start, clause in _clauses(text):
        named = [found for found in find_names(clause, names) if found[0] == 0]
        everyone = _EVERYONE.match(clause)
        if named:
            rest = clause[named[0][1] :].strip()
            if not rest:
                waiting.append(named[0][2])
                continue
            about.append(([*waiting, named[0][2]], rest))
            waiting = []
        elif everyone:
            about.append((list(present), clause))
        elif about:
            about[-1] = (about[-1][0], f"{about[-1][1]}{_glue(text, start)}{clause}")
        elif clause:
            about.append((list(present), clause))
    read: list[JsonObject] = []
    for people, words in about:
        for name in dict.fromkeys(people):
            _merge(read, _from_words(name, words, names))
    return read


def _clauses(text: str) -> list[tuple[int, str]]:
    clauses: list[tuple[int, str]] = []
    at = 0
    for found in _CLAUSE.finditer(text):
        if text[at : found.start()].strip():
            clauses.append((at, text[at : found.start()].strip()))
        at = found.end()
    return [*clauses, (at, text[at:].strip())] if text[at:].strip(" .。") else clauses


def _glue(text: str, start: int) -> str:
    """What stood between a clause and the one before it."""
    found = re.search(r"(?:[,;，；、.。]?\s*)(?:\b(?:and|while|then|as|but)\b\s*)?$", text[:start], re.IGNORECASE)
    return found[0] if found and found[0] else " "


def _from_words(name: str, words: str, names: Mapping[str, str]) -> JsonObject:
    one: JsonObject = {"character": name}
    bare = _EVERYONE.sub("", words)
    posture, rest = _posture(bare)
    if posture:
        one["posture"] = posture
    if posture == "walking" or not (posture or _PLACE_START.match(bare)):
        one["action"] = words
        place = _STAGE_PLACE.search(words)
        if place:
            one["position"] = place[0]
    else:
        one["position"] = rest or words
    facing = _FACING.search(words)
    if facing:
        who = find_names(facing["who"], names)
        one["facing"] = who[0][2] if who else facing["who"].strip()
    return one


def _posture(words: str) -> tuple[str, str]:
    for posture, verbs in _POSTURE_VERBS.items():
        found = re.match(rf"^(?:is |are |now |also |still |remains? |stays? )*(?:{verbs})(?![a-z])\s*", words, re.IGNORECASE)
        if found:
            return posture, words[found.end() :].strip()
    return "", words


def _merge(read: list[JsonObject], one: JsonObject) -> None:
    for at, other in enumerate(read):
        if other["character"] == one["character"]:
            joined = {key: f"{other[key]}; {one[key]}" for key in ("position", "action") if other.get(key) and one.get(key)}
            read[at] = {**other, **one, **joined}
            return
    read.append(one)
