"""One function per noun, through the API or by the events of the others."""

from datetime import timedelta
from typing import Any

from shared.clock import clock
from shared.events.discovery import CreatorUpdated
from shared.events.identity import (
    CreatorApproved,
    CreatorId,
    CreatorLeaving,
    CreatorLeft,
    CreatorReinstated,
    CreatorSuspended,
    OrganizationType,
    OrganizationVerificationLapsed,
    OrganizationVerified,
)
from shared.money import Money
from tests.harness import Actor, ServiceUnderTest


def usd(value: int) -> dict[str, Any]:
    return {"value": value, "currency": "USD"}


def day(days: int) -> str:
    """A day so many days from today, in UTC."""
    return (clock.now() + timedelta(days=days)).date().isoformat()


async def a_brand(campaigns: ServiceUnderTest, *, name: str = "Lumen", version: int = 1, verified: bool = True) -> Actor:
    brand = campaigns.brand()
    await tell_brand(campaigns, brand, name=name, version=version, verified=verified)
    return brand


async def tell_brand(
    campaigns: ServiceUnderTest, brand: Actor, *, name: str = "Lumen", version: int, verified: bool = True
) -> None:
    kind = OrganizationVerified if verified else OrganizationVerificationLapsed
    await campaigns.hear(
        kind(
            organization_id=brand.organization_id,
            version=version,
            type=OrganizationType.BRAND,
            name=name,
            country="US",
            currency="USD",
            is_verified=verified,
        )
    )


async def a_creator(campaigns: ServiceUnderTest, *, handle: str = "ana") -> tuple[Actor, CreatorId]:
    actor, creator_id = campaigns.creator(), CreatorId.new()
    await campaigns.hear(approved(actor, creator_id, handle=handle))
    return actor, creator_id


def approved(actor: Actor, creator_id: CreatorId, *, handle: str = "ana", version: int = 1) -> CreatorApproved:
    return CreatorApproved(
        creator_id=creator_id,
        organization_id=actor.organization_id,
        version=version,
        platform="sandbox",
        handle=handle,
        name=handle.title(),
        country="US",
        currency="USD",
        bio="",
        categories=["food"],
        languages=["en"],
        formats=["video"],
        rates=[],
        accounts=[],
    )


def suspended(actor: Actor, creator_id: CreatorId, *, version: int) -> CreatorSuspended:
    return CreatorSuspended(**approved(actor, creator_id, version=version).model_dump())


def reinstated(actor: Actor, creator_id: CreatorId, *, version: int) -> CreatorReinstated:
    return CreatorReinstated(**approved(actor, creator_id, version=version).model_dump())


def leaving(actor: Actor, creator_id: CreatorId, *, version: int) -> CreatorLeaving:
    return CreatorLeaving(**approved(actor, creator_id, version=version).model_dump())


def left(actor: Actor, creator_id: CreatorId, *, version: int) -> CreatorLeft:
    return CreatorLeft(**approved(actor, creator_id, version=version).model_dump())


def wishes(actor: Actor, creator_id: CreatorId, *, version: int = 1, **more: Any) -> CreatorUpdated:
    values = {
        "bio": "",
        "categories": [],
        "rates": [],
        "minimum_offer": None,
        "blocked_categories": [],
        "availability": "available",
    }
    return CreatorUpdated(creator_id=creator_id, organization_id=actor.organization_id, version=version, **{**values, **more})


def floor(value: int, currency: str = "USD") -> Money:
    return Money(value, currency)


def campaign_body(**change: Any) -> dict[str, Any]:
    """The body of the contract's page, with dates counted from the clock."""
    body = {
        "name": "Spring launch",
        "category": "food",
        "objective": "awareness",
        "time_zone": "UTC",
        "targets": [{"metric": "views", "value": 500_000, "unit": "count"}],
        "budget": usd(1_000_000),
        "starts_on": day(1),
        "ends_on": day(60),
        "markets": ["US"],
        "deliverables": [
            {
                "type": "video",
                "title": "Recipe video",
                "quantity": 1,
                "due_on": day(20),
                "publish_by_on": day(60),
                "min_duration_seconds": 15,
                "max_duration_seconds": 60,
            }
        ],
        "brief": {
            "summary": "Cook with the pan.",
            "must_mention": ["Lumen Pan"],
            "must_not_mention": ["OtherPan"],
            "hashtags": ["#lumenpan"],
            "dos": [],
            "donts": [],
        },
        "terms": {
            "payment": {"type": "flat"},
            "usage_rights": {"type": "organic", "channels": ["sandbox"], "territories": ["US"], "duration_days": 90},
            "exclusivity": {"category": "food", "competitors": ["OtherPan"], "duration_days": 30},
            "retention_days": 30,
            "disclosure": {"required": True, "labels": ["#ad"]},
            "revision_rounds": 2,
            "review_window_days": 7,
            "payout_after": "approval",
        },
        "screening_questions": [{"id": "q1", "prompt": "Do you own a stove?", "required": True}],
        "applications_open": True,
        "metadata": {},
        "external_reference": None,
    }
    return {**body, **change}


async def a_campaign(brand: Actor, *, published: bool = True, **change: Any) -> dict[str, Any]:
    made = await brand.post("/campaigns", campaign_body(**change))
    assert made.status_code == 201, made.text
    if not published:
        return made.json()
    answer = await brand.post(f"/campaigns/{made.json()['id']}/publish")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def an_invitation(brand: Actor, campaign: dict[str, Any], creator_id: str) -> dict[str, Any]:
    answer = await brand.post(f"/campaigns/{campaign['id']}/invitations", {"creator_id": creator_id, "message": "Join us"})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def engage(brand: Actor, campaign: dict[str, Any], creator: Actor, creator_id: str) -> None:
    """Let a creator join a campaign."""
    invitation = await an_invitation(brand, campaign, creator_id)
    answer = await creator.post(f"/invitations/{invitation['id']}/accept")
    assert answer.status_code == 200, answer.text


def offer_body(campaign: dict[str, Any], creator_id: str, price: int = 60_000, **more: Any) -> dict[str, Any]:
    return {"campaign_id": campaign["id"], "creator_id": creator_id, "price": usd(price), **more}


async def an_offer(brand: Actor, campaign: dict[str, Any], creator_id: str, price: int = 60_000, **more: Any) -> dict[str, Any]:
    answer = await brand.post("/offers", offer_body(campaign, creator_id, price, **more))
    assert answer.status_code == 201, answer.text
    return answer.json()


def seen(offer: dict[str, Any]) -> dict[str, Any]:
    """What a caller of an action who saw this version sends."""
    return {"headers": {"If-Match": f'"v{offer["version"]}"'}}


async def an_order(
    campaigns: ServiceUnderTest, brand: Actor, creator: Actor, creator_id: str, *, price: int = 60_000, **change: Any
) -> dict[str, Any]:
    """An order, agreed by both sides."""
    campaign = await a_campaign(brand, **change)
    await engage(brand, campaign, creator, creator_id)
    offer = await an_offer(brand, campaign, creator_id, price)
    accepted = await creator.post(f"/offers/{offer['id']}/accept", **seen(offer))
    assert accepted.status_code == 200, accepted.text
    answer = await brand.get(f"/orders/{accepted.json()['order_id']}")
    assert answer.status_code == 200, answer.text
    return answer.json()
