"""Every SELECT about creators' applications."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from services.identity.applications.models import OPEN, CreatorApplication, CreatorApplicationId, CreatorApplicationState
from services.identity.organizations.models import Organization
from services.identity.organizations.queries import organization_for_update
from shared.events.identity import OrganizationId
from shared.pages import Page, Slice
from shared.platforms import PlatformAccount


async def application(session: AsyncSession, id: CreatorApplicationId) -> CreatorApplication | None:
    """Find an application."""
    return await session.scalar(
        select(CreatorApplication).where(CreatorApplication.id == id).options(joinedload(CreatorApplication.creator))
    )


async def hold_for_update(session: AsyncSession, application: CreatorApplication) -> Organization:
    """Lock an application's organization, then the application, and read both anew."""
    organization = await organization_for_update(session, application.organization_id)
    assert organization is not None, application.organization_id
    await session.scalar(
        select(CreatorApplication)
        .where(CreatorApplication.id == application.id)
        .with_for_update()
        .options(selectinload(CreatorApplication.creator))
        .execution_options(populate_existing=True)
    )
    return organization


async def has_open_application(session: AsyncSession, owner: OrganizationId) -> bool:
    """Say whether an application of an organization is being reviewed."""
    query = select(CreatorApplication.id).where(CreatorApplication.organization_id == owner, CreatorApplication.state.in_(OPEN))
    return await session.scalar(query.limit(1)) is not None


async def reapply_after(session: AsyncSession, owner: OrganizationId, accounts: Sequence[PlatformAccount]) -> datetime | None:
    """Tell until when an organization may not submit another application, nor anybody one with these accounts."""
    rejected_with = [
        CreatorApplication.accounts.contains([{"platform": account.platform, "handle": account.handle}]) for account in accounts
    ]
    return await session.scalar(
        select(func.max(CreatorApplication.reapply_after)).where(
            CreatorApplication.reapply_after.is_not(None),
            or_(CreatorApplication.organization_id == owner, *rejected_with),
        )
    )


async def applications_of(
    session: AsyncSession, owner: OrganizationId | None, *, states: Sequence[CreatorApplicationState] | None, page: Page
) -> Slice[CreatorApplication]:
    """List applications: an organization's own, or all where no owner is named."""
    query = select(CreatorApplication).options(joinedload(CreatorApplication.creator))
    if owner is not None:
        query = query.where(CreatorApplication.organization_id == owner)
    if states is not None:
        query = query.where(CreatorApplication.state.in_(states))
    return await page.of(session, query, CreatorApplication)
