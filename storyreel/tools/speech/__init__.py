"""Voices: what speaks the Lines.

`ESpeak` is the default, a local voice in a process of its own (eSpeak NG is GPL-3 and is loaded nowhere else). `create` is what
the registry calls.
"""

from storyreel.tools.contracts import Executor
from storyreel.tools.speech.espeak import ESpeak

__all__ = ["ESpeak", "create"]


def create(argument: str = "", *, executor: Executor | None = None) -> ESpeak:
    """The voice for the registry's name "espeak"; the argument, if any, is the longest time for a Line in seconds."""
    del executor  # the engine keeps its own process: jobs there have no shared library
    return ESpeak(timeout_s=float(argument)) if argument else ESpeak()
