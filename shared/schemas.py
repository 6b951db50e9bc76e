"""What request and answer bodies have in common."""

import re
import unicodedata
from dataclasses import dataclass
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
    GetJsonSchemaHandler,
    PlainSerializer,
    StrictBool,
    StrictInt,
    TypeAdapter,
)
from pydantic_core import CoreSchema, PydanticCustomError

WITHOUT_NUL = r"^[^\x00]*$"
SEGMENT = r"^[^\x00-\x1f\x7f/\\;%?#.][^\x00-\x1f\x7f/\\;%?#]*$"
"""What may stand in a path: the gateway refuses what could be its structure, even encoded."""
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f"
SOMETHING_SAID = rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$"
"""Text without control characters that is not blank."""
_NOT_IN_A_LINE = r"\x00-\x1f\x85\u2028\u2029"
ONE_LINE = rf"^\s*[^\s{_NOT_IN_A_LINE}]([^{_NOT_IN_A_LINE}]*[^\s{_NOT_IN_A_LINE}])?\s*$"
"""Text that is not blank, without control characters, tabs and line breaks; what surrounds it is taken away."""


class Shown:
    """Says a check that is made in Python in the words of JSON schema."""

    def __init__(self, **keywords: Any) -> None:
        self._keywords = keywords

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Add the words."""
        return {**handler(schema), **self._keywords}


@dataclass(frozen=True)
class Distinct(AfterValidator):
    """A check that the items of a list differ."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say it in the words of JSON schema."""
        return {**handler(schema), "uniqueItems": True}


HASHTAG_CHARACTER = r"[^\s#\x00\x85]"
r"""To us a NEL is a space, to JSON schema's `\s` it is none: named, the pattern says the same to each reader."""

WEB_ADDRESS = (
    r"^https?://[^\s/?#@:\[\]\\\x00-\x1f]+"
    r"(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?"
    r"([/?#][^\s\x00-\x1f]*)?$"
)
"""The form of an address of the web; its host must be one for whoever reads it, too, which no pattern says."""


def without_nul(schema: Any) -> None:
    """Say of every text within a schema that it holds no NUL: the edge refuses it wherever it stands."""
    is_free = isinstance(schema, dict) and schema.get("format") in {None, "password"}
    match schema:
        case {"type": "string"} if not schema.keys() & {"pattern", "enum", "const"} and is_free:
            schema["pattern"] = WITHOUT_NUL
        case dict():
            if "patternProperties" in schema:
                schema.setdefault("additionalProperties", False)  # the names of a map are of this form only
            if isinstance(schema.get("additionalProperties"), dict):
                schema.setdefault("propertyNames", {}).setdefault("pattern", WITHOUT_NUL)
            for name in schema.keys() & {"items", "additionalProperties"}:
                without_nul(schema[name])
            for inner in (*schema.get("anyOf", ()), *schema.get("properties", {}).values()):
                without_nul(inner)
        case _:
            pass


class Body(BaseModel):
    """What a caller sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Say what the edge refuses."""
        shown = handler(schema)
        without_nul(handler.resolve_ref_schema(shown))
        return shown


class View(BaseModel):
    """What a caller receives: every field is always there."""

    model_config = ConfigDict(from_attributes=True, frozen=True, json_schema_serialization_defaults_required=True)


def in_utc(value: datetime) -> str:
    """Write a time as answers do."""
    return value.isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


Timestamp = Annotated[
    datetime,
    PlainSerializer(in_utc, return_type=str, when_used="json"),
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


_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_UNSEEN = re.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
"""Letters, marks and a symbol that Unicode gives no shape of their own."""


def _one_line(value: str) -> str:
    if any(character in "\n\r\x85\u2028\u2029" for character in value):
        raise PydanticCustomError("line_breaks", "one line of text holds no line breaks")
    if "\t" in value:
        raise PydanticCustomError("tabs", "one line of text holds no tabs")
    if not any(_is_seen(character) for character in value):
        raise PydanticCustomError("nothing_visible", "nothing of this text would be seen")
    return value


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN_CATEGORIES and not _UNSEEN.match(character)


Line = Annotated[
    str,
    BeforeValidator(_stripped),
    Field(min_length=1, max_length=200),
    AfterValidator(_no_control_characters),
    AfterValidator(_one_line),
    Shown(pattern=ONE_LINE),
]
"""A name or a title: one line of text of which something is seen; white space around it is taken away."""

AgreedLine = Annotated[
    str,
    BeforeValidator(_stripped),
    Field(min_length=1, max_length=200),
    AfterValidator(_no_control_characters),
    Shown(pattern=SOMETHING_SAID),
]
"""A line of a campaign or of terms, which are frozen and read again as they were sent: a tab or a line break may stand within."""

Text = Annotated[str, AfterValidator(_no_control_characters), Field(max_length=5000), Shown(pattern=rf"^[^{_CONTROL}]*$")]
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
        raise PydanticCustomError("datetime_type", "a time is written as in RFC 3339: 2027-03-01T09:30:00Z")
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


@dataclass(frozen=True)
class _OneOf:
    """Describes a string as any of an enum's values, or another one; the contract has the enum by its name."""

    states: type[StrEnum]

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        known = handler(TypeAdapter(self.states).core_schema)
        return {"anyOf": [known, {"type": "string"}], "examples": [next(iter(self.states)).value]}


class OpenEnum:
    """An enum in an answer: its values are listed, and a client must stand new ones."""

    def __class_getitem__(cls, states: type[StrEnum]) -> Any:
        """Describe `OpenEnum[InvitationState]` as any of the values, or another string."""
        return Annotated[str, _OneOf(states)]
