"""Passwords: argon2id in threads, a few at once, so that signing in never stalls the rest."""

import asyncio
from functools import cache
from importlib.resources import files

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

SHORTEST = 12
# OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
_hasher = PasswordHash((Argon2Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1),))
_slots = asyncio.Semaphore(4)


async def hash_password(password: str) -> str:
    """Hash a password with a fresh salt."""
    async with _slots:
        return await asyncio.to_thread(_hasher.hash, password)


async def verify_password(password: str, password_hash: str | None) -> bool:
    """Check a password, taking the same time where there is nobody to check it for."""
    async with _slots:
        matches = await asyncio.to_thread(_hasher.verify, password, password_hash or _nobodys_hash())
    return matches and password_hash is not None


def is_common(password: str) -> bool:
    """Say whether everybody would guess it: listed, or one short piece repeated."""
    folded = password.casefold()
    repeats = any(folded == folded[:length] * (len(folded) // length) for length in range(1, 5) if len(folded) % length == 0)
    return repeats or folded in _common_passwords()


async def prepare() -> None:
    """Make what signing in needs, so that the first unknown address takes no longer than the next."""
    await asyncio.to_thread(_nobodys_hash)


@cache
def _nobodys_hash() -> str:
    return _hasher.hash("nobody has this password")


@cache
def _common_passwords() -> frozenset[str]:
    listed = files("services.identity.users").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in listed.splitlines() if line)
