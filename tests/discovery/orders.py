"""What campaigns would tell of creators' work."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.events.campaigns import (
    CampaignId,
    DeliverableId,
    DeliverableOverdue,
    InvitationAccepted,
    InvitationDeclined,
    InvitationExpired,
    InvitationId,
    InvitationSent,
    OfferAccepted,
    OfferCountered,
    OfferDeclined,
    OfferExpired,
    OfferId,
    OfferSent,
    OrderCancelled,
    OrderCompleted,
    OrderCreated,
    OrderId,
)
from shared.events.identity import CreatorFacts, OrganizationId
from shared.money import Money

NOW = datetime(2027, 3, 1, tzinfo=UTC)


@dataclass
class Ordered:
    """One order of a creator."""

    creator: CreatorFacts
    category: str = "food"
    exclusivity: dict[str, Any] | None = None
    ends_at: datetime = NOW
    deliverable_count: int = 2
    brand: OrganizationId = field(default_factory=OrganizationId.new)
    id: OrderId = field(default_factory=OrderId.new)
    deliverables: list[DeliverableId] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.deliverables = [DeliverableId.new() for _ in range(self.deliverable_count)]

    @property
    def sides(self) -> dict[str, Any]:
        return {
            "order_id": self.id,
            "campaign_id": CampaignId.new(),
            "creator_id": self.creator.creator_id,
            "brand_organization_id": self.brand,
            "creator_organization_id": self.creator.organization_id,
        }

    def created(self) -> OrderCreated:
        price = Money(60_000, "USD")
        line = {"type": "video", "title": "Recipe", "amount": price, "due_on": NOW.date(), "due_at": NOW}
        bounds = {"min_duration_seconds": None, "max_duration_seconds": None, "publish_by_on": NOW.date(), "publish_by_at": NOW}
        return OrderCreated.model_validate(
            {
                **self.sides,
                "offer_id": OfferId.new(),
                "campaign_name": "Spring launch",
                "brand_name": "Lumen",
                "brand_country": "US",
                "creator_name": "Ana",
                "creator_country": "US",
                "platform": "sandbox",
                "handle": "ana.cooks",
                "version": 1,
                "state": "awaiting_funding",
                "price": price,
                "platform_fee": price.share(1_000),
                "platform_fee_basis_points": 1_000,
                "fee_policy_version": "fee-2026-01",
                "deliverables": [{**line, **bounds, "deliverable_id": id} for id in self.deliverables],
                "time_zone": "UTC",
                "campaign_ends_at": self.ends_at,
                "category": self.category,
                "brief": {},
                "terms": {"exclusivity": self.exclusivity},
                "contract_sha256": "0" * 64,
                "metadata": {},
                "external_reference": None,
            }
        )

    def completed(self, version: int = 9) -> OrderCompleted:
        return OrderCompleted(**self.sides, version=version, state="completed")

    def cancelled(self, version: int = 8) -> OrderCancelled:
        return OrderCancelled(**self.sides, version=version, state="cancelled")

    def overdue(self, number: int = 0) -> DeliverableOverdue:
        sides = {name: value for name, value in self.sides.items() if name in DeliverableOverdue.model_fields}
        return DeliverableOverdue(**sides, deliverable_id=self.deliverables[number], version=3)


@dataclass
class Asked:
    """What a brand asks of a creator: an invitation, and an offer with its rounds. Times are hours after `since`."""

    creator: CreatorFacts
    since: datetime = NOW
    by_invite_link: bool = False
    invitation_id: InvitationId = field(default_factory=InvitationId.new)
    offer_id: OfferId = field(default_factory=OfferId.new)

    def _sides(self, hours: float | None) -> dict[str, Any]:
        return {
            "campaign_id": CampaignId.new(),
            "creator_id": self.creator.creator_id,
            "brand_organization_id": OrganizationId.new(),
            "creator_organization_id": self.creator.organization_id,
            "version": 1,
            "state": "any",
            "occurred_at": None if hours is None else self.since + timedelta(hours=hours),
        }

    def invited(self, hours: float | None = 0) -> InvitationSent:
        return InvitationSent(invitation_id=self.invitation_id, by_invite_link=self.by_invite_link, **self._sides(hours))

    def joined(self, hours: float | None) -> InvitationAccepted:
        return InvitationAccepted(invitation_id=self.invitation_id, by_invite_link=self.by_invite_link, **self._sides(hours))

    def refused(self, hours: float | None) -> InvitationDeclined:
        return InvitationDeclined(invitation_id=self.invitation_id, **self._sides(hours))

    def ran_out(self, hours: float | None = 7 * 24) -> InvitationExpired:
        return InvitationExpired(invitation_id=self.invitation_id, **self._sides(hours))

    def _terms(self, terms_version: int, turn: str | None) -> dict[str, Any]:
        return {"offer_id": self.offer_id, "terms_version": terms_version, "turn": turn, "price": Money(60_000, "USD")}

    def offered(self, hours: float) -> OfferSent:
        return OfferSent(**self._terms(1, "creator"), **self._sides(hours))

    def countered_by_creator(self, hours: float, terms_version: int) -> OfferCountered:
        return OfferCountered(**self._terms(terms_version, "brand"), **self._sides(hours))

    def countered_by_brand(self, hours: float, terms_version: int) -> OfferCountered:
        return OfferCountered(**self._terms(terms_version, "creator"), **self._sides(hours))

    def agreed(self, hours: float, terms_version: int) -> OfferAccepted:
        return OfferAccepted(**self._terms(terms_version, None), **self._sides(hours))

    def turned_down(self, hours: float, terms_version: int) -> OfferDeclined:
        return OfferDeclined(**self._terms(terms_version, None), **self._sides(hours))

    def terms_ran_out(self, hours: float, terms_version: int) -> OfferExpired:
        return OfferExpired(**self._terms(terms_version, None), **self._sides(hours))
