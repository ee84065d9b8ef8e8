"""What people arrive with becomes a film: subtitles, a transcript, a PDF and a DOCX, through the whole graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.apps.cli import main
from storyreel.film import Dialogue, Line
from storyreel.formats import parse_srt, read_source
from storyreel.formats.reader_choices import reader_choices
from tests.formats.made_documents import docx_file, pdf_bytes
from tests.graph.filming import run_in

SRT = """1
00:00:01,000 --> 00:00:02,500
ROSA: You said that nobody

2
00:00:02,500 --> 00:00:04,000
knew about the letter.

3
00:00:04,200 --> 00:00:05,000
[door slams]

4
00:00:05,000 --> 00:00:06,000
TOM: Nobody did.
"""
VTT = """WEBVTT

00:01.000 --> 00:04.000
<v ROSA>You said that nobody knew about the letter.

00:05.000 --> 00:06.000
<v TOM>Nobody did.
"""
TRANSCRIPT = "[00:01] ROSA: You said that nobody knew about the letter.\n[00:05] TOM: Nobody did.\n"
SAID = [("ROSA", "You said that nobody knew about the letter."), ("TOM", "Nobody did.")]


def _source(folder: Path, name: str) -> Path:
    path = folder / name
    if name.endswith(".docx"):
        return docx_file(path, [f"{speaker}: {text}" for speaker, text in SAID])
    if name.endswith(".pdf"):
        path.write_bytes(pdf_bytes([[row for speaker, text in SAID for row in (f"{speaker}: {text}", "")]]))
        return path
    path.write_text({"a.srt": SRT, "a.vtt": VTT, "a.txt": TRANSCRIPT}[name], encoding="utf-8")
    return path


def _shown(out: Path) -> list[tuple[str, str]]:
    return [(line.speaker, line.text) for line in parse_srt((out / "film.srt").read_text(encoding="utf-8")).lines]


@pytest.mark.parametrize("name", ["a.srt", "a.vtt", "a.txt", "a.pdf", "a.docx"])
async def test_a_source_becomes_a_film_with_every_line(tmp_path: Path, name: str) -> None:
    run = run_in(tmp_path)
    run.source = _source(tmp_path, name)
    film = await run.make()
    assert film.finished
    assert _shown(run.out) == SAID


async def test_what_reading_had_to_decide_is_told(tmp_path: Path) -> None:
    run = run_in(tmp_path)
    run.source = tmp_path / "b.srt"
    run.source.write_text("1\n00:00:05,000 --> 00:00:03,000\nNobody knew about the letter.\n", encoding="utf-8")
    await run.make()
    told = [event.text for event in run.events if event.stage == "intake"]
    assert "Subtitles: its end is left out (line 2: ends at 00:00:03,000, before it begins at 00:00:05,000)" in told
    assert "Speakers: 1 line is said by SPEAKER (the source does not say by whom; write NAME: before the words)" in told


def test_many_warnings_are_counted() -> None:
    cues = [f"00:00:{at:02d},500 --> 00:00:{at:02d},100\nROSA: Yes.\n" for at in range(8)]
    assert [choice.choice for choice in reader_choices(parse_srt("\n".join(cues)))] == ["its end is left out"] * 5 + [
        "3 more like these"
    ]


def test_the_command_line_makes_a_film_of_subtitles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = _source(tmp_path, "a.srt"), tmp_path / "out"
    small = ["--size", "208x120", "--fps", "12", "--workers", "1"]
    with pytest.raises(SystemExit) as ended:
        main(["make", str(source), "--out", str(out), *small])
    assert ended.value.code == 0
    assert "film.mp4" in capsys.readouterr().out
    assert (out / "film.mp4").stat().st_size > 10_000
    assert _shown(out) == SAID
    read = read_source(source)
    assert isinstance(read, Dialogue)
    assert [type(item) is Line for item in read.items] == [True, False, True]
