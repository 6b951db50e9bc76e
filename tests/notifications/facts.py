"""Facts that the services tell, made for tests."""

from datetime import UTC, datetime
from typing import Any

from shared.events.campaigns import CampaignId, DeliverableId, OfferCountered, OfferId, OrderActivated, OrderId
from shared.events.identity import CreatorId, OrganizationId
from shared.events.payouts import HoldFunded, HoldId
from shared.events.review import DraftApproved, DraftId
from shared.money import Money


def offer_countered(brand: OrganizationId, creator: OrganizationId, **how: Any) -> OfferCountered:
    """The creator asked for more."""
    values: dict[str, Any] = {
        "offer_id": OfferId.new(),
        "campaign_id": CampaignId.new(),
        "creator_id": CreatorId.new(),
        "brand_organization_id": brand,
        "creator_organization_id": creator,
        "version": 2,
        "state": "countered",
        "turn": "brand",
        "terms_version": 2,
        "price": Money(60_000, "USD"),
    }
    return OfferCountered(**{**values, **how})


def order_activated(brand: OrganizationId, creator: OrganizationId, **how: Any) -> OrderActivated:
    """Work may begin."""
    values: dict[str, Any] = {
        "order_id": OrderId.new(),
        "campaign_id": CampaignId.new(),
        "creator_id": CreatorId.new(),
        "brand_organization_id": brand,
        "creator_organization_id": creator,
        "version": 2,
        "state": "active",
    }
    return OrderActivated(**{**values, **how})


def draft_approved(brand: OrganizationId, creator: OrganizationId, **how: Any) -> DraftApproved:
    """The brand likes it."""
    values: dict[str, Any] = {
        "draft_id": DraftId.new(),
        "order_id": OrderId.new(),
        "campaign_id": CampaignId.new(),
        "deliverable_id": DeliverableId.new(),
        "brand_organization_id": brand,
        "creator_organization_id": creator,
        "version": 4,
        "version_number": 2,
        "state": "approved",
        "occurred_at": datetime(2027, 3, 1, 12, tzinfo=UTC),
        "is_deemed": False,
    }
    return DraftApproved(**{**values, **how})


def hold_funded(brand: OrganizationId, creator: OrganizationId, **how: Any) -> HoldFunded:
    """The money is there."""
    values: dict[str, Any] = {
        "hold_id": HoldId.new(),
        "order_id": OrderId.new(),
        "campaign_id": CampaignId.new(),
        "brand_organization_id": brand,
        "creator_organization_id": creator,
        "version": 2,
        "state": "funded",
        "amount": Money(60_000, "USD"),
        "held": Money(60_000, "USD"),
        "released": Money(0, "USD"),
        "refunded": Money(0, "USD"),
    }
    return HoldFunded(**{**values, **how})
