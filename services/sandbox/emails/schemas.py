"""What senders hand over, and what readers of the mailbox see."""

from typing import Annotated, Literal

from pydantic import Field

from services.sandbox.emails.models import EmailId
from shared.schemas import Body, Resource, Timestamp

Address = Annotated[str, Field(min_length=3, max_length=254)]


class NewEmail(Body):
    """An e-mail that a service sends. `key` is the same for each attempt."""

    key: Annotated[str, Field(min_length=1, max_length=200)]
    type: Annotated[str, Field(min_length=1, max_length=100)]
    to: Address
    subject: str
    text: str
    links: list[str] = []
    data: dict[str, str] = {}
    is_private: bool = False


class EmailOut(Resource):
    """An e-mail that the suite sent."""

    id: EmailId
    object: Literal["email"] = "email"
    type: Annotated[str, Field(description="What it is for.", examples=["brand_verification", "email_confirmation"])]
    to: str
    subject: str
    text: str
    links: Annotated[list[str], Field(description="Every link of the text.")]
    data: Annotated[dict[str, str], Field(description="What a program needs of it, such as `token`.", examples=[{"token": "…"}])]
    sent_at: Timestamp
