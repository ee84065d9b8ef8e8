"""What can be measured of a take or a film without a model: damage, form, length, black, freezes, flicker, cuts, speech, sound.

`open_media` decodes a file once; `CHECKS` holds one Check for each kind of defect, and `measure` runs those that apply; `COST_MS`
says what each costs, and `strength_of` how strongly it sees its defect. Cuts and speech are looked for at the scripted times, not
searched for. Every figure that decides stands in `thresholds`, `thresholds_media` and `thresholds_content`.
"""

from storyreel.tools.measure.costs import COST_MS
from storyreel.tools.measure.decoding import unreadable
from storyreel.tools.measure.media import MediaFile, open_media
from storyreel.tools.measure.registry import CHECKS, measure, measure_file
from storyreel.tools.measure.strength import strength_of
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = [
    "CHECKS",
    "COST_MS",
    "DEFAULTS",
    "MediaFile",
    "Thresholds",
    "measure",
    "measure_file",
    "open_media",
    "strength_of",
    "unreadable",
]
