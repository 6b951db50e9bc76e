"""Keeping copies of organizations."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.organizations.models import OrganizationCopy
from shared.clock import clock
from shared.events.identity import OrganizationFacts


async def copy(session: AsyncSession, facts: OrganizationFacts) -> None:
    """Take what identity says of an organization, unless a newer version is here."""
    values = facts.model_dump(include={"version", "type", "name", "country", "currency", "is_verified"})
    upsert = insert(OrganizationCopy).values(id=facts.organization_id, **values)
    await session.execute(
        upsert.on_conflict_do_update(
            index_elements=[OrganizationCopy.id],
            set_={**values, "updated_at": clock.now()},
            where=upsert.excluded.version > OrganizationCopy.version,
        )
    )
