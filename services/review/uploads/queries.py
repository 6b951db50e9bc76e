"""Every SELECT about uploads."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.review.uploads.models import Upload, UploadState
from shared.events.identity import OrganizationId
from shared.events.review import UploadId
from shared.pages import Page, Slice


async def upload(session: AsyncSession, id: UploadId) -> Upload | None:
    """Find an upload."""
    return await session.get(Upload, id, populate_existing=True)


async def own_upload(session: AsyncSession, id: UploadId, *, owner: OrganizationId) -> Upload | None:
    """Find an upload of this organization."""
    return await session.scalar(select(Upload).where(Upload.id == id, Upload.organization_id == owner))


async def upload_for_update(session: AsyncSession, id: UploadId) -> Upload | None:
    """Find and lock an upload."""
    return await session.scalar(select(Upload).where(Upload.id == id).with_for_update().execution_options(populate_existing=True))


async def uploads_for_update(session: AsyncSession, ids: Sequence[UploadId], *, owner: OrganizationId) -> dict[UploadId, Upload]:
    """Find and lock uploads of this organization, in the order of their ids."""
    rows = await session.scalars(
        select(Upload)
        .where(Upload.id.in_(ids), Upload.organization_id == owner)
        .order_by(Upload.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in rows}


async def uploads_of(
    session: AsyncSession, owner: OrganizationId, *, states: Sequence[UploadState] | None, page: Page
) -> Slice[Upload]:
    """List an organization's uploads."""
    query = select(Upload).where(Upload.organization_id == owner)
    if states:
        query = query.where(Upload.state.in_(states))
    return await page.of(session, query, Upload)
