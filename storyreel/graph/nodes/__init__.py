"""The nodes of the graph: each calls an agent or a tool and returns a partial update."""
