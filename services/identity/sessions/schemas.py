"""What callers send and receive about sessions."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, SecretStr

from shared.events.identity import SessionId, UserId
from shared.schemas import Body, Resource


class NewSession(Body):
    """Who signs in."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"email": "ana@example.com", "password": "a long sentence 7"}]})

    email: Annotated[str, Field(max_length=254, examples=["ana@example.com"])]
    password: Annotated[SecretStr, Field(max_length=200, examples=["a long sentence 7"])]
    otp: Annotated[str | None, Field(max_length=10, description="The code of a second factor, where one is set up.")] = None


class Refresh(Body):
    """The token to exchange."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"refresh_token": "gl_refresh_01k4s3m7v8e9tb2h6jq0xyzwpn"}]})

    refresh_token: Annotated[SecretStr, Field(max_length=200)]


class SessionOut(Resource):
    """A person signed in on one device, without its secrets."""

    id: SessionId
    object: Literal["session"] = "session"
    version: int
    user_id: UserId


class SessionWithTokens(SessionOut):
    """A session with its tokens: they are shown in this answer and never again."""

    access_token: Annotated[str, Field(description="Send it as `Authorization: Bearer …`.")]
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of a scheme
    expires_in: Annotated[int, Field(description="Seconds until the access token ends.", examples=[600])]
    refresh_token: Annotated[str, Field(description="Exchange it for a new pair; each works once.")]
