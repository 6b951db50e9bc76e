from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.problem_errors_item_in import (
    ProblemErrorsItemIn,
    check_problem_errors_item_in,
)

if TYPE_CHECKING:
    from ..models.problem_errors_item_params import ProblemErrorsItemParams


T = TypeVar("T", bound="ProblemErrorsItem")


@_attrs_define
class ProblemErrorsItem:
    """
    Attributes:
        in_ (ProblemErrorsItemIn):
        pointer (str): JSON pointer to the place.
        code (str):
        params (ProblemErrorsItemParams):
        detail (str):
    """

    in_: ProblemErrorsItemIn
    pointer: str
    code: str
    params: ProblemErrorsItemParams
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        in_: str = self.in_

        pointer = self.pointer

        code = self.code

        params = self.params.to_dict()

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "in": in_,
                "pointer": pointer,
                "code": code,
                "params": params,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.problem_errors_item_params import ProblemErrorsItemParams  # noqa: PLC0415

        d = dict(src_dict)
        in_ = check_problem_errors_item_in(d.pop("in"))

        pointer = d.pop("pointer")

        code = d.pop("code")

        params = ProblemErrorsItemParams.from_dict(d.pop("params"))

        detail = d.pop("detail")

        problem_errors_item = cls(
            in_=in_,
            pointer=pointer,
            code=code,
            params=params,
            detail=detail,
        )

        problem_errors_item.additional_properties = d
        return problem_errors_item

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
