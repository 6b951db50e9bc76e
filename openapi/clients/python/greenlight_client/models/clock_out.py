from __future__ import annotations

from collections.abc import Mapping
from typing import (
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ClockOut")


@_attrs_define
class ClockOut:
    """The business clock. A view: it has no id.

    Attributes:
        object_ (Literal['sandbox_clock']):  Default: 'sandbox_clock'.
        now (str): The business time.
        fired (int): How many timers ran because of the last move.
    """

    now: str
    fired: int
    object_: Literal["sandbox_clock"] = "sandbox_clock"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        now = self.now

        fired = self.fired

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "now": now,
                "fired": fired,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        object_ = cast(Literal["sandbox_clock"], d.pop("object"))
        if object_ != "sandbox_clock":
            raise ValueError(f"object must match const 'sandbox_clock', got '{object_}'")

        now = d.pop("now")

        fired = d.pop("fired")

        clock_out = cls(
            object_=object_,
            now=now,
            fired=fired,
        )

        clock_out.additional_properties = d
        return clock_out

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
