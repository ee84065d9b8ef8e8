"""Voices: what speaks the Lines.

`ESpeak` is the default, a local voice in a process of its own: eSpeak NG is GPL-3 and is loaded nowhere else.
"""

from storyreel.tools.speech.espeak import ESpeak

__all__ = ["ESpeak"]
