"""A model's folder: whether it is one, before anything heavy is imported."""

from __future__ import annotations

from pathlib import Path

from storyreel.errors import UserError
from storyreel.tools.chat.spec import ChatSpec

__all__ = ["model_folder"]


def model_folder(spec: ChatSpec) -> Path:
    """The folder that a spec names.

    Raises:
        UserError: If it is no model's folder. Nothing is downloaded by a name.
    """
    folder = Path(spec.model).expanduser()
    if (folder / "config.json").is_file():
        return folder
    there = "is no folder" if not folder.is_dir() else "holds no config.json"
    raise UserError(
        f"{spec.name}: {folder} {there}. {spec.kind}:PATH names the folder of a model (config.json, tokenizer and weights);"
        " download it first, for example with: hf download MODEL --local-dir PATH"
    )
