"""What can happen with organizations, their members, and a brand's verification."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.organizations import queries
from services.identity.organizations.models import Membership, Organization
from services.identity.organizations.roles import Role
from services.identity.users.queries import user_for_update
from services.identity.verifications import service as verifications
from services.identity.verifications.models import Verification
from services.identity.verifications.queries import organization_of_link
from services.identity.verifications.service import ExpireVerificationLink
from shared.acting import Principal
from shared.db import touch
from shared.errors import Forbidden, Invalid, NotFound, Unauthenticated
from shared.etags import IfMatch
from shared.events.identity import (
    MemberAdded,
    MemberRemoved,
    MemberRoleChanged,
    OrganizationCreated,
    OrganizationType,
    OrganizationUpdated,
    OrganizationVerificationLapsed,
    OrganizationVerified,
    UserId,
)
from shared.outbox import emit
from shared.secrets import digest
from shared.states import due

NEEDED_OF_A_BRAND = ("website", "industry", "description", "collaboration_goals")
REVIEWED_OF_A_BRAND = {"name", "country", "website"}
"""What the verification has looked at: a change begins the review again."""


async def found(session: AsyncSession, *, founder: UserId, type: OrganizationType, details: Mapping[str, Any]) -> Organization:
    """Make an organization; its founder is its owner. Raises `Forbidden` for staff, `Invalid` for a brand that lacks details."""
    if await user_for_update(session, founder) is None:
        raise Unauthenticated
    if await queries.is_staff(session, founder):
        raise Forbidden("Staff act for the platform only: sign up with another address.")
    if type is OrganizationType.BRAND:
        _check_brand(details)

    organization = await create(
        session, type=type, details={**details, "collaboration_goals": details["collaboration_goals"] or []}
    )
    await add_member(session, organization=organization, user=founder, role=Role.OWNER)
    return organization


async def create(session: AsyncSession, *, type: OrganizationType, details: Mapping[str, Any]) -> Organization:
    """Make an organization without members; a brand begins unverified."""
    organization = Organization(type=type, **details, verification=Verification() if type is OrganizationType.BRAND else None)
    session.add(organization)
    await emit(session, OrganizationCreated.of(organization))
    return organization


async def change(
    session: AsyncSession, *, organization: Organization, changes: Mapping[str, Any], expected: IfMatch
) -> Organization:
    """Apply a merge patch to a locked organization; a passed brand whose reviewed details change is reviewed again."""
    expected.check(organization)
    changed = {name: value for name, value in changes.items() if getattr(organization, name) != value}
    if organization.type is OrganizationType.BRAND:
        _check_brand({name: changed.get(name, getattr(organization, name)) for name in NEEDED_OF_A_BRAND})
    if not changed:
        return organization

    for name, value in changed.items():
        setattr(organization, name, value)
    lapses = organization.is_verified and bool(REVIEWED_OF_A_BRAND & changed.keys())
    if lapses:
        verification = _verification_of(organization)
        verification.move("review_again")
        verification.decided_at = organization.verified_at = None
    await session.flush()

    await emit(session, OrganizationUpdated.of(organization))
    if lapses:
        await emit(session, OrganizationVerificationLapsed.of(organization))
    return organization


def _check_brand(details: Mapping[str, Any]) -> None:
    missing = [name for name in NEEDED_OF_A_BRAND if details.get(name) is None]
    if missing:
        errors = [
            {"in": "body", "pointer": f"/{name}", "code": "missing", "params": {}, "detail": "a brand must say it"}
            for name in missing
        ]
        raise Invalid(f"A brand must say {', '.join(missing)}.", errors=errors)


# --- members --------------------------------------------------------------------------------------------------------


async def add_member(session: AsyncSession, *, organization: Organization, user: UserId, role: Role) -> Membership:
    """Let a person act for an organization."""
    membership = Membership(organization_id=organization.id, user_id=user, role=role)
    session.add(membership)
    await emit(session, MemberAdded.of(membership))
    return membership


async def change_role(session: AsyncSession, *, membership: Membership, role: Role) -> None:
    """Give a member another role: tokens with the old scopes are void."""
    if membership.role is not role:
        membership.role = role
        await emit(session, MemberRoleChanged.of(membership))


async def remove_member(session: AsyncSession, *, membership: Membership) -> None:
    """Let a person act for an organization no more: tokens for it are void."""
    await session.delete(membership)
    await emit(session, MemberRemoved.of(membership))


# --- the verification of a brand ------------------------------------------------------------------------------------


async def submit_verification(
    session: AsyncSession, *, organization: Organization, business_email: str, now: datetime
) -> Verification:
    """Mail a brand the link that begins its verification, or begins it again. Raises `Forbidden`, `InvalidState`."""
    verification = _verification_of(organization)
    await verifications.send_link(
        session,
        verification=verification,
        business_email=business_email,
        name=organization.name,
        country=organization.country,
        now=now,
    )
    return await _changed(session, organization, verification)


async def confirm_verification(session: AsyncSession, *, token: str, now: datetime) -> Verification:
    """Open the link: the brand is reviewed now. Raises `NotFound`, `TokenUsed`, `TokenExpired`."""
    owner = await organization_of_link(session, digest(token))
    organization = await queries.organization_for_update(session, owner) if owner else None
    if organization is None:
        raise NotFound

    verification = _verification_of(organization)
    await verifications.use_link(session, verification=verification, token=token, now=now)
    return await _changed(session, organization, verification)


async def pass_verification(
    session: AsyncSession, *, organization: Organization, judge: Principal, now: datetime
) -> Verification:
    """Verify a brand: it may publish, invite and fund. Raises `Forbidden`, `InvalidState`."""
    await check_impartial(session, judge=judge, organization=organization)
    verification = _verification_of(organization)
    verification.move("pass")
    verification.decided_at = now
    organization.verified_at = now
    await session.flush()

    await emit(session, OrganizationVerified.of(organization))
    return verification


async def fail_verification(
    session: AsyncSession, *, organization: Organization, judge: Principal, reasons: list[str], now: datetime
) -> Verification:
    """Refuse a brand, with reasons; it may submit again. Raises `Forbidden`, `InvalidState`."""
    await check_impartial(session, judge=judge, organization=organization)
    verification = _verification_of(organization)
    verification.move("fail")
    verification.reasons, verification.decided_at = reasons, now
    return await _changed(session, organization, verification)


async def lapse_verification(
    session: AsyncSession, *, organization: Organization, judge: Principal, reasons: list[str], now: datetime
) -> Verification:
    """Take a brand's verification back: it may publish, invite and fund no more. Raises `Forbidden`, `InvalidState`."""
    await check_impartial(session, judge=judge, organization=organization)
    verification = _verification_of(organization)
    verification.move("lapse")
    verification.reasons, verification.decided_at = reasons, now
    organization.verified_at = None
    await session.flush()

    await emit(session, OrganizationVerificationLapsed.of(organization))
    return verification


async def expire_verification(session: AsyncSession, *, timer: ExpireVerificationLink, due_at: datetime) -> None:
    """End a verification whose newest link nobody opened in time."""
    organization = await queries.organization_of_verification_for_update(session, timer.verification_id)
    verification = organization.verification if organization else None
    if organization is None or verification is None:
        return
    if due(verification.link_expires_at, due_at) and verification.can("expire"):
        verification.move("expire")
        await _changed(session, organization, verification)


async def check_impartial(session: AsyncSession, *, judge: Principal, organization: Organization) -> None:
    """See that nobody decides about their own organization. Raises `Forbidden`."""
    if judge.is_system:
        return
    if await queries.membership(session, user=UserId(judge.subject), organization=organization.id) is not None:
        raise Forbidden("You belong to this organization: somebody else must decide about it.")


def _verification_of(organization: Organization) -> Verification:
    if organization.verification is None:
        raise Forbidden("Only brands are verified.")
    return organization.verification


async def _changed(session: AsyncSession, organization: Organization, verification: Verification) -> Verification:
    """Count the verification's change in the organization too: its answer shows the state."""
    touch(organization)
    await session.flush()
    return verification
