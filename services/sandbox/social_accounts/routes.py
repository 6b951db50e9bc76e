"""Social accounts over HTTP: made by anybody, read by the platform's adapter."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends

from services.sandbox.faults.models import FaultTarget
from services.sandbox.faults.service import may_strike
from services.sandbox.social_accounts import queries, service
from services.sandbox.social_accounts.models import SocialAccount
from services.sandbox.social_accounts.schemas import SandboxAccountOut, SocialAccountIn
from services.sandbox.social_accounts.service import HANDLE, HandleRefused
from shared.auth import PUBLIC
from shared.clock import Now
from shared.errors import NotFound
from shared.pages import Listing, Paging
from shared.platforms import PlatformAccount
from shared.routing import Router, Session
from shared.schemas import Shown
from shared.service import ServiceContext, internal_only

router = Router(tags=["sandbox"])
outside = APIRouter(include_in_schema=False, dependencies=[Depends(internal_only)])


async def _account(handle: str, session: Session) -> SocialAccount:
    account = await queries.account(session, handle)
    if account is None:
        raise NotFound
    return account


SandboxAccount = Annotated[SocialAccount, Depends(_account)]
"""The account that the address names."""


@router.get("/sandbox/social-accounts", scope=PUBLIC)
async def list_sandbox_accounts(session: Session, page: Paging) -> Listing[SandboxAccountOut]:
    """List the accounts on the sandbox's social platform."""
    found = await queries.accounts(session, page=page)
    return replace(found, data=[SandboxAccountOut.of(account) for account in found.data])


NewHandle = Annotated[str, Shown(pattern=f"^{HANDLE}$")]


@router.put("/sandbox/social-accounts/{handle}", scope=PUBLIC, problems=[HandleRefused])
async def put_sandbox_account(handle: NewHandle, body: SocialAccountIn, session: Session, now: Now) -> SandboxAccountOut:
    """Make an account on the sandbox's social platform, or give it more values.

    What is missing is made from the handle: always the same, and eligible, unless the handle begins with `ineligible_`.
    """
    return SandboxAccountOut.of(await service.put_account(session, handle=handle, values=body, now=now))


@router.get("/sandbox/social-accounts/{handle}", scope=PUBLIC, problems=[NotFound])
async def get_sandbox_account(account: SandboxAccount) -> SandboxAccountOut:
    """Read an account on the sandbox's social platform."""
    return SandboxAccountOut.of(account)


@outside.get("/outside/social-accounts/{handle}")
async def read_account(handle: str, context: ServiceContext) -> PlatformAccount:
    """Tell the adapter of an account."""
    async with may_strike(context, FaultTarget.PLATFORM, has_effect=False), context.step() as session:
        account = await queries.account(session, handle)
        if account is None:
            raise NotFound
        return account.profile
