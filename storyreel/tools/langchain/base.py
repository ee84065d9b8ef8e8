"""What the LangChain tools share: a folder, async first, a sentence for the model and figures for programs.

Each returns content and artifact. An error of ours, or arguments that do not fit, reach the model as a sentence, not as a crash
of the agent.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, cast

from langchain_core.tools import BaseTool, ToolException
from pydantic import Field

from storyreel.errors import StoryreelError
from storyreel.tools.langchain.folder import Folder

__all__ = ["Answer", "FilmTool"]

Answer = tuple[str, dict[str, Any]]


def _what_does_not_fit(error: Any) -> str:
    """Arguments that do not fit the schema, as a sentence for the model."""
    wrong = [f"{'.'.join(str(part) for part in one['loc']) or 'arguments'}: {one['msg']}" for one in error.errors()]
    return f"The arguments do not fit: {'; '.join(wrong[:5])}."


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
            raise ToolException(f"{type(exc).__name__}: {exc}") from exc

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
