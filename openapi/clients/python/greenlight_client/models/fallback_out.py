from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ranking_failure import RankingFailure, check_ranking_failure

T = TypeVar("T", bound="FallbackOut")


@_attrs_define
class FallbackOut:
    """Why the shipped ranking answered in the place of a model of your organization's or the operator's own.

    Attributes:
        code (RankingFailure | str): `timeout` is 2 seconds.
        detail (str): What was wrong, in one sentence.
    """

    code: RankingFailure | str
    detail: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code: str
        if isinstance(self.code, str):
            code = self.code
        else:
            code = self.code

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "detail": detail,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_code(data: object) -> RankingFailure | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = check_ranking_failure(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(RankingFailure | str, data)

        code = _parse_code(d.pop("code"))

        detail = d.pop("detail")

        fallback_out = cls(
            code=code,
            detail=detail,
        )

        fallback_out.additional_properties = d
        return fallback_out

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
