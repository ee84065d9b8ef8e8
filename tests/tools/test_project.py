"""The project folder, its lease and its message lists."""

import multiprocessing
import os
from pathlib import Path

import pytest

from storyreel.errors import ProjectError, ProjectLocked, UserError
from storyreel.film.note import Limits
from storyreel.film.plan import FilmSettings
from storyreel.tools import registry
from storyreel.tools.inbox import MessageList
from storyreel.tools.project import InForce, Project


def test_what_is_in_force_comes_back(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "p")
    now = InForce(
        settings=FilmSettings(style="anime"),
        limits=Limits(takes=1),
        crew={"generator": "previz"},
        approve=frozenset({"script"}),
        graph_version=1,
        source_name="a.txt",
    )
    project.put_in_force(now)
    assert Project.open(tmp_path / "p").in_force().to_json() == now.to_json()


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"thesis\.doc"):
        Project.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(ProjectError, match="--out"):
        Project.create(tmp_path / "out")


def test_no_project_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="storyreel make"):
        Project.open(tmp_path)


def test_the_source_is_kept_by_its_last_name_alone(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "p")
    kept = project.keep_source("../../etc/passwd", b"A: hello")
    assert kept == tmp_path / "p" / "source" / "passwd"


def test_the_lease_is_for_one_and_comes_back(tmp_path: Path) -> None:
    first, second = Project.create(tmp_path / "p"), Project.create(tmp_path / "p")
    with first.lease:
        assert second.lease.held_elsewhere()
        with pytest.raises(ProjectLocked, match="storyreel chat"), second.lease:
            pass
    assert not second.lease.held_elsewhere()
    with second.lease:
        assert first.lease.held_elsewhere()


def test_a_lease_that_is_held_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A status poll tries the lock; a start in that moment is not to be refused."""
    polling, starting = Project.create(tmp_path / "p").lease, Project.create(tmp_path / "p").lease
    polling.take()

    def ends_meanwhile(_seconds: float) -> None:
        polling.give_back()

    monkeypatch.setattr("storyreel.tools.lease.time.sleep", ends_meanwhile)
    with starting:
        assert polling.held_elsewhere()


def test_two_status_polls_do_not_take_each_other_for_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = Project.create(tmp_path / "p").lease, Project.create(tmp_path / "p").lease
    with one:
        pass
    seen: list[bool] = []

    def the_other_polls_too(handle: int) -> None:
        monkeypatch.undo()
        seen.append(two.held_elsewhere())
        os.close(handle)

    monkeypatch.setattr("storyreel.tools.lease.os.close", the_other_polls_too)
    seen.append(one.held_elsewhere())
    assert seen == [False, False]


def test_messages_are_in_order_and_after_means_after(tmp_path: Path) -> None:
    inbox = MessageList(tmp_path / "inbox.jsonl")
    first, second = inbox.append("eins", author="A"), inbox.append("zwei")
    assert [m.text for m in inbox.all()] == ["eins", "zwei"]
    assert inbox.after(first.id) == [second]
    assert inbox.after(second.id) == []
    with inbox.path.open("ab") as file:
        file.write(b'{"id": "m0000')
    assert [m.text for m in inbox.all()] == ["eins", "zwei"]
    assert inbox.append("drei").id > second.id


def _write_many(path: Path) -> None:
    inbox = MessageList(path)
    for number in range(25):
        inbox.append(str(number))


def test_ids_stay_unique_with_two_writers(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write_many, args=(tmp_path / "inbox.jsonl",)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    ids = [message.id for message in MessageList(tmp_path / "inbox.jsonl").all()]
    assert len(ids) == 50 and ids == sorted(set(ids))


def test_an_unknown_backend_says_what_there_is() -> None:
    with pytest.raises(UserError, match="there are: previz"):
        registry.make("generator", "sora")
