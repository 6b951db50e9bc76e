"""The tables of wallets."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from services.payouts.tables import Model
from shared.db import Row
from shared.events.identity import OrganizationId
from shared.events.payouts import PayoutAccountId


class Wallet(Model, Row):
    """One organization's money: its row is the lock under which its balances, lots and payables change.

    Locks are taken in this order: the brand's wallet, which guards its fundings and lots, its holds by id, creators' wallets,
    payables and payouts. A release needs no brand's wallet: what is held is guarded by its hold.
    """

    __tablename__ = "wallets"

    organization_id: Mapped[OrganizationId] = mapped_column(primary_key=True)
    tax_form_accepted_at: Mapped[datetime | None]
    """Null while there is no accepted tax form."""
    withholding_basis_points: Mapped[int] = mapped_column(default=0)
    """What is withheld under that form."""


class DefaultAccount(Model, Row):
    """Where an organization is paid in one currency unless it says otherwise."""

    __tablename__ = "default_accounts"

    organization_id: Mapped[OrganizationId] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    payout_account_id: Mapped[PayoutAccountId] = mapped_column(ForeignKey("payout_accounts.id"), unique=True)
