"""Every figure that the checks of flicker, sound and form decide by, each with where it comes from.

"Clean" and "spoiled" are what `benchmarks/checks.py --learnt` measured on the first ten of its films, at the
strengths in `levels.json`.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MEDIA_DEFAULTS", "MediaThresholds"]


@dataclass(frozen=True, kw_only=True)
class MediaThresholds:
    """When a measurement counts as a defect.

    Attributes:
        flicker: Share by which the brightness of a picture stands off its two neighbours, in half a second's median. Clean: at
            most 0.0008; spoiled: at least 0.011.
        flicker_dark: Mean brightness (0 to 255) below which changes are measured against this instead: noise in the dark.
        offset_ms: Sound early or late against the recordings of the Lines. Clean: 10 at most. Viewers notice 45 to 125 ms.
        offset_coarse_ms: The same against scripted times alone, which say when a Line may begin, not when it does.
        offset_likeness: Correlation that must be reached before a time is believed; 0.9 and more with recordings.
        clip_crowd: How many more samples lie at the sound's upper limit than at four fifths of it. Clean: at most 0.9; clipped by
            6 dB: at least 1.2, or 1.0 with peaks over full scale; a soft limiter that takes 12 dB: up to 1.3.
        clip_over: The same where peaks pass full scale.
        clip_crest_db: Peak over the level of the loud parts below which nothing can be told: a pure tone (3.0) crowds at its
            peaks by itself. Clipped by 12 dB, speech has 5.6 and more.
        loudness_lufs, loudness_lu: Middle of the levels at which films are delivered, and how far from it is tolerated: -26.5 to
            -11.5 LUFS holds television's -23 and -24 and the web's -16 and -14 with room; what is beyond must be turned up or
            down to be heard with others.
        rate: Share by which a frame rate may differ from what was asked: 24 for 23.976 differs by 0.001.
        uneven: Share of frames that may last a fifth longer or shorter than usual.
        interlaced: Share of frames marked as two fields.
    """

    flicker: float = 0.004
    flicker_dark: float = 8.0
    offset_ms: float = 80.0
    offset_coarse_ms: float = 300.0
    offset_likeness: float = 0.6
    clip_crowd: float = 1.2
    clip_over: float = 1.0
    clip_crest_db: float = 4.0
    loudness_lufs: float = -19.0
    loudness_lu: float = 7.5
    rate: float = 0.0005
    uneven: float = 0.02
    interlaced: float = 0.2


MEDIA_DEFAULTS = MediaThresholds()
