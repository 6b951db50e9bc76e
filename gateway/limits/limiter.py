"""Counting a request against every limit that it falls under, and telling the caller where it stands."""

import time
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from typing import NamedTuple
from zlib import crc32

from gateway.limits.counters import Counters, Memory
from gateway.limits.policy import CLOSED_WITHOUT_STORE, REFUSED_CREDENTIALS, Kind, Limit, Policy
from gateway.problems import RateLimited

IPV6_PREFIX = 64
"""One customer of a provider has so many addresses that only their network tells one from another."""


class Caller(NamedTuple):
    """Whom a request is counted for."""

    address: IPv4Address | IPv6Address | None
    credential_id: str | None = None
    organization_id: str | None = None


class Standing(NamedTuple):
    """Where a caller stands after a request."""

    headers: list[tuple[bytes, bytes]]
    retry_after: int | None = None
    """Seconds, where a limit is used up."""

    def check(self) -> None:
        """Raise `RateLimited` where a limit is used up."""
        if self.retry_after is not None:
            raise RateLimited(headers={"Retry-After": str(self.retry_after)})


class _Rule(NamedTuple):
    """One limit of the policy, and how it is spelled."""

    name: str
    requests: int
    seconds: int
    declared: str


class Limiter:
    """Counts by the policy. A window begins at another moment for each key, so that not all callers come back at once."""

    def __init__(self, policy: Policy, counters: Counters, *, now: Callable[[], float] = time.time) -> None:
        self._policy, self._counters, self._now = policy, counters, now
        self._refused = Memory()
        self._address, self._credential, self._organization = (
            {kind: _rule(who, kind, limit) for kind, limit in limits.items()}
            for who, limits in (
                ("address", policy.address),
                ("credential", policy.credential),
                ("organization", policy.organization),
            )
        )

    async def count(self, kind: Kind, caller: Caller) -> Standing:
        """Count one request. Raises `UpstreamUnavailable` where the shared store is away and the kind must not go uncounted."""
        now, must_be_shared = int(self._now()), kind in CLOSED_WITHOUT_STORE
        declared, standing, retry_after = "", "", None
        for rule, key in self._rules(kind, caller):
            window, left = _window(f"{rule.name}:{key}", rule.seconds, now)
            count = await self._counters.add(window, rule.seconds, must_be_shared=must_be_shared)
            between = ", " if declared else ""
            declared += f"{between}{rule.declared}"
            standing += f'{between}"{rule.name}";r={max(0, rule.requests - count)};t={left}'
            if count > rule.requests:
                # What is refused here uses up nothing of a wider limit, which others share.
                retry_after = left
                break
        return Standing([(b"ratelimit-policy", declared.encode()), (b"ratelimit", standing.encode())], retry_after)

    def _rules(self, kind: Kind, caller: Caller) -> list[tuple[_Rule, str]]:
        rules = []
        if caller.credential_id is None or kind is Kind.SIGN_IN:
            rules.append((self._address[kind], address_key(caller.address)))
        if caller.credential_id is not None:
            rules.append((self._credential[kind], f"{caller.credential_id}:{caller.organization_id}"))
        if caller.organization_id is not None:
            rules.append((self._organization[kind], caller.organization_id))
        return rules

    def check_credentials_of(self, address: IPv4Address | IPv6Address | None) -> None:
        """Refuse an address that has shown too many bad credentials, before identity is asked. Raises `RateLimited`."""
        if not len(self._refused):
            return
        limit = self._policy.refused_credentials
        window, left = _window(address_key(address), limit.seconds, int(self._now()))
        if self._refused.count(window) >= limit.requests:
            raise RateLimited(
                "Too many credentials from your address were refused.",
                headers={"Retry-After": str(left), "RateLimit": f'"{REFUSED_CREDENTIALS}";r=0;t={left}'},
            )

    def note_refused_credential(self, address: IPv4Address | IPv6Address | None) -> None:
        """Count a credential that identity refused. Each gateway counts for itself: this protects identity from load."""
        limit = self._policy.refused_credentials
        window, _ = _window(address_key(address), limit.seconds, int(self._now()))
        self._refused.add(window, limit.seconds)


def _rule(who: str, kind: Kind, limit: Limit) -> _Rule:
    name = f"{who}-{kind}"
    return _Rule(name, limit.requests, limit.seconds, f'"{name}";q={limit.requests};w={limit.seconds}')


@lru_cache(maxsize=4096)
def _window(key: str, seconds: int, now: int) -> tuple[str, int]:
    """Name the window that a moment falls into, the same on every gateway, and the seconds that it still has."""
    number, spent = divmod(now + crc32(key.encode()), seconds)
    return f"{key}:{number}", seconds - spent


@lru_cache(maxsize=4096)
def address_key(address: IPv4Address | IPv6Address | None) -> str:
    """Write an address as what is counted."""
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, IPV6_PREFIX), strict=False))
    return str(address)
