"""What JSON from elsewhere holds: our own documents, the papers' records, and lists of speeches.

Records are known by their keys: `generated_script`, `script`, `response`, `dialogue` and `input` hold a text, a list of speeches
or a document; `MovieScript` and `Character` make a Synopsis; timed `segments` are what a speech recogniser wrote. Where a record
holds both a script and the dialogue it was made from, `want` decides; the other stays in `extra["record"]`, with every key that
is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast

from pydantic import ValidationError

from storyreel.errors import SourceError
from storyreel.film.bank import Bank, Character
from storyreel.film.base import JsonObject
from storyreel.film.dialogue import Dialogue, DialogueItem, Direction, Heading, Line, Synopsis
from storyreel.film.documents import load_document
from storyreel.film.script import Script
from storyreel.formats.bracket import looks_like_bracket, parse_bracket
from storyreel.formats.dialogue import parse_dialogue
from storyreel.formats.headings import read_heading
from storyreel.formats.language import detect_language
from storyreel.formats.positions import with_placings
from storyreel.formats.script_json import decode_json
from storyreel.formats.text import JSON_LIMIT_BYTES, JSONL_LIMIT_BYTES, check_size, read_text
from storyreel.formats.transcript_segments import looks_like_segments, read_segments

__all__ = ["Source", "Want", "read_jsonl", "read_record"]

Source = Dialogue | Synopsis | Script
Want = Literal["script", "dialogue"]

_SCRIPT_KEYS = ("generated_script", "script", "response", "dialogue", "input", "lines")
_DIALOGUE_KEYS = ("dialogue", "input", "lines", "response", "script", "generated_script")
_SPEAKER_KEYS = ("speaker", "character", "name", "role", "who")
_TEXT_KEYS = ("text", "line", "content", "utterance", "dialogue", "speech", "subtitle")
_MANNER_KEYS = ("parenthetical", "manner", "emotion", "tone", "delivery")
_OTHER_KEYS = {
    "start_ms": ("start_s", "start", "begin"),
    "end_ms": ("end_s", "end"),
    "audio": ("audio", "audio_path", "wav"),
    "position": ("position", "place", "location"),
}

_LATEST_S = 360_000
_HEADING_KEYS = ("heading", "scene", "setting", "place", "location")
_PLACES_KEYS = ("positions", "character_positions", "blocking")


def read_record(value: Any, file: str | None = None, *, line: int | None = None, want: Want = "script") -> Source:
    """The Dialogue, Synopsis or Script that a JSON value holds.

    Args:
        value: A decoded JSON value: a document, a record, a list of speeches, or a text.
        file: Its file's name, for errors.
        line: Its line in the file, for errors.
        want: What to take where a record holds both.

    Raises:
        SourceError: If it is none of these; the text says which keys were found and which are read.

    >>> read_record({"input": [{"speaker": "ROSA", "text": "Yes."}]}).lines[0].speaker
    'ROSA'
    """
    try:
        if isinstance(value, str):
            return _from_text(value, file)
        if isinstance(value, list):
            return _from_list(cast("list[Any]", value), want)
        if isinstance(value, dict):
            return _from_object(cast(JsonObject, value), file, want)
    except SourceError as exc:
        # The line in a string's own text means nothing in the JSON file that holds it.
        raise SourceError(exc.message, file=file, line=line) from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SourceError(f"does not fit: {place}: {first['msg']}", file=file, line=line) from exc
    raise SourceError(f"is a JSON {type(value).__name__}; expected an object, a list of speeches or a text", file=file, line=line)


def read_jsonl(path: str | Path) -> tuple[Dialogue | Script, ...]:
    """All stories of a JSONL file (one record a line; blank lines are skipped) or of a JSON file with a list of records.

    Raises:
        SourceError: At the first record that cannot be read, with its line; or if there is none, or one is a Synopsis.
    """
    path = Path(path)
    text = read_text(path, limit_bytes=JSONL_LIMIT_BYTES)
    file = str(path)
    if path.suffix.casefold() == ".json" or text.lstrip()[:1] == "[":
        value = decode_json(text, file)
        numbered = [(None, one) for one in cast("list[Any]", value)] if isinstance(value, list) else [(1, value)]
    else:
        numbered = list(_numbered_values(text, file))
    if not numbered:
        raise SourceError("is empty; expected one JSON record a line", file=file)
    return tuple(_story(value, file, line) for line, value in numbered)


def _numbered_values(text: str, file: str) -> list[tuple[int | None, Any]]:
    values: list[tuple[int | None, Any]] = []
    for number, row in enumerate(text.split("\n"), 1):
        if row.strip():
            check_size(len(row), f"{file}:{number}", JSON_LIMIT_BYTES)
            values.append((number, decode_json(row, file, first_line=number)))
    return values


def _story(value: Any, file: str, line: int | None) -> Dialogue | Script:
    one = read_record(value, file, line=line)
    if isinstance(one, Synopsis):
        raise SourceError("is a synopsis; expected a dialogue or a script in every record", file=file, line=line)
    return one


def _from_text(text: str, file: str | None) -> Dialogue | Script:
    _refuse_nul(text)
    return parse_bracket(text, file) if looks_like_bracket(text) else parse_dialogue(text, file)


def _from_object(value: JsonObject, file: str | None, want: Want) -> Source:
    if isinstance(value.get("schema"), str) and value["schema"].startswith("storyreel."):
        document = load_document(value)
        if isinstance(document, Dialogue | Synopsis | Script):
            return document
        raise SourceError(f"is a {type(document).__name__}; expected a Dialogue, Synopsis or Script")
    if "MovieScript" in value:
        return _synopsis(value)
    if isinstance(value.get("scenes"), list):
        return load_document(value, Script)
    if looks_like_segments(value):
        return read_segments(value, file)
    keys = _SCRIPT_KEYS if want == "script" else _DIALOGUE_KEYS
    found = [key for key in keys if value.get(key)]
    if not found:
        raise SourceError(
            f"has the keys {', '.join(map(repr, list(value)[:8])) or 'of an empty object'}; expected one of {', '.join(keys)}"
        )
    best = _best_key(value, found, want)
    inner = read_record(value[best], file, want=want)
    return _with_rest(inner, {key: other for key, other in value.items() if key != best})


def _best_key(value: JsonObject, found: Sequence[str], want: Want) -> str:
    """Among several texts, the first that is a bracket script where a script is wanted, and the first that is none where not."""
    for key in found:
        text = value[key]
        is_script = looks_like_bracket(text) if isinstance(text, str) else isinstance(text, dict)
        if is_script == (want == "script"):
            return key
    return found[0]


def _with_rest(inner: Source, rest: JsonObject) -> Source:
    rest = dict(rest)
    changes: JsonObject = {}
    title = rest.get("title")
    if isinstance(title, str) and not inner.title:
        changes["title"] = rest.pop("title")
    language = rest.get("language")
    if isinstance(language, str) and language and isinstance(inner, Dialogue):
        changes["language"] = rest.pop("language")
    people = rest.get("characters") or rest.get("Character")
    if isinstance(people, list) and isinstance(inner, Dialogue) and not inner.bank.characters:
        inner = inner.changed(bank=inner.bank.changed(characters=_people(cast("list[Any]", people))))
        rest.pop("characters", None)
        rest.pop("Character", None)
    if isinstance(inner, Dialogue):
        inner = _with_sound_and_places(inner, rest)
        inner = _with_heading(inner, rest)
    if rest:
        changes["extra"] = {**inner.extra, "record": rest}
    return inner.changed(**changes) if changes else inner


def _with_heading(inner: Dialogue, rest: JsonObject) -> Dialogue:
    """Where the record says beside its Lines that they are spoken; a source with headings of its own says it better."""
    key = next((key for key in _HEADING_KEYS if isinstance(rest.get(key), str) and rest[key].strip()), None)
    if key is None or any(isinstance(item, Heading) for item in inner.items):
        return inner
    text = " ".join(str(rest.pop(key)).split())
    return inner.changed(items=(read_heading(text) or Heading(text=text, place=text), *inner.items))


def _with_sound_and_places(inner: Dialogue, rest: JsonObject) -> Dialogue:
    """The two other inputs beside the Lines, taken out of the record."""
    audio = next((rest[key] for key in _OTHER_KEYS["audio"] if isinstance(rest.get(key), str) and rest[key]), "")
    if audio and not inner.audio:
        inner = inner.changed(audio=audio)
        for key in _OTHER_KEYS["audio"]:
            rest.pop(key, None)
    for key in _PLACES_KEYS:
        if rest.get(key):
            inner = with_placings(inner, rest.pop(key))
    return inner


def _synopsis(value: JsonObject) -> Synopsis:
    """MovieAgent's script_synopsis.json."""
    story = value["MovieScript"]
    if not isinstance(story, str) or not story.strip():
        raise SourceError("has an empty MovieScript; expected the story in prose")
    people = value.get("Character", [])
    bank = Bank(characters=_people(cast("list[Any]", people) if isinstance(people, list) else []))
    title = value.get("Title") or value.get("title") or ""
    rest = {key: one for key, one in value.items() if key not in ("MovieScript", "Character", "Title", "title")}
    if not isinstance(people, list):
        rest["Character"] = people
    extra: JsonObject = {"record": rest} if rest else {}
    return Synopsis(title=str(title), language=detect_language(story), story=story, bank=bank, extra=extra)


