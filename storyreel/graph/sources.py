"""What a run begins with: the document that a source is, its cast, and the first state of the graph; now, or again later."""

from __future__ import annotations

import json
from pathlib import Path

from storyreel.errors import ProjectError, SourceError, UserError
from storyreel.film.dialogue import Dialogue, Synopsis
from storyreel.film.script import Script
from storyreel.formats import read_source, with_file_title
from storyreel.formats.movieagent_bank import read_bank_folder, with_bank
from storyreel.graph.state import GRAPH_VERSION, FilmState
from storyreel.tools.files import write_whole
from storyreel.tools.project import Project

__all__ = ["Document", "Source", "first_state", "place_of", "read_document", "state_again", "with_cast"]

Source = str | Path | Dialogue | Synopsis | Script
Document = Dialogue | Synopsis | Script


def read_document(source: Source) -> tuple[Document, str, bytes]:
    """The document, a file name and the bytes to keep.

    Raises:
        SourceError: If it cannot be read.
    """
    if isinstance(source, Dialogue | Synopsis | Script):
        return source, "source.json", json.dumps(source.to_json(), ensure_ascii=False, indent=1).encode()
    path = Path(source)
    document = with_file_title(read_source(path), path)
    try:
        return document, path.name, path.read_bytes()
    except OSError as exc:
        raise SourceError(f"cannot be read ({exc.strerror})", file=str(path)) from exc


def with_cast(document: Document, cast: str | Path | None) -> Document:
    """A Synopsis with the characters of a folder.

    Raises:
        UserError: If the source is no synopsis.
        SourceError: If there is no such folder, or no character in it.
    """
    if cast is None:
        return document
    if not isinstance(document, Synopsis):
        raise UserError("--cast is for a synopsis; people of a dialogue or script are named in it")
    folder = Path(cast)
    return with_bank(document, read_bank_folder(folder, [one.name for one in document.bank.characters]))


def place_of(source: Source) -> tuple[Path | None, str | None]:
    """The folder and the name of a source that is a file."""
    return (Path(source).parent, str(source)) if isinstance(source, str | Path) else (None, None)


def first_state(project: Project, document: Document) -> FilmState:
    """The state that the graph begins with; the document goes into the store, and its reference beside the project."""
    kind = type(document).__name__.lower()
    ref = project.store.put(document)
    write_whole(project.root / "source.json", json.dumps({"ref": ref, "kind": kind}))
    return {"source": ref, "source_kind": kind, "graph_version": GRAPH_VERSION}


def state_again(project: Project) -> FilmState:
    """The same state in another run.

    Raises:
        ProjectError: If the reference is gone or damaged; the text says how to go on.
    """
    path = project.root / "source.json"
    try:
        known = json.loads(path.read_bytes())
        return {"source": known["ref"], "source_kind": known["kind"], "graph_version": GRAPH_VERSION}
    except (OSError, ValueError, KeyError, TypeError) as exc:
        why = "is gone" if isinstance(exc, FileNotFoundError) else f"cannot be read ({exc})"
        again = f"storyreel make {project.root / 'source' / project.in_force().source_name} --out {project.root}"
        raise ProjectError(f"{path} {why}. Run: {again}. Takes are kept and used again.") from exc
