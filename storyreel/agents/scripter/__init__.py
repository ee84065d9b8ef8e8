"""The handbook Scripter: film grammar as readable rules, one family a file.

`handbook` calls the others in order: scenes (where they begin), casting and looks (who is seen), places, beats (what is said and
done, read from business, feeling, props and parts), coverage (which Shots), sizes, stage and blocking, camera, spans, sheet (the
Shots written); revise answers Findings and Notes with Edits.
"""

from storyreel.agents.scripter.handbook import HandbookScripter

__all__ = ["HandbookScripter"]
