"""Every SELECT about social accounts."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.creators.models import Creator
from services.identity.social_accounts.models import SocialAccount, SocialAccountId, SocialAccountState
from shared.events.identity import OrganizationId
from shared.pages import Page, Slice


async def account(session: AsyncSession, id: SocialAccountId) -> SocialAccount | None:
    """Find an account."""
    return await session.get(SocialAccount, id)


async def account_for_update(session: AsyncSession, id: SocialAccountId, *, owner: OrganizationId) -> SocialAccount | None:
    """Find and lock an account of this organization."""
    return await session.scalar(
        select(SocialAccount).where(SocialAccount.id == id, SocialAccount.organization_id == owner).with_for_update()
    )


async def insert_unless_connected(session: AsyncSession, **values: Any) -> None:
    """Add a connected account, or leave the one of this handle that stands: of two at once one is added."""
    await session.execute(insert(SocialAccount).values(id=SocialAccountId.new(), **values).on_conflict_do_nothing())


async def connected_account_for_update(session: AsyncSession, *, platform: str, handle: str) -> SocialAccount | None:
    """Find and lock the connected account of this handle, whosever it is."""
    return await session.scalar(
        select(SocialAccount)
        .where(
            SocialAccount.platform == platform,
            func.lower(SocialAccount.handle) == handle.lower(),
            SocialAccount.state == SocialAccountState.CONNECTED,
        )
        .with_for_update()
    )


async def accounts(session: AsyncSession, ids: Collection[str], *, owner: OrganizationId) -> dict[str, SocialAccount]:
    """Find those of these accounts that are this organization's."""
    rows = await session.scalars(_of(ids, owner))
    return {row.id: row for row in rows}


async def accounts_for_update(session: AsyncSession, ids: Collection[str], *, owner: OrganizationId) -> dict[str, SocialAccount]:
    """Find and lock those of these accounts that are this organization's."""
    rows = await session.scalars(_of(ids, owner).with_for_update().execution_options(populate_existing=True))
    return {row.id: row for row in rows}


def _of(ids: Collection[str], owner: OrganizationId) -> Select[SocialAccount]:
    return (
        select(SocialAccount)
        .where(SocialAccount.id.in_([SocialAccountId(id) for id in ids]), SocialAccount.organization_id == owner)
        .order_by(SocialAccount.id)
    )


async def accounts_shown_with(session: AsyncSession, creator: Creator) -> Sequence[SocialAccount]:
    """List the accounts that a creator is shown with."""
    query = select(SocialAccount).where(
        SocialAccount.organization_id == creator.organization_id, SocialAccount.creator_id == creator.id
    )
    return (await session.scalars(query.order_by(SocialAccount.id))).all()


async def accounts_of(
    session: AsyncSession, owner: OrganizationId | None, *, states: Sequence[SocialAccountState] | None, page: Page
) -> Slice[SocialAccount]:
    """List accounts: an organization's own, or all where no owner is named."""
    query = select(SocialAccount)
    if owner is not None:
        query = query.where(SocialAccount.organization_id == owner)
    if states is not None:
        query = query.where(SocialAccount.state.in_(states))
    return await page.of(session, query, SocialAccount)
