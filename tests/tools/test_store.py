"""The store keeps what was made, whole, and says what is not."""

import json
from pathlib import Path

import pytest

from storyreel.errors import ProjectError
from storyreel.film.base import hash_of
from storyreel.film.finding import Verdict
from storyreel.film.script import Scene, Script, Shot
from storyreel.film.speech import SpokenAudio
from storyreel.film.take import Take
from storyreel.tools.files import sha256_of_file
from storyreel.tools.store import Ref, Store

SCRIPT = Script(title="Ä scene", scenes=(Scene(id="1", shots=(Shot(uid="a", id="1.1", start_ms=0, end_ms=1500),)),))


def take_in(
    store: Store, tmp_path: Path, *, key: str = "k1", number: int = 1, content: bytes = b"film", made_at_ms: int = 0
) -> Take:
    made = tmp_path / f"made-{key}"
    made.write_bytes(content)
    take = Take(
        key=key,
        spec="s1",
        uid="a",
        number=number,
        seed=7,
        backend="plain",
        file=f"{key}.mp4",
        sha256=sha256_of_file(made),
        width_px=16,
        height_px=16,
        rate_num=24,
        asked_frames=10,
        frames=10,
        made_at_ms=made_at_ms,
    )
    return store.add_take(take, made)


def test_a_document_comes_back_equal_and_is_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    ref = store.put(SCRIPT, version=3)
    assert store.put(SCRIPT, version=3) == ref
    assert Store(tmp_path).get(ref, Script) == SCRIPT
    assert len(list(store.documents.iterdir())) == 1


def test_a_document_that_was_changed_is_refused(tmp_path: Path) -> None:
    ref = Store(tmp_path).put(SCRIPT)
    path = tmp_path / "documents" / f"{ref['sha256']}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("1.5", "2.5"), encoding="utf-8")
    with pytest.raises(ProjectError, match="was changed"):
        Store(tmp_path).get(ref, Script)


@pytest.mark.parametrize("content", ["{", '{"schema": "storyreel.script/1", "nonsense": 1}'])
def test_a_damaged_document_is_refused(tmp_path: Path, content: str) -> None:
    ref = Store(tmp_path).put(SCRIPT)
    (tmp_path / "documents" / f"{ref['sha256']}.json").write_text(content, encoding="utf-8")
    with pytest.raises(ProjectError, match="damaged"):
        Store(tmp_path).get(ref, Script)


def test_a_document_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="is gone"):
        Store(tmp_path).get(Ref(sha256="0" * 64, version=1), Script)


def test_takes_come_back_from_the_disk_in_order(tmp_path: Path) -> None:
    store = Store(tmp_path)
    take_in(store, tmp_path, key="k2", number=2)
    take_in(store, tmp_path, key="k1", number=1)
    assert [take.key for take in Store(tmp_path).takes_of("s1")] == ["k1", "k2"]
    assert Store(tmp_path).take("k2") is not None
    assert Store(tmp_path).take("nothing") is None


def test_the_same_key_is_adopted_and_the_second_file_removed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = take_in(store, tmp_path, content=b"first")
    second = take_in(store, tmp_path, content=b"second")
    assert second == first
    assert store.take_path("k1").read_bytes() == b"first"
    assert not (tmp_path / "made-k1").exists()


@pytest.mark.parametrize("spoil", ["delete", "corrupt", "truncate"])
def test_a_take_whose_file_is_not_whole_counts_as_not_there(tmp_path: Path, spoil: str) -> None:
    take_in(Store(tmp_path), tmp_path, content=b"a whole film")
    path = Store(tmp_path).take_path("k1")
    if spoil == "delete":
        path.unlink()
    else:
        path.write_bytes(b"a wholE film" if spoil == "corrupt" else b"a wh")
    store = Store(tmp_path)
    assert store.take("k1") is None
    assert store.takes_of("s1") == []
    assert bool(store.set_aside) == (spoil != "delete")
    again = take_in(store, tmp_path, content=b"a whole film")
    assert store.take("k1") == again


@pytest.mark.parametrize("dead", ["k1", "k2"])
def test_a_dead_record_of_the_same_number_does_not_hide_the_living_take(tmp_path: Path, dead: str) -> None:
    for key in ("k1", "k2"):  # the same number with another anchor has another key
        take_in(Store(tmp_path), tmp_path, key=key)
    Store(tmp_path).take_path(dead).unlink()
    store = Store(tmp_path)
    living = "k2" if dead == "k1" else "k1"
    assert [take.key for take in store.takes_of("s1")] == [living]
    assert store.take(living) is not None and store.take(dead) is None


def test_whole_takes_of_one_number_all_come_back_in_the_order_they_were_made(tmp_path: Path) -> None:
    store = Store(tmp_path)
    take_in(store, tmp_path, key="k0", number=2, made_at_ms=1)
    take_in(store, tmp_path, key="k1", number=1, made_at_ms=9)
    take_in(store, tmp_path, key="k2", number=1, made_at_ms=4)
    store.judge("k1", Verdict(on="take", passed=True))
    for each in (store, Store(tmp_path)):
        assert [take.key for take in each.takes_of("s1")] == ["k2", "k1", "k0"]
        assert {take.key for take in each.all_takes()} == {"k0", "k1", "k2"}
    assert Store(tmp_path).takes_of("another") == []


def test_a_film_file_is_hashed_once_in_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_in(Store(tmp_path), tmp_path, key="k1")
    hashed: list[str] = []

    def counted(path: Path) -> str:
        hashed.append(path.name)
        return sha256_of_file(path)

    monkeypatch.setattr("storyreel.tools.store.sha256_of_file", counted)
    store = Store(tmp_path)
    take_in(store, tmp_path, key="k2", number=2)  # its hash was taken for its record
    for _ in range(3):
        assert len(store.takes_of("s1")) == 2 and store.take("k1") and store.take("k2")
    assert hashed == ["k1.mp4"]
    store.take_path("k2").write_bytes(b"other film")
    assert store.take("k2") is None


def test_a_verdict_is_kept_with_its_take(tmp_path: Path) -> None:
    store = Store(tmp_path)
    take_in(store, tmp_path)
    store.judge("k1", Verdict(on="take", passed=False))
    back = Store(tmp_path).take("k1")
    assert back is not None and back.verdict is not None and not back.verdict.passed


def test_a_record_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    take_in(Store(tmp_path), tmp_path)
    (tmp_path / "takes" / "k1.json").write_text("{", encoding="utf-8")
    store = Store(tmp_path)
    assert store.takes_of("s1") == []
    assert (tmp_path / "takes" / "k1.json.bad").exists()


def test_speech_is_kept_under_what_was_said(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made = tmp_path / "made.wav"
    made.write_bytes(b"RIFF")
    kept = store.add_speech("v1", SpokenAudio(id="L1", speaker="A", file="made.wav", duration_ms=5), made)
    assert store.spoken("v1") == kept
    (tmp_path / "speech" / kept.file).write_bytes(b"other")
    assert store.spoken("v1") is None
    assert store.spoken("v2") is None


def test_a_document_without_a_field_that_its_kind_has_gained_since_is_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    older = {name: value for name, value in SCRIPT.to_json().items() if name != "props"}
    ref = Ref(sha256=hash_of(older), version=1)
    store.documents.mkdir(parents=True)
    (store.documents / f"{ref['sha256']}.json").write_text(json.dumps(older), encoding="utf-8")
    assert store.get(ref, Script) == SCRIPT
