"""What each check costs: milliseconds of one processor core for a minute of film at 832x480, as `benchmarks/checks.py` measured.

Figures of one machine (x86-64, two shared cores), for planning; the benchmark prints those of yours. A check that is not in the
table was not measured. The decoding, which all share, is 1.5 s a minute; all together are 0.03 of a film's duration.
"""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["COST_MS"]

COST_MS: Mapping[str, int] = {
    "av-offset": 23,
    "black": 1,
    "clipping": 173,
    "colour-tags": 1,
    "extra-cut": 7,
    "flicker": 1,
    "freeze": 2,
    "hdr": 1,
    "interlaced": 1,
    "loudness": 1,
    "missing-character": 1,
    "missing-cut": 3,
    "missing-link": 1,
    "missing-speech": 26,
    "missing-stream": 1,
    "rotated": 1,
    "seam-colour": 1,
    "seam-motion": 1,
    "teleport": 34,
    "undecodable": 77,
    "unreadable-subtitle": 2,
    "variable-rate": 1,
    "wrong-duration": 1,
    "wrong-rate": 1,
    "wrong-screen-side": 1,
    "wrong-shot-size": 1,
    "wrong-size": 1,
    "wrong-speaker": 1,
}
"""Kind -> milliseconds, rounded up. The first check that asks for the sound pays for decoding it: "undecodable" the 16 kHz that
are listened to, "clipping" the full rate that loudness is measured on."""
