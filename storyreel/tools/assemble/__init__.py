"""Joining Takes into a film.

`assemble` writes one MP4 from a Cut: video packets are copied where their codec parameters agree, the rest is encoded and said
so, the sound is mixed and encoded once. `encode` holds the one set of encoder settings that everything drawn here uses.
"""

from storyreel.tools.assemble.assembly import AssemblyReport, assemble
from storyreel.tools.assemble.laying import PlacedSpeech

__all__ = ["AssemblyReport", "PlacedSpeech", "assemble"]
