"""Storyreel's tools in LangChain's form, for any agent: `toolkit(root)` gives them all, bound to one folder.

Each has an args schema and returns content and artifact; none touches a file outside its folder. What runs them (a graph's tool
node, an agent of another kind) is the caller's.
"""

from pathlib import Path

from langchain_core.tools import BaseTool

from storyreel.errors import UserError
from storyreel.tools.contracts import Generator, Voice
from storyreel.tools.langchain.making import AssembleFilm, RenderShot, SpeakLine
from storyreel.tools.langchain.media import ExtractFrame, MeasureClip, ProbeMedia

__all__ = ["AssembleFilm", "ExtractFrame", "MeasureClip", "ProbeMedia", "RenderShot", "SpeakLine", "toolkit"]


def toolkit(root: Path | str = ".", *, generator: Generator | None = None, voice: Voice | None = None) -> list[BaseTool]:
    """All tools, bound to one folder, in the order of their names.

    Args:
        root: Existing folder whose files the tools may read and write; links that lead out of it are not followed.
        generator: Renders Shots; previz in a worker process where none is given.
        voice: Speaks Lines; the embedded one where none is given.

    Raises:
        UserError: If there is no such folder.

    >>> [tool.name for tool in toolkit()]
    ['assemble_film', 'extract_frame', 'measure_clip', 'probe_media', 'render_shot', 'speak_line']
    """
    folder = Path(root)
    if not folder.is_dir():
        raise UserError(f"there is no folder {str(root)!r} for the tools to work in. Make it, or name another.")
    plain = (kind(root=folder) for kind in (AssembleFilm, ExtractFrame, MeasureClip, ProbeMedia))
    return [*plain, RenderShot(root=folder, generator=generator), SpeakLine(root=folder, voice=voice)]
