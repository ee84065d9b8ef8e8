"""report.html: one self-contained page that shows a film beside its script, its takes and all that was said about them.

`write_report` takes a `ReportData` and writes the page; `thumbnails` makes its pictures from clips,
`contact_sheet` draws all Shots into one. It decides and measures
nothing, and a score that was not given is shown as not given.
"""

from storyreel.tools.report.data import ReportData, ReportFinding, SilentLine
from storyreel.tools.report.page import write_report
from storyreel.tools.report.sheet import contact_sheet
from storyreel.tools.report.thumbs import thumbnails

__all__ = ["ReportData", "ReportFinding", "SilentLine", "contact_sheet", "thumbnails", "write_report"]
