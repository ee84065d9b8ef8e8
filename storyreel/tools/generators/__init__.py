"""Backends that make a clip of a Shot, one folder or file each; `registry` finds them by name."""

from storyreel.tools.generators.previz import Previz

__all__ = ["Previz"]
