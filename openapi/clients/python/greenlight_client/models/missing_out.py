from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.resolution_out import ResolutionOut


T = TypeVar("T", bound="MissingOut")


@_attrs_define
class MissingOut:
    """A part of your profile that is not there.

    Attributes:
        code (str):
        detail (str):
        weight (int): What it adds to the score.
        resolve (ResolutionOut): The call that adds what is missing.
    """

    code: str
    detail: str
    weight: int
    resolve: ResolutionOut
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code = self.code

        detail = self.detail

        weight = self.weight

        resolve = self.resolve.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "detail": detail,
                "weight": weight,
                "resolve": resolve,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.resolution_out import ResolutionOut  # noqa: PLC0415

        d = dict(src_dict)
        code = d.pop("code")

        detail = d.pop("detail")

        weight = d.pop("weight")

        resolve = ResolutionOut.from_dict(d.pop("resolve"))

        missing_out = cls(
            code=code,
            detail=detail,
            weight=weight,
            resolve=resolve,
        )

        missing_out.additional_properties = d
        return missing_out

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
