"""Keys, and what servers ask for in their headers: read from the environment, held hidden, taken out of what is shown.

It knows no vendor and sends nothing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from pydantic import SecretStr

__all__ = ["KEYS", "hidden", "key_from", "retry_after"]

KEYS = {
    "openai:MODEL@URL": ("STORYREEL_CHAT_KEY",),
    "openai:MODEL": ("OPENAI_API_KEY", "STORYREEL_CHAT_KEY"),
    "gemini:MODEL": ("GEMINI_API_KEY", "GOOGLE_API_KEY", "STORYREEL_CHAT_KEY"),
    "anthropic:MODEL": ("ANTHROPIC_API_KEY", "STORYREEL_CHAT_KEY"),
}
"""Kind of model -> the variables that may hold its key, the first that is set being taken."""


def key_from(*names: str) -> SecretStr | None:
    """The first of these variables that is set; None if none is."""
    for name in names:
        value = os.environ.get(name, "").strip()
        if value:
            return SecretStr(value)
    return None


def hidden(text: str, key: SecretStr | None) -> str:
    """The text in one line, without the key.

    >>> hidden("no such key: abc-1", SecretStr("abc-1"))
    'no such key: …'
    """
    line = " ".join(text.split())
    return line.replace(key.get_secret_value(), "…") if key and key.get_secret_value() else line


def retry_after(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """Seconds that a server asks to wait, from retry-after-ms or Retry-After (seconds or a date); None where it does not say.

    >>> retry_after({"retry-after": "2"}), retry_after({"retry-after": "soon"}), retry_after({"retry-after-ms": "250"})
    (2.0, None, 0.25)
    """
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        said = headers.get(name)
        if said is None:
            continue
        try:
            seconds = float(said) * scale
        except ValueError:
            seconds = _until(said, now)
        if seconds is not None and seconds == seconds and seconds != float("inf"):
            return max(0.0, seconds)
    return None


def _until(said: str, now: datetime | None) -> float | None:
    try:
        then = parsedate_to_datetime(said)
    except ValueError:
        return None
    return (then - (now or datetime.now(then.tzinfo))).total_seconds()
