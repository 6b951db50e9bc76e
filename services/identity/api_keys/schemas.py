"""What callers send and receive about API keys."""

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field

from services.identity.api_keys.models import ApiKey
from services.identity.programs.schemas import NewProgram, ProgramOut, ProgramRoll
from services.identity.programs.service import Issued
from shared.events.identity import ApiKeyId


class NewApiKey(NewProgram):
    """A key to make."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Reporting",
                    "scopes": ["campaigns:read"],
                    "networks": ["203.0.113.0/24"],
                    "expires_at": "2030-03-01T00:00:00Z",
                }
            ]
        }
    )


class ApiKeyRoll(ProgramRoll):
    """How the secrets change over."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"overlap_seconds": 86400}]})


class ApiKeyOut(ProgramOut):
    """An API key, without its secret."""

    id: ApiKeyId
    object: Literal["api_key"] = "api_key"


class ApiKeyWithSecret(ApiKeyOut):
    """An API key with its new secret: it is shown in this answer and never again."""

    secret: Annotated[str, Field(description="Send it as `Authorization: Bearer …`.")]

    @classmethod
    def of(cls, issued: Issued[ApiKey]) -> Self:
        """Show what was issued."""
        return cls(**ApiKeyOut.model_validate(issued.program).model_dump(), secret=issued.secret)
