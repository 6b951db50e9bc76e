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
    from ..models.compared_figure_out import ComparedFigureOut
    from ..models.creator_out import CreatorOut
    from ..models.exchange_rates_out import ExchangeRatesOut
    from ..models.overlap_method_out import OverlapMethodOut
    from ..models.overlap_out import OverlapOut
    from ..models.reach_out import ReachOut


T = TypeVar("T", bound="ComparisonOut")


@_attrs_define
class ComparisonOut:
    """Creators side by side. Nothing is kept: it has no id.

    Attributes:
        object_ (Literal['creator_comparison']):  Default: 'creator_comparison'.
        creators (list[CreatorOut]):
        figures (list[ComparedFigureOut]):
        currency (None | str): Of prices; null where nobody has a rate.
        exchange_rates (ExchangeRatesOut | None): Null where no price was compared.
        overlaps (list[OverlapOut]): Each creator with each.
        reach (ReachOut): How many people follow at least one of the creators: between two bounds that are sure, and an
            estimate.
        method (OverlapMethodOut): How overlaps are estimated: a version of it never changes.
    """

    creators: list[CreatorOut]
    figures: list[ComparedFigureOut]
    currency: None | str
    exchange_rates: ExchangeRatesOut | None
    overlaps: list[OverlapOut]
    reach: ReachOut
    method: OverlapMethodOut
    object_: Literal["creator_comparison"] = "creator_comparison"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.exchange_rates_out import ExchangeRatesOut  # noqa: PLC0415

        object_ = self.object_

        creators = []
        for creators_item_data in self.creators:
            creators_item = creators_item_data.to_dict()
            creators.append(creators_item)

        figures = []
        for figures_item_data in self.figures:
            figures_item = figures_item_data.to_dict()
            figures.append(figures_item)

        currency: None | str
        currency = self.currency

        exchange_rates: dict[str, Any] | None
        if isinstance(self.exchange_rates, ExchangeRatesOut):
            exchange_rates = self.exchange_rates.to_dict()
        else:
            exchange_rates = self.exchange_rates

        overlaps = []
        for overlaps_item_data in self.overlaps:
            overlaps_item = overlaps_item_data.to_dict()
            overlaps.append(overlaps_item)

        reach = self.reach.to_dict()

        method = self.method.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "creators": creators,
                "figures": figures,
                "currency": currency,
                "exchange_rates": exchange_rates,
                "overlaps": overlaps,
                "reach": reach,
                "method": method,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.compared_figure_out import ComparedFigureOut  # noqa: PLC0415
        from ..models.creator_out import CreatorOut  # noqa: PLC0415
        from ..models.exchange_rates_out import ExchangeRatesOut  # noqa: PLC0415
        from ..models.overlap_method_out import OverlapMethodOut  # noqa: PLC0415
        from ..models.overlap_out import OverlapOut  # noqa: PLC0415
        from ..models.reach_out import ReachOut  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["creator_comparison"], d.pop("object"))
        if object_ != "creator_comparison":
            raise ValueError(f"object must match const 'creator_comparison', got '{object_}'")

        creators = []
        _creators = d.pop("creators")
        for creators_item_data in _creators:
            creators_item = CreatorOut.from_dict(creators_item_data)

            creators.append(creators_item)

        figures = []
        _figures = d.pop("figures")
        for figures_item_data in _figures:
            figures_item = ComparedFigureOut.from_dict(figures_item_data)

            figures.append(figures_item)

        def _parse_currency(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        currency = _parse_currency(d.pop("currency"))

        def _parse_exchange_rates(data: object) -> ExchangeRatesOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                exchange_rates_type_0 = ExchangeRatesOut.from_dict(data)

                return exchange_rates_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExchangeRatesOut | None, data)

        exchange_rates = _parse_exchange_rates(d.pop("exchange_rates"))

        overlaps = []
        _overlaps = d.pop("overlaps")
        for overlaps_item_data in _overlaps:
            overlaps_item = OverlapOut.from_dict(overlaps_item_data)

            overlaps.append(overlaps_item)

        reach = ReachOut.from_dict(d.pop("reach"))

        method = OverlapMethodOut.from_dict(d.pop("method"))

        comparison_out = cls(
            object_=object_,
            creators=creators,
            figures=figures,
            currency=currency,
            exchange_rates=exchange_rates,
            overlaps=overlaps,
            reach=reach,
            method=method,
        )

        comparison_out.additional_properties = d
        return comparison_out

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
