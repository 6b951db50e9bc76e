"""Every SELECT about the journal."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, column, func, or_, select, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from services.payouts.ledger.models import JournalEntry, JournalEntryId, LedgerAccount, LedgerAccountId, Posting
from shared.events.identity import OrganizationId
from shared.ids import Id
from shared.money import Money
from shared.pages import Page, Slice

# Two parts, because an index finds nulls only where it is told that they are meant.
_ACCOUNTS = text(
    """
    with told as (
        select * from unnest(cast(:owners as uuid[]), cast(:purposes as text[]), cast(:currencies as text[]))
        as told (owner_id, purpose, currency)
    )
    select account.owner_id, account.purpose, account.currency, account.id
    from told join ledger_accounts account
      on account.owner_id = told.owner_id and account.purpose = told.purpose and account.currency = told.currency
    union all
    select account.owner_id, account.purpose, account.currency, account.id
    from told join ledger_accounts account
      on account.owner_id is null and account.purpose = told.purpose and account.currency = told.currency
    where told.owner_id is null
    """
).columns(LedgerAccount.owner_id, LedgerAccount.purpose, LedgerAccount.currency, LedgerAccount.id)
# An entry is about a payout, a funding or an order, the first of them that it names; what it is called is its owner's alone.
_REFERENCES = text(
    """
    select entry.id, own.metadata, own.external_reference
    from journal_entries entry cross join lateral (
        select 1 as place, metadata, external_reference from payouts
        where id = entry.payout_id and organization_id = :owner
        union all
        select 2, metadata, external_reference from fundings
        where id = entry.funding_id and organization_id = :owner
        union all
        select 3, metadata, external_reference from order_copies
        where id = entry.order_id and brand_organization_id = :owner
        order by place limit 1
    ) own
    where entry.id = any(:entries)
    """
).columns(JournalEntry.id, column("metadata", JSONB), column("external_reference", String))
_WITH_POSTINGS = selectinload(JournalEntry.postings).joinedload(Posting.account)


class Reference(NamedTuple):
    """What an organization calls the payout, the funding or the order that an entry is about."""

    metadata: dict[str, Any]
    external_reference: str | None


class AccountKey(NamedTuple):
    """What an account is unique by."""

    owner_id: OrganizationId | None
    purpose: str
    currency: str


async def accounts(session: AsyncSession, keys: Collection[AccountKey]) -> Mapping[AccountKey, LedgerAccountId]:
    """Find accounts by owner, purpose and currency."""
    told = list(keys)
    rows = await session.execute(
        _ACCOUNTS,
        {
            "owners": [key.owner_id and key.owner_id.uuid for key in told],
            "purposes": [key.purpose for key in told],
            "currencies": [key.currency for key in told],
        },
    )
    return {AccountKey(owner, purpose, currency): id for owner, purpose, currency, id in rows}


async def kept_balances(session: AsyncSession, owner: OrganizationId) -> Sequence[tuple[str, Money]]:
    """Give an owner's kept balances: (purpose, amount)."""
    rows = await session.execute(
        select(LedgerAccount.purpose, LedgerAccount.balance, LedgerAccount.currency).where(
            LedgerAccount.owner_id == owner, LedgerAccount.balance.is_not(None)
        )
    )
    return [(purpose, Money(balance, currency)) for purpose, balance, currency in rows if balance is not None]


async def sum_of(session: AsyncSession, *, owner: OrganizationId | None, purpose: str, currency: str) -> Money:
    """Sum the postings of one account."""
    total = await session.scalar(
        select(func.coalesce(func.sum(Posting.amount_value), 0))  # type: ignore[attr-defined]
        .join(LedgerAccount, LedgerAccount.id == Posting.account_id)
        .where(
            LedgerAccount.owner_id.is_not_distinct_from(owner),
            LedgerAccount.purpose == purpose,
            LedgerAccount.currency == currency,
        )
    )
    return Money(int(total or 0), currency)


async def currencies_of(session: AsyncSession, purpose: str) -> Sequence[str]:
    """List the currencies in which the platform has an account of a purpose."""
    query = select(LedgerAccount.currency).where(LedgerAccount.owner_id.is_(None), LedgerAccount.purpose == purpose)
    return list(await session.scalars(query.order_by(LedgerAccount.currency)))


async def entry(session: AsyncSession, id: JournalEntryId, *, seen_by: OrganizationId) -> JournalEntry | None:
    """Find an entry that an organization may see."""
    return await session.scalar(select(JournalEntry).where(JournalEntry.id == id, _visible(seen_by)).options(_WITH_POSTINGS))


async def entries(
    session: AsyncSession,
    *,
    seen_by: OrganizationId,
    about: Mapping[str, Collection[Id]],
    created_at_min: datetime | None,
    created_at_max: datetime | None,
    page: Page,
) -> Slice[JournalEntry]:
    """List the entries that an organization may see."""
    query = select(JournalEntry).where(_visible(seen_by)).options(_WITH_POSTINGS)
    for name, ids in about.items():
        query = query.where(getattr(JournalEntry, name).in_(ids))
    if created_at_min is not None:
        query = query.where(JournalEntry.created_at >= created_at_min)
    if created_at_max is not None:
        query = query.where(JournalEntry.created_at <= created_at_max)
    return await page.of(session, query, JournalEntry)


async def references(
    session: AsyncSession, entries: Collection[JournalEntry], *, owner: OrganizationId
) -> Mapping[JournalEntryId, Reference]:
    """Give what an organization calls what entries are about; nothing of what another one calls it.

    None of it can change once it is said, so an entry that is read again says the same.
    """
    told = {"entries": [entry.id.uuid for entry in entries], "owner": owner.uuid}
    return {id: Reference(*said) for id, *said in await session.execute(_REFERENCES, told)}


def _visible(organization_id: OrganizationId) -> ColumnElement[bool]:
    return or_(JournalEntry.brand_organization_id == organization_id, JournalEntry.creator_organization_id == organization_id)
