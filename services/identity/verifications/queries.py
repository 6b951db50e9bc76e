"""Every SELECT about verifications."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.verifications.models import Verification, VerificationId, VerificationLink, VerificationState
from shared.events.identity import OrganizationId
from shared.pages import Page, Slice


async def verification(session: AsyncSession, id: VerificationId) -> Verification | None:
    """Find a verification."""
    return await session.get(Verification, id)


async def verifications_of(
    session: AsyncSession, owner: OrganizationId | None, *, states: Sequence[VerificationState] | None, page: Page
) -> Slice[Verification]:
    """List verifications: an organization's own, or all where no owner is named."""
    query = select(Verification)
    if owner is not None:
        query = query.where(Verification.organization_id == owner)
    if states is not None:
        query = query.where(Verification.state.in_(states))
    return await page.of(session, query, Verification)


async def organization_of_link(session: AsyncSession, token_hash: bytes) -> OrganizationId | None:
    """Tell whose verification a link is for."""
    return await session.scalar(
        select(Verification.organization_id)
        .join(VerificationLink, VerificationLink.verification_id == Verification.id)
        .where(VerificationLink.token_hash == token_hash)
    )


async def link(session: AsyncSession, token_hash: bytes) -> VerificationLink | None:
    """Find a link. Lock its organization before it is judged."""
    return await session.get(VerificationLink, token_hash, populate_existing=True)


async def end_links(session: AsyncSession, verification: Verification, *, now: datetime) -> None:
    """Let every unused link of a verification end now."""
    await session.execute(
        update(VerificationLink)
        .where(VerificationLink.verification_id == verification.id, VerificationLink.used_at.is_(None))
        .values(expires_at=func.least(VerificationLink.expires_at, now))
        .execution_options(synchronize_session=False)
    )
