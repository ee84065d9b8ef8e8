"""What the LangChain tools share: a folder, async first, a sentence for the model and figures for programs.

Each returns content and artifact. An error of ours reaches the model as a sentence, not as a crash of the agent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, cast

from langchain_core.tools import BaseTool, ToolException
from pydantic import Field

from storyreel.errors import StoryreelError
from storyreel.tools.langchain.folder import Folder

__all__ = ["Answer", "FilmTool"]

Answer = tuple[str, dict[str, Any]]


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

    @property
    def folder(self) -> Folder:
        """The files it may touch."""
        return Folder(self.root)

    async def _arun(self, **arguments: Any) -> Answer:
        try:
            return await cast("Any", self).work(**arguments)
        except StoryreelError as exc:
            raise ToolException(f"{type(exc).__name__}: {exc}") from exc

    def _run(self, **arguments: Any) -> Answer:
        return asyncio.run(self._arun(**arguments))
