"""The platform's own staff: made and removed by command, never over the open API."""

from datetime import datetime
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.organizations import queries
from services.identity.organizations import service as organizations
from services.identity.organizations.models import Organization
from services.identity.organizations.roles import Role
from services.identity.sessions.service import end_all
from services.identity.users.models import User
from services.identity.users.passwords import hash_password
from services.identity.users.queries import user_by_email_for_update
from services.identity.users.schemas import Email
from services.identity.users.service import check_password
from shared.errors import Conflict, Invalid, NotFound
from shared.events.identity import OrganizationType

PLATFORM = {"name": "Greenlight", "country": "US", "currency": "USD"}


class StaffRole(StrEnum):
    """What a member of staff may decide."""

    REVIEWER = "reviewer"
    FINANCE = "finance"
    ARBITER = "arbiter"
    ADMIN = "admin"


async def create_staff(session: AsyncSession, *, email: str, password: str, role: StaffRole, now: datetime) -> User:
    """Make a staff account, or give a known one this password and role. No e-mail is sent.

    Raises `Invalid` for an address or a password that is refused, `Conflict` for a person of another organization.
    """
    checked = _address(email)
    check_password(password)
    password_hash = await hash_password(password)
    await queries.lock_platform(session)
    platform = await queries.platform(session) or await organizations.create(
        session, type=OrganizationType.PLATFORM, details=PLATFORM
    )
    user = await user_by_email_for_update(session, checked)
    if user is None:
        user = User(email=checked, name=checked.partition("@")[0], country=platform.country, password_hash=password_hash)
        session.add(user)
        await session.flush()
    else:
        await _take_over(session, user=user, platform=platform, password_hash=password_hash)
    user.email_verified_at = user.email_verified_at or now

    membership = await queries.membership(session, user=user.id, organization=platform.id)
    if membership is None:
        await organizations.add_member(session, organization=platform, user=user.id, role=Role(role))
    else:
        await organizations.change_role(session, membership=membership, role=Role(role))
    await session.flush()
    return user


async def remove_staff(session: AsyncSession, *, email: str) -> None:
    """Take a person from the staff, and sign them out everywhere. Raises `NotFound`."""
    await queries.lock_platform(session)
    platform = await queries.platform(session)
    user = await user_by_email_for_update(session, email)
    membership = await queries.membership(session, user=user.id, organization=platform.id) if platform and user else None
    if user is None or membership is None:
        raise NotFound(f"There is no staff account of {email}.")
    await organizations.remove_member(session, membership=membership)
    await end_all(session, user=user.id)
    await session.flush()


async def _take_over(session: AsyncSession, *, user: User, platform: Organization, password_hash: str) -> None:
    """Make a known account a staff account: whoever knew its old password, or is signed in by it, is not staff by that."""
    belongs_to = [organization for _, organization in await queries.memberships_of(session, user.id)]
    if any(organization.id != platform.id for organization in belongs_to):
        raise Conflict(f"{user.email} belongs to another organization: staff need an address of their own.")
    user.password_hash = password_hash
    user.confirmation_token_hash = None
    await end_all(session, user=user.id)


def _address(email: str) -> str:
    try:
        return TypeAdapter[str](Email).validate_python(email).lower()
    except ValidationError as error:
        raise Invalid(f"{email}: {error.errors()[0]['msg']}") from None
