"""The bracket script, read: the README's form, the released model's form, and our own.

    【Character Profiles】
    Alice: a young woman, blue dress

    【Dialogue】
    1. [0s-4s] (Camera Movement: Push-in Shot+Shot Type: Close-up)
    Plot: Alice looks up and says: "What a day!"

    【Blocking】
    1. Alice stands on the left

What is read from where:

* entries without a span get one, planned from how long their lines take to speak, after the entry before;
* a bracket after a spoken line says how and what is done: it becomes the shot's action, and its emotion where it names one;
* lines quoted in a plot are the shot's lines where it can be told who speaks; the plot stays whole;
* blocking entry n belongs to shot n of its scene; its words are kept in `extra["blocking_text"]` beside what was read of them;
* a scene's place and time of day are taken from its description where no heading says them;
* sections, keys and words that are not known are kept in `Script.extra["sections"]`, `extra["preamble"]` and `extra["unread"]`;
* a `Storyreel:` line overrides what the text gives (see `bracket_write`).

Camera words are known by `bracket_camera`, speech by `bracket_speech`, blocking by `bracket_blocking`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from storyreel.errors import SourceError, VersionMismatch
from storyreel.film.base import JsonObject
from storyreel.film.documents import load_document
from storyreel.film.script import Script
from storyreel.formats.bracket_blocking import names_of, read_blocking
from storyreel.formats.bracket_form import FORM, OVERLAY, Entry, Section, key_of, split_entries, split_sections
from storyreel.formats.bracket_keys import (
    ACT_KEYS,
    CHARACTER_KEYS,
    SCENE_KEYS,
    SCRIPT_KEYS,
    THING_KEYS,
    Key,
    read_overlay,
    table_of,
)
from storyreel.formats.bracket_listed import read_listed
from storyreel.formats.bracket_plan import plan_scenes, renew_copies
from storyreel.formats.bracket_shot import read_shot
from storyreel.formats.headings import read_heading, time_told
from storyreel.formats.language import detect_language

__all__ = ["Draft", "has_sections", "looks_like_bracket", "parse_bracket", "read_draft"]

_PLACE_WORDS, _PLACE_CHARS = 12, 90
_BODY = frozenset(("description", "dialogue", "blocking"))


def looks_like_bracket(text: str) -> bool:
    """Whether a text is a bracket script: it has numbered shots, or positions, or our own header, under a heading for them.

    A page of speeches under such a heading without numbers is a dialogue, and still to be made a script.

    >>> looks_like_bracket("【Dialogue】\\n1. A: x"), looks_like_bracket("[A garden.]\\nROSA: x")
    (True, False)
    """
    _, sections = split_sections(text)
    shots = any(section.kind == "dialogue" and split_entries(section.rows)[1] for section in sections)
    return shots or any(section.kind in ("blocking", "script") for section in sections)


def has_sections(text: str) -> bool:
    """Whether a text has any heading that the bracket script knows.

    >>> has_sections("【Scene Description】\\nA garden."), has_sections("A garden.")
    (True, False)
    """
    return any(section.kind for section in split_sections(text)[1])


def parse_bracket(text: str, file: str | None = None) -> Script:
    """A bracket script, read.

    Raises:
        SourceError: If a part cannot be read, with its line and what was expected.
        VersionMismatch: If it was written by a newer Storyreel.

    >>> script = parse_bracket('【Dialogue】\\n1. [0s-4s] (Camera Movement: Arc Shot)\\nPlot: Rain on f/2.8 glass.')
    >>> script.shots[0].end_ms, script.shots[0].move.kind.value, script.shots[0].plot
    (4000, 'arc', 'Rain on f/2.8 glass.')
    """
    draft = read_draft(text, file)
    try:
        data = draft.json(overlaid=True)
        renew_copies(data["scenes"])
        return load_document(data, Script)
    except SourceError as exc:
        raise SourceError(exc.message, file=file, line=exc.line) from exc


@dataclass
class Draft:
    """A script as its text gives it: JSON forms, with the overlays apart."""

    script: JsonObject = field(default_factory=dict[str, Any])
    cast: list[JsonObject] = field(default_factory=list[JsonObject])
    places: list[JsonObject] = field(default_factory=list[JsonObject])
    props: list[JsonObject] = field(default_factory=list[JsonObject])
    acts: list[JsonObject] = field(default_factory=list[JsonObject])
    scenes: list[JsonObject] = field(default_factory=list[JsonObject])
    ours: bool = False

    def json(self, *, overlaid: bool) -> JsonObject:
        """The whole as a Script's JSON form, with or without what the overlay lines say."""
        scenes = [
            _laid({**one, "shots": [_laid(shot, on=overlaid) for shot in one["shots"]]}, on=overlaid) for one in self.scenes
        ]
        lists = {"cast": self.cast, "places": self.places, "props": self.props, "acts": self.acts}
        parts = {name: [_laid(one, on=overlaid) for one in values] for name, values in lists.items()}
        return _laid({**parts, **self.script, "schema": FORM, "scenes": scenes}, on=overlaid)


