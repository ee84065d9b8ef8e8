"""What can be measured of a take or a film without a model: damage, size, length, black, freezes, cuts and speech.

`open_media` decodes a file once; `CHECKS` holds one Check for each kind of defect, and `measure` runs those that apply. Cuts and
speech are looked for at the scripted times, not searched for. Every figure that decides stands in `thresholds`.
"""

from storyreel.tools.measure.decoding import unreadable
from storyreel.tools.measure.media import MediaFile, open_media
from storyreel.tools.measure.registry import CHECKS, measure, measure_file
from storyreel.tools.measure.thresholds import DEFAULTS, Thresholds

__all__ = ["CHECKS", "DEFAULTS", "MediaFile", "Thresholds", "measure", "measure_file", "open_media", "unreadable"]
