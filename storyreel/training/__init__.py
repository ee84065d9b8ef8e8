"""Building training sets and training a Scripter will live here. There is nothing here yet."""

__all__: list[str] = []
