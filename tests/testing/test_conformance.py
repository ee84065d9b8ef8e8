"""Everything in the registry keeps its contract's promises, and the suites see it when one does not."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from storyreel.film.script import Blocking, Shot
from storyreel.film.take import RenderSpec, SpecCharacter, SpecPlace
from storyreel.testing import (
    Fault,
    PlainGenerator,
    UnreliableGenerator,
    conform_check,
    conform_executor,
    conform_generator,
    conform_voice,
    write_clip,
)
from storyreel.tools import registry
from storyreel.tools.contracts import Evidence, Executor, Generator
from storyreel.tools.executor import LocalExecutor
from storyreel.tools.measure import CHECKS, open_media


def spec_for(backend: str, revision: str) -> RenderSpec:
    shot = Shot(
        uid="a",
        id="1.1",
        start_ms=0,
        end_ms=1000,
        action="Rosa listens.",
        in_frame=("ROSA",),
        subjects=("ROSA",),
        blocking=(Blocking(character="ROSA", position="centre", x_cm=0, z_cm=0),),
    )
    return RenderSpec(
        uid="a",
        backend=backend,
        revision=revision,
        width_px=160,
        height_px=96,
        rate_num=12,
        frames=12,
        shot=shot.rebased().to_json(brief=True),
        cast=(SpecCharacter(name="ROSA", appearance="a woman of forty, grey coat"),),
        place=SpecPlace(name="kitchen", time_of_day="day", interior=True),
    )


@pytest.mark.parametrize("name", registry.names("generator"))
async def test_every_generator_conforms(name: str, tmp_path: Path) -> None:
    executor = LocalExecutor(1)

    def make() -> Generator:
        return registry.make("generator", name, executor=executor)

    probe = make()
    await conform_generator(make, spec_for(probe.name, probe.revision), tmp_path)
    await executor.close()


async def test_the_plain_generator_conforms(tmp_path: Path) -> None:
    await conform_generator(PlainGenerator, spec_for("plain", "1"), tmp_path)


async def test_a_generator_that_delivers_too_little_is_seen(tmp_path: Path) -> None:
    def make() -> Generator:
        return UnreliableGenerator(PlainGenerator(), faults=[Fault("wrong-duration", 1.0)])

    with pytest.raises(AssertionError, match="12 frames were asked"):
        await conform_generator(make, spec_for("unreliable+plain", "1"), tmp_path)


async def test_a_generator_that_hides_its_sound_is_seen(tmp_path: Path) -> None:
    silent = replace(PlainGenerator().can, own_audio=False)
    with pytest.raises(AssertionError, match="own_audio"):
        await conform_generator(lambda: PlainGenerator(can=silent), spec_for("plain", "1"), tmp_path)


@pytest.mark.parametrize("name", registry.names("voice"))
async def test_every_voice_conforms(name: str, tmp_path: Path) -> None:
    await conform_voice(lambda: registry.make("voice", name), tmp_path)


async def test_the_local_executor_conforms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))

    def make() -> Executor:
        return LocalExecutor(1)

    await conform_executor(make, "tests.tools.test_executor:work", tmp_path)


@pytest.mark.parametrize("kind", sorted(CHECKS))
def test_every_check_conforms(kind: str, tmp_path: Path) -> None:
    import numpy as np

    spec = spec_for("plain", "1")
    black = [np.zeros((96, 160, 3), np.uint8)] * 7
    write_clip(tmp_path / "black.mp4", black, np.zeros(48_000, np.float32), spec.rate)
    conform_check(CHECKS[kind], Evidence(spec=spec, media=open_media(tmp_path / "black.mp4")))


def test_a_third_partys_package_is_found_by_its_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Path(__file__).parents[1] / "third_party"
    metadata = tmp_path / "storyreel_sample-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: storyreel-sample\nVersion: 1.0\n", encoding="utf-8")
    declared = (here / "pyproject.toml").read_text(encoding="utf-8")
    assert 'sample = "storyreel_sample:create"' in declared and '"storyreel.generators"' in declared
    entry = "[storyreel.generators]\nsample = storyreel_sample:create\n"
    (metadata / "entry_points.txt").write_text(entry, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend(str(here))
    try:
        assert "sample" in registry.names("generator")
        made = registry.make("generator", "sample:v2")
        assert (made.name, made.revision) == ("sample", "v2")
    finally:
        sys.modules.pop("storyreel_sample", None)
