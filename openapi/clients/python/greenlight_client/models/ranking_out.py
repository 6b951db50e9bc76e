from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.fallback_out import FallbackOut


T = TypeVar("T", bound="RankingOut")


@_attrs_define
class RankingOut:
    """Who ranked: the shipped formula, or a model of your organization's or the operator's own.

    Attributes:
        name (str):
        version (str): A version of the shipped one never changes.
        fallback (FallbackOut | None): Null where the chosen ranking answered.
    """

    name: str
    version: str
    fallback: FallbackOut | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.fallback_out import FallbackOut  # noqa: PLC0415

        name = self.name

        version = self.version

        fallback: dict[str, Any] | None
        if isinstance(self.fallback, FallbackOut):
            fallback = self.fallback.to_dict()
        else:
            fallback = self.fallback

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "version": version,
                "fallback": fallback,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.fallback_out import FallbackOut  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        version = d.pop("version")

        def _parse_fallback(data: object) -> FallbackOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fallback_type_0 = FallbackOut.from_dict(data)

                return fallback_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FallbackOut | None, data)

        fallback = _parse_fallback(d.pop("fallback"))

        ranking_out = cls(
            name=name,
            version=version,
            fallback=fallback,
        )

        ranking_out.additional_properties = d
        return ranking_out

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
