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

from ..models.fault_target import FaultTarget, check_fault_target
from ..models.mode import Mode, check_mode

T = TypeVar("T", bound="FaultOut")


@_attrs_define
class FaultOut:
    """What the next calls to a part of the outside world meet. A view: it has no id.

    Attributes:
        object_ (Literal['sandbox_fault']):  Default: 'sandbox_fault'.
        target (FaultTarget | str):
        mode (Mode | str):
        count (int): How many calls it still strikes.
    """

    target: FaultTarget | str
    mode: Mode | str
    count: int
    object_: Literal["sandbox_fault"] = "sandbox_fault"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        target: str
        if isinstance(self.target, str):
            target = self.target
        else:
            target = self.target

        mode: str
        if isinstance(self.mode, str):
            mode = self.mode
        else:
            mode = self.mode

        count = self.count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "target": target,
                "mode": mode,
                "count": count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        object_ = cast(Literal["sandbox_fault"], d.pop("object"))
        if object_ != "sandbox_fault":
            raise ValueError(f"object must match const 'sandbox_fault', got '{object_}'")

        def _parse_target(data: object) -> FaultTarget | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                target_type_0 = check_fault_target(data)

                return target_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FaultTarget | str, data)

        target = _parse_target(d.pop("target"))

        def _parse_mode(data: object) -> Mode | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                mode_type_0 = check_mode(data)

                return mode_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Mode | str, data)

        mode = _parse_mode(d.pop("mode"))

        count = d.pop("count")

        fault_out = cls(
            object_=object_,
            target=target,
            mode=mode,
            count=count,
        )

        fault_out.additional_properties = d
        return fault_out

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
