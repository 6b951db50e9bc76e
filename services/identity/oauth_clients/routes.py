"""OAuth clients over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query

from services.identity.oauth_clients.models import CLIENTS, OAuthClient, TooManyOAuthClients
from services.identity.oauth_clients.schemas import NewOAuthClient, OAuthClientOut, OAuthClientRoll, OAuthClientWithSecret
from services.identity.organizations.queries import organization_for_update
from services.identity.programs import queries, service
from services.identity.programs.models import ProgramState
from services.identity.seeing import CUSTOMERS, Person
from shared.auth import Caller, OwnOrganization
from shared.clock import real_now
from shared.errors import InvalidState, NotFound
from shared.events.identity import OAuthClientId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["OAuth clients"])


async def _own(oauth_client_id: OAuthClientId, session: Session, own: OwnOrganization) -> OAuthClient:
    found = await queries.own(session, CLIENTS, oauth_client_id, owner=own)
    if found is None:
        raise NotFound
    return found


async def _own_locked(oauth_client_id: OAuthClientId, session: Session, own: OwnOrganization) -> OAuthClient:
    await organization_for_update(session, own)
    found = await queries.own_for_update(session, CLIENTS, oauth_client_id, owner=own)
    if found is None:
        raise NotFound
    return found


OwnClient = Annotated[OAuthClient, Depends(_own)]
LockedClient = Annotated[OAuthClient, Depends(_own_locked)]
"""A client of the organization that the caller acts for, with the organization locked: its events are kept in order."""


@router.post(
    "/oauth-clients",
    scope="api_keys:write",
    organizations=CUSTOMERS,
    status_code=201,
    keeps_answer=False,
    problems=[NotFound, TooManyOAuthClients],
)
async def create_oauth_client(
    body: NewOAuthClient, session: Session, own: OwnOrganization, person: Person, caller: Caller, context: ServiceContext
) -> OAuthClientWithSecret:
    """Make a client for a server that acts for your organization. Its secret is shown in this answer only."""
    organization = await organization_for_update(session, own)
    if organization is None:
        raise NotFound
    issued = await service.create(
        session, context.settings, CLIENTS, organization=organization, maker=person, may_give=caller.scopes, **dict(body)
    )
    return OAuthClientWithSecret.of(issued)


@router.get("/oauth-clients", scope="api_keys:read", organizations=CUSTOMERS)
async def list_oauth_clients(
    session: Session, own: OwnOrganization, page: Paging, state: Annotated[list[ProgramState] | None, Query()] = None
) -> Listing[OAuthClientOut]:
    """List your organization's OAuth clients, without their secrets."""
    return await queries.programs_of(session, CLIENTS, own, states=state or [], page=page, now=real_now())


@router.get("/oauth-clients/{oauth_client_id}", scope="api_keys:read", organizations=CUSTOMERS, problems=[NotFound])
async def get_oauth_client(client: OwnClient) -> OAuthClientOut:
    """Read an OAuth client, without its secret."""
    return client


@router.post(
    "/oauth-clients/{oauth_client_id}/roll",
    scope="api_keys:write",
    organizations=CUSTOMERS,
    keeps_answer=False,
    problems=[NotFound, InvalidState],
)
async def roll_oauth_client(
    body: OAuthClientRoll, client: LockedClient, session: Session, person: Person, context: ServiceContext
) -> OAuthClientWithSecret:
    """Give a client a new secret, shown in this answer only. Those before it, and tokens got by them, work for the overlap."""
    overlap = timedelta(seconds=body.overlap_seconds)
    return OAuthClientWithSecret.of(await service.roll(session, context.settings, CLIENTS, program=client, overlap=overlap))


@router.delete("/oauth-clients/{oauth_client_id}", scope="api_keys:write", organizations=CUSTOMERS, problems=[NotFound])
async def revoke_oauth_client(client: LockedClient, session: Session, person: Person) -> OAuthClientOut:
    """Revoke a client: it and its tokens are refused everywhere at once, and it stays listed."""
    return await service.revoke(session, CLIENTS, program=client)