def _people(values: Sequence[Any]) -> tuple[Character, ...]:
    people: list[Character] = []
    for one in values:
        if isinstance(one, str) and one.strip():
            people.append(Character(name=one.strip()))
        elif isinstance(one, dict):
            fields = cast(JsonObject, one)
            name = str(_first(fields, ("name", "Name", "character")) or "").strip()
            look = str(_first(fields, ("appearance", "description", "look")) or "")
            known = ("name", "Name", "character", "appearance", "description", "look")
            rest = {key: other for key, other in fields.items() if key not in known}
            if name:
                people.append(Character(name=name, appearance=look, appearance_from="source" if look else "", extra=rest))
    return tuple(people)


def _from_list(values: list[Any], want: Want) -> Source:
    if not values:
        raise SourceError('is an empty list; expected speeches such as {"speaker": …, "text": …}')
    if all(isinstance(one, str) for one in values):
        return parse_dialogue("\n".join(values))
    if all(isinstance(one, dict) for one in values):
        objects = cast("list[JsonObject]", values)
        if any(_first(one, _SPEAKER_KEYS) and _first(one, _TEXT_KEYS) for one in objects):
            return _speeches(objects)
        if len(objects) == 1:
            return read_record(objects[0], want=want)
        raise SourceError(f"holds {len(objects)} records and none is a speech; read them one by one with read_jsonl")
    raise SourceError('is a list of unlike things; expected speeches such as {"speaker": …, "text": …}')


