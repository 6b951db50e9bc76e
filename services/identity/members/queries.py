"""Every SELECT about members as others see them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.organizations.models import Membership
from services.identity.organizations.roles import Role
from services.identity.users.models import User
from shared.events.identity import OrganizationId, UserId
from shared.pages import Page, Slice

Member = tuple[Membership, User]


async def member(session: AsyncSession, user: UserId, *, organization: OrganizationId) -> Member | None:
    """Find a member; read anew, so that after the organization's lock it is what holds."""
    row = (
        await session.execute(
            select(Membership, User)
            .join(User, User.id == Membership.user_id)
            .where(Membership.organization_id == organization, Membership.user_id == user)
            .execution_options(populate_existing=True)
        )
    ).first()
    return (row[0], row[1]) if row else None


async def members_of(session: AsyncSession, organization: OrganizationId, *, roles: Sequence[Role], page: Page) -> Slice[Member]:
    """List the members of an organization. They have no id of their own, so their place is a time and the person."""
    time = Membership.updated_at if page.sort == "updated_at" else Membership.created_at
    place = tuple_(time, Membership.user_id)
    query = (
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organization_id == organization)
        .limit(page.limit + 1)
    )
    if roles:
        query = query.where(Membership.role.in_(roles))
    if page.updated_at_min is not None:
        query = query.where(Membership.updated_at >= page.updated_at_min)
    after = (datetime.fromisoformat(page.after[0]), UserId(page.after[1])) if page.after else None
    if page.sort == "updated_at":
        query = query.order_by(time, Membership.user_id)
        query = query.where(place > after) if after else query
    else:
        query = query.order_by(time.desc(), Membership.user_id.desc())
        query = query.where(place < after) if after else query
    rows = [(row[0], row[1]) for row in await session.execute(query)]
    return page.slice(rows, place=lambda row: [getattr(row[0], time.key).isoformat(), row[0].user_id])


async def has_another_owner(session: AsyncSession, membership: Membership) -> bool:
    """Say whether a locked organization has an owner beside this one."""
    query = select(func.count()).where(
        Membership.organization_id == membership.organization_id,
        Membership.role == Role.OWNER,
        Membership.user_id != membership.user_id,
    )
    return bool(await session.scalar(query))
