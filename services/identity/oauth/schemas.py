"""The forms and the answers of the protocol, for the contract: its RFCs say what they are, and unknown parameters are ignored."""

from collections.abc import Collection
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from services.identity.oauth.forms import FORM
from shared.errors import TooLarge, UnsupportedMediaType
from shared.schemas import View


class _ClientForm(BaseModel):
    client_id: Annotated[str, Field(description="The client, where it does not use HTTP Basic.")] = ""
    client_secret: Annotated[str, Field(description="Its secret, where it does not use HTTP Basic.")] = ""


class TokenForm(_ClientForm):
    """Ask for a token."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"grant_type": "client_credentials", "scope": "campaigns:read payouts:read"}]}
    )

    grant_type: Literal["client_credentials"]
    scope: Annotated[str, Field(description="Scopes with spaces between, some of the client's; left out, all of them.")] = ""


class OneTokenForm(_ClientForm):
    """Name a token."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"token": "glat_test_0000000000000000000000000000000000000000000000000"}]}
    )

    token: Annotated[str, Field(min_length=1, description="An access token that this client got.")]
    token_type_hint: Annotated[str, Field(description="`access_token`; it changes nothing.")] = ""


class OAuthTokenOut(View):
    """An access token: it is shown in this answer and never again."""

    access_token: Annotated[str, Field(description="Send it as `Authorization: Bearer …`.")]
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the name of a scheme
    expires_in: Annotated[int, Field(description="Seconds until it ends.", examples=[600])]
    scope: Annotated[str, Field(description="What it may do.", examples=["campaigns:read payouts:read"])]


class InactiveToken(View):
    """No token that works, or none of this client's."""

    active: Literal[False]


class ActiveToken(View):
    """A token of this client's that works."""

    active: Literal[True]
    iss: Annotated[str, Field(description="Who issued it.")]
    client_id: str
    sub: Annotated[str, Field(description="For whom it acts: the client.")]
    scope: str
    token_type: Literal["Bearer"]
    iat: Annotated[int, Field(description="When it was issued, in seconds since 1970.")]
    exp: Annotated[int, Field(description="When it ends, in seconds since 1970.")]


class Revoked(View):
    """An empty object: the token works no more, or never did."""


_ERRORS = {
    400: {
        "invalid_request": "The form cannot be read, or lacks a parameter, or shows the client in two ways.",
        "invalid_scope": "The client may not have every scope that is asked for.",
        "unsupported_grant_type": "Only `client_credentials` is granted here.",
        "invalid_grant": "The token is another client's.",
    },
    401: {"invalid_client": "The client is unknown, or its secret does not hold."},
}
_ERROR = {
    "type": "object",
    "title": "OAuthError",
    "description": "A refusal in the form of RFC 6749, section 5.2.",
    "required": ["error"],
    "properties": {
        "error": {"type": "string", "examples": ["invalid_client"]},
        "error_description": {"type": "string", "description": "For people."},
    },
}
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
"""What the door refuses with the same status."""

PROBLEMS = [TooLarge, UnsupportedMediaType]
"""What the operations of the protocol refuse as problems, like every operation."""


def spoken(form: type[BaseModel], *, refuses: Collection[str]) -> dict[str, Any]:
    """Describe an operation of the protocol: its form, and its refusals, which are no problems but the RFC's own JSON."""
    return {
        "x-client-authentication": True,
        "requestBody": {"required": True, "content": {FORM: {"schema": form.model_json_schema()}}},
        "responses": {
            str(status): {
                "description": "\n".join(f"`{error}`: {meaning}" for error, meaning in errors.items() if error in refuses),
                "content": {"application/json": {"schema": _ERROR}, **_PROBLEM},
            }
            for status, errors in _ERRORS.items()
        },
    }
