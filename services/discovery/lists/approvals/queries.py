"""Every SELECT about approvals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from services.discovery.lists.approvals.models import Decision, ListApproval, ListApprovalState, ListDecision, ListDecisionId
from services.discovery.lists.items.models import ListItem
from services.discovery.lists.items.queries import place_of
from services.discovery.lists.models import CreatorList
from shared.events.discovery import ListApprovalId, ListId
from shared.events.identity import CreatorId, OrganizationId
from shared.pages import Page, Slice


@dataclass(frozen=True)
class ItemAndDecision:
    """An entry of a list, and what one client said of it."""

    item: ListItem
    decision: ListDecision | None


async def own_approval(session: AsyncSession, id: ListApprovalId, *, owner: OrganizationId) -> ListApproval | None:
    """Find an approval of an organization."""
    return await session.scalar(select(ListApproval).where(ListApproval.id == id, ListApproval.organization_id == owner))


async def own_approval_for_update(session: AsyncSession, id: ListApprovalId, *, owner: OrganizationId) -> ListApproval | None:
    """Find and lock an approval of an organization."""
    query = select(ListApproval).where(ListApproval.id == id, ListApproval.organization_id == owner)
    return await session.scalar(query.with_for_update().execution_options(populate_existing=True))


async def approval_for_update(session: AsyncSession, id: ListApprovalId) -> ListApproval | None:
    """Find and lock an approval."""
    return await session.get(ListApproval, id, with_for_update=True, populate_existing=True)


async def approval_of_token(session: AsyncSession, token_hash: bytes) -> ListApproval | None:
    """Find what a token opens."""
    return await session.scalar(select(ListApproval).where(ListApproval.token_hash == token_hash))


async def approval_of_token_for_update(session: AsyncSession, token_hash: bytes) -> ListApproval | None:
    """Find and lock what a token opens."""
    query = select(ListApproval).where(ListApproval.token_hash == token_hash)
    return await session.scalar(query.with_for_update().execution_options(populate_existing=True))


async def approvals_of(
    session: AsyncSession,
    owner: OrganizationId,
    *,
    list_ids: Sequence[ListId] | Select[ListId] | None,
    states: Sequence[ListApprovalState] | None,
    page: Page,
) -> Slice[ListApproval]:
    """List the approvals of an organization."""
    query = select(ListApproval).where(ListApproval.organization_id == owner)
    if list_ids is not None:
        query = query.where(ListApproval.list_id.in_(list_ids))
    if states:
        query = query.where(ListApproval.state.in_(states))
    return await page.of(session, query, ListApproval)


async def count_open(session: AsyncSession, list_id: ListId) -> int:
    """Count a list's open approvals."""
    query = select(func.count()).where(ListApproval.list_id == list_id, ListApproval.state == ListApprovalState.OPEN)
    return await session.scalar(query) or 0


async def standing_approvals_for_update(session: AsyncSession, list_id: ListId) -> Sequence[ListApproval]:
    """Lock the approvals of a list whose address still works, in id order."""
    works = {ListApprovalState.OPEN, ListApprovalState.CLOSED}
    query = select(ListApproval).where(ListApproval.list_id == list_id, ListApproval.state.in_(works))
    return (await session.scalars(query.order_by(ListApproval.id).with_for_update())).all()


async def decision(session: AsyncSession, id: ListDecisionId, *, approval_id: ListApprovalId) -> ListDecision | None:
    """Find one decision of an approval."""
    return await session.scalar(_decisions(approval_id).where(ListDecision.id == id))


async def decision_about(session: AsyncSession, approval_id: ListApprovalId, creator_id: CreatorId) -> ListDecision | None:
    """Find what a client said of a creator. Decisions are written under their approval's lock."""
    return await session.scalar(_decisions(approval_id).where(ListDecision.creator_id == creator_id))


async def decisions_of(session: AsyncSession, approval_id: ListApprovalId, *, page: Page) -> Slice[ListDecision]:
    """List what a client said."""
    return await page.of(session, _decisions(approval_id), ListDecision)


def _decisions(approval_id: ListApprovalId) -> Any:
    return select(ListDecision).where(ListDecision.list_approval_id == approval_id).options(joinedload(ListDecision.approval))


async def counts_of(session: AsyncSession, approval: ListApproval) -> Mapping[Decision, int]:
    """Count what a client decided about the creators who stand in the list now."""
    query = (
        select(ListDecision.decision, func.count().label("creators"))
        .join(ListItem, (ListItem.creator_id == ListDecision.creator_id) & (ListItem.list_id == approval.list_id))
        .where(ListDecision.list_approval_id == approval.id, ListDecision.decision.is_not(None))
        .group_by(ListDecision.decision)
    )
    return {row.decision: row.creators for row in await session.execute(query)}


async def list_of(session: AsyncSession, approval: ListApproval) -> CreatorList:
    """Read the list that a client looks at."""
    return await session.get_one(CreatorList, approval.list_id)


async def items_with_decisions(session: AsyncSession, approval: ListApproval, *, page: Page) -> Slice[ItemAndDecision]:
    """List the entries of a list in its order, each with what one client said of it."""
    own = await list_of(session, approval)
    said = (ListDecision.list_approval_id == approval.id) & (ListDecision.creator_id == ListItem.creator_id)
    query = (
        select(ListItem, ListDecision)
        .outerjoin(ListDecision, said)
        .where(ListItem.list_id == approval.list_id)
        .options(joinedload(ListItem.listed))
    )
    if page.after is not None:
        position, id = await place_of(session, own, page.after)
        query = query.where(tuple_(ListItem.position, ListItem.id) > (position, id))
    query = query.order_by(ListItem.position, ListItem.id).limit(page.limit + 1)
    rows = [ItemAndDecision(item, decision) for item, decision in await session.execute(query)]
    return page.slice(rows, place=lambda row: [own.renumberings, row.item.position, row.item.id])
