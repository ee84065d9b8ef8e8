"""Joining takes: what can be copied is copied to the bit, the rest is made again and said so, and nothing drifts."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from storyreel.errors import MediaError, ProjectError
from storyreel.film.cut import Cut, CutEntry
from storyreel.film.script import Transition
from storyreel.film.take import MissingMedia
from storyreel.film.vocabulary import TransitionKind
from storyreel.testing.clips import write_clip
from storyreel.tools.assemble import PlacedSpeech, assemble
from storyreel.tools.audio import decode_audio, peak_db, rms_db, write_wav
from storyreel.tools.frames import decode_frames, frame_at, probe, to_rgb

RATE = Fraction(24000, 1001)
SIZE = (96, 64)
SAMPLES = 48_000


def picture(hue: int, number: int, size: tuple[int, int] = SIZE) -> np.ndarray:
    """A colour by `hue` with a bar by `number`."""
    rgb = np.zeros((size[1], size[0], 3), np.uint8)
    rgb[:] = [(hue * 67) % 200 + 30, (hue * 131) % 200 + 30, (hue * 29) % 200 + 30]
    rgb[8:24, (number * 2) % (size[0] - 8) : (number * 2) % (size[0] - 8) + 8] = 250
    return rgb


def tone(frames: int, level: float = 0.2, rate: Fraction = RATE) -> np.ndarray:
    """A hum as long as the frames."""
    return (level * np.sin(np.arange(round(frames * SAMPLES / rate)) * 0.05)).astype(np.float32)


def take(path: Path, hue: int, frames: int, *, sound: bool = True, **changes: Any) -> Path:
    """A take of our own making."""
    size, rate = changes.get("size", SIZE), changes.get("rate", RATE)
    pictures = (picture(hue, n, size) for n in range(frames))
    write_clip(path, pictures, tone(frames, rate=rate) if sound else None, rate)
    return path


def foreign(path: Path, hue: int, frames: int, options: dict[str, str], pixels: str = "yuv420p") -> Path:
    """A take by another encoder."""
    with av.open(str(path), "w", format="mp4") as opened:
        container: Any = opened
        stream = container.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = *SIZE, pixels
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(picture(hue, number), format="rgb24").reformat(format=pixels)
            frame.pts, frame.time_base = number, 1 / RATE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def a_cut(*parts: dict[str, Any], size: tuple[int, int] = SIZE, rate: Fraction = RATE) -> Cut:
    """A Cut of parts {take, frames, …} one after another."""
    entries: list[CutEntry] = []
    at = 0
    for number, part in enumerate(parts, 1):
        values: dict[str, Any] = {"available_frames": 0, "take": "", **part}
        entries.append(CutEntry(uid=f"u{number}", id=f"1.{number}", start=at, **values))
        at += entries[-1].frames
    return Cut(width_px=size[0], height_px=size[1], rate_num=rate.numerator, rate_den=rate.denominator, entries=tuple(entries))


def planes_of(path: Path) -> list[np.ndarray]:
    """All decoded frames as the encoder's own planes."""
    return [frame.to_ndarray() for frame in decode_frames(path)]


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("takes")
    return {
        "a": take(folder / "a.mp4", 1, 60),
        "b": take(folder / "b.mp4", 2, 50),
        "mute": take(folder / "mute.mp4", 3, 48, sound=False),
        "medium": foreign(folder / "medium.mp4", 4, 40, {"preset": "medium", "bf": "0"}),
        "b-frames": foreign(folder / "bf.mp4", 5, 40, {"bf": "3"}),
        "444": foreign(folder / "444.mp4", 6, 40, {"bf": "0"}, "yuv444p"),
        "wide": take(folder / "wide.mp4", 7, 40, size=(160, 64)),
        "slow": take(folder / "slow.mp4", 8, 24, rate=Fraction(12)),
    }


def test_like_takes_are_copied_to_the_bit(takes: dict[str, Path], tmp_path: Path) -> None:
    cut = a_cut({"take": "a", "frames": 31}, {"take": "b", "frames": 50}, {"take": "a", "frames": 30, "source_start": 24})
    report = assemble(cut, takes, to=tmp_path / "film.mp4", title="A film")
    assert report.copied and report.choices == ()
    a, b = planes_of(takes["a"]), planes_of(takes["b"])
    made = planes_of(report.file)
    wanted = [*a[:31], *b, *a[24:54]]
    assert len(made) == report.frames == 111
    assert all(np.array_equal(x, y) for x, y in zip(made, wanted, strict=True))
    assert len(decode_audio(report.file)) == report.samples == round(111 * SAMPLES / RATE)


