"""Whether a package is installed, without importing it."""

from __future__ import annotations

from importlib.util import find_spec

__all__ = ["is_installed"]


def is_installed(package: str) -> bool:
    """Whether it could be imported.

    >>> is_installed("json"), is_installed("no_such_package_here")
    (True, False)
    """
    try:
        return find_spec(package) is not None
    except ValueError:  # it was taken out of sys.modules on purpose
        return False
