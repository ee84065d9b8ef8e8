"""A scene as material for a model: its lines and directions, each under an id, with what was measured of it.

The model answers in these ids. Every beat of the scene has one; they are unique within the scene. Speaking times are our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storyreel.agents.scripter.beats import Beat, Speech
from storyreel.film.recording import Recording

__all__ = ["SceneMaterial", "label_beats"]


def label_beats(beats: Sequence[Beat]) -> tuple[str, ...]:
    """An id for each beat: a Line's own, with ".1", ".2" for the parts of a long one; "D1", "D2", … for directions.

    >>> from storyreel.agents.scripter.beats import Happening
    >>> label_beats((Happening("Rain."), Happening("Thunder.")))
    ('D1', 'D2')
    """
    taken = {beat.line.id for beat in beats if isinstance(beat, Speech)}
    labels: list[str] = []
    directions = 0
    for beat in beats:
        if isinstance(beat, Speech):
            labels.append(beat.line.id if beat.parts == 1 else f"{beat.line.id}.{beat.part + 1}")
            continue
        directions += 1
        label = f"D{directions}"
        while label in taken:
            label += "d"
        labels.append(label)
    return tuple(labels)


@dataclass(frozen=True)
class SceneMaterial:
    """One scene, ready to be shown.

    Attributes:
        heading: As written, or what was understood of the place.
        beats: Of the scene.
        labels: An id for each beat.
    """

    heading: str
    beats: tuple[Beat, ...]
    labels: tuple[str, ...]

    def portion(self, start: int, end: int) -> SceneMaterial:
        """The beats from `start` to before `end`, under the same ids."""
        return SceneMaterial(self.heading, self.beats[start:end], self.labels[start:end])

    @property
    def text(self) -> str:
        """The scene as it is shown: heading, then one row a beat."""
        rows = [self.heading, *(f"{label} {row_of(beat)}" for label, beat in zip(self.labels, self.beats, strict=True))]
        return "\n".join(row for row in rows if row)

    @property
    def index(self) -> Mapping[str, tuple[int, ...]]:
        """Id -> places of its beats; a long Line's own id stands for all of its parts."""
        places: dict[str, tuple[int, ...]] = {}
        for at, (label, beat) in enumerate(zip(self.labels, self.beats, strict=True)):
            places[plain_id(label)] = (at,)
            if isinstance(beat, Speech) and beat.parts > 1:
                whole = plain_id(beat.line.id)
                places[whole] = (*places.get(whole, ()), at)
        return places


def plain_id(label: str) -> str:
    """An id as it is compared: without case, spaces and the marks that models put around it.

    >>> plain_id(" [l 3] "), plain_id("L4.1:")
    ('l3', 'l4.1')
    """
    return "".join(label.split()).strip("[](){}<>*#\"'`:,;.").casefold()


def row_of(beat: Beat) -> str:
    """One beat in a row: who says what, how, how long, to whom; or what is done."""
    if not isinstance(beat, Speech):
        return f"[{beat.text}]"
    how = f" ({beat.line.parenthetical})" if beat.line.parenthetical and beat.part == 0 else ""
    figures = [f"{beat.ms / 1000:.1f} s"]
    figures += _measured(beat.line.recording) if beat.part == 0 else []
    figures += [beat.heard] if beat.heard else []
    return f"{beat.speaker}{how}: {beat.text} {{{', '.join(figures)}}}"


def _measured(recording: Recording | None) -> list[str]:
    """Loudness, pitch and pauses of a recording, for a model that does not hear it."""
    if recording is None or not recording.is_voice:
        return []
    told = [f"{recording.level_db:.0f} dB"] if recording.level_db is not None else []
    told += [f"pitch {recording.pitch_hz:.0f} Hz"] if recording.pitch_hz is not None else []
    longest = max((pause.duration_ms for pause in recording.pauses), default=0)
    return [*told, *([f"pause of {longest / 1000:.1f} s"] if longest else [])]
