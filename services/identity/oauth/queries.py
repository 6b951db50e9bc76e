"""Every SELECT about access tokens. The protocol's library asks in its own way, so some are statements that it executes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Delete, Select, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from services.identity.oauth.models import OAuthToken
from services.identity.oauth_clients.models import OAuthClient, OAuthClientSecret
from services.identity.organizations.models import Organization
from services.identity.programs.queries import holds, works
from shared.events.identity import OAuthClientId


@dataclass(frozen=True)
class Known:
    """A client that has shown a secret of its own, or whose token was shown."""

    client: OAuthClient
    organization: Organization
    secret: OAuthClientSecret


@dataclass(frozen=True)
class Live(Known):
    """A token that works."""

    token: OAuthToken


def client_of_secret(session: Session, id: OAuthClientId, secret_hash: bytes, *, now: datetime, hold: bool) -> Known | None:
    """Find the client that a secret speaks for, while both work. Held, the secret cannot be dropped before a token is kept."""
    query = (
        select(OAuthClient, Organization, OAuthClientSecret)
        .join(OAuthClientSecret, OAuthClientSecret.program_id == OAuthClient.id)
        .join(Organization, Organization.id == OAuthClient.organization_id)
        .where(
            OAuthClient.id == id,
            OAuthClientSecret.secret_hash == secret_hash,
            holds(OAuthClientSecret, now),
            *works(OAuthClient, now),
        )
    )
    if hold:
        query = query.with_for_update(read=True, key_share=True, of=OAuthClientSecret)
    row = session.execute(query).first()
    return Known(*row) if row else None


def live_token(session: Session, token_hash: bytes, *, now: datetime) -> Live | None:
    """Find a token and its client, while both work."""
    row = session.execute(_live(token_hash, now)).first()
    return Live(*row) if row else None


async def live_token_of(session: AsyncSession, token_hash: bytes, *, now: datetime) -> Live | None:
    """Find a token and its client, while both work."""
    return await session.run_sync(live_token, token_hash, now=now)


def _live(token_hash: bytes, now: datetime) -> Select[OAuthClient, Organization, OAuthClientSecret, OAuthToken]:
    return (
        select(OAuthClient, Organization, OAuthClientSecret, OAuthToken)
        .join(OAuthClientSecret, OAuthClientSecret.program_id == OAuthClient.id)
        .join(Organization, Organization.id == OAuthClient.organization_id)
        .join(OAuthToken, OAuthToken.secret_hash == OAuthClientSecret.secret_hash)
        .where(
            OAuthToken.token_hash == token_hash,
            OAuthToken.expires_at > now,
            holds(OAuthClientSecret, now),
            *works(OAuthClient, now),
        )
    )


def ended_tokens(secret: OAuthClientSecret, *, now: datetime) -> Delete:
    """Drop the tokens that were got by a secret and whose time is over."""
    return delete(OAuthToken).where(OAuthToken.secret_hash == secret.secret_hash, OAuthToken.expires_at <= now)
