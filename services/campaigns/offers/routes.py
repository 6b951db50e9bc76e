"""Offers over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.campaigns.campaigns.service import BudgetExceeded, CampaignNotOpen, CampaignOver, ExternalReferenceTaken
from services.campaigns.creators.service import BelowMinimumOffer, CreatorNotActive, CreatorSearchOnly
from services.campaigns.filters import OfCampaigns, OfCreators, WithReferences
from services.campaigns.offers import accepting, queries, service
from services.campaigns.offers.models import Offer, OfferState
from services.campaigns.offers.schemas import CounterOffer, NewOffer, OfferOut
from services.campaigns.offers.service import CreatorNotEngaged, NotYourTurn, OfferAlreadyOpen
from services.campaigns.orders.exclusivity import ExclusivityConflict
from services.campaigns.organizations.service import BrandNotVerified
from services.campaigns.sides import seen_from
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import InvalidState, NotFound, PreconditionFailed, PreconditionRequired
from shared.etags import ExpectedVersion
from shared.events.campaigns import OfferId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.states import Side

router = Router(tags=["offers"])

NOT_AGREEABLE = [
    CampaignNotOpen,
    CampaignOver,
    BrandNotVerified,
    CreatorNotActive,
    BelowMinimumOffer,
    ExclusivityConflict,
    BudgetExceeded,
]
MAY_FAIL = [NotFound, PreconditionRequired, PreconditionFailed, InvalidState, NotYourTurn]


async def _own_offer(offer_id: OfferId, owner: OwnOrganization, session: Session) -> Offer:
    return seen_from(await queries.offer(session, offer_id), owner)


OwnOffer = Annotated[Offer, Depends(_own_offer)]
"""An offer on either side of which the caller stands."""


async def _own_side(offer: OwnOffer, owner: OwnOrganization) -> Side | None:
    return offer.side_of(owner)


OwnSide = Annotated[Side, Depends(_own_side)]
"""The side of the offer on which the caller stands."""


@router.post(
    "/offers",
    scope="campaigns:write",
    organizations=["brand"],
    status_code=201,
    problems=[NotFound, CreatorSearchOnly, CreatorNotEngaged, OfferAlreadyOpen, ExternalReferenceTaken, *NOT_AGREEABLE],
)
async def create_offer(body: NewOffer, owner: OwnOrganization, session: Session, now: Now) -> OfferOut:
    """Offer terms to a creator who accepted an invitation or applied. The creator has seven days."""
    return await service.send(session, brand_organization_id=owner, wanted=body, now=now)


@router.get("/offers", scope="campaigns:read")
async def list_offers(
    owner: OwnOrganization,
    session: Session,
    page: Paging,
    state: Annotated[list[OfferState] | None, Query(description="One of these states.")] = None,
    campaign_id: OfCampaigns = None,
    creator_id: OfCreators = None,
    external_reference: WithReferences = None,
) -> Listing[OfferOut]:
    """List the offers that you made or got."""
    return await queries.offers_seen_by(
        session,
        owner,
        states=state,
        campaign_ids=campaign_id,
        creator_ids=creator_id,
        external_references=external_reference,
        page=page,
    )


@router.get("/offers/{offer_id}", scope="campaigns:read", problems=[NotFound])
async def get_offer(offer: OwnOffer) -> OfferOut:
    """Read an offer."""
    return offer


@router.post(
    "/offers/{offer_id}/counter",
    scope="campaigns:write",
    problems=[*MAY_FAIL, CampaignNotOpen, BrandNotVerified, CreatorNotActive, BelowMinimumOffer, BudgetExceeded],
)
async def counter_offer(
    offer: OwnOffer, side: OwnSide, body: CounterOffer, expected: ExpectedVersion, session: Session, now: Now
) -> OfferOut:
    """Answer an offer with other terms: a new version of them, and the other side's turn, with seven days from now."""
    return await service.counter(session, seen=offer, side=side, wanted=body, expected=expected, now=now)


@router.post("/offers/{offer_id}/accept", scope="campaigns:write", problems=[*MAY_FAIL, *NOT_AGREEABLE])
async def accept_offer(offer: OwnOffer, side: OwnSide, expected: ExpectedVersion, session: Session, now: Now) -> OfferOut:
    """Accept the other side's terms: they freeze into an order, whose id stands in the answer."""
    return await accepting.accept(session, seen=offer, side=side, expected=expected, now=now)


@router.post("/offers/{offer_id}/decline", scope="campaigns:write", problems=MAY_FAIL)
async def decline_offer(offer: OwnOffer, side: OwnSide, expected: ExpectedVersion, session: Session) -> OfferOut:
    """Say no to the other side's terms."""
    return await service.decline(session, seen=offer, side=side, expected=expected)


@router.post("/offers/{offer_id}/withdraw", scope="campaigns:write", problems=MAY_FAIL)
async def withdraw_offer(offer: OwnOffer, side: OwnSide, expected: ExpectedVersion, session: Session) -> OfferOut:
    """Take an offer back."""
    return await service.withdraw(session, seen=offer, side=side, expected=expected)
