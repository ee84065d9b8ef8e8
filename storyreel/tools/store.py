"""The store: immutable documents by their hash, Takes by their key, voices by what they say.

A Take exists from the moment its record does: the film file is renamed into place first, the record second. A file that
no longer has the hash of its record is set aside and counts as not there. It knows no graph.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict, TypeVar, cast

from storyreel.errors import ProjectError
from storyreel.film.base import FilmModel, hash_of
from storyreel.film.finding import Verdict
from storyreel.film.speech import SpokenAudio
from storyreel.film.take import Take
from storyreel.tools.files import move_into_place, sha256_of_file, write_whole

__all__ = ["Ref", "Store"]

Document = TypeVar("Document", bound=FilmModel)
KEPT_IN_MEMORY = 64


class Ref(TypedDict):
    """A document in the store."""

    sha256: str
    version: int


class Store:
    """The store of a project.

    Args:
        root: The project folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.documents, self.takes, self.speech = root / "documents", root / "takes", root / "speech"
        self.jobs, self.truths = root / "jobs", root / "truth"
        self._read: OrderedDict[str, FilmModel] = OrderedDict()
        self._by_key: dict[str, Take] | None = None
        self._keys_of: dict[str, set[str]] = {}
        self._sound: dict[str, tuple[int, int]] = {}
        self.set_aside: list[str] = []

    def put(self, document: FilmModel, *, version: int = 1) -> Ref:
        """Keep a document; the same content is kept once, and written anew where its file was damaged."""
        sha = hash_of(document)
        path = self.documents / f"{sha}.json"
        if sha not in self._read or not path.exists():
            content = json.dumps(document.to_json(), ensure_ascii=False).encode()
            if not path.exists() or path.read_bytes() != content:
                write_whole(path, content)
        self._remember(sha, document)
        return Ref(sha256=sha, version=version)

    def get(self, ref: Ref, kind: type[Document]) -> Document:
        """The document of a reference.

        Raises:
            ProjectError: If it is gone, changed, or another kind of document.
        """
        sha = ref["sha256"]
        known = self._read.get(sha)
        if not isinstance(known, kind):
            known = self._load(sha, kind)
        self._remember(sha, known)
        return known

    def has(self, ref: Ref, kind: type[FilmModel]) -> bool:
        """Whether the document of a reference is there and whole."""
        try:
            self.get(ref, kind)
        except ProjectError:
            return False
        return True

    def _load(self, sha: str, kind: type[Document]) -> Document:
        path = self.documents / f"{sha}.json"
        try:
            written = json.loads(path.read_bytes())
            document = kind.model_validate(written)
        except FileNotFoundError:
            raise ProjectError(f"{path} is gone. Run storyreel make again with the same --out; takes are kept.") from None
        except ValueError as exc:
            raise ProjectError(f"{path} is damaged. Run storyreel make again with the same --out; takes are kept.") from exc
        if hash_of(written) != sha:  # as it was written: a model that has gained a field since would hash otherwise
            raise ProjectError(f"{path} was changed. Run storyreel make again with the same --out; takes are kept.")
        return document

    def _remember(self, sha: str, document: FilmModel) -> None:
        self._read[sha] = document
        self._read.move_to_end(sha)
        while len(self._read) > KEPT_IN_MEMORY:
            self._read.popitem(last=False)

    def take_path(self, key: str) -> Path:
        """Where the film file of a Take lies."""
        return self.takes / f"{key}.mp4"

    def add_take(self, take: Take, made: Path) -> Take:
        """Keep a finished Take: its file is moved into place, then its record is written.

        Where a Take of that key stands already, that one is returned and `made` is removed.
        """
        there = self.take(take.key)
        if there is not None:
            made.unlink(missing_ok=True)
            return there
        move_into_place(made, self.take_path(take.key), sync_folder=False)  # the record flushes both; alone it is no Take
        self._sound[take.key] = self._stamp(take.key)  # hashed for the record a moment ago
        self.record(take)
        return take

    def record(self, take: Take) -> None:
        """Write a Take's record, with its Verdict if it has one."""
        write_whole(self.takes / f"{take.key}.json", json.dumps(take.to_json(), ensure_ascii=False))
        index = self._index()
        index[take.key] = take
        self._keys_of.setdefault(take.spec, set()).add(take.key)

    def judge(self, key: str, verdict: Verdict) -> Take:
        """Write a Verdict into a Take's record.

        Raises:
            ProjectError: If there is no such Take.
        """
        take = self.take(key)
        if take is None:
            raise ProjectError(f"There is no take {key[:12]} in {self.takes}.")
        judged = take.changed(verdict=verdict)
        self.record(judged)
        return judged

    def take(self, key: str) -> Take | None:
        """The Take of a key, if its record and its file are whole."""
        take = self._index().get(key)
        return take if take is not None and self._whole(take) else None

    def takes_of(self, spec: str) -> list[Take]:
        """The whole Takes of a spec, by number, then by when they were made.

        Two may have one number: the same Take on another Anchor has another key.
        """
        index = self._index()
        takes = [index[key] for key in self._keys_of.get(spec, ())]
        takes.sort(key=lambda take: (take.number, take.made_at_ms, take.key))
        return [take for take in takes if self._whole(take)]

    def all_takes(self) -> Iterator[Take]:
        """Every recorded Take."""
        yield from self._index().values()

    def _index(self) -> dict[str, Take]:
        if self._by_key is None:
            by_key: dict[str, Take] = {}
            keys_of: dict[str, set[str]] = {}
            for path in sorted(self.takes.glob("*.json")):
                try:
                    take = Take.model_validate(json.loads(path.read_bytes()))
                except ValueError:
                    self._put_aside(path, "its record cannot be read")
                    continue
                by_key[take.key] = take
                keys_of.setdefault(take.spec, set()).add(take.key)
            self._by_key, self._keys_of = by_key, keys_of
        return self._by_key

    def _stamp(self, key: str) -> tuple[int, int]:
        """Size and time of a Take's file: while they stay, its hash does."""
        stat = self.take_path(key).stat()
        return stat.st_size, stat.st_mtime_ns

    def _whole(self, take: Take) -> bool:
        path = self.take_path(take.key)
        if not path.exists():
            return False
        now = self._stamp(take.key)
        if self._sound.get(take.key) == now:
            return True
        if sha256_of_file(path) != take.sha256:
            self._put_aside(path, "it changed since it was made")
            return False
        self._sound[take.key] = now
        return True

    def _put_aside(self, path: Path, why: str) -> None:
        path.replace(path.with_suffix(path.suffix + ".bad"))
        self.set_aside.append(f"{path.name}: {why}")

    def keep_truth(self, sha256: str, told: str) -> None:
        """Keep what a backend tells of the clip with this hash: of no other, so that it never speaks for a changed file."""
        write_whole(self.truths / f"{sha256}.json", told)

    def truth(self, sha256: str) -> dict[str, Any] | None:
        """What is to be seen in the clip with this hash, where it is known."""
        try:
            told: Any = json.loads((self.truths / f"{sha256}.json").read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return cast("dict[str, Any]", told) if isinstance(told, dict) else None

    def spoken(self, key: str) -> SpokenAudio | None:
        """A Line spoken before under this key, if its record and its file are whole."""
        path = self.speech / f"{key}.json"
        try:
            said = SpokenAudio.model_validate(json.loads(path.read_bytes()))
        except (FileNotFoundError, ValueError):
            return None
        if said.file and (not (self.speech / said.file).exists() or sha256_of_file(self.speech / said.file) != said.sha256):
            return None
        return said

    def add_speech(self, key: str, said: SpokenAudio, made: Path | None) -> SpokenAudio:
        """Keep a spoken Line: the file under its key, then the record."""
        kept = said
        if made is not None and said.file:
            kept = said.changed(file=f"{key}.wav", sha256=sha256_of_file(made))
            move_into_place(made, self.speech / f"{key}.wav", sync_folder=False)  # the record below flushes both names
        write_whole(self.speech / f"{key}.json", json.dumps(kept.to_json(), ensure_ascii=False))
        return kept
