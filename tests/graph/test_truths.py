"""Ground truth in a run: beside the film, asked for or not, told later without a take made again, and not where nobody knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from storyreel.film import load_document
from storyreel.film.plan import FilmSettings
from storyreel.film.truth import ShotTruth
from storyreel.tools.executor import LocalExecutor
from storyreel.tools.generators.previz import Previz
from storyreel.tools.generators.previz.truth_files import masks_in
from tests.graph.filming import SMALL, run_in

TINY = FilmSettings(width_px=96, height_px=64, rate_num=6)
SHORT = "INT. KITCHEN - NIGHT\n\nROSA: No.\nTOM: Yes.\n"


def _index(out: Path) -> Any:
    return json.loads((out / "truth" / "index.json").read_bytes())


def _takes(out: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (out / "takes").iterdir()}


async def test_truth_is_told_later_and_no_take_is_made_again(tmp_path: Path) -> None:
    executor = LocalExecutor(1)
    run = run_in(tmp_path, SHORT, generator=Previz(executor), settings=TINY, crew={"executor": executor})
    film = await run.make()
    assert film.finished and film.truth is None and film.film is not None and not (run.out / "truth" / "index.json").exists()
    before, was = _takes(run.out), film.film.read_bytes()
    run.crew = {"executor": (other := LocalExecutor(1))}
    run.generator = Previz(other)
    told = await run.resume(settings=TINY.changed(truth=True))
    assert told.truth == run.out.absolute() / "truth" and told.film is not None
    assert _takes(run.out) == before and told.film.read_bytes() == was
    index = _index(run.out)
    for shot in index["shots"]:
        truth = load_document(json.loads((run.out / "truth" / shot["truth"]).read_bytes()), ShotTruth)
        assert truth.take == shot["take"] and truth.id == shot["id"] and truth.masks == shot["masks"]
        assert len(truth.frames) == len(list(masks_in(run.out / "truth" / shot["masks"]))) >= shot["frames"]
    assert sum(shot["frames"] for shot in index["shots"]) == sum(shot["frames"] for shot in index["shots"] if shot["truth"])
    kept = (run.out / "truth" / index["shots"][0]["masks"]).stat().st_mtime_ns
    run.crew = {"executor": (third := LocalExecutor(1))}
    run.generator = Previz(third)
    await run.resume()
    assert (run.out / "truth" / index["shots"][0]["masks"]).stat().st_mtime_ns == kept, "what is told is not told again"
    gone = await run.resume(settings=TINY)
    assert gone.truth is None and not (run.out / "truth" / index["shots"][0]["masks"]).exists()


async def test_a_backend_that_does_not_know_is_said_not_to(tmp_path: Path) -> None:
    run = run_in(tmp_path, SHORT, settings=SMALL.changed(truth=True))
    film = await run.make()
    assert film.finished and film.truth is not None
    reasons = {shot["reason"] for shot in _index(run.out)["shots"]}
    assert all(reason.startswith("no truth: the backend does not know") for reason in reasons) and reasons
    assert not list((run.out / "truth").glob("*.zip"))
