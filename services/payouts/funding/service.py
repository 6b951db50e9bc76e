"""What can happen with fundings: asked for and committed; charged; recorded and committed."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.payouts.funding import queries
from services.payouts.funding.models import Funding, FundingState
from services.payouts.funding.schemas import NewFunding
from services.payouts.holds.queries import holds_for_update
from services.payouts.holds.service import allocate
from services.payouts.ledger.models import AVAILABLE, EntryType
from services.payouts.ledger.service import AccountName, Movement, clearing, post
from services.payouts.lots.models import Lot
from services.payouts.lots.queries import holds_that_drew, lot_for_update
from services.payouts.orders.queries import order_of_brand
from services.payouts.organizations.queries import organization
from services.payouts.payables.queries import creators_with_payables_of
from services.payouts.payables.service import reconsider
from services.payouts.problems import ExternalReferenceTaken
from services.payouts.rails.rail import Charge, ChargeState, RailDisagrees, ask_again_at, check
from services.payouts.wallets.queries import wallet_for_update, wallets_for_update
from shared import faults
from shared.clock import clock
from shared.db import insert
from shared.errors import IdempotencyKeyInUse, IdempotencyKeyReused, Invalid, NotHeardOf, Problem
from shared.events.identity import OrganizationId
from shared.events.payouts import FundingFailed, FundingId, FundingSucceeded
from shared.money import LARGEST
from shared.outbox import emit
from shared.service import Context
from shared.states import due
from shared.tasks import Task, ask
from shared.timers import Timer, at

PATIENCE_SECONDS = 5
"""How long a request waits for the rail before it answers `pending`."""


class BrandNotVerified(Problem, status=409, code="brand_not_verified", late_copy=True):
    """Only a verified brand may do this."""


class CollectFunding(Task, name="collect_funding"):
    """Ask the rail for a funding's money, or what became of it."""

    funding_id: FundingId


class AskAboutFunding(Timer, name="ask_about_funding"):
    """The rail said that it will know more now."""

    funding_id: FundingId


async def start(session: AsyncSession, *, organization_id: OrganizationId, request_key: str, new: NewFunding) -> Funding:
    """Note that a brand brings money in, and ask for its collection. A request that comes again is given the row that it made.

    Raises `BrandNotVerified`, `NotHeardOf` (order or organization), `IdempotencyKeyReused`, `ExternalReferenceTaken`, `Invalid`.
    """
    said = {
        "amount": new.amount,
        "source": new.source.model_dump(mode="json"),
        "order_id": new.order_id,
        "caller_metadata": new.metadata,
        "external_reference": new.external_reference,
    }
    known = await queries.funding_of_request(session, organization_id, request_key)
    if known is not None:
        if any(getattr(known, name) != value for name, value in said.items()):
            raise IdempotencyKeyReused
        return known

    await _check(session, organization_id, new)
    await wallet_for_update(session, organization_id)
    if await queries.brought_in(session, organization_id, new.amount.currency) + new.amount.value > LARGEST:
        raise Invalid.at("/amount/value", "amount_too_large", "all that you bring in must stay below 2^53", maximum=LARGEST)
    funding = Funding(organization_id=organization_id, request_key=request_key, **said)
    taken = {
        "one_funding_a_key": IdempotencyKeyInUse(headers={"Retry-After": "1"}),
        "fundings_by_reference": ExternalReferenceTaken(),
    }
    await insert(session, funding, or_raise=taken)
    await ask(session, CollectFunding(funding_id=funding.id))
    return funding


async def _check(session: AsyncSession, organization_id: OrganizationId, new: NewFunding) -> None:
    """See that the caller is a verified brand, and that the order is its own."""
    brand = await organization(session, organization_id)
    if brand is None:
        raise NotHeardOf(organization_id, ordinary=BrandNotVerified())
    if not brand.is_verified:
        raise BrandNotVerified
    if new.order_id is not None and await order_of_brand(session, new.order_id, brand=organization_id) is None:
        raise NotHeardOf(new.order_id)


