"""A transformers model in this process as a LangChain chat model, held to a JSON schema by xgrammar where one is given.

One request runs at a time. Weights are loaded at the first request. It knows no ladder and no error of ours.
"""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any, cast

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, SystemMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.outputs import ChatGeneration, ChatResult
from pydantic import ConfigDict, PrivateAttr

__all__ = ["HfChat"]

_MOST_GRAMMARS = 64


class HfChat(BaseChatModel):
    """Generates with the folder's own chat template; `schema`, `max_tokens`, `temperature` and `seed` are keywords of a call."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    folder: Path
    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)
    _loaded: tuple[Any, Any] | None = PrivateAttr(default=None)
    _grammars: dict[str, Any] = PrivateAttr(default_factory=dict[str, Any])
    _compiler: Any = PrivateAttr(default=None)

    @property
    def _llm_type(self) -> str:
        return "transformers"

    def release(self) -> None:
        """Let go of the weights."""
        with self._lock:
            self._loaded, self._compiler = None, None
            self._grammars.clear()

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        with self._lock:
            return self._generated(messages, **kwargs)

    def _generated(
        self, messages: list[BaseMessage], *, max_tokens: int, temperature: float, seed: int | None, schema: dict[str, Any] | None
    ) -> ChatResult:
        import torch

        model, tokenizer = self._load()
        given = _tokens(tokenizer, messages).to(model.device)
        if seed is not None:
            torch.manual_seed(seed)  # pyright: ignore[reportUnknownMemberType]
        sampling: dict[str, Any] = {"do_sample": temperature > 0}
        if temperature > 0:
            sampling["temperature"] = temperature
        room = _room(model, given.shape[-1], max_tokens)
        with torch.inference_mode():
            made = model.generate(
                given,
                attention_mask=torch.ones_like(given),
                max_new_tokens=room,
                logits_processor=[] if schema is None else [self._held(schema)],
                **sampling,
            )
        answer: list[int] = made[0, given.shape[-1] :].tolist()
        ends = _ends(model, tokenizer)
        ended = bool(answer) and answer[-1] in ends
        text: str = tokenizer.decode([one for one in answer if one not in ends], skip_special_tokens=True)
        usage = UsageMetadata(input_tokens=given.shape[-1], output_tokens=len(answer), total_tokens=given.shape[-1] + len(answer))
        metadata = {"finish_reason": "stop" if ended else "length", "model": self.folder.name}
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text, response_metadata=metadata, usage_metadata=usage))])

    def _load(self) -> tuple[Any, Any]:
        if self._loaded is None:
            import torch
            import transformers

            here: Any = transformers
            device = "cuda" if torch.cuda.is_available() else "cpu"
            here.utils.logging.disable_progress_bar()  # the terminal is the film's
            model = here.AutoModelForCausalLM.from_pretrained(self.folder, dtype="auto", local_files_only=True).to(device).eval()
            self._loaded = model, here.AutoTokenizer.from_pretrained(self.folder, local_files_only=True)
        return self._loaded

    def _held(self, schema: dict[str, Any]) -> Any:
        """A logits processor for one answer; the grammar is compiled once."""
        import xgrammar
        from xgrammar.contrib.hf import LogitsProcessor

        model, tokenizer = self._load()
        grammar: Any = xgrammar
        if self._compiler is None:
            told = grammar.TokenizerInfo.from_huggingface(
                tokenizer, vocab_size=model.config.get_text_config().vocab_size, stop_token_ids=sorted(_ends(model, tokenizer))
            )
            self._compiler = grammar.GrammarCompiler(told)
        text = json.dumps(schema)
        if text not in self._grammars:
            if len(self._grammars) >= _MOST_GRAMMARS:
                self._grammars.clear()
            # white space of any length would be all that a weak model writes
            self._grammars[text] = self._compiler.compile_json_schema(text, any_whitespace=False)
        return LogitsProcessor(self._grammars[text])


def _tokens(tokenizer: Any, messages: list[BaseMessage]) -> Any:
    """The prompt's ids, 1 × n; where the template has no place for a system message it stands before the user's."""
    said = [{"role": "system" if isinstance(one, SystemMessage) else "user", "content": one.text} for one in messages]
    joined = [{"role": "user", "content": "\n\n".join(one["content"] for one in said)}]
    if not tokenizer.chat_template:
        return tokenizer(joined[0]["content"], return_tensors="pt")["input_ids"]
    import jinja2

    try:
        made = tokenizer.apply_chat_template(said, add_generation_prompt=True, return_tensors="pt", return_dict=True)
    except jinja2.TemplateError:
        made = tokenizer.apply_chat_template(joined, add_generation_prompt=True, return_tensors="pt", return_dict=True)
    return made["input_ids"]


def _room(model: Any, used: int, wanted: int) -> int:
    """Tokens that still fit.

    Raises:
        ValueError: If the prompt alone is longer than the model reads.
    """
    most = getattr(model.config.get_text_config(), "max_position_embeddings", None)
    if most is not None and used >= most:
        raise ValueError(f"the request has {used} tokens and the model reads {most}")
    return wanted if most is None else min(wanted, most - used)


def _ends(model: Any, tokenizer: Any) -> set[int]:
    told = model.generation_config.eos_token_id
    ends = set(cast("list[int]", told)) if isinstance(told, list) else {told} if told is not None else set[int]()
    return ends | ({tokenizer.eos_token_id} if tokenizer.eos_token_id is not None else set[int]())
