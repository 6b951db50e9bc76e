"""Typed ids: a UUIDv7 in the database, `ord_01k…` everywhere else."""

import re
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema
from sqlalchemy import Dialect, Uuid
from sqlalchemy.types import TypeDecorator
from uuid_utils import uuid7

# Crockford's base32 in lower case, as TypeID uses it: sorts like the UUID, and has no letter that reads as a digit.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS = [first + second for first in _ALPHABET for second in _ALPHABET]
FORM = "[0-7][0-9a-hjkmnp-tv-z]{25}"
"""What stands behind the prefix and its line, as a pattern for readers of the contract."""
_DIGITS = re.compile(rf"[0-7][{_ALPHABET}]{{25}}")
_AS_PYTHON_COUNTS = str.maketrans(_ALPHABET, "0123456789abcdefghijklmnopqrstuv")
_LAST_SECOND = datetime(9999, 12, 31, tzinfo=UTC).timestamp()

prefixes: dict[str, type["Id"]] = {}
"""Every declared prefix and its class: the table that the reference prints."""


class Id(str):
    """A prefixed id such as `ord_01k4…`. Constructing one from text that has another form raises `ValueError`."""

    __slots__ = ()

    prefix: ClassVar[str]

    def __init_subclass__(cls, *, prefix: str, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if prefix in prefixes:
            message = f"the prefix {prefix!r} is taken by {prefixes[prefix].__name__}"
            raise TypeError(message)
        cls.prefix = prefix
        prefixes[prefix] = cls

    def __new__(cls, text: str) -> Self:
        """Take an id's text. Raises `ValueError` for another form."""
        prefix, separator, digits = text.partition("_")
        if not separator or prefix != cls.prefix or not _DIGITS.fullmatch(digits):
            message = f"not an id of the form {cls.prefix}_…"
            raise ValueError(message)
        return str.__new__(cls, text)

    @classmethod
    def new(cls) -> Self:
        """Make a fresh id, in the order of real time."""
        return cls._of(uuid7().int)

    @classmethod
    def of(cls, value: UUID) -> Self:
        """Give the id that stands for a UUID from the database."""
        return cls._of(value.int)

    @classmethod
    def _of(cls, number: int) -> Self:
        digits = "".join([_PAIRS[(number >> shift) & 1023] for shift in range(120, -1, -10)])
        return str.__new__(cls, f"{cls.prefix}_{digits}")

    @property
    def uuid(self) -> UUID:
        """The UUID that the database holds."""
        return UUID(int=int(self[len(self.prefix) + 1 :].translate(_AS_PYTHON_COUNTS), 32))

    @property
    def made_at(self) -> datetime:
        """When the id was made, in real time, to the millisecond: a UUIDv7 carries it. One made elsewhere may say anything."""
        return datetime.fromtimestamp(min((self.uuid.int >> 80) / 1000, _LAST_SECOND), UTC)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Any], handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Validate text of this id's form: error type `id_form`."""

        def parse(value: str) -> Id:
            try:
                return cls(value)
            except ValueError:
                raise PydanticCustomError("id_form", "not an id of the form {prefix}_…", {"prefix": cls.prefix}) from None

        return core_schema.no_info_after_validator_function(parse, core_schema.str_schema(max_length=64))

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe the id by its pattern."""
        return {
            "type": "string",
            "pattern": f"^{cls.prefix}_{FORM}$",
            "examples": [f"{cls.prefix}_01k4s3m7v8e9tb2h6jq0xyzwpn"],
        }


class IdType(TypeDecorator[Id]):
    """The column type of an `Id`: a native UUID."""

    impl = Uuid
    cache_ok = True

    def __init__(self, id_class: type[Id]) -> None:
        super().__init__()
        self.id_class = id_class

    def process_bind_param(self, value: Id | None, dialect: Dialect) -> UUID | None:
        """Give the database its UUID."""
        if value is None:
            return None
        return self.id_class(value).uuid

    def process_result_value(self, value: UUID | None, dialect: Dialect) -> Id | None:
        """Give the code its typed id."""
        return None if value is None else self.id_class.of(value)

    def _resolve_for_python_type(self, python_type: Any, matched_on: Any, matched_on_flattened: Any) -> "IdType":
        # SQLAlchemy asks the type found for `Id` to adapt itself to the subclass that was annotated, as its own Enum does.
        return IdType(python_type)
