"""What callers receive about their credential."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field

from services.identity.organizations.roles import Role
from shared.acting import Principal
from shared.events.identity import ApiKeyId, OAuthClientId, OrganizationId, OrganizationType
from shared.schemas import OpenEnum, View
from shared.settings import Environment


class CredentialType(StrEnum):
    """What is shown as `Authorization: Bearer …`."""

    SESSION = "session"
    API_KEY = "api_key"
    OAUTH_CLIENT = "oauth_client"


PROGRAMS = {ApiKeyId.prefix: CredentialType.API_KEY, OAuthClientId.prefix: CredentialType.OAUTH_CLIENT}
"""What each program calls with, by the prefix of its id; everybody else has signed in."""


class CredentialOut(View):
    """The credential that you call with, as this call sees it."""

    object: Literal["credential"] = "credential"
    id: Annotated[
        str,
        Field(
            description="The session, the API key or the OAuth client; it is never a secret.",
            examples=["key_01k4s3m7v8e9tb2h6jq0xyzwpn"],
        ),
    ]
    type: OpenEnum[CredentialType]
    environment: OpenEnum[Environment]
    organization_id: Annotated[
        OrganizationId | None,
        Field(description="For whom this call acts. Null for a person of no organization, or of several who named none."),
    ]
    organization_type: Annotated[OpenEnum[OrganizationType] | None, Field(description="What that organization is.")]
    role: Annotated[OpenEnum[Role] | None, Field(description="What the person is in it. Null for a program.")]
    scopes: Annotated[
        list[str],
        Field(
            description="What this call may do, in alphabetical order. A key's own scopes, less what its organization lost.",
            examples=[["campaigns:read", "payouts:read"]],
        ),
    ]

    @classmethod
    def of(cls, principal: Principal, *, environment: str) -> Self:
        """Show what a caller was admitted with."""
        return cls.model_validate(
            {
                "id": principal.session_id or principal.subject,
                "type": PROGRAMS.get(principal.subject.partition("_")[0], CredentialType.SESSION),
                "environment": environment,
                "organization_id": principal.organization_id,
                "organization_type": principal.organization_type,
                "role": principal.role,
                "scopes": sorted(principal.scopes),
            }
        )
