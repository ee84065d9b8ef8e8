"""JSON from elsewhere: the papers' records, lists of speeches, and our own documents."""

from __future__ import annotations

import json
from typing import Any

import pytest

from storyreel.errors import SourceError
from storyreel.film import Dialogue, Script, Synopsis, dump_document
from storyreel.formats import parse_dialogue, read_record, script_json

SPEECHES = [{"speaker": "ROSA", "text": "You came."}, {"speaker": "TOM", "text": "I did."}]
BRACKET = '【Dialogue】\n1. Rosa: "You came."\n'


@pytest.mark.parametrize("key", ["input", "dialogue", "response", "script", "generated_script"])
@pytest.mark.parametrize(
    "value", ["ROSA: You came.\nTOM: I did.", SPEECHES, ["ROSA: You came.", "TOM: I did."], {"dialogue": SPEECHES}]
)
def test_each_key_may_hold_a_text_a_list_or_an_object(key: str, value: Any) -> None:
    read = read_record({key: value, "index": 3})
    assert isinstance(read, Dialogue)
    assert [(line.speaker, line.text) for line in read.lines] == [("ROSA", "You came."), ("TOM", "I did.")]
    assert read.extra["record"] == {"index": 3}


@pytest.mark.parametrize("key", ["response", "script", "generated_script"])
def test_a_bracket_script_in_a_record_is_a_script(key: str) -> None:
    read = read_record({key: BRACKET})
    assert isinstance(read, Script)
    assert read.lines[0].text == "You came."


def test_what_is_wanted_decides_where_a_record_holds_both() -> None:
    # The paper's evaluation calls the dialogue "response" and the script "generated_script".
    record = {"index": 1, "response": "Rosa: You came.", "generated_script": BRACKET}
    script, dialogue = read_record(record), read_record(record, want="dialogue")
    assert isinstance(script, Script)
    assert isinstance(dialogue, Dialogue)
    assert script.extra["record"] == {"index": 1, "response": "Rosa: You came."}
    assert dialogue.extra["record"] == {"index": 1, "generated_script": BRACKET}


def test_speeches_keep_all_that_is_said_of_them() -> None:
    record = {
        "title": "The Lamp",
        "language": "fr",
        "characters": [{"name": "ROSA", "appearance": "grey coat", "age": 40}, "TOM"],
        "dialogue": [
            {"scene": "INT. HALL - NIGHT"},
            {
                "role": "ROSA",
                "content": " Oui. ",
                "emotion": "sad",
                "start": 0.5,
                "end_s": 2,
                "audio": "a.wav",
                "position": "left",
                "beat": 1,
            },
            {"action": "She turns."},
            {"name": "TOM", "utterance": "Non."},
        ],
    }
    read = read_record(record)
    assert isinstance(read, Dialogue)
    first, second = read.lines
    assert (first.text, first.parenthetical, first.start_ms, first.end_ms) == ("Oui.", "sad", 500, 2000)
    assert (first.audio, first.position, second.id) == ("a.wav", "left", "L2")
    assert [item.kind for item in read.items] == ["heading", "line", "direction", "line"]
    assert (read.title, read.language) == ("The Lamp", "fr")
    assert [(one.name, one.appearance, one.extra) for one in read.bank.characters] == [
        ("ROSA", "grey coat", {"age": 40}),
        ("TOM", "", {}),
    ]
    assert read.extra == {"speech_fields": {"L1": {"beat": 1}}}


def test_movieagent_synopsis() -> None:
    read = read_record({"MovieScript": "Elsa hears a voice.", "Character": ["Elsa", "Anna"], "Genre": "fantasy"})
    assert isinstance(read, Synopsis)
    assert (read.story, [one.name for one in read.bank.characters]) == ("Elsa hears a voice.", ["Elsa", "Anna"])
    assert read.extra == {"record": {"Genre": "fantasy"}}
    with pytest.raises(SourceError, match="empty MovieScript"):
        read_record({"MovieScript": " ", "Character": []})


def test_our_own_documents() -> None:
    dialogue = parse_dialogue("Title: X\n\nROSA: Yes.\n")
    script = read_record({"script": BRACKET})
    assert isinstance(script, Script)
    assert read_record(dump_document(dialogue)) == dialogue
    assert read_record(json.loads(script_json(script))) == script
    assert read_record({"script": dump_document(script), "id": 7}).extra == {"record": {"id": 7}}
    with pytest.raises(SourceError, match="is a SpeechSheet; expected a Dialogue"):
        read_record({"schema": "storyreel.speech/1"})


def test_errors_name_the_file_and_record() -> None:
    with pytest.raises(SourceError) as caught:
        read_record({"input": "no speaker here"}, "x.jsonl", line=4)
    assert str(caught.value).startswith("x.jsonl:4: has no line of dialogue")
    with pytest.raises(SourceError, match="2 records"):
        read_record([{"input": "A: x"}, {"input": "B: y"}])
