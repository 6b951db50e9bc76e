"""The journal over HTTP, for those whose money it is."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.payouts.ledger import queries
from services.payouts.ledger.models import JournalEntry, JournalEntryId
from services.payouts.ledger.schemas import JournalEntryOut
from shared.auth import OwnOrganization
from shared.errors import NotFound
from shared.events.campaigns import OrderId
from shared.events.payouts import FundingId, HoldId, PayoutId
from shared.pages import Listing, Paging, Slice
from shared.routing import Router, Session
from shared.schemas import Instant

router = Router(tags=["ledger"])


async def _visible_entry(entry_id: JournalEntryId, session: Session, organization_id: OwnOrganization) -> JournalEntry:
    entry = await queries.entry(session, entry_id, seen_by=organization_id)
    if entry is None:
        raise NotFound
    return entry


@router.get("/ledger/entries", scope="payouts:read")
async def list_journal_entries(
    session: Session,
    organization_id: OwnOrganization,
    page: Paging,
    order_id: Annotated[list[OrderId] | None, Query()] = None,
    hold_id: Annotated[list[HoldId] | None, Query()] = None,
    payout_id: Annotated[list[PayoutId] | None, Query()] = None,
    funding_id: Annotated[list[FundingId] | None, Query()] = None,
    created_at_min: Instant | None = None,
    created_at_max: Instant | None = None,
) -> Listing[JournalEntryOut]:
    """List what happened to your money. A brand sees its fundings and its orders up to the release; payouts are the creator's."""
    given = {"order_id": order_id, "hold_id": hold_id, "payout_id": payout_id, "funding_id": funding_id}
    about = {column: ids for column, ids in given.items() if ids}
    found = await queries.entries(
        session, seen_by=organization_id, about=about, created_at_min=created_at_min, created_at_max=created_at_max, page=page
    )
    own = await queries.references(session, found.data, owner=organization_id)
    return Slice([JournalEntryOut.of(entry, own.get(entry.id)) for entry in found.data], found.has_more, found.next_cursor)


@router.get("/ledger/entries/{entry_id}", scope="payouts:read", problems=[NotFound])
async def get_journal_entry(
    entry: Annotated[JournalEntry, Depends(_visible_entry)], session: Session, organization_id: OwnOrganization
) -> JournalEntryOut:
    """Read one entry."""
    own = await queries.references(session, [entry], owner=organization_id)
    return JournalEntryOut.of(entry, own.get(entry.id))
