"""The drawing library, loaded once, with its missing system libraries named. Drawing modules import `skia` from here.

`check_drawing_library` may be called without loading anything else of the generator.
"""

from __future__ import annotations

import importlib
from typing import Any

from storyreel.errors import MissingExtra, MissingSystemLibrary

__all__ = ["check_drawing_library", "skia"]


def check_drawing_library() -> Any:
    """The drawing library's module.

    Raises:
        MissingSystemLibrary: If libGL.so.1 or libEGL.so.1, which it links to, are not on this machine.
        MissingExtra: If the Python package itself is not installed.
    """
    try:
        return importlib.import_module("skia")
    except ModuleNotFoundError as problem:
        raise MissingExtra("previz", "skia-python", "previz") from problem
    except ImportError as problem:
        name = str(problem).split(":")[0]
        library = name if name.startswith("lib") else "libGL.so.1 and libEGL.so.1"
        raise MissingSystemLibrary("previz (drawing)", library, "apt-get install -y libgl1 libegl1") from problem


def __getattr__(name: str) -> Any:
    if name == "skia":
        return check_drawing_library()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


skia: Any
