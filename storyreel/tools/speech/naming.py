"""A voice that a person names: the language's own name or tag, and a variant that the engine has."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from storyreel.errors import UserError
from storyreel.tools.speech.languages import DEFAULT_VOICE, voice_for_language

__all__ = ["named_voice", "variants"]


def variants() -> list[str]:
    """Names of the engine's variants of a voice, such as f3, m1, whisper; empty where the engine is not installed."""
    found = importlib.util.find_spec("espeakng_loader")
    if found is None or found.origin is None:
        return []
    folder = Path(found.origin).parent / "espeak-ng-data" / "voices" / "!v"
    return sorted((file.name for file in folder.iterdir()), key=str.casefold) if folder.is_dir() else []


def named_voice(text: str) -> str:
    """The engine's name of a voice such as "de", "en-gb" or "en-us+f3".

    >>> named_voice("english+f3"), named_voice("zh")
    ('en-us+f3', 'cmn')

    Raises:
        UserError: If there is no such language or variant.
    """
    asked, plus, variant = text.strip().partition("+")
    voice = voice_for_language(asked).choice
    if not asked or (voice == DEFAULT_VOICE and not asked.casefold().startswith("en")):
        raise UserError(
            f"there is no voice for {asked!r}. Name a language such as en-us, en-gb, de, fr, cmn, ja, with or without +f3"
        )
    known = variants()
    if plus and known and variant not in known:
        raise UserError(f"there is no variant {variant!r} of a voice. There are: {', '.join(known)}")
    return f"{voice}{plus}{variant}"
