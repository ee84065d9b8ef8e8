"""The handbook Scripter: film grammar as readable rules, one family a file.

`handbook` calls the others in order. Reading: `scenes` (where they begin), `casting` and `looks` (who is seen), `places`, then
`reader` (beats, from `business` and `verbs`, `feeling`, `props` and `parts`) and `presence`. Deciding: `coverage` with `speeches`
and `silences` (which Shots), `sizes`, `camera`. Writing: `stage` and `floor`, `blocking`, `spans`, `wording`, `sheet`. Mending:
`revise` with `noting` and the `mend_` files, which work on a `bench`.
"""

from storyreel.agents.scripter.handbook import HandbookScripter

__all__ = ["HandbookScripter"]
