"""Recordings of Lines: which file and span each is, read in bounded memory, measured, kept by content, and given as the voice.

What is measured (loudness in LUFS and dB RMS, pitch in Hz, pauses) is described in each file; what it means for feeling and pace
is the Scripter's business.
"""

from storyreel.tools.recordings.bringing import bring_recordings
from storyreel.tools.recordings.keeping import Recordings
from storyreel.tools.recordings.voice import spoken_parts
from storyreel.tools.recordings.wanted import brought
from storyreel.tools.recordings.words import speech_rate, word_times

__all__ = ["Recordings", "bring_recordings", "brought", "speech_rate", "spoken_parts", "word_times"]
