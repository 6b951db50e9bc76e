"""A brand and a creator, and what they do before things go wrong."""

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from demo import people, work
from demo.client import Answer, Client, Refused
from demo.people import Side


@dataclass
class Pair:
    """A brand and a creator who have agreed to talk about a campaign."""

    brand: Side
    creator: Side
    campaign: Answer


async def refused(call: Any, status: int, code: str) -> Refused:
    """See a call refused by this problem."""
    with pytest.raises(Refused) as caught:
        await call
    assert (caught.value.status, caught.value.code) == (status, code), caught.value
    return caught.value


async def a_pair(visitor: Client, *, currency: str = "USD", **how: Any) -> Pair:
    brand, creator = await asyncio.gather(
        people.short_cut(visitor, "brand", currency=currency), people.short_cut(visitor, "creator", currency=currency)
    )
    campaign = await work.published_campaign(brand, visitor, currency=currency, **how)
    await work.engaged(brand, creator, campaign)
    return Pair(brand, creator, campaign)


async def offered(pair: Pair, price: int = 60_000) -> Answer:
    return await pair.brand.client.post(
        "/offers",
        {
            "campaign_id": pair.campaign["id"],
            "creator_id": pair.creator.creator_id,
            "price": {"value": price, "currency": pair.campaign["budget"]["currency"]},
        },
    )


async def a_draft_in_review(pair: Pair, order: dict[str, Any]) -> Answer:
    draft = await work.submitted_draft(pair.creator, order, order["deliverables"][0])
    return await work.in_state(pair.brand, f"/drafts/{draft['id']}", "brand_review")
