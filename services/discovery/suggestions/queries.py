"""Every SELECT about suggestions."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles.models import Creator
from shared.events.identity import CreatorId

# What everybody may see, and no more: no ranking, shipped or of one's own, is given a floor or a block.
_FEATURES = select(
    Creator.id,
    Creator.handle,
    Creator.name,
    Creator.bio,
    Creator.country,
    Creator.languages,
    Creator.formats,
    Creator.platforms,
    Creator.shown_categories,
    Creator.follower_count,
    Creator.engagement_rate,
    Creator.average_views,
    Creator.median_views,
    Creator.audience_countries,
    Creator.audience_genders,
    Creator.audience_ages,
    Creator.audience_devices,
    Creator.rates,
    Creator.badges,
    Creator.response_time_seconds,
    Creator.answer_count,
    Creator.completed_orders,
    Creator.past_results,
    Creator.authenticity_score,
    Creator.completeness,
    Creator.search_text,
).where(Creator.id == any_(bindparam("ids", type_=ARRAY(Creator.__table__.c.id.type))), Creator.is_shown)


async def features_of(session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[Any]:
    """Read what rankings are given of creators whom searches show."""
    return (await session.execute(_FEATURES, {"ids": list(ids)})).all() if ids else []
