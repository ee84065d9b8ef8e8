"""export, frame, join and say on real files: what they write, and what they say when they cannot."""

from __future__ import annotations

import json
import re
import wave
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from storyreel.apps.cli.export import FORMS, SCREENPLAYS
from storyreel.film.dialogue import Dialogue
from storyreel.formats import read_script, read_source, screenplay_of
from storyreel.tools.frames import frame_at, last_frame, probe

Run = Callable[..., Any]


def picture(path: Path) -> np.ndarray:
    """A PNG as RGB (height, width, 3)."""
    with av.open(str(path)) as file:
        return next(file.decode(video=0)).to_ndarray(format="rgb24")


@pytest.mark.parametrize("form", FORMS)
def test_export_prints_each_form(storyreel: Run, tiny_project: Path, form: str) -> None:
    ended = storyreel("export", str(tiny_project), "--form", form)
    assert ended.code == 0, ended.err
    assert "You came back." in " ".join(ended.out.split())


def test_export_gives_the_subtitles_of_the_film_that_is_there(storyreel: Run, own_project: Path) -> None:
    (own_project / "film.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nedited\n", encoding="utf-8")
    assert "edited" in storyreel("export", "film", "--form", "srt").out
    (own_project / "film.srt").unlink()
    assert "You came back." in storyreel("export", "film", "--form", "srt").out


def test_export_writes_a_file_and_it_reads_back(storyreel: Run, own_project: Path) -> None:
    ended = storyreel("export", "film", "--form", "json", "--out", "copy/script.json")
    assert (ended.code, ended.out) == (0, "")
    assert "wrote copy/script.json" in ended.err
    assert read_script("copy/script.json") == read_script(own_project / "script.json")
    found = storyreel("export", "copy/script.json", "--form", "vtt", "--json").json
    assert found["form"] == "vtt"
    assert found["text"].startswith("WEBVTT")


PAGE = """Title: The Letter

INT. KITCHEN - NIGHT

# Act one

Rosa waits.

ROSA
(quietly)
You *came* back.

TOMAS ^
I said I would.

[[a note]]

CUT TO:
"""


