"""Set-level metrics, benchmarks and reports on many films will live here; what a critic measures in a run is in `tools.measure`.

There is nothing here yet.
"""

__all__: list[str] = []
