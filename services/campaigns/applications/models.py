"""The table of applications."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.campaigns.campaigns.models import Campaign
from services.campaigns.creators.models import CreatorCopy
from services.campaigns.organizations.models import OrganizationCopy
from services.campaigns.tables import Model
from shared.db import Versioned, money_columns, primary_key
from shared.events.campaigns import ApplicationId, CampaignId
from shared.events.identity import CreatorId, OrganizationId
from shared.money import Money
from shared.states import Move, Side, Stateful


class ApplicationState(StrEnum):
    """Where an application stands."""

    SUBMITTED = "submitted"
    SHORTLISTED = "shortlisted"
    OFFERED = "offered"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


OPEN = {ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED}
ENGAGED = {*OPEN, ApplicationState.OFFERED}
"""While it stands so, the creator wants to work in the campaign."""


class Application(Model, Versioned, Stateful):
    """A creator asking to join one campaign, with a pitch and a price."""

    __tablename__ = "applications"
    __table_args__ = (
        Index(
            "one_open_application",
            "campaign_id",
            "creator_id",
            unique=True,
            postgresql_where=text("state in ('submitted', 'shortlisted')"),
        ),
    )
    moves = {
        "shortlist": Move(Side.BRAND, {ApplicationState.SUBMITTED}, ApplicationState.SHORTLISTED),
        "offer": Move(Side.SYSTEM, OPEN, ApplicationState.OFFERED),
        "reject": Move(Side.BRAND, OPEN, ApplicationState.REJECTED),
        "withdraw": Move(Side.CREATOR, OPEN, ApplicationState.WITHDRAWN),
        "expire": Move(Side.SYSTEM, OPEN, ApplicationState.EXPIRED),
    }

    id: Mapped[ApplicationId] = primary_key()
    campaign_id: Mapped[CampaignId] = mapped_column(ForeignKey("campaigns.id"), index=True)
    brand_organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organization_copies.id"), index=True)
    creator_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    creator_id: Mapped[CreatorId] = mapped_column(ForeignKey("creator_copies.id"))
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.SUBMITTED)
    pitch: Mapped[str]
    price: Mapped[Money] = money_columns("price")
    answers: Mapped[list[Any]]

    campaign: Mapped[Campaign] = relationship(lazy="raise", innerjoin=True)
    creator: Mapped[CreatorCopy] = relationship(lazy="raise", innerjoin=True)

    @property
    def brand(self) -> OrganizationCopy:
        """The brand's side: the campaign's."""
        return self.campaign.brand
