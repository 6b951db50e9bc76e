"""What callers receive of the journal."""

from typing import Annotated, Literal, Self

from pydantic import Field

from services.payouts.ledger.models import EntryType, JournalEntry, JournalEntryId, LedgerAccountId
from services.payouts.ledger.queries import Reference
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.payouts import FundingId, HoldId, PayableId, PayoutId
from shared.money import Money
from shared.schemas import OpenEnum, Resource, View


class LedgerAccountOut(View):
    """The account of a posting."""

    id: LedgerAccountId
    purpose: Annotated[
        str,
        Field(
            description="`available`, `held`, `pending`, `in_payout`, `fees`, `withholding`, or a rail's clearing account.",
            examples=["held", "rail:sandbox"],
        ),
    ]
    owner_id: Annotated[OrganizationId | None, Field(description="Whose account it is; null for the platform's own.")]


class PostingOut(View):
    """One account's part of an entry."""

    account: LedgerAccountOut
    amount: Annotated[Money, Field(description="Positive: more is owed to the owner. The amounts of an entry sum to zero.")]


class JournalEntryOut(Resource):
    """One thing that happened to money. It never changes."""

    id: JournalEntryId
    object: Literal["journal_entry"] = "journal_entry"
    type: OpenEnum[EntryType]
    order_id: OrderId | None
    deliverable_id: DeliverableId | None
    hold_id: HoldId | None
    payable_id: PayableId | None
    payout_id: PayoutId | None
    funding_id: FundingId | None
    postings: list[PostingOut]
    metadata: Annotated[
        dict[str, str],
        Field(
            description="Your own of what the entry is about: the payout, else the funding, else the order. Empty where that is"
            " another organization's: nobody sees what the other side noted."
        ),
    ]
    external_reference: Annotated[str | None, Field(description="Your own of what the entry is about, as `metadata`.")]

    @classmethod
    def of(cls, entry: JournalEntry, own: Reference | None) -> Self:
        """Show an entry with what its reader calls what it is about."""
        own = own or Reference({}, None)
        facts = {name: getattr(entry, name) for name in cls.model_fields if name not in {"object", *own._fields}}
        return cls.model_validate({**facts, **own._asdict()}, from_attributes=True)
