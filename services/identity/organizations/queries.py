"""Every SELECT about organizations and members."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload

from services.identity.organizations.models import Membership, Organization
from services.identity.organizations.roles import Role
from services.identity.users.models import User
from services.identity.verifications.models import Verification, VerificationId, VerificationState
from shared.events.identity import OrganizationId, OrganizationType, UserId
from shared.pages import Page, Slice


def _organizations() -> Select[Organization]:
    return select(Organization).options(joinedload(Organization.verification))


async def organization(session: AsyncSession, id: OrganizationId) -> Organization | None:
    """Find an organization."""
    return await session.scalar(_organizations().where(Organization.id == id))


async def organization_for_update(session: AsyncSession, id: OrganizationId) -> Organization | None:
    """Find and lock an organization. Its verification, read after the lock, is held by it too."""
    return await session.scalar(
        select(Organization)
        .where(Organization.id == id)
        .with_for_update()
        .options(selectinload(Organization.verification))
        .execution_options(populate_existing=True)
    )


async def organization_of_verification_for_update(session: AsyncSession, id: VerificationId) -> Organization | None:
    """Find and lock the organization that a verification is of."""
    owner = await session.scalar(select(Verification.organization_id).where(Verification.id == id))
    return await organization_for_update(session, owner) if owner else None


async def lock_platform(session: AsyncSession) -> None:
    """Let one transaction at a time change who the staff are."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext("platform organization"))))


async def platform(session: AsyncSession) -> Organization | None:
    """Find the one organization of the platform's own staff."""
    return await session.scalar(_organizations().where(Organization.type == OrganizationType.PLATFORM))


async def membership(session: AsyncSession, *, user: UserId, organization: OrganizationId) -> Membership | None:
    """Find a person's membership of an organization."""
    return await session.get(Membership, (organization, user))


async def is_staff(session: AsyncSession, user: UserId) -> bool:
    """Say whether a person is one of the platform's own."""
    return await session.scalar(_staff().where(Membership.user_id == user)) is not None


async def is_staff_address(session: AsyncSession, email: str) -> bool:
    """Say whether an address is that of one of the platform's own."""
    return await session.scalar(_staff().join(User, User.id == Membership.user_id).where(User.email == email.lower())) is not None


def _staff() -> Select[UserId]:
    return (
        select(Membership.user_id)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(Organization.type == OrganizationType.PLATFORM)
    )


async def owner_of(session: AsyncSession, organization: OrganizationId) -> User | None:
    """Find the person whose organization it is: its first owner."""
    return await session.scalar(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organization_id == organization, Membership.role == Role.OWNER)
        .order_by(Membership.created_at, User.id)
        .limit(1)
    )


async def memberships_of(session: AsyncSession, user: UserId) -> Sequence[tuple[Membership, Organization]]:
    """List where a person belongs, oldest first."""
    rows = await session.execute(
        select(Membership, Organization)
        .join(Organization, Organization.id == Membership.organization_id)
        .where(Membership.user_id == user)
        .order_by(Organization.id)
    )
    return [(membership, organization) for membership, organization in rows]


async def organizations(
    session: AsyncSession, *, member: UserId | None, verification_states: Sequence[VerificationState] | None, page: Page
) -> Slice[Organization]:
    """List the organizations that a person belongs to, or all where no member is named."""
    query = _organizations()
    if member is not None:
        query = query.join(Membership, Membership.organization_id == Organization.id).where(Membership.user_id == member)
    if verification_states is not None:
        query = query.where(Organization.verification.has(Verification.state.in_(verification_states)))
    return await page.of(session, query, Organization)