@pytest.mark.parametrize("name", ["medium", "b-frames", "444"])
def test_a_take_of_another_encoder_is_encoded_again_and_said_so(name: str, takes: dict[str, Path], tmp_path: Path) -> None:
    report = assemble(a_cut({"take": "a", "frames": 30}, {"take": name, "frames": 40}), takes, to=tmp_path / "f.mp4")
    assert not report.copied
    assert [choice.about for choice in report.choices] == ["shot 1.2"]
    made, source = ([to_rgb(frame).astype(int) for frame in decode_frames(path)] for path in (report.file, takes[name]))
    assert len(made) == 70
    assert all(np.abs(made[30 + n] - source[n]).mean() < 4 for n in range(40))
    assert all(np.abs(made[30 + n] - source[(n + 3) % 40]).mean() > np.abs(made[30 + n] - source[n]).mean() for n in range(40))


def test_takes_of_one_other_encoder_are_copied_among_themselves(takes: dict[str, Path], tmp_path: Path) -> None:
    report = assemble(a_cut({"take": "medium", "frames": 40}, {"take": "medium", "frames": 21}), takes, to=tmp_path / "f.mp4")
    assert report.copied
    source = planes_of(takes["medium"])
    assert all(np.array_equal(x, y) for x, y in zip(planes_of(report.file), [*source, *source[:21]], strict=True))


def test_a_start_between_keyframes_encodes_only_up_to_the_next(takes: dict[str, Path], tmp_path: Path) -> None:
    report = assemble(a_cut({"take": "a", "frames": 40, "source_start": 10}), takes, to=tmp_path / "f.mp4")
    assert [choice.choice for choice in report.choices] == ["part of the picture encoded again"]
    made, source = planes_of(report.file), planes_of(takes["a"])
    assert len(made) == 40
    assert all(np.array_equal(made[n], source[10 + n]) for n in range(14, 40))
    assert all(np.abs(made[n].astype(int) - source[10 + n]).mean() < 2 for n in range(14))


@pytest.mark.parametrize("kind", [TransitionKind.DISSOLVE, TransitionKind.FADE, TransitionKind.WIPE])
def test_a_transition_changes_its_frames_and_no_others(kind: TransitionKind, takes: dict[str, Path], tmp_path: Path) -> None:
    cut = a_cut({"take": "a", "frames": 30}, {"take": "b", "frames": 50, "transition": Transition(kind=kind, frames=8)})
    report = assemble(cut, takes, to=tmp_path / "f.mp4")
    made = planes_of(report.file)
    a, b = planes_of(takes["a"]), planes_of(takes["b"])
    assert all(np.array_equal(x, y) for x, y in zip(made[:30], a[:30], strict=True))
    assert all(np.array_equal(x, y) for x, y in zip(made[30 + 24 :], b[24:], strict=True))
    from_frame = np.full_like(b[0], 16) if kind is TransitionKind.FADE else a[29]
    rows = slice(40, 60)  # below the bars: one brightness each
    before, after = float(from_frame[rows].mean()), float(b[0][rows].mean())
    for number in range(8):
        share = (number + 1) / 9
        assert made[30 + number][rows].mean() == pytest.approx(before + (after - before) * share, abs=4)
    if kind is TransitionKind.WIPE:
        assert made[33][50, 2] == pytest.approx(b[3][50, 2], abs=4) and made[33][50, -2] == pytest.approx(a[29][50, -2], abs=4)


