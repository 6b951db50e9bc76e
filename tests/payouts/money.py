"""What tests of payouts say: brands, creators and orders as other services tell them, and the calls of the main job."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from services.payouts.ledger.verify import Violation, verify
from shared.clock import clock
from shared.events.campaigns import (
    CampaignId,
    DeliverableCancelled,
    DeliverableId,
    OfferId,
    OrderCancelled,
    OrderCreated,
    OrderedDeliverable,
    OrderId,
)
from shared.events.identity import CreatorId, OrganizationCreated, OrganizationId, OrganizationType, OrganizationVerified
from shared.events.review import DraftApproved, DraftId, PublicationId, PublicationVerified
from shared.money import Money as Amount
from tests.harness import Actor, ServiceUnderTest

W9 = {
    "type": "w9",
    "name": "Ana Cook",
    "tax_id": "123-45-6789",
    "address": {"line1": "1 Main St", "city": "Austin", "region": "TX", "postal_code": "78701", "country": "US"},
    "signed_at": "2025-03-01T09:30:00Z",
}


def organization(
    id: OrganizationId, type: OrganizationType, *, country: str = "US", version: int = 1, **facts: Any
) -> dict[str, Any]:
    """What identity says of an organization."""
    return {
        "organization_id": id,
        "version": version,
        "type": type,
        "name": "Somebody",
        "country": country,
        "currency": "USD",
        "is_verified": False,
        **facts,
    }


@dataclass
class Order:
    """An order as campaigns tells it."""

    brand: Actor
    creator: Actor
    price: Amount
    shares: list[int]
    payout_after: str = "approval"
    fee: int = 1000
    metadata: dict[str, str] = field(default_factory=dict)
    external_reference: str | None = None
    id: OrderId = field(default_factory=OrderId.new)
    deliverables: list[DeliverableId] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Name the deliverables."""
        self.deliverables = [DeliverableId.new() for _ in self.shares]

    @property
    def sides(self) -> dict[str, Any]:
        """What most events say."""
        return {
            "order_id": self.id,
            "brand_organization_id": self.brand.organization_id,
            "creator_organization_id": self.creator.organization_id,
            "version": 2,
        }

    def created(self) -> OrderCreated:
        """Both sides agreed."""
        now = clock.now()
        deliverables = [
            OrderedDeliverable(
                deliverable_id=id,
                type="video",
                title="Recipe video",
                amount=Amount(share, self.price.currency),
                due_on=now.date(),
                due_at=now + timedelta(days=20),
                publish_by_on=now.date(),
                publish_by_at=now + timedelta(days=30),
                min_duration_seconds=None,
                max_duration_seconds=None,
            )
            for id, share in zip(self.deliverables, self.shares, strict=True)
        ]
        return OrderCreated.model_validate(
            {
                **self.sides,
                "version": 1,
                "offer_id": OfferId.new(),
                "campaign_id": CampaignId.new(),
                "campaign_name": "Spring launch",
                "brand_name": "Lumen",
                "brand_country": "US",
                "creator_id": CreatorId.new(),
                "creator_name": "Ana",
                "creator_country": "US",
                "platform": "sandbox",
                "handle": "ana_cooks",
                "state": "awaiting_funding",
                "price": self.price,
                "platform_fee": self.price.share(self.fee),
                "platform_fee_basis_points": self.fee,
                "fee_policy_version": "fees-1",
                "deliverables": deliverables,
                "time_zone": "UTC",
                "campaign_ends_at": now + timedelta(days=30),
                "category": "food",
                "brief": {},
                "terms": {"payout_after": self.payout_after},
                "contract_sha256": "0" * 64,
                "metadata": self.metadata,
                "external_reference": self.external_reference,
            }
        )

    def _draft(self, number: int) -> dict[str, Any]:
        return {
            **self.sides,
            "draft_id": DraftId.new(),
            "campaign_id": CampaignId.new(),
            "deliverable_id": self.deliverables[number],
            "occurred_at": clock.now(),
        }

    def approved(self, number: int = 0) -> DraftApproved:
        """A draft passed every review."""
        return DraftApproved(**self._draft(number), version_number=1, state="approved", is_deemed=False)

    def published(self, number: int = 0) -> PublicationVerified:
        """The post is the approved draft."""
        return PublicationVerified(
            **self._draft(number), publication_id=PublicationId.new(), state="verified", url="https://example.com"
        )

    def deliverable_cancelled(self, number: int = 0) -> DeliverableCancelled:
        """A deliverable was given up."""
        return DeliverableCancelled(**self.sides, deliverable_id=self.deliverables[number], reason="overdue")

    def cancelled(self) -> OrderCancelled:
        """The order ended without completion."""
        return OrderCancelled(**self.sides, campaign_id=CampaignId.new(), creator_id=CreatorId.new(), state="cancelled")


