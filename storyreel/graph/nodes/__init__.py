"""The nodes of the graph: each calls an agent or a tool and returns a partial update. Where they lead is in `graph.routes`."""

__all__: list[str] = []
