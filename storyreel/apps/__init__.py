"""The ways in: the command line now; a page, an API and others beside it later. Thin: no decision is taken here."""

from __future__ import annotations

__all__: list[str] = []
