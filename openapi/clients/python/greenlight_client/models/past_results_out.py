from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.worked_in_out import WorkedInOut


T = TypeVar("T", bound="PastResultsOut")


@_attrs_define
class PastResultsOut:
    """What came of a creator's orders on the marketplace. What was paid for them is told to nobody else.

    Attributes:
        completed_orders (int):
        categories (list[WorkedInOut]): Of the campaigns, the most frequent first.
        on_time_share (float | None): Of the deliverables of completed orders: how many were never late. Null while
            there are none.
        repeat_brand_count (int): Brands for whom the creator completed more than one order.
    """

    completed_orders: int
    categories: list[WorkedInOut]
    on_time_share: float | None
    repeat_brand_count: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        completed_orders = self.completed_orders

        categories = []
        for categories_item_data in self.categories:
            categories_item = categories_item_data.to_dict()
            categories.append(categories_item)

        on_time_share: float | None
        on_time_share = self.on_time_share

        repeat_brand_count = self.repeat_brand_count

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "completed_orders": completed_orders,
                "categories": categories,
                "on_time_share": on_time_share,
                "repeat_brand_count": repeat_brand_count,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.worked_in_out import WorkedInOut  # noqa: PLC0415

        d = dict(src_dict)
        completed_orders = d.pop("completed_orders")

        categories = []
        _categories = d.pop("categories")
        for categories_item_data in _categories:
            categories_item = WorkedInOut.from_dict(categories_item_data)

            categories.append(categories_item)

        def _parse_on_time_share(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        on_time_share = _parse_on_time_share(d.pop("on_time_share"))

        repeat_brand_count = d.pop("repeat_brand_count")

        past_results_out = cls(
            completed_orders=completed_orders,
            categories=categories,
            on_time_share=on_time_share,
            repeat_brand_count=repeat_brand_count,
        )

        past_results_out.additional_properties = d
        return past_results_out

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
