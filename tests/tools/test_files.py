"""Files that appear whole: what is flushed to the disk, in which order, and what is not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from storyreel.film.speech import SpokenAudio
from storyreel.film.take import Take
from storyreel.tools.files import append_line, move_into_place, sha256_of_file, write_whole
from storyreel.tools.project import Project
from storyreel.tools.store import Store


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reaches the disk, in order: "sync file", "sync folder", "name NAME"."""
    done: list[str] = []
    real_sync, real_replace = os.fsync, os.replace

    def sync(handle: int) -> None:
        done.append("sync folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "sync file")
        real_sync(handle)

    def replace(one: str | Path, two: str | Path) -> None:
        done.append(f"name {Path(two).name}")
        real_replace(one, two)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    return done


def test_a_line_is_flushed_unless_nobody_depends_on_it(tmp_path: Path, disk: list[str]) -> None:
    append_line(tmp_path / "a", "one")
    assert disk == ["sync file"]
    append_line(tmp_path / "a", "two", sync=False)
    assert disk == ["sync file"]
    with (tmp_path / "a").open("ab") as file:
        file.write(b"torn")
    append_line(tmp_path / "a", "three", sync=False)
    assert (tmp_path / "a").read_bytes() == b"one\ntwo\ntorn\nthree\n"


def test_the_run_log_is_written_at_once_and_does_not_wait_for_the_disk(tmp_path: Path, disk: list[str]) -> None:
    project = Project.create(tmp_path / "p")
    project.log("stage", {"text": "Planning"})
    assert "Planning" in (tmp_path / "p" / "log.jsonl").read_text(encoding="utf-8")
    assert disk == []


def test_one_file_is_flushed_then_named_then_its_folder_is_flushed(tmp_path: Path, disk: list[str]) -> None:
    write_whole(tmp_path / "new", "text")
    assert disk == ["sync file", "name new", "sync folder"]
    disk.clear()
    move_into_place(tmp_path / "new", tmp_path / "there")
    assert disk == ["sync file", "name there", "sync folder"]


def a_take(made: Path) -> Take:
    return Take(
        key="k1",
        spec="s1",
        uid="a",
        number=1,
        seed=7,
        backend="plain",
        file="k1.mp4",
        sha256=sha256_of_file(made),
        width_px=16,
        height_px=16,
        rate_num=24,
        asked_frames=10,
        frames=10,
    )


def test_a_take_is_named_before_its_record_and_both_share_one_flush_of_the_folder(tmp_path: Path, disk: list[str]) -> None:
    made = tmp_path / "made"
    made.write_bytes(b"film")
    Store(tmp_path).add_take(a_take(made), made)
    assert disk == ["sync file", "name k1.mp4", "sync file", "name k1.json", "sync folder"]


def test_a_spoken_line_is_named_before_its_record_and_both_share_one_flush(tmp_path: Path, disk: list[str]) -> None:
    made = tmp_path / "made.wav"
    made.write_bytes(b"RIFF")
    Store(tmp_path).add_speech("v1", SpokenAudio(id="L1", speaker="A", file="made.wav", duration_ms=5), made)
    assert disk == ["sync file", "name v1.wav", "sync file", "name v1.json", "sync folder"]


def test_a_record_that_reached_the_disk_alone_is_no_take_and_the_shot_can_be_kept_again(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.write_bytes(b"film")
    take = a_take(made)
    Store(tmp_path).record(take)
    store = Store(tmp_path)
    assert store.take("k1") is None and store.takes_of("s1") == []
    store.add_take(take, made)
    assert Store(tmp_path).takes_of("s1") == [take]
