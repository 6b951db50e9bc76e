"""What can happen with offers. Everything that changes what is promised of a budget happens under the campaign's lock."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.campaigns import policy
from services.campaigns.applications.service import answer_with_offer
from services.campaigns.campaigns.models import Campaign
from services.campaigns.campaigns.service import ExternalReferenceTaken, locked, promise, require_open
from services.campaigns.creators.models import CreatorCopy
from services.campaigns.creators.service import known_creator, require_above_floor, require_active
from services.campaigns.invitations.queries import has_accepted
from services.campaigns.offers import queries
from services.campaigns.offers.models import Offer, OfferTerms
from services.campaigns.offers.proposing import (
    proposed_lines,
    proposed_terms,
    require_currency,
    with_shares,
)
from services.campaigns.offers.schemas import CounterOffer, NewOffer
from services.campaigns.orders.exclusivity import require_free
from services.campaigns.organizations.service import require_verified
from shared import timers
from shared.clock import clock
from shared.db import insert
from shared.errors import InvalidState, NotFound, Problem
from shared.etags import IfMatch
from shared.events.campaigns import (
    OfferCountered,
    OfferDeclined,
    OfferExpired,
    OfferId,
    OfferSent,
    OfferWithdrawn,
)
from shared.events.identity import OrganizationId
from shared.money import Money
from shared.outbox import emit
from shared.states import Side, due
from shared.timers import Timer


class ExpireOffer(Timer, name="offer.expire"):
    """The end of an offer's days."""

    offer_id: OfferId


class CreatorNotEngaged(Problem, status=409, code="creator_not_engaged"):
    """This creator has neither accepted an invitation to the campaign nor applied to it."""


class OfferAlreadyOpen(Problem, status=409, code="offer_already_open"):
    """This creator has an open offer of this campaign."""


class NotYourTurn(Problem, status=409, code="not_your_turn"):
    """It is the other side's turn; `turn` says whose."""


async def send(session: AsyncSession, *, brand_organization_id: OrganizationId, wanted: NewOffer, now: datetime) -> Offer:
    """Offer terms to a creator. Raises `Invalid` and every reason why they may not be offered."""
    campaign = await locked(session, wanted.campaign_id)
    if campaign.brand_organization_id != brand_organization_id:
        raise NotFound
    require_currency(campaign, wanted.price)
    terms = proposed_terms(campaign.terms, wanted.terms)
    require_open(campaign, now=now)
    lines = proposed_lines(campaign, wanted.deliverables, price=wanted.price, now=now)
    require_verified(campaign.brand)
    creator = await known_creator(session, wanted.creator_id)
    await _require_engaged(session, campaign, creator)
    await require_agreeable(session, campaign=campaign, creator=creator, terms=terms, floored=wanted.price, now=now)
    promise(campaign, more=wanted.price)

    fee = policy.in_force(policy.FEES, on=now.date(), region=campaign.brand.country)
    offer = Offer(
        campaign=campaign,
        campaign_id=campaign.id,
        brand_organization_id=campaign.brand_organization_id,
        creator=creator,
        creator_id=creator.id,
        creator_organization_id=creator.organization_id,
        price=wanted.price,
        reserved_value=wanted.price.value,
        brief=campaign.brief,
        terms=terms,
        message=wanted.message,
        deliverables=lines,
        platform_fee_basis_points=fee.basis_points,
        fee_policy_version=fee.version,
        expires_at=now + policy.in_force(policy.AGREEMENTS, on=now.date()).offer_lifetime,
        metadata_=dict(campaign.metadata_ if wanted.metadata is None else wanted.metadata),
        external_reference=wanted.external_reference,
    )
    offer.history = [_version_of(offer, made_by=Side.BRAND)]
    taken = {"one_open_offer": OfferAlreadyOpen(), "one_offer_by_reference": ExternalReferenceTaken()}
    await insert(session, offer, or_raise=taken)
    await emit(session, OfferSent.of(offer, occurred_at=now))
    await timers.at(session, offer.expires_at, ExpireOffer(offer_id=offer.id))
    return offer


async def _require_engaged(session: AsyncSession, campaign: Campaign, creator: CreatorCopy) -> None:
    """Let the creator's application be answered. Raises `CreatorNotActive`, `OfferAlreadyOpen`, `CreatorNotEngaged`."""
    require_active(creator)
    if await queries.has_open(session, campaign.id, creator.id):
        raise OfferAlreadyOpen
    applied = await answer_with_offer(session, campaign=campaign, creator_id=creator.id)
    if not applied and not await has_accepted(session, campaign.id, creator.id):
        raise CreatorNotEngaged


