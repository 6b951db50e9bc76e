"""The table of orders as campaigns tells them: what money needs of the frozen contract."""

from enum import StrEnum
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from services.payouts.tables import Model
from shared.db import Row, money_columns
from shared.events.campaigns import CampaignId, OrderId
from shared.events.identity import CreatorId, OrganizationId
from shared.money import Money


class PayoutAfter(StrEnum):
    """What a creator is paid for: the approved draft, or the post."""

    APPROVAL = "approval"
    PUBLICATION = "publication"


class OrderCopy(Model, Row):
    """An order as both sides agreed it. It never changes."""

    __tablename__ = "order_copies"

    id: Mapped[OrderId] = mapped_column(primary_key=True)
    campaign_id: Mapped[CampaignId]
    campaign_name: Mapped[str]
    brand_organization_id: Mapped[OrganizationId]
    brand_name: Mapped[str]
    creator_organization_id: Mapped[OrganizationId]
    creator_id: Mapped[CreatorId]
    creator_name: Mapped[str]
    handle: Mapped[str]
    price: Mapped[Money] = money_columns("price")
    platform_fee_basis_points: Mapped[int]
    payout_after: Mapped[PayoutAfter]
    caller_metadata: Mapped[dict[str, Any]] = mapped_column(
        "metadata", default={}, server_default=text("'{}'"), deferred=True, deferred_raiseload=True
    )
    """The brand's own, shown to it alone; no release reads them. (The server's default is for code of before.)"""
    external_reference: Mapped[str | None] = mapped_column(deferred=True, deferred_raiseload=True)
    """The brand's own, as its metadata are."""

    @property
    def brand(self) -> dict[str, str]:
        """The brand, as neighbours are shown."""
        return {"id": self.brand_organization_id, "name": self.brand_name}

    @property
    def creator(self) -> dict[str, str]:
        """The creator, as neighbours are shown."""
        return {"id": self.creator_id, "handle": self.handle, "name": self.creator_name}

    @property
    def campaign(self) -> dict[str, str]:
        """The campaign, as neighbours are shown."""
        return {"id": self.campaign_id, "name": self.campaign_name}


class OfAnOrder:
    """A row with the `order_id` of an order, whose neighbours it shows."""

    @declared_attr
    @classmethod
    def order(cls) -> Mapped[OrderCopy]:
        """The order, where the query loads it."""
        return relationship(lazy="raise", viewonly=True)

    @property
    def brand(self) -> dict[str, str]:
        """The brand of its order."""
        return self.order.brand

    @property
    def creator(self) -> dict[str, str]:
        """The creator of its order."""
        return self.order.creator

    @property
    def campaign(self) -> dict[str, str]:
        """The campaign of its order."""
        return self.order.campaign
