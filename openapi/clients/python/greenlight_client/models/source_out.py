from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.sandbox_source_out import SandboxSourceOut


T = TypeVar("T", bound="SourceOut")


@_attrs_define
class SourceOut:
    """Where the money comes from.

    Attributes:
        type_ (str):
        sandbox (None | SandboxSourceOut):
    """

    type_: str
    sandbox: None | SandboxSourceOut
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.sandbox_source_out import SandboxSourceOut  # noqa: PLC0415

        type_ = self.type_

        sandbox: dict[str, Any] | None
        if isinstance(self.sandbox, SandboxSourceOut):
            sandbox = self.sandbox.to_dict()
        else:
            sandbox = self.sandbox

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "sandbox": sandbox,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.sandbox_source_out import SandboxSourceOut  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        def _parse_sandbox(data: object) -> None | SandboxSourceOut:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                sandbox_type_0 = SandboxSourceOut.from_dict(data)

                return sandbox_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SandboxSourceOut, data)

        sandbox = _parse_sandbox(d.pop("sandbox"))

        source_out = cls(
            type_=type_,
            sandbox=sandbox,
        )

        source_out.additional_properties = d
        return source_out

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
