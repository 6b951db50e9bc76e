"""The table of invite links."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.campaigns.campaigns.models import Campaign
from services.campaigns.organizations.models import OrganizationCopy
from services.campaigns.tables import Model
from shared.db import Versioned, primary_key
from shared.events.campaigns import CampaignId, InviteLinkId
from shared.events.identity import OrganizationId
from shared.states import Move, Side, Stateful


class InviteLinkState(StrEnum):
    """Whether an invite link can be accepted."""

    ACTIVE = "active"
    EXHAUSTED = "exhausted"
    EXPIRED = "expired"
    REVOKED = "revoked"


class InviteLink(Model, Versioned, Stateful):
    """A brand asking whoever has a secret address to join one campaign, a number of them at most, until `expires_at`."""

    __tablename__ = "invite_links"
    __table_args__ = (CheckConstraint("acceptance_count between 0 and maximum_acceptances", name="no_more_than_may"),)
    moves = {
        "exhaust": Move(Side.SYSTEM, {InviteLinkState.ACTIVE}, InviteLinkState.EXHAUSTED),
        "expire": Move(Side.SYSTEM, {InviteLinkState.ACTIVE}, InviteLinkState.EXPIRED),
        "revoke": Move(Side.BRAND, {InviteLinkState.ACTIVE}, InviteLinkState.REVOKED),
    }

    id: Mapped[InviteLinkId] = primary_key()
    campaign_id: Mapped[CampaignId] = mapped_column(ForeignKey("campaigns.id"), index=True)
    brand_organization_id: Mapped[OrganizationId] = mapped_column(ForeignKey("organization_copies.id"), index=True)
    state: Mapped[InviteLinkState] = mapped_column(default=InviteLinkState.ACTIVE)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    """SHA-256 of the token: it is random, so a slow hash would protect nothing, and found by it, so nothing is compared here."""
    label: Mapped[str]
    """The brand's own word for it."""
    message: Mapped[str]
    maximum_acceptances: Mapped[int]
    acceptance_count: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]

    campaign: Mapped[Campaign] = relationship(lazy="raise", innerjoin=True)

    @property
    def brand(self) -> OrganizationCopy:
        """The brand's side: the campaign's."""
        return self.campaign.brand
