"""What can happen with attempts to sign in. They are counted in the database, which every replica shares."""

import hmac
import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.policy import SIGN_IN, SignInPolicy
from services.identity.sign_in_attempts import queries
from services.identity.sign_in_attempts.models import SignInRecord
from shared.clock import real_now
from shared.errors import Problem
from shared.settings import Settings

IPV6_PREFIX = 64
"""One customer of a provider has so many addresses that only their network tells one from another."""


class TooManySignIns(Problem, status=429, code="too_many_sign_ins", retryable=True):
    """Too many attempts to sign in have failed: Retry-After says in how many seconds the next one may come."""


@dataclass(frozen=True)
class Attempt:
    """An attempt that was let through to the password: the keys of its records."""

    policy: SignInPolicy
    pair: bytes
    """Of this account from this network."""
    account: bytes
    network: bytes


async def admit(
    session: AsyncSession, settings: Settings, *, email: str, address: IPv4Address | IPv6Address | None
) -> Attempt | None:
    """Let an attempt through to the password, or raise `TooManySignIns`; None where nothing is counted.

    It is counted as failed before it is looked at, so that guesses made at once do not pass together.
    """
    policy = SIGN_IN[settings.limits_name]
    if policy is None:
        return None
    account, network = email.lower(), _network(address)
    attempt = Attempt(
        policy,
        pair=_key(settings, "pair", account, network),
        account=_key(settings, "account", account),
        network=_key(settings, "network", network),
    )
    keys = [attempt.pair, attempt.account, attempt.network]
    records = await queries.records_for_update(session, keys, now=real_now())
    now = real_now()  # by now: others may have held the records for a while
    for record in records.values():
        _forget(record, policy, now=now)
    pair, of_network = records[attempt.pair], records[attempt.network]
    is_known = pair.signed_in_at is not None and now < pair.signed_in_at + policy.known_for

    waits = [pair.free_at] if is_known else [pair.free_at, of_network.free_at]
    left = max((free_at - now for free_at in waits if free_at is not None), default=timedelta(0))
    if left > timedelta(0):
        raise TooManySignIns(headers={"Retry-After": str(math.ceil(left.total_seconds()))})

    is_attacked = records[attempt.account].failures >= policy.account_failures
    _count(pair, policy, now=now)
    pause = _pause_of_pair(pair.failures, policy, is_attacked=is_attacked)
    pair.free_at = now + pause if pause else None
    over = of_network.failures - policy.network_failures
    if over >= 0 and not is_known:
        of_network.free_at = now + _doubled(policy.first_pause, over, policy.longest_pause_of_network)
    await session.flush()
    return attempt


async def failed(session: AsyncSession, attempt: Attempt) -> None:
    """Count a failure for the account and for the network."""
    now = real_now()
    for record in (await queries.records_for_update(session, [attempt.account, attempt.network], now=now)).values():
        _forget(record, attempt.policy, now=now)
        _count(record, attempt.policy, now=now)
    await session.flush()
    await queries.forget_old(session, now=now)


async def succeeded(session: AsyncSession, attempt: Attempt) -> None:
    """Forget what failed for this account from this network, and remember that somebody got in from there."""
    now = real_now()
    [pair] = (await queries.records_for_update(session, [attempt.pair], now=now)).values()
    pair.failures, pair.failed_at, pair.free_at = 0, None, None
    pair.signed_in_at, pair.forget_at = now, now + attempt.policy.known_for
    await session.flush()


def _forget(record: SignInRecord, policy: SignInPolicy, *, now: datetime) -> None:
    if record.failed_at is not None and now >= record.failed_at + policy.forget_after:
        record.failures, record.failed_at, record.free_at = 0, None, None


def _count(record: SignInRecord, policy: SignInPolicy, *, now: datetime) -> None:
    record.failures += 1
    record.failed_at = now
    record.forget_at = max(record.forget_at, now + policy.forget_after)


def _pause_of_pair(failures: int, policy: SignInPolicy, *, is_attacked: bool) -> timedelta:
    free, first = policy.free_failures, policy.first_pause
    if is_attacked:
        free, first = policy.free_failures_of_attacked, policy.first_pause_of_attacked
    return timedelta(0) if failures < free else _doubled(first, failures - free, policy.longest_pause)


def _doubled(first: timedelta, times: int, longest: timedelta) -> timedelta:
    return min(first * 2 ** min(times, 20), longest)


def _network(address: IPv4Address | IPv6Address | None) -> str:
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, IPV6_PREFIX), strict=False))
    return str(address)


def _key(settings: Settings, *of: str) -> bytes:
    return hmac.digest(settings.derived_key("sign-in attempts"), "\n".join(of).encode(), "sha256")
