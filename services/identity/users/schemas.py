"""What callers send and receive about people."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, SecretStr
from pydantic_core import PydanticCustomError

from services.identity.patches import Patch
from shared.events.identity import UserId
from shared.schemas import Body, Country, Line, Resource, Shown


def address(value: str) -> str:
    """Check an e-mail address and write it in its normal form. Raises `PydanticCustomError`."""
    try:
        # `test_environment` admits the domain .test, which is reserved for what a sandbox does.
        return validate_email(value, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise PydanticCustomError("email_form", "not an e-mail address: {reason}", {"reason": str(error)}) from None


Email = Annotated[
    str, AfterValidator(address), Field(max_length=254, json_schema_extra={"format": "email"}, examples=["ana@example.com"])
]


def _written_as_day(value: Any) -> Any:
    # Left alone, pydantic takes a count of seconds for a day too.
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise PydanticCustomError("day_form", "a day is written YYYY-MM-DD")
    return value


Birthday = Annotated[date, BeforeValidator(_written_as_day)]


class NewUser(Body):
    """A person who signs up."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "email": "ana@example.com",
                    "password": "a long sentence 7",
                    "name": "Ana Cooks",
                    "country": "US",
                    "date_of_birth": "1996-04-12",
                }
            ]
        }
    )

    email: Email
    password: Annotated[
        SecretStr,
        Field(max_length=200, description="At least 12 characters, and not a common one.", examples=["a long sentence 7"]),
        Shown(minLength=12),
    ]
    name: Line
    country: Country
    date_of_birth: Annotated[Birthday | None, Field(description="Needed to become a creator.", examples=["1996-04-12"])] = None


class UserPatch(Patch):
    """What changes about you."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Ana C. Cooks"}]})

    name: Line = Field(default_factory=str)
    country: Country = Field(default_factory=str)
    date_of_birth: Annotated[
        Birthday,
        Field(default_factory=date.today, description="May be said once, where it was not.", examples=["1996-04-12"]),
    ]


class EmailConfirmation(Body):
    """The proof that an address is one's own."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"token": "Jq0xyzwpn01k4s3m7v8e9tb2h6"}]})

    token: Annotated[str, Field(min_length=1, max_length=200, description="From the e-mail.")]


class UserOut(Resource):
    """A person."""

    id: UserId
    object: Literal["user"] = "user"
    version: int
    email: str
    name: str
    country: str
    date_of_birth: date | None
    email_verified: Annotated[bool, Field(description="Whether the person has confirmed the address.")]
