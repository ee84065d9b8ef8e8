"""The copy for a screening: the film's own packets where nothing is drawn, its sound to the sample, cards around it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from storyreel.errors import MediaError, ProjectError
from storyreel.film.cut import Cut, CutEntry
from storyreel.testing.clips import write_clip
from storyreel.tools.assemble import assemble
from storyreel.tools.assemble.screening import Screening, Wanted, make_screening
from storyreel.tools.assemble.titles import Credits
from storyreel.tools.audio import decode_audio
from storyreel.tools.frames import decode_frames, probe

RATE = Fraction(24)
SIZE = (160, 96)
FRAMES = 120
SRT = "1\n00:00:02,100 --> 00:00:02,900\nGood evening.\n"
CREDITS = Credits(title="Rain", label="An animatic made with Storyreel", cast=("ROSA", "MIRA"))


def a_film(folder: Path, rate: Fraction = RATE) -> Path:
    """Five seconds of a moving bar with a click at 2.5 seconds, made like every film."""

    def picture(number: int) -> np.ndarray:
        rgb = np.full((SIZE[1], SIZE[0], 3), 90, np.uint8)
        rgb[:, number % 150 : number % 150 + 8] = 200
        return rgb

    samples = np.zeros(round(FRAMES * 48_000 / rate), np.float32)
    samples[120_000:120_040] = 0.8
    write_clip(folder / "take.mp4", (picture(n) for n in range(FRAMES)), samples, rate)
    entry = CutEntry(uid="u", id="1.1", take="k", available_frames=FRAMES, frames=FRAMES, start=0)
    cut = Cut(width_px=SIZE[0], height_px=SIZE[1], rate_num=rate.numerator, rate_den=rate.denominator, entries=(entry,))
    takes = {"k": folder / "take.mp4"}
    return assemble(cut, takes, to=folder / "film.mp4", title="Rain", subtitles=SRT).file


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_film(tmp_path_factory.mktemp("film"))


@pytest.fixture(scope="module")
def both(film: Path) -> Screening:
    wanted = Wanted(credits=CREDITS, subtitles=SRT, burn=True, cuts_ms=[5000])
    return make_screening(film, wanted, to=film.parent / "both.mp4")


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(container.streams.video[0]) if packet.size]


def planes(path: Path) -> list[np.ndarray]:
    return [frame.to_ndarray() for frame in decode_frames(path)]


def click(path: Path) -> int:
    return int(np.argmax(np.abs(decode_audio(path, 48_000))))


def test_only_the_pictures_with_letters_are_encoded_again(film: Path, both: Screening) -> None:
    was, made = packets(film), packets(both.file)
    body = made[both.head : both.head + FRAMES]
    same = [number for number, (a, b) in enumerate(zip(was, body, strict=True)) if a == b]
    assert set(same) >= {*range(48), *range(72, 120)} and 52 not in same
    assert "24 of 120 frames encoded again" in {choice.choice for choice in both.choices}


def test_it_is_longer_by_its_cards_and_the_film_in_it_is_the_film(film: Path, both: Screening) -> None:
    media = probe(both.file)
    assert both.head == both.tail == 64 and media.frames == both.frames == FRAMES + 128
    was, made = planes(film), planes(both.file)
    for number in (0, 30, 80, 119):
        assert np.array_equal(was[number], made[both.head + number])
    lettered = made[both.head + 60][: SIZE[1]].astype(int) - was[60][: SIZE[1]].astype(int)
    assert np.abs(lettered[80:]).max() > 60 and np.abs(lettered[:60]).mean() < 3
    assert made[0][: SIZE[1]].mean() < 30 and made[-1][: SIZE[1]].max() < 24


@pytest.mark.parametrize("rate", [RATE, Fraction(24000, 1001), Fraction(25)])
def test_the_sound_keeps_its_place_to_the_sample(tmp_path: Path, rate: Fraction) -> None:
    film = a_film(tmp_path, rate)
    made = make_screening(film, Wanted(credits=CREDITS), to=tmp_path / "s.mp4")
    moved = click(made.file) - click(film)
    assert abs(moved - round(made.head * 48_000 / rate)) <= 2
    heard = decode_audio(made.file, 48_000)
    assert abs(len(heard) - made.frames * 48_000 / rate) < 1100
    assert np.abs(heard[: moved - 2000]).max() < 1e-3


def test_the_same_film_and_wish_give_the_same_bytes(film: Path, both: Screening) -> None:
    wanted = Wanted(credits=CREDITS, subtitles=SRT, burn=True, cuts_ms=[5000])
    again = make_screening(film, wanted, to=film.parent / "again.mp4")
    assert again.file.read_bytes() == both.file.read_bytes()


def test_without_burning_the_subtitles_are_a_track_that_moved_with_the_film(film: Path) -> None:
    made = make_screening(film, Wanted(credits=CREDITS, subtitles=SRT), to=film.parent / "track.mp4")
    with av.open(str(made.file)) as container:
        cues = [packet for packet in container.demux(container.streams.subtitles[0]) if packet.size > 2]
        assert [round(float(cue.pts * cue.time_base), 2) for cue in cues] == [round(2.1 + 64 / 24, 2)]
        assert container.metadata["title"] == "Rain"
    assert not any("encoded again" in choice.choice for choice in made.choices)


def test_burnt_in_there_is_no_track_and_no_card_unless_asked_for(film: Path) -> None:
    made = make_screening(film, Wanted(subtitles=SRT, burn=True), to=film.parent / "burnt.mp4")
    with av.open(str(made.file)) as container:
        assert not container.streams.subtitles
    assert made.frames == FRAMES and made.head == 0 and click(made.file) == click(film)
    assert {choice.choice for choice in made.choices} == {"24 of 120 frames encoded again", "no subtitle track"}


def test_a_character_that_cannot_be_drawn_is_told(film: Path) -> None:
    wanted = Wanted(credits=Credits(title="\U00013000"), subtitles=SRT)
    made = make_screening(film, wanted, to=film.parent / "glyph.mp4")
    told = [choice for choice in made.choices if choice.about == "lettering"]
    assert told and "EGYPTIAN HIEROGLYPH A001" in told[0].choice and "apt-get install" in told[0].reason


def test_a_film_of_another_encoder_is_encoded_as_a_whole(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "f.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=24, options={"bf": "2"})
        stream.width, stream.height, stream.pix_fmt = *SIZE, "yuv420p"
        for number in range(30):
            frame = av.VideoFrame.from_ndarray(np.full((SIZE[1], SIZE[0], 3), number * 5, np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    made = make_screening(tmp_path / "f.mp4", Wanted(credits=CREDITS), to=tmp_path / "s.mp4")
    assert probe(made.file).frames == 30 + 128 and "30 of 30 frames encoded again" in {one.choice for one in made.choices}


def test_nothing_is_left_where_it_cannot_be_written(film: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.mp4").write_bytes(b"no film")
    with pytest.raises(MediaError):
        make_screening(tmp_path / "bad.mp4", Wanted(credits=CREDITS), to=tmp_path / "s.mp4")
    with pytest.raises(ProjectError):
        make_screening(film, Wanted(credits=CREDITS), to=tmp_path / "none" / "s.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.mp4"]
