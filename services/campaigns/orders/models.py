"""The tables of orders, their deliverables and their contracts."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.campaigns.campaigns.models import Campaign
from services.campaigns.creators.models import CreatorCopy
from services.campaigns.organizations.models import OrganizationCopy
from services.campaigns.sides import CalledByItsBrand
from services.campaigns.tables import Model
from shared.db import Row, Versioned, money_columns, primary_key
from shared.events.campaigns import CampaignId, DeliverableId, OfferId, OrderId
from shared.events.identity import CreatorId, OrganizationId
from shared.events.payouts import HoldId
from shared.events.review import DraftId, PublicationId
from shared.money import Money
from shared.states import Move, Side, Stateful


class DeliverableState(StrEnum):
    """Where a deliverable stands."""

    PENDING = "pending"
    OVERDUE = "overdue"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    PUBLISHED = "published"
    CANCELLED = "cancelled"


D = DeliverableState
UNPUBLISHED = {D.PENDING, D.OVERDUE, D.IN_REVIEW, D.CHANGES_REQUESTED, D.APPROVED}


class Deliverable(Model, Versioned, Stateful):
    """One thing that the creator makes. What review and payouts told of it stands in its columns; the state follows from them.

    Each told fact has its own guard, so that late, doubled and reordered events end alike.
    """

    __tablename__ = "deliverables"
    __table_args__ = (UniqueConstraint("order_id", "position"),)
    moves = {
        "fall_due": Move(Side.SYSTEM, {D.PENDING, D.CHANGES_REQUESTED}, D.OVERDUE),
        "cancel": Move({Side.BRAND, Side.SYSTEM}, {D.OVERDUE}, D.CANCELLED),
        "give_back": Move(Side.SYSTEM, UNPUBLISHED | {D.PUBLISHED}, D.CANCELLED),
        "enter_review": Move(Side.SYSTEM, UNPUBLISHED - {D.IN_REVIEW}, D.IN_REVIEW),
        "fall_back": Move(Side.SYSTEM, UNPUBLISHED - {D.CHANGES_REQUESTED}, D.CHANGES_REQUESTED),
        "approve": Move(Side.SYSTEM, UNPUBLISHED - {D.APPROVED} | {D.CANCELLED}, D.APPROVED),
        "publish": Move(Side.SYSTEM, UNPUBLISHED | {D.CANCELLED}, D.PUBLISHED),
    }

    id: Mapped[DeliverableId] = primary_key()
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("orders.id"))
    position: Mapped[int]
    brand_organization_id: Mapped[OrganizationId]
    creator_organization_id: Mapped[OrganizationId]
    state: Mapped[DeliverableState] = mapped_column(default=D.PENDING)
    type: Mapped[str]
    title: Mapped[str]
    amount: Mapped[Money] = money_columns("amount")
    due_on: Mapped[date]
    due_at: Mapped[datetime]
    overdue_at: Mapped[datetime]
    """Due date and grace, or where changes were asked for the time to make them: without a draft it is overdue then."""
    give_up_at: Mapped[datetime]
    """Still overdue then, it is given up."""
    publish_by_on: Mapped[date]
    publish_by_at: Mapped[datetime]
    min_duration_seconds: Mapped[int | None]
    max_duration_seconds: Mapped[int | None]

    draft_id: Mapped[DraftId | None]
    draft_version: Mapped[int] = mapped_column(default=0)
    """Review's version of the draft's row: the newest told."""
    draft_version_number: Mapped[int | None]
    draft_state: Mapped[str | None]
    draft_fact: Mapped[str | None]
    """The event that told the newest: what happened to the draft last."""

    publication_id: Mapped[PublicationId | None]
    publication_version: Mapped[int] = mapped_column(default=0)
    publication_state: Mapped[str | None]
    publication_url: Mapped[str | None]

    posted_id: Mapped[PublicationId | None]
    """The newest publication that was ever verified."""
    posted_version: Mapped[int] = mapped_column(default=0)
    is_taken_down: Mapped[bool] = mapped_column(default=False)
    posted_at: Mapped[datetime | None]
    """When it was verified last: its retention runs from then."""

    is_released: Mapped[bool] = mapped_column(default=False)
    """Its share left the hold for the creator."""
    is_refunded: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Its share went back to the brand, also after it had been released."""
    release_refusal: Mapped[str | None]
    """Why its share could not be released."""

    @property
    def draft(self) -> Mapping[str, Any] | None:
        """The newest draft, as told."""
        if self.draft_id is None:
            return None
        return {"id": self.draft_id, "state": self.draft_state, "version_number": self.draft_version_number}

    @property
    def publication(self) -> Mapping[str, Any] | None:
        """The newest publication, as told."""
        if self.publication_id is None:
            return None
        return {"id": self.publication_id, "state": self.publication_state, "url": self.publication_url}


class OrderState(StrEnum):
    """Where an order stands: while it is funded, it follows its deliverables."""

    AWAITING_FUNDING = "awaiting_funding"
    ACTIVE = "active"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    OVERDUE = "overdue"
    APPROVED = "approved"
    LIVE = "live"
    AT_RISK = "at_risk"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


S = OrderState
SHOWN = {S.ACTIVE, S.IN_REVIEW, S.CHANGES_REQUESTED, S.OVERDUE, S.APPROVED, S.LIVE, S.AT_RISK}
"""The states of work under way."""


