"""Every SELECT about API keys."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.api_keys.models import ApiKey, ApiKeySecret
from services.identity.organizations.models import Organization
from services.identity.programs.queries import holds, works


async def working_key_of_secret(
    session: AsyncSession, secret_hash: bytes, *, now: datetime
) -> tuple[ApiKey, Organization, datetime | None] | None:
    """Find the key that a secret speaks for, its organization, and when the secret's overlap is over, while all of it works."""
    row = (
        await session.execute(
            select(ApiKey, Organization, ApiKeySecret.ends_at)
            .join(ApiKeySecret, ApiKeySecret.program_id == ApiKey.id)
            .join(Organization, Organization.id == ApiKey.organization_id)
            .where(ApiKeySecret.secret_hash == secret_hash, holds(ApiKeySecret, now), *works(ApiKey, now))
        )
    ).first()
    return (row[0], row[1], row[2]) if row else None
