"""A worker process: takes jobs as JSON lines on stdin, runs one at a time, answers as JSON lines on stdout.

A job's folder is locked while it runs and holds `result.json` once it is finished, so that a job that another worker finished,
or is finishing, is adopted and never run twice. When the parent dies the job in hand is finished for its heir, then the
worker ends.
It knows no project and no graph.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from storyreel.errors import StoryreelError
from storyreel.tools.files import append_line, file_lock, is_disk_full, write_whole
from storyreel.tools.jobs import find_job

__all__ = ["main"]

ORPHAN_SECONDS = 60.0
"""How long a worker without a parent may go on with the job in hand."""


def main() -> None:
    """Run until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle: it drains
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever a library prints must not disturb the answers
    orders: queue.Queue[dict[str, Any] | None] = queue.Queue()
    threading.Thread(target=_listen, args=(orders,), daemon=True).start()
    while (order := orders.get()) is not None:
        if "load" in order:
            _load(order["load"])
            continue
        _answer(out, order["key"], **_do(order, out))


def _load(kind: str) -> None:
    """Load what a kind of job needs while the worker has nothing else to do; what goes wrong the first job tells."""
    with suppress(Exception):
        find_job(kind)


def _listen(orders: queue.Queue[dict[str, Any] | None]) -> None:
    for line in sys.stdin:
        orders.put(json.loads(line))
    orders.put(None)
    threading.Event().wait(ORPHAN_SECONDS)
    os._exit(1)


def _answer(out: Any, key: str, **fields: Any) -> None:
    try:
        print(json.dumps({"key": key, **fields}), file=out)
    except BrokenPipeError:
        return  # the parent is gone; the result lies in the job's folder


def _do(order: dict[str, Any], out: Any) -> dict[str, Any]:
    work = Path(order["work"])
    try:
        work.mkdir(parents=True, exist_ok=True)
        with file_lock(work / "lock"):
            if not (work / "result.json").exists():
                _run(order, work, lambda done: _answer(out, order["key"], status="running", progress=round(done, 3)))
        return {"status": "done"}
    except Exception as exc:
        if not isinstance(exc, StoryreelError):
            traceback.print_exc()
        return {"status": "failed", "problem": f"{type(exc).__name__}: {exc}", "disk_full": is_disk_full(exc)}


def _run(order: dict[str, Any], work: Path, progress: Callable[[float], None]) -> None:
    log = work.parent / "renders.jsonl"
    append_line(log, json.dumps({"key": order["key"], "kind": order["kind"], "what": "start"}), sync=False)
    figures = find_job(order["kind"])(order["payload"], work, progress)
    write_whole(work / "result.json", json.dumps(figures))
    append_line(log, json.dumps({"key": order["key"], "kind": order["kind"], "what": "done"}), sync=False)


if __name__ == "__main__":
    main()
