"""Secrets that are handed out once and kept as SHA-256 only: they are random, so a slow hash would protect nothing.

They are found by their digest, so nothing is compared.
"""

import hashlib
import secrets

VISIBLE = r"^[\x21-\x7e]*$"
"""A pattern of what they are made of: ASCII that can be seen."""


def new_secret(prefix: str) -> str:
    """Make a secret of 256 bits: `gls_…`. The prefix tells a leak scanner what it found."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def digest(secret: str) -> bytes:
    """What the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).digest()
