"""Every prompt file renders, and a prompt that is asked for wrongly, or written wrongly, says what to do."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from storyreel.errors import UserError
from storyreel.prompts import load_prompt, prompt_ids
from storyreel.prompts.loading import parse_prompt

SHOT: dict[str, Any] = dict.fromkeys(load_prompt("director/shot").variables, "")
SHOT |= {name: [] for name in ("blocking", "boxes", "care", "cast", "in_frame", "intent", "lines", "profiles", "prop_looks")}
SHOT |= {"props": [], "subjects": [], "unread": [], "act": {}, "size": "medium", "framing": "single", "angle": "low"}

SAMPLES: dict[str, dict[str, Any]] = {
    "director/shot": SHOT,
    "director/style": {"style": "anime"},
    "director/negative": {"style": "realistic", "silent": True},
}


@pytest.mark.parametrize("prompt_id", prompt_ids())
def test_every_prompt_renders(prompt_id: str) -> None:
    prompt = load_prompt(prompt_id)
    text = prompt.render(**SAMPLES.get(prompt_id, dict.fromkeys(prompt.variables, "")))
    assert len(text) > 20
    assert "{{" not in text and "{%" not in text and "None" not in text and "\n\n\n" not in text
    assert prompt.version >= 1 and prompt.output.isidentifier()


@pytest.mark.parametrize("prompt_id", prompt_ids())
def test_the_hash_is_of_the_file(prompt_id: str) -> None:
    file = resources.files("storyreel.prompts").joinpath(*f"{prompt_id}.md".split("/"))
    assert load_prompt(prompt_id).sha256 == hashlib.sha256(file.read_text(encoding="utf-8").encode()).hexdigest()


def test_prompts_are_found_inside_a_zip(tmp_path: Path) -> None:
    package = resources.files("storyreel.prompts")
    with zipfile.ZipFile(tmp_path / "wheel.zip", "w") as wheel:
        wheel.writestr("storyreel/__init__.py", "")
        wheel.writestr("storyreel/errors.py", resources.files("storyreel").joinpath("errors.py").read_text(encoding="utf-8"))
        for file in ("__init__.py", "loading.py", "director/shot.md", "director/style.md"):
            wheel.writestr(f"storyreel/prompts/{file}", package.joinpath(*file.split("/")).read_text(encoding="utf-8"))
    code = "import storyreel.prompts as p; print(p, *p.prompt_ids(), p.load_prompt('director/style').render(style='anime'))"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "wheel.zip")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "wheel.zip" in ran.stdout and "director/shot director/style" in ran.stdout and "Japanese anime" in ran.stdout


def test_every_named_look_has_words_of_its_own() -> None:
    from storyreel.agents.director import STYLES

    looks = [load_prompt("director/style").render(style=style) for style in STYLES]
    assert len(set(looks)) == len(STYLES) == 5
    assert all(len(look) > 40 for look in looks)


def test_free_words_are_data_and_not_a_template() -> None:
    words = "noir {{ 7 * 7 }} {% raw %} <b>"
    assert load_prompt("director/style").render(style=words) == words


def test_the_sandbox_is_closed() -> None:
    prompt = parse_prompt("---\nid: a/b\nversion: 1\nvariables: x\noutput: text\n---\n{{ x.__class__.__mro__ }}")
    with pytest.raises(UserError, match="cannot be filled in"):
        prompt.render(x=1)


def test_missing_and_unknown_variables_are_named() -> None:
    with pytest.raises(UserError, match=r"director/negative: missing: silent; unknown: silence; it takes silent, style"):
        load_prompt("director/negative").render(style="anime", silence=True)


def test_an_unknown_prompt_lists_those_there_are() -> None:
    with pytest.raises(UserError, match=r"no prompt 'director/shots'; there are .*director/negative, director/shot"):
        load_prompt("director/shots")


@pytest.mark.parametrize("name", ["../errors", "director/../director/shot", "/etc/passwd", ""])
def test_no_path_leads_out_of_the_folder(name: str) -> None:
    with pytest.raises(UserError, match="there is no prompt"):
        load_prompt(name)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("no front matter", "does not open with front matter"),
        ("---\nid: a/b\nversion: 1\noutput: text\n---\nx", "lacks variables"),
        ("---\nid: a/b\nversion: one\nvariables:\noutput: text\n---\nx", "write a whole number"),
        ("---\nid: a/b\nversion: 1\nvariables:\noutput: text\ncolour: red\n---\nx", "'colour: red' has no place"),
        ("---\nid: a/b\nversion: 1\nvariables: who\noutput: text\n---\n{{ whom }}", "declares who, the text uses whom"),
        ("---\nid: a/b\nversion: 1\nvariables: who\noutput: text\n---\n{{ who", "malformed"),
    ],
)
def test_a_malformed_file_says_what_is_wrong(source: str, problem: str) -> None:
    with pytest.raises(UserError, match=problem):
        parse_prompt(source)
