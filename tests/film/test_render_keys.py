"""Ten RenderSpecs and the names of their Takes, tested for ever.

`goldens/render_keys.json` is never made again: a project that was paid for finds its Takes by these hashes. If a test here fails,
the code is wrong, or the schema of RenderSpec needs a new number, under which the old one still hashes as it did.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from storyreel.film import RenderSpec, take_key, take_seed
from tests.film.any_model import models

GOLDENS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "goldens" / "render_keys.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda one: one["name"])
def test_the_hash_of_a_spec_and_the_key_of_its_take_stay(golden: dict[str, Any]) -> None:
    spec = RenderSpec.model_validate(golden["spec"])
    assert spec.hash() == golden["hash"]
    assert take_seed(7, spec.uid, 2) == golden["seed"]
    assert take_key(spec.hash(), anchor="cd" * 32, seed=golden["seed"], take=2) == golden["key"]


def test_there_are_ten_and_no_two_are_alike() -> None:
    assert len(GOLDENS) == 10
    assert len({golden["hash"] for golden in GOLDENS}) == len({golden["key"] for golden in GOLDENS}) == 10


@given(models(RenderSpec))
def test_a_spec_read_back_has_the_same_hash(spec: RenderSpec) -> None:
    for brief in (False, True):
        assert RenderSpec.model_validate(json.loads(json.dumps(spec.to_json(brief=brief)))).hash() == spec.hash()


def test_what_has_no_place_in_a_spec_is_refused() -> None:
    golden = RenderSpec.model_validate(GOLDENS[0]["spec"])
    with pytest.raises(TypeError, match="set has no place"):
        golden.changed(shot={"a": {1}}).hash()
