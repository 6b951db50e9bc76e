"""Every SELECT about invitations to join an organization."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.member_invitations.models import MemberInvitation, MemberInvitationState
from services.identity.organizations.models import Membership
from services.identity.users.models import User
from shared.events.identity import MemberInvitationId, OrganizationId
from shared.pages import Page, Slice


async def own_invitation(session: AsyncSession, id: MemberInvitationId, *, owner: OrganizationId) -> MemberInvitation | None:
    """Find an invitation of this organization; read anew, so that after the organization's lock it is what holds."""
    return await session.scalar(
        select(MemberInvitation)
        .where(MemberInvitation.id == id, MemberInvitation.organization_id == owner)
        .execution_options(populate_existing=True)
    )


async def place_of(session: AsyncSession, token_hash: bytes) -> tuple[MemberInvitationId, OrganizationId] | None:
    """Tell which invitation a token is for, and to which organization: lock that before the invitation is judged."""
    row = (
        await session.execute(
            select(MemberInvitation.id, MemberInvitation.organization_id).where(MemberInvitation.token_hash == token_hash)
        )
    ).first()
    return (row[0], row[1]) if row else None


async def organization_of(session: AsyncSession, id: MemberInvitationId) -> OrganizationId | None:
    """Tell to which organization an invitation is."""
    return await session.scalar(select(MemberInvitation.organization_id).where(MemberInvitation.id == id))


async def invitations_of(
    session: AsyncSession, owner: OrganizationId, *, states: Sequence[MemberInvitationState], page: Page
) -> Slice[MemberInvitation]:
    """List an organization's invitations."""
    query = select(MemberInvitation).where(MemberInvitation.organization_id == owner)
    if states:
        query = query.where(MemberInvitation.state.in_(states))
    return await page.of(session, query, MemberInvitation)


async def is_members_address(session: AsyncSession, email: str, *, organization: OrganizationId) -> bool:
    """Say whether an address is that of a member."""
    query = (
        select(Membership.user_id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.organization_id == organization, User.email == email)
    )
    return await session.scalar(query) is not None
