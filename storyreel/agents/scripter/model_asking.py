"""How the model agents ask: a prompt file gives the instructions, named blocks give the material, and nothing crosses over.

It knows the loader of prompts and the shape of an `Ask`, and no endpoint. The rough count of tokens errs on the high side, so
that what is said to fit does fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from storyreel.prompts import load_prompt
from storyreel.tools.chat import Ask, ChatModel, Medium

__all__ = ["ask_for", "context_room", "tokens_in"]

_USUAL_CONTEXT = 16_384
"""Tokens that an endpoint is taken to hold that does not say."""
_SHARE_FOR_DATA = 0.5
"""Of the context: the rest is for instructions and the answer."""


def ask_for(
    prompt_id: str,
    data: Sequence[tuple[str, str]],
    *,
    seed: int | None = None,
    media: Sequence[Medium] = (),
    most: int = 4096,
    **values: object,
) -> Ask:
    """A request from a prompt file and blocks of material; a block without words is left out.

    Args:
        prompt_id: "agent/task".
        data: (name, text) blocks.
        seed: Passed on to the endpoint.
        media: Shown after the data.
        most: Tokens at which the answer is cut off.
        values: For the prompt's own variables; never material.

    >>> ask_for("scripter/bracket", [("dialogue", "A: Yes."), ("cast", "")], language="").data
    (('dialogue', 'A: Yes.'),)
    """
    prompt = load_prompt(prompt_id)
    return Ask(
        task=prompt_id,
        prompt_sha256=prompt.sha256,
        instructions=prompt.render(**values),
        data=tuple((name, text) for name, text in data if text.strip()),
        media=tuple(media),
        seed=seed,
        max_output_tokens=most,
    )


def tokens_in(text: str) -> int:
    """Tokens of a text, counted high: a third of its ASCII characters, and each other character.

    >>> tokens_in("Yes, I do."), tokens_in("你好吗")
    (4, 3)
    """
    ascii_count = sum(character.isascii() for character in text)
    return -(-ascii_count // 3) + len(text) - ascii_count


def context_room(chat: ChatModel) -> int:
    """Tokens of material that one request may hold at this endpoint."""
    return int((chat.can.context_tokens or _USUAL_CONTEXT) * _SHARE_FOR_DATA)
