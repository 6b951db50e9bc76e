"""What can happen with approvals: asked, decided, and ended in one of three ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.lists.approvals import queries
from services.discovery.lists.approvals.models import Decision, ListApproval, ListApprovalState, ListDecision
from services.discovery.lists.approvals.queries import ItemAndDecision
from services.discovery.lists.approvals.schemas import ClientDecision, NewListApproval
from services.discovery.lists.items.models import ListedCreatorState
from services.discovery.lists.items.queries import item_of_creator_for_update
from services.discovery.lists.models import CreatorList
from services.discovery.lists.policy import LISTS
from services.discovery.profiles.models import Creator
from shared import timers
from shared.db import touch
from shared.errors import InvalidState, NotFound, Problem
from shared.events.discovery import (
    ListApprovalClosed,
    ListApprovalCommented,
    ListApprovalDecided,
    ListApprovalExpired,
    ListApprovalId,
    ListApprovalOpened,
    ListApprovalRevoked,
    ListId,
)
from shared.money import CURRENCIES
from shared.outbox import emit
from shared.pages import Page, Slice
from shared.secrets import digest, new_secret
from shared.states import due
from shared.timers import Timer


class ExpireListApproval(Timer, name="list_approval.expire"):
    """The end of a client's time."""

    list_approval_id: ListApprovalId


class TooManyApprovals(Problem, status=409, code="too_many_approvals"):
    """So many clients are asked about this list already: close or revoke one; `maximum` says how many there may be."""


class ListApprovalEnded(Problem, status=410, code="list_approval_ended"):
    """The time to look at this list is over: ask whoever sent you the address for a new one."""


class CreatorUnavailable(Problem, status=409, code="creator_unavailable"):
    """This creator cannot be had any more, so there is nothing to decide."""


# --- the organization's side ----------------------------------------------------------------------------------------------


async def ask_client(
    session: AsyncSession, *, own: CreatorList, wanted: NewListApproval, now: datetime
) -> tuple[ListApproval, str]:
    """Ask a client about a list, which is locked; give the token too, which is kept nowhere. Raises `TooManyApprovals`."""
    if await queries.count_open(session, own.id) >= LISTS.most_open_approvals:
        raise TooManyApprovals(maximum=LISTS.most_open_approvals)

    token = new_secret("gll")
    approval = ListApproval(
        list_id=own.id,
        organization_id=own.organization_id,
        token_hash=digest(token),
        client_name=wanted.client_name,
        message=wanted.message,
        shows_notes=wanted.shows_notes,
        shows_rates=wanted.shows_rates,
        expires_at=now + timedelta(days=wanted.expires_in_days),
    )
    session.add(approval)
    await emit(session, ListApprovalOpened.of(approval))
    await timers.at(session, approval.expires_at, ExpireListApproval(list_approval_id=approval.id))
    return approval, token


async def close(session: AsyncSession, *, approval: ListApproval) -> ListApproval:
    """Take no more decisions; the client may look until their time is over."""
    approval.move("close")
    await emit(session, ListApprovalClosed.of(approval))
    return approval


async def revoke(session: AsyncSession, *, approval: ListApproval) -> ListApproval:
    """Take the address back: the client finds nothing there any more. What they have said stands."""
    approval.move("revoke")
    await emit(session, ListApprovalRevoked.of(approval))
    return approval


async def revoke_all_of(session: AsyncSession, list_id: ListId) -> None:
    """Take back every address of a list."""
    for approval in await queries.standing_approvals_for_update(session, list_id):
        await revoke(session, approval=approval)


async def expire_on_time(session: AsyncSession, id: ListApprovalId, due_at: datetime) -> None:
    """End an approval whose time is over."""
    approval = await queries.approval_for_update(session, id)
    if approval is not None and due(approval.expires_at, due_at) and approval.can("expire"):
        approval.move("expire", policy_version=LISTS.version)
        await emit(session, ListApprovalExpired.of(approval))


# --- the client's side ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClientApproval:
    """What a client is asked."""

    list_name: str
    client_name: str
    message: str
    state: ListApprovalState
    expires_at: datetime
    item_count: int
    approved_count: int
    declined_count: int


