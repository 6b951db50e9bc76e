"""The table of acceptances."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.campaigns.campaigns.models import Campaign
from services.campaigns.creators.models import CreatorCopy
from services.campaigns.invite_links.models import InviteLink
from services.campaigns.organizations.models import OrganizationCopy
from services.campaigns.tables import Model
from shared.db import Versioned, primary_key
from shared.events.campaigns import CampaignId, InvitationId, InviteLinkAcceptanceId, InviteLinkId
from shared.events.identity import CreatorId, OrganizationId
from shared.states import Move, Side, Stateful


class InviteLinkAcceptanceState(StrEnum):
    """How far somebody is who accepted an invite link."""

    WAITING = "waiting"
    JOINED = "joined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


State = InviteLinkAcceptanceState


class InviteLinkAcceptance(Model, Versioned, Stateful):
    """Somebody who joins a campaign by an invite link, as soon as they are an approved creator."""

    __tablename__ = "invite_link_acceptances"
    __table_args__ = (
        Index(
            "one_wait_a_campaign",
            "campaign_id",
            "creator_organization_id",
            unique=True,
            postgresql_where=text("state = 'waiting'"),
        ),
    )
    moves = {
        "join": Move(Side.SYSTEM, {State.WAITING}, State.JOINED),
        "withdraw": Move(Side.CREATOR, {State.WAITING}, State.WITHDRAWN),
        "expire": Move(Side.SYSTEM, {State.WAITING}, State.EXPIRED),
    }

    id: Mapped[InviteLinkAcceptanceId] = primary_key()
    invite_link_id: Mapped[InviteLinkId] = mapped_column(ForeignKey("invite_links.id"), index=True)
    campaign_id: Mapped[CampaignId] = mapped_column(ForeignKey("campaigns.id"), index=True)
    brand_organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organization_copies.id"), index=True)
    creator_organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    creator_id: Mapped[CreatorId | None] = mapped_column(ForeignKey("creator_copies.id"))
    """Null until they are approved."""
    invitation_id: Mapped[InvitationId | None] = mapped_column(ForeignKey("invitations.id"))
    """By which they joined; null before."""
    state: Mapped[InviteLinkAcceptanceState] = mapped_column(default=State.WAITING)

    link: Mapped[InviteLink] = relationship(lazy="raise", innerjoin=True)
    campaign: Mapped[Campaign] = relationship(lazy="raise", innerjoin=True)
    creator: Mapped[CreatorCopy | None] = relationship(lazy="raise")

    @property
    def brand(self) -> OrganizationCopy:
        """The brand's side: the campaign's."""
        return self.campaign.brand
