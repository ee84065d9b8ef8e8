"""The Planner: a Synopsis in prose and a Bank become a Dialogue that the Scripter can shoot.

`HandbookPlanner` does it without a model: paragraphs become scenes, quoted speech becomes Lines, all other words Directions.
`settings` finds place and time in a paragraph, `speech` who says what.
"""

from storyreel.agents.planner.planner import HandbookPlanner

__all__ = ["HandbookPlanner"]
