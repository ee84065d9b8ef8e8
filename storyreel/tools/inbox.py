"""The inbox and the replies of a project: append-only lists of messages that any process may write and read.

It knows no graph: who holds the lease reads what came after the last message that was handled.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, NamedTuple

from storyreel.tools.files import append_line, file_lock

__all__ = ["Message", "MessageList"]


class Message(NamedTuple):
    """One message; `id` is unique in its list and sorts in order."""

    id: str
    author: str
    text: str
    at: float
    about: str = ""


class MessageList:
    """An append-only list of messages in one JSONL file.

    Args:
        path: The file; it need not exist.
        prefix: First letter of the ids.
    """

    def __init__(self, path: Path, *, prefix: str = "m") -> None:
        self.path, self.prefix = path, prefix
        self._lock = path.with_suffix(".lock")

    def append(self, text: str, *, author: str = "", about: str = "") -> Message:
        """Add a message; safe from any process."""
        with file_lock(self._lock):
            message = Message(f"{self.prefix}{len(self.all()) + 1:06d}", author, text, round(time.time(), 3), about)
            append_line(self.path, json.dumps(message._asdict(), ensure_ascii=False))
        return message

    def all(self) -> list[Message]:
        """All messages in order; a line torn by a dying writer is not one."""
        if not self.path.exists():
            return []
        found: list[Message] = []
        for raw in self.path.read_bytes().splitlines():
            try:
                entry: dict[str, Any] = json.loads(raw)
                found.append(Message(**entry))
            except (ValueError, TypeError):
                continue
        return found

    def after(self, last: str | None) -> list[Message]:
        """The messages after the one with this id; all where it is None or empty."""
        return [message for message in self.all() if not last or message.id > last]

    def size(self) -> int:
        """Bytes in the file: changes when somebody wrote."""
        return self.path.stat().st_size if self.path.exists() else 0
