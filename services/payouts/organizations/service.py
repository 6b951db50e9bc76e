"""Keeping copies of organizations."""

from collections.abc import Sequence

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.organizations.models import OrganizationCopy
from shared.events.identity import OrganizationFacts

_COPIED = ("version", "type", "name", "country", "currency", "is_verified")
_TOLD = insert(OrganizationCopy)
_TAKE_WHAT_IS_NEWER = _TOLD.on_conflict_do_update(
    index_elements=[OrganizationCopy.id],
    set_={name: _TOLD.excluded[name] for name in (*_COPIED, "updated_at")},
    where=_TOLD.excluded.version > OrganizationCopy.version,
)


async def copy(session: AsyncSession, facts: Sequence[OrganizationFacts]) -> None:
    """Take what identity says of each organization, unless a newer version is here."""
    rows = [{"id": one.organization_id, **one.model_dump(include={*_COPIED})} for one in facts]
    await session.execute(_TAKE_WHAT_IS_NEWER, rows)
