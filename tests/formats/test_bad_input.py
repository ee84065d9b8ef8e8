"""Bad and odd sources: each is read right or refused with a typed error that says what, where and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storyreel.errors import SourceError, VersionMismatch
from storyreel.film import Dialogue, Script, Synopsis
from storyreel.formats import JSON_LIMIT_BYTES, TEXT_LIMIT_BYTES, decode_text, read_dialogue, read_jsonl, read_script, read_source

REFUSED: list[tuple[str, str, bytes, tuple[str, ...], int | None]] = [
    ("empty", "a.txt", b"", ("is empty", "NAME: text"), 1),
    ("blank lines", "a.txt", b"\n \n\t\n", ("is empty",), 1),
    ("only a byte order mark", "a.txt", b"\xef\xbb\xbf", ("is empty",), 1),
    ("10 MB", "a.txt", b"ROSA: yes\n" * 1_000_000, ("10.0 MB", "limit is 2 MB", "Split"), None),
    ("picture", "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), ("PNG picture", "UTF-8"), None),
    ("word processor", "a.docx", b"PK\x03\x04" + bytes(100), ("office document", "Export"), None),
    ("pdf", "a.pdf", b"%PDF-1.7 x", ("PDF", "plain text"), None),
    ("film", "a.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(64), ("MP4",), None),
    ("noise", "a.txt", bytes(range(256)) * 20, ("binary", "NUL"), None),
    ("control characters", "a.txt", b"ROSA: \x01\x02\x03\x04\x05\x06 hi", ("control characters",), None),
    ("one NUL", "a.txt", b"ROSA: hi\nTOM: \x00yes\n" + b"x" * 400, ("NUL",), None),
    ("latin-1", "a.txt", "ROSA: Ça va?\nTOM: Très bien, André.\n".encode("latin-1"), ("0xc7", "Latin-1", "UTF-8"), 1),
    ("latin-1 further down", "a.txt", b"ROSA: Yes.\nTOM: Tr\xe8s bien.\n", ("0xe8", "Save it as UTF-8"), 2),
    ("utf-16 without a mark", "a.txt", "ROSA: hello there\n".encode("utf-16-le"), ("UTF-16 without a byte order mark",), None),
    ("utf-16 cut", "a.txt", "ROSA: hi".encode("utf-16")[:-1], ("UTF-16", "breaks"), None),
    ("utf-32", "a.txt", "ROSA: hi".encode("utf-32"), ("UTF-32",), None),
    ("only symbols", "a.txt", "🎬🎬 😀\n".encode(), ("only symbols", "NAME: text"), 1),
    ("a word", "a.txt", b"\nhello\n", ("no line of dialogue", "NAME: text"), 2),
    ("broken JSON", "a.json", b'{"input": "ROSA: Yes.",\n "x": }', ("not valid JSON", "Expecting value"), 2),
    ("JSON by its look", "a.txt", b'{"input": [', ("not valid JSON",), 1),
    ("JSON number", "a.json", b"7", ("JSON int", "expected an object"), None),
    ("JSON NaN", "a.json", b'{"input": NaN}', ("NaN",), 1),
    ("half a character", "a.json", b'{"input": "ROSA: \\ud800"}', ("lone surrogate",), None),
    ("NUL by escape", "a.json", b'{"input": "ROSA: a\\u0000b"}', ("NUL",), None),
    ("nested too deep", "a.json", b"[" * 200_000, ("too deep",), 1),
    ("unknown keys", "a.json", b'{"foo": 1, "bar": 2}', ("'foo', 'bar'", "input"), None),
    ("empty object", "a.json", b"{}", ("empty object",), None),
    ("empty list", "a.json", b"[]", ("empty list",), None),
    ("speech without text", "a.json", b'[{"speaker": "A", "text": "x"}, {"speaker": "B"}]', ("speech 2", "'speaker'"), None),
    ("speech at no time", "a.json", b'[{"speaker": "A", "text": "x", "start": "soon"}]', ("'soon'", "seconds"), None),
    ("not our document", "a.json", b'{"schema": "storyreel.cut/1", "entries": []}', (), None),
    ("script that does not fit", "a.json", b'{"schema": "storyreel.script/1", "version": 0}', ("version",), None),
    ("bracket without shots", "a.txt", "【Scene Description】\nA garden.\n".encode(), ("no 【Dialogue】 section",), 1),
    ("bracket without numbers", "a.txt", "【Dialogue】\nsome words\n".encode(), ("no numbered shot", "[0s-4s]"), 1),
    ("bracket backwards", "a.txt", "【Dialogue】\n1. [4s-2s] x\n".encode(), ("shot 1 ends at 2 s", "begins at 4 s"), 2),
    ("bracket without time", "a.txt", "【Dialogue】\n\n1. [4 parsecs-9] x\n".encode(), ("[4 parsecs-9]", "[0s-4s]"), 3),
    ("bracket overlay", "a.txt", "【Dialogue】\n1. [0s-4s] x\nStoryreel: {broken\n".encode(), ("broken Storyreel line",), 3),
]


@pytest.mark.parametrize(("name", "data", "says", "line"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refused_with_file_line_and_what_is_expected(
    tmp_path: Path, name: str, data: bytes, says: tuple[str, ...], line: int | None
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert caught.value.file == str(path)
    assert str(path) in str(caught.value)
    assert [text for text in says if text not in str(caught.value)] == []
    assert caught.value.line == line
    assert path.read_bytes() == data


@pytest.mark.parametrize("overlay", ['{"scenes":5}', '{"scenes":[5]}', '{"scenes":[{"shots":5}]}', '{"cast":5}', '{"extra":[]}'])
def test_an_overlay_of_another_shape_is_refused(overlay: str) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_script(f"【Script】\nForm: storyreel.script/1\nStoryreel: {overlay}\n")


def test_a_broken_value_has_its_column() -> None:
    with pytest.raises(SourceError) as caught:
        read_dialogue('{"input":\n   ?}')
    assert (caught.value.line, caught.value.column) == (2, 4)


def test_a_missing_file_names_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "scene.txt").write_text("ROSA: Yes.", encoding="utf-8")
    with pytest.raises(SourceError, match=r"does not exist; .* has scene\.txt"):
        read_source(tmp_path / "scen.txt")
    with pytest.raises(SourceError, match="is a folder"):
        read_source(tmp_path)


def test_a_newer_form_is_refused_with_what_to_do() -> None:
    with pytest.raises(VersionMismatch, match="update"):
        read_script("【Script】\nForm: storyreel.script/99\n")
    with pytest.raises(VersionMismatch):
        read_script(json.dumps({"schema": "storyreel.script/99", "x": "\n"}) + "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding: str, ends: str) -> None:
    text = "ROSA: Ça va, 李明?\nليلى: 👋\n"
    written = text.replace("\n", ends)
    marks = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}
    data = marks.get(encoding, b"") + written.encode(encoding.removesuffix("-bom"))
    assert decode_text(data) == text


def test_limits_are_what_they_say(tmp_path: Path) -> None:
    assert (TEXT_LIMIT_BYTES, JSON_LIMIT_BYTES) == (2_000_000, 32_000_000)
    path = tmp_path / "big.json"
    with path.open("wb") as file:
        file.truncate(JSON_LIMIT_BYTES + 1)
    with pytest.raises(SourceError, match="limit is 32 MB"):
        read_source(path)
    assert len(decode_text(b"ROSA: yes\n" * 200_000)) == 2_000_000


def test_a_line_of_5000_words_is_whole() -> None:
    words = " ".join(f"word{number}" for number in range(5000))
    read = read_dialogue(f"ROSA: {words}\nTOM: Well.\n")
    assert [line.text for line in read.lines] == [words, "Well."]


def test_sixty_speakers() -> None:
    read = read_dialogue("\n".join(f"Person {number}: I am number {number}." for number in range(60)))
    assert len(read.speakers) == 60
    assert len(read.lines) == 60


def test_a_speaker_that_looks_like_a_path_is_a_name() -> None:
    read = read_dialogue("../../x: hello\nROSA: hi\nC:\\temp: x\n")
    assert read.speakers[:2] == ("../../x", "ROSA")


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        ("ليلى: مرحبا، كيف حالك؟\nسامي (بهدوء): بخير.\n", [("ليلى", "مرحبا، كيف حالك؟"), ("سامي", "بخير.")], "ar"),
        ("李明：你好（微笑）\n王芳：去公园（北门）。\n", [("李明", "你好"), ("王芳", "去公园（北门）。")], "zh"),
        ("राम: नमस्ते।\nसीता: ठीक है।\n", [("राम", "नमस्ते।"), ("सीता", "ठीक है।")], "hi"),
        ("ნინო: გამარჯობა!\n", [("ნინო", "გამარჯობა!")], "ka"),
        ("さくら：元気ですか。\n", [("さくら", "元気ですか。")], "ja"),
        ("😀: 👋👋\n👩‍🚀: 🎬\n", [("😀", "👋👋"), ("👩‍🚀", "🎬")], "en"),
        ("\u200fדוד: שלום\u200f\n", [("דוד", "שלום")], "he"),
    ],
)
def test_any_writing_system(text: str, said: list[tuple[str, str]], language: str) -> None:
    read = read_dialogue(text)
    assert [(line.speaker, line.text.strip("\u200f")) for line in read.lines] == said
    assert read.language == language


def test_what_a_source_is_is_told_by_its_content(tmp_path: Path) -> None:
    story = "Rosa came home late. The lamp was out, and nobody had waited for her but the cat on the stairs.\n" * 3
    kinds = {
        "story.txt": story,
        "page.md": "ROSA: Yes.\nTOM: No.\n",
        "script.txt": '[Dialogue]\n1. Alice: "Hi."\n',
        "s.json": '{"scenes": []}',
    }
    for name, text in kinds.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    read = {name: type(read_source(tmp_path / name)) for name in kinds}
    assert read == {"story.txt": Synopsis, "page.md": Dialogue, "script.txt": Script, "s.json": Script}
    with pytest.raises(SourceError, match=r"story\.txt: is a synopsis; expected a dialogue"):
        read_dialogue(tmp_path / "story.txt")
    with pytest.raises(SourceError, match=r"is a dialogue; expected a script"):
        read_script(str(tmp_path / "page.md"))


def test_jsonl(tmp_path: Path) -> None:
    path = tmp_path / "stories.jsonl"
    path.write_text(
        '{"input": "ROSA: Yes."}\n\n{"response": "【Dialogue】\\n1. Alice: \\"Hi.\\"", "index": 4}\n', encoding="utf-8"
    )
    first, second = read_jsonl(path)
    assert isinstance(first, Dialogue)
    assert isinstance(second, Script)
    assert second.extra["record"] == {"index": 4}
    with pytest.raises(SourceError, match="holds 2 records"):
        read_source(path)
    path.write_text('{"input": "ROSA: Yes."}\n\n{"input": \n', encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_jsonl(path)
    assert (caught.value.file, caught.value.line) == (str(path), 3)
