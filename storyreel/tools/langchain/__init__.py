"""Storyreel's tools in LangChain's form, for any agent: `toolkit(root)` gives them all, bound to one folder.

Each has an args schema and returns content and artifact; none touches a file outside its folder.
"""

from pathlib import Path

from langchain_core.tools import BaseTool

from storyreel.tools.langchain.making import AssembleFilm, RenderShot, SpeakLine
from storyreel.tools.langchain.media import ExtractFrame, MeasureClip, ProbeMedia

__all__ = ["AssembleFilm", "ExtractFrame", "MeasureClip", "ProbeMedia", "RenderShot", "SpeakLine", "toolkit"]


def toolkit(root: Path) -> list[BaseTool]:
    """All tools, bound to the folder `root`."""
    kinds = (AssembleFilm, ExtractFrame, MeasureClip, ProbeMedia, RenderShot, SpeakLine)
    return [kind(root=root) for kind in kinds]