@pytest.mark.parametrize("form", list(SCREENPLAYS.values()))
def test_a_screenplay_comes_back_equal(storyreel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.fountain").write_text(PAGE, encoding="utf-8")
    ended = storyreel("export", "page.fountain", "--form", f"screenplay.{form}", "--out", f"back.{form}")
    assert ended.code == 0, ended.err
    first, back = read_source("page.fountain"), read_source(f"back.{form}")
    assert isinstance(first, Dialogue)
    assert isinstance(back, Dialogue)
    assert [(line.speaker, line.text) for line in back.lines] == [(line.speaker, line.text) for line in first.lines]
    assert screenplay_of(back).elements == screenplay_of(first).elements


def test_the_screenplay_of_a_project_is_its_dialogue(storyreel: Run, tiny_project: Path) -> None:
    ended = storyreel("export", str(tiny_project), "--form", "screenplay.fountain")
    assert ended.code == 0, ended.err
    for text in ("INT. KITCHEN - NIGHT", "ROSA", "You came back.", "TOMAS"):
        assert text in ended.out.splitlines(), ended.out
    assert storyreel("export", str(tiny_project), "--form", "screenplay.fdx").out.startswith("<?xml")


def test_a_script_is_not_a_screenplay_but_its_project_has_one(storyreel: Run, tiny_project: Path) -> None:
    ended = storyreel("export", str(tiny_project / "script.json"), "--form", "screenplay.fdx")
    assert ended.code == 3
    assert f"Its project is {tiny_project}" in ended.err


def test_export_says_how_a_damaged_script_is_mended(storyreel: Run, own_project: Path) -> None:
    (own_project / "script.json").write_text("{", encoding="utf-8")
    ended = storyreel("export", "film", "--form", "bracket")
    assert ended.code == 3
    assert "script.json" in ended.err
    assert "storyreel resume film" in ended.err
    assert storyreel("lock", "film", "1.1").code == 0, "the run has the script in its store"
    assert storyreel("export", "film", "--form", "bracket").code == 0


@pytest.mark.parametrize(("at", "number"), [("first", 0), ("0", 0), ("0.5", 6), ("0.49", 5), ("last", -1)])
def test_frame_is_the_very_frame_of_the_take(storyreel: Run, own_project: Path, at: str, number: int) -> None:
    found = storyreel("frame", "film", "1.2", "--at", at, "--out", "still.png", "--json").json
    clip = Path(found["film"])
    wanted = frame_at(clip, number % probe(clip).frames)
    assert np.array_equal(picture(Path("still.png")), wanted)


def test_frame_of_the_film_and_of_any_file(storyreel: Run, own_project: Path) -> None:
    assert storyreel("frame", "film", "--at", "last", "--out", "a.png").code == 0
    assert storyreel("frame", "film/film.mp4", "--at", "last", "--out", "b.png").code == 0
    assert Path("a.png").read_bytes() == Path("b.png").read_bytes()
    assert np.array_equal(picture(Path("a.png")), last_frame(Path("film/film.mp4")))


def test_join_copies_what_agrees(storyreel: Run, own_project: Path) -> None:
    found = storyreel("join", "film/film.mp4", "film/film.mp4", "--out", "twice.mp4", "--json").json
    once, twice = probe(Path("film/film.mp4")), probe(Path("twice.mp4"))
    assert (found["copied"], found["frames"], twice.frames) == (True, 2 * once.frames, 2 * once.frames)
    assert twice.samples >= 2 * once.frames / 12 * 48_000 - 1
    assert np.array_equal(frame_at(Path("twice.mp4"), once.frames), frame_at(Path("film/film.mp4"), 0))


def test_join_encodes_what_differs_and_says_so(storyreel: Run, own_project: Path) -> None:
    from storyreel.testing.clips import write_clip

    write_clip(Path("other.mp4"), [np.full((96, 160, 3), 200, np.uint8)] * 24, None, Fraction(24))
    ended = storyreel("join", "film/film.mp4", "other.mp4", "--out", "both.mp4", "--title", "Both")
    assert ended.code == 0, ended.err
    assert "other.mp4: picture encoded again, because its size is 160x96, the film's is 208x120" in ended.out
    assert probe(Path("both.mp4")).frames == probe(Path("film/film.mp4")).frames + 12
    with av.open("both.mp4") as film:
        assert film.metadata["title"] == "Both"


@pytest.mark.parametrize(("more", "voice"), [((), ""), (("--voice", "en-us+f3"), "en-us+f3"), (("--lang", "de"), "de")])
def test_say_writes_sound_of_the_length_that_it_names(
    storyreel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], voice: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = storyreel("say", "You came back.", *more, "--out", "line.wav", "--json").json
    with wave.open("line.wav") as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(found["duration_s"], abs=0.002)
        assert any(sound.readframes(sound.getnframes()))
    assert found["voice"].startswith(voice)


def test_say_chooses_a_voice_by_the_words_for_a_character(
    storyreel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = storyreel("say", "Hello.", "--character", "ROSA, a woman of sixty")
    assert ended.code == 0, ended.err
    assert "old woman, by 'woman' in the description" in ended.out
    assert Path("say.wav").exists()


WRONG = [
    (("export", "film"), 2, "'--form'"),
    (("export", "film", "--form", "pdf"), 2, "There are: srt, vtt"),
    (("export", "film", "--form", "srt", "--out", "."), 2, "is a folder"),
    (("export", "film", "--form", "srt", "--out", "/proc/x/y.srt"), 2, "/proc/x"),
    (("export", "nothing", "--form", "srt"), 2, "Projects near it: film"),
    (("export", "page.txt", "--form", "srt"), 3, "storyreel script"),
    (("frame", "nothing"), 2, "Projects near it: film"),
    (("frame", "film", "9.9"), 2, "the film has 1.1, 1.2"),
    (("frame", "film", "--at", "noon"), 2, "first, or last"),
    (("frame", "film", "--at", "900"), 2, "lies outside"),
    (("frame", "film", "--at", "nan"), 2, "lies outside"),
    (("frame", "film", "--out", "a.jpg"), 2, "ends in .png"),
    (("frame", "film/film.mp4", "1.1"), 2, "has no shots"),
    (("frame", "page.txt"), 4, "page.txt"),
    (("frame", "cut.mp4"), 4, "cut.mp4"),
    (("join", "--out", "a.mp4"), 2, "FILE..."),
    (("join", "film/film.mp4"), 2, "'--out'"),
    (("join", "film/film.mp4", "none.mp4", "--out", "a.mp4"), 3, "none.mp4"),
    (("join", "film", "--out", "a.mp4"), 3, "film/film.mp4"),
    (("join", "film/film.mp4", "page.txt", "--out", "a.mp4"), 4, "page.txt"),
    (("join", "film/film.mp4", "cut.mp4", "--out", "a.mp4"), 4, "cut.mp4"),
    (("join", "film/film.mp4", "--out", "film/film.mp4"), 2, "written over"),
    (("join", "film/film.mp4", "--out", "a.avi"), 2, "ends in .mp4"),
    (("say",), 2, "'TEXT'"),
    (("say", " "), 2, "nothing to say"),
    (("say", "🙂"), 4, "cannot be spoken"),
    (("say", "hi", "--voice", "klingon"), 2, "no voice for 'klingon'"),
    (("say", "hi", "--voice", "en+zz"), 2, "no variant 'zz'"),
    (("say", "hi", "--voice", "../../x"), 2, "no voice"),
    (("say", "hi", "--voice", "de", "--character", "ROSA"), 2, "one of the two"),
    (("say", "hi", "--out", "a.mp3"), 2, "ends in .wav"),
]


@pytest.mark.parametrize(("words", "code", "said"), WRONG, ids=[" ".join(words) for words, _, _ in WRONG])
def test_what_cannot_be_done_is_a_sentence_with_the_next_step(
    storyreel: Run,
    tiny_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "film").symlink_to(tiny_project)
    (tmp_path / "page.txt").write_text("ROSA: Yes.\nTOM: No.\n", encoding="utf-8")
    (tmp_path / "cut.mp4").write_bytes((tiny_project / "film.mp4").read_bytes()[:2000])
    ended = storyreel(*words, "--json")
    assert ended.code == code, ended.err
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert json.loads(ended.out)["error"]["exit_code"] == code
    assert not (tmp_path / "a.mp4").exists()


def test_ctrl_c_is_no_traceback(storyreel: Run, own_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("storyreel.tools.assemble.joining.join_clips", interrupted)
    ended = storyreel("join", "film/film.mp4", "--out", "a.mp4", "--json")
    assert ended.code == 130
    assert ended.err == "storyreel: stopped\n"
    assert ended.json["error"]["exit_code"] == 130


@pytest.mark.parametrize(
    "words",
    [
        ("export", "film", "--form", "srt"),
        ("frame", "film", "--out", "a.png"),
        ("join", "film/film.mp4", "--out", "a.mp4"),
        ("say", "Yes.", "--out", "a.wav"),
        ("doctor",),
        ("takes", "film"),
        ("takes", "play", "film"),
    ],
    ids=" ".join,
)
def test_json_has_the_keys_that_help_names(storyreel: Run, own_project: Path, words: tuple[str, ...]) -> None:
    path = words[:2] if words[:2] == ("takes", "play") else words[:1] if words[0] != "takes" else ("takes", "list")
    told = " ".join(storyreel(*path, "--help").out.split()).split("With --json: ")[1]
    named = re.sub(r":? ?\[.*?\]", "", told[1 : told.index("}." if "[{" not in told else "}]}")] + "]")
    names = {name.strip(" ]") for name in named.split(",")}
    assert set(storyreel(*words, "--json").json) == names
