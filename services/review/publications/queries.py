"""Every SELECT about publications."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.review.orders.queries import order_for_update
from services.review.publications.models import Publication, PublicationState
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.review import PublicationId
from shared.pages import Page, Slice


def _seen_by(organization: OrganizationId | None) -> Select[Publication]:
    """Both sides see a publication; None stands for staff, who see all."""
    query = select(Publication).options(joinedload(Publication.order, innerjoin=True))
    if organization is None:
        return query
    own = or_(Publication.brand_organization_id == organization, Publication.creator_organization_id == organization)
    return query.where(own)


async def publication(session: AsyncSession, id: PublicationId, *, seen_by: OrganizationId | None = None) -> Publication | None:
    """Find a publication that an organization may see, or any (None)."""
    return await session.scalar(_seen_by(seen_by).where(Publication.id == id))


async def publication_for_update(session: AsyncSession, id: PublicationId) -> Publication | None:
    """Find and lock a publication, after its order."""
    order_id = await session.scalar(select(Publication.order_id).where(Publication.id == id))
    if order_id is None:
        return None
    await order_for_update(session, order_id)
    query = _seen_by(None).where(Publication.id == id).with_for_update(of=Publication)
    return await session.scalar(query.execution_options(populate_existing=True))


async def watched_of_order_for_update(session: AsyncSession, order: OrderId) -> Sequence[Publication]:
    """Find and lock the publications of an order that are watched, in the order of their ids. The order is locked before."""
    query = select(Publication).where(Publication.order_id == order, Publication.next_check_at.is_not(None))
    rows = await session.scalars(query.order_by(Publication.id).with_for_update().execution_options(populate_existing=True))
    return rows.all()


async def post_is_taken(session: AsyncSession, post_url: str | None, *, but: PublicationId) -> bool:
    """Say whether a post is the publication of another deliverable already."""
    others = select(Publication.id).where(Publication.post_url == post_url, Publication.id != but)
    return await session.scalar(others.where(Publication.state != PublicationState.MISMATCH).limit(1)) is not None


async def publications_seen_by(
    session: AsyncSession,
    organization: OrganizationId | None,
    *,
    orders: Sequence[OrderId] | None,
    deliverables: Sequence[DeliverableId] | None,
    states: Sequence[PublicationState] | None,
    page: Page,
) -> Slice[Publication]:
    """List the publications that an organization may see, or all for staff (None)."""
    query = _seen_by(organization)
    if orders:
        query = query.where(Publication.order_id.in_(orders))
    if deliverables:
        query = query.where(Publication.deliverable_id.in_(deliverables))
    if states:
        query = query.where(Publication.state.in_(states))
    return await page.of(session, query, Publication)
