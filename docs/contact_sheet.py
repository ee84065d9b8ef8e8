"""Draws docs/contact_sheet.png from a project that `storyreel make` left: python docs/contact_sheet.py out/ibsen_dolls_house"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from storyreel.film.documents import load_document
from storyreel.film.script import Script
from storyreel.tools.report import contact_sheet

LABEL = "animatic (drawn by previz, not generated footage)"


def main() -> None:
    """Write the picture beside this file."""
    project = Path(sys.argv[1])
    script = load_document(json.loads((project / "script.json").read_text(encoding="utf-8")), Script)
    cut = json.loads((project / "cut.json").read_text(encoding="utf-8"))
    clips = {entry["uid"]: project / "takes" / f"{entry['take']}.mp4" for entry in cut["entries"] if entry["take"]}
    sheet = contact_sheet(script, clips, columns=4, width=1600, title=script.title, label=LABEL)
    Path(__file__).with_name("contact_sheet.png").write_bytes(sheet)


if __name__ == "__main__":
    main()
