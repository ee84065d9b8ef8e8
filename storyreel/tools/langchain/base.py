"""What the LangChain tools share: a folder, async first, a sentence for the model and figures for programs.

Each returns content and artifact. An error of ours, or arguments that do not fit, reach the model as a sentence that says what to
do next, not as a crash of the agent; a bug of ours is raised. Files are named as the model named them, from the tools' folder.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, cast

from langchain_core.tools import BaseTool, ToolException
from pydantic import Field

from storyreel.errors import BackendError, ContentFiltered, MediaError, RateLimited, StoryreelError
from storyreel.tools.langchain.folder import Folder

__all__ = ["Answer", "FilmTool"]

Answer = tuple[str, dict[str, Any]]


def _what_does_not_fit(error: Any) -> str:
    """Arguments that do not fit the schema, as a sentence for the model."""
    wrong = [f"{'.'.join(str(part) for part in one['loc']) or 'arguments'}: {one['msg']}" for one in error.errors()]
    more = f" (and {len(wrong) - 5} more)" if len(wrong) > 5 else ""
    return f"The arguments do not fit: {'; '.join(wrong[:5])}{more}. Mend them and call again."


def _next_step(exc: Exception) -> str:
    """What an agent can do about an error, where its own text cannot know that it was an agent that called."""
    if isinstance(exc, RateLimited):
        wait = "a while" if exc.retry_after_s is None else f"{exc.retry_after_s:g} s"
        return f" Wait {wait}, then call again with the same arguments."
    if isinstance(exc, ContentFiltered):
        return " Change the words of the request, then call again."
    if isinstance(exc, BackendError):
        same = "It may succeed when called again with the same arguments"
        return f" {same}." if exc.retryable else " The same call will fail again: change what is asked, or tell the person."
    if isinstance(exc, MediaError):
        return " Give another file, or make this one again."
    return ""


class FilmTool(BaseTool):
    """A tool of Storyreel in LangChain's form.

    A subclass has `async def work(...)` with the fields of its args schema as parameters; it returns the sentence for the model
    and the figures.

    Attributes:
        root: The folder whose files it may read and write.
    """

    root: Path = Field(default_factory=Path.cwd)
    response_format: Literal["content", "content_and_artifact"] = "content_and_artifact"
    handle_tool_error: bool | str | Callable[[ToolException], Any] | None = True
    handle_validation_error: bool | str | Callable[[Any], str] | None = _what_does_not_fit

    @property
    def folder(self) -> Folder:
        """The files it may touch."""
        return Folder(self.root)

    async def _arun(self, **arguments: Any) -> Answer:
        try:
            return await cast("Any", self).work(**arguments)
        except (StoryreelError, OSError) as exc:
            raise ToolException(f"{type(exc).__name__}: {self._told(exc)}") from exc

    def _told(self, exc: Exception) -> str:
        """An error for the model: files named from the tools' folder, as it knows them, and what to do next."""
        text = str(exc).replace(f"{self.folder.root}{os.sep}", "")
        return (text if text.endswith((".", "!", "?")) else f"{text}.") + _next_step(exc)

    def _run(self, **arguments: Any) -> Answer:
        """Work in a thread of its own, so that it answers inside a running event loop too."""
        box: dict[str, Any] = {}

        def run() -> None:
            try:
                box["answer"] = asyncio.run(self._arun(**arguments))
            except BaseException as exc:
                box["error"] = exc

        thread = threading.Thread(target=run, name=self.name)
        thread.start()
        thread.join()
        if "error" in box:
            raise box["error"]
        return box["answer"]
