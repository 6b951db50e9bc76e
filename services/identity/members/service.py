"""What can happen with the members of a locked organization: nobody reaches above their own role, and an owner stays."""

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.members import queries
from services.identity.organizations import service as organizations
from services.identity.organizations.models import Membership
from services.identity.organizations.roles import Role, is_above
from shared.errors import Forbidden, Problem
from shared.etags import IfMatch


class LastOwner(Problem, status=409, code="last_owner"):
    """An organization keeps an owner: make somebody else one first."""


async def change_role(
    session: AsyncSession, *, acting: Membership, membership: Membership, role: Role, expected: IfMatch
) -> Membership:
    """Give a member another role. Raises `Forbidden` where it reaches above one's own, `LastOwner`."""
    expected.check(membership)
    check_rank(acting, membership.role)
    check_rank(acting, role)
    if role is not Role.OWNER:
        await _keep_an_owner(session, membership)

    await organizations.change_role(session, membership=membership, role=role)
    return membership


async def remove(session: AsyncSession, *, acting: Membership, membership: Membership, seen: IfMatch) -> None:
    """Let a member go. Raises `Forbidden` for one above oneself, `LastOwner`."""
    seen.check_if_said(membership)
    check_rank(acting, membership.role)
    await leave(session, membership=membership)


async def leave(session: AsyncSession, *, membership: Membership) -> None:
    """Leave an organization. Raises `LastOwner`."""
    await _keep_an_owner(session, membership)
    await organizations.remove_member(session, membership=membership)


def check_rank(acting: Membership, role: Role) -> None:
    """See that nobody decides about a role above their own. Raises `Forbidden`."""
    if is_above(role, acting.role):
        raise Forbidden(f"Your role is {acting.role}: the role {role} stands above it.")


async def _keep_an_owner(session: AsyncSession, membership: Membership) -> None:
    if membership.role is Role.OWNER and not await queries.has_another_owner(session, membership):
        raise LastOwner
