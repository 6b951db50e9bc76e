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
    from ..models.creator_listing_facets import CreatorListingFacets
    from ..models.creator_out import CreatorOut
    from ..models.creator_part import CreatorPart
    from ..models.exchange_rates_out import ExchangeRatesOut


T = TypeVar("T", bound="CreatorListing")


@_attrs_define
class CreatorListing:
    """One page of creators, with counts over all pages, page and counts of one moment.

    A page may be shorter than `limit` where a creator was hidden while it was read; `has_more` says whether another
    follows.

        Attributes:
            object_ (Literal['list']):  Default: 'list'.
            data (list[CreatorOut | CreatorPart]):
            has_more (bool): Whether there is another page.
            next_cursor (None | str): Send it as `cursor` for the next page; null on the last one.
            total_count (int):
            facets (CreatorListingFacets): By the name of the facet, as asked for.
            exchange_rates (ExchangeRatesOut | None): Null where no price was compared.
    """

    data: list[CreatorOut | CreatorPart]
    has_more: bool
    next_cursor: None | str
    total_count: int
    facets: CreatorListingFacets
    exchange_rates: ExchangeRatesOut | None
    object_: Literal["list"] = "list"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.creator_out import CreatorOut  # noqa: PLC0415
        from ..models.exchange_rates_out import ExchangeRatesOut  # noqa: PLC0415

        object_ = self.object_

        data = []
        for data_item_data in self.data:
            data_item: dict[str, Any]
            if isinstance(data_item_data, CreatorOut):
                data_item = data_item_data.to_dict()
            else:
                data_item = data_item_data.to_dict()

            data.append(data_item)

        has_more = self.has_more

        next_cursor: None | str
        next_cursor = self.next_cursor

        total_count = self.total_count

        facets = self.facets.to_dict()

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
                "has_more": has_more,
                "next_cursor": next_cursor,
                "total_count": total_count,
                "facets": facets,
                "exchange_rates": exchange_rates,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.creator_listing_facets import CreatorListingFacets  # noqa: PLC0415
        from ..models.creator_out import CreatorOut  # noqa: PLC0415
        from ..models.creator_part import CreatorPart  # noqa: PLC0415
        from ..models.exchange_rates_out import ExchangeRatesOut  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["list"], d.pop("object"))
        if object_ != "list":
            raise ValueError(f"object must match const 'list', got '{object_}'")

        data = []
        _data = d.pop("data")
        for data_item_data in _data:

            def _parse_data_item(data: object) -> CreatorOut | CreatorPart:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    data_item_type_0 = CreatorOut.from_dict(data)

                    return data_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                data_item_type_1 = CreatorPart.from_dict(data)

                return data_item_type_1

            data_item = _parse_data_item(data_item_data)

            data.append(data_item)

        has_more = d.pop("has_more")

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        total_count = d.pop("total_count")

        facets = CreatorListingFacets.from_dict(d.pop("facets"))

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

        creator_listing = cls(
            object_=object_,
            data=data,
            has_more=has_more,
            next_cursor=next_cursor,
            total_count=total_count,
            facets=facets,
            exchange_rates=exchange_rates,
        )

        creator_listing.additional_properties = d
        return creator_listing

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
