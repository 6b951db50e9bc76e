"""API keys over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query

from services.identity.api_keys.models import KEYS, ApiKey, TooManyKeys
from services.identity.api_keys.schemas import ApiKeyOut, ApiKeyRoll, ApiKeyWithSecret, NewApiKey
from services.identity.organizations.queries import organization_for_update
from services.identity.programs import queries, service
from services.identity.programs.models import ProgramState
from services.identity.seeing import CUSTOMERS, Person
from shared.auth import Caller, OwnOrganization
from shared.clock import real_now
from shared.errors import InvalidState, NotFound
from shared.events.identity import ApiKeyId
from shared.pages import Listing, Paging
from shared.routing import Router, Session
from shared.service import ServiceContext

router = Router(tags=["API keys"])


async def _own(api_key_id: ApiKeyId, session: Session, own: OwnOrganization) -> ApiKey:
    found = await queries.own(session, KEYS, api_key_id, owner=own)
    if found is None:
        raise NotFound
    return found


async def _own_locked(api_key_id: ApiKeyId, session: Session, own: OwnOrganization) -> ApiKey:
    await organization_for_update(session, own)
    found = await queries.own_for_update(session, KEYS, api_key_id, owner=own)
    if found is None:
        raise NotFound
    return found


OwnKey = Annotated[ApiKey, Depends(_own)]
LockedKey = Annotated[ApiKey, Depends(_own_locked)]
"""A key of the organization that the caller acts for, with the organization locked: its events are kept in order."""


@router.post(
    "/api-keys",
    scope="api_keys:write",
    organizations=CUSTOMERS,
    status_code=201,
    keeps_answer=False,
    problems=[NotFound, TooManyKeys],
)
async def create_api_key(
    body: NewApiKey, session: Session, own: OwnOrganization, person: Person, caller: Caller, context: ServiceContext
) -> ApiKeyWithSecret:
    """Make a key for a program that acts for your organization. Its secret is shown in this answer only."""
    organization = await organization_for_update(session, own)
    if organization is None:
        raise NotFound
    issued = await service.create(
        session, context.settings, KEYS, organization=organization, maker=person, may_give=caller.scopes, **dict(body)
    )
    return ApiKeyWithSecret.of(issued)


@router.get("/api-keys", scope="api_keys:read", organizations=CUSTOMERS)
async def list_api_keys(
    session: Session, own: OwnOrganization, page: Paging, state: Annotated[list[ProgramState] | None, Query()] = None
) -> Listing[ApiKeyOut]:
    """List your organization's keys, without their secrets."""
    return await queries.programs_of(session, KEYS, own, states=state or [], page=page, now=real_now())


@router.get("/api-keys/{api_key_id}", scope="api_keys:read", organizations=CUSTOMERS, problems=[NotFound])
async def get_api_key(key: OwnKey) -> ApiKeyOut:
    """Read a key, without its secret."""
    return key


@router.post(
    "/api-keys/{api_key_id}/roll",
    scope="api_keys:write",
    organizations=CUSTOMERS,
    keeps_answer=False,
    problems=[NotFound, InvalidState],
)
async def roll_api_key(
    body: ApiKeyRoll, key: LockedKey, session: Session, person: Person, context: ServiceContext
) -> ApiKeyWithSecret:
    """Give a key a new secret, shown in this answer only. Secrets before it work for the overlap; a repeat makes another one."""
    issued = await service.roll(session, context.settings, KEYS, program=key, overlap=timedelta(seconds=body.overlap_seconds))
    return ApiKeyWithSecret.of(issued)


@router.delete("/api-keys/{api_key_id}", scope="api_keys:write", organizations=CUSTOMERS, problems=[NotFound])
async def revoke_api_key(key: LockedKey, session: Session, person: Person) -> ApiKeyOut:
    """Revoke a key: it is refused everywhere at once, and stays listed."""
    return await service.revoke(session, KEYS, program=key)
