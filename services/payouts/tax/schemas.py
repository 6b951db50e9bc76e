"""What callers send and receive about tax forms."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, SecretStr

from services.payouts.tax.models import TaxFormId, TaxFormState, TaxFormType
from shared.events.identity import OrganizationId
from shared.schemas import Body, Country, Instant, Line, OpenEnum, Resource, Timestamp, View


class Address(Body):
    """A postal address."""

    line1: Line
    line2: Line | None = None
    city: Line
    region: Line | None = None
    postal_code: Annotated[Line, Field(max_length=20)]
    country: Country


class NewTaxForm(Body):
    """A signed tax form."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "w9",
                    "name": "Ana Cooks",
                    "tax_id": "123-45-6789",
                    "address": {
                        "line1": "1 Main Street",
                        "city": "Springfield",
                        "region": "IL",
                        "postal_code": "62701",
                        "country": "US",
                    },
                    "signed_at": "2026-01-15T12:00:00Z",
                }
            ]
        }
    )

    type: Annotated[TaxFormType, Field(description="`w9` for US persons, `w8ben` for others.")]
    name: Line
    tax_id: Annotated[
        SecretStr,
        Field(max_length=40, description="Kept encrypted; its last four characters are shown.", examples=["123-45-6789"]),
    ]
    address: Address
    signed_at: Annotated[Instant, Field(description="Not in the future.", examples=["2027-03-01T09:30:00Z"])]


class AddressOut(View):
    """A postal address."""

    line1: str
    line2: str | None
    city: str
    region: str | None
    postal_code: str
    country: str


class TaxFormOut(Resource):
    """A tax form. A new one takes the place of the one before it."""

    id: TaxFormId
    object: Literal["tax_form"] = "tax_form"
    version: int
    state: OpenEnum[TaxFormState]
    type: OpenEnum[TaxFormType]
    organization_id: OrganizationId
    name: str
    tax_id_last4: Annotated[str, Field(examples=["6789"])]
    address: AddressOut
    signed_at: Timestamp
    actions: list[str]
    is_final: bool
