"""serve: the flags that it chooses, what it says is missing, and that it starts what it says."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyreel.errors import MissingExtra, UserError
from storyreel.tools.chat import read_spec
from storyreel.tools.chat.serving import count_gpus, find_vllm, plan_serving

Run = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "tiny"
    made.mkdir()
    (made / "config.json").write_text("{}", encoding="utf-8")
    return made


@pytest.fixture(autouse=True)
def no_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storyreel.tools.chat.serving.shutil.which", lambda _: None)
    monkeypatch.setattr("storyreel.tools.chat.serving.count_gpus", lambda: 0)


def flag(command: tuple[str, ...], name: str) -> str:
    return command[command.index(name) + 1]


def test_a_folder_on_gpus(folder: Path) -> None:
    plan = plan_serving(str(folder), python="py", gpus=2, port=8123, context=9000, host="0.0.0.0")
    assert flag(plan.command, "--model") == str(folder)
    assert flag(plan.command, "--served-model-name") == "tiny"
    assert flag(plan.command, "--tensor-parallel-size") == "2"
    assert flag(plan.command, "--max-model-len") == "9000"
    assert json.loads(flag(plan.command, "--structured-outputs-config"))["disable_any_whitespace"] is True
    assert "--enforce-eager" not in plan.command
    assert read_spec(plan.spec).url == "http://127.0.0.1:8123/v1"
    assert len(plan.reasons) == 2


def test_an_adapter_brings_its_base(tmp_path: Path) -> None:
    (tmp_path / "adapter_config.json").write_text('{"r": 24, "base_model_name_or_path": "Qwen/Qwen3-8B"}', encoding="utf-8")
    plan = plan_serving(str(tmp_path), python="py", gpus=1, name="script")
    assert flag(plan.command, "--model") == "Qwen/Qwen3-8B"
    assert flag(plan.command, "--lora-modules") == f"script={tmp_path}"
    assert flag(plan.command, "--max-lora-rank") == "32"
    assert plan.spec.startswith("openai:script@")
    (tmp_path / "adapter_config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="--base"):
        plan_serving(str(tmp_path), python="py", gpus=1)
    (tmp_path / "adapter_config.json").write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be read"):
        plan_serving(str(tmp_path), python="py", gpus=1)


@pytest.mark.parametrize("name", ["./nothing", "/nothing/at/all", "models/a/b"])
def test_a_folder_that_is_not_there(name: str) -> None:
    with pytest.raises(UserError, match="there is no folder"):
        plan_serving(name, python="py", gpus=0)


def test_an_empty_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"config\.json"):
        plan_serving(str(tmp_path), python="py", gpus=0)


def test_show_starts_nothing(storyreel: Run, folder: Path) -> None:
    ended = storyreel("serve", str(folder), "--show")
    assert ended.code == 0, ended.err
    assert "Use it as: openai:tiny@http://127.0.0.1:8000/v1" in ended.out
    assert "the CPU serves" in ended.out
    assert "VLLM_CPU_KVCACHE_SPACE=4" in ended.out
    told = storyreel("serve", str(folder), "--json").json
    assert set(told) == {"command", "environment", "spec", "reasons"}


def test_what_is_missing_is_said(storyreel: Run, folder: Path, tmp_path: Path) -> None:
    ended = storyreel("serve", str(folder), "--python", sys.executable)
    assert ended.code == 2
    assert "pip install 'storyreel[vllm]'" in ended.err
    ended = storyreel("serve", str(folder), "--python", str(tmp_path / "no-python"))
    assert ended.code == 4
    assert "--python PATH" in ended.err
    ended = storyreel("serve", str(folder), "--gpus", "3")
    assert ended.code == 2
    assert "this machine has 0" in ended.err


def test_it_starts_what_it_says(storyreel: Run, folder: Path, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\ntest "$1" = -c && exit 0\necho "$VLLM_NO_USAGE_STATS $@" > "$0.said"\nexit 3\n', encoding="utf-8"
    )
    python.chmod(0o755)
    ended = storyreel("serve", str(folder), "--python", str(python), "--port", "8123")
    assert ended.code == 4
    assert "vLLM ended with 3" in ended.err
    said = (tmp_path / "python.said").read_text(encoding="utf-8")
    assert said.startswith("1 -m vllm.entrypoints.openai.api_server --model ")
    assert "--port 8123" in said
    find_vllm(str(python))


def test_gpus_are_counted_by_their_tool(tmp_path: Path) -> None:
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\necho 'GPU 0: one'\necho 'GPU 1: two'\n", encoding="utf-8")
    tool.chmod(0o755)
    assert count_gpus(lambda _: str(tool)) == 2
    assert count_gpus(lambda _: None) == 0
    assert count_gpus(lambda _: str(tmp_path / "gone")) == 0


def test_this_python_has_no_vllm() -> None:
    with pytest.raises(MissingExtra):
        find_vllm(sys.executable)
