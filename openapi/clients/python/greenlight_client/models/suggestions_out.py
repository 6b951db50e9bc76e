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
    from ..models.exchange_rates_out import ExchangeRatesOut
    from ..models.ranking_out import RankingOut
    from ..models.suggestion_out import SuggestionOut


T = TypeVar("T", bound="SuggestionsOut")


@_attrs_define
class SuggestionsOut:
    """Who suits a brief. Nothing is kept: it has no id.

    Attributes:
        object_ (Literal['creator_suggestions']):  Default: 'creator_suggestions'.
        data (list[SuggestionOut]): The highest score first; ties in the order of ids.
        matching_count (int): How many creators have all that the brief demands.
        considered_count (int): How many of these were ranked: the first of searches by relevance, by views or
            engagement, by price, and for the audience (a share of 0.2 of each that is wished for); 500 at most.
        ranking (RankingOut): Who ranked: the shipped formula, or a model of your organization's or the operator's own.
        exchange_rates (ExchangeRatesOut | None): Null where no price was compared.
    """

    data: list[SuggestionOut]
    matching_count: int
    considered_count: int
    ranking: RankingOut
    exchange_rates: ExchangeRatesOut | None
    object_: Literal["creator_suggestions"] = "creator_suggestions"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.exchange_rates_out import ExchangeRatesOut  # noqa: PLC0415

        object_ = self.object_

        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)

        matching_count = self.matching_count

        considered_count = self.considered_count

        ranking = self.ranking.to_dict()

        exchange_rates: dict[str, Any] | None
        if isinstance(self.exchange_rates, ExchangeRatesOut):
            exchange_rates = self.exchange_rates.to_dict()
        else:
            exchange_rates = self.exchange_rates

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "object": object_,
                "data": data,
                "matching_count": matching_count,
                "considered_count": considered_count,
                "ranking": ranking,
                "exchange_rates": exchange_rates,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.exchange_rates_out import ExchangeRatesOut  # noqa: PLC0415
        from ..models.ranking_out import RankingOut  # noqa: PLC0415
        from ..models.suggestion_out import SuggestionOut  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["creator_suggestions"], d.pop("object"))
        if object_ != "creator_suggestions":
            raise ValueError(f"object must match const 'creator_suggestions', got '{object_}'")

        data = []
        _data = d.pop("data")
        for data_item_data in _data:
            data_item = SuggestionOut.from_dict(data_item_data)

            data.append(data_item)

        matching_count = d.pop("matching_count")

        considered_count = d.pop("considered_count")

        ranking = RankingOut.from_dict(d.pop("ranking"))

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

        suggestions_out = cls(
            object_=object_,
            data=data,
            matching_count=matching_count,
            considered_count=considered_count,
            ranking=ranking,
            exchange_rates=exchange_rates,
        )

        suggestions_out.additional_properties = d
        return suggestions_out

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
