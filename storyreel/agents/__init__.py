"""The people of the crew: Scripter, Director, Critic, Planner and Producer, each a plain object with a few methods.

They know the film, the tools and the prompts; they know no graph. What each is called by is in `storyreel.tools.registry`.
"""

__all__: list[str] = []
