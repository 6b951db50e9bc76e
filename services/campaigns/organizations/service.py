"""What can happen with copied organizations."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.organizations.models import OrganizationCopy
from shared.errors import Problem
from shared.events.identity import OrganizationFacts


class BrandNotVerified(Problem, status=409, code="brand_not_verified", late_copy=True):
    """Only a verified brand may publish, invite and make offers: finish the verification first."""


async def copy(session: AsyncSession, facts: OrganizationFacts) -> None:
    """Keep what identity told, unless something newer is known."""
    values = {
        "version": facts.version,
        "type": facts.type,
        "name": facts.name,
        "country": facts.country,
        "currency": facts.currency,
        "is_verified": facts.is_verified,
    }
    told = insert(OrganizationCopy).values(id=facts.organization_id, **values)
    await session.execute(
        told.on_conflict_do_update(index_elements=["id"], set_=values, where=told.excluded.version > OrganizationCopy.version)
    )


def require_verified(brand: OrganizationCopy) -> None:
    """Raise `BrandNotVerified` for a brand that is not, or no longer."""
    if not brand.is_verified:
        raise BrandNotVerified
