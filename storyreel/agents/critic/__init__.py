"""The Critic: what is wrong with a Script, a Take or a film, where, on what evidence, and what to do about it.

Script rules stand under `script_rules/`, one file per dimension; measurements come from `tools.measure`. Scores are 1.0 to 5.0 by
the formula in `scoring`, or not observable with the reason. `judging` asks a language model about what no rule sees, by the
rubrics under `rubrics/`. `judgement` compares verdicts for the loops of the graph. No graph and no project is known here.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from storyreel.agents.critic.critic import Critic
from storyreel.agents.critic.judgement import attribute, better, gain, progress, void
from storyreel.agents.critic.rule_book import ListedRule, checked_words, find_rules, listed_rules, rule_id
from storyreel.agents.critic.script_verdict import script_verdict
from storyreel.agents.critic.silence import Wishes
from storyreel.agents.critic.verdict_form import finding_json, verdict_json

if TYPE_CHECKING:
    from storyreel.agents.critic.judging import Judge

__all__ = [
    "Critic",
    "Judge",
    "ListedRule",
    "Wishes",
    "attribute",
    "better",
    "checked_words",
    "find_rules",
    "finding_json",
    "gain",
    "listed_rules",
    "progress",
    "rule_id",
    "script_verdict",
    "verdict_json",
    "void",
]


def __getattr__(name: str) -> Any:
    """The Judge, loaded when it is first asked for: it brings the decoder along, and most verdicts need neither."""
    if name == "Judge":
        return import_module("storyreel.agents.critic.judging").Judge
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
