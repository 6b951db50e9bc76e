from __future__ import annotations

from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.list_item_result import ListItemResult


T = TypeVar("T", bound="ListItemBatchOut")


@_attrs_define
class ListItemBatchOut:
    """What became of a batch, in its order.

    Attributes:
        object_ (Literal['batch_result']):  Default: 'batch_result'.
        succeeded (int):
        failed (int):
        data (list[ListItemResult]):
    """

    succeeded: int
    failed: int
    data: list[ListItemResult]
    object_: Literal["batch_result"] = "batch_result"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        object_ = self.object_

        succeeded = self.succeeded

        failed = self.failed

        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "succeeded": succeeded,
                "failed": failed,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.list_item_result import ListItemResult  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["batch_result"], d.pop("object"))
        if object_ != "batch_result":
            raise ValueError(f"object must match const 'batch_result', got '{object_}'")

        succeeded = d.pop("succeeded")

        failed = d.pop("failed")

        data = []
        _data = d.pop("data")
        for data_item_data in _data:
            data_item = ListItemResult.from_dict(data_item_data)

            data.append(data_item)

        list_item_batch_out = cls(
            object_=object_,
            succeeded=succeeded,
            failed=failed,
            data=data,
        )

        list_item_batch_out.additional_properties = d
        return list_item_batch_out

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