def _laid(one: JsonObject, *, on: bool) -> JsonObject:
    base = {key: value for key, value in one.items() if not key.startswith("~")}
    return {**base, **one.get("~", {})} if on else base


def read_draft(text: str, file: str | None = None) -> Draft:
    """The script as its text gives it, before it is made a Script; shared with the writer, which compares.

    Raises:
        SourceError: As `parse_bracket`.
    """
    return _Reader(text, file).draft()


def _understand(scene: JsonObject) -> None:
    """Where and when a scene of elsewhere plays, from its description, where nothing else says it."""
    words = str(scene.get("description", ""))
    first = re.split(r"[.。;；\n]", words)[0].strip()
    if first and not scene.get("place") and len(first.split()) <= _PLACE_WORDS and len(first) <= _PLACE_CHARS:
        scene["place"] = first
    if not scene.get("time_of_day") and (time := time_told(words)):
        scene["time_of_day"] = time


class _Reader:
    def __init__(self, text: str, file: str | None) -> None:
        self.file = file
        self.before, self.sections = split_sections(text)
        self.out = Draft()
        self.unread: list[str] = []
        self.others: list[JsonObject] = []
        self.bodies: list[dict[str, Section]] = []

    def draft(self) -> Draft:
        if not self.sections:
            raise self._error("has no section; expected headings such as 【Dialogue】", 1)
        for section in self.sections:
            if section.kind == "script":
                self._script(section)
        for section in self.sections:
            self._section(section)
        if not self.out.ours and not any("dialogue" in body for body in self.bodies):
            raise self._error("has no 【Dialogue】 section; expected one with numbered shots", self.sections[0].number)
        names = self._names()
        for body, scene in zip(self.bodies, self.out.scenes, strict=True):
            self._body(scene, body, names)
        self._finish()
        return self.out

    def _error(self, message: str, line: int | None) -> SourceError:
        return SourceError(message, file=self.file, line=line)

    def _section(self, section: Section) -> None:
        kind = section.kind
        if kind == "profiles":
            self._listed(section, self.out.cast, CHARACTER_KEYS, "appearance")
        elif kind in ("places", "props"):
            self._listed(section, self.out.places if kind == "places" else self.out.props, THING_KEYS, "look")
        elif kind in ("title", "style"):
            self.out.script.setdefault(kind, section.text)
        elif kind == "act":
            self.out.acts.append(self._keyed(section, ACT_KEYS, {"id": section.id, "title": section.title}))
        elif kind == "scene":
            self._scene(section)
        elif kind in _BODY:
            if not self.bodies or kind in self.bodies[-1]:
                self.out.scenes.append({"id": str(len(self.out.scenes) + 1)})
                self.bodies.append({})
            self.bodies[-1][kind] = section
        elif kind != "script":
            self.others.append({"heading": section.name, "text": section.text})

    def _script(self, section: Section) -> None:
        form = next((value for row in section.rows if (key := key_of(row.text)) and key[0] == "Form" for value in (key[1],)), "")
        if form.startswith("storyreel.") and form != FORM:
            raise VersionMismatch(
                f"{self.file or 'this script'} has the form {form}; this version reads {FORM}: update storyreel"
            )
        self.out.ours = form == FORM
        if not self.out.ours and split_entries(section.rows)[1]:
            # Elsewhere a section of this name holds the shots themselves.
            self._section(section._replace(kind="dialogue"))
            return
        read = self._keyed(section, SCRIPT_KEYS, {}, skip=("form",))
        self.out.script |= read

    def _scene(self, section: Section) -> None:
        heading = read_heading(section.title) if section.title else None
        scene: JsonObject = {"id": section.id}
        if section.title:
            scene["heading"] = section.title
            scene["place"] = heading.place if heading else section.title
        if heading:
            scene |= {"time_of_day": heading.time_of_day, "interior": heading.interior}
        self.out.scenes.append(self._keyed(section, SCENE_KEYS, scene, free="description"))
        self.bodies.append({})

    def _keyed(
        self, section: Section, keys: Sequence[Key], into: JsonObject, *, free: str = "", skip: tuple[str, ...] = ()
    ) -> JsonObject:
        """Read `Key: value` lines; a line without a key goes on with the one before, or with `free`."""
        table = table_of(keys)
        last = free
        for row in section.rows:
            if not row.text.strip():
                continue
            found = key_of(row.text)
            key = table.get(found[0].casefold()) if found else None
            if found and key:
                into[key.field] = key.read(found[1])
                last = key.field if key.lines else free
            elif found and found[0] == OVERLAY and (laid := read_overlay(found[1], self.file, row.number)) is not None:
                into["~"] = laid
            elif found and found[0].casefold() in skip:
                continue
            elif last and isinstance(into.get(last, ""), str):
                into[last] = f"{into[last]}\n{row.text.strip()}" if into.get(last) else row.text.strip()
            else:
                self.unread.append(row.text.strip())
        return into

    def _listed(self, section: Section, into: list[JsonObject], keys: Sequence[Key], words: str) -> None:
        read, unread = read_listed(section, keys, words, ours=self.out.ours, file=self.file)
        into += read
        self.unread += unread

    def _names(self) -> dict[str, str]:
        # Without the overlays: what the text says must read the same whether or not they are there.
        aliases = {str(one["name"]): cast("list[str]", one.get("aliases", [])) for one in self.out.cast}
        return names_of(list(aliases), aliases)

    def _body(self, scene: JsonObject, body: dict[str, Section], names: dict[str, str]) -> None:
        if "description" in body:
            scene["description"] = body["description"].text
        entries = self._entries(body["dialogue"], names) if "dialogue" in body else []
        shots: list[JsonObject] = [read_shot(entry, names, ours=self.out.ours, file=self.file) for entry in entries]
        scene["shots"] = shots
        if "blocking" in body:
            self._blocking(body["blocking"], entries, shots, names)

    def _entries(self, section: Section, names: dict[str, str]) -> list[Entry]:
        before, entries = split_entries(section.rows)
        if entries:
            self.unread += [row.text.strip() for row in before]
            return list(entries)
        rows = [row for row in section.rows if row.text.strip()]
        if not rows and self.out.ours:
            return []
        speeches = [Entry(order, row.number, (row,)) for order, row in enumerate(rows, 1)]
        if not rows or not all(key_of(row.text) for row in rows):
            raise self._error('has no numbered shot here; expected 1. [0s-4s] (…) or 1. NAME: "text"', section.number)
        return speeches

    def _blocking(self, section: Section, entries: Sequence[Entry], shots: Sequence[JsonObject], names: dict[str, str]) -> None:
        before, numbered = split_entries(section.rows)
        if not numbered and before:
            # One paragraph without numbers places everyone for the whole scene.
            numbered = tuple(Entry(entry.order, section.number, before) for entry in entries)
            before = ()
        self.unread += [row.text.strip() for row in before]
        present = list(dict.fromkeys(names.values()))
        by_order = {entry.order: shot for entry, shot in zip(entries, shots, strict=True)}
        for one in numbered:
            shot = by_order.get(one.order)
            if shot is None:
                self.unread.append(f"{section.name} {one.order}: {one.text}")
                continue
            shot["blocking"] = read_blocking(one.text, names, present)
            if not self.out.ours or not all(
                (key := key_of(line)) and key[0].casefold() in names for line in one.text.split("\n")
            ):
                shot["extra"] = {**shot.get("extra", {}), "blocking_text": one.text}

    def _finish(self) -> None:
        script = self.out.script
        if not self.out.ours:
            said = " ".join(
                str(line["text"]) for scene in self.out.scenes for shot in scene["shots"] for line in shot.get("lines", [])
            )
            plots = " ".join(str(shot.get("plot", "")) for scene in self.out.scenes for shot in scene["shots"])
            script.setdefault("language", detect_language(said or plots))
            for scene in self.out.scenes:
                _understand(scene)
        extra: JsonObject = {}
        if self.before:
            extra["preamble"] = "\n".join(row.text.strip() for row in self.before)
        if self.others:
            extra["sections"] = self.others
        if self.unread:
            extra["unread"] = self.unread
        if extra:
            script["extra"] = extra
        plan_scenes(self.out.scenes, str(script.get("language", "en")), ours=self.out.ours)
