"""How a language model is named: "openai:qwen3@http://127.0.0.1:8000/v1". It opens nothing and knows no vendor's package."""

from __future__ import annotations

import ipaddress
import json
import re
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from storyreel.errors import UserError

__all__ = ["CHAT_FORMS", "ChatSpec", "family_of", "read_spec"]

CHAT_FORMS = {
    "openai": "openai:MODEL or openai:MODEL@URL (vLLM, Ollama, LM Studio, any cloud that speaks OpenAI's protocol)",
    "gemini": "gemini:MODEL",
    "anthropic": "anthropic:MODEL",
    "hf": "hf:PATH (a model's folder, run in this process by transformers)",
    "vllm": "vllm:PATH (a model's folder, run in this process by vLLM)",
}
"""Every kind of model and how it is written."""

_FAMILIES = (
    ("qwen", r"qwen|qwq"),
    ("gpt", r"gpt|chatgpt|o\d"),
    ("claude", r"claude"),
    ("gemini", r"gemini"),
    ("gemma", r"gemma"),
    ("llama", r"(?:meta)?llama"),
    ("mistral", r"mistral|mixtral|ministral|magistral"),
    ("deepseek", r"deepseek"),
    ("phi", r"phi"),
    ("glm", r"glm|chatglm"),
    ("kimi", r"kimi"),
    ("minimax", r"minimax"),
)


class ChatSpec(NamedTuple):
    """One language model as it was asked for.

    Attributes:
        kind: "openai", "gemini", "anthropic", "hf" or "vllm".
        model: The model's name at its endpoint, or its folder.
        url: Where it answers; None for the vendor's own address or none.
    """

    kind: str
    model: str
    url: str | None = None

    @property
    def name(self) -> str:
        """As it was asked for.

        >>> ChatSpec("openai", "qwen3", "http://127.0.0.1:8000/v1").name
        'openai:qwen3@http://127.0.0.1:8000/v1'
        """
        return f"{self.kind}:{self.model}" + (f"@{self.url}" if self.url else "")

    @property
    def local(self) -> bool:
        """Whether it runs on this machine, so that no request costs money or needs a key.

        >>> ChatSpec("openai", "qwen3", "http://localhost:11434/v1").local, ChatSpec("openai", "gpt-4.1").local
        (True, False)
        """
        if self.kind in ("hf", "vllm"):
            return True
        host = urlsplit(self.url).hostname if self.url else None
        if not host:
            return False
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")


def read_spec(text: str) -> ChatSpec:
    """Read the name of a language model.

    Raises:
        UserError: If there is no such kind, no model, or an address that cannot be used; the text says what exists.

    >>> read_spec("openai:qwen3:8b@http://localhost:11434/v1")
    ChatSpec(kind='openai', model='qwen3:8b', url='http://localhost:11434/v1')
    >>> read_spec("hf:models/script")
    ChatSpec(kind='hf', model='models/script', url=None)
    """
    kind, colon, rest = text.strip().partition(":")
    if kind not in CHAT_FORMS or not colon or not rest:
        missing = "names no model" if kind in CHAT_FORMS else "is no language model that there is"
        raise UserError(f"{_shown(text)!r} {missing}. There are: {'; '.join(CHAT_FORMS.values())}.")
    if kind != "openai":
        return ChatSpec(kind, rest)
    at = re.match(r"(.+?)@(https?://.*)$", rest, re.IGNORECASE | re.DOTALL)
    if at:
        return ChatSpec(kind, at[1], _address(at[2]))
    if "@" in rest[1:] or rest.lower().startswith(("@http", "http:", "https:")):
        raise UserError(f"{_shown(text)!r}: write openai:MODEL@URL with a URL that begins with http:// or https://.")
    return ChatSpec(kind, rest)


def _address(text: str) -> str:
    """The URL without a slash at its end.

    A key in it would end up in logs and projects, so it is refused.
    """
    try:
        url = urlsplit(text)
        host, _ = url.hostname, url.port
    except ValueError as exc:
        raise UserError(f"the address of the language model is no URL: {exc}. Example: http://127.0.0.1:8000/v1") from exc
    if not host or re.search(r"\s", text):
        raise UserError("the address of the language model names no host. Example: http://127.0.0.1:8000/v1")
    if url.username or url.password or url.query or url.fragment:
        raise UserError(
            "the address of a language model holds no key, name or query: put the key into STORYREEL_CHAT_KEY"
            f" and write http://{host}/v1."
        )
    return text.rstrip("/")


def _shown(text: str) -> str:
    """The text as it may be printed: what may be a password before an @ is left out."""
    return re.sub(r"//[^/@\s]*@", "//…@", text)[:200]


def family_of(spec: ChatSpec) -> str:
    """Whose model it is, as far as its name tells, else the name itself; a folder's config.json is looked into.

    >>> family_of(ChatSpec("openai", "Qwen/Qwen3-8B")), family_of(ChatSpec("openai", "o4-mini"))
    ('qwen', 'gpt')
    >>> family_of(ChatSpec("openai", "tiny"))
    'tiny'
    """
    told = [spec.model.rstrip("/").rpartition("/")[2].lower()]
    if spec.kind in ("hf", "vllm"):
        told.insert(0, _model_type(Path(spec.model)))
    for name in told:
        for family, pattern in _FAMILIES:
            if re.match(pattern, name) or re.search(rf"(?:^|[^a-z0-9])(?:{pattern})(?:[^a-z]|$)", name):
                return family
    return told[-1]


def _model_type(folder: Path) -> str:
    file = folder / "config.json"
    try:
        config: object = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    kind = cast("dict[str, object]", config).get("model_type") if isinstance(config, dict) else None
    return kind.lower() if isinstance(kind, str) else ""
