"""The caller's credential over HTTP."""

from services.identity.credentials.schemas import CredentialOut
from shared.auth import ANY_CREDENTIAL, Caller
from shared.routing import Router
from shared.service import ServiceContext

router = Router(tags=["people"])


@router.get("/credential", scope=ANY_CREDENTIAL)
async def get_credential(caller: Caller, context: ServiceContext) -> CredentialOut:
    """Read what you call with: whether it works, for which organization, and with which scopes.

    It needs no scope, so a program finds out about its own key. A person finds all their organizations in `GET /v1/me`.
    """
    return CredentialOut.of(caller, environment=context.settings.environment_name)
