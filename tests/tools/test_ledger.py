"""The ledger: each fact once, whoever dies, and never beyond the Limits."""

import multiprocessing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.errors import BudgetExceeded
from storyreel.film.take import Cost
from storyreel.tools.ledger import Ledger


def test_reserve_commit_and_release_are_facts_that_happen_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    for _ in range(2):
        ledger.reserve("a", Cost(micros=100), limit_micros=1000)
        ledger.reserve("b", Cost(micros=50), limit_micros=1000)
    assert ledger.spending().reserved == 150
    for _ in range(2):
        ledger.commit("a", Cost(micros=90))
        ledger.release("b", "failed")
    spent = Ledger(tmp_path / "ledger.jsonl").spending()
    assert (spent.committed, spent.reserved, spent.jobs) == (90, 0, 1)
    assert len((tmp_path / "ledger.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_the_limit_counts_what_is_set_aside(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    ledger.reserve("a", Cost(micros=60), limit_micros=100)
    with pytest.raises(BudgetExceeded, match="--budget"):
        ledger.reserve("b", Cost(micros=60), limit_micros=100)
    ledger.release("a", "failed")
    ledger.reserve("b", Cost(micros=60), limit_micros=100)
    assert ledger.spending().reserved == 60


def test_an_unknown_price_needs_a_yes_and_is_not_zero(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    with pytest.raises(BudgetExceeded, match="unknown"):
        ledger.reserve("a", Cost(micros=None), limit_micros=None)
    ledger.reserve("a", Cost(micros=None), limit_micros=None, allow_unknown=True)
    ledger.commit("a", Cost(micros=None))
    assert ledger.spending().unknown == 1


def test_a_torn_last_line_never_happened_and_spoils_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    Ledger(path).reserve("a", Cost(micros=1), limit_micros=None)
    with path.open("ab") as file:
        file.write(b'{"op":"commit","job":"a","mic')
    ledger = Ledger(path)
    assert ledger.spending().reserved == 1
    ledger.commit("a", Cost(micros=2))
    assert Ledger(path).spending() == ledger.spending()
    assert ledger.committed("a")


def _spend(path: Path, name: str) -> None:
    ledger = Ledger(path)
    for number in range(20):
        try:
            ledger.reserve(f"{name}{number}", Cost(micros=10), limit_micros=250)
        except BudgetExceeded:
            return


def test_two_processes_together_stay_within_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_spend, args=(path, name)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert Ledger(path).spending().reserved == 250


@given(st.lists(st.tuples(st.sampled_from(["reserve", "commit", "release"]), st.sampled_from("abc"), st.integers(0, 9))))
def test_any_sequence_read_back_gives_the_same_sums(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int]]
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "ledger.jsonl"
    ledger = Ledger(path)
    for op, job, micros in steps:
        if op == "reserve":
            ledger.reserve(job, Cost(micros=micros), limit_micros=None)
        elif op == "commit":
            ledger.commit(job, Cost(micros=micros))
        else:
            ledger.release(job, "why")
    assert Ledger(path).spending() == ledger.spending()
