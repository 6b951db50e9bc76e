from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.list_item_out import ListItemOut
    from ..models.list_item_result_problem_type_0 import ListItemResultProblemType0


T = TypeVar("T", bound="ListItemResult")


@_attrs_define
class ListItemResult:
    """What became of one item of a batch: `item` or `problem` is null.

    Attributes:
        index (int):
        status (int): What its own call would have answered: 201, 404, 409.
        item (ListItemOut | None):
        problem (ListItemResultProblemType0 | None):
    """

    index: int
    status: int
    item: ListItemOut | None
    problem: ListItemResultProblemType0 | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.list_item_out import ListItemOut  # noqa: PLC0415
        from ..models.list_item_result_problem_type_0 import ListItemResultProblemType0  # noqa: PLC0415

        index = self.index

        status = self.status

        item: dict[str, Any] | None
        if isinstance(self.item, ListItemOut):
            item = self.item.to_dict()
        else:
            item = self.item

        problem: dict[str, Any] | None
        if isinstance(self.problem, ListItemResultProblemType0):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "index": index,
                "status": status,
                "item": item,
                "problem": problem,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.list_item_out import ListItemOut  # noqa: PLC0415
        from ..models.list_item_result_problem_type_0 import ListItemResultProblemType0  # noqa: PLC0415

        d = dict(src_dict)
        index = d.pop("index")

        status = d.pop("status")

        def _parse_item(data: object) -> ListItemOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                item_type_0 = ListItemOut.from_dict(data)

                return item_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ListItemOut | None, data)

        item = _parse_item(d.pop("item"))

        def _parse_problem(data: object) -> ListItemResultProblemType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                problem_type_0 = ListItemResultProblemType0.from_dict(data)

                return problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ListItemResultProblemType0 | None, data)

        problem = _parse_problem(d.pop("problem"))

        list_item_result = cls(
            index=index,
            status=status,
            item=item,
            problem=problem,
        )

        list_item_result.additional_properties = d
        return list_item_result

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
