"""The short cut over HTTP."""

# pyright: reportReturnType=false
# A route returns its row: FastAPI builds the annotated schema from it.

from services.sandbox.organizations import service
from services.sandbox.organizations.identity import IdentityRefused
from services.sandbox.organizations.schemas import NewSandboxOrganization, SandboxOrganizationOut
from shared.auth import PUBLIC
from shared.errors import UpstreamUnavailable
from shared.routing import Router
from shared.service import ServiceContext

router = Router(tags=["sandbox"])


@router.post(
    "/sandbox/organizations", scope=PUBLIC, status_code=201, keeps_answer=False, problems=[IdentityRefused, UpstreamUnavailable]
)
async def create_sandbox_organization(body: NewSandboxOrganization, context: ServiceContext) -> SandboxOrganizationOut:
    """Make a verified brand or an approved creator in one call, by the same code and events as a real one."""
    return await service.make(context, body)