def _speeches(values: Sequence[JsonObject]) -> Dialogue:
    items: list[DialogueItem] = []
    unread: JsonObject = {}
    places: list[JsonObject] = []
    for number, one in enumerate(values, 1):
        speaker, text = _first(one, _SPEAKER_KEYS), _first(one, _TEXT_KEYS)
        if speaker and text:
            line = _speech(one, str(speaker).strip(), str(text).strip(), sum(isinstance(item, Line) for item in items) + 1)
            items.append(line)
            rest = {key: other for key, other in one.items() if key not in _read_keys(one)}
            if rest:
                unread[line.id] = rest
        elif speaker and (place := _first(one, _OTHER_KEYS["position"])):
            spoken_before = sum(isinstance(item, Line) for item in items)
            places.append({"speaker": str(speaker), "position": str(place), "line": f"L{spoken_before + 1}"})
        elif heading := _first(one, ("heading", "scene", "slug")):
            items.append(read_heading(str(heading)) or Heading(text=str(heading)))
        elif words := _first(one, (*_TEXT_KEYS, "direction", "action", "description")):
            items.append(Direction(text=str(words)))
        else:
            raise SourceError(f"speech {number} has the keys {', '.join(map(repr, one))}; expected a speaker and a text")
    spoken = " ".join(item.text for item in items if isinstance(item, Line))
    read = Dialogue(language=detect_language(spoken), items=tuple(items), extra={"speech_fields": unread} if unread else {})
    return with_placings(read, places)


def _speech(one: JsonObject, speaker: str, text: str, number: int) -> Line:
    _refuse_nul(f"{speaker}{text}")
    return Line(
        id=f"L{number}",
        speaker=speaker,
        text=text,
        parenthetical=str(_first(one, _MANNER_KEYS) or ""),
        audio=str(_first(one, _OTHER_KEYS["audio"]) or ""),
        position=str(_first(one, _OTHER_KEYS["position"]) or ""),
        start_ms=_ms(_first(one, _OTHER_KEYS["start_ms"]), number),
        end_ms=_ms(_first(one, _OTHER_KEYS["end_ms"]), number),
    )


def _refuse_nul(text: str) -> None:
    if "\x00" in text:
        raise SourceError("holds a NUL character in a text, which no voice can speak; take it out")


def _ms(value: Any, number: int) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _LATEST_S:
        return round(value * 1000)
    raise SourceError(f"speech {number} has the time {repr(value)[:40]}; expected seconds as a number from 0 to {_LATEST_S}")


def _read_keys(one: Mapping[str, Any]) -> set[str]:
    groups = (_SPEAKER_KEYS, _TEXT_KEYS, _MANNER_KEYS, *_OTHER_KEYS.values())
    return {next(key for key in keys if key in one) for keys in groups if any(key in one for key in keys)}


def _first(one: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((one[key] for key in keys if key in one and one[key] not in (None, "")), None)
