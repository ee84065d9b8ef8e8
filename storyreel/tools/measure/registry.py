"""The checks in the order in which they run, and `measure`, which runs those that apply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from storyreel.errors import MediaError
from storyreel.film.finding import Finding
from storyreel.tools.contracts import Check, Evidence
from storyreel.tools.measure.black import BlackCheck
from storyreel.tools.measure.clipping import ClippingCheck
from storyreel.tools.measure.colour_tags import ColourTagsCheck
from storyreel.tools.measure.decoding import DecodingCheck, unreadable
from storyreel.tools.measure.duration import DurationCheck
from storyreel.tools.measure.extra_cut import ExtraCutCheck
from storyreel.tools.measure.flicker import FlickerCheck
from storyreel.tools.measure.freeze import FreezeCheck
from storyreel.tools.measure.hdr import HighRangeCheck
from storyreel.tools.measure.interlaced import InterlacedCheck
from storyreel.tools.measure.loudness import LoudnessCheck
from storyreel.tools.measure.media import open_media
from storyreel.tools.measure.missing_character import MissingCharacterCheck
from storyreel.tools.measure.missing_cut import MissingCutCheck
from storyreel.tools.measure.missing_link import MissingLinkCheck
from storyreel.tools.measure.missing_speech import SpeechCheck
from storyreel.tools.measure.picture_size import SizeCheck
from storyreel.tools.measure.rate import RateCheck
from storyreel.tools.measure.rotated import RotatedCheck
from storyreel.tools.measure.seam_colour import SeamColourCheck
from storyreel.tools.measure.seam_motion import SeamMotionCheck
from storyreel.tools.measure.streams import StreamCheck
from storyreel.tools.measure.subtitles import SubtitleCheck
from storyreel.tools.measure.sync import SyncCheck
from storyreel.tools.measure.teleport import TeleportCheck
from storyreel.tools.measure.variable_rate import VariableRateCheck
from storyreel.tools.measure.wrong_side import WrongSideCheck
from storyreel.tools.measure.wrong_size import WrongSizeCheck
from storyreel.tools.measure.wrong_speaker import WrongSpeakerCheck

__all__ = ["CHECKS", "measure", "measure_file"]

_BUILT_IN: tuple[Check, ...] = (
    DecodingCheck(),
    StreamCheck(),
    SizeCheck(),
    RateCheck(),
    VariableRateCheck(),
    RotatedCheck(),
    InterlacedCheck(),
    HighRangeCheck(),
    ColourTagsCheck(),
    DurationCheck(),
    BlackCheck(),
    FreezeCheck(),
    ExtraCutCheck(),
    MissingCutCheck(),
    FlickerCheck(),
    SpeechCheck(),
    SyncCheck(),
    ClippingCheck(),
    LoudnessCheck(),
    MissingCharacterCheck(),
    WrongSizeCheck(),
    WrongSideCheck(),
    WrongSpeakerCheck(),
    MissingLinkCheck(),
    TeleportCheck(),
    SeamColourCheck(),
    SeamMotionCheck(),
    SubtitleCheck(),
)
CHECKS: dict[str, Check] = {check.kind: check for check in _BUILT_IN}


def measure(evidence: Evidence, checks: Iterable[Check] | None = None) -> list[Finding]:
    """The Findings of all checks that apply to the evidence, in the order of the checks.

    >>> measure(Evidence())
    []
    """
    chosen = CHECKS.values() if checks is None else checks
    return [found for check in chosen if evidence.on in check.on for found in check(evidence)]


def measure_file(path: Path, evidence: Evidence, checks: Iterable[Check] | None = None) -> list[Finding]:
    """Open a file and measure it; one that cannot be opened gives a blocking Finding, never an error."""
    try:
        media = open_media(path)
    except MediaError as exc:
        return [unreadable(exc, evidence, path)]
    return measure(replace(evidence, media=media), checks)
