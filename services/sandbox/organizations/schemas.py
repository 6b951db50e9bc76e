"""What callers send and receive about the short cut."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from services.sandbox.social_accounts.schemas import SocialAccountIn
from shared.events.identity import CreatorId
from shared.money import Currency
from shared.schemas import Body, Country, View


class NewSandboxOrganization(Body):
    """An organization to make, ready to act."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"type": "creator", "country": "US", "currency": "USD", "social_account": {"follower_count": 42000}}]
        }
    )

    type: Annotated[Literal["brand", "creator"], Field(description="A verified brand, or an approved creator.")]
    country: Country = "US"
    currency: Currency = "USD"
    social_account: Annotated[
        SocialAccountIn | None,
        Field(description="A creator's account on the sandbox's platform: any values; the rest is made, and eligible."),
    ] = None


class SandboxOrganizationOut(View):
    """An organization that can act at once, and a person signed in for it. A view: it has no id."""

    object: Literal["sandbox_organization"] = "sandbox_organization"
    organization: Annotated[dict[str, Any], Field(description="As `GET /organizations/{id}` shows it.")]
    user: Annotated[dict[str, Any], Field(description="Its owner, as `GET /users/{id}` shows them.")]
    session: Annotated[dict[str, Any], Field(description="As `POST /sessions` answers, with `access_token` and `refresh_token`.")]
    creator_id: Annotated[CreatorId | None, Field(description="Who is invited and paid; null for a brand.")]
