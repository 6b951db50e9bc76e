"""How an order is made of an accepted offer: deliverables with their shares, the contract, the event that tells it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns import policy
from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.terms import DatedDeliverable
from services.campaigns.creators.models import CreatorCopy
from services.campaigns.orders.contract import canonical, fingerprint
from services.campaigns.orders.models import Contract, Deliverable, Order
from shared.events.campaigns import OfferId, OrderCreated, OrderedDeliverable
from shared.money import Money
from shared.outbox import emit


@dataclass(frozen=True)
class Agreement:
    """What both sides accepted."""

    offer_id: OfferId
    terms_version: int
    price: Money
    platform_fee: Money
    platform_fee_basis_points: int
    fee_policy_version: str
    lines: Sequence[tuple[DatedDeliverable, Sequence[Money]]]
    """Each line with the share of every one of its deliverables."""
    brief: Mapping[str, Any]
    terms: Mapping[str, Any]
    metadata: Mapping[str, str]
    external_reference: str | None


async def create(
    session: AsyncSession, *, campaign: Campaign, creator: CreatorCopy, agreement: Agreement, now: datetime
) -> Order:
    """Make the order, freeze its contract, and tell the others everything that they need."""
    exclusivity = agreement.terms["exclusivity"]
    nothing = Money.zero(agreement.price.currency)
    order = Order(
        offer_id=agreement.offer_id,
        campaign=campaign,
        campaign_id=campaign.id,
        brand_organization_id=campaign.brand_organization_id,
        creator=creator,
        creator_id=creator.id,
        creator_organization_id=creator.organization_id,
        category=campaign.category,
        price=agreement.price,
        platform_fee=agreement.platform_fee,
        platform_fee_basis_points=agreement.platform_fee_basis_points,
        fee_policy_version=agreement.fee_policy_version,
        terms=dict(agreement.terms),
        accepted_at=now,
        exclusive_until=campaign.ends_at + timedelta(days=exclusivity["duration_days"] if exclusivity else 0),
        held=nothing,
        released=nothing,
        refunded=nothing,
        metadata_=dict(agreement.metadata),
        external_reference=agreement.external_reference,
    )
    order.deliverables = _deliverables(order, agreement, now)
    created = _created(order, campaign, creator, agreement)
    content = canonical(_document(order, campaign, creator, agreement, created))
    order.contract_sha256 = fingerprint(content)
    session.add(order)
    await session.flush()
    session.add(Contract(order_id=order.id, content=content, sha256=order.contract_sha256))

    await emit(session, created.model_copy(update={"contract_sha256": order.contract_sha256}))
    return order


def _deliverables(order: Order, agreement: Agreement, now: datetime) -> list[Deliverable]:
    patience = policy.in_force(policy.AGREEMENTS, on=now.date())
    pieces = [(line, amount) for line, amounts in agreement.lines for amount in amounts]
    return [
        Deliverable(
            order_id=order.id,
            position=position,
            brand_organization_id=order.brand_organization_id,
            creator_organization_id=order.creator_organization_id,
            type=line.type,
            title=line.title,
            amount=amount,
            due_on=line.due_on,
            due_at=line.due_at,
            overdue_at=line.due_at + patience.overdue_grace,
            give_up_at=line.due_at + patience.overdue_grace + patience.overdue_patience,
            publish_by_on=line.publish_by_on,
            publish_by_at=line.publish_by_at,
            min_duration_seconds=line.min_duration_seconds,
            max_duration_seconds=line.max_duration_seconds,
        )
        for position, (line, amount) in enumerate(pieces)
    ]


def _ordered(deliverable: Deliverable) -> OrderedDeliverable:
    values = {name: getattr(deliverable, name) for name in OrderedDeliverable.model_fields if name != "deliverable_id"}
    return OrderedDeliverable(deliverable_id=deliverable.id, **values)


def _document(
    order: Order, campaign: Campaign, creator: CreatorCopy, agreement: Agreement, created: OrderCreated
) -> dict[str, Any]:
    """Write what both sides agreed. Members are only ever added: old contracts stay as they are."""
    told = created.model_dump(mode="json")
    agreed = (
        "price",
        "platform_fee",
        "platform_fee_basis_points",
        "fee_policy_version",
        "deliverables",
        "time_zone",
        "brief",
        "terms",
    )
    return {
        "object": "contract",
        "order_id": order.id,
        "offer_id": agreement.offer_id,
        "terms_version": agreement.terms_version,
        "accepted_at": order.accepted_at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "brand": {"id": order.brand_organization_id, "name": campaign.brand.name, "country": campaign.brand.country},
        "creator": {
            "id": creator.id,
            "organization_id": creator.organization_id,
            "name": creator.name,
            "country": creator.country,
            "platform": creator.platform,
            "handle": creator.handle,
        },
        "campaign": {
            "id": campaign.id,
            "name": campaign.name,
            "category": campaign.category,
            "ends_on": campaign.ends_on.isoformat(),
            "ends_at": told["campaign_ends_at"],
        },
        "creator_net": {"value": (order.price - order.platform_fee).value, "currency": order.price.currency},
        **{name: told[name] for name in agreed},
    }


def _created(order: Order, campaign: Campaign, creator: CreatorCopy, agreement: Agreement) -> OrderCreated:
    return OrderCreated.of(
        order,
        order_id=order.id,
        campaign_name=campaign.name,
        brand_name=campaign.brand.name,
        brand_country=campaign.brand.country,
        creator_name=creator.name,
        creator_country=creator.country,
        platform=creator.platform,
        handle=creator.handle,
        deliverables=[_ordered(deliverable) for deliverable in order.deliverables],
        time_zone=campaign.time_zone,
        campaign_ends_at=campaign.ends_at,
        brief=agreement.brief,
        contract_sha256="",
        metadata=order.metadata_,
    )
