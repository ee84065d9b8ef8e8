"""What a language model's tokens cost, from `prices.json`: only prices that a public page names, each with its page and day.

What is not in the table is unknown, never free and never guessed; what runs on this machine costs nothing. Discounts for cached
input are not applied, so a cost is what would be paid without them.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from storyreel.tools.chat.spec import ChatSpec

__all__ = ["Price", "cost_micros", "price_of"]

_DATED = re.compile(r"(?:-\d{4}-\d{2}-\d{2}|-\d{8})$")


class Price(NamedTuple):
    """Of one model.

    Attributes:
        input_per_million: US dollars.
        output_per_million: US dollars.
        source: The page that names it.
        read: The day on which it was read.
        until: The last day for which it holds, if the page names one.
        input_up_to: Tokens of input up to which it holds, if the page names a limit.
    """

    input_per_million: float
    output_per_million: float
    source: str
    read: date
    until: date | None = None
    input_up_to: int | None = None


@cache
def _table() -> dict[tuple[str, str], Price]:
    text = files("storyreel.tools.chat").joinpath("prices.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)["prices"]
    return {
        (row["vendor"], row["model"]): Price(
            row["input"],
            row["output"],
            row["source"],
            date.fromisoformat(row["read"]),
            date.fromisoformat(row["until"]) if "until" in row else None,
            row.get("input_up_to"),
        )
        for row in rows
    }


def price_of(spec: ChatSpec, on: date) -> Price | None:
    """The price of a vendor's model on a day; None where the table names none. A dated edition costs what its model costs.

    >>> price_of(ChatSpec("openai", "gpt-4.1-2025-04-14"), date(2026, 11, 21)).output_per_million
    8.0
    >>> price_of(ChatSpec("openai", "gpt-4.1", "https://models.example/v1"), date(2026, 11, 21)) is None
    True
    """
    if spec.url or spec.local:
        return None
    table = _table()
    price = table.get((spec.kind, spec.model)) or table.get((spec.kind, _DATED.sub("", spec.model)))
    return None if price and price.until and on > price.until else price


def cost_micros(spec: ChatSpec, input_tokens: int | None, output_tokens: int | None, on: date) -> int | None:
    """What a request cost in millionths of a US dollar; 0 on this machine, None where price or tokens are unknown.

    >>> cost_micros(ChatSpec("openai", "gpt-4.1"), 1000, 500, date(2026, 11, 21))
    6000
    >>> cost_micros(ChatSpec("hf", "models/script"), 1000, 500, date(2026, 11, 21))
    0
    """
    if spec.local:
        return 0
    price = price_of(spec, on)
    if price is None or input_tokens is None or output_tokens is None:
        return None
    if price.input_up_to is not None and input_tokens > price.input_up_to:
        return None
    return round(input_tokens * price.input_per_million + output_tokens * price.output_per_million)
