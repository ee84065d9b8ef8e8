"""The Director: cuts a Script to a backend's measure and plans every Shot's spec, prompt, Anchor, Chain and cost, and says why.

`Director` is the agent, `ModelDirector` the one that has a language model word the prompts and choose the cuts, and `PlanRequest`
what both are asked. The rest is usable alone: `choose_anchors`, `make_chains`, `segment_script`, `compile_prompt` and `add_up`
are pure functions.
"""

from storyreel.agents.director.anchors import MAX_HOPS, choose_anchors
from storyreel.agents.director.chains import make_chains
from storyreel.agents.director.director import Director
from storyreel.agents.director.model import ModelDirector
from storyreel.agents.director.request import PlanRequest
from storyreel.agents.director.segment import Segmentation, segment_script
from storyreel.agents.director.spec import shot_of
from storyreel.agents.director.styles import STYLES, read_style
from storyreel.agents.director.totals import Total, add_up
from storyreel.agents.director.wording import Compiled, compile_prompt

__all__ = [
    "MAX_HOPS",
    "STYLES",
    "Compiled",
    "Director",
    "ModelDirector",
    "PlanRequest",
    "Segmentation",
    "Total",
    "add_up",
    "choose_anchors",
    "compile_prompt",
    "make_chains",
    "read_style",
    "segment_script",
    "shot_of",
]
