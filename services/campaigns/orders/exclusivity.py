"""Whether new terms of a creator would break a promise of exclusivity, theirs or an older one."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns.models import Campaign
from services.campaigns.orders import queries
from services.campaigns.orders.models import Order
from shared.errors import Problem
from shared.events.identity import CreatorId


class ExclusivityConflict(Problem, status=409, code="exclusivity_conflict"):
    """The creator has promised another brand exclusivity that this would break, or works for one that these terms exclude."""


async def require_free(
    session: AsyncSession, *, campaign: Campaign, creator_id: CreatorId, terms: Mapping[str, Any], now: datetime
) -> None:
    """Raise `ExclusivityConflict` where a creator's order for another brand and these terms exclude each other."""
    for order in await queries.orders_for_others(session, creator_id, campaign.brand_organization_id):
        if _promised(order, campaign, now) or _would_promise(terms, order):
            raise ExclusivityConflict(category=campaign.category)


def _promised(order: Order, campaign: Campaign, now: datetime) -> bool:
    """Say whether an order's exclusivity, which runs from its acceptance, still excludes a campaign."""
    return order.exclusive_until >= now and _excludes(order.terms["exclusivity"], campaign.category, campaign.brand.name)


def _would_promise(terms: Mapping[str, Any], order: Order) -> bool:
    """Say whether these terms exclude an order that is under way."""
    return not order.is_final and _excludes(terms["exclusivity"], order.category, order.brand.name)


def _excludes(exclusivity: Mapping[str, Any] | None, category: str, brand_name: str) -> bool:
    if exclusivity is None:
        return False
    competitors = {name.casefold() for name in exclusivity["competitors"]}
    return exclusivity["category"] == category or brand_name.casefold() in competitors
