"""The jobs that worker processes know, each as "module:function", imported in the worker when first asked for.

A job is `run(payload, work, progress) -> figures`: blocking, plain JSON in and out, its files in `work`. Third parties add
theirs through the entry point group `storyreel.jobs`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

__all__ = ["JOBS", "Job", "find_job"]

Job = Callable[[Mapping[str, Any], Path, Callable[[float], None]], dict[str, Any]]

JOBS: dict[str, str] = {
    "previz": "storyreel.tools.generators.previz.job:run",
    "previz.truth": "storyreel.tools.generators.previz.truth_job:run",
}


def find_job(kind: str) -> Job:
    """The function behind a job's name; "module:function" names one outright.

    Raises:
        LookupError: If there is none; the text lists those that exist.
    """
    target = JOBS.get(kind) or (kind if ":" in kind else "")
    if not target:
        found = {point.name: point for point in entry_points(group="storyreel.jobs")}
        if kind not in found:
            raise LookupError(f"no job {kind!r}; there are {', '.join(sorted({*JOBS, *found}))}")
        return found[kind].load()
    module, _, function = target.partition(":")
    return getattr(import_module(module), function)
