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
    from ..models.likeness_formula_out import LikenessFormulaOut
    from ..models.similar_creator_out import SimilarCreatorOut


T = TypeVar("T", bound="SimilarCreatorsOut")


@_attrs_define
class SimilarCreatorsOut:
    """Who is most like a creator, among those who share categories, languages, countries or size with them.

    Attributes:
        object_ (Literal['similar_creators']):  Default: 'similar_creators'.
        creator_id (str):
        data (list[SimilarCreatorOut]): The most alike first; ties in the order of ids.
        compared_count (int): How many candidates were compared: 400 at most.
        formula (LikenessFormulaOut): How likeness is worked out: a version of it never changes.
        currency (None | str): In which prices were compared: that of most of the creator's rates. Null where there are
            none.
        exchange_rates (ExchangeRatesOut | None): Null where no price was compared.
    """

    creator_id: str
    data: list[SimilarCreatorOut]
    compared_count: int
    formula: LikenessFormulaOut
    currency: None | str
    exchange_rates: ExchangeRatesOut | None
    object_: Literal["similar_creators"] = "similar_creators"
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.exchange_rates_out import ExchangeRatesOut  # noqa: PLC0415

        object_ = self.object_

        creator_id = self.creator_id

        data = []
        for data_item_data in self.data:
            data_item = data_item_data.to_dict()
            data.append(data_item)

        compared_count = self.compared_count

        formula = self.formula.to_dict()

        currency: None | str
        currency = self.currency

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
                "creator_id": creator_id,
                "data": data,
                "compared_count": compared_count,
                "formula": formula,
                "currency": currency,
                "exchange_rates": exchange_rates,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.exchange_rates_out import ExchangeRatesOut  # noqa: PLC0415
        from ..models.likeness_formula_out import LikenessFormulaOut  # noqa: PLC0415
        from ..models.similar_creator_out import SimilarCreatorOut  # noqa: PLC0415

        d = dict(src_dict)
        object_ = cast(Literal["similar_creators"], d.pop("object"))
        if object_ != "similar_creators":
            raise ValueError(f"object must match const 'similar_creators', got '{object_}'")

        creator_id = d.pop("creator_id")

        data = []
        _data = d.pop("data")
        for data_item_data in _data:
            data_item = SimilarCreatorOut.from_dict(data_item_data)

            data.append(data_item)

        compared_count = d.pop("compared_count")

        formula = LikenessFormulaOut.from_dict(d.pop("formula"))

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

        similar_creators_out = cls(
            object_=object_,
            creator_id=creator_id,
            data=data,
            compared_count=compared_count,
            formula=formula,
            currency=currency,
            exchange_rates=exchange_rates,
        )

        similar_creators_out.additional_properties = d
        return similar_creators_out

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
