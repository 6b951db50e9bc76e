"""Every SELECT about API keys."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.api_keys.models import ApiKey, ApiKeySecret, ApiKeyState
from services.identity.organizations.models import Organization
from shared.events.identity import ApiKeyId, OrganizationId
from shared.pages import Page, Slice


async def own_key(session: AsyncSession, id: ApiKeyId, *, owner: OrganizationId) -> ApiKey | None:
    """Find a key of this organization."""
    return await session.scalar(select(ApiKey).where(ApiKey.id == id, ApiKey.organization_id == owner))


async def own_key_for_update(session: AsyncSession, id: ApiKeyId, *, owner: OrganizationId) -> ApiKey | None:
    """Find and lock a key of this organization."""
    return await session.scalar(select(ApiKey).where(ApiKey.id == id, ApiKey.organization_id == owner).with_for_update())


async def keys_of(
    session: AsyncSession, owner: OrganizationId, *, states: Sequence[ApiKeyState], page: Page, now: datetime
) -> Slice[ApiKey]:
    """List an organization's keys."""
    query = select(ApiKey).where(ApiKey.organization_id == owner)
    if states:
        is_over = ApiKey.expires_at.is_not(None) & (ApiKey.expires_at <= now)
        is_active = ApiKey.state == ApiKeyState.ACTIVE
        of_state = {
            ApiKeyState.ACTIVE: is_active & ~is_over,
            ApiKeyState.EXPIRED: is_active & is_over,
            ApiKeyState.REVOKED: ApiKey.state == ApiKeyState.REVOKED,
        }
        query = query.where(or_(*(of_state[state] for state in states)))
    return await page.of(session, query, ApiKey)


async def count_working(session: AsyncSession, owner: OrganizationId, *, now: datetime) -> int:
    """Count the keys of an organization that work."""
    query = select(func.count()).select_from(ApiKey).where(ApiKey.organization_id == owner, *_works(now))
    return await session.scalar(query) or 0


async def working_key_of_secret(
    session: AsyncSession, secret_hash: bytes, *, now: datetime
) -> tuple[ApiKey, Organization, datetime | None] | None:
    """Find the key that a secret speaks for, its organization, and when the secret's overlap is over, while all of it works."""
    row = (
        await session.execute(
            select(ApiKey, Organization, ApiKeySecret.ends_at)
            .join(ApiKeySecret, ApiKeySecret.api_key_id == ApiKey.id)
            .join(Organization, Organization.id == ApiKey.organization_id)
            .where(
                ApiKeySecret.secret_hash == secret_hash,
                or_(ApiKeySecret.ends_at.is_(None), ApiKeySecret.ends_at > now),
                *_works(now),
            )
        )
    ).first()
    return (row[0], row[1], row[2]) if row else None


def _works(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return ApiKey.state == ApiKeyState.ACTIVE, or_(ApiKey.expires_at.is_(None), ApiKey.expires_at > now)


async def end_secrets(session: AsyncSession, key: ApiKey, *, at: datetime, now: datetime) -> None:
    """Let every secret of a key end at a time, or sooner where it ends sooner; what has ended is dropped."""
    its = ApiKeySecret.api_key_id == key.id
    await session.execute(
        update(ApiKeySecret)
        .where(its)
        .values(ends_at=func.least(ApiKeySecret.ends_at, at))
        .execution_options(synchronize_session=False)
    )
    await session.execute(delete(ApiKeySecret).where(its, ApiKeySecret.ends_at <= now))


async def note_use(session: AsyncSession, id: ApiKeyId, *, now: datetime, once_in: timedelta) -> None:
    """Note that a key was used, at most once in a while; whoever holds its row is not waited for."""
    free = (
        select(ApiKey.id)
        .where(ApiKey.id == id, or_(ApiKey.last_used_at.is_(None), ApiKey.last_used_at <= now - once_in))
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    await session.execute(
        update(ApiKey)
        .where(ApiKey.id == free)
        .values(last_used_at=now, updated_at=ApiKey.updated_at)
        .execution_options(synchronize_session=False)
    )
