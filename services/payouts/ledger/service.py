"""Writing the journal: the only place that does."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple, cast

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert
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
from services.payouts.ledger.queries import AccountKey
from services.payouts.tables import Put, write
from shared.clock import clock
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


_ENTRIES, _POSTINGS = cast("Table", JournalEntry.__table__), cast("Table", Posting.__table__)
_ABOUT_NOTHING = {name: None for name, column in _ENTRIES.columns.items() if column.nullable}


def clearing(rail: str) -> AccountName:
    """Name the clearing account of a rail."""
    return AccountName(None, rail_account(rail))


class Entry(NamedTuple):
    """What happened to money, before it is written. `about` names the columns of what it is about, and who may see it."""

    type: EntryType
    business_key: str
    movements: Sequence[Movement]
    about: Mapping[str, Id | None]


async def post(
    session: AsyncSession, entry_type: EntryType, business_key: str, movements: Sequence[Movement], **about: Id | None
) -> None:
    """Write one entry; movements of nothing write none. The caller holds the wallet of each owner whose balance is kept.

    A second entry of the same type and business key is refused by the database: whoever posts has decided under a lock.
    """
    await post_all(session, [Entry(entry_type, business_key, movements, about)])


async def post_all(session: AsyncSession, entries: Sequence[Entry]) -> None:
    """Write entries, in this order, as `post` writes one."""
    await session.flush()
    await write(session, *await journal(session, entries))


async def journal(session: AsyncSession, entries: Sequence[Entry]) -> Sequence[Put]:
    """Give the rows of entries, for who writes them together with what they stand for."""
    moved = [(entry, lines) for entry in entries if (lines := net(entry.movements))]
    if not moved:
        return []
    accounts = await _accounts(
        session, {AccountKey(*name, amount.currency) for _, lines in moved for name, amount in lines.items()}
    )

    now = clock.now()
    written: list[dict[str, Any]] = []
    postings: list[dict[str, Any]] = []
    for entry, lines in moved:
        (currency,) = {amount.currency for amount in lines.values()}
        id = JournalEntryId.new()
        facts = {"type": entry.type, "business_key": entry.business_key, "posting_count": len(lines)}
        written.append({**_ABOUT_NOTHING, **entry.about, **facts, "id": id, "created_at": now, "updated_at": now})
        parts = sorted((accounts[AccountKey(*name, currency)], amount.value) for name, amount in lines.items())
        postings += [
            {"entry_id": id, "number": number, "account_id": account, "amount_value": value, "amount_currency": currency}
            for number, (account, value) in enumerate(parts)
        ]
    return [Put(_ENTRIES, written), Put(_POSTINGS, postings)]


async def _accounts(session: AsyncSession, keys: AbstractSet[AccountKey]) -> Mapping[AccountKey, LedgerAccountId]:
    with session.no_autoflush:  # who writes entries together with changed rows has not written those yet
        found = await queries.accounts(session, keys)
        if missing := sorted(keys - found.keys(), key=str):
            rows = [
                {
                    "id": LedgerAccountId.new(),
                    "owner_id": key.owner_id,
                    "purpose": key.purpose,
                    "currency": key.currency,
                    "balance": 0 if key.owner_id is not None and key.purpose in KEPT else None,
                }
                for key in missing
            ]
            await session.execute(insert(LedgerAccount).values(rows).on_conflict_do_nothing())
            found = await queries.accounts(session, keys)
    return found
