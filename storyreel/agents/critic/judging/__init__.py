"""The critic with a model: `Judge` scores Scripts and films by rubrics, with evidence first, a spread, and "not observable".

`showing` decides what a model is shown; `opinion` asks about one dimension and
`samples` makes one score of several answers; `pairwise` compares in both orders; `checklist` asks yes and no; `merging` puts a
judge's scores beside those of rules and measurements; `reference_form` reads and writes the JSON of the published critics.
"""

from storyreel.agents.critic.judging.checklist import Answered, Checklist
from storyreel.agents.critic.judging.judge import Judge
from storyreel.agents.critic.judging.merging import with_judge
from storyreel.agents.critic.judging.pairwise import Choice
from storyreel.agents.critic.judging.questions import Question, questions_of
from storyreel.agents.critic.judging.reference_form import (
    ReferenceResult,
    ReferenceVerdicts,
    read_reference_verdicts,
    write_reference_verdicts,
)
from storyreel.agents.critic.judging.take_script import script_of_take
from storyreel.agents.critic.rubric import Rubric, parse_rubric, rubric_of, rubrics

__all__ = [
    "Answered",
    "Checklist",
    "Choice",
    "Judge",
    "Question",
    "ReferenceResult",
    "ReferenceVerdicts",
    "Rubric",
    "parse_rubric",
    "questions_of",
    "read_reference_verdicts",
    "rubric_of",
    "rubrics",
    "script_of_take",
    "with_judge",
    "write_reference_verdicts",
]
