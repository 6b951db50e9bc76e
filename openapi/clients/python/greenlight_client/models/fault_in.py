from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.fault_target import FaultTarget, check_fault_target
from ..models.mode import Mode, check_mode
from ..types import UNSET, Unset

T = TypeVar("T", bound="FaultIn")


@_attrs_define
class FaultIn:
    """A fault to simulate.

    Attributes:
        target (FaultTarget): A part of the outside world.
        mode (Mode): What is wrong with it.
        count (int | Unset): How many calls it strikes; then all is well again. Default: 1.
    """

    target: FaultTarget
    mode: Mode
    count: int | Unset = 1

    def to_dict(self) -> dict[str, Any]:
        target: str = self.target

        mode: str = self.mode

        count = self.count

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "target": target,
                "mode": mode,
            }
        )
        if count is not UNSET:
            field_dict["count"] = count

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        target = check_fault_target(d.pop("target"))

        mode = check_mode(d.pop("mode"))

        count = d.pop("count", UNSET)

        fault_in = cls(
            target=target,
            mode=mode,
            count=count,
        )

        return fault_in
