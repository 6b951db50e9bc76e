"""Social accounts over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from typing import Annotated

from fastapi import Depends, Query

from services.identity.seeing import Seen
from services.identity.social_accounts import queries, service
from services.identity.social_accounts.models import SocialAccount, SocialAccountId, SocialAccountState
from services.identity.social_accounts.schemas import NewSocialAccount, SocialAccountOut
from services.identity.social_accounts.service import AccountInUse, AccountTaken
from shared.auth import OwnOrganization
from shared.clock import Now
from shared.errors import InvalidState, NotFound, UpstreamUnavailable
from shared.pages import Listing, Paging
from shared.routing import Router, Session, finish_step
from shared.service import ServiceContext

router = Router(tags=["creators"])


async def _own(social_account_id: SocialAccountId, session: Session, own: OwnOrganization) -> SocialAccount:
    found = await queries.account_for_update(session, social_account_id, owner=own)
    if found is None:
        raise NotFound
    return found


OwnAccount = Annotated[SocialAccount, Depends(_own)]
"""An account of the organization that the caller acts for, locked."""


@router.post(
    "/social-accounts",
    scope="creators:write",
    organizations=["creator"],
    status_code=201,
    problems=[AccountTaken, UpstreamUnavailable],
)
async def connect_social_account(
    body: NewSocialAccount, own: OwnOrganization, session: Session, context: ServiceContext, now: Now
) -> SocialAccountOut:
    """Connect an account of a social platform. Connecting your own again renews its statistics."""
    await finish_step(session)
    account = await service.fetch(context.ports.platforms, platform=body.platform, handle=body.handle)
    return await service.connect(session, owner=own, account=account, now=now)


@router.get("/social-accounts", scope="creators:read")
async def list_social_accounts(
    session: Session, seen: Seen, page: Paging, state: Annotated[list[SocialAccountState] | None, Query()] = None
) -> Listing[SocialAccountOut]:
    """List social accounts: your own; for staff who review, all."""
    return await queries.accounts_of(session, seen.owner, states=state, page=page)


@router.get("/social-accounts/{social_account_id}", scope="creators:read", problems=[NotFound])
async def get_social_account(social_account_id: SocialAccountId, session: Session, seen: Seen) -> SocialAccountOut:
    """Read a social account."""
    account = await queries.account(session, social_account_id)
    if account is None or not seen.includes(account):
        raise NotFound
    return account


@router.post(
    "/social-accounts/{social_account_id}/disconnect",
    scope="creators:write",
    problems=[NotFound, AccountInUse, InvalidState],
)
async def disconnect_social_account(account: OwnAccount, session: Session) -> SocialAccountOut:
    """Give an account up. Another organization may then connect it."""
    return await service.disconnect(session, account=account)
