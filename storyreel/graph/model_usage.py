"""What language models were asked in a project, summed from its log: requests, tokens, money. It knows no endpoint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

from storyreel.tools.project import Project

__all__ = ["ModelUsage", "model_usage", "usage_of", "usage_words"]


@dataclass(frozen=True)
class ModelUsage:
    """Of one model, over all runs of a project.

    Attributes:
        failed: Requests that ended with a problem.
        input_tokens: Of the requests whose endpoint said so.
        output_tokens: Likewise.
        uncounted: Requests of which the endpoint gave no tokens.
        cost_micros: Millionths of a US dollar; None where the cost of a request is unknown.
    """

    model: str
    requests: int = 0
    failed: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    uncounted: int = 0
    cost_micros: int | None = 0
    seconds: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return asdict(self)


def model_usage(project: Project) -> tuple[ModelUsage, ...]:
    """Every model that was asked in a project, by name; nothing where none was."""
    return usage_of(_calls(project.root / "log.jsonl"))


def usage_of(calls: Iterable[dict[str, Any]]) -> tuple[ModelUsage, ...]:
    """The sums of lines as `ledger_line` writes them.

    >>> line = {"endpoint": "m", "input_tokens": 40, "output_tokens": None, "cost_micros": None, "problem": None}
    >>> one, = usage_of([line, line])
    >>> one.requests, one.input_tokens, one.uncounted, one.cost_micros
    (2, 80, 2, None)
    """
    found: dict[str, ModelUsage] = {}
    for call in calls:
        name = str(call.get("endpoint", ""))
        was = found.get(name, ModelUsage(name))
        tokens = [call.get("input_tokens"), call.get("output_tokens")]
        cost = call.get("cost_micros")
        found[name] = ModelUsage(
            name,
            was.requests + 1,
            was.failed + bool(call.get("problem")),
            was.input_tokens + int(tokens[0] or 0),
            was.output_tokens + int(tokens[1] or 0),
            was.uncounted + (None in tokens),
            None if was.cost_micros is None or cost is None else was.cost_micros + int(cost),
            round(was.seconds + float(call.get("seconds") or 0), 3),
        )
    return tuple(found[name] for name in sorted(found))


def usage_words(usage: ModelUsage) -> str:
    """As it is printed.

    >>> usage_words(ModelUsage("m", requests=3, failed=1, input_tokens=1200, output_tokens=90, uncounted=1, cost_micros=2500))
    '3 requests (1 failed), 1,200 tokens in, 90 out (1 not counted by the endpoint), 0.0025 USD'
    """
    failed = f" ({usage.failed} failed)" if usage.failed else ""
    uncounted = f" ({usage.uncounted} not counted by the endpoint)" if usage.uncounted else ""
    money = "at a price that is unknown" if usage.cost_micros is None else f"{usage.cost_micros / 1e6:.4f} USD"
    more = "" if usage.requests == 1 else "s"
    tokens = f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out{uncounted}"
    return f"{usage.requests} request{more}{failed}, {tokens}, {money}"


def _calls(log: Path) -> Iterator[dict[str, Any]]:
    """The requests in a log; a line torn by a dying writer is none."""
    if not log.exists():
        return
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if '"chat"' not in line:
                continue
            try:
                entry: object = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and cast("dict[str, Any]", entry).get("what") == "chat":
                yield cast("dict[str, Any]", entry)
