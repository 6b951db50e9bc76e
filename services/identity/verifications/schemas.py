"""What callers send and receive about verifications."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from services.identity.users.schemas import Email
from services.identity.verifications.models import VerificationId, VerificationState
from shared.events.identity import OrganizationId
from shared.schemas import Body, Line, OpenEnum, Resource, Timestamp, View


class VerificationSubmission(Body):
    """Where the link is mailed to."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"business_email": "press@lumen.example"}]})

    business_email: Annotated[Email, Field(description="An address of the business: whoever reads it confirms the brand.")]


class VerificationConfirmation(Body):
    """The proof that the business address is read."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"token": "Jq0xyzwpn01k4s3m7v8e9tb2h6"}]})

    token: Annotated[str, Field(min_length=1, max_length=200, description="From the link in the e-mail.")]


class VerificationRefusal(Body):
    """Why a brand is not verified, or no longer."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"reasons": ["The website belongs to somebody else."]}]})

    reasons: Annotated[list[Line], Field(min_length=1, max_length=20, examples=[["The website belongs to somebody else."]])]


class VerificationSummary(View):
    """How far the verification of an organization is."""

    id: VerificationId
    state: OpenEnum[VerificationState]
    actions: Annotated[list[str], Field(description="What you may do now.")]


class VerificationOut(Resource):
    """The verification of a brand."""

    id: VerificationId
    object: Literal["verification"] = "verification"
    version: int
    organization_id: OrganizationId
    state: OpenEnum[VerificationState]
    business_email: str | None
    link_expires_at: Annotated[Timestamp | None, Field(description="When the newest link ends, or ended.")]
    reasons: Annotated[list[str], Field(description="Why it was not passed, or lapsed.")]
    decided_at: Timestamp | None
    actions: Annotated[list[str], Field(description="What you may do now.")]
    is_final: bool
