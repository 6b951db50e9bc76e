"""The tables of offers and their versions of terms."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.campaigns.campaigns.models import Campaign
from services.campaigns.creators.models import CreatorCopy
from services.campaigns.organizations.models import OrganizationCopy
from services.campaigns.sides import CalledByItsBrand
from services.campaigns.tables import Model
from shared.db import Row, Versioned, money_columns, primary_key
from shared.events.campaigns import CampaignId, OfferId, OrderId
from shared.events.identity import CreatorId, OrganizationId
from shared.money import Money
from shared.states import Move, Side


class OfferState(StrEnum):
    """Where an offer stands."""

    SENT = "sent"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


OPEN = {OfferState.SENT, OfferState.COUNTERED}
BOTH = {Side.BRAND, Side.CREATOR}
BY_TURNS = {"counter", "accept", "decline"}
"""The moves that wait for the other side's."""


class OfferTerms(Model, Row):
    """One version of an offer's terms: who proposed what. Rows are only ever added."""

    __tablename__ = "offer_terms"

    offer_id: Mapped[OfferId] = mapped_column(ForeignKey("offers.id"), primary_key=True)
    terms_version: Mapped[int] = mapped_column(primary_key=True)
    made_by: Mapped[Side]
    price: Mapped[Money] = money_columns("price")
    terms: Mapped[dict[str, Any]]
    message: Mapped[str]


class Offer(Model, Versioned, CalledByItsBrand):
    """Terms under negotiation, until `expires_at`. The newest version of the terms stands in the row itself."""

    __tablename__ = "offers"
    __table_args__ = (
        CheckConstraint("price_value > 0", name="price_is_positive"),
        Index(
            "one_open_offer",
            "campaign_id",
            "creator_id",
            unique=True,
            postgresql_where=text("state in ('sent', 'countered')"),
        ),
        UniqueConstraint("brand_organization_id", "external_reference", name="one_offer_by_reference"),
    )
    moves = {
        "counter": Move(BOTH, OPEN, OfferState.COUNTERED),
        "accept": Move(BOTH, OPEN, OfferState.ACCEPTED),
        "decline": Move(BOTH, OPEN, OfferState.DECLINED),
        "withdraw": Move(Side.BRAND, OPEN, OfferState.WITHDRAWN),
        "expire": Move(Side.SYSTEM, OPEN, OfferState.EXPIRED),
    }

    id: Mapped[OfferId] = primary_key()
    campaign_id: Mapped[CampaignId] = mapped_column(ForeignKey("campaigns.id"), index=True)
    brand_organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organization_copies.id"), index=True)
    creator_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    creator_id: Mapped[CreatorId] = mapped_column(ForeignKey("creator_copies.id"))
    state: Mapped[OfferState] = mapped_column(default=OfferState.SENT)
    turn: Mapped[Side | None] = mapped_column(default=Side.CREATOR)
    """Whose move it is; null when the offer has ended."""
    terms_version: Mapped[int] = mapped_column(default=1)
    price: Mapped[Money] = money_columns("price")
    brief: Mapped[dict[str, Any]]
    """The campaign's as it was when the offer was sent: what is accepted is what was seen."""
    terms: Mapped[dict[str, Any]]
    message: Mapped[str]
    reserved_value: Mapped[int] = mapped_column(BigInteger)
    """What of the budget the brand's own newest terms take while the offer is open."""
    deliverables: Mapped[list[Any]]
    """Lines with dates; `amount` is the share of one deliverable where it was given, `amounts` of each by the newest price."""
    platform_fee_basis_points: Mapped[int]
    fee_policy_version: Mapped[str]
    expires_at: Mapped[datetime]
    order_id: Mapped[OrderId | None]
    metadata_: Mapped[dict[str, Any]] = mapped_column("metadata", default={})
    external_reference: Mapped[str | None]

    history: Mapped[list[OfferTerms]] = relationship(lazy="raise", order_by=OfferTerms.terms_version)
    campaign: Mapped[Campaign] = relationship(lazy="raise", innerjoin=True)
    creator: Mapped[CreatorCopy] = relationship(lazy="raise", innerjoin=True)

    @property
    def brand(self) -> OrganizationCopy:
        """The brand's side: the campaign's."""
        return self.campaign.brand

    def actions_for(self, side: Side | None) -> list[str]:
        """List the moves that this side may make now: some of them only in its turn."""
        return [name for name in super().actions_for(side) if name not in BY_TURNS or side == self.turn]

    @property
    def platform_fee(self) -> Money:
        """What the platform takes of the price, rounded down."""
        return self.price.share(self.platform_fee_basis_points)

    @property
    def amounts(self) -> dict[str, Any]:
        """How the newest price divides."""
        return {
            "platform_fee": self.platform_fee,
            "platform_fee_basis_points": self.platform_fee_basis_points,
            "creator_net": self.price - self.platform_fee,
        }

    @property
    def newest_is_by(self) -> Side:
        """Who made the newest terms: the side whose turn it is not."""
        return Side.CREATOR if self.turn is Side.BRAND else Side.BRAND
