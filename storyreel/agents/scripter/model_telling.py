"""What was repaired, refused or written by somebody else while a model worked, collected to be told on the Script.

Nothing is repaired silently: each repair is one sentence with its scene. `scripter_choices` gives them back as the choices that
reports print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import JsonValue

from storyreel.film.plan import Choice
from storyreel.film.script import Script

__all__ = ["Telling", "account_choices", "scripter_choices"]

_MOST = 400
"""Sentences that a Script carries; what is beyond is counted."""


@dataclass
class Telling:
    """One agent's account of its work.

    Attributes:
        name: Of the model.
        fallbacks: Scene -> why the handbook wrote it.
        repairs: (scene, sentence), in the order of the scenes.
    """

    name: str
    fallbacks: dict[str, str] = field(default_factory=dict[str, str])
    repairs: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def fell_back(self, scene: str, why: str) -> None:
        """The handbook writes this scene, and why."""
        self.fallbacks[scene] = why

    def repaired(self, scene: str, *sentences: str) -> None:
        """What was put right in a scene."""
        self.repairs += [(scene, sentence) for sentence in sentences]

    def absorb(self, other: Telling) -> None:
        """Add what another account says, such as that of one scene."""
        self.fallbacks |= other.fallbacks
        self.repairs += other.repairs

    def as_json(self, **more: JsonValue) -> dict[str, JsonValue]:
        """The account as it stands in `Script.extra["scripter"]`.

        >>> told = Telling("scripted")
        >>> told.repaired("2", "shot 1: size 'biggish' is read as medium")
        >>> told.as_json()["repairs"]
        [{'scene': '2', 'what': "shot 1: size 'biggish' is read as medium"}]
        """
        kept = [{"scene": scene, "what": what} for scene, what in self.repairs[:_MOST]]
        told: dict[str, JsonValue] = {"name": self.name, **more}
        told["handbook"] = [{"scene": scene, "why": why} for scene, why in self.fallbacks.items()]
        told["repairs"] = cast("list[JsonValue]", kept)
        if len(self.repairs) > _MOST:
            told["more_repairs"] = len(self.repairs) - _MOST
        return told


def scripter_choices(script: Script) -> tuple[Choice, ...]:
    """What a model Scripter's account on a Script says, each as a choice with its reason; nothing for other Scripters.

    >>> scripter_choices(Script(extra={"scripter": {"name": "m", "handbook": [{"scene": "1", "why": "m: no answer"}]}}))[0].choice
    'the handbook'
    """
    return account_choices(script.extra.get("scripter"))


def account_choices(told: object) -> tuple[Choice, ...]:
    """The choices in an account as `Telling.as_json` writes it; nothing for anything else.

    >>> account_choices(None)
    ()
    """
    if not isinstance(told, dict):
        return ()
    account = cast("dict[str, Any]", told)
    name = str(account.get("name", "a model"))
    fell = [_pair(one, "why") for one in _rows(account, "handbook")]
    mended = [_pair(one, "what") for one in _rows(account, "repairs")]
    return (
        *(Choice(about=_about(scene), choice="the handbook", reason=why) for scene, why in fell),
        *(Choice(about=_about(scene), choice=f"{name}, repaired", reason=what) for scene, what in mended),
    )


def _about(scene: str) -> str:
    """What a row is about: a scene by its number, or the piece of a story by its name."""
    return f"scene {scene}" if scene[:1].isdigit() else scene


def _rows(account: dict[str, Any], key: str) -> list[Any]:
    """A list of the account; a file may bring an account that nobody wrote."""
    rows = account.get(key)
    return cast("list[Any]", rows) if isinstance(rows, list) else []


def _pair(one: Any, key: str) -> tuple[str, str]:
    value = cast("dict[str, Any]", one) if isinstance(one, dict) else {}
    return str(value.get("scene", "")), str(value.get(key, ""))