class Order(Model, Versioned, CalledByItsBrand):
    """The collaboration that both sides agreed. Its terms are frozen in its contract."""

    __tablename__ = "orders"
    __table_args__ = (CheckConstraint("price_value > 0", name="price_is_positive"),)
    moves = {
        "fund": Move(Side.SYSTEM, {S.AWAITING_FUNDING}, S.ACTIVE),
        "fail": Move(Side.SYSTEM, {S.AWAITING_FUNDING}, S.CANCELLED),
        "show_active": Move(Side.SYSTEM, SHOWN - {S.ACTIVE}, S.ACTIVE),
        "show_in_review": Move(Side.SYSTEM, SHOWN - {S.IN_REVIEW}, S.IN_REVIEW),
        "show_changes_requested": Move(Side.SYSTEM, SHOWN - {S.CHANGES_REQUESTED}, S.CHANGES_REQUESTED),
        "show_overdue": Move(Side.SYSTEM, SHOWN - {S.OVERDUE}, S.OVERDUE),
        "show_approved": Move(Side.SYSTEM, SHOWN - {S.APPROVED}, S.APPROVED),
        "show_live": Move(Side.SYSTEM, SHOWN - {S.LIVE}, S.LIVE),
        "show_at_risk": Move(Side.SYSTEM, SHOWN - {S.AT_RISK}, S.AT_RISK),
        # Gives up what is overdue; the order ends when its hold has nothing left.
        "cancel": Move(Side.BRAND, {S.OVERDUE}, S.OVERDUE),
        "end": Move(Side.SYSTEM, SHOWN, S.CANCELLED),
        "complete": Move(Side.SYSTEM, SHOWN, S.COMPLETED),
    }

    id: Mapped[OrderId] = primary_key()
    offer_id: Mapped[OfferId] = mapped_column(ForeignKey("offers.id"), unique=True)
    campaign_id: Mapped[CampaignId] = mapped_column(ForeignKey("campaigns.id"), index=True)
    brand_organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organization_copies.id"), index=True)
    creator_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    creator_id: Mapped[CreatorId] = mapped_column(ForeignKey("creator_copies.id"), index=True)
    state: Mapped[OrderState] = mapped_column(default=S.AWAITING_FUNDING)
    category: Mapped[str]
    price: Mapped[Money] = money_columns("price")
    platform_fee: Mapped[Money] = money_columns("platform_fee")
    platform_fee_basis_points: Mapped[int]
    fee_policy_version: Mapped[str]
    terms: Mapped[dict[str, Any]]
    contract_sha256: Mapped[str]
    accepted_at: Mapped[datetime]
    exclusive_until: Mapped[datetime]
    """The end of the campaign and of the days of exclusivity after it."""
    retention_ends_at: Mapped[datetime | None]
    """When the last post has stood long enough, or would have, posted on its last day; null while something is not approved."""

    hold_id: Mapped[HoldId | None]
    hold_version: Mapped[int] = mapped_column(default=0)
    """Payouts' version of the hold's row: the newest told."""
    hold_state: Mapped[str | None]
    is_funded: Mapped[bool] = mapped_column(default=False)
    has_failed: Mapped[bool] = mapped_column(default=False)
    held: Mapped[Money] = money_columns("held")
    released: Mapped[Money] = money_columns("released")
    refunded: Mapped[Money] = money_columns("refunded")

    metadata_: Mapped[dict[str, Any]] = mapped_column("metadata", default={})
    external_reference: Mapped[str | None]

    deliverables: Mapped[list[Deliverable]] = relationship(lazy="raise", order_by=Deliverable.position)
    campaign: Mapped[Campaign] = relationship(lazy="raise", innerjoin=True)
    creator: Mapped[CreatorCopy] = relationship(lazy="raise", innerjoin=True)

    @property
    def brand(self) -> OrganizationCopy:
        """The brand's side: the campaign's."""
        return self.campaign.brand

    def deliverable(self, id: DeliverableId) -> Deliverable:
        """Find one of its deliverables. Raises `LookupError`."""
        for deliverable in self.deliverables:
            if deliverable.id == id:
                return deliverable
        raise LookupError(id)

    def actions_for(self, side: Side | None) -> list[str]:
        """List the moves that this side may make now: cancelling needs something overdue."""
        something_is_overdue = any(deliverable.state is D.OVERDUE for deliverable in self.deliverables)
        return [name for name in super().actions_for(side) if name != "cancel" or something_is_overdue]

    @property
    def amounts(self) -> Mapping[str, Money]:
        """How the price divides, and where the brand's money is."""
        return {
            "price": self.price,
            "platform_fee": self.platform_fee,
            "creator_net": self.price - self.platform_fee,
            "held": self.held,
            "released": self.released,
            "refunded": self.refunded,
        }

    @property
    def contract(self) -> Mapping[str, Any]:
        """What both sides agreed, in short."""
        return {"sha256": self.contract_sha256, "accepted_at": self.accepted_at, "terms": self.terms}

    @property
    def hold(self) -> Mapping[str, Any] | None:
        """The hold of the brand's money, as told."""
        return {"id": self.hold_id, "state": self.hold_state} if self.hold_id else None

    @property
    def committed(self) -> Money:
        """What of its campaign's budget it takes."""
        return Money.zero(self.price.currency) if self.has_failed else self.price - self.refunded


class Contract(Model, Row):
    """The terms that both sides agreed, as the bytes that were hashed. Rows are only ever added."""

    __tablename__ = "contracts"

    order_id: Mapped[OrderId] = mapped_column(ForeignKey("orders.id"), primary_key=True)
    content: Mapped[bytes]
    sha256: Mapped[str]
