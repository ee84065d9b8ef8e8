"""A request to a language model as one line of a ledger: who was asked, for what, how it ended, what it cost. No text of it."""

from __future__ import annotations

from typing import Any

from storyreel.tools.chat.contract import Call

__all__ = ["ledger_line"]


def ledger_line(call: Call) -> dict[str, Any]:
    """Plain JSON; what the endpoint did not say is null, never 0.

    >>> from storyreel.tools.chat import Usage
    >>> line = ledger_line(Call("hf:tiny", "scripter/shots", "ab12", "json_schema", Usage(90, 20, 0, seconds=0.5)))
    >>> line["input_tokens"], line["cost_micros"], line["problem"]
    (90, 0, None)
    """
    usage = call.usage
    return {
        "kind": "chat",
        "endpoint": call.endpoint,
        "task": call.task,
        "prompt_sha256": call.prompt_sha256,
        "rung": call.rung,
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost_micros": usage.cost_micros,
        "currency": usage.currency,
        "seconds": round(usage.seconds, 3),
        "problem": call.problem or None,
    }
