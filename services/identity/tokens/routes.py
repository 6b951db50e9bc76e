"""Inner tokens for the gateway, and the public keys for everybody. Not part of the public API."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from datetime import datetime

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, IPvAnyAddress

from services.identity.tokens import service
from shared.events.identity import OrganizationId
from shared.service import ServiceContext, internal_only

internal_routes = APIRouter(include_in_schema=False)


class Exchange(BaseModel):
    """A credential from outside and the organization it wants to act for."""

    credential: str
    organization_id: OrganizationId | None = None
    address: IPvAnyAddress | None = None
    """Where the caller is, as the gateway sees it."""


class InnerTokenOut(BaseModel):
    """The inner token, and what the gateway must know of it."""

    model_config = ConfigDict(from_attributes=True)

    token: str
    expires_at: datetime
    credential_id: str
    rests_on: list[str]
    organization_id: OrganizationId | None
    networks: list[str]


@internal_routes.get("/.well-known/jwks.json")
async def get_signing_keys(context: ServiceContext) -> dict[str, object]:
    """Publish the public keys."""
    async with context.step() as session:
        return await service.published_keys(session)


@internal_routes.post("/internal/inner-tokens", dependencies=[Depends(internal_only)])
async def exchange_credential(body: Exchange, context: ServiceContext) -> InnerTokenOut:
    """Swap a credential for an inner token."""
    async with context.step() as session:
        token = await service.exchange(
            session,
            context.settings,
            credential=body.credential,
            organization_id=body.organization_id,
            address=body.address,
        )
        return InnerTokenOut.model_validate(token)


@internal_routes.post("/internal/system-token", dependencies=[Depends(internal_only)])
async def issue_system_token(context: ServiceContext) -> InnerTokenOut:
    """Make the sandbox's own token."""
    async with context.step() as session:
        return InnerTokenOut.model_validate(await service.system_token(session, context.settings))
