"""The disk: full at any moment, not writable, and files lost or damaged between runs. Nothing is lost, nothing made twice."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storyreel.errors import ProjectError
from storyreel.graph import Film, project_status
from storyreel.testing import PlainGenerator
from storyreel.tools.ledger import Ledger
from tests.graph.filming import Run, run_in

SHORT = "ROSA: You said nobody knew about the letter.\nTOM: Then ask your brother.\n"


def check_whole(run: Run, film: Film, finished: set[str], reference: bytes) -> None:
    """The complete film is there, as if nothing had happened; what was finished before was not made again."""
    assert film.finished and not film.missing and film.film is not None and film.film.read_bytes() == reference
    takes = {path.stem for path in (run.out / "takes").glob("*.mp4")}
    assert len(takes) == film.takes == film.shots
    assert not finished & set(run.generator.made), "finished Takes were made again"
    spent = Ledger(run.out / "ledger.jsonl").spending()
    assert (spent.jobs, spent.reserved) == (film.shots, 0)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The film that nobody disturbed."""
    film = asyncio.run(run_in(tmp_path_factory.mktemp("reference"), SHORT).make())
    assert film.film is not None
    return film.film.read_bytes()


class FullDisk:
    """Every flush to the disk after the first `room` fails, as it does when the disk is full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
        self.calls, self.room = 0, room
        real = os.fsync

        def fsync(handle: int) -> None:
            self.calls += 1
            if self.calls > self.room:
                raise OSError(28, "No space left on device")
            real(handle)

        monkeypatch.setattr(os, "fsync", fsync)


async def test_a_disk_that_fills_up_at_any_flush(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference: bytes) -> None:
    (tmp_path / "calm").mkdir()
    with monkeypatch.context() as patch:
        counted = FullDisk(patch, 10**9)
        await run_in(tmp_path / "calm", SHORT).make()
    assert counted.calls > 20
    for part in range(5):
        room = counted.calls * part // 5
        folder = tmp_path / str(room)
        folder.mkdir()
        run = run_in(folder, SHORT)
        with monkeypatch.context() as patch:
            FullDisk(patch, room)
            with pytest.raises(ProjectError, match=r"No space left.*Free some space"):
                await run.make()
        finished = {path.stem for path in (run.out / "takes").glob("*.json")}
        run.generator = PlainGenerator()
        film = await (run.resume() if (run.out / "project.json").exists() else run.make())
        check_whole(run, film, finished, reference)


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of so many kilobytes, made larger by the next call."""
    place = tmp_path / "tiny"
    place.mkdir()
    if shutil.which("mount") is None or subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(place)], check=False).returncode:
        pytest.skip("a small disk can be made only where mounting is allowed")

    def size(kilobytes: int) -> Path:
        subprocess.run(["mount", "-o", f"remount,size={kilobytes}k", str(place)], check=True)
        return place

    yield size
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize("room", [40, 420, *(pytest.param(kb, marks=pytest.mark.slow) for kb in range(8, 640, 48))])
async def test_a_disk_that_is_truly_full(tmp_path: Path, tiny: Callable[[int], Path], reference: bytes, room: int) -> None:
    run = run_in(tmp_path, SHORT)
    run.out = tiny(room) / "film"
    with pytest.raises(ProjectError, match="Free some space"):
        await run.make()
    finished = {path.stem for path in run.out.glob("takes/*.json") if path.stat().st_size}
    tiny(50_000)
    run.generator = PlainGenerator()
    film = await (run.resume() if (run.out / "project.json").exists() else run.make())
    check_whole(run, film, finished, reference)


async def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "thesis.txt").write_text("mine", encoding="utf-8")
    for out in (tmp_path / "file", tmp_path / "file" / "film", Path("/proc/storyreel"), Path("/dev/null/film"), tmp_path / "own"):
        run = run_in(tmp_path, SHORT)
        run.out = out
        with pytest.raises(ProjectError, match="--out") as caught:
            await run.make()
        assert caught.value.exit_code == 2 and str(out) in str(caught.value) and run.generator.submitted == []
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["thesis.txt"]


DAMAGE: dict[str, Callable[[Path], None]] = {
    "deleted": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b"") and None,
    "overwritten": lambda path: path.write_bytes(b"\x00rubbish" * 9) and None,
}


@pytest.mark.parametrize("harm", ["deleted", "overwritten", pytest.param("emptied", marks=pytest.mark.slow)])
async def test_any_document_that_is_damaged_is_made_again(tmp_path: Path, reference: bytes, harm: str) -> None:
    run = run_in(tmp_path, SHORT)
    await run.make()
    kept = tmp_path / "kept"
    shutil.copytree(run.out, kept, symlinks=True)
    for name in sorted(path.name for path in (kept / "documents").iterdir()):
        shutil.rmtree(run.out)
        shutil.copytree(kept, run.out, symlinks=True)
        DAMAGE[harm](run.out / "documents" / name)
        run.generator.made.clear()
        film = await run.make()
        assert film.finished and film.film is not None and film.film.read_bytes() == reference, name
        assert run.generator.made == [], name
    again = await run.resume()
    assert again.finished and run.generator.made == []


@pytest.mark.parametrize("harm", ["deleted", "overwritten"])
@pytest.mark.parametrize("name", ["project.json", "source.json"])
async def test_a_project_file_that_is_damaged_says_what_to_do(tmp_path: Path, reference: bytes, name: str, harm: str) -> None:
    run = run_in(tmp_path, SHORT)
    await run.make()
    DAMAGE[harm](run.out / name)
    run.generator.made.clear()
    with pytest.raises(ProjectError, match="storyreel make") as caught:
        await run.resume()
    assert str(run.out) in str(caught.value)
    film = await run.make()
    assert film.film is not None and film.film.read_bytes() == reference and run.generator.made == []


async def test_checkpoints_that_are_damaged_are_deleted_by_the_person_and_takes_are_used_again(
    tmp_path: Path, reference: bytes
) -> None:
    run = run_in(tmp_path, SHORT)
    await run.make()
    for path in run.out.glob("checkpoints.sqlite*"):
        path.write_bytes(b"\x00rubbish" * 99)
    run.generator.made.clear()
    with pytest.raises(ProjectError, match=r"checkpoints\.sqlite is damaged .* Delete it, then run: storyreel resume"):
        await run.resume()
    for path in run.out.glob("checkpoints.sqlite*"):
        path.unlink()
    film = await run.resume()
    assert film.film is not None and film.film.read_bytes() == reference and run.generator.made == []
    assert project_status(run.out)["running"] is False


async def test_leftovers_of_a_dead_writer_are_no_hindrance(tmp_path: Path) -> None:
    run = run_in(tmp_path, SHORT)
    run.out.mkdir()
    (run.out / ".project.json.x1y2.part").write_bytes(b"{")
    film = await run.make()
    with (run.out / "ledger.jsonl").open("ab") as file:
        file.write(b'{"fact": "comm')
    with (run.out / "inbox.jsonl").open("ab") as file:
        file.write(b'{"id": "m0000')
    again = await run.resume()
    assert film.finished and again.finished and again.takes == film.takes
