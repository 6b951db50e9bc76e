from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.better import Better, check_better
from ..models.figure_code import FigureCode, check_figure_code
from ..models.figure_unit import FigureUnit, check_figure_unit

if TYPE_CHECKING:
    from ..models.figure_value_out import FigureValueOut


T = TypeVar("T", bound="ComparedFigureOut")


@_attrs_define
class ComparedFigureOut:
    """One figure of every creator.

    Attributes:
        code (FigureCode | str): As in a creator's profile; `views_per_follower` is median views over followers, `price`
            the lowest rate for `deliverable_type`, `price_per_thousand_views` that over a thousand median views.
        deliverable_type (None | str): Of the two prices; else null.
        unit (FigureUnit | str): `score` is 0 to 100, `minor_units` are of `currency`.
        better (Better | str):
        values (list[FigureValueOut]): In the order of the creators.
        best_creator_ids (list[str]): Who has the best value, several where they tie; empty where fewer than two have
            one.
    """

    code: FigureCode | str
    deliverable_type: None | str
    unit: FigureUnit | str
    better: Better | str
    values: list[FigureValueOut]
    best_creator_ids: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        code: str
        if isinstance(self.code, str):
            code = self.code
        else:
            code = self.code

        deliverable_type: None | str
        deliverable_type = self.deliverable_type

        unit: str
        if isinstance(self.unit, str):
            unit = self.unit
        else:
            unit = self.unit

        better: str
        if isinstance(self.better, str):
            better = self.better
        else:
            better = self.better

        values = []
        for values_item_data in self.values:
            values_item = values_item_data.to_dict()
            values.append(values_item)

        best_creator_ids = self.best_creator_ids

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "code": code,
                "deliverable_type": deliverable_type,
                "unit": unit,
                "better": better,
                "values": values,
                "best_creator_ids": best_creator_ids,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.figure_value_out import FigureValueOut  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_code(data: object) -> FigureCode | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                code_type_0 = check_figure_code(data)

                return code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FigureCode | str, data)

        code = _parse_code(d.pop("code"))

        def _parse_deliverable_type(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        deliverable_type = _parse_deliverable_type(d.pop("deliverable_type"))

        def _parse_unit(data: object) -> FigureUnit | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                unit_type_0 = check_figure_unit(data)

                return unit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FigureUnit | str, data)

        unit = _parse_unit(d.pop("unit"))

        def _parse_better(data: object) -> Better | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                better_type_0 = check_better(data)

                return better_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Better | str, data)

        better = _parse_better(d.pop("better"))

        values = []
        _values = d.pop("values")
        for values_item_data in _values:
            values_item = FigureValueOut.from_dict(values_item_data)

            values.append(values_item)

        best_creator_ids = cast(list[str], d.pop("best_creator_ids"))

        compared_figure_out = cls(
            code=code,
            deliverable_type=deliverable_type,
            unit=unit,
            better=better,
            values=values,
            best_creator_ids=best_creator_ids,
        )

        compared_figure_out.additional_properties = d
        return compared_figure_out

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