async def require_agreeable(
    session: AsyncSession,
    *,
    campaign: Campaign,
    creator: CreatorCopy,
    terms: Mapping[str, Any],
    floored: Money | None,
    now: datetime,
) -> None:
    """Raise what stands against terms: the creator's state, the floor under a price of the brand's, exclusivity."""
    require_active(creator)
    if floored is not None:
        require_above_floor(creator, floored)
    await require_free(session, campaign=campaign, creator_id=creator.id, terms=terms, now=now)


async def counter(
    session: AsyncSession, *, seen: Offer, side: Side, wanted: CounterOffer, expected: IfMatch, now: datetime
) -> Offer:
    """Answer with other terms. The brand's own are promised of the budget; a creator's reserve nothing more."""
    campaign, offer = await locked_for(session, seen, side=side, move="counter", expected=expected)
    require_currency(campaign, wanted.price)
    terms = proposed_terms(offer.terms, wanted.terms)
    lines = with_shares(offer.deliverables, wanted.price)
    require_open(campaign, now=now)
    require_active(offer.creator)
    if side is Side.BRAND:
        require_verified(campaign.brand)
        require_above_floor(offer.creator, wanted.price)
        promise(campaign, more=Money(wanted.price.value - offer.reserved_value, campaign.currency))
        offer.reserved_value = wanted.price.value

    offer.move("counter")
    offer.turn = Side.CREATOR if side is Side.BRAND else Side.BRAND
    offer.terms_version += 1
    offer.price, offer.terms, offer.message, offer.deliverables = wanted.price, terms, wanted.message, lines
    offer.expires_at = now + policy.in_force(policy.AGREEMENTS, on=now.date()).offer_lifetime
    offer.history.append(_version_of(offer, made_by=side))

    await emit(session, OfferCountered.of(offer, occurred_at=now))
    await timers.at(session, offer.expires_at, ExpireOffer(offer_id=offer.id))
    return offer


async def decline(session: AsyncSession, *, seen: Offer, side: Side, expected: IfMatch) -> Offer:
    """Say no to the other side's terms."""
    campaign, offer = await locked_for(session, seen, side=side, move="decline", expected=expected)
    _end(campaign, offer, "decline")
    await emit(session, OfferDeclined.of(offer, occurred_at=clock.now()))
    return offer


async def withdraw(session: AsyncSession, *, seen: Offer, side: Side, expected: IfMatch) -> Offer:
    """The brand takes its offer back, whoever's turn it is."""
    campaign, offer = await locked_for(session, seen, side=side, move="withdraw", expected=expected)
    _end(campaign, offer, "withdraw")
    await emit(session, OfferWithdrawn.of(offer, occurred_at=clock.now()))
    return offer


async def expire_on_time(session: AsyncSession, id: OfferId, due_at: datetime) -> None:
    """End an offer that nobody answered."""
    seen = await queries.offer(session, id)
    if seen is None:
        return
    campaign = await locked(session, seen.campaign_id)
    offer = await queries.offer_for_update(session, id)
    if offer is not None and due(offer.expires_at, due_at) and offer.can("expire"):
        await _expire(session, campaign, offer)


async def expire_all_of(session: AsyncSession, campaign: Campaign) -> None:
    """End what is open of a locked campaign that is over."""
    for offer in await queries.open_offers_for_update(session, campaign.id):
        await _expire(session, campaign, offer)


async def _expire(session: AsyncSession, campaign: Campaign, offer: Offer) -> None:
    _end(campaign, offer, "expire")
    await emit(session, OfferExpired.of(offer, occurred_at=clock.now()))


def _end(campaign: Campaign, offer: Offer, move: str) -> None:
    """End a locked offer without an order: what it took of the budget is free again."""
    offer.move(move)
    offer.turn = None
    promise(campaign, more=Money(-offer.reserved_value, campaign.currency))


async def locked_for(session: AsyncSession, seen: Offer, *, side: Side, move: str, expected: IfMatch) -> tuple[Campaign, Offer]:
    """Lock an offer and its campaign for a move of one side. Raises 428, 412, `InvalidState`, `NotYourTurn`, in that order."""
    campaign = await locked(session, seen.campaign_id)
    offer = await queries.offer_for_update(session, seen.id)
    if offer is None:
        raise NotFound
    require_move(offer, side=side, move=move, expected=expected)
    return campaign, offer


def require_move(offer: Offer, *, side: Side, move: str, expected: IfMatch) -> None:
    """Raise 428 or 412, then `InvalidState`, then `NotYourTurn`."""
    expected.check(offer)
    if not offer.can(move):
        raise InvalidState(f"{move} is not possible while the state is {offer.state}", state=offer.state, actions=offer.actions)
    if move not in offer.actions_for(side):
        raise NotYourTurn(turn=offer.turn, actions=offer.actions)


def _version_of(offer: Offer, *, made_by: Side) -> OfferTerms:
    return OfferTerms(
        offer_id=offer.id,
        terms_version=offer.terms_version,
        made_by=made_by,
        price=offer.price,
        terms=offer.terms,
        message=offer.message,
    )