@dataclass(frozen=True)
class ClientItem:
    """An entry of a list as a client sees it."""

    creator: Creator | None
    creator_state: ListedCreatorState
    creator_id: str
    note: str | None
    rates: Sequence[Any] | None
    decision: ListDecision | None

    @classmethod
    def of(cls, approval: ListApproval, row: ItemAndDecision) -> "ClientItem":
        """Show what the organization chose to share, and nothing else of its own."""
        creator = row.item.creator
        return cls(
            creator=creator,
            creator_state=row.item.creator_state,
            creator_id=row.item.creator_id,
            note=row.item.note if approval.shows_notes else None,
            rates=[_with_decimals(rate) for rate in creator.rates] if creator is not None and approval.shows_rates else None,
            decision=row.decision,
        )


def _with_decimals(rate: Mapping[str, Any]) -> dict[str, Any]:
    return {**rate, "price_decimals": CURRENCIES[rate["price"]["currency"]]}


def _require_standing(approval: ListApproval | None, *, now: datetime) -> ListApproval:
    """Give what a token opens. An unknown token and one that was taken back look the same, and took the same look-up."""
    if approval is None or approval.state is ListApprovalState.REVOKED:
        raise NotFound
    if approval.expires_at <= now:
        raise ListApprovalEnded
    return approval


async def opened_by(session: AsyncSession, token: str, *, now: datetime) -> ListApproval:
    """Find what a token opens. Raises `NotFound`, `ListApprovalEnded`."""
    return _require_standing(await queries.approval_of_token(session, digest(token)), now=now)


async def shown_to_client(session: AsyncSession, *, approval: ListApproval) -> ClientApproval:
    """Tell a client what they are asked, and how far they are."""
    own = await queries.list_of(session, approval)
    counts = await queries.counts_of(session, approval)
    return ClientApproval(
        list_name=own.name,
        client_name=approval.client_name,
        message=approval.message,
        state=approval.state,
        expires_at=approval.expires_at,
        item_count=own.item_count,
        approved_count=counts.get(Decision.APPROVE, 0),
        declined_count=counts.get(Decision.DECLINE, 0),
    )


async def items_shown_to_client(session: AsyncSession, *, approval: ListApproval, page: Page) -> Slice[ClientItem]:
    """List whom a client is asked about."""
    found = await queries.items_with_decisions(session, approval, page=page)
    return Slice([ClientItem.of(approval, row) for row in found.data], found.has_more, found.next_cursor)


async def decide(session: AsyncSession, *, token: str, said: ClientDecision, now: datetime) -> ClientItem:
    """Take a client's word: a later decision replaces an earlier one, a later comment an earlier one.

    Raises `NotFound`, `ListApprovalEnded`, `InvalidState`, `CreatorUnavailable`.
    """
    approval = _require_standing(await queries.approval_of_token_for_update(session, digest(token)), now=now)
    if approval.state is not ListApprovalState.OPEN:
        raise InvalidState(f"no decision is taken while the state is {approval.state}", state=approval.state, actions=[])
    item = await item_of_creator_for_update(session, approval.list_id, said.creator_id)
    if item is None:
        raise NotFound
    if item.creator is None:
        raise CreatorUnavailable

    decision = await queries.decision_about(session, approval.id, said.creator_id)
    if decision is None:
        decision = ListDecision(
            approval=approval, list_approval_id=approval.id, creator_id=said.creator_id, decision=None, comment=""
        )
        session.add(decision)
    before = (decision.decision, decision.comment)
    decision.decision = said.decision or decision.decision
    decision.comment = decision.comment if said.leaves_comment else said.comment
    await session.flush()

    if (decision.decision, decision.comment) != before:
        if said.decision is not None or item.decision is None or item.decision.decision is None:
            item.decision_id = decision.id  # nobody's comment stands before another client's decision
        if item.decision_id == decision.id:
            touch(item)  # whoever syncs the entries is told
        fact = ListApprovalCommented if said.decision is None else ListApprovalDecided
        await emit(session, fact.of(approval, creator_id=said.creator_id, decision=decision.decision))
    return ClientItem.of(approval, ItemAndDecision(item, decision))
