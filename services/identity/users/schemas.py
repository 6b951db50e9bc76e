"""What callers send and receive about people."""

from datetime import date
from typing import Annotated, Literal

from pydantic import EmailStr, Field, SecretStr, StringConstraints

from shared.events.identity import UserId
from shared.schemas import Body, Country, Line, Resource

Email = Annotated[EmailStr, StringConstraints(max_length=254), Field(examples=["ana@example.com"])]


class NewUser(Body):
    """A person who signs up."""

    email: Email
    password: Annotated[
        SecretStr,
        Field(max_length=200, description="At least 12 characters, and not a common one.", examples=["a long sentence 7"]),
    ]
    name: Line
    country: Country
    date_of_birth: Annotated[date | None, Field(description="Needed to become a creator.", examples=["1996-04-12"])] = None


class EmailConfirmation(Body):
    """The proof that an address is one's own."""

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