class Money:
    """Payouts as its callers and its neighbours use it."""

    def __init__(self, payouts: ServiceUnderTest) -> None:
        self.payouts = payouts

    async def brand(self, *, is_verified: bool = True) -> Actor:
        """Somebody of a brand that payouts has heard of."""
        brand = self.payouts.brand()
        assert brand.organization_id is not None
        facts = organization(brand.organization_id, OrganizationType.BRAND)
        await self.payouts.hear(OrganizationCreated(**facts))
        if is_verified:
            await self.payouts.hear(OrganizationVerified(**{**facts, "version": 2, "is_verified": True}))
        return brand

    async def creator(self, *, country: str = "US") -> Actor:
        """Somebody of a creator's organization that payouts has heard of."""
        creator = self.payouts.creator()
        assert creator.organization_id is not None
        await self.payouts.hear(
            OrganizationCreated(**organization(creator.organization_id, OrganizationType.CREATOR, country=country))
        )
        return creator

    async def payee(self, *, currency: str = "USD", outcome: str = "success") -> Actor:
        """A creator with an account and a tax form."""
        creator = await self.creator()
        assert (await self.add_account(creator, currency=currency, outcome=outcome)).status_code == 201
        assert (await creator.post("/tax-forms", W9)).status_code == 201
        return creator

    async def add_account(
        self, creator: Actor, *, currency: str = "USD", outcome: str = "success", key: str | None = None
    ) -> Any:
        """Add a payout account."""
        body = {"type": "sandbox", "currency": currency, "holder_name": "Ana Cook", "sandbox": {"outcome": outcome}}
        return await creator.post("/payout-accounts", body, headers=with_key(key))

    async def fund(
        self, brand: Actor, value: int, currency: str = "USD", *, outcome: str = "success", key: str | None = None, **more: Any
    ) -> Any:
        """Bring money in."""
        body = {
            "amount": {"value": value, "currency": currency},
            "source": {"type": "sandbox", "sandbox": {"outcome": outcome}},
            **more,
        }
        return await brand.post("/fundings", body, headers=with_key(key))

    async def pay_out(
        self, creator: Actor, currency: str = "USD", amount: int | None = None, *, key: str | None = None, **more: Any
    ) -> Any:
        """Ask for a payout."""
        body: dict[str, Any] = {"currency": currency, **more}
        if amount is not None:
            body["amount"] = {"value": amount, "currency": currency}
        return await creator.post("/payouts", body, headers=with_key(key))

    async def order(
        self, brand: Actor, creator: Actor, value: int, currency: str = "USD", *, shares: list[int] | None = None, **how: Any
    ) -> Order:
        """Let an order be agreed."""
        order = Order(brand, creator, Amount(value, currency), shares or [value], **how)
        await self.payouts.hear(order.created())
        return order

    async def hold(self, order: Order) -> dict[str, Any]:
        """Read an order's hold, as its brand."""
        (hold,) = (await order.brand.get("/holds", params={"order_id": order.id})).json()["data"]
        return hold

    async def payables(self, creator: Actor, **filters: Any) -> list[dict[str, Any]]:
        """Read a creator's payables, oldest first."""
        return (await creator.get("/payables", params=filters)).json()["data"][::-1]

    async def balance(self, actor: Actor, currency: str = "USD") -> tuple[int, int, int]:
        """Read (available, held, pending)."""
        lines = {line["currency"]: line for line in (await actor.get("/balances")).json()["data"]}
        line = lines.get(currency)
        return tuple(line[name]["value"] for name in ("available", "held", "pending")) if line else (0, 0, 0)  # type: ignore[return-value]

    async def entries(self, actor: Actor, **filters: Any) -> list[tuple[str, dict[str, int]]]:
        """Read the journal, oldest first: (type, {purpose: amount})."""
        data = (await actor.get("/ledger/entries", params={"limit": 100, **filters})).json()["data"][::-1]
        return [
            (entry["type"], {posting["account"]["purpose"]: posting["amount"]["value"] for posting in entry["postings"]})
            for entry in data
        ]

    async def drain(self) -> None:
        """Wait until no event is parked: what lost a race has been given again."""
        async with asyncio.timeout(10):
            while await self.payouts.scalar("select count(*) from parked_events"):
                if not await self.payouts.instance.consumer.retry_due():
                    await asyncio.sleep(0.02)

    async def violations(self) -> list[Violation]:
        """Check every invariant."""
        async with self.payouts.session() as session:
            return await verify(session)


def with_key(key: str | None = None) -> dict[str, str]:
    """Send an Idempotency-Key: a fresh one unless it is said."""
    return {"Idempotency-Key": key or uuid4().hex}
