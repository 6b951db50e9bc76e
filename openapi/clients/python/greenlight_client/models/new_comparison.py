from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="NewComparison")


@_attrs_define
class NewComparison:
    """Creators to put side by side.

    Attributes:
        creator_ids (list[str]): In this order they stand in the answer.
        currency (None | str | Unset): What prices are compared in. Left out: the currency of most of the creators'
            rates.
    """

    creator_ids: list[str]
    currency: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        creator_ids = self.creator_ids

        currency: None | str | Unset
        if isinstance(self.currency, Unset):
            currency = UNSET
        else:
            currency = self.currency

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "creator_ids": creator_ids,
            }
        )
        if currency is not UNSET:
            field_dict["currency"] = currency

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        creator_ids = cast(list[str], d.pop("creator_ids"))

        def _parse_currency(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        currency = _parse_currency(d.pop("currency", UNSET))

        new_comparison = cls(
            creator_ids=creator_ids,
            currency=currency,
        )

        return new_comparison
