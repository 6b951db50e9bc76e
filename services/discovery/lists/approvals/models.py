"""The tables of approvals and of what clients decided."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.discovery.tables import Model
from shared.db import Versioned, primary_key
from shared.events.discovery import ListApprovalId, ListId
from shared.events.identity import CreatorId, OrganizationId
from shared.ids import Id
from shared.states import Move, Side, Stateful


class ListDecisionId(Id, prefix="lde"):
    """What a client decided about one creator."""


class ListApprovalState(StrEnum):
    """Whether a client may decide."""

    OPEN = "open"
    CLOSED = "closed"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Decision(StrEnum):
    """What a client says of a creator."""

    APPROVE = "approve"
    DECLINE = "decline"


State = ListApprovalState


class ListApproval(Model, Versioned, Stateful):
    """A client asked for a yes or no to each creator of a list, by a secret address, until `expires_at`."""

    __tablename__ = "list_approvals"
    moves = {
        "close": Move(Side.OWNER, {State.OPEN}, State.CLOSED),
        "expire": Move(Side.SYSTEM, {State.OPEN}, State.EXPIRED),
        "revoke": Move(Side.OWNER, {State.OPEN, State.CLOSED}, State.REVOKED),
    }

    id: Mapped[ListApprovalId] = primary_key()
    list_id: Mapped[ListId] = mapped_column(ForeignKey("lists.id", ondelete="CASCADE"), index=True)
    organization_id: Mapped[OrganizationId] = mapped_column(index=True)
    state: Mapped[ListApprovalState] = mapped_column(default=ListApprovalState.OPEN)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    """SHA-256 of the token: it is random, so a slow hash would protect nothing, and found by it, so nothing is compared here."""
    client_name: Mapped[str]
    message: Mapped[str] = mapped_column(default="")
    shows_notes: Mapped[bool] = mapped_column(default=False)
    shows_rates: Mapped[bool] = mapped_column(default=False)
    expires_at: Mapped[datetime]
    """When the client's time ends, in business time: its timer acts only at this time."""


class ListDecision(Model, Versioned):
    """What a client said of one creator: the newest decision and the newest comment of one approval."""

    __tablename__ = "list_decisions"
    __table_args__ = (UniqueConstraint("list_approval_id", "creator_id", name="one_decision_a_creator"),)

    id: Mapped[ListDecisionId] = primary_key()
    list_approval_id: Mapped[ListApprovalId] = mapped_column(ForeignKey("list_approvals.id", ondelete="CASCADE"))
    creator_id: Mapped[CreatorId] = mapped_column(ForeignKey("creators.id"))
    decision: Mapped[Decision | None]
    """Null while there is a comment alone."""
    comment: Mapped[str] = mapped_column(default="")

    approval: Mapped[ListApproval] = relationship(lazy="raise", innerjoin=True)

    @property
    def client_name(self) -> str:
        """Who said so."""
        return self.approval.client_name

    @property
    def decided_at(self) -> datetime:
        """When they said so last."""
        return self.updated_at
