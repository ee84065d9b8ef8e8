"""What agents ask of a language model, and what they get: the contract between agents and every chat endpoint.

An agent writes an `Ask` (instructions, then data) and names the form of the answer, a pydantic model; the model's file knows how
that form is had from its endpoint. Nothing here knows a vendor, a prompt or an agent.

Instructions and data never mix: `Ask.instructions` comes from prompt files alone; screenplays, findings, people's words and
earlier answers are `Ask.data`, named blocks that are shown to the model as material.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

__all__ = ["Answer", "Ask", "Call", "ChatCan", "ChatModel", "Form", "Medium", "Rung", "Usage"]

Form = TypeVar("Form", bound=BaseModel)
Value = TypeVar("Value")

Rung = Literal["text", "json_schema", "json_object", "tool call", "prompt and repair"]


class Medium(NamedTuple):
    """A picture, sound or video shown to the model.

    Attributes:
        file: PNG or JPEG, WAV, or MP4.
        kind: What it is.
        label: What the model is told it is, such as "frame of shot 1.3 at 4.5 s".
    """

    file: Path
    kind: Literal["picture", "sound", "video"]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request.

    Attributes:
        task: The prompt's id, such as "scripter/shots"; goes into the ledger with `prompt_sha256`.
        prompt_sha256: Of the prompt file.
        instructions: The rendered prompt: ours, trusted.
        data: (name, text) blocks: material, never instructions.
        media: Shown in order after the data; an endpoint that cannot see or hear one refuses with `BackendError`.
        temperature: 0.0 for the most likely answer.
        seed: Passed on where the endpoint takes one.
        max_output_tokens: Where the answer is cut off.
        probabilities: Ask for the probabilities of tokens where the endpoint gives them (`Answer.probabilities`).
    """

    task: str
    prompt_sha256: str
    instructions: str
    data: tuple[tuple[str, str], ...] = ()
    media: tuple[Medium, ...] = ()
    temperature: float = 0.0
    seed: int | None = None
    max_output_tokens: int = 4096
    probabilities: bool = False


class Usage(NamedTuple):
    """What answers cost; None where the endpoint did not say. Money in millionths of `currency`."""

    input_tokens: int | None = None
    output_tokens: int | None = None
    cost_micros: int | None = None
    currency: str = "USD"
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Answer(Generic[Value]):
    """What came back.

    Attributes:
        value: The text, or the filled form, validated.
        text: The last raw answer.
        rung: Of the ladder of structured output: how the form was had.
        reason: Why that rung.
        tries: Requests made, repairs included.
        usage: Of all of them.
        model: As the endpoint names itself.
        probabilities: (token, probability) alternatives at each place of the answer, where asked for and given.
    """

    value: Value
    text: str
    rung: Rung = "text"
    reason: str = ""
    tries: int = 1
    usage: Usage = field(default_factory=Usage)
    model: str = ""
    probabilities: tuple[tuple[tuple[str, float], ...], ...] = ()


class Call(NamedTuple):
    """One request as the ledger keeps it; no text of prompt or answer, and no secret."""

    endpoint: str
    task: str
    prompt_sha256: str
    rung: Rung
    usage: Usage
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class ChatCan:
    """What an endpoint is known to do; None means not known yet."""

    sees: bool | None = None
    hears: bool | None = None
    watches: bool | None = None
    context_tokens: int | None = None
    rungs: tuple[Rung, ...] = field(default=("json_schema", "json_object", "tool call", "prompt and repair"))


class ChatModel(Protocol):
    """A language model at an endpoint, whatever speaks for it."""

    @property
    def name(self) -> str:
        """As it was asked for, without secrets: "openai:qwen3@http://127.0.0.1:8000/v1"."""
        ...

    @property
    def family(self) -> str:
        """Whose model it is, as far as its name tells: "qwen", "gpt", "claude", "gemini", …, else the name itself."""
        ...

    @property
    def can(self) -> ChatCan:
        """What it is known to do."""
        ...

    async def text(self, ask: Ask) -> Answer[str]:
        """An answer in words.

        Raises:
            AnswerTruncated: If it was cut off.
            AnswerRefused: If the model declined.
            BackendError: As for any backend; `RateLimited` and `BackendUnavailable` after their retries.
        """
        ...

    async def fill(self, ask: Ask, form: type[Form]) -> Answer[Form]:
        """The form filled in, by the first rung of the ladder that this endpoint manages.

        Raises:
            AnswerUnusable: If no rung gave a valid form; the text says what was wrong with the last answer.
            AnswerTruncated, AnswerRefused, BackendError: As `text`.
        """
        ...

    async def close(self) -> None:
        """Release what it holds."""
        ...
