"""Frames, facts and measurements of a clip as LangChain tools."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated, Literal

from langchain_core.tools.base import ArgsSchema
from pydantic import BaseModel, Field

from storyreel.errors import MediaError
from storyreel.film.finding import Finding
from storyreel.film.take import RenderSpec
from storyreel.tools.contracts import Evidence
from storyreel.tools.frames import first_frame, frame_at_time, last_frame, probe, save_png
from storyreel.tools.langchain.base import Answer, FilmTool
from storyreel.tools.measure import measure, open_media, unreadable
from storyreel.tools.whole_cut import whole_cut

__all__ = ["ExtractFrame", "MeasureClip", "ProbeMedia"]


class ExtractFrameArgs(BaseModel):
    """Which frame of which clip, and where to write it."""

    path: str = Field(description="Video file, inside the tools' folder.")
    at: Literal["first", "last"] | Annotated[float, Field(ge=0, allow_inf_nan=False)] = Field(
        "first", description='"first", "last", or seconds from the start.'
    )
    to: str = Field(description="PNG file to write, inside the tools' folder.")


class ExtractFrame(FilmTool):
    """Writes one frame of a clip, exact to the frame."""

    name: str = "extract_frame"
    description: str = "Write the first, the last or a timed frame of a video file as PNG."
    args_schema: ArgsSchema | None = ExtractFrameArgs

    async def work(self, path: str, to: str, at: str | float = "first") -> Answer:
        """See the class."""
        source, target = self.folder.there(path), self.folder.to_write(to)
        edges = {"first": first_frame, "last": last_frame}
        if isinstance(at, str):
            picture = await asyncio.to_thread(edges[at], source)
        else:
            picture = await asyncio.to_thread(frame_at_time, source, round(at * 1000))
        await asyncio.to_thread(save_png, picture, target)
        height, width = picture.shape[:2]
        figures = {"path": self.folder.shown(target), "width": width, "height": height, "at": at}
        return f"The frame ({width}×{height}) is in {figures['path']}.", figures


class ProbeMediaArgs(BaseModel):
    """Which file."""

    path: str = Field(description="Video file, inside the tools' folder.")


class ProbeMedia(FilmTool):
    """Says what a media file holds, counted from its packets."""

    name: str = "probe_media"
    description: str = "Size, frame rate, number of frames, length and sound of a video file."
    args_schema: ArgsSchema | None = ProbeMediaArgs

    async def work(self, path: str) -> Answer:
        """See the class."""
        facts = await asyncio.to_thread(probe, self.folder.there(path))
        figures = {
            "width": facts.width,
            "height": facts.height,
            "rate": str(facts.rate),
            "frames": facts.frames,
            "duration_s": facts.duration_ms / 1000,
            "codec": facts.codec,
            "has_audio": facts.has_audio,
        }
        sound = "with sound" if facts.has_audio else "silent"
        return f"{facts.width}×{facts.height}, {facts.frames} frames at {facts.rate} a second, {sound}.", figures


class MeasureClipArgs(BaseModel):
    """Which clip, and what it was to be."""

    path: str = Field(description="Video file, inside the tools' folder.")
    spec: RenderSpec | None = Field(None, description="What was asked for; without it only what needs no plan is measured.")


class MeasureClip(FilmTool):
    """Measures a clip for black, freeze, wrong length, missing speech and stray cuts."""

    name: str = "measure_clip"
    description: str = "Measure a video file for defects; each finding comes with figures, cause and remedy."
    args_schema: ArgsSchema | None = MeasureClipArgs

    async def work(self, path: str, spec: RenderSpec | None = None) -> Answer:
        """See the class."""
        findings = await asyncio.to_thread(_measured, self.folder.there(path), spec)
        told = "; ".join(f"{finding.kind}: {finding.evidence}" for finding in findings) or "no defect measured"
        return told, {"findings": [finding.to_json(brief=True) for finding in findings]}


def _measured(path: Path, spec: RenderSpec | None) -> list[Finding]:
    """The Findings on a file; one that is no film is a Finding too."""
    try:
        media = open_media(path)
    except MediaError as exc:
        return [unreadable(exc, Evidence(spec=spec), path)]
    return measure(Evidence(spec=spec, cut=None if spec else whole_cut(media), media=media))
