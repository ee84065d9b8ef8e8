"""report.html: one self-contained page that shows a film beside its script, its takes and all that was said about them.

`write_report` takes a `ReportData` and writes the page; `thumbnails` makes its pictures from clips, `moments` names the frames at
which Findings were made and `frames_of` fetches them; `script_changes` and `score_changes` tell one round from the next.
`contact_sheet` draws all Shots into one picture. It decides and measures nothing, and a score that was not given is shown as not
given.
"""

from storyreel.tools.report.changes import score_changes, script_changes
from storyreel.tools.report.data import FILM, Moment, ReportData, ReportFinding, SilentLine
from storyreel.tools.report.moments import frames_of, moments
from storyreel.tools.report.page import write_report
from storyreel.tools.report.sheet import contact_sheet
from storyreel.tools.report.thumbs import thumbnails

__all__ = [
    "FILM",
    "Moment",
    "ReportData",
    "ReportFinding",
    "SilentLine",
    "contact_sheet",
    "frames_of",
    "moments",
    "score_changes",
    "script_changes",
    "thumbnails",
    "write_report",
]
