"""What can be done to the world: contracts and the backends behind them, media, the store, the ledger, worker processes.

Each folder is one trade (`generators`, `speech`, `frames`, `lettering`, `assemble`, `measure`, `report`); `langchain` has them in
LangChain's form for any agent. Nothing here decides what a film should be.
"""

__all__: list[str] = []
