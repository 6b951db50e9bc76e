"""What can happen with access tokens."""

from typing import Any

from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from services.identity.oauth.forms import Asked
from services.identity.oauth.protocol import GRANT, METHODS, Answer, Protocol
from services.identity.scopes import OF_KEYS
from shared.events.identity import OAuthTokenRevoked
from shared.outbox import emit
from shared.settings import Settings


async def answer(session: AsyncSession, settings: Settings, endpoint: str, asked: Asked) -> Answer:
    """Answer a request of the protocol: a refusal is an answer too, and has changed nothing."""

    def by_library(on: Session) -> Answer:
        return Protocol(on, settings).answer(endpoint, asked)

    given = await session.run_sync(by_library)
    if given.revoked is not None:
        client = given.revoked.client
        await emit(
            session,
            OAuthTokenRevoked(
                organization_id=client.organization_id, oauth_client_id=client.id, oauth_token_id=given.revoked.token.id
            ),
        )
    return given


def metadata(settings: Settings) -> dict[str, Any]:
    """Describe the protocol as RFC 8414 does. No grant here has an authorization endpoint, so there is no response type."""
    operations = f"{settings.public_address}/v1/oauth"
    return AuthorizationServerMetadata(
        issuer=settings.public_address,
        token_endpoint=f"{operations}/token",
        token_endpoint_auth_methods_supported=METHODS,
        introspection_endpoint=f"{operations}/introspect",
        introspection_endpoint_auth_methods_supported=METHODS,
        revocation_endpoint=f"{operations}/revoke",
        revocation_endpoint_auth_methods_supported=METHODS,
        grant_types_supported=[GRANT],
        response_types_supported=[],
        scopes_supported=sorted(OF_KEYS),
        service_documentation=f"{settings.public_address}/docs",
    )
