"""Positions as people write them: prose, a list of {speaker, position}, or numbered entries; read into Placings.

    Anna stands at the window, left of Tom. Tom sits at the table.
    [{"speaker": "ANNA", "position": "at the window, left of Tom"}, …]
    1. Anna stands on the left, Tom on the right      2. Both move to the centre

Entry n of a numbered list holds from Line n on; where every Line is a Shot, as in a bracket script, that is Shot n. Words that
are not understood are kept, and placings say so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from storyreel.errors import SourceError
from storyreel.film.base import JsonObject
from storyreel.film.dialogue import Dialogue
from storyreel.film.placing import Placing, Relation
from storyreel.formats.bracket_blocking import find_names, names_of, read_blocking
from storyreel.formats.bracket_form import key_of
from storyreel.formats.place_words import relations_in, side_in, spot_in

__all__ = ["placings_of", "read_place", "read_placings", "with_placings"]

_WHO_KEYS = ("speaker", "character", "name", "who", "role")
_WHERE_KEYS = ("position", "place", "location", "where", "blocking", "text")
_ENTRY_KEYS = ("shot", "entry", "index", "number")
_NUMBERED = re.compile(r"^\s*(\d{1,4})\s*[.):、]\s*(?=\S)", re.MULTILINE)
_STANDS = r"(?:is|are|stands?|standing|sits?|sitting|seated|lies|lying|kneels?|kneeling|waits?|leans?|leaning|remains?|stays?)"
_INVERTED = re.compile(
    rf"^(?P<where>(?:on|at|in|by|to|near|behind|beside)\b[^.;]*?),?\s+{_STANDS}\s+(?P<who>[^,.;]+?)(?=[,;]|\s+and\b|$)",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    rf"^(?:the\s+)?(?P<who>[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)*)\s+(?:(?:then|also|now|still)\s+)?"
    rf"(?:{_STANDS}|walks|enters|comes|moves|crosses|goes|at|on|by|near|behind|beside|between)\b"
)
_NOBODY = re.compile(
    r"(?:both|all|every(?:one|body)|they|he|she|it|there|no|nobody|the|two|then|now|one|in|on|at)(?!\w)", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.。])\s*(?=\S)|\n+")
_PRONOUN = re.compile(r"\b(?:him|her|them)\b(?!\s+\w)", re.IGNORECASE)


def read_placings(value: Any, *, cast_names: Sequence[str], lines: Sequence[str] = ()) -> tuple[Placing, ...]:
    """Placings from prose, a list or a table.

    Args:
        value: A text; a list of texts (entry n holds from Line n on); a list of {speaker, position}; a table of name to position.
        cast_names: Everyone whom the source names; anybody else is read with `known` False.
        lines: Ids of the Lines, for numbered entries.

    Raises:
        SourceError: If it is none of these.

    >>> (anna,) = read_placings("Anna stands at the window, left of Tom", cast_names=["ANNA", "TOM"])
    >>> anna.character, anna.spot, anna.relation, anna.others
    ('ANNA', 'window', 'left of', ('TOM',))
    """
    return tuple(_read(value, _Cast(cast_names), lines))


def read_place(words: str, character: str, *, cast_names: Sequence[str], line: str = "") -> Placing:
    """Where one Character stands, from the words for the place alone.

    >>> read_place("on the right, facing Tom", "ANNA", cast_names=["ANNA", "TOM"]).side
    'right'
    """
    return _Cast(cast_names).place(character, words.strip(), words, line, None)


def with_placings(dialogue: Dialogue, value: Any) -> Dialogue:
    """The Dialogue with positions that came beside it; what is not in a form that is read is kept as words that place nobody."""
    if value in (None, "", [], {}):
        return dialogue
    names = [*dialogue.speakers, *(one.name for one in dialogue.bank.characters)]
    try:
        read = read_placings(value, cast_names=list(dict.fromkeys(names)), lines=[line.id for line in dialogue.lines])
    except SourceError:
        read = (Placing(text=json.dumps(value, ensure_ascii=False)),)
    return dialogue.changed(placings=(*dialogue.placings, *read))


def placings_of(dialogue: Dialogue, cast_names: Sequence[str] = ()) -> tuple[Placing, ...]:
    """All placings of a Dialogue: those given beside its Lines, and each Line's own position, which holds from that Line on.

    Args:
        cast_names: Further names that are known, such as a Script's cast.
    """
    names = list(dict.fromkeys((*dialogue.speakers, *(one.name for one in dialogue.bank.characters), *cast_names)))
    known = {name.casefold() for name in names}
    found = [one.changed(known=True) if one.character.casefold() in known else one for one in dialogue.placings]
    last: dict[str, str] = {}
    for line in dialogue.lines:
        if line.position and last.get(line.speaker) != line.position:
            # Who speaks for the first time has stood there before: nothing tells that they came just then.
            start = "" if line.speaker not in last else line.id
            found.append(read_place(line.position, line.speaker, cast_names=names, line=start))
        if line.position:
            last[line.speaker] = line.position
    return tuple(found)


def _read(value: Any, people: _Cast, lines: Sequence[str]) -> Iterable[Placing]:
    if isinstance(value, str):
        before, entries = _entries(value)
        return [*people.prose(before, "", None), *_numbered(entries, people, lines)]
    if isinstance(value, dict):
        table = cast(JsonObject, value)
        if any(key in table for key in _WHO_KEYS):
            return _one(table, people, lines)
        if all(str(key).isdecimal() for key in table):
            return _numbered([(int(key), str(words)) for key, words in table.items()], people, lines)
        return [people.place(people.name(str(who)), str(words), str(words), "", None) for who, words in table.items()]
    if isinstance(value, list):
        values = cast("list[Any]", value)
        if all(isinstance(one, str) for one in values):
            joined = [(number, _NUMBERED.sub("", one)) for number, one in enumerate(values, 1)]
            return _numbered(joined, people, lines)
        if all(isinstance(one, dict) for one in values):
            return [placing for one in values for placing in _one(one, people, lines)]
    raise SourceError(
        'has positions that are not read; expected a text, a list of texts, or a list such as {"speaker": …, "position": …}'
    )


def _entries(text: str) -> tuple[str, list[tuple[int, str]]]:
    """What stands before the first number, and the numbered entries."""
    marks = list(_NUMBERED.finditer(text))
    ends = [*(mark.start() for mark in marks), len(text)]
    entries = [(int(mark[1]), text[mark.end() : end].strip()) for mark, end in zip(marks, ends[1:], strict=True)]
    return text[: ends[0]], entries


def _numbered(entries: Sequence[tuple[int, str]], people: _Cast, lines: Sequence[str]) -> list[Placing]:
    found: list[Placing] = []
    for number, words in entries:
        line = lines[number - 1] if 1 < number <= len(lines) else ""
        found += people.prose(words, line, number)
    return found


def _one(one: Mapping[str, Any], people: _Cast, lines: Sequence[str]) -> list[Placing]:
    who = next((str(one[key]) for key in _WHO_KEYS if one.get(key)), "")
    where = next((str(one[key]) for key in _WHERE_KEYS if one.get(key)), "")
    if not where:
        raise SourceError(f"has a position with the keys {', '.join(map(repr, one))}; expected speaker and position")
    number = next((one[key] for key in _ENTRY_KEYS if isinstance(one.get(key), int)), None)
    entry = int(number) if number is not None else None
    line = str(one.get("line") or "")
    if line and line not in lines:
        line = lines[-1] if lines else ""
    if entry is not None and 1 < entry <= len(lines):
        line = lines[entry - 1]
    return [people.place(people.name(who), where, where, line, entry)] if who else people.prose(where, line, entry)


class _Cast:
    """Who may be placed, and how they are named."""

    def __init__(self, names: Sequence[str]) -> None:
        self._known = frozenset(names)
        self._all = list(dict.fromkeys(names))
        self._ways = names_of(self._all)

    def name(self, written: str) -> str:
        """The name in the cast, or as written where nobody is called so."""
        return self._ways.get(written.strip().casefold(), written.strip())

    def prose(self, text: str, line: str, entry: int | None) -> list[Placing]:
        """Everyone whom a text places; a sentence that places nobody is kept as a placing of nobody."""
        found: list[Placing] = []
        for sentence in (part.strip() for part in _SENTENCE.split(text)):
            if not sentence.strip(" .;。；"):
                continue
            blocking = [one for one in self._blocking(sentence.rstrip(" .;。；")) if one.get("position") or one.get("posture")]
            for one in blocking:
                found.append(self._placed(one, sentence, line, entry, found[-1].character if found else ""))
            if not blocking:
                found.append(Placing(text=sentence, line=line, entry=entry))
        return found

    def _blocking(self, sentence: str) -> list[JsonObject]:
        sentence = re.sub(r"^[Bb]oth\s+(?=[A-Z]\w+\s+and\b)", "", sentence)
        inverted = _INVERTED.match(sentence)
        if inverted and not key_of(sentence):
            sentence = f"{inverted['who'].strip()} stands {inverted['where']}{sentence[inverted.end() :]}"
        ways = {**self._ways, **{who.casefold(): who for who in self._strangers(sentence)}}
        if not find_names(sentence, ways) and not re.match(r"(?:both|all|every|they)\b", sentence, re.IGNORECASE):
            return []
        return read_blocking(sentence, ways, self._all)

    def _strangers(self, sentence: str) -> list[str]:
        """Who is placed as a subject and is nobody of the cast."""
        clauses = [clause.strip() for clause in re.split(r",|;|\band\b|\bwhile\b", sentence)]
        found = [hit["who"] for clause in clauses if (hit := _STRANGER.match(clause))]
        label = key_of(sentence)
        found += [label[0].strip()] if label and label[0][:1].isupper() else []
        return [who for who in found if who.casefold() not in self._ways and not _NOBODY.match(who)]

    def _placed(self, one: JsonObject, text: str, line: str, entry: int | None, before: str) -> Placing:
        """One Character's place from what was read of a sentence; "behind her" is behind whom the words named before."""
        who, where = str(one["character"]), str(one.get("position", ""))
        action = str(one.get("action", ""))
        told = action if where in action else ", ".join(words for words in (where, action) if words)
        where = re.sub(r"^(?:is|are)\s+", "", action) if re.match(r"(?:is|are)\s", action) else where
        placing = self.place(who, _PRONOUN.sub(before, told) if before else told, text, line, entry).changed(position=where)
        posture = str(one.get("posture", "")).replace("walking", "")  # a way, and no place
        return placing.changed(posture=posture or placing.posture, facing=str(one.get("facing", "")) or placing.facing)

    def place(self, who: str, where: str, text: str, line: str, entry: int | None) -> Placing:
        """One Character's place from its words."""
        told = read_blocking(f"{who} {where}", {who.casefold(): who, **self._ways}, []) if who else []
        read = told[0] if told else JsonObject()
        relation, others = self._relation(where)
        return Placing(
            character=who,
            text=text,
            line=line,
            entry=entry,
            position=where,
            side=side_in(where),
            spot=spot_in(where),
            relation=relation,
            others=others,
            posture=str(read.get("posture", "")).replace("walking", ""),
            facing=str(read.get("facing", "")),
            known=who in self._known,
        )

    def _relation(self, where: str) -> tuple[Relation | None, tuple[str, ...]]:
        for relation, end in relations_in(where):
            others = self._others(where[end:], both=relation == "between")
            if others:
                return relation, others
        return None, ()

    def _others(self, rest: str, *, both: bool) -> tuple[str, ...]:
        """Whom a relation is to: the names that follow at once."""
        found: list[str] = []
        while True:
            named = next((hit for hit in find_names(rest, self._ways) if not rest[: hit[0]].strip(" ,")), None)
            stranger = re.match(r"\s*(?P<who>[A-Z][\w'’-]+)", rest)
            if named is not None:
                found.append(named[2])
                rest = rest[named[1] :]
            elif stranger:
                found.append(stranger["who"])
                rest = rest[stranger.end() :]
            else:
                return tuple(found)
            joined = re.match(r"\s*(?:,|and|&)\s*", rest)
            if not both or not joined or len(found) > 1:
                return tuple(found)
            rest = rest[joined.end() :]
