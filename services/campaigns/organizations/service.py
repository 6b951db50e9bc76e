"""What can happen with copied organizations."""

from collections.abc import Sequence

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.organizations.models import OrganizationCopy
from shared.errors import Problem
from shared.events.identity import OrganizationFacts


class BrandNotVerified(Problem, status=409, code="brand_not_verified", late_copy=True):
    """Only a verified brand may publish, invite and make offers: finish the verification first."""


_COPIED = ("version", "type", "name", "country", "currency", "is_verified")
_TOLD = insert(OrganizationCopy)
_KEEP_WHAT_IS_NEWER = _TOLD.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _TOLD.excluded[name] for name in _COPIED},
    where=_TOLD.excluded.version > OrganizationCopy.version,
)


async def copy(session: AsyncSession, facts: Sequence[OrganizationFacts]) -> None:
    """Keep what identity told of each organization, unless something newer is known."""
    rows = [{"id": one.organization_id, **one.model_dump(include={*_COPIED})} for one in facts]
    await session.execute(_KEEP_WHAT_IS_NEWER, rows)


def require_verified(brand: OrganizationCopy) -> None:
    """Raise `BrandNotVerified` for a brand that is not, or no longer."""
    if not brand.is_verified:
        raise BrandNotVerified
