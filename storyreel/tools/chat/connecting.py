"""What all HTTP clients of this folder share: the certificates, read once."""

from __future__ import annotations

import ssl
from functools import cache

__all__ = ["certificates"]


@cache
def certificates() -> ssl.SSLContext:
    """The machine's certificates; reading them takes longer than many a request."""
    return ssl.create_default_context()
