"""What the checks find on films: cuts at the scripted times, and nothing in a clean film with moves, nights and dissolves."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from storyreel.film.cut import Cut, CutEntry
from storyreel.film.script import Scene, Script, Shot, SpokenLine, Transition
from storyreel.film.take import MissingMedia
from storyreel.film.vocabulary import TransitionKind
from storyreel.testing.clips import write_clip
from storyreel.tools.assemble import PlacedSpeech, assemble
from storyreel.tools.audio import write_wav
from storyreel.tools.contracts import Evidence
from storyreel.tools.measure import measure_file
from tests.tools.drawn_stage import RATE, SHOTS, SIZE, shot_frames

CUT = Transition()
Part = tuple[str, int, int, Transition]  # shot, first frame, frames, transition


def a_cut(parts: list[Part]) -> Cut:
    """A Cut of parts one after another."""
    entries: list[CutEntry] = []
    at = 0
    for number, (name, start, frames, transition) in enumerate(parts):
        missing = MissingMedia(uid=f"u{number}", reason="not made") if name == "missing" else None
        entry = {"uid": f"u{number}", "id": f"1.{number}", "take": name, "missing": missing, "available_frames": 90}
        entry |= {"source_start": start, "frames": frames, "start": at, "transition": transition}
        entries.append(CutEntry.model_validate(entry))
        at += frames
    return Cut(width_px=SIZE[0], height_px=SIZE[1], rate_num=24, entries=tuple(entries))


def a_script(cut: Cut) -> Script:
    """The Script that the Cut follows, a Line in every second Shot."""
    shots: list[Shot] = []
    for number, entry in enumerate(cut.entries):
        start, end = (round(frame * 1000 / 24) for frame in (entry.start, entry.start + entry.frames))
        line = SpokenLine(id=f"l{number}", speaker="ROSA", text="Yes.", start_ms=start + 100, end_ms=start + 600)
        lines = (line,) if number % 2 else ()
        shots.append(Shot(uid=entry.uid, id=entry.id, start_ms=start, end_ms=end, transition=entry.transition, lines=lines))
    return Script(scenes=(Scene(id="1", shots=tuple(shots)),))


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("stage")
    made = {name: folder / f"{name}.mp4" for name in SHOTS}
    for name, path in made.items():
        write_clip(path, shot_frames(name, 90), None, RATE)
    return made


def parts_of(seed: int) -> list[Part]:
    """Eight shots in some order with cuts, dissolves, fades and wipes."""
    chance = random.Random(seed)
    kinds = [TransitionKind.CUT] * 3 + [TransitionKind.DISSOLVE, TransitionKind.FADE, TransitionKind.WIPE]
    parts: list[Part] = []
    for name in chance.sample(list(SHOTS), 8):
        kind = chance.choice(kinds) if parts else TransitionKind.CUT
        frames = 0 if kind is TransitionKind.CUT else chance.randint(6, 12)
        parts.append((name, 0, chance.randint(26, 44), Transition(kind=kind, frames=frames)))
    return parts


@pytest.mark.parametrize("seed", range(6))
def test_a_clean_film_is_left_alone_and_a_missing_cut_is_found(seed: int, takes: dict[str, Path], tmp_path: Path) -> None:
    parts = parts_of(seed)
    cut = a_cut(parts)
    film = assemble(cut, takes, to=tmp_path / "f.mp4").file
    assert measure_file(film, Evidence(cut=cut)) == []
    place = next(n for n in range(7, 0, -1) if parts[n][3] == CUT)
    name, start, frames, _ = parts[place - 1]
    parts[place] = (name, start + frames, parts[place][2], CUT)  # the shot before goes on instead
    spoiled = assemble(a_cut(parts), takes, to=tmp_path / "g.mp4").file
    said = measure_file(spoiled, Evidence(cut=cut))
    assert [(one.kind, one.shot) for one in said] == [("missing-cut", f"u{place}")]
    assert f"cuts to 1.{place} at frame {cut.entries[place].start}" in said[0].evidence


def test_a_film_of_others_is_judged_against_its_script_alone(takes: dict[str, Path], tmp_path: Path) -> None:
    parts: list[Part] = [("wide", 0, 40, CUT), ("still close", 0, 40, CUT), ("tilt", 0, 40, CUT)]
    cut = a_cut(parts)
    write_wav(tmp_path / "l.wav", np.random.default_rng(1).normal(0, 0.1, 11_025).astype(np.float32), 22_050)
    line = PlacedSpeech(path=tmp_path / "l.wav", start_ms=1767)
    script = a_script(cut)
    film = assemble(cut, takes, to=tmp_path / "f.mp4", speech=[line]).file
    assert measure_file(film, Evidence(script=script)) == []
    mute = assemble(cut, takes, to=tmp_path / "m.mp4").file
    assert [(x.kind, x.line, x.shot) for x in measure_file(mute, Evidence(script=script))] == [("missing-speech", "l1", "u1")]
    short = assemble(a_cut(parts[:2]), takes, to=tmp_path / "s.mp4", speech=[line]).file
    assert [x.kind for x in measure_file(short, Evidence(script=script))] == ["wrong-duration"]


def test_a_cut_within_a_shot_is_named_with_its_shot(takes: dict[str, Path], tmp_path: Path) -> None:
    asked = a_cut([("wide", 0, 40, CUT), ("still close", 0, 40, CUT), ("tilt", 0, 40, CUT)])
    given = a_cut([("wide", 0, 40, CUT), ("still close", 0, 22, CUT), ("gesture", 0, 18, CUT), ("tilt", 0, 40, CUT)])
    film = assemble(given, takes, to=tmp_path / "f.mp4").file
    (one,) = measure_file(film, Evidence(cut=asked))
    assert (one.kind, one.shot, one.data["frame"]) == ("extra-cut", "u1", 62)


def test_a_card_for_a_missing_shot_is_no_freeze(takes: dict[str, Path], tmp_path: Path) -> None:
    cut = a_cut([("wide", 0, 40, CUT), ("missing", 0, 40, CUT), ("tilt", 0, 40, CUT)])
    film = assemble(cut, takes, to=tmp_path / "f.mp4").file
    assert measure_file(film, Evidence(cut=cut)) == []


def test_lines_move_with_their_shot_when_the_cut_moves_it(takes: dict[str, Path], tmp_path: Path) -> None:
    cut = a_cut([("wide", 0, 40, CUT), ("still close", 0, 40, CUT)])
    script = a_script(cut)
    late = script.shots[1].moved(2000)  # the script has it later than the cut: the line is where the cut puts it
    script = script.changed(scenes=(Scene(id="1", shots=(script.shots[0], late)),))
    write_wav(tmp_path / "l.wav", np.random.default_rng(1).normal(0, 0.1, 11_025).astype(np.float32), 22_050)
    line = PlacedSpeech(path=tmp_path / "l.wav", start_ms=1767)
    film = assemble(cut, takes, to=tmp_path / "f.mp4", speech=[line]).file
    assert measure_file(film, Evidence(cut=cut, script=script)) == []
