"""The offset between mouth and voice of every Line of a film, measured from `film.mp4` with the project's ground truth as a map.

The truth tells where each head and mouth is, which Lines there are and whose they are; how far a mouth stands open and when
a voice is heard comes from the film's decoded pictures and sound alone. A Line that cannot be measured is kept with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from storyreel.errors import ProjectError
from storyreel.film.documents import load_document
from storyreel.film.speech import SpokenAudio
from storyreel.film.take import SpecLine
from storyreel.film.truth import ShotTruth, TruthPerson
from storyreel.tools.audio import decode_audio, read_wav, resample
from storyreel.tools.frames import decode_frames, to_rgb
from storyreel.tools.measure.mouth_offset import mouth_look, mouth_window, offset_of, voice_found

__all__ = ["LEAST_WIDTH_PX", "LineOffset", "line_offsets"]

LEAST_WIDTH_PX = 12.0
"""A mouth that is narrower is not measured."""
_LEAST_FRAMES = 8
_AROUND_S = 0.3  # frames before and after a Line that are looked at: the mouth is closed there
_RATE = 16_000


class LineOffset(NamedTuple):
    """A Line in a Shot: how far its voice comes after the mouth in frames, or None and why.

    `width_px` is the mouth's, half of the frames being narrower; 0 where no mouth is seen. `wide_enough` says whether it counts.
    """

    shot: str
    line: str
    speaker: str
    frames: float | None
    likeness: float
    width_px: float
    reason: str = ""

    @property
    def wide_enough(self) -> bool:
        """Whether this Line has a mouth that must be in time."""
        return self.width_px >= LEAST_WIDTH_PX and not self.reason


@dataclass
class _Spoken:
    """A Line in a Shot and what is gathered of it: its speaker by frame of the film, and the looks of their mouth."""

    shot: str
    line: SpecLine
    starts_s: float
    seen: dict[int, TruthPerson]
    voice: SpokenAudio | None
    times: list[float] = field(default_factory=list[float])
    looks: list[np.ndarray] = field(default_factory=list[np.ndarray])

    @property
    def width_px(self) -> float:
        mouths = [one.mouth for one in self.seen.values() if one.mouth is not None]
        return float(np.median([m[2] - m[0] for m in mouths])) if mouths else 0.0

    @property
    def reason(self) -> str:
        """Why it is not measured, "" where it is."""
        if self.voice is None:
            return "no voice was recorded for it"
        if self.line.off_screen or not self.seen:
            return "the speaker's mouth is not in the picture"
        if self.width_px < LEAST_WIDTH_PX:
            return f"the mouth is {self.width_px:.0f} pixels wide"
        return f"the mouth is seen for {len(self.seen)} frames" if len(self.seen) < _LEAST_FRAMES else ""


def line_offsets(project: Path, film: Path | None = None) -> list[LineOffset]:
    """Every Line of a project's film that was made with `--truth`, in order.

    Args:
        project: The project folder.
        film: Another file of the same film, such as one whose sound was shifted.

    Raises:
        ProjectError: If there is no ground truth.
        MediaError: If the film cannot be read.
    """
    file = film or project / "film.mp4"
    index = _index(project)
    rate = Fraction(index["rate_num"], index["rate_den"])
    spoken = [one for entry in index["shots"] if entry.get("truth") for one in _lines_of(project, entry, rate)]
    _watch(file, [one for one in spoken if not one.reason])
    sound = decode_audio(file, _RATE)
    return [_measured(one, sound, project / "speech", rate) for one in spoken]


def _index(project: Path) -> dict[str, Any]:
    try:
        return json.loads((project / "truth" / "index.json").read_bytes())
    except (FileNotFoundError, ValueError) as exc:
        raise ProjectError(f"{project} has no ground truth. Have it told: storyreel resume {project} --truth") from exc


def _lines_of(project: Path, entry: dict[str, Any], rate: Fraction) -> Iterator[_Spoken]:
    """The Lines of one Shot, with their speakers in the frames of the film that show them."""
    told = load_document(json.loads((project / "truth" / entry["truth"]).read_bytes()), ShotTruth)
    shift = entry["start"] - entry["source_start"]
    for line in told.lines:
        seen: dict[int, TruthPerson] = {}
        for frame in told.frames:
            inside = entry["source_start"] <= frame.frame < entry["source_start"] + entry["frames"]
            near = line.start_ms / 1000 - _AROUND_S <= frame.at_ms / 1000 <= line.end_ms / 1000 + _AROUND_S
            found = next((p for p in frame.people if p.name == line.speaker and p.mouth and p.body), None)
            if inside and near and found is not None and _within(found, told.width_px, told.height_px):
                seen[frame.frame + shift] = found
        yield _Spoken(entry["id"], line, float(shift / rate) + line.start_ms / 1000, seen, _voice(project / "speech", line))


def _within(person: TruthPerson, width: int, height: int) -> bool:
    left, top, right, bottom = person.mouth or (-1.0, -1.0, -1.0, -1.0)
    return left >= 0 and top >= 0 and right <= width and bottom <= height


def _voice(folder: Path, line: SpecLine) -> SpokenAudio | None:
    for record in sorted(folder.glob("*.json")):
        said = SpokenAudio.model_validate(json.loads(record.read_bytes()))
        if said.sha256 == line.speech and said.file:
            return said
    return None


def _watch(film: Path, lines: list[_Spoken]) -> None:
    """Decode the film once and read every wanted mouth in every frame."""
    windows = [
        mouth_window([p.head for p in one.seen.values()], [p.mouth for p in one.seen.values() if p.mouth]) for one in lines
    ]
    wanted = {frame for one in lines for frame in one.seen}
    for number, frame in enumerate(decode_frames(film)):
        if number not in wanted:
            continue
        picture = to_rgb(frame)
        for one, window in zip(lines, windows, strict=True):
            person = one.seen.get(number)
            if person is not None:
                one.times.append(float(frame.time))
                one.looks.append(mouth_look(picture, person.head, window))


def _measured(one: _Spoken, sound: np.ndarray, folder: Path, rate: Fraction) -> LineOffset:
    facts = (one.shot, one.line.id, one.line.speaker)
    if one.reason or one.voice is None:
        return LineOffset(*facts, None, 0.0, round(one.width_px, 1), one.reason)
    samples, own_rate = read_wav(folder / one.voice.file)
    voice = resample(samples, own_rate, _RATE)
    found_s = voice_found(sound, voice, _RATE, one.starts_s)
    sounds = [(event.at_ms / 1000, event.text) for event in one.voice.events if event.kind == "phoneme"]
    place = {"voice_s": found_s, "length_s": len(voice) / _RATE, "rate": float(rate)}
    offset = offset_of(one.times, one.looks, sounds, **place) if sounds else None
    width = round(one.width_px, 1)
    if offset is None:
        # A wide mouth that does not move is no excuse: it stays among those that must be in time.
        return LineOffset(*facts, None, 0.0, width, "" if sounds else "the voice tells no sounds")
    return LineOffset(*facts, offset.frames, offset.likeness, width)
