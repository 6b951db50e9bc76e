"""The table of invitations."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.campaigns.campaigns.models import Campaign
from services.campaigns.creators.models import CreatorCopy
from services.campaigns.organizations.models import OrganizationCopy
from services.campaigns.tables import Model
from shared.db import Versioned, primary_key
from shared.events.campaigns import CampaignId, InvitationId
from shared.events.identity import CreatorId, OrganizationId
from shared.states import Move, Side, Stateful


class InvitationState(StrEnum):
    """Where an invitation stands."""

    SENT = "sent"
    VIEWED = "viewed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


OPEN = {InvitationState.SENT, InvitationState.VIEWED}


class Invitation(Model, Versioned, Stateful):
    """A brand asking one creator to join one campaign, until `expires_at`."""

    __tablename__ = "invitations"
    __table_args__ = (
        Index(
            "one_open_invitation",
            "campaign_id",
            "creator_id",
            unique=True,
            postgresql_where=text("state in ('sent', 'viewed')"),
        ),
    )
    moves = {
        "view": Move(Side.CREATOR, {InvitationState.SENT}, InvitationState.VIEWED),
        "accept": Move(Side.CREATOR, OPEN, InvitationState.ACCEPTED),
        "decline": Move(Side.CREATOR, OPEN, InvitationState.DECLINED),
        "withdraw": Move(Side.BRAND, OPEN, InvitationState.WITHDRAWN),
        "expire": Move(Side.SYSTEM, OPEN, InvitationState.EXPIRED),
    }

    id: Mapped[InvitationId] = primary_key()
    campaign_id: Mapped[CampaignId] = mapped_column(ForeignKey("campaigns.id"), index=True)
    brand_organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organization_copies.id"), index=True)
    creator_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    creator_id: Mapped[CreatorId] = mapped_column(ForeignKey("creator_copies.id"))
    state: Mapped[InvitationState] = mapped_column(default=InvitationState.SENT)
    message: Mapped[str]
    expires_at: Mapped[datetime]
    by_invite_link: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it was made for a creator who joined by an invite link, and accepted at once."""

    campaign: Mapped[Campaign] = relationship(lazy="raise", innerjoin=True)
    creator: Mapped[CreatorCopy] = relationship(lazy="raise", innerjoin=True)

    @property
    def brand(self) -> OrganizationCopy:
        """The brand's side: the campaign's."""
        return self.campaign.brand
