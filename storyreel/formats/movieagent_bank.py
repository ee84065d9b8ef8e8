"""MovieAgent's folder of characters: one folder each, with `best.png`, more pictures, and a voice, read as a Bank.

    character_list/Ron_Weasley/best.png, photo_2.png, audio.wav

A folder is called after its character, with underscores for spaces. It opens no picture and no sound, and follows no link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from storyreel.errors import SourceError
from storyreel.film.bank import Bank, Character, VoiceChoice
from storyreel.film.dialogue import Synopsis

__all__ = ["read_bank_folder", "with_bank"]

_PICTURES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp"})
_SOUNDS: Final = frozenset({".wav", ".mp3", ".flac", ".ogg", ".m4a"})
_MOST_PICTURES: Final = 8
_MOST_WORDS: Final = 2000


def read_bank_folder(folder: Path, names: Sequence[str] = ()) -> Bank:
    """The Bank in a folder of characters.

    Args:
        folder: Holds one folder for each character.
        names: As the story writes them; a folder that is spelt otherwise ("RonWeasley") takes the story's spelling.

    Raises:
        SourceError: If there is no such folder, or no folder of a character in it.
    """
    if not folder.is_dir():
        raise SourceError("is no folder; expected one with a folder for each character, best.png in it", file=str(folder))
    spelt = {_plain(name): name for name in names}
    found = [_character(one, spelt) for one in sorted(folder.iterdir(), key=lambda one: _natural(one.name)) if _is_one(one)]
    if not found:
        raise SourceError("holds no character; expected folders such as Ron_Weasley/best.png", file=str(folder))
    return Bank(characters=tuple(found))


def with_bank(synopsis: Synopsis, bank: Bank) -> Synopsis:
    """The Synopsis with a Bank beside its own: pictures, voices and looks are added, nothing that is there is replaced.

    >>> cast = Bank(characters=(Character(name="Elsa", pictures=("Elsa/best.png",)), Character(name="Olaf")))
    >>> told = with_bank(Synopsis(story="…", bank=Bank(characters=(Character(name="elsa", appearance="blonde"),))), cast)
    >>> [(one.name, one.appearance, one.pictures) for one in told.bank.characters]
    [('elsa', 'blonde', ('Elsa/best.png',)), ('Olaf', '', ())]
    """
    given = {_plain(one.name): one for one in bank.characters}
    own = {_plain(one.name) for one in synopsis.bank.characters}
    joined = [_joined(one, given.get(_plain(one.name))) for one in synopsis.bank.characters]
    joined += [one for one in bank.characters if _plain(one.name) not in own]
    more = synopsis.bank.changed(
        characters=tuple(joined), places=(*synopsis.bank.places, *bank.places), props=(*synopsis.bank.props, *bank.props)
    )
    return synopsis.changed(bank=more)


def _joined(one: Character, other: Character | None) -> Character:
    if other is None:
        return one
    return one.changed(
        appearance=one.appearance or other.appearance,
        appearance_from=one.appearance_from if one.appearance else other.appearance_from,
        pictures=tuple(dict.fromkeys((*one.pictures, *other.pictures))),
        voice=one.voice or other.voice,
        extra={**other.extra, **one.extra},
    )


def _is_one(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not path.name.startswith(".")


def _character(folder: Path, spelt: dict[str, str]) -> Character:
    files = sorted(
        (one for one in folder.iterdir() if one.is_file() and not one.is_symlink()), key=lambda one: _natural(one.name)
    )
    pictures = [one for one in files if one.suffix.lower() in _PICTURES]
    pictures.sort(key=lambda one: one.stem.casefold() != "best")
    sounds = [one for one in files if one.suffix.lower() in _SOUNDS]
    sounds.sort(key=lambda one: _plain(one.stem) not in (_plain(folder.name), "audio"))
    words = next((one for one in files if one.name.casefold() in ("best.txt", "description.txt", "appearance.txt")), None)
    told = words.read_text(encoding="utf-8", errors="replace")[:_MOST_WORDS].strip() if words else ""
    name = folder.name.replace("_", " ").strip()
    return Character(
        name=spelt.get(_plain(name), name),
        appearance=" ".join(told.split()),
        appearance_from="source" if told else "",
        pictures=tuple(str(one) for one in pictures[:_MOST_PICTURES]),
        voice=VoiceChoice(sample=str(sounds[0])) if sounds else None,
    )


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sorts `photo_2` before `photo_10`.

    >>> sorted(["photo_10", "photo_2"], key=_natural)
    ['photo_2', 'photo_10']
    """
    return tuple((0, int(part)) if part.isdigit() else (1, part.casefold()) for part in re.split(r"(\d+)", name) if part)
