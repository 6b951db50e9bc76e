"""Both sides agree: an offer becomes an order."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns.campaigns.service import CampaignOver, locked, promise, require_open, start
from services.campaigns.creators.queries import creator_for_update
from services.campaigns.offers import queries
from services.campaigns.offers.models import Offer
from services.campaigns.offers.schemas import DeliverableLine
from services.campaigns.offers.service import require_agreeable, require_move
from services.campaigns.orders.agreeing import Agreement, create
from services.campaigns.organizations.service import require_verified
from shared.errors import NotFound
from shared.etags import IfMatch
from shared.events.campaigns import OfferAccepted
from shared.money import Money
from shared.outbox import emit
from shared.states import Side


async def accept(session: AsyncSession, *, seen: Offer, side: Side, expected: IfMatch, now: datetime) -> Offer:
    """Accept the other side's terms: they freeze into an order. Everything is checked again, under all three locks."""
    campaign = await locked(session, seen.campaign_id)
    creator = await creator_for_update(session, seen.creator_id)
    offer = await queries.offer_for_update(session, seen.id)
    if offer is None or creator is None:
        raise NotFound
    require_move(offer, side=side, move="accept", expected=expected)

    require_open(campaign, now=now)
    require_verified(campaign.brand)
    agreement = _agreement(offer)
    if any(line.due_at < now for line, _ in agreement.lines):
        raise CampaignOver
    floored = offer.price if offer.newest_is_by is Side.BRAND else None
    await require_agreeable(session, campaign=campaign, creator=creator, terms=offer.terms, floored=floored, now=now)
    promise(campaign, more=Money(offer.price.value - offer.reserved_value, campaign.currency))

    order = await create(session, campaign=campaign, creator=creator, agreement=agreement, now=now)
    offer.move("accept", policy_version=offer.fee_policy_version)
    offer.turn, offer.order_id = None, order.id
    await emit(session, OfferAccepted.of(offer, occurred_at=now))
    await start(session, campaign=campaign, now=now)
    await session.flush()
    return offer


def _agreement(offer: Offer) -> Agreement:
    lines = [DeliverableLine.model_validate(line) for line in offer.deliverables]
    return Agreement(
        offer_id=offer.id,
        terms_version=offer.terms_version,
        price=offer.price,
        platform_fee=offer.platform_fee,
        platform_fee_basis_points=offer.platform_fee_basis_points,
        fee_policy_version=offer.fee_policy_version,
        lines=[(line, line.amounts) for line in lines],
        brief=offer.brief,
        terms=offer.terms,
        metadata=offer.metadata_,
        external_reference=offer.external_reference,
    )
