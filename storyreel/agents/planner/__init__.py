"""The Planner: a Synopsis in prose and a Bank become a Dialogue that the Scripter can shoot.

`HandbookPlanner` does it without a model: paragraphs become scenes, quoted speech becomes Lines, all other words Directions.
`settings` finds place and time in a paragraph, `speech` who says what.

`ModelPlanner` does it in MovieAgent's three steps: `model_steps` asks, over the sentences of `model_story`; `model_page` writes
the Dialogue with the quotations of `model_quotes`; `model_film` makes the plan's shots and boxes (`model_boxes`) a Script.
"""

from storyreel.agents.planner.model import ModelPlanner, PlannedFilm, movie_plan_of, planner_choices, script_of_plan
from storyreel.agents.planner.planner import HandbookPlanner

__all__ = ["HandbookPlanner", "ModelPlanner", "PlannedFilm", "movie_plan_of", "planner_choices", "script_of_plan"]
