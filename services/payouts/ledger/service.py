"""Writing the journal: the only place that does."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from sqlalchemy import insert
from sqlalchemy.dialects.postgresql import insert as insert_or_find
from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.ledger import queries
from services.payouts.ledger.arithmetic import net
from services.payouts.ledger.models import (
    FEES,
    KEPT,
    WITHHOLDING,
    EntryType,
    JournalEntry,
    JournalEntryId,
    LedgerAccount,
    LedgerAccountId,
    Posting,
    rail_account,
)
from shared.events.identity import OrganizationId
from shared.ids import Id
from shared.money import Money


class AccountName(NamedTuple):
    """An account by its owner and purpose."""

    owner_id: OrganizationId | None
    purpose: str


class Movement(NamedTuple):
    """An amount that goes from one account to another."""

    source: AccountName
    target: AccountName
    amount: Money


PLATFORM_FEES = AccountName(None, FEES)
TAX_WITHHELD = AccountName(None, WITHHOLDING)


def clearing(rail: str) -> AccountName:
    """Name the clearing account of a rail."""
    return AccountName(None, rail_account(rail))


async def post(
    session: AsyncSession, entry_type: EntryType, business_key: str, movements: Sequence[Movement], **about: Id | None
) -> None:
    """Write one entry; movements of nothing write none. The caller holds the wallet of each owner whose balance is kept.

    A second entry of the same type and business key is refused by the database: whoever posts has decided under a lock.
    """
    await session.flush()
    lines = net(movements)
    if not lines:
        return
    (currency,) = {amount.currency for amount in lines.values()}
    accounts = await _accounts(session, lines.keys(), currency=currency)
    postings = sorted((accounts[name], amount) for name, amount in lines.items())

    entry_id = JournalEntryId.new()
    await session.execute(
        insert(JournalEntry).values(id=entry_id, type=entry_type, business_key=business_key, posting_count=len(postings), **about)
    )
    await session.execute(
        insert(Posting),
        [
            {
                "entry_id": entry_id,
                "number": number,
                "account_id": account,
                "amount_value": amount.value,
                "amount_currency": currency,
            }
            for number, (account, amount) in enumerate(postings)
        ],
    )


async def _accounts(
    session: AsyncSession, names: AbstractSet[AccountName], *, currency: str
) -> Mapping[tuple[OrganizationId | None, str], LedgerAccountId]:
    found = await queries.accounts(session, names, currency=currency)
    if missing := sorted(names - found.keys(), key=str):
        rows = [
            {
                "id": LedgerAccountId.new(),
                "owner_id": name.owner_id,
                "purpose": name.purpose,
                "currency": currency,
                "balance": 0 if name.owner_id is not None and name.purpose in KEPT else None,
            }
            for name in missing
        ]
        await session.execute(insert_or_find(LedgerAccount).values(rows).on_conflict_do_nothing())
        found = await queries.accounts(session, names, currency=currency)
    return found
