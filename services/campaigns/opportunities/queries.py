"""Every SELECT about opportunities."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns.models import OPEN, Campaign
from services.campaigns.campaigns.queries import WITH_BRAND
from shared.pages import Page, Slice


async def opportunities(
    session: AsyncSession, *, categories: Sequence[str] | None, country: str | None, now: datetime, page: Page
) -> Slice[Campaign]:
    """List the campaigns that any creator may apply to now."""
    query = (
        select(Campaign).where(Campaign.state.in_(OPEN), Campaign.applications_open, Campaign.ends_at >= now).options(WITH_BRAND)
    )
    if categories:
        query = query.where(Campaign.category.in_(categories))
    if country is not None:
        query = query.where(or_(Campaign.markets.contains([country]), Campaign.markets == []))
    return await page.of(session, query, Campaign)
