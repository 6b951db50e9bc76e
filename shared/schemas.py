"""What request and answer bodies have in common."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    StrictBool,
    StrictInt,
)
from pydantic_core import PydanticCustomError


class Body(BaseModel):
    """What a caller sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class View(BaseModel):
    """What a caller receives: every field is always there."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


def _in_utc(value: datetime) -> str:
    return value.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


Timestamp = Annotated[
    datetime,
    PlainSerializer(_in_utc, return_type=str, when_used="json"),
    Field(description="RFC 3339, UTC.", examples=["2027-03-01T09:30:00.000000Z"]),
]


class Resource(View):
    """An object with an id: what every one of them has."""

    created_at: Timestamp
    updated_at: Timestamp


def _no_control_characters(value: str) -> str:
    if any(ord(character) < 32 and character not in "\n\t\r" for character in value):
        raise PydanticCustomError("control_characters", "control characters are not text")
    return value


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_stripped), AfterValidator(_no_control_characters), Field(min_length=1, max_length=200)]
"""A name or a title: one line of text that is not empty."""

Text = Annotated[str, AfterValidator(_no_control_characters), Field(max_length=5000)]
"""Free text, perhaps empty."""

Count = Annotated[StrictInt, Field(ge=0, le=2**53 - 1)]
Days = Annotated[StrictInt, Field(ge=0, le=3660)]
Flag = StrictBool
Country = Annotated[str, Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 alpha-2 code, upper case.", examples=["US"])]
Language = Annotated[str, Field(pattern="^[a-z]{2,3}$", description="ISO 639 code, lower case.", examples=["en"])]
Slug = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$", description="A word in lower_snake_case.", examples=["food"])]


def _to_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("out_of_range", "in UTC this lies outside the years 1 to 9999") from None


def _spelled_out(value: Any) -> Any:
    if not isinstance(value, str) or value.strip("+-.0123456789") == "":
        raise PydanticCustomError("datetime_type", "a time is written as in RFC 3339, not as a number")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_spelled_out), AfterValidator(_to_utc)]
"""A moment that a caller sends: it must name its offset, and is taken in UTC."""

Metadata = Annotated[
    dict[Annotated[str, Field(min_length=1, max_length=40)], Annotated[str, Field(max_length=500)]],
    Field(max_length=50, description="Up to 50 pairs of your own, copied along into orders and ledger entries."),
]
ExternalReference = Annotated[
    str | None,
    Field(min_length=1, max_length=200, description="Your own id for it, unique in your organization."),
]

S = TypeVar("S", bound=StrEnum)


class OpenEnum:
    """An enum in an answer: its values are listed, and a client must stand new ones."""

    def __class_getitem__(cls, states: type[StrEnum]) -> Any:
        """Describe `OpenEnum[InvitationState]` as any of the values, or another string."""
        values: list[JsonValue] = [state.value for state in states]
        described: dict[str, JsonValue] = {"anyOf": [{"enum": values}, {"type": "string"}], "examples": values[:1]}
        return Annotated[str, Field(json_schema_extra=described)]
