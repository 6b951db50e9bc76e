"""Payout accounts over HTTP, for the creator who is paid."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.payouts.accounts import queries, service
from services.payouts.accounts.models import PayoutAccount
from services.payouts.accounts.schemas import NewPayoutAccount, PayoutAccountOut
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import NotFound
from shared.events.payouts import PayoutAccountId
from shared.money import Currency
from shared.pages import Listing, Paging
from shared.routing import RequestKey, Router, Session

router = Router(tags=["payout accounts"])


async def _own_account(payout_account_id: PayoutAccountId, session: Session, organization_id: OwnOrganization) -> PayoutAccount:
    account = await queries.own_account(session, payout_account_id, owner=organization_id)
    if account is None:
        raise NotFound
    return account


OwnPayoutAccount = Annotated[PayoutAccount, Depends(_own_account)]


@router.post("/payout-accounts", scope="payout_accounts:write", organizations=["creator"], status_code=201, key_required=True)
async def create_payout_account(
    body: NewPayoutAccount, session: Session, organization_id: OwnOrganization, key: RequestKey, now: Now
) -> PayoutAccountOut:
    """Add an account to be paid to. The first one of a currency is the default."""
    details = body.sandbox.model_dump(mode="json")
    said = body.model_dump(include={"type", "currency", "holder_name"})
    return await service.add(session, organization_id=organization_id, request_key=str(key), details=details, now=now, **said)


@router.post(
    "/payout-accounts/{payout_account_id}/make-default",
    scope="payout_accounts:write",
    organizations=["creator"],
    problems=[NotFound],
)
async def make_payout_account_default(account: OwnPayoutAccount, session: Session) -> PayoutAccountOut:
    """Let payouts in the account's currency go there from now on."""
    return await service.make_default(session, account=account)


@router.get("/payout-accounts", scope="payouts:read", organizations=["creator"])
async def list_payout_accounts(
    session: Session, organization_id: OwnOrganization, page: Paging, currency: Annotated[list[Currency] | None, Query()] = None
) -> Listing[PayoutAccountOut]:
    """List where you are paid."""
    return await queries.accounts_of(session, organization_id, currencies=currency or [], page=page)


@router.get("/payout-accounts/{payout_account_id}", scope="payouts:read", organizations=["creator"], problems=[NotFound])
async def get_payout_account(account: OwnPayoutAccount) -> PayoutAccountOut:
    """Read a payout account."""
    return account
