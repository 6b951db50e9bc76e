"""The table of payout accounts."""

from typing import Any

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.payouts.tables import Model
from services.payouts.wallets.models import DefaultAccount
from shared.db import Versioned, primary_key
from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutAccountId


class PayoutAccount(Model, Versioned):
    """Where a creator is paid, in one currency. What it says never changes, only whether it is the default."""

    __tablename__ = "payout_accounts"
    __table_args__ = (
        UniqueConstraint("organization_id", "request_key", name="one_account_a_key"),
        Index("payout_accounts_of", "organization_id", "currency"),
    )

    id: Mapped[PayoutAccountId] = primary_key()
    organization_id: Mapped[OrganizationId]
    request_key: Mapped[str]
    type: Mapped[str]
    currency: Mapped[str] = mapped_column(String(3))
    holder_name: Mapped[str]
    details: Mapped[dict[str, Any]]
    """What the rail of this type needs: the sandbox's behaviour."""
    version: Mapped[int] = mapped_column(default=1, server_default=text("1"), sort_order=97)
    """(The server's default is for code of before.)"""

    default_for: Mapped[DefaultAccount | None] = relationship(lazy="raise", viewonly=True)

    @property
    def is_default(self) -> bool:
        """Whether payouts in its currency go there unless they say otherwise."""
        return self.default_for is not None

    @property
    def sandbox(self) -> dict[str, Any] | None:
        """How the sandbox's account behaves."""
        return self.details if self.type == "sandbox" else None
