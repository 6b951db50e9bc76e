"""What callers send and receive about invitations to join an organization."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from services.identity.member_invitations.models import MemberInvitationState
from services.identity.members.schemas import MemberRole
from services.identity.organizations.roles import Role
from services.identity.users.schemas import Email
from shared.events.identity import MemberInvitationId, OrganizationId, UserId
from shared.schemas import Body, OpenEnum, Resource, Timestamp


class NewMemberInvitation(Body):
    """Whom to invite."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "cleo@lumen.example", "role": "manager"}]})

    email: Annotated[Email, Field(description="Who accepts must have confirmed this address.")]
    role: MemberRole


class MemberInvitationAcceptance(Body):
    """The proof that the invitation was received."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"token": "Jq0xyzwpn01k4s3m7v8e9tb2h6"}]})

    token: Annotated[str, Field(min_length=1, max_length=200, description="From the link in the e-mail.")]


class MemberInvitationOut(Resource):
    """An invitation to join an organization."""

    id: MemberInvitationId
    object: Literal["member_invitation"] = "member_invitation"
    version: int
    organization_id: OrganizationId
    email: str
    role: OpenEnum[Role]
    state: OpenEnum[MemberInvitationState]
    invited_by: UserId
    accepted_by: UserId | None
    expires_at: Timestamp
    actions: Annotated[list[str], Field(description="What you may do now.")]
    is_final: bool
