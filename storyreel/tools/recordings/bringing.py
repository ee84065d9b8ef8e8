"""Brings recordings in: every Line's sound read, measured and kept, and the Dialogue that says so.

Each file is decoded once for all its Lines; what is kept from a file of the same content is not decoded again. An error names
the Line. What is wrong with a sound that can be read is noted with it and stops nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from storyreel.errors import MediaError, SourceError
from storyreel.film.dialogue import Dialogue, Line
from storyreel.film.recording import Recording
from storyreel.tools.files import sha256_of_file
from storyreel.tools.recordings.keeping import Recordings, key_of
from storyreel.tools.recordings.measuring import flaws_of, measure
from storyreel.tools.recordings.sound import Span, read_spans, sound_facts
from storyreel.tools.recordings.wanted import Wanted, locate, wanted_of

__all__ = ["bring_recordings"]

Tell = Callable[[str], None]


def bring_recordings(
    dialogue: Dialogue, keep: Recordings, *, folder: Path | None, file: str | None = None, tell: Tell | None = None
) -> Dialogue:
    """The Dialogue with what was measured of each Line's recording, and the sound in `keep`.

    Args:
        folder: Of the source: relative paths lie in it.
        file: The source's name, for errors.
        tell: Told which file is being read.

    Raises:
        SourceError: If a recording is missing, out of the folder, or no sound; file and line are the source's.
        ProjectError: If the sound cannot be kept.
    """
    read = _Reading(keep, folder, file, tell or (lambda text: None))
    wanted = wanted_of(dialogue)
    by_file: dict[str, list[Wanted]] = {}
    for want in wanted:
        by_file.setdefault(want.given, []).append(want)
    found: dict[str, Recording] = {}
    for given, wants in by_file.items():
        found |= read.file(given, wants)
    _gaps(wanted, found)
    items = tuple(
        item.changed(recording=found[item.id]) if isinstance(item, Line) and item.id in found else item for item in dialogue.items
    )
    return dialogue.changed(items=items)


class _Reading:
    def __init__(self, keep: Recordings, folder: Path | None, file: str | None, tell: Tell) -> None:
        self._keep, self._folder, self._file, self._tell = keep, folder, file, tell

    def file(self, given: str, wants: Sequence[Wanted]) -> dict[str, Recording]:
        """The recordings of all Lines in one file, by the Lines' ids."""
        found = {want.line.id: Recording(source=given, flaws=(want.flaw,)) for want in wants if want.flaw}
        due = [want for want in wants if not want.flaw]
        if not due:
            return found
        try:
            path = locate(given, self._folder)
        except SourceError as exc:
            kept = {want.line.id: self._keep.named(given, want.span) for want in due}
            if any(one is None for one in kept.values()):
                raise self._error(wants[0].line, exc.message) from exc
            return found | {line: one for line, one in kept.items() if one is not None}
        try:
            return found | self._read(path, given, due)
        except MediaError as exc:
            raise self._error(wants[0].line, f"has a recording that cannot be used: {exc}") from exc
        except OSError as exc:
            raise self._error(wants[0].line, f"has a recording that cannot be read: {path} ({exc.strerror})") from exc

    def _read(self, path: Path, given: str, wants: Sequence[Wanted]) -> dict[str, Recording]:
        sha = sha256_of_file(path)
        found: dict[str, Recording] = {}
        left: dict[Span, list[Wanted]] = {}
        for want in wants:
            known = self._keep.kept(key_of(sha, want.span))
            if known is not None:
                found[want.line.id] = known.changed(source=given)
            else:
                left.setdefault(want.span, []).append(want)
        if left:
            self._tell(f"Reading the recording {given}")
            found |= self._decoded(path, given, sha, left)
        return found

    def _decoded(self, path: Path, given: str, sha: str, wants: Mapping[Span, Sequence[Wanted]]) -> dict[str, Recording]:
        facts, spans = sound_facts(path), list(wants)
        found: dict[str, Recording] = {}
        for sound in read_spans(path, spans):
            span = spans[sound.number]
            bare = Recording(
                source=given, source_sha256=sha, from_ms=span.start_ms, sample_rate=facts.sample_rate, channels=facts.channels
            )
            measured = measure(sound.samples, bare) if len(sound.samples) else bare
            whole = measured.changed(flaws=flaws_of(sound, span, facts, measured))
            made = self._keep.add(key_of(sha, span), whole, sound.samples)
            found |= {want.line.id: made for want in wants[span]}
        return found

    def _error(self, line: Line, message: str) -> SourceError:
        said = line.text if len(line.text) <= 40 else f"{line.text[:37]}..."
        return SourceError(f"line {line.id} ({line.speaker}: {said!r}) {message}", file=self._file, line=line.source_line)


def _gaps(wanted: Sequence[Wanted], found: dict[str, Recording]) -> None:
    """Between Lines of one file, the silence from the one voice's end to the next one's beginning."""
    last: dict[str, int] = {}
    for want in wanted:
        one = found[want.line.id]
        if not want.shared or not one.is_voice:
            continue
        start = one.from_ms + one.speech_start_ms
        if want.given in last and start >= last[want.given]:
            found[want.line.id] = one.changed(gap_before_ms=start - last[want.given])
        last[want.given] = one.from_ms + one.speech_end_ms
