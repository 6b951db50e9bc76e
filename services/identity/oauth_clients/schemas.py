"""What callers send and receive about OAuth clients."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field

from services.identity.oauth_clients.models import OAuthClient
from services.identity.programs.schemas import NewProgram, ProgramOut, ProgramRoll
from services.identity.programs.service import Issued
from shared.events.identity import OAuthClientId


class NewOAuthClient(NewProgram):
    """An OAuth client to make."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "Nightly import", "scopes": ["campaigns:read", "payouts:read"]}]}
    )


class OAuthClientRoll(ProgramRoll):
    """How a client's secrets change over. Tokens got by an earlier secret end with its overlap."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"overlap_seconds": 86400}]})


class OAuthClientOut(ProgramOut):
    """An OAuth client, without its secret. Its `id` is the `client_id` of the protocol."""

    id: OAuthClientId
    object: Literal["oauth_client"] = "oauth_client"


class OAuthClientWithSecret(OAuthClientOut):
    """An OAuth client with its new secret: it is shown in this answer and never again."""

    client_secret: Annotated[str, Field(description="Exchange it for tokens at `POST /v1/oauth/token`.")]

    @classmethod
    def of(cls, issued: Issued[OAuthClient]) -> Self:
        """Show what was issued."""
        return cls(**OAuthClientOut.model_validate(issued.program).model_dump(), client_secret=issued.secret)
