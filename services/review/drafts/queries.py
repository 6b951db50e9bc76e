"""Every SELECT about drafts. A draft is loaded whole: its order, versions with their files, and change requests."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from services.review.drafts.models import Draft, DraftMedia, DraftState, DraftVersion
from services.review.orders.queries import order_for_update
from services.review.uploads.models import Upload
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.review import DraftId
from shared.pages import Page, Slice


def _whole() -> tuple[ExecutableOption, ...]:
    versions = selectinload(Draft.versions).selectinload(DraftVersion.media).joinedload(DraftMedia.upload)
    return joinedload(Draft.order, innerjoin=True), versions, selectinload(Draft.change_requests)


def _seen_by(organization: OrganizationId | None) -> Select[Draft]:
    """Both sides see a draft; None stands for staff, who see all."""
    query = select(Draft)
    if organization is None:
        return query
    return query.where(or_(Draft.brand_organization_id == organization, Draft.creator_organization_id == organization))


async def draft(session: AsyncSession, id: DraftId, *, seen_by: OrganizationId | None) -> Draft | None:
    """Find a draft that an organization may see, or any for staff (None)."""
    return await session.scalar(_seen_by(seen_by).where(Draft.id == id).options(*_whole()))


async def draft_for_update(session: AsyncSession, id: DraftId, *, seen_by: OrganizationId | None = None) -> Draft | None:
    """Find and lock a draft, after its order: the gate of everything that is told about the order."""
    order_id = await session.scalar(_seen_by(seen_by).where(Draft.id == id).with_only_columns(Draft.order_id))
    if order_id is None:
        return None
    await order_for_update(session, order_id)
    return await session.scalar(_locked(select(Draft).where(Draft.id == id)))


async def drafts_of_order_for_update(session: AsyncSession, order: OrderId, *, states: Collection[DraftState]) -> Sequence[Draft]:
    """Find and lock an order's drafts in these states, in the order of their ids. The order is locked before."""
    query = select(Draft).where(Draft.order_id == order, Draft.state.in_(states)).order_by(Draft.id)
    return (await session.scalars(_locked(query))).unique().all()


async def draft_of_deliverable_for_update(session: AsyncSession, id: DeliverableId) -> Draft | None:
    """Find and lock the draft for a deliverable. Its order is locked before."""
    return await session.scalar(_locked(select(Draft).where(Draft.deliverable_id == id)))


def _locked(query: Select[Draft]) -> Select[Draft]:
    return query.options(*_whole()).with_for_update(of=Draft).execution_options(populate_existing=True)


async def id_of_draft_for(session: AsyncSession, id: DeliverableId) -> DraftId | None:
    """Find which draft a deliverable has."""
    return await session.scalar(select(Draft.id).where(Draft.deliverable_id == id))


async def drafts_seen_by(
    session: AsyncSession,
    organization: OrganizationId | None,
    *,
    orders: Sequence[OrderId] | None,
    deliverables: Sequence[DeliverableId] | None,
    states: Sequence[DraftState] | None,
    page: Page,
) -> Slice[Draft]:
    """List the drafts that an organization may see, or all for staff (None)."""
    query = _seen_by(organization).options(*_whole())
    if orders:
        query = query.where(Draft.order_id.in_(orders))
    if deliverables:
        query = query.where(Draft.deliverable_id.in_(deliverables))
    if states:
        query = query.where(Draft.state.in_(states))
    return await page.of(session, query, Draft)


async def versions_of(session: AsyncSession, id: DraftId, *, page: Page) -> Slice[DraftVersion]:
    """List the versions of a draft."""
    files = selectinload(DraftVersion.media).joinedload(DraftMedia.upload)
    return await page.of(session, select(DraftVersion).where(DraftVersion.draft_id == id).options(files), DraftVersion)


async def hashes_used_elsewhere(session: AsyncSession, hashes: Collection[str], *, order: OrderId) -> set[str]:
    """Tell which of these files were handed in for another order too."""
    rows = await session.scalars(
        select(Upload.sha256)
        .distinct()
        .join(Draft, Draft.id == Upload.draft_id)
        .where(Upload.sha256.in_(hashes), Draft.order_id != order)
    )
    return {row for row in rows if row}
