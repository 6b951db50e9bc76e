from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.problem_errors_item_in_type_0 import (
    ProblemErrorsItemInType0,
    check_problem_errors_item_in_type_0,
)

if TYPE_CHECKING:
    from ..models.problem_errors_item_params import ProblemErrorsItemParams


T = TypeVar("T", bound="ProblemErrorsItem")


@_attrs_define
class ProblemErrorsItem:
    """
    Attributes:
        in_ (ProblemErrorsItemInType0 | str):
        pointer (str): JSON pointer to the place.
        code (str):
        params (ProblemErrorsItemParams):
        detail (str):
    """

    in_: ProblemErrorsItemInType0 | str
    pointer: str
    code: str
    params: ProblemErrorsItemParams
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        in_: str
        if isinstance(self.in_, str):
            in_ = self.in_
        else:
            in_ = self.in_

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

        def _parse_in_(data: object) -> ProblemErrorsItemInType0 | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                in_type_0 = check_problem_errors_item_in_type_0(data)

                return in_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ProblemErrorsItemInType0 | str, data)

        in_ = _parse_in_(d.pop("in"))

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
