"""Secrets that identity hands out once and keeps as SHA-256 only: they are random, so a slow hash would protect nothing."""

import hashlib
import secrets


def new_secret(prefix: str) -> str:
    """Make a secret of 256 bits: `gls_…`. The prefix tells a leak scanner what it found."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def digest(secret: str) -> bytes:
    """What the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).digest()
