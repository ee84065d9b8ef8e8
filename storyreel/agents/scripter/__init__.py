"""Scripters: the handbook (film grammar as readable rules, one family a file) and those that ask a language model.

`handbook` calls the rules in order. Reading: `scenes` (where they begin), `casting` and `looks` (who is seen), `places`, then
`reader` (beats, from `business` and `verbs`, `feeling`, `props` and `parts`) and `presence`. Deciding: `coverage` with `speeches`
and `silences` (which Shots), `sizes`, `camera`. Writing: `stage` and `floor`, `blocking`, `spans`, `wording`, `sheet`. Mending:
`revise` with `noting` and the `mend_` files, which work on a `bench`.

`model` plans over the same beats in three stages (`model_context`, `model_plan`, `model_correcting`) and is played on the same
stage (`model_drafts`, `model_blocking`, `model_shots`); `model_film` goes scene by scene and falls back on the handbook;
`bracket_writer` takes a plan from a model that writes bracket scripts.
"""

from storyreel.agents.scripter.bracket_writer import BracketScripter
from storyreel.agents.scripter.handbook import HandbookScripter
from storyreel.agents.scripter.model import ModelScripter
from storyreel.agents.scripter.model_telling import scripter_choices

__all__ = ["BracketScripter", "HandbookScripter", "ModelScripter", "scripter_choices"]
