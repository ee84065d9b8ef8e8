"""Recordings that are kept: the sound of each Line by its content's hash, what was measured under what was asked.

What was read once from a file of the same content and for the same span is not read again. The folder that the files came from is
never written to. It knows files, no Lines.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from storyreel.errors import MediaError, ProjectError
from storyreel.film.base import hash_of
from storyreel.film.recording import Recording
from storyreel.tools.audio import read_wav, wav_bytes
from storyreel.tools.files import sha256_of_file, write_whole
from storyreel.tools.recordings.measuring import MEASURES
from storyreel.tools.recordings.sound import RATE, Span

__all__ = ["Recordings", "key_of"]


def key_of(source_sha256: str, span: Span) -> str:
    """The name of a span of a file's content.

    >>> key_of("ab", Span(0, 1000)) != key_of("ab", Span(0, 1001))
    True
    """
    return hash_of(["recording", MEASURES, source_sha256, span.start_ms, span.end_ms])


class Recordings:
    """The recordings of a project.

    Args:
        folder: Where they lie; made when the first is kept.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._whole: set[str] = set()

    def path(self, recording: Recording) -> Path:
        """The kept sound, mono 16-bit WAV at 48 kHz."""
        return self.folder / f"{recording.sha256}.wav"

    def kept(self, key: str) -> Recording | None:
        """What was measured under this key, if its record and its sound are whole."""
        try:
            recording = Recording.model_validate(json.loads((self.folder / f"{key}.json").read_bytes()))
        except (FileNotFoundError, ValueError):
            return None
        return recording if not recording.sha256 or self.is_whole(recording) else None

    def is_whole(self, recording: Recording) -> bool:
        """Whether the kept sound is there and has its hash; looked at once by each process."""
        if recording.sha256 in self._whole and self.path(recording).exists():
            return True
        try:
            same = sha256_of_file(self.path(recording)) == recording.sha256
        except OSError:
            return False
        if same:
            self._whole.add(recording.sha256)
        return same

    def add(self, key: str, recording: Recording, samples: np.ndarray) -> Recording:
        """Keep a Line's sound and its record; without samples the record alone.

        Raises:
            ProjectError: If they cannot be written.
        """
        if len(samples):
            data = wav_bytes(samples, RATE)
            recording = recording.changed(sha256=hashlib.sha256(data).hexdigest())
            if not self.is_whole(recording):
                write_whole(self.path(recording), data)
        write_whole(self.folder / f"{key}.json", json.dumps(recording.to_json(), ensure_ascii=False))
        return recording

    def named(self, source: str, span: Span) -> Recording | None:
        """A kept recording by the path and span that the source gave, for a project whose source folder is gone."""
        for path in sorted(self.folder.glob("*.json")):
            recording = self.kept(path.stem)
            asked = recording is not None and recording.source == source
            if recording is not None and asked and key_of(recording.source_sha256, span) == path.stem:
                return recording
        return None

    def samples(self, recording: Recording) -> np.ndarray:
        """The kept sound, mono float32 at 48 kHz.

        Raises:
            ProjectError: If it is gone or was changed.
        """
        again = "Run storyreel make again with the same source and --out: it is read anew."
        if not self.is_whole(recording):
            raise ProjectError(f"{self.path(recording)} (the recording {recording.source}) is gone or was changed. {again}")
        try:
            return read_wav(self.path(recording))[0]
        except MediaError as exc:
            raise ProjectError(f"{exc} {again}") from exc
