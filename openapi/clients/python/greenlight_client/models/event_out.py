from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.event_out_type_type_0 import (
    EventOutTypeType0,
    check_event_out_type_type_0,
)

if TYPE_CHECKING:
    from ..models.event_out_data import EventOutData
    from ..models.subject_out import SubjectOut


T = TypeVar("T", bound="EventOut")


@_attrs_define
class EventOut:
    """Something that happened, as your organization may see it. The same in lists, in the stream and in webhooks.

    Attributes:
        id (str): The same however often it reaches you: act once for each.
        object_ (Literal['event']):  Default: 'event'.
        type_ (EventOutTypeType0 | str): What happened: `<noun>.<past_tense>`. New types appear without notice: ignore
            what you do not know.
        timestamp (str): When it happened. What comes late may be older than what stands before it: order by `sequence`.
        organization_ids (list[str]): Yours: another side sees the same event with its own organization.
        sequence (int): Its place in your organization's feed: 1, 2, 3 … What your scopes hide leaves holes.
        subject (SubjectOut): The object that an event speaks of.
        data (EventOutData): The public fields of this type, as they were then; `asyncapi.json` lists them as
            `x-visible`.
    """

    id: str
    type_: EventOutTypeType0 | str
    timestamp: str
    organization_ids: list[str]
    sequence: int
    subject: SubjectOut
    data: EventOutData
    object_: Literal["event"] = "event"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        object_ = self.object_

        type_: str
        if isinstance(self.type_, str):
            type_ = self.type_
        else:
            type_ = self.type_

        timestamp = self.timestamp

        organization_ids = self.organization_ids

        sequence = self.sequence

        subject = self.subject.to_dict()

        data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "object": object_,
                "type": type_,
                "timestamp": timestamp,
                "organization_ids": organization_ids,
                "sequence": sequence,
                "subject": subject,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.event_out_data import EventOutData  # noqa: PLC0415
        from ..models.subject_out import SubjectOut  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        object_ = cast(Literal["event"], d.pop("object"))
        if object_ != "event":
            raise ValueError(f"object must match const 'event', got '{object_}'")

        def _parse_type_(data: object) -> EventOutTypeType0 | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = check_event_out_type_type_0(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EventOutTypeType0 | str, data)

        type_ = _parse_type_(d.pop("type"))

        timestamp = d.pop("timestamp")

        organization_ids = cast(list[str], d.pop("organization_ids"))

        sequence = d.pop("sequence")

        subject = SubjectOut.from_dict(d.pop("subject"))

        data = EventOutData.from_dict(d.pop("data"))

        event_out = cls(
            id=id,
            object_=object_,
            type_=type_,
            timestamp=timestamp,
            organization_ids=organization_ids,
            sequence=sequence,
            subject=subject,
            data=data,
        )

        event_out.additional_properties = d
        return event_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
