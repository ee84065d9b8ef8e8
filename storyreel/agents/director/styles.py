"""The looks that have a name, their other spellings, and which look holds for a film.

Free words ("1940s noir, hard side light") are a look too and pass through as they are. The words that a prompt uses for each
named look stand in `prompts/director/style.md`.
"""

from __future__ import annotations

from typing import NamedTuple

from storyreel.film.plan import Choice, FilmSettings
from storyreel.film.script import Script

__all__ = ["STYLES", "StyleChoice", "choose_style", "read_style"]

_SPELLINGS = {
    "anime": "japanese animation, manga, cel animation, cel",
    "realistic": "real, photorealistic, photo-realistic, photographic, live action, live-action, cinematic, realism",
    "animated": "animation, cartoon, 3d animation, 3d animated, cgi, pixar-like",
    "painterly": "painting, painted, oil painting, watercolour, watercolor, impressionist",
    "abstract": "abstraction, abstract art",
}
STYLES: tuple[str, ...] = tuple(_SPELLINGS)
"""The named looks, as they are written."""

_TABLE = {alias.strip(): name for name, aliases in _SPELLINGS.items() for alias in (name, *aliases.split(","))}


class StyleChoice(NamedTuple):
    """The look of a film, and why."""

    style: str
    choice: Choice


def read_style(text: str) -> str:
    """The named look that a spelling means, or the words themselves.

    >>> read_style(" Cartoon "), read_style("1940s noir, hard side light")
    ('animated', '1940s noir, hard side light')
    """
    words = " ".join(text.split())
    return _TABLE.get(words.casefold(), words)


def choose_style(settings: FilmSettings, script: Script) -> StyleChoice:
    """The settings' look where it was set to something of its own, else the Script's, else the settings' default.

    >>> choose_style(FilmSettings(), Script(style="anime")).style
    'anime'
    """
    default = FilmSettings().style
    asked = read_style(settings.style)
    own = read_style(script.style)
    if asked and asked != default:
        return StyleChoice(asked, Choice(about="style", choice=asked, reason="the settings name it"))
    if own:
        return StyleChoice(own, Choice(about="style", choice=own, reason="the Script names it, and the settings name no other"))
    return StyleChoice(
        asked or default, Choice(about="style", choice=asked or default, reason="neither settings nor Script name one")
    )
