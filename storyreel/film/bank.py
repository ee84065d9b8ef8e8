"""Characters, places and props: what must stay the same across shots."""

from __future__ import annotations

from pydantic import JsonValue

from storyreel.film.base import FilmModel

__all__ = ["Bank", "Character", "Place", "Prop", "VoiceChoice"]


class VoiceChoice(FilmModel):
    """The voice of a Character.

    Attributes:
        name: The engine's own name of the voice, for eSpeak NG such as "en-us" or "en-gb-x-rp+f3"; empty lets the engine choose.
        pitch: 0 to 99, 50 is the engine's normal.
        rate_wpm: Words per minute.
        sample: Path of a recording to clone from, where an engine can.
    """

    name: str = ""
    pitch: int = 50
    rate_wpm: int = 165
    sample: str = ""


class Character(FilmModel):
    """Someone who is seen or heard.

    Attributes:
        appearance: Words for age, build, hair, clothes; kept from the source where it says so.
        profile: Words about the person that are not to be seen (manner, history).
        appearance_from: "source" where the writer gave it, "scripter" where it was made up, "" where unknown.
        seen: False for a narrator or a voice that never stands in the frame.
    """

    name: str
    appearance: str = ""
    profile: str = ""
    appearance_from: str = ""
    aliases: tuple[str, ...] = ()
    voice: VoiceChoice | None = None
    pictures: tuple[str, ...] = ()
    seen: bool = True
    extra: dict[str, JsonValue] = {}


class Place(FilmModel):
    """Where scenes are set; `look` is the words for it."""

    name: str
    look: str = ""
    pictures: tuple[str, ...] = ()
    extra: dict[str, JsonValue] = {}


class Prop(FilmModel):
    """A thing that is held, passed or looked at; `look` is the words for it."""

    name: str
    look: str = ""
    pictures: tuple[str, ...] = ()
    extra: dict[str, JsonValue] = {}


class Bank(FilmModel):
    """All that must stay the same across shots."""

    characters: tuple[Character, ...] = ()
    places: tuple[Place, ...] = ()
    props: tuple[Prop, ...] = ()
    extra: dict[str, JsonValue] = {}
