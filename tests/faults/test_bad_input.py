"""Bad and odd sources through the whole film: a typed error that says what, where and what to do, or a film with every line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from storyreel.errors import SourceError
from storyreel.film.documents import load_document
from storyreel.film.finding import Severity
from storyreel.film.plan import FilmSettings
from storyreel.film.script import Script
from storyreel.formats import read_dialogue
from storyreel.formats.asides import join_text
from storyreel.graph import Film, amake, write_script
from storyreel.graph.nodes.intake import dialogue_of
from storyreel.testing import PlainGenerator
from storyreel.tools.audio import decode_audio, rms_db
from tests.graph.filming import SMALL, run_in

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", r"a\.txt:1: is empty; expected dialogue \(NAME: text\)"),
    "10 MB": ("a.txt", b"ROSA: yes\n" * 1_000_000, r"a\.txt: is 10\.0 MB; the limit is 2 MB\. Split it"),
    "binary": ("a.txt", bytes(range(256)) * 64, r"a\.txt: is binary.* expected plain text in UTF-8"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), r"a\.txt: is a PNG picture; expected plain text"),
    "wrong encoding": (
        "a.txt",
        "ROSA: Yes.\nTOM: Très bien.".encode("latin-1"),
        r"a\.txt:2: is not UTF-8: byte 0xe8.* as UTF-8",
    ),
    "broken JSON": ("a.json", b'{"input": "ROSA: Yes.",\n "x": }', r"a\.json:2:\d+: .*not valid JSON"),
    "only symbols": (
        "a.txt",
        "🎬🎬 😀\n".encode(),
        r"a\.txt:1: holds only symbols and no speaker; expected .*NAME: text",
    ),
    "no file": ("b.txt", b"", r"b\.txt: does not exist"),
}


@pytest.mark.parametrize(("name", "data", "says"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_source_that_cannot_be_read_is_refused_before_anything_is_made(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    source, generator = tmp_path / name, PlainGenerator()
    if name != "b.txt":
        source.write_bytes(data)
    with pytest.raises(SourceError, match=says) as caught:
        await amake(source, out=tmp_path / "film", crew={"generator": generator})
    assert caught.value.exit_code == 3 and caught.value.file == str(source)
    assert not (tmp_path / "film").exists() and generator.submitted == []
    if name != "b.txt":
        assert source.read_bytes() == data


async def test_a_second_source_that_cannot_be_read_leaves_the_project_as_it_was(tmp_path: Path) -> None:
    run = run_in(tmp_path, "ROSA: Yes.\n")
    first = await run.make()
    assert first.film is not None
    picture, files = first.film.read_bytes(), listing(run.out)
    run.source.write_bytes(b"\xff\x00\xff")
    with pytest.raises(SourceError):
        await run.make()
    assert listing(run.out) == files
    film = await run.resume()
    assert film.film is not None and film.film.read_bytes() == picture


def listing(folder: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def script_of(film: Film) -> Script:
    """The Script that a film left."""
    assert film.script is not None
    return load_document(json.loads(film.script.read_text(encoding="utf-8")), Script)


def subtitles_of(film: Film) -> str:
    """All subtitle text in order, on one line, without the marks of writing direction."""
    assert film.subtitles is not None
    cues = re.sub(r"^\d+\n[\d:,]+ --> [\d:,]+\n", "", film.subtitles.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return " ".join(re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", cues).split())


ODD: dict[str, str] = {
    "Arabic": "INT. غرفة - ليل\n\nليلى: من فتح الرسالة؟\nسامي: لا أعرف.\n",
    "Chinese": "李雷：你昨天去哪儿了？\n韩梅梅：我在图书馆。\n",
    "Hindi, Greek, Russian": "ओम: नमस्ते\nΕΛΕΝΗ: Γειά σου!\nИРА: Привет, как дела?\n",
    "a path for a name": "Title: ../../evil\n\nSCENE 1. ../../place\n../../x: Where does this go?\n/etc/passwd: Nowhere.\n",
    "marks and markup": 'ROSA: <script>alert(1)</script> & "so"\nTOM: {{ 7 * 7 }} %s ${HOME} \\n\n',
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
async def test_an_odd_source_is_a_film_with_every_line_heard_and_read(tmp_path: Path, text: str) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    run = run_in(inside, text)
    film = await run.make()
    wanted = [(line.speaker, line.text) for line in read_dialogue(run.source).lines]
    script, read = script_of(film), subtitles_of(film)
    assert film.finished and not film.missing and film.findings == ()
    assert joined(script) == wanted
    places = [read.find(said) for _, said in wanted]
    assert -1 not in places and places == sorted(places)
    assert film.film is not None
    sound = decode_audio(film.film)
    for line in script.lines:
        assert rms_db(sound[48 * line.start_ms : 48 * line.end_ms]) > -40, line.text
    assert sorted(path.name for path in inside.iterdir()) == ["film", "scene.txt"] and list(tmp_path.iterdir()) == [inside]
    assert film.report is not None and "<script>alert" not in film.report.read_text(encoding="utf-8")


def joined(script: Script) -> list[tuple[str, str]]:
    """The Lines of a Script with their parts put together."""
    whole: dict[str, tuple[str, str]] = {}
    for line in script.lines:
        _, before = whole.get(line.id, ("", ""))
        whole[line.id] = (line.speaker, join_text(before, line.text))
    return list(whole.values())


async def test_emoji_are_in_script_and_subtitles_and_listed_as_not_speakable(tmp_path: Path) -> None:
    film = await run_in(tmp_path, "ROSA: 😀🎉\nTOM: I know.\nROSA: ❤️\n").make()
    assert film.finished and not film.missing
    assert [text for _, text in joined(script_of(film))] == ["😀🎉", "I know.", "❤️"]
    read = subtitles_of(film)
    assert read.index("😀🎉") < read.index("I know.") < read.index("❤️")
    assert [(found.kind, found.severity, found.line) for found in film.findings] == [
        ("not-speakable", Severity.INFO, "L1"),
        ("not-speakable", Severity.INFO, "L3"),
    ]
    assert all("only symbols" in found.evidence for found in film.findings)


async def test_sixty_speakers_each_say_their_line(tmp_path: Path) -> None:
    names = [f"{a}{b}O" for a in "BDFGHJKL" for b in "AEIOU"] + [f"{a}{b}N" for a in "MNPR" for b in "AEIOU"]
    text = "".join(f"{name}: Here.\n" for name in names)
    settings = SMALL.changed(width_px=96, height_px=64, rate_num=8)
    film = await run_in(tmp_path, text, settings=settings).make()
    assert len(names) == 60 and film.finished and not film.missing and film.findings == ()
    assert joined(script_of(film)) == [(name, "Here.") for name in names]
    assert len({one.name for one in script_of(film).cast}) == 60


WORDS = ("I told them all that I would never go back there, ", "and the long road home was dark and cold and very quiet. ")


def long_line(words: int = 5000) -> str:
    """A Line of so many words, each sentence of it numbered so that none can be lost or moved unseen."""
    said: list[str] = []
    while len(said) < words:
        said += f"{len(said)} {WORDS[0]}{WORDS[1]}".split()
    return " ".join(said[:words])


def test_a_line_of_5000_words_is_in_the_script_whole(tmp_path: Path) -> None:
    source = tmp_path / "scene.txt"
    source.write_text(f"ROSA: {long_line()}\nTOM: I see.\n", encoding="utf-8")
    script = write_script(source)
    assert joined(script) == [("ROSA", long_line()), ("TOM", "I see.")]
    assert max(shot.duration_ms for shot in script.shots) <= 10_000
    assert len(script.shots) < 600
    assert [line.text for line in dialogue_of(script).lines] == [long_line(), "I see."], "a script made again keeps its words"


@pytest.mark.slow
async def test_a_line_of_5000_words_is_a_film(tmp_path: Path) -> None:
    settings = FilmSettings(width_px=96, height_px=64, rate_num=8)
    film = await run_in(tmp_path, f"ROSA: {long_line()}\nTOM: I see.\n", settings=settings).make()
    script = script_of(film)
    assert film.finished and not film.missing and film.findings == ()
    assert joined(script) == [("ROSA", long_line()), ("TOM", "I see.")]
    assert film.film is not None
    sound = decode_audio(film.film)
    assert all(rms_db(sound[48 * line.start_ms : 48 * line.end_ms]) > -40 for line in script.lines)