async def collect(context: Context[Any], funding_id: FundingId) -> None:
    """Ask the rail for a funding's money, or what became of it, and record the answer. Raises `RailAway`, `RailDisagrees`."""
    async with context.step() as session:
        funding = await queries.funding(session, funding_id)
    if funding is None or funding.state is FundingState.FAILED or funding.settled_at is not None:
        return

    # Where the rail has never heard of the key, nothing has happened yet: the same call again is the only way to know.
    # Never once it has answered: a rail that forgot would charge twice.
    rail = context.ports.rail
    charge = await rail.charge_of(funding.id)
    if charge is None and funding.state is not FundingState.PENDING:
        raise RailDisagrees(f"{funding.id} is {funding.state} here, and unknown at the rail")
    if charge is None:
        charge = await rail.charge(key=funding.id, amount=funding.amount, source=funding.source)
    check(charge, key=funding.id, amount=funding.amount)
    await faults.point("funding.charged")

    async with context.step() as session:
        await record(session, funding_id=funding_id, charge=charge, rail=rail.name, now=clock.now())


async def record(session: AsyncSession, *, funding_id: FundingId, charge: Charge, rail: str, now: datetime) -> None:
    """Take what the rail says of a funding. Said twice, or in two processes at once, it counts once."""
    funding = await queries.funding(session, funding_id)
    if funding is None:
        return
    await wallet_for_update(session, funding.organization_id)
    funding = await queries.funding_for_update(session, funding_id)

    if funding.state is FundingState.PENDING and charge.state is ChargeState.SUCCEEDED:
        await _succeed(session, funding, rail=rail, is_settled=charge.settled, now=now)
    elif funding.state is FundingState.PENDING and charge.state is ChargeState.FAILED:
        funding.move("fail")
        funding.failure_code, funding.ask_at = charge.failure_code or "declined", None
        await emit(session, FundingFailed.of(funding))
    elif funding.state is FundingState.SUCCEEDED and funding.settled_at is None and charge.settled:
        await _settle(session, funding, now=now)
    if funding.state is not FundingState.FAILED and funding.settled_at is None:
        await _ask_again(session, funding, charge, now=now)
    await session.flush()


async def _succeed(session: AsyncSession, funding: Funding, *, rail: str, is_settled: bool, now: datetime) -> None:
    owner = funding.organization_id
    funding.move("succeed")
    funding.settled_at = now if is_settled else None
    session.add(
        Lot(
            funding_id=funding.id,
            organization_id=owner,
            order_id=funding.order_id,
            amount=funding.amount,
            unused_value=funding.amount.value,
            settled_at=funding.settled_at,
        )
    )
    await post(
        session,
        EntryType.FUNDING,
        funding.id,
        [Movement(clearing(rail), AccountName(owner, AVAILABLE), funding.amount)],
        brand_organization_id=owner,
        funding_id=funding.id,
        order_id=funding.order_id,
    )
    await emit(session, FundingSucceeded.of(funding))
    await allocate(session, brand=owner, currency=funding.amount.currency, now=now)


async def _settle(session: AsyncSession, funding: Funding, *, now: datetime) -> None:
    """The money cannot be taken back any more: payables that waited for it go on."""
    lot = await lot_for_update(session, funding.id)
    funding.settled_at, lot.settled_at, funding.ask_at = now, now, None
    await session.flush()

    holds = await holds_for_update(session, await holds_that_drew(session, funding.id))
    creators = await creators_with_payables_of(session, [hold.id for hold in holds])
    wallets = await wallets_for_update(session, creators) if creators else {}
    for wallet in wallets.values():
        await reconsider(session, wallet=wallet, now=now)


async def _ask_again(session: AsyncSession, funding: Funding, charge: Charge, *, now: datetime) -> None:
    if funding.ask_at is None or funding.ask_at <= now:
        funding.ask_at = ask_at = ask_again_at(charge.settles_at, now=now)
        await at(session, ask_at, AskAboutFunding(funding_id=funding.id))


async def ask_when_due(session: AsyncSession, *, funding_id: FundingId, due_at: datetime) -> None:
    """Ask the rail again, after this transaction."""
    funding = await queries.funding(session, funding_id)
    if funding is not None and due(funding.ask_at, due_at):
        await ask(session, CollectFunding(funding_id=funding_id))
