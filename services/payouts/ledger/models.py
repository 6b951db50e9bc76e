"""The tables of the journal.

The chart of accounts. An account belongs to an owner (an organization, or nobody: the platform) and has a purpose and a
currency. A positive amount means that more is owed to the owner.

| owner | purpose | what it is |
|---|---|---|
| brand | `available` | funded, and free to be held |
| brand | `held` | held for orders; each entry names its order and hold |
| creator | `pending` | released; the payable waits for a reason |
| creator | `available` | may be paid out |
| creator | `in_payout` | taken by a payout that has not ended |
| platform | `fees` | the platform's fee |
| platform | `withholding` | tax withheld, owed to the authority |
| platform | `rail:<name>` | the clearing account of a rail: what the rail has of ours, as a negative amount |

Money enters and leaves through a rail's clearing account only. The `balance` of a brand's and a creator's `available`, `pending`
and `in_payout` is kept by a trigger on the postings, can be written by nobody else, and is never negative; all postings to it are
made under the owner's wallet lock. The other accounts are summed when asked, so that no two orders wait for each other there.
"""

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.payouts.tables import Model
from shared.db import Row, money_columns, primary_key
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import FundingId, HoldId, PayableId, PayoutId
from shared.ids import Id
from shared.money import Money

AVAILABLE, HELD, PENDING, IN_PAYOUT = "available", "held", "pending", "in_payout"
FEES, WITHHOLDING = "fees", "withholding"

KEPT = frozenset({AVAILABLE, PENDING, IN_PAYOUT})
"""The purposes whose balance is kept beside the account."""


class LedgerAccountId(Id, prefix="lac"):
    """An account of the journal."""


class JournalEntryId(Id, prefix="jne"):
    """An entry of the journal."""


class EntryType(StrEnum):
    """What happened to the money."""

    FUNDING = "funding"
    HOLD = "hold"
    RELEASE = "release"
    REFUND = "refund"
    REVERSAL = "reversal"
    WITHHOLDING = "withholding"
    PAYABLE_READY = "payable_ready"
    PAYOUT = "payout"
    PAYOUT_PAID = "payout_paid"
    PAYOUT_FAILED = "payout_failed"
    PAYOUT_RETURNED = "payout_returned"


class LedgerAccount(Model):
    """An account. It is made with its first posting and never changes but for its balance."""

    __tablename__ = "ledger_accounts"
    __table_args__ = (
        UniqueConstraint("owner_id", "purpose", "currency", postgresql_nulls_not_distinct=True, name="one_account"),
        UniqueConstraint("id", "currency"),
        CheckConstraint("balance >= 0", name="never_negative"),
    )

    id: Mapped[LedgerAccountId] = primary_key()
    owner_id: Mapped[OrganizationId | None]
    """Null for the platform's own accounts and the rails' clearing accounts."""
    purpose: Mapped[str]
    currency: Mapped[str] = mapped_column(String(3))
    balance: Mapped[int | None] = mapped_column(BigInteger)
    """The sum of the postings where it is kept; null where it is summed when asked."""


class JournalEntry(Model, Row):
    """One thing that happened to money, once: unique by (type, business key). Never changed, never removed."""

    __tablename__ = "journal_entries"
    __table_args__ = (
        UniqueConstraint("type", "business_key", name="one_entry"),
        CheckConstraint("posting_count >= 2", name="two_postings"),
        *(
            Index(f"journal_entries_of_{column.removesuffix('_id')}", column, postgresql_where=f"{column} is not null")
            for column in ("order_id", "hold_id", "payout_id", "funding_id")
        ),
        Index("journal_entries_of_brand", "brand_organization_id", "id"),
        Index("journal_entries_of_creator", "creator_organization_id", "id"),
    )

    id: Mapped[JournalEntryId] = primary_key()
    type: Mapped[EntryType]
    business_key: Mapped[str]
    posting_count: Mapped[int]
    """How many postings it has: none can be added later."""
    brand_organization_id: Mapped[OrganizationId | None]
    """The brand that may see it; null where it is the creator's alone."""
    creator_organization_id: Mapped[OrganizationId | None]
    """The creator who may see it; null where it is the brand's alone."""
    order_id: Mapped[OrderId | None]
    deliverable_id: Mapped[DeliverableId | None]
    hold_id: Mapped[HoldId | None]
    payable_id: Mapped[PayableId | None]
    payout_id: Mapped[PayoutId | None]
    funding_id: Mapped[FundingId | None]

    postings: Mapped[list["Posting"]] = relationship(lazy="raise", order_by="Posting.number", viewonly=True)


class Posting(Model):
    """One account's part of an entry."""

    __tablename__ = "postings"
    __table_args__ = (
        ForeignKeyConstraint(
            ["account_id", "amount_currency"],
            ["ledger_accounts.id", "ledger_accounts.currency"],
            name="postings_account_reference",
        ),
        CheckConstraint("amount_value <> 0", name="something"),
    )

    entry_id: Mapped[JournalEntryId] = mapped_column(ForeignKey("journal_entries.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[LedgerAccountId] = mapped_column(index=True)
    amount: Mapped[Money] = money_columns("amount")

    account: Mapped[LedgerAccount] = relationship(lazy="raise", viewonly=True)


def rail_account(rail: str) -> str:
    """Name the purpose of a rail's clearing account."""
    return f"rail:{rail}"
