from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ExchangeRatesOut")


@_attrs_define
class ExchangeRatesOut:
    """The exchange rates by which prices were compared. They are no offer: nobody is paid by them.

    Where nobody quotes or fixes the currency that was asked in, only rates in it were compared and nothing was
    converted: `date`
    and `source` are null then, `sources` is empty, and `currencies_not_compared` names all others.

        Attributes:
            date (datetime.date | None): The day of the rates: the newest that the source has of before today. Null where
                nothing was converted.
            source (None | str): Who publishes the rates of each day. Null where nothing was converted.
            sources (list[str]): By whom something was compared: `source`, and the official rates of currencies that are
                fixed to one that it quotes (pegs-2026-01: 3.6725 AED to the USD, 0.376 BHD to the USD, 0.709 JOD to the USD,
                0.3845 OMR to the USD, 3.64 QAR to the USD, 3.75 SAR to the USD, 1.95583 BAM to the EUR, 110.265 CVE to the EUR,
                491.96775 KMF to the EUR, 655.957 XAF to the EUR, 655.957 XOF to the EUR, 119.331742 XPF to the EUR).
            currencies_not_compared (list[str]): Rates in these did not count: nobody quotes them, or nobody quotes the
                currency that you asked in.
    """

    date: datetime.date | None
    source: None | str
    sources: list[str]
    currencies_not_compared: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        date: None | str
        if isinstance(self.date, datetime.date):
            date = self.date.isoformat()
        else:
            date = self.date

        source: None | str
        source = self.source

        sources = self.sources

        currencies_not_compared = self.currencies_not_compared

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "date": date,
                "source": source,
                "sources": sources,
                "currencies_not_compared": currencies_not_compared,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_date(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                date_type_0 = datetime.date.fromisoformat(data)

                return date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        date = _parse_date(d.pop("date"))

        def _parse_source(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        source = _parse_source(d.pop("source"))

        sources = cast(list[str], d.pop("sources"))

        currencies_not_compared = cast(list[str], d.pop("currencies_not_compared"))

        exchange_rates_out = cls(
            date=date,
            source=source,
            sources=sources,
            currencies_not_compared=currencies_not_compared,
        )

        exchange_rates_out.additional_properties = d
        return exchange_rates_out

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
