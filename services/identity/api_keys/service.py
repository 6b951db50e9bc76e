"""What can happen with API keys."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.api_keys import queries
from services.identity.api_keys.models import ApiKey, ApiKeySecret, ApiKeyState
from services.identity.api_keys.secrets import SHOWN_AT_THE_END, SHOWN_AT_THE_START, new_key_secret
from services.identity.organizations.models import Organization
from services.identity.policy import API_KEYS
from services.identity.secrets import digest
from shared.clock import real_now
from shared.errors import Invalid, InvalidState, MissingScope, Problem
from shared.events.identity import ApiKeyCreated, ApiKeyRevoked, ApiKeyRolled, UserId
from shared.outbox import emit
from shared.settings import Settings


class TooManyKeys(Problem, status=409, code="too_many_keys"):
    """The organization has as many working keys as it may have: revoke one first."""


@dataclass(frozen=True)
class Issued:
    """A key with its newest secret, which only the caller ever sees."""

    key: ApiKey
    secret: str


async def create(
    session: AsyncSession,
    settings: Settings,
    *,
    organization: Organization,
    maker: UserId,
    may_give: Collection[str],
    name: str,
    scopes: Sequence[str],
    networks: Sequence[str],
    expires_at: datetime | None,
) -> Issued:
    """Make a key for a locked organization. Raises `MissingScope` for what the maker does not hold, `Invalid`, `TooManyKeys`."""
    now = real_now()
    for scope in scopes:
        if scope not in may_give:
            raise MissingScope(f"You do not hold the scope {scope}, so you cannot give it.", scope=scope)
    if expires_at is not None and expires_at <= now:
        raise Invalid.at("/expires_at", "date_in_the_past", "a key ends in the future")
    if await queries.count_working(session, organization.id, now=now) >= API_KEYS.most_working:
        raise TooManyKeys(most=API_KEYS.most_working)

    key = ApiKey(
        organization_id=organization.id,
        created_by=maker,
        name=name,
        scopes=sorted(set(scopes)),
        networks=list(dict.fromkeys(networks)),
        prefix="",
        last_four="",
        expires_at=expires_at,
    )
    session.add(key)
    issued = await _issue(session, settings, key)
    await emit(session, ApiKeyCreated.of(key))
    return issued


async def roll(session: AsyncSession, settings: Settings, *, key: ApiKey, overlap: timedelta) -> Issued:
    """Give a locked key a new secret; those before it work until the overlap is over. Raises `InvalidState`."""
    if key.shown_state is ApiKeyState.EXPIRED:
        raise InvalidState("The key has expired.", state=key.shown_state, actions=[])
    key.move("roll")
    now = real_now()
    await queries.end_secrets(session, key, at=now + overlap, now=now)
    issued = await _issue(session, settings, key)
    await emit(session, ApiKeyRolled.of(key))
    return issued


async def revoke(session: AsyncSession, *, key: ApiKey) -> ApiKey:
    """End a locked key at once, everywhere; one that is revoked stays so."""
    if key.state is not ApiKeyState.REVOKED:
        key.move("revoke")
        key.revoked_at = now = real_now()
        await queries.end_secrets(session, key, at=now, now=now)
        await emit(session, ApiKeyRevoked.of(key))
    return key


async def _issue(session: AsyncSession, settings: Settings, key: ApiKey) -> Issued:
    secret = new_key_secret(settings)
    key.prefix, key.last_four = secret[:SHOWN_AT_THE_START], secret[-SHOWN_AT_THE_END:]
    await session.flush()
    session.add(ApiKeySecret(secret_hash=digest(secret), api_key_id=key.id))
    await session.flush()
    return Issued(key, secret)
