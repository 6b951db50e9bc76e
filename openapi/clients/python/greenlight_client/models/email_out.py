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

if TYPE_CHECKING:
    from ..models.email_out_data import EmailOutData


T = TypeVar("T", bound="EmailOut")


@_attrs_define
class EmailOut:
    """An e-mail that the suite sent.

    Attributes:
        created_at (str): RFC 3339, UTC.
        updated_at (str): RFC 3339, UTC.
        id (str):
        object_ (Literal['email']):  Default: 'email'.
        type_ (str): What it is for.
        to (str):
        subject (str):
        text (str):
        links (list[str]): Every link of the text.
        data (EmailOutData): What a program needs of it, such as `token`.
        sent_at (str): RFC 3339, UTC.
    """

    created_at: str
    updated_at: str
    id: str
    type_: str
    to: str
    subject: str
    text: str
    links: list[str]
    data: EmailOutData
    sent_at: str
    object_: Literal["email"] = "email"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        created_at = self.created_at

        updated_at = self.updated_at

        id = self.id

        object_ = self.object_

        type_ = self.type_

        to = self.to

        subject = self.subject

        text = self.text

        links = self.links

        data = self.data.to_dict()

        sent_at = self.sent_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "created_at": created_at,
                "updated_at": updated_at,
                "id": id,
                "object": object_,
                "type": type_,
                "to": to,
                "subject": subject,
                "text": text,
                "links": links,
                "data": data,
                "sent_at": sent_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.email_out_data import EmailOutData  # noqa: PLC0415

        d = dict(src_dict)
        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        id = d.pop("id")

        object_ = cast(Literal["email"], d.pop("object"))
        if object_ != "email":
            raise ValueError(f"object must match const 'email', got '{object_}'")

        type_ = d.pop("type")

        to = d.pop("to")

        subject = d.pop("subject")

        text = d.pop("text")

        links = cast(list[str], d.pop("links"))

        data = EmailOutData.from_dict(d.pop("data"))

        sent_at = d.pop("sent_at")

        email_out = cls(
            created_at=created_at,
            updated_at=updated_at,
            id=id,
            object_=object_,
            type_=type_,
            to=to,
            subject=subject,
            text=text,
            links=links,
            data=data,
            sent_at=sent_at,
        )

        email_out.additional_properties = d
        return email_out

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
