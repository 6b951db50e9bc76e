"""Every SELECT about likeness."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles.models import Creator
from shared.events.identity import CreatorId

# What everybody may see, and no more: who is compared by nothing else is told apart by nothing else.
_FIGURES = select(
    Creator.id,
    Creator.shown_categories,
    Creator.follower_count,
    Creator.engagement_rate,
    Creator.rates,
    Creator.audience_countries,
    Creator.audience_genders,
    Creator.audience_ages,
).where(Creator.id == any_(bindparam("ids", type_=ARRAY(Creator.__table__.c.id.type))), Creator.is_shown)


async def figures_of(session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[Any]:
    """Read what is compared of creators whom searches show."""
    return (await session.execute(_FIGURES, {"ids": list(ids)})).all() if ids else []
