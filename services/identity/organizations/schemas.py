"""What callers send and receive about organizations."""

import re
from collections.abc import Sequence
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from services.identity.organizations.models import Membership, Organization
from services.identity.organizations.roles import scopes_of
from services.identity.patches import Patch
from services.identity.users.models import User
from services.identity.users.schemas import UserOut
from services.identity.verifications.schemas import VerificationSummary
from shared.events.identity import OrganizationId, OrganizationType
from shared.ids import Id
from shared.money import Currency
from shared.schemas import WEB_ADDRESS, Body, Country, Line, OpenEnum, Resource, Shown, Text, Timestamp, View


def _web_address(value: str) -> str:
    try:
        parts = urlsplit(value)
        is_address = re.fullmatch(WEB_ADDRESS, value) and parts.hostname is not None
    except ValueError:
        is_address = False
    if not is_address:
        raise PydanticCustomError("web_address", "not an address that begins with https:// or http://")
    return value


WebAddress = Annotated[
    str, AfterValidator(_web_address), Field(max_length=2000, examples=["https://lumen.example"]), Shown(pattern=WEB_ADDRESS)
]
Goals = Annotated[list[Line], Field(max_length=20, examples=[["brand awareness"]])]


class NewOrganization(Body):
    """An organization to make. A brand also says website, industry, description and goals."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "brand",
                    "name": "Lumen",
                    "country": "US",
                    "currency": "USD",
                    "website": "https://lumen.example",
                    "industry": "cookware",
                    "description": "Pans that last.",
                    "collaboration_goals": ["brand awareness"],
                }
            ]
        }
    )

    type: Annotated[Literal[OrganizationType.BRAND, OrganizationType.CREATOR, OrganizationType.AGENCY], Field(examples=["brand"])]
    name: Annotated[Line, Field(examples=["Lumen"])]
    country: Country
    currency: Annotated[Currency, Field(description="What it thinks in. ISO 4217 code, upper case.")]
    website: Annotated[WebAddress | None, Field(description="Needed for a brand.")] = None
    industry: Annotated[Line | None, Field(description="Needed for a brand.", examples=["cookware"])] = None
    description: Annotated[Text | None, Field(description="Needed for a brand.")] = None
    collaboration_goals: Annotated[Goals | None, Field(description="Needed for a brand.")] = None


class OrganizationPatch(Patch):
    """What changes. A verified brand that changes name, country or website is reviewed again."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"description": "Pans that last a lifetime.", "collaboration_goals": ["brand awareness", "sales"]}]
        }
    )

    name: Line = Field(default_factory=str)
    country: Country = Field(default_factory=str)
    website: Annotated[WebAddress | None, Field(description="A brand must have one.")] = None
    industry: Annotated[Line | None, Field(description="A brand must have one.")] = None
    description: Annotated[Text | None, Field(description="A brand must have one.")] = None
    collaboration_goals: Goals = Field(default_factory=list)


class OrganizationOut(Resource):
    """An organization."""

    id: OrganizationId
    object: Literal["organization"] = "organization"
    version: int
    type: OpenEnum[OrganizationType]
    name: str
    country: str
    currency: str
    website: str | None
    industry: str | None
    description: str | None
    collaboration_goals: list[str]
    verification: Annotated[VerificationSummary | None, Field(description="A brand's; the others need none, and have null.")]
    verified_at: Timestamp | None


class OwnMembership(View):
    """An organization that you may act for, and what you may do there."""

    object: Literal["membership"] = "membership"
    organization_id: OrganizationId
    type: OpenEnum[OrganizationType]
    name: str
    country: str
    currency: str
    role: Annotated[str, Field(examples=["owner"])]
    scopes: Annotated[list[str], Field(examples=[["campaigns:read", "campaigns:write"]])]

    @classmethod
    def of(cls, membership: Membership, organization: Organization) -> Self:
        """Show a membership."""
        return cls(
            organization_id=organization.id,
            type=organization.type,  # type: ignore[arg-type]
            name=organization.name,
            country=organization.country,
            currency=organization.currency,
            role=membership.role,
            scopes=sorted(scopes_of(organization.type, membership.role)),
        )


class MeOut(View):
    """Who you are, and for whom you may act."""

    object: Literal["me"] = "me"
    user: UserOut
    organization_id: Annotated[OrganizationId | None, Field(description="The organization that this call acts for.")]
    organizations: list[OwnMembership]

    @classmethod
    def of(cls, user: User, memberships: Sequence[tuple[Membership, Organization]], *, acting_for: Id | None) -> Self:
        """Show a person and their memberships."""
        return cls(
            user=UserOut.model_validate(user),
            organization_id=OrganizationId(acting_for) if acting_for else None,
            organizations=[OwnMembership.of(*pair) for pair in memberships],
        )
