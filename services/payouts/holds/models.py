"""The tables of holds and their shares."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.payouts.orders.models import OfAnOrder
from services.payouts.tables import Model
from shared.db import Versioned, money_columns, primary_key
from shared.events.campaigns import CampaignId, DeliverableId, OrderId
from shared.events.identity import CreatorId, OrganizationId
from shared.events.payouts import HoldId
from shared.money import Money
from shared.states import Move, Side, Stateful


class HoldState(StrEnum):
    """How far held money is."""

    REQUESTED = "requested"
    FUNDED = "funded"
    FAILED = "failed"
    RELEASED = "released"
    REFUNDED = "refunded"
    SETTLED = "settled"


class ShareState(StrEnum):
    """What became of one deliverable's share."""

    HELD = "held"
    DUE = "due"
    CANCELLED = "cancelled"
    RELEASED = "released"
    REFUNDED = "refunded"
    VOID = "void"


class Hold(Model, Versioned, Stateful, OfAnOrder):
    """A brand's money for one order. Its lock is the arbiter between approval, cancellation and refund, whatever comes first."""

    __tablename__ = "holds"
    __table_args__ = (
        CheckConstraint(
            "released_value >= 0 and refunded_value >= 0 and released_value + refunded_value <= amount_value"
            " and fee_value between 0 and released_value",
            name="never_more_than_funded",
        ),
        Index("holds_requested", "brand_organization_id", "id", postgresql_where=text("state = 'requested'")),
        Index("holds_of_brand", "brand_organization_id", "id"),
        Index("holds_of_creator", "creator_organization_id", "id"),
    )
    moves = {
        "fund": Move(Side.SYSTEM, {HoldState.REQUESTED}, HoldState.FUNDED),
        "fail": Move(Side.SYSTEM, {HoldState.REQUESTED}, HoldState.FAILED),
        "release": Move(Side.SYSTEM, {HoldState.FUNDED}, HoldState.RELEASED),
        # A share that was released before its post is reversed when the post never comes: that may end a hold a second time.
        "refund": Move(Side.SYSTEM, {HoldState.FUNDED, HoldState.RELEASED, HoldState.SETTLED}, HoldState.REFUNDED),
        "settle": Move(Side.SYSTEM, {HoldState.FUNDED, HoldState.RELEASED}, HoldState.SETTLED),
    }

    id: Mapped[HoldId] = primary_key()
    order_id: Mapped[OrderId] = mapped_column(ForeignKey("order_copies.id"), unique=True)
    campaign_id: Mapped[CampaignId]
    brand_organization_id: Mapped[OrganizationId]
    creator_organization_id: Mapped[OrganizationId]
    creator_id: Mapped[CreatorId]
    state: Mapped[HoldState] = mapped_column(default=HoldState.REQUESTED)
    amount: Mapped[Money] = money_columns("amount")
    released_value: Mapped[int] = mapped_column(BigInteger, default=0)
    refunded_value: Mapped[int] = mapped_column(BigInteger, default=0)
    fee_value: Mapped[int] = mapped_column(BigInteger, default=0)
    """The platform's fee within what was released."""
    expires_at: Mapped[datetime]
    """When it fails unless it is funded."""
    funded_at: Mapped[datetime | None]

    shares: Mapped[list["Share"]] = relationship(lazy="raise", order_by="Share.id", back_populates="hold")

    @property
    def currency(self) -> str:
        """The currency of everything here."""
        return self.amount.currency

    @property
    def released(self) -> Money:
        """What went to the creator and the fee."""
        return Money(self.released_value, self.currency)

    @property
    def refunded(self) -> Money:
        """What went back to the brand."""
        return Money(self.refunded_value, self.currency)

    @property
    def platform_fee(self) -> Money:
        """The fee within what was released."""
        return Money(self.fee_value, self.currency)

    @property
    def held(self) -> Money:
        """What remains."""
        if self.funded_at is None:
            return Money.zero(self.currency)
        return self.amount - self.released - self.refunded

    @property
    def is_final(self) -> bool:
        """Whether nothing remains, or nothing ever came."""
        return self.state not in {HoldState.REQUESTED, HoldState.FUNDED}

    def share_of(self, deliverable_id: DeliverableId) -> "Share":
        """Give the share of a deliverable. Raises `LookupError` for one that the contract does not have: somebody must look."""
        for share in self.shares:
            if share.deliverable_id == deliverable_id:
                return share
        raise LookupError(f"{self.order_id} has no {deliverable_id}")


class Share(Model, Versioned, Stateful):
    """One deliverable's part of a hold: released or refunded once, as a whole. Written under the hold's lock only."""

    __tablename__ = "shares"
    moves = {
        "make_due": Move(Side.SYSTEM, {ShareState.HELD}, ShareState.DUE),
        "cancel": Move(Side.SYSTEM, {ShareState.HELD}, ShareState.CANCELLED),
        "release": Move(Side.SYSTEM, {ShareState.HELD, ShareState.DUE}, ShareState.RELEASED),
        "refund": Move(Side.SYSTEM, {ShareState.HELD, ShareState.CANCELLED}, ShareState.REFUNDED),
        "reverse": Move(Side.SYSTEM, {ShareState.RELEASED}, ShareState.REFUNDED),
        "void": Move(Side.SYSTEM, {ShareState.HELD, ShareState.DUE, ShareState.CANCELLED}, ShareState.VOID),
    }

    id: Mapped[DeliverableId] = mapped_column(primary_key=True)
    hold_id: Mapped[HoldId] = mapped_column(ForeignKey("holds.id"), index=True)
    amount: Mapped[Money] = money_columns("amount")
    state: Mapped[ShareState] = mapped_column(default=ShareState.HELD)
    fee_value: Mapped[int] = mapped_column(BigInteger, default=0)
    approved_at: Mapped[datetime | None]
    """When the approval was heard: a second one changes nothing."""
    refusal: Mapped[str | None]
    """Why an approval found nothing to release."""
    published_at: Mapped[datetime | None]
    publish_by_at: Mapped[datetime]

    hold: Mapped[Hold] = relationship(lazy="raise", back_populates="shares")

    @property
    def deliverable_id(self) -> DeliverableId:
        """A share has its deliverable's id."""
        return self.id
