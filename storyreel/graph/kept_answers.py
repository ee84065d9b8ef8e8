"""Answers of language models, kept in the project: a run that goes on after a stop asks nothing twice and pays nothing twice.

An answer is kept under a hash of everything that went into it: model, instructions, data, media, form, temperature, seed and
length. What is asked anew with another seed or other material is another question. It knows no endpoint.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from storyreel.film.base import canonical_json
from storyreel.tools.chat import Answer, Ask, Form, Usage
from storyreel.tools.files import sha256_of_file, write_whole

__all__ = ["KeptAnswers"]


class KeptAnswers:
    """The answers in a folder.

    Args:
        folder: Made with the first answer.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self, model: str, ask: Ask, form: type[BaseModel] | None) -> str:
        """Names a question; equal questions have equal keys in every process.

        Raises:
            MediaError, OSError: If a medium is not there.
        """
        asked: dict[str, Any] = {
            "model": model,
            "instructions": ask.instructions,
            "data": [list(block) for block in ask.data],
            "media": [[one.kind, one.label, sha256_of_file(one.file)] for one in ask.media],
            "form": form.model_json_schema() if form else "",
            "temperature": ask.temperature,
            "seed": ask.seed,
            "most": ask.max_output_tokens,
            "probabilities": ask.probabilities,
        }
        return hashlib.sha256(canonical_json(asked)).hexdigest()

    def text(self, key: str) -> Answer[str] | None:
        """The words kept under a key; None where there are none, or the file is damaged."""
        kept = self._read(key)
        return None if kept is None or not isinstance(kept.get("value"), str) else _answer(kept["value"], kept)

    def form(self, key: str, form: type[Form]) -> Answer[Form] | None:
        """The form kept under a key; None where there is none, or the file is damaged."""
        kept = self._read(key)
        try:
            return None if kept is None else _answer(form.model_validate(kept["value"]), kept)
        except (ValidationError, KeyError):
            return None

    def keep(self, key: str, answer: Answer[Any]) -> None:
        """Keep an answer.

        Raises:
            ProjectError: If it cannot be written.
        """
        value = answer.value.model_dump(mode="json") if isinstance(answer.value, BaseModel) else answer.value
        record = {
            "value": value,
            "text": answer.text,
            "rung": answer.rung,
            "model": answer.model,
            "probabilities": answer.probabilities,
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._folder / f"{key}.json", json.dumps(record, ensure_ascii=False))

    def _read(self, key: str) -> dict[str, Any] | None:
        try:
            kept: object = json.loads((self._folder / f"{key}.json").read_bytes())
        except (OSError, ValueError):
            return None
        return cast("dict[str, Any]", kept) if isinstance(kept, dict) else None


def _answer(value: Any, kept: dict[str, Any]) -> Answer[Any]:
    places = tuple(tuple((str(token), float(p)) for token, p in place) for place in kept.get("probabilities", ()))
    return Answer(
        value=value,
        text=str(kept.get("text", "")),
        rung=kept.get("rung", "text"),
        reason="asked before and kept in the project",
        tries=0,
        usage=Usage(0, 0, 0),
        model=str(kept.get("model", "")),
        probabilities=places,
    )