def test_another_size_is_letterboxed_and_another_rate_is_picked(takes: dict[str, Path], tmp_path: Path) -> None:
    cut = a_cut({"take": "wide", "frames": 20}, {"take": "slow", "frames": 40})
    report = assemble(cut, takes, to=tmp_path / "f.mp4")
    assert [("size" in c.reason, "frame rate" in c.reason) for c in report.choices] == [(True, False), (False, True)]
    top = frame_at(report.file, 5)
    assert top[:8].max() < 20 and top[32].mean() > 40  # black bar above, picture in the middle
    source = planes_of(takes["slow"])
    made = planes_of(report.file)[20:]
    picked = [min(range(24), key=lambda n: float(np.abs(source[n].astype(int) - frame).mean())) for frame in made]
    assert picked == [n // 2 for n in range(40)]


def test_a_take_that_is_too_short_holds_its_last_picture(takes: dict[str, Path], tmp_path: Path) -> None:
    report = assemble(a_cut({"take": "b", "frames": 60}), takes, to=tmp_path / "f.mp4")
    assert "10 frames short; its last picture is held" in report.choices[0].reason
    made = planes_of(report.file)
    assert len(made) == 60 and np.abs(made[59].astype(int) - made[50]).mean() < 1


def test_what_is_missing_becomes_a_card_of_the_planned_length(takes: dict[str, Path], tmp_path: Path) -> None:
    missing = MissingMedia(uid="u2", reason="the backend refused")
    cut = a_cut({"take": "a", "frames": 30}, {"missing": missing, "frames": 25}, {"take": "a", "frames": 30})
    report = assemble(cut, takes, to=tmp_path / "f.mp4")
    made = planes_of(report.file)
    assert len(made) == 85 and [c.choice for c in report.choices] == ["slate"]
    assert np.median(made[40][: SIZE[1]]) == pytest.approx(40, abs=2) and made[40][: SIZE[1]].max() > 120
    source = planes_of(takes["a"])
    assert all(np.array_equal(x, y) for x, y in zip(made[55:], source[:30], strict=True))
    quiet = decode_audio(report.file)[round(31 * SAMPLES / RATE) : round(54 * SAMPLES / RATE)]
    assert rms_db(quiet) < -60


def test_a_hundred_clips_do_not_drift_by_a_sample(tmp_path: Path) -> None:
    frames, clips = 23, 100
    sound = np.zeros(round(frames * SAMPLES / RATE), np.float32)
    sound[24_000:24_004] = 0.7
    write_clip(tmp_path / "t.mp4", (picture(9, n) for n in range(frames)), sound, RATE)
    cut = a_cut(*[{"take": "t", "frames": frames}] * clips)
    report = assemble(cut, {"t": tmp_path / "t.mp4"}, to=tmp_path / "f.mp4")
    found = probe(report.file)
    assert report.copied and (found.frames, found.rate) == (frames * clips, RATE)
    assert report.samples == round(frames * clips * SAMPLES / RATE) == found.samples
    made = decode_audio(report.file)
    for number in range(clips):
        start = round(number * frames * SAMPLES / RATE)
        assert abs(int(np.abs(made[start : start + 46_000]).argmax()) - 24_001) <= 3, number


def test_lines_are_laid_where_the_take_is_mute_and_only_there(takes: dict[str, Path], tmp_path: Path) -> None:
    write_wav(tmp_path / "line.wav", np.full(22_050, 0.4, np.float32), 22_050)
    cut = a_cut({"take": "a", "frames": 24}, {"take": "mute", "frames": 48})
    line = PlacedSpeech(path=tmp_path / "line.wav", start_ms=1500, line="l1")
    over = PlacedSpeech(path=tmp_path / "line.wav", start_ms=200, line="l0")
    late = PlacedSpeech(path=tmp_path / "line.wav", start_ms=99_000, line="l9")
    report = assemble(cut, takes, speech=[late, line, over], to=tmp_path / "f.mp4")
    plain = assemble(cut, takes, to=tmp_path / "plain.mp4")
    made, bare = decode_audio(report.file), decode_audio(plain.file)
    assert np.allclose(made[:47_000], bare[:47_000], atol=0.02)  # the take's own sound stands alone
    assert rms_db(made[73_000:118_000]) == pytest.approx(-8, abs=0.5)
    assert rms_db(made[49_500:71_000]) < -60 and rms_db(made[122_000:]) < -60
    assert [c.about for c in report.choices] == ["line l0", "line l9"]
    assert "not laid beyond" in report.choices[0].choice  # the take hums where the Line should be: what follows is no part of it


def test_lines_are_laid_over_a_sound_that_is_not_the_takes_own(takes: dict[str, Path], tmp_path: Path) -> None:
    """Some backends put a silent track into every clip."""
    write_wav(tmp_path / "line.wav", np.full(22_050, 0.4, np.float32), 22_050)
    cut = a_cut({"take": "a", "frames": 24}, {"take": "b", "frames": 24}, {"take": "mute", "frames": 24})
    speech = [PlacedSpeech(path=tmp_path / "line.wav", start_ms=at) for at in (0, 1002)]
    asked: set[str] = set()

    def own_sound(key: str) -> bool:
        asked.add(key)
        return key == "a"

    report = assemble(cut, takes, speech=speech, to=tmp_path / "f.mp4", own_sound=own_sound)
    plain = assemble(cut, takes, to=tmp_path / "plain.mp4")
    made, bare = decode_audio(report.file), decode_audio(plain.file)
    assert np.allclose(made[:47_000], bare[:47_000], atol=0.02)  # the first Line is in the first take's own sound
    assert rms_db(made[50_000:94_000]) == pytest.approx(-8, abs=0.5)  # the Line alone, and no hum
    assert asked == {"a", "b"}  # a clip without sound has none to use
    left_out = [choice for choice in report.choices if "left out" in choice.choice]
    assert [choice.about for choice in left_out] == ["shot 1.2"]
    assert report.frames == plain.frames and report.samples == plain.samples
    wanted = assemble(cut, takes, speech=speech, to=tmp_path / "w.mp4", own_sound=lambda _key: True)
    assert np.allclose(decode_audio(wanted.file), bare, atol=0.02)


def test_the_sound_does_not_pass_minus_one_db(takes: dict[str, Path], tmp_path: Path) -> None:
    noise = np.random.default_rng(1).uniform(-1, 1, 44_100).astype(np.float32)
    write_wav(tmp_path / "loud.wav", noise, 22_050)
    speech = [PlacedSpeech(path=tmp_path / "loud.wav", start_ms=0, gain_db=3.0)] * 2
    report = assemble(a_cut({"take": "mute", "frames": 48}), takes, speech=speech, to=tmp_path / "f.mp4")
    assert peak_db(decode_audio(report.file)) <= -1.0
    assert report.choices[-1].about == "sound" and "lowered by" in report.choices[-1].choice


def test_the_same_cut_gives_the_same_bytes(takes: dict[str, Path], tmp_path: Path) -> None:
    cut = a_cut({"take": "a", "frames": 30}, {"take": "medium", "frames": 20})
    first = assemble(cut, takes, to=tmp_path / "1.mp4").file.read_bytes()
    assert first == assemble(cut, takes, to=tmp_path / "2.mp4").file.read_bytes()


def test_the_file_begins_with_its_index_and_carries_title_and_subtitles(takes: dict[str, Path], tmp_path: Path) -> None:
    srt = "1\n00:00:00,200 --> 00:00:00,900\n“Wait.”\n\n2\n00:00:01,000 --> 00:00:01,800\n你好\n"
    cut = a_cut({"take": "a", "frames": 48})
    report = assemble(cut, takes, to=tmp_path / "f.mp4", title="Title — ü", comment="An animatic.", subtitles=srt)
    data = report.file.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    with av.open(str(report.file)) as container:
        assert (container.metadata["title"], container.metadata["comment"]) == ("Title — ü", "An animatic.")
        shown = [(p.pts, bytes(p)[2:].decode()) for p in container.demux(container.streams.subtitles[0]) if p.size > 2]
    assert shown == [(200, "“Wait.”"), (1000, "你好")]


def test_a_failure_leaves_the_old_film_and_nothing_else(takes: dict[str, Path], tmp_path: Path) -> None:
    film = tmp_path / "out" / "f.mp4"
    assemble(a_cut({"take": "a", "frames": 30}), takes, to=film)
    before = film.read_bytes()
    (tmp_path / "bad.wav").write_bytes(b"no wav")
    speech = [PlacedSpeech(path=tmp_path / "bad.wav", start_ms=0)]
    with pytest.raises(MediaError, match=r"bad\.wav"):
        assemble(a_cut({"take": "mute", "frames": 30}), takes, speech=speech, to=film)
    assert film.read_bytes() == before
    assert [path.name for path in film.parent.iterdir()] == ["f.mp4"]


def test_a_take_that_cannot_be_read_is_named_by_its_shot(takes: dict[str, Path], tmp_path: Path) -> None:
    short = tmp_path / "short.mp4"
    short.write_bytes(takes["a"].read_bytes()[:4000])
    files = {**takes, "short": short, "gone": tmp_path / "gone.mp4"}
    for name, said in (("short", "cut short"), ("gone", "cannot be opened"), ("never", "no file was given")):
        with pytest.raises(MediaError, match=rf"shot 1\.2: .*{said}"):
            assemble(a_cut({"take": "a", "frames": 9}, {"take": name, "frames": 9}), files, to=tmp_path / "f.mp4")
    assert not (tmp_path / "f.mp4").exists()


def test_an_empty_cut_and_one_with_a_hole_are_refused(takes: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no shots"):
        assemble(a_cut(), takes, to=tmp_path / "f.mp4")
    cut = a_cut({"take": "a", "frames": 9}, {"take": "a", "frames": 9})
    holed = cut.changed(entries=(cut.entries[0], cut.entries[1].changed(start=12)))
    with pytest.raises(MediaError, match=r"1\.2 starts at frame 12"):
        assemble(holed, takes, to=tmp_path / "f.mp4")


def test_a_folder_that_cannot_be_written_is_a_project_error(takes: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(ProjectError):
        assemble(a_cut({"take": "a", "frames": 9}), takes, to=tmp_path / "file" / "f.mp4")


def test_odd_sides_are_made_even_and_said_so(takes: dict[str, Path], tmp_path: Path) -> None:
    report = assemble(a_cut({"take": "a", "frames": 9}, size=(97, 65)), takes, to=tmp_path / "f.mp4")
    found = probe(report.file)
    assert (found.width, found.height) == SIZE and report.choices[0].about == "size"
