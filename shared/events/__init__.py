"""The facts that services tell each other: one class is the whole declaration; one file a producer."""

from datetime import datetime
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from shared.ids import Id

catalogue: dict[str, type["Event"]] = {}
"""Every declared event by its wire name."""


class EventId(Id, prefix="evt"):
    """An event: the same for each delivery of it."""


class Public(BaseModel):
    """Who outside may see an event: the organizations in these fields, with this scope, and only the fields shown."""

    model_config = ConfigDict(frozen=True)

    to: tuple[str, ...]
    scope: str
    fields: tuple[str, ...]


PRIVATE = None
"""Nobody outside sees the event."""


class Event(BaseModel):
    """A fact. Subclasses name it, its key (order holds for one key of one producer), and who may see it.

    The topic is the file that the class stands in; `schema_version` grows with additive changes, a breaking one is a new name.
    """

    model_config = ConfigDict(frozen=True, from_attributes=True, extra="ignore")

    wire_name: ClassVar[str]
    key_field: ClassVar[str]
    topic: ClassVar[str]
    public: ClassVar[Public | None]
    schema_version: ClassVar[int]

    _envelope: "Envelope | None" = PrivateAttr(default=None)

    def __init_subclass__(cls, **_declaration: Any) -> None:
        """Take the declaration: pydantic hands it to the hook below once the fields are known."""
        super().__init_subclass__()

    @classmethod
    def __pydantic_init_subclass__(
        cls,
        *,
        name: str = "",
        key: str = "",
        public: Public | None = PRIVATE,
        schema_version: int = 1,
        abstract: bool = False,
        **kwargs: Any,
    ) -> None:
        """Enter the event into the catalogue; a name taken or a key that is no field fails at import.

        An `abstract` one only holds fields that several events share.
        """
        super().__pydantic_init_subclass__(**kwargs)
        if abstract:
            return
        if name in catalogue:
            message = f"the event {name!r} is declared twice"
            raise TypeError(message)
        named = {key, *(public.to if public else ()), *(public.fields if public else ())}
        if missing := named - cls.model_fields.keys():
            message = f"{name}: {sorted(missing)} are no fields of {cls.__name__}"
            raise TypeError(message)
        if shadowed := {"wire_name", "key_field", "key", "topic", "public", "envelope"} & cls.model_fields.keys():
            message = f"{name}: {sorted(shadowed)} would hide what an event says of itself"
            raise TypeError(message)
        cls.wire_name, cls.key_field, cls.public, cls.schema_version = name, key, public, schema_version
        cls.topic = cls.__module__.rpartition(".")[2]
        catalogue[name] = cls

    @property
    def key(self) -> str:
        """What order is kept for."""
        return str(getattr(self, self.key_field))

    @property
    def envelope(self) -> "Envelope":
        """What it came in, for a handler that needs its id or when it happened; an event that nobody sent has none."""
        assert self._envelope is not None, self.wire_name
        return self._envelope

    @classmethod
    def of(cls, row: Any, **more: Any) -> Self:
        """Tell the fact from a row: fields of the same name are taken from it, the others from `more`.

        A field `<noun>_id` that the row does not have is the row's own id when the noun is the row's.
        """
        values: dict[str, Any] = {}
        for field in cls.model_fields:
            if field in more:
                values[field] = more[field]
            elif hasattr(row, field):
                values[field] = getattr(row, field)
            elif field == f"{_snake(type(row).__name__)}_id":
                values[field] = row.id
        return cls.model_validate(values)


class Envelope(BaseModel):
    """An event under way: what CloudEvents calls its context, and the data as JSON."""

    model_config = ConfigDict(frozen=True)

    id: EventId
    name: str
    topic: str
    key: str
    source: str = Field(description="The service that said it.")
    occurred_at: datetime
    traceparent: str | None = None
    request_id: str | None = None
    sequence: int = Field(description="Its place in the producer's outbox.")
    data: bytes

    def event(self) -> Event:
        """Read the event. Raises `pydantic.ValidationError` for data that its class does not take."""
        event = catalogue[self.name].model_validate_json(self.data)
        event._envelope = self  # noqa: SLF001 - its other half
        return event


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
