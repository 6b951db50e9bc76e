"""What callers send and receive about members."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field

from services.identity.members.queries import Member
from services.identity.organizations.roles import Role
from services.identity.patches import Patch
from shared.events.identity import OrganizationId, UserId
from shared.schemas import OpenEnum, Resource

MemberRole = Annotated[
    Literal[Role.OWNER, Role.ADMIN, Role.MANAGER, Role.REVIEWER, Role.FINANCE, Role.VIEWER],
    Field(description="What they may do: each role holds the scopes that GET /v1/me shows.", examples=["manager"]),
]


class MemberPatch(Patch):
    """What changes about a member."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "manager"}]})

    role: MemberRole


class MemberOut(Resource):
    """A person who acts for an organization."""

    id: Annotated[UserId, Field(description="The person's own.")]
    object: Literal["member"] = "member"
    version: int
    organization_id: OrganizationId
    name: str
    email: str
    role: OpenEnum[Role]

    @classmethod
    def of(cls, member: Member) -> Self:
        """Show a member."""
        membership, user = member
        return cls(
            id=user.id,
            version=membership.version,
            organization_id=membership.organization_id,
            name=user.name,
            email=user.email,
            role=membership.role,  # type: ignore[arg-type]
            created_at=membership.created_at,
            updated_at=membership.updated_at,
        )
